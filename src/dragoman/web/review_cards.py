"""Yields Card, what the page of review shows of one item of the queue: what is to be decided, its evidence, and the machine's reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.app import App
from dragoman.core.dates import say_day
from dragoman.core.desk import Page
from dragoman.core.desk_rows import DocumentRow
from dragoman.core.documents import Evidence
from dragoman.core.errors import JudgementError
from dragoman.core.records import Claim, Entity, Event, EventTold, Link
from dragoman.resolve.judged_mentions import document_of
from dragoman.review.log import say
from dragoman.review.queue import QueueItem
from dragoman.review.subjects import Subjects
from dragoman.view.days import say_range
from dragoman.view.event_story import say_coder
from dragoman.view.sentences import sentence
from dragoman.web.act_choices import party_words

MOST_QUOTES = 6
_AROUND = 140
"""Code points of the text on either side of a name."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report; hit: those that it is about, within before and after."""

    before: str
    hit: str
    after: str
    outlet: str | None
    day: str | None
    href: str
    chain: tuple[Link, ...] = ()
    made_by: str = ""
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are looked at. facts: (name, words); more: tellings that are not shown."""

    says: str
    href: str
    facts: tuple[tuple[str, str], ...] = ()
    quotes: tuple[Quote, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """sides: one, or two that may be one; fields: (name, as reviewed, as the machine reads it now) of a proposal; the record itself, where it can be edited."""

    item: QueueItem
    sides: tuple[Side, ...]
    fields: tuple[tuple[str, str, str], ...] = ()
    event: Event | None = None
    claim: Claim | None = None
    differ: frozenset[str] = field(default_factory=frozenset)
    """Names of the facts in which two sides differ."""

    @property
    def readers(self) -> tuple[str, ...]:
        """The coders and rules that read it, in words."""
        return tuple(sorted({say_coder(quote.made_by) for side in self.sides for quote in side.quotes if quote.made_by}))


def card_of(app: App, item: QueueItem) -> Card | None:
    """The card of an item; None where what it is about went meanwhile."""
    try:
        return _Reader(app, Subjects(app.store)).card(item)
    except JudgementError:
        return None


@dataclass(frozen=True, slots=True)
class _Reader:
    app: App
    subjects: Subjects

    def card(self, item: QueueItem) -> Card:
        if item.kind in {"event", "proposal"}:
            event = self.subjects.event(item.subjects[0])
            fields = tuple((name, say(both["reviewed"]), say(both["machine"])) for name, both in sorted(item.proposed.items()))
            return Card(item, (self._event(event),), fields, event=event)
        if item.kind == "claim":
            claim = self.subjects.claim(item.subjects[0])
            return Card(item, (self._claim(claim),), claim=claim)
        if item.kind == "merge":
            event = self.subjects.event(item.subjects[0])
            told = {m.id: m for m in event.mentions}
            return _compared(item, [self._telling(event, told[key]) for key in item.mentions if key in told], event)
        if item.kind == "identity":
            entity = self.subjects.entity(item.subjects[0])
            return _compared(item, [self._name(entity, key) for key in item.mentions])
        if item.subjects[0].startswith("e-"):
            return _compared(item, [self._event(self.subjects.event(key)) for key in item.subjects])
        return _compared(item, [self._entity(self.subjects.entity(key)) for key in item.subjects])

    def _event(self, event: Event) -> Side:
        shown = sorted(event.mentions, key=lambda m: (-m.confidence, m.id))[:MOST_QUOTES]
        return Side(sentence(event), f"/events/{event.id}", _facts(event), self._told(shown), len(event.mentions) - len(shown))

    def _telling(self, event: Event, told: EventTold) -> Side:
        """One telling, which a record joins with others."""
        row = self._rows([told.doc]).get(told.doc)
        day = f", {say_day(row.day)}" if row and row.day else ""
        return Side(f"{(row.outlet if row else None) or 'An outlet not named'}{day}", f"/events/{event.id}", (), self._told([told]))

    def _told(self, several: Sequence[EventTold]) -> tuple[Quote, ...]:
        rows = self._rows(m.doc for m in several)
        quotes = [_quote(m.doc, m.evidence[0], rows, m.chain, m.made_by, m.confidence) for m in several]
        return tuple(self._within(quote, m.evidence[0]) for quote, m in zip(quotes, several, strict=True))

    def _claim(self, claim: Claim) -> Side:
        shown = claim.mentions[:MOST_QUOTES]
        rows = self._rows(m.doc for m in shown)
        told_by = [m for m in shown if m.content]
        quotes = tuple(self._within(_quote(m.doc, m.content[0], rows, m.chain, m.made_by, m.confidence), m.content[0]) for m in told_by)
        told = claim.mentions[0]
        facts = (("how sure", told.certainty), ("which way", told.polarity), ("form", told.form.replace("_", " ")))
        return Side(claim.proposition, f"/questions/{claim.question}" if claim.question else "", facts, quotes, len(claim.mentions) - len(shown))

    def _entity(self, entity: Entity) -> Side:
        page = self.app.desk.entity(entity.id, Page(1, 40))
        if page is None:
            return Side(entity.name, f"/who/{entity.id}")
        mentions = sorted(page.mentions.items, key=lambda m: (m.form not in {"name", "alias", "acronym"}, m.doc, m.start))[: MOST_QUOTES // 2]
        names = ", ".join(s.text for s in page.spellings[:6])
        facts = (("what it is", entity.type), ("state or body", entity.country or "none"), ("written", names), ("reports", str(page.row.documents)))
        return Side(entity.name, f"/who/{entity.id}", facts, tuple(self._near(m.doc, m.start, m.end) for m in mentions), page.row.mentions - len(mentions))

    def _name(self, entity: Entity, key: str) -> Side:
        """One mention of somebody."""
        start, end = (int(part) for part in key.split("-")[2:4])
        quote = self._near(document_of(key), start, end)
        return Side(quote.hit, f"/who/{entity.id}", (("taken for", entity.name),), (quote,))

    def _near(self, doc: str, start: int, end: int) -> Quote:
        """A name with the words around it."""
        words = Evidence(doc, start, end, self.subjects.document(doc).text[start:end])
        return self._within(_quote(doc, words, self._rows([doc])), words)

    def _within(self, quote: Quote, words: Evidence) -> Quote:
        """The quote with what stands around it, cut at lines."""
        text, start, end = self.subjects.document(words.doc).text, words.start, words.end
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        first, last = max(start - _AROUND, line_start), min(end + _AROUND, line_end if line_end >= 0 else len(text))
        before, after = text[first:start], text[end:last]
        if first > line_start:  # whole words only
            before = "… " + before.partition(" ")[2]
        if last == end + _AROUND:
            after = after.rpartition(" ")[0] + " …"
        return replace(quote, before=before, after=after)

    def _rows(self, docs: Iterable[str]) -> Mapping[str, DocumentRow]:
        return self.app.desk.document_rows(sorted(set(docs)))


def _quote(doc: str, words: Evidence, rows: Mapping[str, DocumentRow], chain: tuple[Link, ...] = (), made_by: str = "", sure: float | None = None) -> Quote:
    row = rows.get(doc)
    href = f"/documents/{doc}#s{words.start}-{words.end}"
    return Quote("", words.text, "", row.outlet if row else None, row.day if row else None, href, chain, made_by, sure)


def _facts(event: Event) -> tuple[tuple[str, str], ...]:
    return (
        ("who", party_words(event.actors) or "nobody named"),
        ("to whom", party_words(event.recipients) or "nobody named"),
        ("act", event.type.lower() + (f", {event.mode}" if event.mode else "")),
        ("told as", event.modality),
        ("when", say_range(event.date)),
        ("where", event.place.name if event.place and event.place.name else "not told"),
    )


def _compared(item: QueueItem, sides: Sequence[Side], event: Event | None = None) -> Card:
    both = [dict(side.facts) for side in sides]
    differ = {name for one in both for name in one if any(other.get(name) != one[name] for other in both)}
    return Card(item, tuple(sides), (), event, None, frozenset(differ))


def one_line(app: App, item: QueueItem) -> str:
    """What an item is about, in a line."""
    subjects = Subjects(app.store)
    try:
        return " / ".join(dict.fromkeys(subjects.called(key) for key in item.subjects))
    except JudgementError:
        return item.id
