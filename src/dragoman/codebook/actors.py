"""Yields country and PLOVER sector of any actor phrase, by its words, the gazetteer, and what is known of people in public life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.actors_parts import Part, PhraseReader, choose, own_name
from dragoman.codebook.actors_people import ActorCode, People, Person
from dragoman.codebook.actors_places import PlaceFinder
from dragoman.codebook.actors_sectors import Around, SectorReader
from dragoman.codebook.model import Codebook

_DEPTH = 4
_MOST_LINKS = 3
_MOST_PARTS = 40
"""Parts of a phrase that are read: what stands further behind tells nothing of its head."""
_GOVERNMENT = "GOV"
_LOOSE = frozenset({"IMG", "NGO", "MNC", "ISM"})
"""Codes of what is of no state: a state told as well says more."""


class ActorCoder:
    """Codes phrases; immutable, made once for a codebook."""

    def __init__(self, codebook: Codebook, *, guesses: bool = True) -> None:
        """codebook: words, gazetteer and officials; guesses: take a surname alone for the one who is best known by it,
        look up towns, which needs their table, and see through slips of the pen.
        """
        self.words = codebook.actors
        self.gazetteer = codebook.gazetteer
        self.reader = PhraseReader(codebook.actors, codebook.gazetteer, codebook.officials)
        self.people = People(codebook.officials, codebook.actors, surnames=guesses)
        self.sectors = SectorReader(codebook.actors)
        self.places = PlaceFinder(codebook.gazetteer, codebook.actors, towns=guesses)
        self._told: dict[str, str | None] = {}
        self.institutions = frozenset(word.lower() for words in codebook.language.table("names")["institutions"].values() for word in words)

    def code(self, phrase: str, context: str | None = None, day: str | None = None, *, today: bool = False) -> ActorCode:
        """The actor that a phrase describes or names, by its own words first, then by the office that its bearer holds.

        context: words that hint at the state (`Norland`, `Norlandic defence`); day: ISO, for who holds an office, None for the latest known;
        today: an office known to have ended counts as past even without a day.
        """
        hint = self._hint(context)
        parts = self.reader.parts(phrase, hint)[:_MOST_PARTS]
        told = next((p.country for p in parts if p.kind == "state"), None)
        person = Person(day, today, hint)
        parts = [self.people.dated(choose(part, told, self.words), person) for part in parts]
        found = self._alone(parts, person) or self._code(parts, person)
        return replace(found, country=found.country or hint, name=found.name or own_name(parts, self.institutions))

    def role_sector(self, phrase: str) -> str | None:
        """The sector that the words of a phrase tell, None where they tell only the usual one of a noun that may belong to anything."""
        if phrase not in self._told:  # a text says the same words again and again
            found = self._code(self.reader.parts(phrase)[:_MOST_PARTS], Person(None, False, None))
            self._told[phrase] = None if found.default else found.sector
        return self._told[phrase]

    def person(self, name: str, country: str | None, day: str | None, *, today: bool = False) -> ActorCode | None:
        """The one person of public life of a full name (of that country, where one is told) as he stands on a day; None where nobody or several are meant.

        today: as in `code`.
        """
        found = self.people.code(name, None, country, Person(day, today, None))
        return found if found is not None and found.name else None

    def standing(self, key: str, day: str | None) -> str | None:
        """The sector of a listed body on a day, where it changed with the years; None where it did not."""
        return self.people.body(key, Person(day, False, None))

    def _hint(self, context: str | None) -> str | None:
        return next((p.country for p in self.reader.parts(context) if p.country), None) if context else None

    def _alone(self, parts: Sequence[Part], person: Person) -> ActorCode | None:
        """A phrase that is one name: of a state, a body, a person, a place."""
        if len(parts) == 1 and parts[0].kind in {"state", "body", "place"}:
            return self._listed(parts[0])
        if not parts or not all(p.kind == "word" and p.capital for p in parts):
            return None
        name = " ".join(p.text for p in parts)
        return self.people.code(name, None, None, person) or self.places.code(name) or None

    def _listed(self, part: Part) -> ActorCode:
        last = self.words.role(part.low.rpartition(" ")[2]) if part.kind == "state" and " " in part.low else None
        sector = _GOVERNMENT if part.bare or (last is not None and last.sector == _GOVERNMENT and last.kind == "head") else part.sector
        if part.key in self.places.partial and not (part.kind == "state" and part.people_of_state):
            sector = "PRE"
        return ActorCode(part.country, sector, part.key)

    def _code(self, parts: Sequence[Part], person: Person, depth: int = 0) -> ActorCode:
        """The code of the parts from the first to the last; empty where they tell nothing."""
        cut = next((at for at, part in enumerate(parts) if part.kind == "link" and at), len(parts))
        main, rest = parts[:cut], parts[cut:]
        if not main or depth > _DEPTH:
            return ActorCode()
        if main[0].kind == "link":
            return self._code(parts[1:], person, depth + 1)
        owner, own = _owned(main)
        head = self._head(own)
        sent = head is not None and head.role is not None and head.role.noun in self.words.lists["sent"]
        behind = self._behind(rest, person, depth, sent=sent)
        before = own[: own.index(head)] if head is not None else ()
        whose = self._code(owner, person, depth + 1) if owner else ActorCode()
        sector, default = self.sectors.sector(head, Around(before, whose, behind))
        country = self._country(owner, own, head, sent=sent)
        country = self._georgia(country, head)
        apposed = self._apposed(rest, person, depth)
        country = country or whose.country or apposed.country
        named = self._named(own, head, country, person)
        if named is not None and (head is None or not sector):
            sector, default = named.sector, False
        if apposed.sector and (sector is None or default or (head is None and named is not None)):
            sector, default = apposed.sector, apposed.default
        country = country or (named.country if named else None) or self.places.before(own, head)
        if not country or (country in _LOOSE and not sent):
            told = [b.country for b in behind if b.country]
            country = next((c for c in told if c not in _LOOSE), None) or country or next(iter(told), None)
        bodies = {p.key for p in own if p.kind == "body"} if head is not None and not owner and (head.kind == "body" or self._calls(head)) else set()
        name = named.name if named else next(iter(bodies)) if len(bodies) == 1 else None
        return ActorCode(country, sector, name, default)

    def _head(self, own: Sequence[Part]) -> Part | None:
        """The part that says what somebody is: the last but names and unlisted words; for a person the role before."""
        told = [p for p in own if p.kind in {"role", "body", "state"} or (p.kind == "place" and all(q.kind == "word" for q in own if q is not p))]
        nouns = [p for p in told if p.kind != "state"]
        last = told[-1] if told else None
        if last is None or last.kind != "state" or any(p.kind == "word" for p in own[own.index(last) :]):
            return nouns[-1] if nouns else (last if last is own[-1] else None)
        if len(told) > 1 and told[-2].kind == "body" and not last.people_of_state:
            return told[-2]  # `Greenpeace Norland`
        titles = [p for p in nouns if own.index(p) < own.index(last) and p.role and p.role.kind == "head"]
        return titles[-1] if titles and own[-1].kind == "person" else last

    def _calls(self, head: Part) -> bool:
        """Does the noun only say what the body named before it is: `the rebel SRF force`?"""
        return head.role is not None and head.role.noun in self.words.lists["calling"]

    def _country(self, owner: Sequence[Part], own: Sequence[Part], head: Part | None, *, sent: bool) -> str | None:
        """The state that the words before the head tell, or the head itself."""
        until = own.index(head) + 1 if head is not None else len(own)
        before = [*owner, *own[:until]]
        if sent:
            return next((p.country for p in before if p.country), None)
        states = [p for p in before if p.kind in {"state", "place"} and p.country]
        strong = next((p.country for p in states if not p.weak), None)
        body = next((p.country for p in ([head] if head else []) + before if p.kind == "body" and p.country), None)
        if head is not None and head.kind == "body" and not head.generic and body and strong and self.gazetteer.state(body) and body not in _LOOSE:
            return body if not self._is_state(body) else strong if head.generic else body
        person = next((o.spells[-1].country for p in before if p.kind == "person" and head is not None for o in p.people[:1]), None)
        weak = next((p.country for p in states if p.weak), None)
        after = next((p.country for p in own[until:] if p.kind == "state" and p.country), None)
        return strong or body or weak or after or person

    def _is_state(self, code: str) -> bool:
        state = self.gazetteer.state(code)
        return state is not None and state.status != "nonstate"

    def _georgia(self, country: str | None, head: Part | None) -> str | None:
        """`Georgia Gov. X` is of the American one."""
        american = head is not None and head.role is not None and head.role.noun in self.words.lists["us_offices"]
        return "USA" if american and country == "GEO" and head is not None and head.text[:1].isupper() else country

    def _behind(self, rest: Sequence[Part], person: Person, depth: int, *, sent: bool) -> list[ActorCode]:
        """The codes of what stands behind prepositions that tell whose something is."""
        lists = self.words.lists
        found: list[ActorCode] = []
        for at, part in enumerate(rest):
            if part.kind != "link":
                continue
            if part.low == "," or len(found) == _MOST_LINKS or (part.low in lists["relative"] and part.low not in lists["following"]):
                break
            if sent and part.low in lists["sent_to"] and part.low not in {"of", "from"}:
                continue
            if part.low in lists["owning"] or part.low in lists["told_by"]:
                stop = next((k for k in range(at + 1, len(rest)) if rest[k].kind == "link"), len(rest))
                tail = rest[at + 1 :] if part.low in {"of", "for"} else rest[at + 1 : stop]
                inner = self._code(tail, person, depth + 1)
                found.append(replace(inner, country=inner.country or self.places.inside(rest[at + 1 : stop])))
        return found

    def _apposed(self, rest: Sequence[Part], person: Person, depth: int) -> ActorCode:
        """`X, the foreign minister of Norland`."""
        comma = next((at for at, part in enumerate(rest) if part.low == "," and part.kind == "link"), None)
        return self._code(rest[comma + 1 :], person, depth + 1) if comma is not None and rest[comma + 1 :] else ActorCode()

    def _named(self, own: Sequence[Part], head: Part | None, country: str | None, person: Person) -> ActorCode | None:
        """Who bears the name that ends the phrase."""
        start = own.index(head) + 1 if head is not None else 0
        tail = [p for p in own[start:] if p.low not in self.words.lists["name_titles"]]
        if not tail or not all(p.capital and p.kind in {"word", "person"} for p in tail):
            return None
        title = head.role.noun if head is not None and head.role is not None else None
        if head is not None and head.kind != "role" and not any(p.kind == "person" for p in tail):
            return None
        return self.people.code(" ".join(p.text for p in tail), title, country, person)


def _owned(main: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """(whose it is, what it is): parted at the last owner's mark with something behind."""
    marks = [at for at, part in enumerate(main[:-1]) if part.owner]
    return (main[: marks[-1] + 1], main[marks[-1] + 1 :]) if marks else ((), main)
