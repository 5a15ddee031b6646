"""Yields copies, rewrites and versions: which earlier text each document is taken from, and from which document each group of them stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Document
from dragoman.core.kinship import Kinship
from dragoman.resolve.changes import find_changes
from dragoman.resolve.kin import Kin, same_agency
from dragoman.resolve.versions import Notes

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """What a corpus holds twice. kinships: of the documents that have one, by id.

    origins: (document, the one that its group of copies, rewrites and versions stems from, else itself), sorted. same_text: the same for groups of
    copies alone. A document stems from the earliest published of its group, then that of the smallest id; where others of the group credit
    a news agency and the agency's own text is among them, from that.
    """

    kinships: tuple[Kinship, ...]
    origins: Pairs
    same_text: Pairs


def find_copies(documents: Sequence[Document], codebook: Codebook) -> Copies:
    """Copies, rewrites and versions among documents, the same for any order of them. Those without a sketch are nobody's copy."""
    words = codebook.language
    weights = codebook.weights("copies")
    notes = Notes(words.words("copies", "correction_starts"), words.words("copies", "correction_phrases"))
    kin = Kin(documents, weights, notes)
    kin.find()
    chain = float(weights["chain"])
    origins = _stems(kin, _roots(kin, frozenset({"copy", "rewrite", "update", "correction"}), chain))
    return Copies(_kinships(kin), origins, _stems(kin, _roots(kin, frozenset({"copy"}), chain)))


def _kinships(kin: Kin) -> tuple[Kinship, ...]:
    found = []
    for tie in kin.ties.values():
        old, new = kin.documents[tie.old], kin.documents[tie.new]
        changes = find_changes(kin.prose(tie.old), kin.prose(tie.new), tie.likeness.pairs)
        found.append(Kinship(new.id, tie.kind, old.id, round(tie.likeness.similarity, 4), round(tie.likeness.containment, 4), changes))
    return tuple(sorted(found, key=lambda kinship: kinship.document))


def _roots(kin: Kin, kinds: frozenset[str], chain: float) -> list[int]:
    """For each place the first text of its group, itself where it has none.

    A text that is taken from another than the first belongs to the group only where enough of the first is left in it, or where it is a version
    or from the same agency: else a chain of rewrites, each half like the one before, would make one of reports that share nothing.
    """
    roots: list[int] = []
    for place, document in enumerate(kin.documents):
        tie = kin.ties.get(place)
        if tie is None or tie.kind not in kinds:
            roots.append(place)
            continue
        root = roots[tie.old]
        bound = root == tie.old or tie.kind in ("update", "correction") or same_agency(document, kin.documents[tie.old])
        roots.append(root if bound or kin.likeness(root, place).containment >= chain else place)
    return roots


def _stems(kin: Kin, roots: Sequence[int]) -> Pairs:
    """(document, the one that its group stems from), sorted."""
    groups: dict[int, list[Document]] = defaultdict(list)
    for place, root in enumerate(roots):
        groups[root].append(kin.documents[place])
    stems = {root: _stem(members) for root, members in groups.items()}
    return tuple(sorted((kin.documents[place].id, stems[root]) for place, root in enumerate(roots)))


def _stem(members: Sequence[Document]) -> str:
    agencies = {document.agency.casefold() for document in members if document.agency}
    own = [document for document in members if document.outlet and document.outlet.casefold() in agencies]
    return min(own or members, key=lambda d: (d.published.day if d.published else "9999-12-31", d.id)).id
