"""Yields EventStory, all that the page of one act shows: its tellings, what hangs together with it, why it came out so, and why its tellings are one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook, Trigger
from dragoman.core.documents import Evidence
from dragoman.core.mentions import EventMention, Extracted
from dragoman.core.reason_words import say_basis, say_enough, say_parts
from dragoman.core.records import Event, EventTold, Link, Question, Reason
from dragoman.core.ties import Response
from dragoman.view.contested import QuestionSheet, question_sheet
from dragoman.view.record import Record

MOST_TELLINGS = 60
"""Tellings that are shown."""
_HEARD = ": heard"
_RULE = re.compile(r"([A-Z_]+\.yaml#\d+)")
_GRAMMAR = frozenset((
    "acomp", "auxiliary", "complement", "content", "dative", "governor", "modifier", "negation", "object", "particle", "possessor", "preposition", "source",
    "subject", "topic",
))  # fmt: skip
"""Roles of a rule that are none of a preposition's."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling. outlet: empty where none is named; before, word, after: the quote around the coded word (empty where it is not in the quote); n: from 1."""

    n: int
    told: EventTold
    outlet: str
    day: str | None
    lang: str | None
    before: str
    word: str
    after: str
    copy: bool
    chain: tuple[Link, ...]

    @property
    def quote(self) -> Evidence:
        """Its words."""
        return self.told.evidence[0]


@dataclass(frozen=True, slots=True)
class Coded:
    """How one or more tellings came to their code. rule: file and number in the codebook, empty where none is known; says: its trigger in words.

    old: was it another codebook than that of today? Then the number is of that one.
    """

    made_by: str
    rule: str
    says: str
    second: str
    old: bool
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a telling is held to be of the same act as another. says: what speaks for it and against; enough: how much that is, empty where nobody counted."""

    a: int
    b: int
    says: str
    enough: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another act and how this one stands to it, in words."""

    how: str
    event: Event
    note: str = ""
    words: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EventStory:
    """passing: tellings that only name the act; left: tellings not shown; outlets, origins: of all."""

    event: Event
    tellings: tuple[Telling, ...]
    passing: tuple[Telling, ...]
    coded: tuple[Coded, ...]
    joined: tuple[Joined, ...]
    related: tuple[Related, ...]
    questions: tuple[QuestionSheet, ...]
    left: int


def build_story(record: Record, event: Event, drawn: Iterable[Extracted], codebook: Codebook, others: Mapping[str, Event], version: str = "") -> EventStory:
    """The page of one event. drawn: what was drawn from its documents, as far as it was read; others: events named by links, by id.

    version: of the codebook, as documents keep it; rules of what was coded by another are not looked up, as their numbers mean others by now.
    """
    drawn = tuple(drawn)
    mentions: dict[str, EventMention] = {m.id: m for extracted in drawn for m in extracted.events}
    stale = {extracted.document.id for extracted in drawn if version and extracted.version != version}
    ordered = sorted(event.mentions, key=lambda m: (_day(record, m.doc), m.doc, m.evidence[0].start))
    told = [_telling(record, n, m, mentions.get(m.id)) for n, m in enumerate(ordered[:MOST_TELLINGS], 1)]
    whole = [t for t in told if not _is_passing(mentions.get(t.told.id))] or told
    passing = [t for t in told if t not in whole]
    number = {t.told.id: t.n for t in told}
    questions = [q for q in record.resolved.questions if q.about == event.id]
    joined = tuple(_joined(event.reasons, number, float(codebook.weights("event_merge")["threshold"])))
    return EventStory(
        event, tuple(whole), tuple(passing), tuple(_coded(whole, codebook, stale)), joined,
        tuple(_related(event, record, others)), tuple(question_sheet(record, question) for question in _ordered(questions)), len(ordered) - len(told),
    )  # fmt: skip


def linked_ids(event: Event, responses: Iterable[Response]) -> list[str]:
    """Ids of the events that this one names."""
    named = [event.parent, event.fulfils, event.denies, *(key for r in responses for key in (r.action, r.reaction) if event.id in (r.action, r.reaction))]
    return sorted({key for key in named if key and key != event.id})


def _ordered(questions: Iterable[Question]) -> list[Question]:
    return sorted(questions, key=lambda q: (q.slot, q.id))


def _day(record: Record, doc: str) -> str:
    document = record.document.get(doc)
    return document.published.day if document and document.published else "9999"


def _is_passing(mention: EventMention | None) -> bool:
    return mention is not None and (mention.passing or any(name == "kinds" for name, _ in mention.values))


def _telling(record: Record, n: int, told: EventTold, mention: EventMention | None) -> Telling:
    quote, document = told.evidence[0], record.document.get(told.doc)
    start, end = (mention.trigger.start - quote.start, mention.trigger.end - quote.start) if mention else (0, 0)
    if not 0 <= start < end <= len(quote.text):
        start = end = len(quote.text)
    outlet = (document.outlet or "") if document else ""
    published = document.published.day if document and document.published else None
    before, word, after = quote.text[:start], quote.text[start:end], quote.text[end:]
    copy = record.origin.get(told.doc, told.doc) != told.doc
    return Telling(n, told, outlet, published, document.lang if document else None, before, word, after, copy, told.chain)


