"""Yields, for each document, the earlier one that its text is taken from: candidates by their sketches, then a second look at the words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.core.documents import Document
from dragoman.core.runs import keys_of as keys_of_words
from dragoman.resolve.prose import Passage, Prose, prose_of
from dragoman.resolve.sketch_index import Frequencies, Homes, bands_of, in_common, keys_of
from dragoman.resolve.text_likeness import Likeness, compare, run_share
from dragoman.resolve.versions import Notes, address_of, version_kind

_KEPT = 1024
"""Texts whose sentences are kept at hand."""
_CHAIN = 8
"""Versions of one report, or texts on the way to a first one, that are followed."""
_VERSIONS = ("update", "correction")
_RANK = {"update": 0, "correction": 0, "copy": 1, "rewrite": 2}


@dataclass(frozen=True, slots=True)
class Tie:
    """A text is taken from an earlier one. old, new: places in the order of time; kind: one of `core.kinship.KINDS`."""

    old: int
    new: int
    kind: str
    likeness: Likeness


class Kin:
    """The documents in order of time, and what ties them: each to at most one earlier one."""

    def __init__(self, documents: Iterable[Document], weights: Mapping[str, Any], notes: Notes) -> None:
        """weights: codebook/weights/copies.yaml. The order of `documents` is irrelevant."""
        self.documents = sorted(documents, key=_time)
        self.ties: dict[int, Tie] = {}
        self._weights, self._notes = weights, notes
        self._next: dict[int, int] = {}
        self._prose: OrderedDict[int, Prose] = OrderedDict()
        self._frequencies: Frequencies | None = None
        self._full = max((len(keys_of(document.sketch)) for document in self.documents), default=0)

    def find(self) -> None:
        """Fills `ties`: first texts that are nearly the same, by their bands, then all others, by their keys."""
        bands = Frequencies(lambda: (bands_of(document.sketch) for document in self.documents), 20 * len(self.documents))
        addresses: dict[str, int] = {}
        homes = Homes(int(self._weights["held"]))
        for new, document in enumerate(self.documents):
            values = [value for value in bands_of(document.sketch) if bands.may_repeat(value)]
            address = address_of(document)
            known = [addresses[address]] if address in addresses else []
            near = [*known, *homes.near(values, int(self._weights["looked_at"]))]
            self._tie(new, near, ("copy", *_VERSIONS))
            if new not in self.ties or self.ties[new].kind != "copy":
                homes.add(new, values)
            if address:
                addresses[address] = new
        self._find_by_keys()

    def _find_by_keys(self) -> None:
        distinct = [place for place in range(len(self.documents)) if place not in self.ties]
        rows = [keys_of(self.documents[place].sketch) for place in distinct]
        self._frequencies = Frequencies(lambda: rows, sum(map(len, rows)))
        homes = Homes(int(self._weights["held"]))
        for new, document in enumerate(self.documents):
            keys = [key for key in keys_of(document.sketch) if self._frequencies.may_repeat(key)]
            if new not in self.ties:
                self._tie(new, self._sharing(new, homes.near(keys, int(self._weights["held"]))), tuple(_RANK))
            tie = self.ties.get(new)
            if tie is None:
                homes.add(new, keys)
            elif tie.kind != "copy":
                # What it took over leads to where it took it from; only what is its own leads here.
                old = set(keys_of(self.documents[tie.old].sketch))
                homes.add(new, (key for key in keys if key not in old))

    def _sharing(self, new: int, near: Sequence[int]) -> list[int]:
        """The places whose sketches share most with this one, best first; keys that far more texts have than its others count for less."""
        found, frequencies, sketch = [], self._frequencies, self.documents[new].sketch
        assert frequencies is not None
        usual = float(self._weights["background_factor"]) * frequencies.usual(keys_of(sketch))
        for old in near:
            keys, of = in_common(self.documents[old].sketch, sketch, self._full)
            share = sum(min(1.0, usual / frequencies.of(key)) for key in keys) / max(1, of)
            if len(keys) >= self._weights["keys_at_least"] and share >= self._weights["keys_shared"]:
                found.append((-share, old))
        return [old for _, old in sorted(found)[: int(self._weights["looked_at"])]]

    def _tie(self, new: int, near: Sequence[int], kinds: Sequence[str]) -> None:
        """Ties a document to the best of some earlier ones; of versions the latest, else the most alike, of equal ones the earliest."""
        found = [tie for old in self._with_first_and_last(near, new) if (tie := self.judge(old, new)) and tie.kind in kinds]
        if found:
            best = min(found, key=lambda tie: (_RANK[tie.kind], -tie.old if tie.kind in _VERSIONS else 0, -_strength(tie), tie.old))
            self.ties[new] = best
            if best.kind in _VERSIONS:
                self._next[best.old] = new

    def _with_first_and_last(self, near: Sequence[int], new: int) -> list[int]:
        """Also the texts that the candidates copy, and the later versions of each, up to the one at hand."""
        found: dict[int, None] = {}
        for place in near:
            first = place
            for _ in range(_CHAIN):
                if first not in self.ties or self.ties[first].kind != "copy":
                    break
                first = self.ties[first].old
            found |= {first: None, place: None}
            for _ in range(_CHAIN):
                if self._next.get(place, new) >= new:
                    break
                place = self._next[place]
                found[place] = None
        return list(found)

    def judge(self, old: int, new: int) -> Tie | None:
        """How the later text stands to the earlier, None where it stands alone."""
        a, b = self.prose(old), self.prose(new)
        if min(a.words, b.words) < self._weights["copy_words"] or run_share(a, b) < self._weights["runs_shared"]:
            return None
        likeness = self.likeness(old, new)
        kind = version_kind(a, b, likeness, self._weights, self._notes) if _differ(a, b) else None
        kind = kind or self._text_kind(a, b, likeness)
        return Tie(old, new, kind, likeness) if kind else None

    def likeness(self, old: int, new: int) -> Likeness:
        """How alike two texts are."""
        return compare(self.prose(old), self.prose(new), self._weights, self._background(old, new))

    def _text_kind(self, a: Prose, b: Prose, likeness: Likeness) -> str | None:
        weights = self._weights
        low, high = sorted(likeness.verbatim)
        if high >= weights["copy_one"] and low >= weights["copy_other"] and likeness.ordered >= weights["copy_order"]:
            return "copy"
        ease = float(weights["same_agency"]) if same_agency(a.document, b.document) else 1.0
        taken = likeness.containment >= weights["rewrite"] * ease and likeness.words >= weights["rewrite_words"] * ease
        told = likeness.containment + likeness.run_share >= weights["rewrite_evidence"] * ease
        return "rewrite" if taken and told and len(likeness.pairs) >= weights["rewrite_sentences"] else None

    def _background(self, old: int, new: int) -> Callable[[Passage], bool]:
        """Does a sentence stand in many more reports than the rest of these two does?"""
        known = self._frequencies
        if known is None:
            return lambda passage: False
        usual = max(known.usual(keys_of(self.documents[place].sketch)) for place in (old, new))
        floor = max(float(self._weights["background_reports"]), float(self._weights["background_factor"]) * usual)

        def is_background(passage: Passage) -> bool:
            told = [n for n in map(known.of, keys_of_words(passage.forms)) if n > 1]
            return bool(told) and 2 * sum(n >= floor for n in told) >= len(told)

        return is_background

    def prose(self, place: int) -> Prose:
        """The sentences of a document."""
        if place not in self._prose:
            self._prose[place] = prose_of(self.documents[place])
            if len(self._prose) > _KEPT:
                self._prose.popitem(last=False)
        return self._prose[place]


def same_agency(a: Document, b: Document) -> bool:
    """Do both credit one agency, or does the one credit the other's outlet?"""
    ours, theirs = ({name.casefold() for name in (d.agency, d.outlet) if name} for d in (a, b))
    return bool(a.agency and a.agency.casefold() in theirs) or bool(b.agency and b.agency.casefold() in ours)


def _time(document: Document) -> tuple[str, str, str]:
    """By publication, then those not updated, then by update; the undated come last."""
    return document.published.day if document.published else "9999-12-31", document.updated.day if document.updated else "", document.id


def _strength(tie: Tie) -> float:
    return round(tie.likeness.similarity if tie.kind == "copy" else tie.likeness.containment, 2)


def _differ(a: Prose, b: Prose) -> bool:
    """In more than marks and layout."""
    return [p.forms for p in (*a.heads, *a.body)] != [p.forms for p in (*b.heads, *b.body)]
