"""Yields the entity mentions of a document: names, descriptions and pronouns, each tied to the first mention of the same one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.actors import ActorCoder
from dragoman.codebook.actors_people import ActorCode
from dragoman.codebook.gazetteer import Gazetteer, GazetteerEntry
from dragoman.codebook.leaders import Leaders
from dragoman.codebook.model import Codebook
from dragoman.codebook.officials import FORMER
from dragoman.core.documents import Annotated
from dragoman.core.ids import mention_id
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.aliases import Tie, find_ties
from dragoman.extract.rules.bylines import byline_mentions
from dragoman.extract.rules.candidates import Candidate, TokenIndex, nominal_candidates, pronoun_candidates
from dragoman.extract.rules.coreference import find_chains
from dragoman.extract.rules.named import name_candidates
from dragoman.extract.rules.nouns import Lexicon, read_lexicon
from dragoman.extract.rules.owners import with_owners
from dragoman.extract.rules.titles import Title, TitleFinder

_OF_THE = re.compile(r"\s+of\s+(?:the\s+)?")
_DESCRIBED = frozenset({"person", "group", "organisation"})
_NAMING = frozenset({"name", "alias"})
_LEAST = ("ELI", "CVL", None)
"""Sectors that any other sector told of a person wins over, weakest last."""


def find_entities(annotated: Annotated, codebook: Codebook) -> tuple[EntityMention, ...]:
    """Mentions in text order. A mention's country, sector and descriptor hold what its whole chain is told to be."""
    lexicon = read_lexicon(codebook)
    states = {code for code, state in codebook.gazetteer.by_code.items() if state.status != "nonstate"}
    day = annotated.document.published.day if annotated.document.published else None
    coder = _DatedCoder(ActorCoder(codebook, guesses=False), codebook.leaders, lexicon, day)
    proposed = _candidates(annotated, lexicon, states, codebook.gazetteer)
    candidates = [coder.by_own_words(c, whole) for c, whole in zip(proposed, _wholes(annotated.document.text, proposed, codebook), strict=True)]
    titles = TitleFinder(annotated, candidates, lexicon).find()
    described = {c.head: k for k, c in enumerate(candidates) if c.form == "nominal" and c.kind == "person"}
    ties = find_ties(annotated, candidates, lexicon)
    ties += [Tie(t.person, described[t.head], "apposition", t.span) for t in titles if t.head in described]
    nouns: dict[int, set[str]] = {}
    for title in titles:
        words = set(title.title.lower().split()) & set(lexicon.by_lemma)
        nouns.setdefault(title.person, set()).update(words | {title.noun})
    chains = find_chains(annotated, candidates, ties, nouns, lexicon, lambda text: is_state(codebook.gazetteer.lookup(text))).chains()
    ids = [mention_id("nm", annotated.document.id, c.start, c.end, c.form) for c in candidates]
    titled: dict[int, list[int]] = {}
    for n, title in enumerate(titles):
        titled.setdefault(title.person, []).append(n)
    mentions: dict[int, EntityMention] = {}
    for members in chains.values():
        if all(candidates[k].form == "pronoun" for k in members):
            continue  # nobody that the text names or describes is meant
        told = [titles[n] for n in sorted(n for k in members for n in titled.get(k, ()))]
        mentions.update(_chain(annotated, candidates, members, told, ids, lexicon, coder))
    found = with_owners(annotated, [mentions[k] for k in sorted(mentions)], lexicon)
    return tuple(sorted([*found, *byline_mentions(annotated, found, codebook.gazetteer)], key=lambda m: (m.start, m.end)))


