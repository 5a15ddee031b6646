"""Yields how far the answers to a question part, whether it is open, and whose voice a telling is: what lists are ordered by and views tell."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.core.records import ClaimTold, Question

FINDINGS = "content"
"""Slot of the question what an inquiry finds: its answers are no rival accounts."""
DISPUTE = 4
"""Severity of a dispute."""
_SEVERITY = {"contradicts": 5, "disputes": 4, "superseded": 3, "different_answer": 3, "sharper": 2, "vaguer": 2, "certainty_differs": 2}
_ALIKE = frozenset({"agrees", "certainty_differs"})
_PRECISION = 2
"""Severity of answers that differ in precision or certainty."""
_AT_ODDS = frozenset({"contradicts", "disputes", "different_answer"})


def severity(question: Question) -> int:
    """How far the accounts part: 5 contradiction, 4 dispute, 3 other answer, 2 precision or certainty, 1 agreement, or findings side by side."""
    bare = 3 if len(question.answers) > 1 and question.slot != FINDINGS else 1
    return max((_SEVERITY.get(relation.relation, 1) for relation in question.relations), default=bare)


def parts(question: Question) -> bool:
    """Is there more than one answer, and more between them than agreement in other words?"""
    kinds = {relation.relation for relation in question.relations}
    return len(question.answers) > 1 and not (kinds and kinds <= _ALIKE)


def is_open(question: Question) -> bool:
    """Is it answered in more than one way, or disputed under one answer?

    Different certainty alone does not open it, nor do findings side by side, people described more or less closely, or a plan that was carried out.
    """
    grave = severity(question) > _PRECISION
    if question.slot == "other" and grave:
        return bool({r.relation for r in question.relations} & _AT_ODDS)
    return grave or (parts(question) and question.slot not in {FINDINGS, "identity"})


def voice_of(told: ClaimTold, origin: Mapping[str, str]) -> str:
    """The independent voice of a telling: its nearest source; for the outlet's own words, the report that others copy. origin: of documents, else themselves.

    Two outlets that have an unnamed official from one agency have one origin.
    """
    first = origin.get(told.doc, told.doc)
    link = told.chain[-1] if told.chain else None
    if link is None or link.type == "outlet":
        return first
    if link.type == "unnamed" or not (link.entity or link.name):
        behind = next((x for x in reversed(told.chain[:-1]) if x.type != "outlet" and (x.entity or x.name)), None)
        whose = (behind.entity or behind.name or "").casefold() if behind else first
        return f"{whose} {(link.name or '').casefold()}"
    return link.entity or (link.name or "").casefold()
