"""Yields what the deed model is shown of a document: its words in windows of whole sentences, names masked by their kind, each with the state it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.core.documents import Annotated, Sentence, Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.models.pair_words import DEMONYM, MASKS, OTHER

SILENT = frozenset({"byline", "boilerplate"})
"""Zones that are not shown."""
MOST = 200
"""Words of a window, if its first sentence is not longer; attention takes their number squared."""
LONGEST = 400
"""Words of a sentence that are shown."""
RANKS = 6
"""Parties that are told apart by how often they are named; the last stands for all others."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words of a stretch of text. tokens: index of the token that each word stands for; parties: code of its state, empty for none;
    ranks: 1 for the state named most in the window, up to RANKS, 0 for none; dates: places in `words` at which a time expression begins;
    sentences: how many it has."""

    words: tuple[str, ...]
    tokens: tuple[int, ...]
    parties: tuple[str, ...]
    ranks: tuple[int, ...]
    dates: tuple[int, ...]
    sentences: int


def deed_windows(annotated: Annotated, entities: Sequence[EntityMention]) -> list[Window]:
    """The windows of a document in order. Who anybody is stays out: the model sees of a name its kind, and which names are of one state."""
    states = _states(annotated, entities)
    begins = {time.start for time in annotated.times}
    windows, held = [], list[Sentence]()
    for sentence in annotated.sentences:
        if sentence.zone in SILENT:
            continue
        if held and sum(s.last - s.first for s in held) + sentence.last - sentence.first > MOST:
            windows.append(_window(annotated, held, states, begins))
            held = []
        held.append(sentence)
    return [*windows, _window(annotated, held, states, begins)] if held else windows


def _states(annotated: Annotated, entities: Sequence[EntityMention]) -> Mapping[int, str]:
    """Code of the state by token; of a phrase that describes somebody only its head has one."""
    found: dict[int, str] = {}
    for mention in sorted(entities, key=lambda m: (m.start - m.end, m.id)):
        if mention.country is None:
            continue
        found[mention.head] = mention.country
        if mention.form not in {"nominal", "pronoun"}:
            for token in annotated.within([Span(mention.start, mention.end)]):
                found[token.i] = mention.country
    return found


def _window(annotated: Annotated, sentences: Sequence[Sentence], states: Mapping[int, str], begins: set[int]) -> Window:
    shown = [(word, token) for s in sentences for word, token in _masked(annotated, annotated.sentence_tokens(s)[:LONGEST])]
    parties = tuple(states.get(token.i, "") for _, token in shown)
    order = [state for state, _ in Counter(party for party in parties if party).most_common()]
    ranks = {state: min(RANKS, number) for number, state in enumerate(order, 1)}
    return Window(
        tuple(word for word, _ in shown),
        tuple(token.i for _, token in shown),
        parties,
        tuple(ranks.get(party, 0) for party in parties),
        tuple(at for at, (_, token) in enumerate(shown) if token.start in begins),
        len(sentences),
    )


def _masked(annotated: Annotated, tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Words with the tokens that they stand for: a name is one word, its kind."""
    last = None
    for token in tokens:
        if not token.text.strip():
            continue
        name = next((n for n in annotated.names_over(token) if n.start <= token.start and token.end <= n.end), None)
        if name is None:
            yield token.text, token
        elif name is not last:
            yield DEMONYM if name.kind == "state" and name.form == "demonym" else MASKS.get(name.kind, OTHER), token
        last = name
