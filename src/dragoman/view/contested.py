"""Yields QuestionSheet: a question with its answers as columns from vague to sharp, who gives them, how they stand to each other, and who changed position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.core.records import ClaimTold, Event, Question
from dragoman.view.days import say_short
from dragoman.view.letters import letters_of
from dragoman.view.record import Record
from dragoman.view.said_days import Said, said_on
from dragoman.view.standing import closing, mark, origins_of, outlets_of
from dragoman.view.surety import say_doubt
from dragoman.view.version_table import ladder_line, say_wording
from dragoman.view.versions import Holder, Version, owners, versions_of
from dragoman.view.whose_word import say_link

PLACES = {
    "ladder": "on the ladder",
    "against": "against these",
    "beside": "beside these",
    "ruled_out": "ruled out",
    "silent": "not said",
    "overtaken": "overtaken",
}
"""Roles of versions in words."""
SIGNS = {"ladder": "↗", "against": "≠", "beside": "∥", "ruled_out": "✗", "silent": "∅", "overtaken": "↻"}
STANCES = {
    "contradicts": ("≠", "contradicts"),
    "disputes": ("⇄", "disputes"),
    "superseded": ("↻", "is overtaken by"),
    "different_answer": ("∥", "differs from"),
    "sharper": ("↗", "is sharper than"),
    "vaguer": ("↘", "is vaguer than"),
    "certainty_differs": ("≈", "is told with other certainty than"),
}
"""How an answer stands to another, the gravest first; what agrees or goes together is left out."""
KINDS = {"≠": "contradiction", "⇄": "blame", "↻": "overtaken", "◇": "dates", "∥": "parallel", "↗": "precision", "≈": "certainty", "=": "alike"}
"""Sign of a mark to the kind of difference that it stands for."""
NAMELESS = "an outlet not named"
_NAMELESS = frozenset({"unnamed", "public"})
_MOVES = {
    "sharper": "became more precise",
    "vaguer": "became less precise",
    "superseded": "gives a newer figure",
    "contradicts": "contradicts what it said before",
    "disputes": "disputes what it said before",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a report with their place. day: partial ISO day of the report, or None."""

    doc: str
    start: int
    end: int
    text: str
    outlet: str | None
    day: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain in words. entity: id, or None; nameless: an unnamed source or hearsay."""

    words: str
    entity: str | None
    nameless: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Whoever gives an answer. voices: from the agency to who is nearest to the fact, none for the outlets' own words; sure: empty for plainly stated."""

    voices: tuple[Voice, ...]
    sure: str
    since: str
    outlets: tuple[str, ...]
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """An answer. step, steps: its number on the ladder, 0 where it is on none; sole: the one outlet that tells it, where others answer too, else empty."""

    words: str
    role: str
    sign: str
    place: str
    step: int
    steps: int
    sole: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """How an answer stands to another, in words, with the kept reason."""

    relation: str
    sign: str
    words: str
    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A source that answers otherwise than before. voice: who; how: in words; first, then: answer and its quote."""

    voice: Voice
    how: str
    before: str
    after: str
    first: Quoted
    then: Quoted
    since: tuple[str, str]


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """A question to look at. mark: sign and words; kind: of KINDS; event, entity: what it is about, an entity by name."""

    question: Question
    wording: str
    sign: str
    mark: str
    kind: str
    closing: str
    columns: tuple[Column, ...]
    stances: tuple[Stance, ...]
    moved: tuple[Moved, ...]
    origins: int
    outlets: int
    event: Event | None
    entity: str | None
    has_ladder: bool


def question_sheet(record: Record, question: Question) -> QuestionSheet:
    """The sheet of a question over all reports of the record."""
    letters = letters_of(record.documents)
    versions = versions_of(record, question, letters)
    sign, words = mark_of(question)
    entity = record.entity.get(question.about)
    return QuestionSheet(
        question=question,
        wording=say_wording(record, question),
        sign=sign,
        mark=words,
        kind=KINDS.get(sign, "parallel"),
        closing=closing(record, question),
        columns=tuple(_columns(record, versions)),
        stances=_stances(question, versions),
        moved=_moved(record, question, versions),
        origins=origins_of(record, question),
        outlets=len(outlets_of(record, question)),
        event=record.event.get(question.about),
        entity=entity.name if entity else None,
        has_ladder=bool(ladder_line(versions)) or sum(v.role == "ladder" for v in versions) > 1,
    )


def mark_of(question: Question) -> tuple[str, str]:
    """(sign, words) of how its answers stand; the sign never stands without its words."""
    sign, _, words = mark(question).partition(" ")
    return sign, words


def _columns(record: Record, versions: Sequence[Version]) -> list[Column]:
    steps = sum(v.role == "ladder" for v in versions)
    told = {outlet for v in versions for h in v.holders for outlet in _outlets(record, h)}
    found = []
    for n, version in enumerate(versions, 1):
        mine = {outlet for h in version.holders for outlet in _outlets(record, h)}
        on = version.role == "ladder" and steps > 1
        sole = next(iter(mine)) if len(mine) == 1 and len(told) > 1 else ""
        cells = tuple(_cell(record, version, holder) for holder in version.holders)
        found.append(Column(version.words, version.role, SIGNS[version.role], PLACES[version.role], n if on else 0, steps if on else 0, sole, cells))
    return found


def _outlets(record: Record, holder: Holder) -> tuple[str, ...]:
    """Outlets whose reports tell it, a copy being its original's; a report that names none by its title or id."""
    return tuple(dict.fromkeys(_outlet(record, record.origin.get(told.doc, told.doc)) for told in holder.tellings))


