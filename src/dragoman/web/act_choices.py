"""Yields Choices: what a form that corrects a record offers, and how it says what the record holds now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.codebook.types import MODALITIES
from dragoman.core.dates import DateRange
from dragoman.core.records import Party
from dragoman.review.fields import CERTAINTIES, KINDS, POLARITIES

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """(value, words) of each field that has a fixed set of them; modes by type."""

    types: Options
    modes: Mapping[str, Options]
    modalities: Options
    kinds: Options
    certainties: Options
    polarities: Options
    countries: Options

    def parties(self, several: Sequence[Party]) -> str:
        """Parties as the field of a form holds them."""
        return party_words(several)

    def date(self, date: DateRange) -> str:
        """A date as the field of a form holds it."""
        return date_words(date)


def choices(codebook: Codebook) -> Choices:
    """The choices that a codebook gives."""
    types = codebook.types
    return Choices(
        types=tuple((name, _plain(name)) for name in sorted(types, key=lambda name: (types[name].ontology != "PLOVER", name))),
        modes={name: tuple((mode, _plain(mode)) for mode in sorted(kind.modes)) for name, kind in sorted(types.items())},
        modalities=_said(sorted(MODALITIES)),
        kinds=_said(KINDS),
        certainties=_said(CERTAINTIES),
        polarities=_said(POLARITIES),
        countries=tuple((code, state.name) for code, state in sorted(codebook.gazetteer.by_code.items(), key=lambda row: (row[1].name, row[0]))),
    )


def party_words(several: Sequence[Party]) -> str:
    """Names with `;` between; of one that is no entity of the record also country and sector, in brackets."""
    return "; ".join(_party(one) for one in several)


def date_words(date: DateRange) -> str:
    """`2025-02-06`, `2025-02-06 to 2025-02-09`, nothing where it is unknown; an end that is open is left out."""
    if date.start == date.end:
        return date.start or ""
    return f"{date.start or ''} to {date.end or ''}".strip()


def _party(one: Party) -> str:
    codes = " ".join(code or "-" for code in (one.country, one.sector)) if one.country or one.sector else ""
    if one.entity and one.name:
        return one.name
    return f"{one.name or ''} [{codes.removesuffix(' -')}]".strip() if codes else one.name or ""


def _said(values: Sequence[str]) -> Options:
    return tuple((value, _plain(value)) for value in values)


def _plain(value: str) -> str:
    return value.replace("_", " ").replace("-", " ").lower()
