"""Yields ChainLink: who is meant by the words that name a source, by name where the text names him, else in the words that describe him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.core.documents import Annotated, Name, Span, Token
from dragoman.core.mentions import ChainLink, EntityMention
from dragoman.extract.rules.cues import Speech
from dragoman.extract.rules.doubts import sure_bearers
from dragoman.extract.rules.nouns import Lexicon
from dragoman.extract.rules.phrases import noun_phrase, run_with, spans_of, tree
from dragoman.extract.rules.propositions import named
from dragoman.extract.rules.sources import mention_at, name_at

_NAMED = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_BY_KIND = {
    "person": "person",
    "document": "document",
    "law": "document",
    **dict.fromkeys(("state", "organisation", "group", "facility", "place"), "institution"),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The entity mentions of one document, in text order. by_id: each by its id; chains: those of one entity by its first; named: entities with a name;
    bearers: of the pronouns that may be told by name.
    """

    entities: tuple[EntityMention, ...]
    by_id: Mapping[str, EntityMention] = field(default_factory=dict)
    chains: Mapping[str, list[EntityMention]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    bearers: Mapping[str, EntityMention] = field(default_factory=dict)
    links: dict[int, tuple[ChainLink, ...]] = field(default_factory=dict, compare=False, repr=False)
    """By heads of sources, those made so far."""
    media: dict[str, bool] = field(default_factory=dict)
    """Is an entity called a newspaper, channel, news agency …: what was found so far."""

    def describing(self, mention: EntityMention) -> EntityMention:
        """The mention whose words are the best name of the entity; itself where there is none."""
        return next((m for m in self.chains.get(mention.anchor, ()) if m.text == mention.name), mention)


def cast_of(annotated: Annotated, entities: tuple[EntityMention, ...], lexicon: Lexicon) -> Cast:
    """The cast of a document."""
    chains: dict[str, list[EntityMention]] = {}
    for mention in entities:
        chains.setdefault(mention.anchor, []).append(mention)
    known = frozenset(m.anchor for m in entities if m.form in _NAMED)
    return Cast(entities, {m.id: m for m in entities}, chains, known, sure_bearers(annotated, entities, lexicon))


def speaker_at(annotated: Annotated, cast: Cast, head: int) -> EntityMention | None:
    """The entity mention that a source's head stands for; the person named in apposition where the head itself names nobody."""
    mention = mention_at(annotated, cast.entities, head)
    if mention is not None and (mention.anchor in cast.named or mention.kind not in {"person", "group"}):
        return mention
    for child in annotated.children(head):
        if child.dep == "appos" and child.i > head:
            beside = mention_at(annotated, cast.entities, child.i)
            if beside is not None and beside.kind == "person" and beside.form in {"name", "alias"}:
                return beside
    return mention


def is_writer(annotated: Annotated, speech: Speech, head: int) -> bool:
    """Does the outlet speak of itself: `I`, `we` outside quotations?"""
    token = annotated.tokens[head]
    return token.pos == "PRON" and speech.within("writers", token.text.lower()) and not annotated.quotations_over([Span(token.start, token.end)])


def link_of(annotated: Annotated, speech: Speech, head: int, cast: Cast, cut: Iterable[int] = ()) -> ChainLink:
    """The link for a source whose head is that token; cut: heads of words in its phrase that are no part of it."""
    token = annotated.tokens[head]
    span = _words_at(annotated, head, cut)
    mention = speaker_at(annotated, cast, head)
    kind = _type_of(annotated, speech, head, mention, cast)
    return ChainLink(kind, _name_of(annotated, speech, token, span, mention, cast), mention.id if mention else None, span.start, span.end)


def _words_at(annotated: Annotated, head: int, cut: Iterable[int] = ()) -> Span:
    token, apart = annotated.tokens[head], list(cut)
    words = noun_phrase(annotated, head)
    if apart:
        words = run_with(words - frozenset().union(*(tree(annotated, k) for k in apart)), head, annotated)
    return next((s for s in spans_of(annotated, words) if s.start <= token.start and token.end <= s.end), Span(token.start, token.end))


def _name_of(annotated: Annotated, speech: Speech, token: Token, span: Span, mention: EntityMention | None, cast: Cast) -> str | None:
    """The best name known, else the fullest words that describe him, with names for `his` and `its`; None where nothing names him."""
    if mention is None:
        lone = token.pos in {"PRON", "DET", "SCONJ"} and span.end - span.start == token.end - token.start
        if lone and token.text.lower() in speech.lists["nameless"]:
            return None
        return _plain(named(annotated, cast.entities, cast.bearers, span))
    if mention.anchor in cast.named:
        return mention.name
    best = cast.describing(mention)
    if best.id != mention.id:
        span = _words_at(annotated, best.head) if best.kind in {"person", "group"} else Span(best.start, best.end)
    return _plain(named(annotated, cast.entities, cast.bearers, span))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _type_of(annotated: Annotated, speech: Speech, head: int, mention: EntityMention | None, cast: Cast) -> str:
    """Type of link: of what has a name by what it is, of what is only described by its noun."""
    token, name = annotated.tokens[head], name_at(annotated, head)
    text = annotated.document.text[name.start : name.end] if name else token.text
    if text in speech.lists["agencies"] or any(token.text.lower().endswith(s) for s in speech.lists["media_suffixes"]):
        return "agency"
    if mention is not None and mention.anchor in cast.named:
        return _type_of_named(annotated, speech, mention, cast)
    if name is not None and token.pos == "PROPN":
        return _type_of_name(annotated, speech, head, name)
    if mention is None:
        found = _by_noun(annotated, speech, token)
        return found or ("person" if token.lemma.lower() in speech.lists["persons"] else "institution" if token.pos == "PROPN" else "unnamed")
    return _type_of_described(annotated, speech, token, mention, cast)


def _type_of_named(annotated: Annotated, speech: Speech, mention: EntityMention, cast: Cast) -> str:
    of_entity = cast.chains[mention.anchor]
    kind = next((m.kind for m in of_entity if m.form in _NAMED), mention.kind)
    if kind == "organisation" and (mention.sector in {"MED", "JRN"} or _is_media(annotated, speech, mention, cast)):
        return "agency"
    return _BY_KIND.get(kind, "institution")


def _is_media(annotated: Annotated, speech: Speech, mention: EntityMention, cast: Cast) -> bool:
    """Does any name or description of the entity say that it brings the news?"""
    if mention.anchor not in cast.media:
        told = (m for m in cast.chains[mention.anchor] if m.form not in {"pronoun", "demonym", "metonym"})
        cast.media[mention.anchor] = any(_media_words(speech, _words_of(annotated, m.head)) for m in told)
    return cast.media[mention.anchor]


def _type_of_name(annotated: Annotated, speech: Speech, head: int, name: Name) -> str:
    """What a name stands for that is no entity mention of ours."""
    if name.kind == "organisation" and _media_words(speech, _words_of(annotated, head)):
        return "agency"
    return _BY_KIND.get(name.kind or "other", "institution")


def _type_of_described(annotated: Annotated, speech: Speech, token: Token, mention: EntityMention, cast: Cast) -> str:
    """Type of what no name is told of, by the noun that describes it first."""
    best = cast.by_id.get(mention.anchor, mention) if mention.form == "pronoun" else mention
    noun = annotated.tokens[best.head] if mention.form == "pronoun" else token
    if best.kind == "organisation" and noun.tag not in {"NNS", "NNPS"} and speech.within("bodies_alone", noun.lemma):
        return "institution"
    found = _by_noun(annotated, speech, noun)
    if found == "institution" and _is_media(annotated, speech, mention, cast):
        return "agency"
    if found is not None:
        return found
    if best.kind == "group" or (best.kind == "person" and _one_of_several(annotated, speech, noun)):
        return "unnamed"
    return _BY_KIND.get(best.kind, "unnamed")


def _one_of_several(annotated: Annotated, speech: Speech, noun: Token) -> bool:
    """`a minister`, `one captain`: who of them is not told."""
    return any(c.dep in {"det", "nummod"} and speech.within("articles", c.lemma.lower()) for c in annotated.children(noun.i))


def _words_of(annotated: Annotated, head: int) -> list[str]:
    return [annotated.tokens[k].text.lower() for k in sorted(noun_phrase(annotated, head))][:12]


def _media_words(speech: Speech, words: Iterable[str]) -> bool:
    known = speech.lists["media_nouns"] - speech.lists["vague_media_nouns"] - speech.lists["words_of_press_offices"]
    return not known.isdisjoint(words)


def _by_noun(annotated: Annotated, speech: Speech, token: Token) -> str | None:
    lemma = token.lemma
    if token.i and speech.within("body_phrases", f"{annotated.tokens[token.i - 1].lemma.lower()} {lemma.lower()}"):
        return "unnamed" if _one_of_several(annotated, speech, token) else "institution"
    if speech.within("public_nouns", lemma) and not speech.within("document_nouns", lemma):
        return "public"
    if speech.within("unnamed_nouns", lemma):
        return "unnamed"
    if speech.within("document_nouns", lemma):
        return "document"
    if speech.within("media_nouns", lemma) and (lemma != "agency" or "news" in _words_of(annotated, token.i)):
        return "agency"
    if speech.within("institution_nouns", lemma):
        return "institution"
    return None