def _coded(tellings: Sequence[Telling], codebook: Codebook, stale: Collection[str]) -> list[Coded]:
    """What coded the tellings, each rule once, that of most first."""
    by: dict[str, list[Telling]] = {}
    for telling in tellings:
        by.setdefault(telling.told.made_by, []).append(telling)
    rules = {trigger.where: trigger for kind in codebook.types.values() for trigger in kind.triggers}
    found = []
    for made_by in sorted(by, key=lambda key: (-len(by[key]), key)):
        coder, rule, second = _parts_of(made_by)
        old = not made_by.endswith(_HEARD) and any(telling.told.doc in stale for telling in by[made_by])
        found.append(Coded(coder, rule, say_trigger(rules[rule]) if rule in rules and not old else "", second, old, tuple(by[made_by])))
    return found


def say_coder(made_by: str) -> str:
    """`SANCTION.yaml#54 (rules 0.1.0); a second coder agrees`."""
    coder, rule, second = _parts_of(made_by)
    return "; ".join(filter(None, (f"{rule} ({coder})" if rule and coder else rule or coder, second)))


def _parts_of(made_by: str) -> tuple[str, str, str]:
    """(coder, rule or empty, second opinion in words or empty) of `rules 0.1.0, pair 1 agrees: SANCTION.yaml#54`."""
    rule = _RULE.search(made_by)
    coder, *others = made_by.split(":")[0].split(",")
    second = next((part.strip() for part in others if part.strip()), "")
    if made_by.endswith(_HEARD):  # its own verdict on itself tells nothing
        return f"the reader of deeds, at a word that no trigger knows ({coder.strip()})", "", ""
    return coder.removesuffix(rule[1] if rule else "").strip(), rule[1] if rule else "", _say_second(second)


def _say_second(opinion: str) -> str:
    """`a second coder agrees` for `pair 1 agrees`, `a second coder would say Consult` for `pair 1 would say CONSULT`."""
    found = re.fullmatch(r"\w+ \d+ (?:agrees|sees (no deed)|would say (\w+))", opinion)
    if not found:
        return opinion
    if found[1]:
        return "a second coder sees no deed there"
    return f"a second coder would say {found[2].replace('_', ' ').capitalize()}" if found[2] else "a second coder agrees"


def say_trigger(trigger: Trigger) -> str:
    """`the verb close, shut or shutter, with office, centre … as its object`."""
    listed = ", ".join(trigger.lemmas[:4]) + (" …" if len(trigger.lemmas) > 4 else "")
    called = {"adj": "adjective", "propn": "name"}.get(trigger.pos, trigger.pos)
    conditions = [_say_condition(c.role, c.negated, c.anything, sorted(c.lemmas | c.kinds)) for c in trigger.conditions]
    return f"the {called} {listed}" + "".join(f", {said}" for said in conditions[:3])


def _say_condition(role: str, negated: bool, anything: bool, words: Sequence[str]) -> str:
    listed = "anything" if anything else ", ".join(words[:5]) + (" …" if len(words) > 5 else "")
    return f"{'without' if negated else 'with'} {listed} {say_role(role)}"


def say_role(role: str) -> str:
    """`as its object`, `as the modifier of its object`, `after “of”`, `in its sentence`."""
    *above, last = role.replace("_", " ").split(".")
    if last == "sentence":
        return "in its sentence"
    whose = "".join(f" of its {part}" if part in _GRAMMAR else f" after “{part}”" for part in reversed(above))
    return f"as {'the' if whose else 'its'} {last}{whose}" if last in _GRAMMAR else f"after “{last}”{whose}"


def _joined(reasons: Iterable[Reason], number: Mapping[str, int], threshold: float) -> list[Joined]:
    found = []
    for reason in reasons:
        if reason.a in number and reason.b in number:
            says = say_parts(reason.features) if reason.basis == "features" else say_basis(reason.basis)
            enough = "" if reason.score is None else say_enough(reason.score, threshold)
            found.append(Joined(number[reason.a], number[reason.b], says, enough))
    return found


def _related(event: Event, record: Record, others: Mapping[str, Event]) -> list[Related]:
    known = {**record.event, **others}
    found = [Related(how, known[key]) for how, key in (("is part of", event.parent), ("carries out", event.fulfils), ("denies", event.denies)) if key in known]
    for other in sorted(known.values(), key=lambda e: (e.date.start or "9999", e.id)):
        for how, key in (("has as a part", other.parent), ("is carried out by", other.fulfils), ("is denied by", other.denies)):
            if key == event.id:
                found.append(Related(how, other))
    for response in record.resolved.responses:
        if response.reaction == event.id and response.action in known:
            found.append(Related("answers" if response.basis == "stated" else "follows", known[response.action], _lag(response), response.evidence))
        elif response.action == event.id and response.reaction in known:
            found.append(
                Related("is answered by" if response.basis == "stated" else "is followed by", known[response.reaction], _lag(response), response.evidence)
            )
    return found


def _lag(response: Response) -> str:
    days = (
        "" if response.lag_days is None else "on the same day" if response.lag_days == 0 else f"after {response.lag_days} day{'s' * (response.lag_days != 1)}"
    )
    basis = "" if response.basis == "stated" else "by time alone; no report says so"
    return "; ".join(filter(None, (days, basis, "other accounts have it the other way round" if response.disputed else "")))
