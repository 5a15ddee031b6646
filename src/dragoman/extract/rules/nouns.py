"""Yields the lexicon of nouns that stand for somebody or something, and the closed-class words that tell who is who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token

_SECTORED = frozenset({"person", "organisation", "group"})
_MISSIONS = frozenset({"embassy", "consulate", "mission", "legation"})
_REALMS = frozenset({"kingdom", "emirate", "sultanate"})
_NOBODY = "UNK"


@dataclass(frozen=True, slots=True)
class NounClass:
    """What a noun stands for: kind of entity, PLOVER sector that it tells by itself; office: a title or post, not only a condition.

    usual: the sector of a noun that belongs to many things (spokesman, gunman), where nothing tells it.
    """

    kind: str
    sector: str | None
    office: bool = False
    usual: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Nouns by lemma and by phrase, sets of synonyms, and named word lists of `languages/en/entities.yaml`."""

    by_lemma: Mapping[str, NounClass]
    by_phrase: Mapping[str, NounClass]
    synonyms: Mapping[str, frozenset[str]]
    hypernyms: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    """Given names with those that are forms of the same one."""

    def words(self, key: str) -> frozenset[str]:
        """A named word list; KeyError where there is none."""
        return self.lists[key]

    def noun(self, annotated: Annotated, token: Token) -> tuple[str, NounClass] | None:
        """(lemma or phrase, class) of a noun token, the longest phrase first; None where it stands for nobody."""
        words = [token.lemma.lower()]
        at = token.i - 1
        first = annotated.sentences[token.sentence].first
        while at >= first and len(words) < 4 and annotated.tokens[at].pos in {"NOUN", "PROPN", "ADJ"}:
            words.insert(0, annotated.tokens[at].lemma.lower())
            at -= 1
        for start in range(len(words) - 1):
            phrase = " ".join(words[start:])
            if phrase in self.by_phrase:
                return phrase, self.by_phrase[phrase]
        for word in (words[-1], token.text.lower()):  # the lemma of `media` is no noun of ours
            if word in self.by_lemma:
                return word, self.by_lemma[word]
        return None

    def same_thing(self, a: Iterable[str], b: Iterable[str]) -> bool:
        """May nouns of the two sets stand for one thing?"""
        ours = {s for noun in a for s in (self.synonyms.get(noun, frozenset()) | {noun})}
        return not ours.isdisjoint(b)

    def is_plural(self, token: Token) -> bool:
        """Is the noun in the plural?"""
        return token.tag in {"NNS", "NNPS"}


def read_lexicon(codebook: Codebook) -> Lexicon:
    """The lexicon of the codebook's language."""
    return codebook.made(_lexicon)


def _lexicon(codebook: Codebook) -> Lexicon:
    table = codebook.language.table("entities")
    by_lemma: dict[str, NounClass] = {}
    for row in table["nouns"]:
        for lemma in map(str, row["lemmas"]):
            by_lemma.setdefault(lemma, _classed(lemma, str(row["kind"]), bool(row.get("office")), codebook))
    by_phrase = {name: _classed(name, str(row["kind"]), True, codebook) for row in table["phrases"] for name in map(str, row["names"])}
    synonyms: dict[str, frozenset[str]] = {}
    for row in table["synonyms"]:
        for noun in row:
            synonyms[str(noun)] = synonyms.get(str(noun), frozenset()) | frozenset(map(str, row))
    hypernyms = {str(kind): frozenset(map(str, row)) for kind, row in table["hypernyms"].items()}
    lists = {
        str(key): frozenset(str(word) for word in value)
        for key, value in table.items()
        if isinstance(value, list) and all(isinstance(word, str) for word in value)
    }
    given: dict[str, frozenset[str]] = {}
    for row in table["given_names"]:
        for name in row:
            given[str(name)] = given.get(str(name), frozenset()) | frozenset(map(str, row))
    return Lexicon(by_lemma, by_phrase, synonyms, hypernyms, lists, given)


def _classed(noun: str, kind: str, office: bool, codebook: Codebook) -> NounClass:
    """Kind and office are told by entities.yaml, the sector by actors.yaml, which codes phrases as well."""
    role = codebook.actors.role(noun) if kind in _SECTORED else None
    sector = role.sector if role is not None and role.kind != "modifier" and role.sector != _NOBODY else None
    carries = role is not None and role.kind == "carrier"
    return NounClass(kind, None if carries else sector, office, sector if carries else None)


def named_otherwise(lexicon: Lexicon, noun: str, modifiers: frozenset[str], called: Collection[str], country: str | None) -> bool:
    """`the information minister` is no prime minister, `the kingdom` no republic. called, country: words for, and the state of, whom it might take up."""
    words = noun.split()
    if noun in _MISSIONS and _MISSIONS.isdisjoint(called):
        return True  # `the embassy in Arden` is no ministry named before
    if noun in _REALMS and country not in lexicon.words(noun):
        return True
    department = ({*words[:-1]} | modifiers) - lexicon.words("no_department")
    return words[-1:] == ["minister"] and bool(department) and "prime minister" in called and noun not in called
