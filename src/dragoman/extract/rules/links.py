"""Yields which event mention is told as the answer to which: `after …`, `in response to …`, `due to his remarks`, with the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention

_COMPLETES = {"pcomp", "prep", "xcomp", "conj"}
_HIGHEST = 3
_HOLDERS = {"prep", "advcl", "mark", "agent"}


def with_links(annotated: Annotated, events: Sequence[EventMention], codebook: Codebook) -> tuple[EventMention, ...]:
    """The events, those that answer another with values (answers, `mention:start:end`)."""
    connectives = codebook.language.words("links", "connectives")
    phrases = codebook.language.words("links", "phrases")
    at = {t.start: t.i for t in annotated.tokens}
    by_token: dict[int, EventMention] = {at[e.trigger.start]: e for e in reversed(events) if e.trigger.start in at}
    linked = []
    for event in events:
        token = annotated.tokens[at[event.trigger.start]]
        link = _answered(annotated, token, by_token, connectives, phrases)
        linked.append(replace(event, values=(*event.values, ("answers", link))) if link else event)
    return tuple(linked)


def _answered(annotated: Annotated, token: Token, by_token: dict[int, EventMention], connectives: frozenset[str], phrases: frozenset[str]) -> str | None:
    for host in _hosts(annotated, token, by_token):
        if link := _answer_at(annotated, host, token, by_token, connectives, phrases):
            return link
    return None


def _hosts(annotated: Annotated, token: Token, by_token: dict[int, EventMention]) -> list[Token]:
    """The trigger and the verbs that it completes (`reacted by suggesting`), as long as these are no events of their own."""
    hosts, below = [token], token
    for up in annotated.ancestors(token.i):
        if below.dep not in _COMPLETES or len(hosts) > _HIGHEST:
            break
        if up.pos in {"VERB", "AUX"}:
            if up.i in by_token:
                break
            hosts.append(up)
        below = up
    return hosts


def _answer_at(
    annotated: Annotated, host: Token, token: Token, by_token: dict[int, EventMention], connectives: frozenset[str], phrases: frozenset[str]
) -> str | None:
    for child in annotated.children(host.i):
        if child.dep not in _HOLDERS or token.i in {t.i for t in annotated.subtree(child.i)}:
            continue
        below = annotated.subtree(child.i)
        words = " ".join(t.text.lower() for t in below[:4])
        opening = _opening(annotated, child)
        if not (opening in connectives or any(words.startswith(p) for p in phrases)):
            continue
        for inner in below:
            action = by_token.get(inner.i)
            if action is not None and inner.i != token.i and (action.ontology == "PLOVER" or action.type == "STATEMENT"):
                return f"{action.id}:{below[0].start}:{min(below[-1].end, below[0].start + 500)}"
    return None


def _opening(annotated: Annotated, child: Token) -> str:
    """The word that opens the phrase or clause: the preposition itself, or the clause's `mark`."""
    if child.dep != "advcl":
        return child.text.lower()
    marks = [c.text.lower() for c in annotated.children(child.i) if c.dep in {"mark", "advmod", "prep"} and c.i < child.i]
    return marks[0] if marks else ""
