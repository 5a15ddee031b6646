"""Yields Swimlanes, the acts of a filter laid out in lanes over time: single acts where they are few, counts by day to year where they are many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.core.dates import DateRange, first_day, last_day
from dragoman.core.desk import EventFilter
from dragoman.core.desk_rows import EventMark, Lane, Lanes
from dragoman.resolve.summaries import say_date
from dragoman.store.base import Desk
from dragoman.view.days import say_range
from dragoman.view.time_axis import Span, Tick, core_of, say_bucket, shown_span, ticks_of, unit_end

MOST_MARKS = 400
"""Acts up to which each is drawn by itself."""
LANES, MORE_LANES = 12, 40
CORE, CORE_OF_MANY = 0.76, 0.995
"""Share of the acts, and of those in bars, that decides what time is drawn, where the rest lie far off."""
_WIDE = 1.9
"""Width of a mark in hundredths of a chart of about 850 pixels."""
_TALL, _FOOT = 32, 34
"""Pixels of the tallest bar, and where bars stand."""
_ROWS = 12
"""Marks that may stand above one another in a lane."""
_NAMELESS = {"actor": "Nobody named", "recipient": "To nobody named", "pair": "Not between two", "country": "No place", "outlet": "No outlet", "type": "Other"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One act. at, wide: hundredths of the chart, wide 0 for a day; row from 0; open: `before` or `after` where that side is not known; a, b: days."""

    id: str
    at: float
    wide: float
    row: int
    open: str
    a: int
    b: int
    modality: str
    precision: str
    summary: str
    when: str
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Acts of a lane in a unit of time. tall: pixels, as the root of its share of the fullest; done: the part of that which was done or alleged.

    top, did: where these begin.
    """

    at: float
    wide: float
    top: float
    tall: float
    did: float
    done: float
    n: int
    start: str
    end: str
    said: str


@dataclass(frozen=True, slots=True)
class Track:
    """One lane. key: empty where it stands for nobody; left: acts for which there was no room."""

    key: str
    label: str
    n: int
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    rows: int = 1
    left: int = 0


@dataclass(frozen=True, slots=True)
class Swimlanes:
    """unit: of the bars, empty where acts stand alone. earlier, later: acts beyond what is drawn; more: lanes left out; wide: too unsure of day for a bar."""

    by: str
    unit: str
    tracks: tuple[Track, ...]
    ticks: tuple[Tick, ...]
    start: str
    end: str
    total: int
    undated: int
    wide: int = 0
    more: int = 0
    earlier: int = 0
    later: int = 0
    first: int = 0
    last: int = 0


def swimlanes(desk: Desk, asked: EventFilter, by: str, most: int = LANES, *, whole: bool = False) -> Swimlanes:
    """The chart of a filter; by: as `Desk.lanes`; whole: all of the time, though a few acts far off squeeze the others."""
    lanes = desk.lanes(asked, by, most=most)
    return _counted(desk, asked, lanes, most, whole) if lanes.total - lanes.undated > MOST_MARKS else _single(desk, asked, lanes, whole)


def _single(desk: Desk, asked: EventFilter, lanes: Lanes, whole: bool) -> Swimlanes:
    marks = desk.event_marks(replace(asked, dated=True), lanes.by, MOST_MARKS).items if asked.dated is not False else ()
    days = sorted(_days(mark) for mark in marks)
    span = _asked_span(asked) or core_of(days if whole else [day for day in days if day[1] - day[0] <= 31] or days, 1.0 if whole else CORE)
    if span is None:
        return Swimlanes(lanes.by, "", (), (), "", "", lanes.total, lanes.undated)
    span = shown_span(span)
    shown = [mark for mark in marks if _days(mark)[1] >= span.first and _days(mark)[0] <= span.last]
    labels = {lane.key: lane for lane in lanes.lanes}
    known = [replace_lane(lane) for lane in lanes.lanes]
    tracks = [_track(lane, [mark for mark in shown if lane.key in mark.lanes], span) for lane in known]
    nameless = [mark for mark in shown if not mark.lanes]
    if nameless:
        tracks.append(_track(Track("", _NAMELESS[lanes.by], len(nameless)), nameless, span))
    kept = tuple(track for track in tracks if track.marks or track.key in {*asked.actor, *asked.recipient})
    return Swimlanes(
        lanes.by, "", kept, ticks_of(span), span.start, span.end, lanes.total, lanes.undated, more=max(0, lanes.more) if labels else 0,
        earlier=sum(_days(m)[1] < span.first for m in marks), later=sum(_days(m)[0] > span.last for m in marks), first=span.first, last=span.last,
    )  # fmt: skip


def replace_lane(lane: Lane) -> Track:
    """A lane that nothing is drawn in yet."""
    return Track(lane.key, lane.label, lane.n)


def _track(track: Track, marks: Sequence[EventMark], span: Span) -> Track:
    """The lane with its marks, those that would lie on one another in rows."""
    ends: list[float] = []
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (max(_days(m)[0], span.first), _days(m)[1], m.id)):
        a, b = _days(mark)
        at, to = span.share(max(a, span.first)), span.share(min(b, span.last) + 1)
        wide = 0.0 if a == b else max(to - at, 1.2)
        left, right = (at, at + wide) if wide else ((at + to - _WIDE) / 2, (at + to + _WIDE) / 2)
        row = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        if row == _ROWS:
            continue
        ends[row : row + 1] = [right + 0.1]
        placed.append(_mark(mark, round(at if wide else (at + to) / 2, 2), round(wide, 2), row))
    return replace(track, n=len(marks), marks=tuple(placed), rows=max(1, len(ends)), left=len(marks) - len(placed))


def _mark(mark: EventMark, at: float, wide: float, row: int) -> Mark:
    a, b = _days(mark)
    opened = "before" if mark.first is None else "after" if mark.last is None else ""
    when = say_range(_range(mark), short=True)
    return Mark(mark.id, at, wide, row, opened, a, b, mark.modality, mark.precision, _undated(mark.summary, mark), when, mark.outlets, mark.origins)


def _undated(summary: str, mark: EventMark) -> str:
    """The sentence without its date and the preposition before that: the day stands beside it."""
    said, when = summary.strip().rstrip("."), say_date(_range(mark))
    return said[: -len(when)].rstrip(" ,") if when and said.endswith(f" {when}") else said


def _range(mark: EventMark) -> DateRange:
    """The days as the texts give them: whole months and years are said as such."""
    if mark.precision in {"month", "year"} and mark.first:
        part = mark.first[:7] if mark.precision == "month" else mark.first[:4]
        return DateRange(part, part)
    return DateRange(mark.first, mark.last)


def _days(mark: EventMark) -> tuple[int, int]:
    """First and last day as numbers; an open side has a week, so that it is seen to be open."""
    first = first_day(mark.first).toordinal() if mark.first else None
    last = last_day(mark.last).toordinal() if mark.last else None
    a = first if first is not None else (last or 0) - 7
    return a, last if last is not None else a + 7


def _asked_span(asked: EventFilter) -> Span | None:
    if not (asked.since and asked.until):
        return None
    return Span(first_day(asked.since).toordinal(), last_day(asked.until).toordinal())


def _counted(desk: Desk, asked: EventFilter, lanes: Lanes, most: int, whole: bool) -> Swimlanes:
    total, undated = lanes.total, lanes.undated
    filled = [(dt.date.fromisoformat(b.start).toordinal(), b.n) for lane in lanes.lanes for b in lane.buckets]
    span = _asked_span(asked) or core_of([(day, day) for day, n in filled for _ in range(min(n, 12))], 1.0 if whole else CORE_OF_MANY)
    if span and filled and span.last - span.first < (max(d for d, _ in filled) - min(d for d, _ in filled)) / 3:
        inside = replace(asked, since=span.start, until=span.end)
        lanes = desk.lanes(inside, lanes.by, most=most)
        filled = [(dt.date.fromisoformat(b.start).toordinal(), b.n) for lane in lanes.lanes for b in lane.buckets]
    if not filled:
        return Swimlanes(lanes.by, "", (), (), "", "", total, undated)
    last = max(day for day, _ in filled)
    span = Span(min(day for day, _ in filled), unit_end(dt.date.fromordinal(last), lanes.unit).toordinal())
    tallest = max(n for _, n in filled)
    tracks = tuple(replace(replace_lane(lane), bars=_bars(lane, lanes.unit, span, tallest)) for lane in lanes.lanes)
    return Swimlanes(
        lanes.by, lanes.unit, tracks, ticks_of(span), span.start, span.end, total, undated, wide=lanes.wide, more=lanes.more,
        earlier=0, later=max(0, total - undated - (lanes.total - lanes.undated)), first=span.first, last=span.last,
    )  # fmt: skip


def _bars(lane: Lane, unit: str, span: Span, tallest: int) -> tuple[Bar, ...]:
    found = []
    for bucket in lane.buckets:
        start = dt.date.fromisoformat(bucket.start)
        end = unit_end(start, unit)
        at, to = span.share(start.toordinal()), span.share(end.toordinal() + 1)
        done = sum(bucket.modalities.get(name, 0) for name in ("done", "alleged"))
        tall = round(_TALL * (bucket.n / tallest) ** 0.5, 1)
        did = round(tall * done / bucket.n, 1)
        said = f"{say_bucket(start, unit)}: {', '.join(f'{n:,} {name}' for name, n in sorted(bucket.modalities.items(), key=lambda item: (-item[1], item[0])))}"
        ends = round(_FOOT - tall, 1), round(_FOOT - did, 1)
        found.append(Bar(round(at, 3), round(max(to - at, 0.2), 3), ends[0], tall, ends[1], did, bucket.n, bucket.start, end.isoformat(), said))
    return tuple(found)
