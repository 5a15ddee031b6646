"""Yields how two readings of one question stand to each other, with the reason in a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from dragoman.resolve.date_relations import relate_dates
from dragoman.resolve.lot_relations import relate_answers, relate_firsts, relate_framings, relate_lots, relate_spans, relate_terms
from dragoman.resolve.number_relations import relate_numbers
from dragoman.resolve.place_relations import relate_places
from dragoman.resolve.readings import Reading
from dragoman.resolve.times_told import days_between, later_of

SILENT = frozenset({"absence", "withheld"})
Verdict = tuple[str, str]
SUPERSEDES = "supersedes"
"""The other way round of `superseded`, which has no name in the record: whoever stores it turns the pair."""
_SURE = frozenset({"asserted", "demanded", "planned"})


_OF_TELLINGS: Mapping[str, Callable[[Reading, Reading], Verdict | None]] = {
    "lot": relate_lots,
    "span": relate_spans,
    "framing": relate_framings,
    "term": relate_terms,
    "first": relate_firsts,
    "answer": relate_answers,
}


def relate_readings(a: Reading, b: Reading, overlap: float, rules: Mapping[str, Any] | None = None) -> Verdict | None:
    """(relation of a to b, reason); None where nothing can be said.

    overlap: least share of common words that counts as the same answer, 0 to 1. rules: `outside` (causes that exclude a mishap), `opposed` (kinds of
    identity), `final_states`. What a paper does not contain never contradicts anything. `supersedes` is `superseded` the other way round.
    """
    if a.certainty == "withheld" or b.certainty == "withheld":
        return _withheld(a, b)
    if a.certainty == "absence" or b.certainty == "absence":
        return ("compatible", "One account only says that nothing is recorded.")
    verdict = _compared(a, b, overlap, rules or {})
    if verdict is not None and verdict[0] == "agrees" and (a.certainty in _SURE) != (b.certainty in _SURE):
        return ("certainty_differs", f"The same answer, {a.certainty} in one account and {b.certainty} in the other.")
    return verdict


def _compared(a: Reading, b: Reading, overlap: float, rules: Mapping[str, Any]) -> Verdict | None:
    if a.kind == b.kind and a.kind in _OF_TELLINGS:
        return _OF_TELLINGS[a.kind](a, b)
    if a.kind == "topic" and b.kind == "topic":
        return _topic(a, b)
    if a.slot == "cause":
        return _cause(a, b, frozenset(rules.get("outside", ())))
    if a.slot == "date":
        return relate_dates(a, b)
    if a.slot == "place":
        return relate_places(a, b)
    if a.slot == "count":
        return relate_numbers(a, b)
    if a.slot == "fault":
        return _fault(a, b, overlap)
    if a.slot == "status":
        return _state(a, b, frozenset(rules.get("final_states", ()))) if a.facet else _status(a, b, overlap)
    if a.slot == "responsibility":
        return _responsibility(a, b)
    if a.slot == "identity":
        return _identity(a, b, overlap, rules.get("opposed", ()))
    if a.slot == "outcome":
        return _outcome(a, b, rules.get("provisional", ()))
    if a.slot == "other":
        return _happened(a, b)
    return _reason(a, b, overlap, frozenset(rules.get("idle_grounds", ()))) if a.slot == "reason" else _words(a, b, overlap)


def _withheld(a: Reading, b: Reading) -> Verdict:
    silent, loud = (a, b) if a.certainty == "withheld" else (b, a)
    if loud.certainty in SILENT:
        return ("agrees", "Both leave it open.") if a.certainty == b.certainty else ("compatible", "Neither says anything for or against it.")
    if silent.sources & ({loud.party} - {None}):
        return ("disputes", "The one who is accused does not own it, and does not deny it either.")
    return ("compatible", "One account leaves it open.")


def _nested(a: Reading, b: Reading) -> str | None:
    """same, sharper or vaguer by the keys of two values; None where they lie apart."""
    if a.own & b.own:
        return "same"
    return "sharper" if b.own & a.within else "vaguer" if a.own & b.within else None


def _cause(a: Reading, b: Reading, outside: frozenset[str]) -> Verdict | None:
    if a.polarity != b.polarity:
        no, yes = (a, b) if a.polarity == "denied" else (b, a)
        parties = no.party is None or yes.party is None or no.party == yes.party
        if parties and (no.kind == yes.kind or no.kind in yes.within):
            return ("contradicts", f"One account says {yes.value}, the other denies it.")
        return ("compatible", "One account only rules something out.")
    if a.polarity == "denied":
        return ("agrees", "Both rule out the same.") if a.kind == b.kind else ("compatible", "Both only rule something out.")
    if a.party and b.party and a.party != b.party:
        return ("contradicts", f"One account names {a.value}, the other {b.value}: other hands.")
    if a.kind == b.kind:
        if a.level != b.level or (a.party is None) != (b.party is None):
            sharp = (a.level, a.party is not None) > (b.level, b.party is not None)
            return ("sharper" if sharp else "vaguer", f"{_first(a.value)} and {b.value} are one cause, told more or less closely.")
        return ("agrees", "Both name the same cause.")
    if b.kind in a.within or a.kind in b.within:
        return ("sharper" if b.kind in a.within else "vaguer", f"{_first(a.value)} and {b.value} fit together: one names it more closely.")
    if a.within & b.within & outside and not {a.kind, b.kind} <= outside:
        return ("compatible", f"{_first(a.value)} and {b.value} can both be meant.")
    if {a.kind, b.kind} & outside and "external objects" not in {a.kind, b.kind} and "explosion" not in {a.kind, b.kind}:
        return ("contradicts", f"{_first(a.value)} and {b.value} exclude each other.")
    if "explosion on board" in {a.kind, b.kind} and not {a.kind, b.kind} & {"external objects", "explosion"}:
        return ("different_answer", f"{_first(a.value)} and {b.value} are different causes.")
    return ("different_answer", f"{_first(a.value)} and {b.value} are different causes, which may both have played a part.")


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fault(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.facet == "blame":
        nested = _nested(a, b)
        if a.polarity != b.polarity and nested is not None:
            return ("disputes", "One side puts the blame where the other rejects it.")
        if nested == "same":
            return ("agrees", "Both put the blame on the same side.")
        return (nested, "Both blame the same side, one of them more closely.") if nested else ("disputes", "Each account puts the blame on another side.")
    if a.kind == b.kind:
        return _words(a, b, overlap) or ("agrees", "Both put it on the same side.")
    return ("disputes", "They agree on the fact and turn the blame round.")


def _status(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    if a.kind == b.kind:
        return _words(a, b, overlap) or ("agrees", "Both say the same of it.")
    if "holds" in {a.kind, b.kind}:
        return ("contradicts", f"One account says {a.value}, the other {b.value}.")
    return None  # both imply that it does not hold; whose fault that is, is a question of its own


def _state(a: Reading, b: Reading, final: frozenset[str]) -> Verdict | None:
    if a.polarity != b.polarity:
        if a.kind != b.kind:
            return ("compatible", "One account only rules something out.")
        gap = days_between(a, b)
        return ("contradicts", f"One account says {a.kind}, the other denies it.") if gap == 0 or a.sources != b.sources else later_of(a, b, a.value, b.value)
    if a.kind == b.kind:
        return ("agrees", "Both say the same of it.")
    return later_of(a, b, a.value, b.value, final=a.kind in final or b.kind in final)


def _responsibility(a: Reading, b: Reading) -> Verdict | None:
    if a.facet == "concealed":
        return ("agrees", "Both say the same.") if a.kind == b.kind else ("contradicts", "One account says so, the other denies it.")
    if a.kind != "blame" or b.kind != "blame":
        return None
    nested = _nested(a, b)
    if a.polarity != b.polarity:
        no, yes = (a, b) if a.polarity == "denied" else (b, a)
        if nested == "same" or (no.own & yes.within):
            return ("contradicts", f"One account holds {yes.value} responsible, the other says that it was not.")
        return ("compatible", "One account only clears somebody.")
    if a.polarity == "denied":
        return ("agrees", "Both clear the same side.") if nested == "same" else ("compatible", "Both only clear somebody.")
    if nested == "same":
        return ("agrees", "Both hold the same side responsible.")
    if nested:
        return (nested, f"{a.value} and {b.value}: one names it more closely.")
    if a.within & b.within:
        return ("different_answer", f"One account names {a.value}, the other {b.value}, of the same side.")
    return ("contradicts", f"One account holds {a.value} responsible, the other {b.value}.")


def _identity(a: Reading, b: Reading, overlap: float, opposed: Sequence[Sequence[str]]) -> Verdict | None:
    mine, theirs = set(a.kind.split()), set(b.kind.split())
    common = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if a.polarity != b.polarity:
        return (
            ("contradicts", "One account says so, the other denies it.")
            if common >= overlap or mine & theirs
            else ("compatible", "One account only rules something out.")
        )
    if a.own & b.own:
        return ("agrees", "Both call it much the same.")
    if common >= overlap:
        return _words(a, b, overlap)
    if any((x in a.own and y in b.own) or (y in a.own and x in b.own) for x, y in opposed):
        return ("disputes", f"One account says {a.value}, the other {b.value}.")
    if not a.own or not b.own:
        return ("compatible", "Both may hold.")
    return ("different_answer", f"One account says {a.value}, the other {b.value}; both may hold.")


def _outcome(a: Reading, b: Reading, provisional: Collection[str]) -> Verdict | None:
    if a.kind == b.kind:
        return ("agrees", "Both tell the same outcome.") if a.polarity == b.polarity else ("contradicts", "One account says so, the other denies it.")
    if a.polarity != b.polarity:
        return ("compatible", "One account only rules something out.")
    gap = days_between(a, b)
    if gap and (a if gap > 0 else b).kind in provisional:
        return later_of(a, b, a.value, b.value)
    return ("contradicts", f"One account says {a.value}, the other {b.value}.")


def _happened(a: Reading, b: Reading) -> Verdict | None:
    if a.kind == b.kind:
        return ("agrees", "Both say so.")
    if {a.kind, b.kind} == {"yes", "no"}:
        return ("contradicts", "One account says so, the other denies it.")
    if a.own and b.own and a.own != b.own:
        return ("compatible", "The accounts tell it of different sides.")
    if "yes" in {a.kind, b.kind} and days_between(a, b):
        done, other = (a, b) if a.kind == "yes" else (b, a)
        if done.day > other.day and other.kind in {"planned", "threatened", "demanded", "possible"}:
            return (SUPERSEDES if done is a else "superseded", f"What was {other.kind} has since been done.")
    return ("compatible", "A plan, threat or demand in one account, a deed in the other.")


def _topic(a: Reading, b: Reading) -> Verdict | None:
    if a.polarity != b.polarity and len(a.words & b.words) * 2 >= min(len(a.words), len(b.words)):
        return ("contradicts", "One account says so, the other denies it.")
    if a.polarity != b.polarity:
        return ("compatible", "One account only rules something out.")
    if a.slot in {"reason", "status"} and max(len(a.words), len(b.words)) >= 1.5 * min(len(a.words), len(b.words)):
        return ("sharper" if len(a.words) > len(b.words) else "vaguer", "Both tell of it, one of them says more.")
    return ("agrees", "Both tell of the same.")


def _reason(a: Reading, b: Reading, overlap: float, idle: frozenset[str]) -> Verdict | None:
    if (a.words <= idle) != (b.words <= idle):
        return ("vaguer" if a.words <= idle else "sharper", "One account names the ground, the other only points to it.")
    verdict = _words(a, b, overlap)
    if verdict is not None and verdict[0] != "different_answer":
        return verdict
    if a.kind == b.kind == "aim":
        return ("compatible", "Both tell what it is said to be for; both may hold.")
    if a.own & b.own:
        if a.own != b.own:
            return ("sharper" if a.own > b.own else "vaguer" if a.own < b.own else "agrees", "Both give a ground of the same kind.")
        return ("agrees", "Both give a ground of the same kind.")
    return verdict


def _words(a: Reading, b: Reading, overlap: float) -> Verdict | None:
    """By words in common: same answer, one within the other, or different ones."""
    if not a.words or not b.words:
        return None
    common = len(a.words & b.words)
    share = common / min(len(a.words), len(b.words))
    if share < overlap:
        return ("different_answer", "Other grounds, which may both hold.") if a.slot in {"reason", "identity"} else None
    if a.polarity != b.polarity:
        return ("contradicts", "One account affirms it, the other denies it.")
    longer, shorter = max(len(a.words), len(b.words)), min(len(a.words), len(b.words))
    if longer >= 2 * shorter and share >= 0.8:
        return ("sharper" if len(a.words) > len(b.words) else "vaguer", "One account says more of the same.")
    return ("agrees", "The same answer in other words.")
