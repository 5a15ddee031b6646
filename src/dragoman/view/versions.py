"""Yields Version: an answer with its place among the answers to a question, and who holds it, on whose word, how sure, since when, in which reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.core.dates import say_day
from dragoman.core.records import Answer, ClaimTold, Link, Question
from dragoman.view.record import Record
from dragoman.view.said_days import Said, earliest, said_on
from dragoman.view.surety import SILENT

ROLES = ("ladder", "against", "beside", "ruled_out", "silent", "overtaken")
_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_RULED_OUT = "not: "
_UNSAID = "nothing recorded on: "
_UP_TO = "… to "
_NOBODY = frozenset({"unnamed", "public"})


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever gives an answer, with equal certainty.

    chain: from the agency to who is nearest to the fact, without the outlet; empty for the outlet's own words. told_by: letters of the reports, in order;
    tellings: one a report, its surest.
    """

    chain: tuple[Link, ...]
    certainty: str
    polarity: str
    since: Said
    told_by: tuple[str, ...]
    tellings: tuple[ClaimTold, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """words: the answer to read. role: ladder (from vague to sharp), against (others exclude it), beside, ruled_out, silent (not said, withheld), overtaken."""

    value: str
    words: str
    role: str
    claims: tuple[str, ...]
    holders: tuple[Holder, ...]


def versions_of(record: Record, question: Question, letters: Mapping[str, str]) -> tuple[Version, ...]:
    """The answers told in reports that have a letter: from vague to sharp, then what stands against these or beside, the overtaken last."""
    told = {n: holders for n, answer in enumerate(question.answers) if (holders := holders_of(record, answer, letters))}
    roles = _roles(question, told)
    order = _from_vague_to_sharp(question)
    placed = sorted(told, key=lambda n: (ROLES.index(roles[n]), order.index(n)))
    answers = question.answers
    return tuple(Version(answers[n].value, say_value(answers[n].value), roles[n], answers[n].claims, told[n]) for n in placed)


def holders_of(record: Record, answer: Answer, letters: Mapping[str, str]) -> tuple[Holder, ...]:
    """Who gives an answer: those named alike in several reports once, in order of letters; unnamed ones of two origins stay two."""
    found: dict[tuple[object, ...], list[ClaimTold]] = {}
    tellings = [told for claim in answer.claims if claim in record.claim for told in record.claim[claim].mentions if told.doc in letters]
    for told in sorted(tellings, key=lambda m: (*_rank(letters[m.doc]), len(m.chain), m.content[0].start)):
        tail = _tail(told.chain)
        # `an official` of one report need not be that of another.
        whose = record.origin.get(told.doc, told.doc) if tail and (tail[-1].type in _NOBODY or not _called(tail[-1])) else ""
        found.setdefault((tuple(_called(x) for x in tail), whose, told.certainty, told.polarity), []).append(told)
    return tuple(_holder(record, mine, letters) for mine in found.values())


def say_value(value: str) -> str:
    """An answer to read: ISO days written out, no full stop, `by` for an open beginning."""
    words = " ".join(value.split()).rstrip(".").removeprefix(_RULED_OUT).removeprefix(_UNSAID)
    words = _ISO.sub(lambda m: say_day(m[0]), words)
    return f"by {words.removeprefix(_UP_TO)}" if words.startswith(_UP_TO) else words


def overtaken(question: Question) -> frozenset[str]:
    """Claims that later news overtook: the first of each pair that stands so."""
    return frozenset(relation.a for relation in question.relations if relation.relation == "superseded")


def _holder(record: Record, tellings: list[ClaimTold], letters: Mapping[str, str]) -> Holder:
    each: dict[str, ClaimTold] = {}
    for told in sorted(tellings, key=lambda m: (*_rank(letters[m.doc]), -m.confidence, m.content[0].start)):
        each.setdefault(letters[told.doc], told)
    first = tellings[0]
    return Holder(_tail(first.chain), first.certainty, first.polarity, earliest(said_on(record, m) for m in tellings), tuple(each), tuple(each.values()))


def _tail(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(link for link in chain if link.type != "outlet")


def _called(link: Link) -> str:
    return link.entity or " ".join((link.name or "").casefold().split())


def _rank(letter: str) -> tuple[int, str]:
    return len(letter), letter


def _roles(question: Question, told: Mapping[int, tuple[Holder, ...]]) -> dict[int, str]:
    """{answer: role} of the answers that are told."""
    gone = overtaken(question)
    roles: dict[int, str] = {}
    for n, holders in told.items():
        answer = question.answers[n]
        if answer.claims and gone.issuperset(answer.claims):
            roles[n] = "overtaken"
        elif all(h.certainty in SILENT for h in holders):
            roles[n] = "silent"
        elif answer.value.startswith(_RULED_OUT):
            roles[n] = "ruled_out"
    left = [n for n in told if n not in roles]
    against = _against(question, left)
    pairs = [pair & set(left) for pair in _pairs(question, {"sharper", "vaguer"})]
    # Where every sharper answer is excluded by another, the vague one is all that is left of the ladder.
    steps = {n for pair in pairs if len(pair - against) == 2 for n in pair} or {n for pair in pairs if len(pair) == 2 for n in pair}
    return roles | {n: "against" if n in against else "ladder" if n in steps else "beside" for n in left}


def _against(question: Question, left: list[int]) -> set[int]:
    """Answers that exclude others: those that contradict most of them, so that what is left is one ladder; both of a pair of which neither is on one."""
    pairs = {pair for pair in _pairs(question, {"contradicts", "disputes"}) if pair <= set(left)}
    steps = _pairs(question, {"sharper", "vaguer"})
    found: set[int] = set()
    while pairs:
        beside = {n: (sum(n in pair for pair in pairs), -sum(n in step for step in steps)) for pair in pairs for n in pair}
        hub = max(sorted(beside), key=lambda n: (*beside[n], -len(question.answers[n].claims)))
        others = {n for pair in pairs if hub in pair for n in pair}
        found |= others if len({beside[n] for n in others}) == 1 and len(others) == 2 else {hub}
        pairs = {pair for pair in pairs if hub not in pair}
    return found


def _pairs(question: Question, relations: set[str]) -> set[frozenset[int]]:
    """Pairs of different answers whose claims stand so to each other."""
    owner = owners(question)
    found = {frozenset({owner[r.a], owner[r.b]}) for r in question.relations if r.relation in relations and r.a in owner and r.b in owner}
    return {pair for pair in found if len(pair) == 2}


def owners(question: Question) -> dict[str, int]:
    """{claim: number of its answer}."""
    return {claim: n for n, answer in enumerate(question.answers) for claim in answer.claims}


def _from_vague_to_sharp(question: Question) -> list[int]:
    """Numbers of the answers so that a sharper one follows those that it sharpens; else in the record's order."""
    owner = owners(question)
    after: dict[int, set[int]] = {n: set() for n in range(len(question.answers))}
    for relation in question.relations:
        a, b = owner.get(relation.a), owner.get(relation.b)
        if a is not None and b is not None and a != b and relation.relation in {"sharper", "vaguer"}:
            sharp, vague = (a, b) if relation.relation == "sharper" else (b, a)
            after[sharp].add(vague)
    placed: list[int] = []
    while len(placed) < len(after):
        left = [n for n in after if n not in placed]
        # Two claims may each be called sharper than the other; then the record's order decides.
        placed.append(next((n for n in left if after[n] <= set(placed)), left[0]))
    return placed
