"""Yields how the answers to a question stand to each other: how far they part, in one sentence, and from how many origins they come."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from dragoman.core.contest import FINDINGS, parts, severity, voice_of
from dragoman.core.records import ClaimTold, Question
from dragoman.view.counting import listed
from dragoman.view.markdown import cut
from dragoman.view.record import Record
from dragoman.view.versions import owners, say_value

__all__ = ["FINDINGS", "closing", "documents_of", "mark", "origins_of", "outlets_of", "parts", "severity", "short_value", "within"]

_BLAME = frozenset({"fault", "responsibility", "reason"})
_MARKS = {
    "contradicts": "≠ contradiction",
    "disputes": "⇄ disputed",
    "superseded": "↻ overtaken",
    "different_answer": "∥ different answers",
    "sharper": "↗ degrees of precision",
    "vaguer": "↗ degrees of precision",
    "certainty_differs": "≈ certainty alone",
}
"""From the gravest to the least; a sign never stands without its words."""
_DIFFER = "Answers differ; nothing in the texts says that one excludes the other."
_MOST_PAIRS = 3
_MOST_REASONS = 2
_SHORT = 80
"""Characters of an answer within a sentence."""


def within(record: Record, question: Question, documents: Container[str]) -> Question:
    """The question with those answers, claims and relations alone that the documents tell; what is not shown must not be counted."""
    told = {c for a in question.answers for c in a.claims if c in record.claim and any(m.doc in documents for m in record.claim[c].mentions)}
    answers = [replace(a, claims=tuple(c for c in a.claims if c in told)) for a in question.answers]
    relations = tuple(r for r in question.relations if r.a in told and r.b in told)
    return replace(question, answers=tuple(a for a in answers if a.claims), relations=relations)


def mark(question: Question) -> str:
    """The strongest of how its answers stand, as a sign with words: a real contradiction is told apart from blame, dates, precision and figures overtaken."""
    kinds = {relation.relation for relation in question.relations}
    if question.slot == "date" and len(question.answers) > 1 and kinds & {"contradicts", "different_answer"}:
        return "◇ dates differ"
    if "disputes" in kinds and question.slot in _BLAME and "contradicts" not in kinds:
        return "⇄ different blame"
    return next((words for kind, words in _MARKS.items() if kind in kinds), "∥ side by side" if parts(question) else "= told alike")


def closing(record: Record, question: Question) -> str:
    """One or two sentences on how the answers stand, with why; contradiction is told apart from precision, blame and mere difference."""
    kinds = {relation.relation for relation in question.relations}
    said = []
    if "contradicts" in kinds and question.slot != "date":
        sides = _sides(question, "contradicts")
        why = _why(question, "contradicts", _values(question))
        said.append(f"Contradiction: {'; '.join(sides)}{why}." if sides else f"Contradiction{why}.")
    if "disputes" in kinds:
        said.append(_dispute(question))
    if question.slot == "date" and len(question.answers) > 1 and kinds & {"contradicts", "different_answer"}:
        said.append(f"Dates differ{_why(question, 'contradicts')}; may be two acts.")
    if "superseded" in kinds:
        later = "Later figures overtake earlier ones" if question.slot == "count" else "Later news overtakes what was told before"
        said.append(f"{later}{_why(question, 'superseded')}.")
    if "different_answer" in kinds and not said and kinds & {"sharper", "vaguer"}:
        said.append(_DIFFER)
    if kinds & {"sharper", "vaguer"}:
        said.append(_precision(question, alone=not said))
    if "certainty_differs" in kinds and not said and "different_answer" not in kinds:
        said.append("They differ in certainty alone.")
    if not said:
        said.append(_without_conflict(record, question, kinds))
    return " ".join(filter(None, said))


def _why(question: Question, kind: str, told: Sequence[str] = ()) -> str:
    """` (other hands; the dates are 3 days apart)`: reasons kept with the relations; without those that name what is told beside them. Empty for none."""
    kept = [relation.reason for relation in question.relations if relation.relation == kind and relation.reason]
    reasons = [_within_line(reason.rstrip(".").split(": ")[-1]) for reason in dict.fromkeys(kept)]
    new = [words for words in dict.fromkeys(reasons) if not any(re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) for name in told)]
    return f" ({'; '.join(new[:_MOST_REASONS])})" if new else ""


def _within_line(sentence: str) -> str:
    """A sentence that goes on within another: its first letter small, where it begins a word in small letters."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first.istitle() else sentence