@dataclass(frozen=True, slots=True)
class _DatedCoder:
    """Codes what a text of a day names or describes. day: ISO or None."""

    coder: ActorCoder
    leaders: Leaders
    lexicon: Lexicon
    day: str | None

    def by_own_words(self, c: Candidate, whole: str) -> Candidate:
        """A description has the sector that its words tell, a body that of the day, one that no list has what its name tells.

        whole: the words of a description with those that say of whom a group is.
        """
        if c.form == "nominal" and c.kind in _DESCRIBED and c.sector != FORMER:
            return replace(c, sector=self.coder.role_sector(whole) or c.sector)
        if c.kind == "organisation" and c.key:
            return replace(c, sector=self.coder.standing(c.key, self.day) or c.sector)
        if c.kind == "organisation" and c.form == "name" and not (c.country and c.sector):
            found = self.coder.code(c.text, None, self.day)
            return replace(c, country=c.country or found.country, sector=c.sector or found.sector)
        return c

    def usual(self, own: Iterable[Candidate]) -> str | None:
        """The usual sector of the first description of a person, or of whom nothing names, where nothing tells another."""
        own = list(own)
        if any(c.form not in {"nominal", "pronoun"} and c.kind != "person" for c in own):
            return None
        nouns = [self.lexicon.by_phrase.get(c.noun) or self.lexicon.by_lemma.get(c.noun) for c in own if c.form == "nominal" and c.noun]
        return next((n.usual for n in nouns if n is not None and n.usual), None)

    def by_office(self, held: ActorCode | None, country: str | None, sector: str | None) -> tuple[str | None, str | None]:
        """(country, sector) of a person in public life, by the office then held where the text tells none; what it tells wins."""
        known = sector not in {None, "CVL"}
        if held is None or (country and known) or (known and held.country is None):
            return country, sector
        return country or held.country, sector if known else held.sector or sector

    def held(self, own: Iterable[Candidate], name: str, country: str | None, titles: Iterable[str] = ()) -> ActorCode | None:
        """The person of public life whom candidates name in full, or who is listed by his surname or by title and name (`Pope X`, `King Y`), as he
        stands on the day; None where nobody is known.

        An undated text tells no office that has ended, and not that it has: it may be older.
        """
        listed = next((c.key for c in own if c.kind == "person" and c.key), None)
        named = [listed or name] if listed or " " in name else [f"{title} {name}" for title in titles]
        codes = (self.coder.person(words, country, self.day, today=self.day is None) for words in named)
        found = next((code for code in codes if code is not None), None)
        return replace(found, sector=None) if found is not None and self.day is None and found.sector == FORMER else found

    def leading(self, held: ActorCode | None) -> str | None:
        """Under which name one who leads on the day is one and the same in every text."""
        leader = self.leaders.leader(held.name) if held is not None and held.name and self.day else None
        return leader.name if leader is not None and leader.leads(self.day or "") else None


def is_state(readings: Iterable[GazetteerEntry]) -> bool:
    """Can the words name a state or its people (not its capital)?"""
    return any(entry.kind == "state" and entry.form != "metonym" for entry in readings)


def _candidates(annotated: Annotated, lexicon: Lexicon, states: Collection[str], gazetteer: Gazetteer) -> list[Candidate]:
    """All candidates in text order, the shorter first where two begin together; of equal spans the first kind of finding stays."""
    tokens = TokenIndex(annotated)
    names = _with_wholes(annotated.document.text, name_candidates(annotated, tokens, lexicon, gazetteer), states)
    found: dict[tuple[int, int], Candidate] = {}
    for c in [*names, *nominal_candidates(annotated, names, tokens, lexicon), *pronoun_candidates(annotated, lexicon)]:
        found.setdefault((c.start, c.end), c)
    return [found[span] for span in sorted(found)]


def _wholes(text: str, candidates: Sequence[Candidate], codebook: Codebook) -> list[str]:
    """The words of each candidate; `a group` of `a group of masked gunmen` with those behind."""
    beginning = {c.start: c for c in candidates if c.form == "nominal"}
    wholes = []
    for c in candidates:
        between = _OF_THE.match(text, c.end) if c.noun in codebook.actors.lists["people_of"] else None
        behind = beginning.get(between.end()) if between else None
        wholes.append(text[c.start : behind.end] if behind else c.text)
    return wholes


def _with_wholes(text: str, names: Sequence[Candidate], states: Collection[str]) -> list[Candidate]:
    """`the Trade Committee of the State Council`: a body without a state of its own has that of the body behind `of`."""
    found: dict[int, Candidate] = {}
    beginning: dict[int, list[Candidate]] = {}
    for at in sorted(range(len(names)), key=lambda k: (-names[k].start, names[k].end)):
        c = names[at]
        if c.kind == "organisation" and c.country not in states:
            between = _OF_THE.match(text, c.end)
            behind = beginning.get(between.end(), []) if between else []
            whole = next((w for w in behind if w.kind == "organisation" and w.country in states), None)
            c = replace(c, country=whole.country, sector=c.sector or whole.sector) if whole else c
        found[at] = c
        beginning.setdefault(c.start, []).append(c)
    return [found[at] for at in range(len(names))]