def _outlet(record: Record, doc: str) -> str:
    document = record.document.get(doc)
    return (document.outlet or NAMELESS) if document else doc


def _cell(record: Record, version: Version, holder: Holder) -> Cell:
    sure = say_doubt(holder.certainty, holder.polarity if version.role != "ruled_out" else "affirmed")
    voices = tuple(Voice(say_link(link), link.entity, link.type in _NAMELESS) for link in holder.chain)
    return Cell(voices, sure, str(holder.since), _outlets(record, holder), tuple(_quoted(record, told) for told in holder.tellings))


def _quoted(record: Record, told: ClaimTold) -> Quoted:
    document, words = record.document.get(told.doc), told.content[0]
    day = document.published.day if document and document.published else None
    return Quoted(told.doc, words.start, words.end, words.text, document.outlet if document else None, day, document.lang if document else None)


def _stances(question: Question, versions: Sequence[Version]) -> tuple[Stance, ...]:
    """Each pair of answers once for a relation, with the first reason kept, the gravest first; vaguer is told as sharper the other way round."""
    owner, shown = owners(question), {v.value: v.words for v in versions}
    found: dict[tuple[str, str, str], str] = {}
    for r in question.relations:
        if r.relation not in STANCES or r.a not in owner or r.b not in owner or owner[r.a] == owner[r.b]:
            continue
        a, b = (question.answers[owner[c]].value for c in (r.a, r.b))
        relation, a, b = ("sharper", b, a) if r.relation == "vaguer" else (r.relation, a, b)
        if relation in {"contradicts", "disputes", "different_answer", "certainty_differs"}:
            a, b = sorted((a, b), key=list(shown).index) if a in shown and b in shown else (a, b)
        if a in shown and b in shown:
            found.setdefault((relation, a, b), r.reason or "")
    order = list(STANCES)
    rows = sorted(found.items(), key=lambda row: (order.index(row[0][0]), list(shown).index(row[0][1]), list(shown).index(row[0][2])))
    return tuple(Stance(kind, *STANCES[kind], shown[a], shown[b], _new_in(reason)) for (kind, a, b), reason in rows)


def _new_in(reason: str) -> str:
    """What a kept reason says beyond naming the two answers once more: `other hands` of `One account names a, the other b: other hands.`"""
    if reason.endswith("exclude each other."):
        return ""
    return reason.rpartition(": ")[2] if reason.startswith("One account names ") else reason


def _moved(record: Record, question: Question, versions: Sequence[Version]) -> tuple[Moved, ...]:
    """Sources, named ones and outlets in their own words, that answer otherwise on a later day than on an earlier one; not by silence."""
    told: dict[str, list[tuple[Said, Version, ClaimTold]]] = defaultdict(list)
    for version in versions:
        for telling in (t for h in version.holders for t in h.tellings if version.role != "silent"):
            key = _source(record, telling)
            if key:
                told[key].append((said_on(record, telling), version, telling))
    kinds = {(r.a, r.b): r.relation for r in question.relations}
    found = []
    for key in sorted(told):
        rows = sorted(told[key], key=lambda row: (*row[0].key, row[2].doc, row[2].content[0].start))
        for (day, before, a), (later, after, b) in pairwise(rows):
            if before.value != after.value and day.day and later.day and day.key[0] < later.key[0]:
                how = _how(kinds, before, after)
                found.append(Moved(_voice(record, b), how, before.words, after.words, _quoted(record, a), _quoted(record, b), (_day(day), _day(later))))
    return tuple(found)


def _how(kinds: Mapping[tuple[str, str], str], before: Version, after: Version) -> str:
    later = {kinds.get((b, a)) for a in before.claims for b in after.claims}
    earlier = {kinds.get((a, b)) for a in before.claims for b in after.claims}
    turned = {"sharper": "vaguer", "vaguer": "sharper"}
    held = later | {turned.get(kind or "", kind) for kind in earlier}
    return next((words for kind, words in _MOVES.items() if kind in held), "answers otherwise than before")


def _source(record: Record, told: ClaimTold) -> str:
    """Whose answer it is: a named source's, or the outlet's own; empty for the nameless."""
    link = told.chain[-1] if told.chain else None
    if link is None or link.type == "outlet":
        document = record.document.get(told.doc)
        return f"outlet {document.outlet}" if document and document.outlet else ""
    return "" if link.type in _NAMELESS else link.entity or (link.name or "").casefold()


def _voice(record: Record, told: ClaimTold) -> Voice:
    link = told.chain[-1] if told.chain else None
    if link is None or link.type == "outlet":
        return Voice(_outlet(record, told.doc), None, False)
    entity = record.entity.get(link.entity or "")
    return Voice(entity.name if entity else say_link(link), link.entity, False)


def _day(said: Said) -> str:
    return say_short(said.day) if said.day else ""