def _precision(question: Question, *, alone: bool) -> str:
    """Whether all answers lie on one ladder, or only some."""
    owner = owners(question)
    steps = {frozenset({owner.get(r.a), owner.get(r.b)}) for r in question.relations if r.relation in {"sharper", "vaguer"}}
    on_ladder = {n for step in steps if len(step) > 1 for n in step}
    if not alone:
        return "The rest are degrees of precision." if on_ladder else ""
    if len(on_ladder) < len(question.answers):
        return "No contradiction; some are degrees of precision, the others stand beside them."
    return "Degrees of precision, no contradiction."


def _without_conflict(record: Record, question: Question, kinds: set[str]) -> str:
    if len(documents_of(record, question)) == 1 and len(question.answers) == 1:
        return "Only one outlet."
    if parts(question):
        return _DIFFER if "different_answer" in kinds else "The answers go together."
    return "The accounts agree."


def _dispute(question: Question) -> str:
    if question.slot in _BLAME:
        return f"Dispute over blame, not over the fact{_why(question, 'disputes', _values(question))}."
    sides = _sides(question, "disputes")
    return f"Disputed: {'; '.join(sides)}." if sides else f"Disputed{_why(question, 'disputes')}."


def _values(question: Question) -> list[str]:
    return [say_value(answer.value) for answer in question.answers]


def _sides(question: Question, relation: str) -> list[str]:
    """`drone and reef against missile and mine`: those that stand so to most others first, each pair once."""
    order = [short_value(answer.value) for answer in question.answers]
    value = {claim: order[n] for claim, n in owners(question).items()}
    pairs = {frozenset({value[r.a], value[r.b]}) for r in question.relations if r.relation == relation and r.a in value and r.b in value}
    left = {pair for pair in pairs if len(pair) == 2}
    sides: dict[tuple[str, ...], list[str]] = {}
    while left:
        hub = max(order, key=lambda v: (sum(v in pair for pair in left), -order.index(v)))
        others = tuple(v for v in dict.fromkeys(order) if v != hub and frozenset({v, hub}) in left)
        left -= {frozenset({hub, v}) for v in others}
        sides.setdefault(others, []).append(hub)
    return [f"{listed(hubs)} against {listed(others)}" for others, hubs in sides.items()][:_MOST_PAIRS]


def short_value(value: str) -> str:
    """An answer within a sentence: a long one is cut."""
    return cut(say_value(value), _SHORT)


def outlets_of(record: Record, question: Question) -> frozenset[str]:
    """Outlets that answer, by name, or by report where none is named; a copy is its original's."""
    known = (record.document.get(record.origin.get(doc, doc)) for doc in documents_of(record, question))
    return frozenset(document.outlet or document.id for document in known if document)


def documents_of(record: Record, question: Question) -> set[str]:
    """Ids of the documents that tell the answers."""
    return {told.doc for told in _tellings(record, question)}


def origins_of(record: Record, question: Question) -> int:
    """How many independent voices answer: the nearest source of each telling; for the outlet's own words, the report that others copy."""
    return len({voice_of(told, record.origin) for told in _tellings(record, question)})


def _tellings(record: Record, question: Question) -> list[ClaimTold]:
    return [told for answer in question.answers for claim in answer.claims if claim in record.claim for told in record.claim[claim].mentions]
