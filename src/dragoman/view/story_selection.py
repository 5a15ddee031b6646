"""Yields the Selection of a story, found by its id or words; and of all acts that some words name, whatever states took part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import DateRange
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.incidents import Story
from dragoman.core.records import Event, Party
from dragoman.view.days import sort_key
from dragoman.view.record import Record, leading_pair
from dragoman.view.selection import Selection, bounds, holds, is_about_words, is_within, select, window_of
from dragoman.view.subjects import Subject

_SHARE = 0.15
"""Of what a story's reports tell, the share that somebody takes part in who is a party to it."""
_MOST_OF_IT = 0.8
"""Share of the reports that tell of some words which lie in one affair, for the words to mean that affair."""
_LISTED = 12


def select_asked(
    record: Record, a: str | None, b: str | None, since: str | None = None, until: str | None = None, about: str | None = None, story: str | None = None
) -> Selection:
    """What a reader asks for: two subjects or one, a story, or some words; with nothing named the two states that deal most with each other.

    Words alone stand for the one story that they mean, else for all that names them. Errors as in `select` and `find_story`; UsageError where a story
    and a subject are named.
    """
    if story is not None:
        if a is not None:
            raise UsageError(f"name either {a!r} or the story {story!r}, not both; --about narrows a story")
        return select_story(record, find_story(record, story), since, until, about)
    if a is None and about is not None:
        meant = story_about(record, about)
        return select_story(record, meant, since, until) if meant else select_words(record, about, since, until)
    first, second = (a, b) if a is not None else leading_pair(record)
    return select(record, first, second, since, until, about)


def find_story(record: Record, words: str) -> Story:
    """The story of an id (or of the beginning of one), or whose name, else whose acts, hold all the words.

    Of several an affair before a happening, then the one of most reports. NotFoundError where none does; it lists names.
    """
    stories, wanted = record.resolved.stories, words.strip()
    by_id = [s for s in stories if s.id == wanted] or [s for s in stories if wanted.startswith(("s-", "sh-")) and s.id.startswith(wanted)]
    if len(by_id) == 1:
        return by_id[0]
    if fold(wanted):
        for text in (lambda s: s.name, lambda s: f"{s.name} {_told(record, s)}"):
            found = [s for s in stories if holds(text(s), wanted)]
            if found:
                return min(found, key=_foremost)
    names = [f"{s.name} ({s.id})" for s in sorted(stories, key=_foremost)]
    more = f"; and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    raise NotFoundError(f"no story is called {words!r}; there are: {'; '.join(names[:_LISTED]) or 'none'}{more}")


def _foremost(story: Story) -> tuple[bool, int, str]:
    return story.level != "affair", -len(story.documents), story.id


def _told(record: Record, story: Story) -> str:
    return " ".join(_words(record.event[e]) for e in story.events if e in record.event)


def _words(event: Event) -> str:
    return " ".join([event.summary, *(p.name or "" for p in (*event.actors, *event.recipients))])


def story_about(record: Record, words: str) -> Story | None:
    """The one story that some words mean: the only affair, else the only story, of such a name, or the affair that most reports which tell of them are of."""
    named = [s for s in record.resolved.stories if holds(s.name, words)]
    affairs = [s for s in named if s.level == "affair"]
    if affairs or named:
        return _only(affairs or named)
    telling = {m.doc for e in record.resolved.events if is_about_words(e, words) for m in e.mentions}
    share = {s.id: len(telling.intersection(s.documents)) for s in record.resolved.stories if s.level == "affair"}
    return _only([s for s in record.resolved.stories if telling and share.get(s.id, 0) >= _MOST_OF_IT * len(telling)])


def _only(stories: list[Story]) -> Story | None:
    return stories[0] if len(stories) == 1 else None


def select_story(record: Record, story: Story, since: str | None = None, until: str | None = None, about: str | None = None) -> Selection:
    """What the reports of a story tell of it. since, until, about: as in `select`, and so are the errors."""
    low, high = bounds(since, until)
    mine = set(story.events)
    events = [e for e in record.resolved.events if e.id in mine and is_within(e, low, high, record) and is_about_words(e, about)]
    window = DateRange(since or story.date.start, until or story.date.end)
    return _selection(record, Subject(story.name, None, frozenset()), events, frozenset(story.documents), window, about, story)


def select_words(record: Record, about: str, since: str | None = None, until: str | None = None) -> Selection:
    """All that the record tells of some words, whatever states took part; errors as in `select`."""
    low, high = bounds(since, until)
    events = [e for e in record.resolved.events if is_within(e, low, high, record) and is_about_words(e, about)]
    told = frozenset(m.doc for e in events for m in e.mentions)
    window = window_of(events, [d for d in record.documents if d.id in told], low, high)
    return _selection(record, Subject(f"“{about.strip()}”", None, frozenset()), events, told, window, about, None)


def _selection(
    record: Record, subject: Subject, events: list[Event], docs: frozenset[str], window: DateRange, about: str | None, story: Story | None
) -> Selection:
    """The subject stands for those who take part in much of what is told; the acts of these are what the story turns on."""
    tellings = {e.id: sum(m.doc in docs for m in e.mentions) for e in events}
    is_party = _parties(events, tellings)
    core = frozenset(e.id for e in events if e.ontology == "PLOVER" and any(is_party(p) for p in (*e.actors, *e.recipients)))
    leading = frozenset(p.entity for e in events for p in (*e.actors, *e.recipients) if p.entity and is_party(p))
    first = {e.id: min((d.published.day for m in e.mentions if (d := record.document.get(m.doc)) and d.published), default="") for e in events}
    events.sort(key=lambda e: (*sort_key(e.date), first[e.id], e.id))
    told = {m.doc for e in events for m in e.mentions} & docs if about else docs
    documents = tuple(d for d in record.documents if d.id in told)
    return Selection(record, Subject(subject.name, None, leading), None, about, tuple(events), core, documents, window, story, turns_on=True)


def _parties(events: list[Event], tellings: dict[str, int]) -> Callable[[Party], bool]:
    """Is somebody one of those who take part in much of what is told? All are, where nobody stands out."""
    weight: Counter[str] = Counter()
    for event in events:
        if event.ontology == "PLOVER":
            keys = {p.country or p.entity or "" for p in (*event.actors, *event.recipients)} - {""}
            weight.update(dict.fromkeys(sorted(keys), tellings[event.id]))
    total = sum(tellings[e.id] for e in events if e.ontology == "PLOVER")
    leading = {key for key, n in weight.items() if n >= _SHARE * total}
    return lambda party: not leading or (party.country or party.entity) in leading
