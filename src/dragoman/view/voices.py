"""Yields Voices: which source a link of a chain stands for, over all reports: named ones by who they are, unnamed ones by the body that they are placed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.codebook.skeleton import fold
from dragoman.core.records import ClaimTold, Entity, EventTold, Link
from dragoman.view.record import Record

NAMING = frozenset({"name", "alias", "acronym", "metonym"})
HEARSAY = "hearsay"
LEFT_OUT = "unnamed"
"""Key of the source that a text leaves out altogether (`according to information`)."""
OUTLET = "outlet"
PLACED_IN = "placed_in"
_HAPPENING = "happening"


def is_named(entity: Entity) -> bool:
    """Has it a name, or is it only described?"""
    return any(m.form in NAMING for m in entity.mentions)


@dataclass
class Voices:
    """Keys of sources: `entity id`, `outlet …`, `unnamed …`, `hearsay`. One key, one source; the same whatever the order of documents."""

    record: Record
    _one: dict[str, str] = field(default_factory=dict)
    _outlet_of: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._join_inquiries()
        self._join_papers()
        self._join_outlets()

    # ------------------------------------------------------------ what is asked
    def key(self, doc: str, link: Link) -> str:
        """The source that a link of a chain told in a document stands for."""
        if link.type == OUTLET:
            return self.outlet(doc)
        entity = self.record.entity.get(link.entity or "")
        if entity is not None and (is_named(entity) or link.type not in {"unnamed", "public"}):
            return self._outlet_of.get(entity.id) or self._find(entity.id)
        if link.type == "public":
            return HEARSAY
        words = fold(link.name or "")
        if link.type != "unnamed":
            return f"{link.type} {words}" if words else f"{link.type} of {self.record.origin.get(doc, doc)}"
        body = self.placed_in(link)
        return f"{LEFT_OUT} in {body}" if body else f"{LEFT_OUT} {words}".strip()

    def outlet(self, doc: str) -> str:
        """Key of the outlet that published a document; without a name every origin is one of its own."""
        document = self.record.document.get(doc)
        name = fold(document.outlet or "") if document else ""
        return f"{OUTLET} {name}" if name else f"{OUTLET} of {self.record.origin.get(doc, doc)}"

    def holders(self, told: ClaimTold | EventTold) -> tuple[str, ...]:
        """On whose word something is told, nearest to the fact last: the sources that the outlet quotes; the outlet alone where it quotes nobody."""
        quoted = tuple(self.key(told.doc, link) for link in told.chain if link.type != OUTLET)
        return quoted or (self.outlet(told.doc),)

    def placed_in(self, link: Link) -> str | None:
        """Entity id of the body, state or person that a text places an unnamed source in or with; None where it tells none."""
        entity = self.record.entity.get(link.entity or "")
        placed = [r.to for r in entity.relations if r.kind == PLACED_IN and r.to in self.record.entity] if entity else []
        return self._find(placed[0]) if placed and placed[0] else None

    # ------------------------------------------------------------ what is one
    def _find(self, entity: str) -> str:
        while entity in self._one:
            entity = self._one[entity]
        return entity

    def _join(self, entities: Iterable[str]) -> None:
        roots = sorted({self._find(e) for e in entities})
        for other in roots[1:]:
            self._one[other] = roots[0]

    def _join_inquiries(self) -> None:
        """The bodies of one inquiry that reports merely describe (`the commission`, `the investigators`) are one source."""
        for proceeding in self.record.resolved.proceedings:
            bodies = [e for b in proceeding.bodies if (e := self.record.entity.get(b)) and e.type in {"organisation", "group"} and not is_named(e)]
            self._join(e.id for e in bodies)

    def _join_papers(self) -> None:
        """A paper that reports on one happening describe with the same two or more words (`the preliminary report`) is one source."""
        told: dict[str, list[int]] = defaultdict(list)
        for n, story in enumerate(self.record.resolved.stories):
            for doc in story.documents if story.level == _HAPPENING else ():
                told[doc].append(n)
        same: dict[tuple[int, str], set[str]] = defaultdict(set)
        for entity in self.record.resolved.entities:
            for m in entity.mentions if entity.type == "document" and not is_named(entity) else ():
                words = " ".join(fold(m.text).split()[-2:])
                if m.form == "nominal" and len(fold(m.text).split()) > 2:  # an article, and two words of its own
                    for n in told.get(m.doc, ()):
                        same[n, words].add(entity.id)
        for entities in same.values():
            self._join(entities)

    def _join_outlets(self) -> None:
        """A body with the name of an outlet is that outlet; so is one that an outlet's own report calls by the first words of its name."""
        by_name = {fold(d.outlet): self.outlet(d.id) for d in self.record.documents if d.outlet}
        for entity in self.record.resolved.entities:
            if entity.type != "organisation" or not is_named(entity):
                continue
            names = sorted({fold(n) for n in (entity.name, *entity.aliases, *(m.text for m in entity.mentions if m.form in NAMING))})
            found = next((by_name[n] for n in names if n in by_name), None) or self._own(entity, names)
            if found:
                self._outlet_of[entity.id] = found

    def _own(self, entity: Entity, names: list[str]) -> str | None:
        media = (entity.sector or "") in {"MED", "JRN"}
        for doc in dict.fromkeys(m.doc for m in entity.mentions):
            document = self.record.document.get(doc)
            outlet = fold(document.outlet or "") if document else ""
            if any(outlet.startswith(f"{name} ") for name in names) and (media or len(outlet.split()) > 1):
                return self.outlet(doc)
        return None
