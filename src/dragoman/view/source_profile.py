"""Yields the page of one source: who quotes it, on what, in which link of the chain, what others tell before and after, and what reports say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.core.records import Entity
from dragoman.view.counting import count
from dragoman.view.letters import letters_of
from dragoman.view.outcome_table import outcome_table, say_days
from dragoman.view.outcomes import Comparison, Outcome, Outcomes
from dragoman.view.page import Block, Bullets, Item, Line, Page, Paragraph, Section, Table, emph, plain, sections, strong
from dragoman.view.people import about
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.said_of import DESCRIBED, LEANING, Descriptions
from dragoman.view.source_subjects import acts_of, dyads_of, questions_of
from dragoman.view.source_table import reports_section
from dragoman.view.source_words import NO_VERDICT, say_kind, say_others, say_outcomes, say_places, say_said, say_standing, say_sureties
from dragoman.view.sources import Outlet, Source, Sources, Telling, find_source, list_sources
from dragoman.view.surety import say_doubt
from dragoman.view.version_table import say_wording
from dragoman.view.versions import say_value

MOST_STATEMENTS = 40
_MOST = 12
_FEW = 3


def source_page(record: Record, name: str) -> Page:
    """The profile of whoever bears a name or description: as one who is quoted, and as an outlet; NotFoundError with near names where nobody does."""
    found = list_sources(record)
    source, outlet = find_source(found, name)
    letters = letters_of(record.documents)
    maker = _Maker(found, letters, Quoter(letters), Comparison(found))
    parts = [*(maker.quoted(source) if source else ()), *(maker.publisher(outlet) if outlet else ())]
    parts.append(maker.said(source or (outlet.own if outlet else None)))
    shown = {t.told.doc for s in (source, outlet.own if outlet else None) if s for t in s.tellings} | {q.doc for q in maker.quoter.quotes()}
    parts.append(reports_section(record, shown, letters))
    head = source.name if source else outlet.name if outlet else name
    return Page(head, plain(maker.head(source, outlet)), sections(*parts), maker.quoter.quotes())


class _Maker:
    """Builds the sections of one page."""

    def __init__(self, found: Sources, letters: Mapping[str, str], quoter: Quoter, comparison: Comparison) -> None:
        self.found, self.record, self.letters, self.quoter, self.comparison = found, found.record, letters, quoter, comparison
        self.described = Descriptions(found.record)

    def head(self, source: Source | None, outlet: Outlet | None) -> str:
        """Kind, office, how often quoted, by how many, between which days."""
        parts = [say_kind(source), say_standing(self.record, source)] if source else []
        if source:
            outlets = len({t.outlet for t in source.tellings})
            parts.append(f"{count(len(source.statements), 'statement')} in {count(source.origins, 'report')} of {count(outlets, 'outlet')}")
            others = [words for words in source.called if words != source.name]
            parts.append(f"called {', '.join(others[:_MOST])}" if others else "")
            parts.append(self._days(t.told.doc for t in source.tellings))
        if outlet:
            parts.append(f"outlet of {count(len(outlet.documents), 'report')}, {self._days(outlet.documents)}".rstrip(", "))
        return " · ".join(dict.fromkeys(filter(None, parts)))

    def _days(self, documents: Iterable[str]) -> str:
        days = sorted({d.published.day for doc in documents if (d := self.record.document.get(doc)) and d.published})
        return say_days(days)

    # ------------------------------------------------------------ as one who is quoted
    def quoted(self, source: Source) -> list[Section | None]:
        """Sections on what it is quoted with."""
        outcomes = self.comparison.outcomes(source)
        return [self._by_outlet(source), self._on_what(source), self._statements(source), *self._fates(outcomes), self._beneath(source)]

    def _by_outlet(self, source: Source) -> Section:
        rows = []
        counts = Counter(t.outlet for t in source.statements)
        for key in sorted(counts, key=lambda k: (-counts[k], self.found.name_of(k))):
            mine = Source(source.key, source.name, source.kind, (), (), (), tuple(t for t in source.tellings if t.outlet == key))
            days, reports = self._days(t.told.doc for t in mine.tellings), len({t.told.doc for t in mine.tellings})
            cells = (str(len(mine.statements)), str(reports), days, say_places(self.found, mine.statements), say_sureties(mine))
            rows.append((strong(self.found.name_of(key)), *(plain(cell) for cell in cells)))
        return Section("Who quotes it", (Table(("outlet", "statements", "reports", "when", "link of the chain", "how sure"), tuple(rows)),))

    def _on_what(self, source: Source) -> Section | None:
        items = []
        answered = questions_of(self.found, source)
        if answered:
            below = [(*emph(say_wording(self.record, q)), *plain(f" {_few(answers)}")) for q, answers in answered[:_MOST]]
            items.append(Item(strong(f"Answers {count(len(answered), 'question')}"), tuple(below)))
        acts = acts_of(self.found, source)
        types = Counter((event.type, event.modality) for event in acts)
        words = [f"{kind}{'' if modality == 'done' else f', {modality}'} {n}" for (kind, modality), n in sorted(types.items(), key=lambda r: (-r[1], r[0]))]
        items += [Item((*strong(f"{count(len(acts), 'act')}: "), *plain("; ".join(words[:_MOST]))))] if acts else []
        names = {e.country: e.name for e in self.record.resolved.entities if e.type == "state" and e.country}
        pairs = [f"{names.get(a, a)} → {names.get(b, b)} {n}" for (a, b), n in sorted(dyads_of(acts).items(), key=lambda r: (-r[1], r[0]))]
        items += [Item((*strong("Between "), *plain("; ".join(pairs[:_MOST]))))] if pairs else []
        ids = {event.id for event in acts}
        stories = dict.fromkeys(s.name for s in self.record.resolved.stories if s.level == "happening" and ids & set(s.events))
        items += [Item((*strong("Happenings: "), *plain("; ".join(list(stories)[:_MOST]))))] if stories else []
        return Section("On what", (Bullets(tuple(items)),)) if items else None

    def _statements(self, source: Source) -> Section:
        shown = source.statements[:MOST_STATEMENTS]
        items = [Item(self._statement(source, t)) for t in shown]
        left = len(source.statements) - len(shown)
        more: tuple[Block, ...] = (Paragraph(plain(f"and {left} more: --json has them all")),) if left else ()
        return Section("What it is quoted with", (Bullets(tuple(items)), *more))

    def _statement(self, source: Source, t: Telling) -> Line:
        how = (self.letters[t.told.doc], say_others(self.found, source, t.told), say_doubt(t.told.certainty, t.told.polarity))
        return (*plain(t.claim.proposition.rstrip(".")), *emph(f" ({', '.join(filter(None, how))})"), *self.quoter.cite_claim(t.told))

    # ------------------------------------------------------------ what others tell
    def _fates(self, outcomes: Outcomes) -> list[Section | None]:
        shown = [o for o in outcomes.outcomes if o.relation != "compatible"]
        later = [o for o in shown if o.whose == "other" and o.when == "later"]
        beside = [o for o in shown if o.whose == "other" and o.when != "later"]
        again = [o for o in shown if o.whose != "other" and o.when != "same_report"]
        summary = Paragraph(
            plain(f"{say_outcomes(outcomes).capitalize()}." if later or outcomes.untold or outcomes.last else "No later report speaks to what it says.")
        )
        blocks: tuple[Block, ...] = (summary, *self._table(later), Paragraph(emph(NO_VERDICT)))
        return [
            Section("What others tell in later reports", blocks),
            Section("What others tell in the same report, on the same day or before", self._table(beside)) if beside else None,
            Section("Told again on its own word", self._table(again)) if again else None,
        ]

    def _table(self, outcomes: Sequence[Outcome]) -> tuple[Block, ...]:
        return outcome_table(self.record, outcomes, self.quoter, self.letters)

    # ------------------------------------------------------------ whom it stands for, what is said of it
    def _beneath(self, source: Source) -> Section | None:
        """Those who are placed in it or hold an office in it."""
        mine = {self.record.entity[e].name for e in source.entities} | {source.name}
        found = [s for s in self.found.sources if s.key != source.key and mine & set(s.under)]
        items = [Item((*strong(s.name), *plain(f", {say_standing(self.record, s) or say_kind(s)}: {count(len(s.statements), 'statement')}"))) for s in found]
        return Section("Who speaks for it or is placed in it", (Bullets(tuple(items)),)) if items else None

    def said(self, source: Source | None) -> Section | None:
        """Descriptions in the words of the reports, then offices, listings and facts."""
        if source is None:
            return None
        described = [say_said(said, self.letters, self.quoter) for said in self.described.of(source.entities) if said.evidence.doc in self.letters]
        told: list[Line] = []
        for entity in (self.record.entity[e] for e in source.entities):
            told += about(_undescribed(entity), self.quoter, self.letters)
        lines = [*described, *told]
        words = emph("Words of the reports, or of those whom they quote; Dragoman rates nobody.")
        return Section("What reports say of it", (Bullets(tuple(Item(line) for line in lines)), Paragraph(words))) if lines else None

    # ------------------------------------------------------------ as an outlet
    def publisher(self, outlet: Outlet) -> list[Section | None]:
        """Sections on what an outlet says itself and whom it quotes."""
        rows = []
        for key, n in outlet.quotes:
            source = self.found.source[key]
            mine = Source(key, source.name, source.kind, (), (), (), tuple(t for t in source.tellings if t.outlet == outlet.key))
            who = (*strong(source.name), *plain(f", {say_standing(self.record, source) or say_kind(source)}"))
            rows.append((who, plain(str(n)), plain(say_places(self.found, mine.statements)), plain(say_sureties(mine))))
        table = Table(("source", "statements", "link of the chain", "how sure"), tuple(rows))
        own = self.comparison.outcomes(outlet.own)
        words = [f"{count(len(outlet.own.statements), 'statement')} in its own words", say_sureties(outlet.own), say_outcomes(own)]
        return [
            Section("Whom it quotes", (table,)) if rows else None,
            Section("What it says itself", (Paragraph(plain(f"{' · '.join(filter(None, words))}.")), *self._table([o for o in own.outcomes if _counts(o)]))),
        ]


def _counts(outcome: Outcome) -> bool:
    return outcome.whose == "other" and outcome.when == "later" and outcome.relation != "compatible"


def _undescribed(entity: Entity) -> Entity:
    """Without what is shown as descriptions."""
    facts = tuple(fact for fact in entity.facts if fact.attribute != DESCRIBED)
    return replace(entity, facts=facts, relations=tuple(r for r in entity.relations if r.kind != LEANING))


def _few(answers: Sequence[str]) -> str:
    """The first answers, and how many more."""
    words = "; ".join(say_value(answer) for answer in answers[:_FEW])
    return f"{words}; and {len(answers) - _FEW} more" if len(answers) > _FEW else words