def _chain(
    annotated: Annotated,
    candidates: Sequence[Candidate],
    members: Sequence[int],
    titles: Sequence[Title],
    ids: Sequence[str],
    lexicon: Lexicon,
    coder: _DatedCoder,
) -> Iterable[tuple[int, EntityMention]]:
    """The mentions of one chain, with what they share."""
    own = [candidates[k] for k in members]
    kind = _kind(own)
    country, sector = _affiliation(candidates, own, titles, kind, lexicon)
    name = _name(own)
    identity = None
    if kind == "person":
        held = coder.held(own, name, country, [title.title for title in titles])
        country, sector = coder.by_office(held, country, sector)
        identity = coder.leading(held)
    sector = sector or coder.usual(own)
    descriptor = _descriptor(candidates, titles)
    for k, c in zip(members, own, strict=True):
        yield (
            k,
            EntityMention(
                id=ids[k],
                doc=annotated.document.id,
                start=c.start,
                end=c.end,
                text=c.text,
                kind=kind if c.form in {"pronoun", "nominal"} else c.kind,
                form=c.form,
                name=name,
                anchor=ids[members[0]],
                head=c.head,
                key=c.key or (identity if c.kind == "person" and c.form in _NAMING else None),
                country=c.country or country,
                sector=c.sector or sector,
                descriptor=descriptor,
            ),
        )


def _kind(own: Sequence[Candidate]) -> str:
    named = [c.kind for c in own if c.form not in {"pronoun", "nominal"}]
    kinds = named or [c.kind for c in own if c.form != "pronoun"] or [c.kind for c in own]
    counted = Counter(kinds)
    return min(counted, key=lambda k: (-counted[k], kinds.index(k)))


def _affiliation(
    candidates: Sequence[Candidate], own: Sequence[Candidate], titles: Sequence[Title], kind: str, lexicon: Lexicon
) -> tuple[str | None, str | None]:
    """(country, sector) that the chain is told to have: of names, then of titles with their bodies, then of descriptions."""
    bodies = [candidates[t.body] for t in titles if t.body is not None]
    countries = [c.country for c in own if c.form not in {"nominal", "pronoun"}] + [b.country for b in bodies] + [c.country for c in own]
    sectors = [c.sector for c in own if c.form not in {"nominal", "pronoun"}]
    if kind == "person":
        for t in titles:
            made = lexicon.by_phrase.get(t.noun) or lexicon.by_lemma.get(t.noun)
            body = candidates[t.body].sector if t.body is not None else None
            former = set(t.title.lower().replace("-", " ").split()) & lexicon.words("former")
            told = made.sector or body or made.usual if made else body
            sectors.append(FORMER if former else told)
    sectors += [c.sector for c in own]
    country = next((c for c in countries if c), None)
    strong = [s for s in sectors if s not in _LEAST]
    return country, next(iter(strong), None) or next((s for s in _LEAST if s in sectors), None)


def _name(own: Sequence[Candidate]) -> str:
    """Best name inside the document: the listed name, else the fullest name, else the fullest description."""
    keys = [c.key for c in own if c.key and c.kind != "person"]
    if keys:
        return keys[0]
    for forms in (("name",), ("alias",), ("acronym", "demonym", "metonym"), ("nominal",), ("pronoun",)):
        texts = [c.text for c in own if c.form in forms]
        if texts:
            counted = Counter(texts)
            if own[0].kind == "person" or forms == ("nominal",):
                return max(texts, key=lambda t: (min(len(t.split()), 4), counted[t], -texts.index(t)))
            return max(texts, key=lambda t: (counted[t], len(t), -texts.index(t)))
    return own[0].text


def _descriptor(candidates: Sequence[Candidate], titles: Sequence[Title]) -> str | None:
    """The first title with its body."""
    for t in titles:
        return f"{t.title} ({candidates[t.body].text})" if t.body is not None else t.title
    return None
