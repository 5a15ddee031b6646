"""Yields how the answers to a question stand to each other: how far they part, in one sentence, and from how many origins they come."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from dragoman.core.records import ClaimTold, Question
from dragoman.view.counting import listed
from dragoman.view.record import Record

_SEVERITY = {"contradicts": 5, "disputes": 4, "superseded": 3, "different_answer": 3, "sharper": 2, "vaguer": 2, "certainty_differs": 2}
_BLAME = frozenset({"fault", "responsibility", "reason"})
_MOST_PAIRS = 3


def within(record: Record, question: Question, documents: Container[str]) -> Question:
    """The question with those answers, claims and relations alone that the documents tell; what is not shown must not be counted."""
    told = {c for a in question.answers for c in a.claims if c in record.claim and any(m.doc in documents for m in record.claim[c].mentions)}
    answers = [replace(a, claims=tuple(c for c in a.claims if c in told)) for a in question.answers]
    relations = tuple(r for r in question.relations if r.a in told and r.b in told)
    return replace(question, answers=tuple(a for a in answers if a.claims), relations=relations)


def severity(question: Question) -> int:
    """How far the accounts part: 5 contradiction, 4 dispute, 3 other answer, 2 precision or certainty, 1 agreement."""
    return max((_SEVERITY.get(relation.relation, 1) for relation in question.relations), default=3 if len(question.answers) > 1 else 1)


def closing(record: Record, question: Question) -> str:
    """One or two sentences on how the answers stand; contradiction is told apart from precision, blame and mere difference."""
    kinds = {relation.relation for relation in question.relations}
    said = []
    if "contradicts" in kinds and question.slot != "date":
        sides = _sides(question)
        said.append(f"Contradiction: {'; '.join(sides)}." if sides else "Contradiction.")
    if "disputes" in kinds:
        said.append("Dispute over blame, not over the fact." if question.slot in _BLAME else "Disputed.")
    if question.slot == "date" and len(question.answers) > 1 and kinds & {"contradicts", "different_answer"}:
        said.append("Dates differ; may be two acts.")
    if "superseded" in kinds:
        said.append("Later figures overtake earlier ones.")
    if kinds & {"sharper", "vaguer"}:
        said.append(_precision(question, alone=not said))
    if "certainty_differs" in kinds and not said:
        said.append("They differ in certainty alone.")
    if not said:
        said.append(_without_conflict(record, question, kinds))
    return " ".join(said)


def _precision(question: Question, *, alone: bool) -> str:
    """Whether all answers lie on one ladder, or only some."""
    owner = {claim: n for n, answer in enumerate(question.answers) for claim in answer.claims}
    steps = {frozenset({owner.get(r.a), owner.get(r.b)}) for r in question.relations if r.relation in {"sharper", "vaguer"}}
    on_ladder = {n for step in steps for n in step}
    if not alone:
        return "The rest are degrees of precision."
    if len(on_ladder) < len(question.answers):
        return "No contradiction; some are degrees of precision, the others stand beside them."
    return "Degrees of precision, no contradiction."


def _without_conflict(record: Record, question: Question, kinds: set[str]) -> str:
    if len(documents_of(record, question)) == 1 and len(question.answers) == 1:
        return "Only one outlet."
    if len(question.answers) > 1:
        return "Answers differ; nothing in the texts says that one excludes the other." if "different_answer" in kinds else "The answers go together."
    return "The accounts agree."


def _sides(question: Question) -> list[str]:
    """`drone against missile and mine`: the answer that contradicts most others first, each pair once."""
    order = [answer.value.rstrip(".") for answer in question.answers]
    value = {claim: answer.value.rstrip(".") for answer in question.answers for claim in answer.claims}
    pairs = {frozenset({value[r.a], value[r.b]}) for r in question.relations if r.relation == "contradicts" and r.a in value and r.b in value}
    left = {pair for pair in pairs if len(pair) == 2}
    said = []
    while left:
        hub = max(order, key=lambda v: (sum(v in pair for pair in left), -order.index(v)))
        others = [v for v in order if v != hub and frozenset({v, hub}) in left]
        left -= {frozenset({hub, v}) for v in others}
        said.append(f"{hub} against {listed(others)}")
    return said[:_MOST_PAIRS]


def documents_of(record: Record, question: Question) -> set[str]:
    """Ids of the documents that tell the answers."""
    return {told.doc for told in _tellings(record, question)}


def origins_of(record: Record, question: Question) -> int:
    """How many independent voices answer: the nearest source of each telling; for the outlet's own words, the report that others copy."""
    voices = set()
    for told in _tellings(record, question):
        link = told.chain[-1] if told.chain else None
        if link is None or link.type == "outlet":
            voices.add(record.origin.get(told.doc, told.doc))
        elif link.type == "unnamed" or not (link.entity or link.name):
            voices.add(f"{record.origin.get(told.doc, told.doc)} {(link.name or '').casefold()}")
        else:
            voices.add(link.entity or (link.name or "").casefold())
    return len(voices)


def _tellings(record: Record, question: Question) -> list[ClaimTold]:
    return [told for answer in question.answers for claim in answer.claims if claim in record.claim for told in record.claim[claim].mentions]
