"""Yields how two readings of one question stand to each other, with the reason in plain words."""

from __future__ import annotations

from dragoman.resolve.readings import Reading

SILENT = frozenset({"absence", "withheld"})
Verdict = tuple[str, str]


def relate_readings(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    """(relation of a to b, reason); None where nothing can be said. overlap: least share of common words that counts as the same answer, 0 to 1.

    What a paper does not contain never contradicts anything.
    """
    if a.certainty == "withheld" or b.certainty == "withheld":
        return _withheld(a, b)
    if a.certainty == "absence" or b.certainty == "absence":
        return ("compatible", "one account only says that nothing is recorded")
    compare = {"cause": _cause, "date": _date, "place": _place, "count": _count, "fault": _fault, "status": _status, "responsibility": _responsibility}.get(
        a.slot
    )
    verdict = compare(a, b, overlap) if compare else _words(a, b, overlap)
    if verdict is not None and verdict[0] == "agrees" and _surer(a) != _surer(b):
        return ("certainty_differs", f"same answer, one {a.certainty}, one {b.certainty}")
    return verdict


def _surer(reading: Reading) -> bool:
    return reading.certainty in {"asserted", "demanded", "planned"}


def _withheld(a: Reading, b: Reading) -> Verdict | None:
    silent, loud = (a, b) if a.certainty == "withheld" else (b, a)
    if loud.certainty in SILENT:
        return ("agrees", "both leave it open") if a.certainty == b.certainty else ("compatible", "neither says anything for or against it")
    if silent.sources & ({loud.party} - {None}):
        return ("disputes", "the one who is accused does not own it, and does not deny it either")
    return ("compatible", "one account leaves it open")


def _cause(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.polarity != b.polarity:
        if a.kind == b.kind:
            return ("contradicts", f"{a.kind} is affirmed by one and denied by the other")
        return ("compatible", "one account only rules something out")
    if a.polarity == "denied":
        return ("compatible", "both only rule something out")
    if a.level and b.level:
        if a.party and b.party and a.party != b.party:
            return ("contradicts", f"{a.value} against {b.value}: other hands")
        if a.level == b.level:
            return ("agrees", "same kind of cause, same side")
        return ("sharper" if a.level > b.level else "vaguer", f"{a.value} against {b.value}: one names it more closely")
    if a.kind == b.kind:
        return ("agrees", "same cause")
    return ("contradicts", f"{a.value} against {b.value}: they exclude each other")


def _date(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    gap = a.date.apart(b.date)
    if gap is None:
        return ("vaguer" if not a.date.known else "sharper", "only one account gives a date") if a.date.known != b.date.known else None
    if gap > 0:
        return ("contradicts", f"the dates are {gap} days apart")
    mine, theirs = a.date.span_days(), b.date.span_days()
    if mine == theirs:
        return ("agrees", "same date") if a.date == b.date else ("compatible", "the dates overlap")
    return ("sharper" if mine < theirs else "vaguer", "one date lies within the other")


def _place(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.party != b.party:
        return ("different_answer", f"{a.value}, {b.value}")
    if a.kind == b.kind:
        return ("agrees", "same place")
    return ("sharper" if a.kind == "near" else "vaguer", f"{a.value}, {b.value}: same place, told more or less loosely")


def _count(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.number is None or b.number is None:
        return None
    if a.number == b.number:
        return ("agrees", "same number")
    return ("contradicts", f"{a.number} against {b.number}")


def _fault(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.kind == b.kind:
        return _words(a, b, overlap) or ("agrees", "both put it on the same side")
    return ("disputes", "same fact, the blame turned round")


def _status(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.kind == b.kind:
        return _words(a, b, overlap) or ("agrees", "same standing")
    if "holds" in {a.kind, b.kind}:
        return ("contradicts", f"{a.value} against {b.value}")
    return None  # both imply that it does not hold; whose fault that is, is a question of its own


def _responsibility(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.party and b.party and a.party != b.party and a.kind == b.kind:
        return ("contradicts", f"{a.value} against {b.value}")
    return None if a.kind == b.kind == "blame" else _words(a, b, overlap)


def _words(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    """By words in common: same answer, one within the other, or different ones."""
    if not a.words or not b.words:
        return None
    common = len(a.words & b.words)
    share = common / min(len(a.words), len(b.words))
    if share < overlap:
        return ("different_answer", "other grounds, which may both hold") if a.slot in {"reason", "identity"} else None
    if a.polarity != b.polarity:
        return ("contradicts", "affirmed by one, denied by the other")
    longer, shorter = max(len(a.words), len(b.words)), min(len(a.words), len(b.words))
    if longer >= 2 * shorter and share >= 0.8:
        return ("sharper" if len(a.words) > len(b.words) else "vaguer", "one says more of the same")
    return ("agrees", "same answer in other words")
