"""Yields MarkedText: what stands around event mentions that somebody else has marked in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Sentence, Span, Token
from dragoman.core.ids import digest, sha256_hex
from dragoman.core.marked import Marked, MarkedText, Told, Words
from dragoman.core.mentions import EntityMention, EventMention
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.candidates import TokenIndex
from dragoman.extract.rules.entities import find_entities
from dragoman.extract.rules.events import find_events
from dragoman.extract.rules.matching import EntityIndex
from dragoman.extract.rules.phrases import negated

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
NEAR = 6
"""Tokens on each side of a head that are near it."""
MOST_WORDS = 40
"""Words of a role that are kept."""
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_OPEN = frozenset({"planned", "threatened", "demanded", "hypothetical"})
_LATER = frozenset({"will", "would", "could", "may", "might", "should", "shall", "can", "'ll"})
_BEFORE = frozenset({"compound", "amod", "nmod", "nummod", "poss"})


def read_marked(annotated: Annotated, spans: Sequence[tuple[str, Span]], codebook: Codebook, name: str = "") -> MarkedText:
    """The text with its mentions, in the order of (start, end, id); spans: (id, span), each within the text. name: what the text is called, if anything."""
    reader = _Reader(annotated, codebook)
    told = tuple(reader.told(sentence) for sentence in annotated.sentences)
    ordered = sorted(spans, key=lambda item: (item[1], item[0]))
    return MarkedText(_key(name, annotated), told, tuple(reader.mention(id, span) for id, span in ordered))


def _key(name: str, annotated: Annotated) -> str:
    return digest(sha256_hex(name.encode("utf-8", "surrogatepass")), annotated.document.id)


class _Reader:
    """Reads one document."""

    def __init__(self, annotated: Annotated, codebook: Codebook) -> None:
        self._annotated, self._codebook = annotated, codebook
        entities = find_entities(annotated, codebook)
        self._entities = EntityIndex(entities)
        self._tokens = TokenIndex(annotated)
        self._roles = Roles(annotated, partial(codebook.language.words, "modality"))
        self._starts = [sentence.start for sentence in annotated.sentences]
        self._events: dict[int, EventMention] = {}
        for event in find_events(annotated, entities, (), codebook)[0]:
            self._events.setdefault(event.trigger.start, event)
        table = codebook.language.table("families")
        self._endings, self._least = tuple(table["endings"]), int(table["least"])

    def told(self, sentence: Sentence) -> Told:
        """What a sentence tells."""
        tokens = self._annotated.sentence_tokens(sentence)
        names = [name for token in tokens for name in self._annotated.names_over(token) if name.start == token.start]
        named = (word for name in names for word in (name.key or name.text).lower().split())
        days = {(t.range.start, t.range.end) for t in self._annotated.times if t.range and sentence.start <= t.start < sentence.end}
        return Told(
            _content(tokens),
            tuple(named),
            tuple(t.lemma for t in tokens if t.pos == "NUM" or t.tag == "CD"),
            tuple(sorted((start, end) for start, end in days if start and end)),
        )

    def mention(self, id: str, span: Span) -> Marked:
        """One mention; where the parser has no token in the span, a mention with no word but the span's own."""
        text = self._annotated.document.text[span.start : span.end].lower()
        inside = self._tokens.within(span.start, span.end)
        head = self._head(inside)
        if head is None:
            at = max(0, bisect_right(self._starts, span.start) - 1)
            return Marked(id, span.start, span.end, -1, at, text, text, "other", "", (text,), (), (), (), (), "", "", (), False, False)
        event = self._events.get(head.start)
        children = self._annotated.children(head.i)
        fillers = self._fillers(head)
        used = {t.i for side in fillers for t in side} | {t.i for t in inside}
        return Marked(
            id=id,
            start=span.start,
            end=span.end,
            token=head.i,
            sentence=head.sentence,
            lemma=head.lemma,
            family=family_of(head.lemma, self._endings, self._least),
            pos=_KINDS.get(head.pos, "other"),
            tag=head.tag,
            words=_content(inside) or (head.lemma,),
            actor=self._words(fillers[0]),
            target=self._words(fillers[1]),
            around=self._words(self._others(head, used)),
            near=_content(self._near(head)),
            governor=self._annotated.tokens[head.head].lemma if head.head != head.i else "",
            kind=event.type if event else "",
            kinds=self._kinds(head),
            denied=negated(self._annotated, head.i) or bool(event and event.modality == "denied"),
            open=bool(event and event.modality in _OPEN) or any(c.lemma in _LATER for c in children if c.dep == "aux") or head.tag == "VB",
        )

    def _kinds(self, head: Token) -> Words:
        pos = _KINDS.get(head.pos)
        return tuple(sorted({t.type for t in self._codebook.triggers_at(pos, head.lemma)})) if pos else ()

    def _head(self, inside: Sequence[Token]) -> Token | None:
        """The token on which the others of the span hang: a verb or noun, if there is one."""
        held = {t.i for t in inside}
        tops = [t for t in inside if t.head == t.i or t.head not in held]
        return next((t for t in tops if t.pos in _KINDS), None) or (tops[0] if tops else None)

    def _fillers(self, head: Token) -> tuple[list[Token], list[Token]]:
        """(who does it, whom or what it is done to)."""
        roles = self._roles
        if head.pos in {"VERB", "AUX"}:
            return roles.fill(head.i, "subject"), roles.fill(head.i, "object")
        actors = roles.fill(head.i, "by") or roles.fill(head.i, "possessor") or (roles.fill(head.head, "subject") if head.dep in {"dobj", "attr"} else [])
        kept = [c for c in self._annotated.children(head.i) if c.dep in {"compound", "nmod", "amod"}]
        return actors, roles.fill(head.i, "of") + kept

    def _others(self, head: Token, used: set[int]) -> list[Token]:
        """What else hangs on the head: through prepositions, as an attribute, a complement or an adverb."""
        found: list[Token] = []
        for child in self._annotated.children(head.i):
            if child.dep in {"prep", "agent", "dative"}:
                found += [c for c in self._annotated.children(child.i) if c.dep in {"pobj", "pcomp"}]
            elif child.dep in {"attr", "oprd", "xcomp", "npadvmod", "acomp", "prt", "advmod", "dobj"}:
                found.append(child)
        return [t for t in found if t.i not in used]

    def _near(self, head: Token) -> list[Token]:
        sentence = self._annotated.sentence_of(head.i)
        low, high = max(sentence.first, head.i - NEAR), min(sentence.last, head.i + NEAR + 1)
        return [t for t in self._annotated.tokens[low:high] if t.i != head.i]

    def _words(self, tokens: Iterable[Token]) -> Words:
        found: list[str] = []
        for token in tokens:
            for member in self._roles.with_conjuncts(token)[:4]:
                found += self._named(member)
        return tuple(found[:MOST_WORDS])

    def _named(self, token: Token) -> list[str]:
        """The words of a filler: those of its name, where it has one, and its own."""
        mention: EntityMention | None = self._entities.at.get(token.i)
        named = mention.name.lower().split() if mention is not None else []
        if token.pos == "PRON":
            return named
        before = [c.lemma for c in self._annotated.children(token.i) if c.dep in _BEFORE and c.pos in CONTENT]
        return list(dict.fromkeys([*named, *before, token.lemma]))


def _content(tokens: Iterable[Token]) -> Words:
    return tuple(t.lemma for t in tokens if t.pos in CONTENT and any(c.isalnum() for c in t.lemma))


def family_of(lemma: str, endings: Sequence[str], least: int) -> str:
    """The lemma without the first of the endings that leaves `least` letters, taken off at most twice, and a last letter that stands double only once."""
    for _ in range(2):
        ending = next((e for e in endings if lemma.endswith(e) and len(lemma) - len(e) >= least), None)
        if ending is None:
            break
        lemma = lemma[: -len(ending)]
    return lemma[:-1] if len(lemma) > least and lemma[-1] == lemma[-2] else lemma
