"""Yields the PLOVER sector that the words of an actor's phrase tell: of its head, of what stands beside it, of whom it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.actors_parts import Part
from dragoman.codebook.actors_people import ActorCode
from dragoman.codebook.actors_words import ActorWords, Role
from dragoman.codebook.officials import FORMER

_GOVERNMENT, _PARTY, _ARMY, _CIVILIAN, _UNKNOWN, _PARTIAL = "GOV", "PTY", "MIL", "CVL", "UNK", "PRE"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the head of a phrase: its own words up to it, whose it is, and what stands behind its prepositions."""

    before: Sequence[Part]
    owner: ActorCode
    behind: Sequence[ActorCode]


@dataclass(frozen=True, slots=True)
class SectorReader:
    """Reads sectors by the words of the codebook."""

    words: ActorWords

    def sector(self, head: Part | None, around: Around) -> tuple[str | None, bool]:
        """(sector or None, is it only the usual one of the noun?)."""
        if head is None:
            return None, False
        if head.kind in {"state", "place"} or head.key in self.words.names["partial"]:
            alone = all(part.kind == "word" for part in around.before)
            return (_PARTIAL if head.key in self.words.names["partial"] else head.sector) if alone else None, False
        near = self._near(around.before, head)
        if head.role is None:
            return head.sector or near, False
        sector, default = self._of_role(head, head.role, near, around)
        if head.role.sector == _PARTY and any(part.low in self.words.lists["ruling"] for part in around.before):
            sector = _GOVERNMENT
        return self._past(head, head.role, sector, around), default

    def _of_role(self, head: Part, role: Role, near: str | None, around: Around) -> tuple[str | None, bool]:
        first = around.behind[0] if around.behind else ActorCode()
        if role.kind == "carrier":
            told = self._belongs(role, near, around)
            return told or role.sector, told is None
        irregular = self.words.names["irregular"]
        if role.sector == _ARMY and (near in irregular or first.sector in irregular):
            return (near if near in irregular else first.sector), False
        if role.noun in self.words.of_state and head.capital and first.country and not first.sector:
            return self.words.of_state[role.noun], False
        return role.sector, False

    def _belongs(self, role: Role, near: str | None, around: Around) -> str | None:
        """The sector of what a carrier belongs to: by the word before, whose it is, what stands behind; the government's field last."""
        several = role.noun in self.words.lists["people_of"]
        vague = [b for b in around.behind if b.sector and (several or not (b.default and b.sector == _UNKNOWN and role.sector))]
        inner = next((b.sector for b in vague if self._fits(role.noun, b.sector)), None)
        owner = around.owner.sector if self._fits(role.noun, around.owner.sector) else None
        if near and (near != _GOVERNMENT or not owner or around.owner.default):
            return near
        return (None if around.owner.default else owner) or near or inner or owner

    def _fits(self, noun: str, sector: str | None) -> bool:
        """May the noun be of that sector by what it belongs to? The field of a department (labour, defence, justice) is none of its own."""
        return noun not in self.words.fields or sector in self.words.fields[noun]

    def _near(self, before: Sequence[Part], head: Part) -> str | None:
        """The sector of the nearest word before the head that tells one, civilians last: `the Norlandic army spokesman`, `a Buddhist community leader`."""
        told = [p.sector for p in reversed(before) if p.kind in {"role", "body"} and p.sector and p.sector != _UNKNOWN and self._fits(head.low, p.sector)]
        return next((s for s in told if s != _CIVILIAN), None) or next(iter(told), None)

    def _past(self, head: Part, role: Role, sector: str | None, around: Around) -> str | None:
        """Former officials and the families of officials are of the elite out of office."""
        lists, offices = self.words.lists, self.words.names["former_sectors"]
        if role.noun in lists["kin"]:
            kin = {around.owner.sector, *(b.sector for b in around.behind[:1]), *(p.sector for p in around.before if p.kind == "role")}
            return FORMER if kin & (offices | {FORMER}) else sector
        if sector in offices and any(p.low in lists["former"] for p in (*around.before, head)):
            return _CIVILIAN if role.noun in lists["plain_service"] else FORMER
        return sector
