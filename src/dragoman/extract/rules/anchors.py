"""Yields what a time is counted from, where that is no date but a happening: `the day the plane crashed`, `within one year of the accident`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.core.dates import UNKNOWN, DateRange, add_months, on
from dragoman.core.documents import Annotated, Span, Timex, Token
from dragoman.extract.rules.happenings import Happenings
from dragoman.extract.rules.spans import times_over

AFTER, BEFORE, DURING = "after", "before", "during"
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_SUBORDINATE = {"advcl", "relcl", "acl", "pcomp"}
_HOSTED = {"xcomp", "pcomp", "prep", "conj"}
_HIGHEST = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A relation (after, before, during) and the token that tells what it is to; `lasting` where that goes on (`during the invasion`)."""

    relation: str
    token: Token
    lasting: bool = False


class AnchorReader:
    """Reads anchors in the parse of one document; words: the `anchoring` of languages/xx/time.yaml."""

    def __init__(self, annotated: Annotated, happenings: Happenings) -> None:
        """happenings: those of the same document."""
        self.annotated = annotated
        self.happenings = happenings
        language = happenings.codebook.language
        self.relations = {w: r for r in (AFTER, BEFORE, DURING) for w in language.words("time", f"anchor_{r}")}
        self.phrases = tuple(f"{phrase} " for phrase in language.words("links", "phrases"))
        self.edges, self.lasting = language.words("time", "anchor_edges"), language.words("time", "anchor_lasting")

    def of_deed(self, trigger: Token) -> Iterator[Anchor]:
        """Anchors of the clause of a deed, nearest first: `after the vote, …`, `… since the invasion began`."""
        above = {trigger.i, *(up.i for up in self.annotated.ancestors(trigger.i))}
        for host in self._hosts(trigger):
            for child in self.annotated.children(host.i):
                if child.i in above or self._counted(child):
                    continue
                if child.dep == "prep" and self._causes(child):
                    yield from self._cause(child)
                elif child.dep == "prep" and child.text.lower() in self.relations:
                    yield from self._behind(child, self.relations[child.text.lower()])
                elif child.dep == "advcl":
                    relation = self._opening(child)
                    if relation:
                        yield Anchor(relation, child)
                elif child.dep in {"dobj", "pobj", "prep"} and child.i not in self.happenings.at:
                    yield from self._trailing(child)
            if host.dep == "advcl" and self._opening(host) == DURING:  # `when A attacked, B shot back`: each is of the other's day
                main = self.annotated.tokens[host.head]
                yield from (Anchor(DURING, t) for t in (main, *self.annotated.children(main.i)) if t is main or (t.dep in {"conj", "acomp"}))

    def _causes(self, child: Token) -> bool:
        """Does `due to`, `in response to` or the like begin here?"""
        words = " ".join(t.text.lower() for t in self.annotated.subtree(child.i)[:3]) + " "
        return words.startswith(self.phrases)

    def _cause(self, preposition: Token) -> Iterator[Anchor]:
        """What was answered comes first: the noun behind the last preposition of `in response to`."""
        for child in self.annotated.children(preposition.i):
            if child.dep == "prep" or (child.dep == "pcomp" and child.pos == "ADP"):
                yield from self._cause(child)
            elif child.dep in {"pobj", "pcomp"}:
                deeper = [c for c in self.annotated.children(child.i) if c.dep == "prep" and c.i == child.i + 1 and preposition.text.lower() == "in"]
                yield from self._cause(deeper[0]) if deeper else iter([Anchor(AFTER, child)])

    def _trailing(self, child: Token) -> Iterator[Anchor]:
        """`gave them aid during the war`, `barred him from entering due to his remarks`: what parsers hang on the last word."""
        below = [child] if child.dep != "prep" else [c for c in self.annotated.children(child.i) if c.dep in {"pobj", "pcomp"}]
        for token in below:
            for prep in self.annotated.children(token.i) if token.i not in self.happenings.at else ():
                if prep.dep == "prep" and self._causes(prep):
                    yield from self._cause(prep)
                elif prep.dep == "prep" and prep.text.lower() in self.relations and not self._counted(prep):
                    yield from self._behind(prep, self.relations[prep.text.lower()])

    def _counted(self, child: Token) -> bool:
        """Does a length stand with it (`two days after the vote`)? That is read as a time expression."""
        below = [child, *(c for c in self.annotated.children(child.i) if c.i < child.i)]
        return any(length.start <= t.start < length.end for t in below for length in times_over(self.annotated, t.start, t.end) if length.type == "DURATION")

    def _opening(self, clause: Token) -> str | None:
        below = self.annotated.children(clause.i)
        below += tuple(k for c in below if c.dep == "auxpass" for k in self.annotated.children(c.i))
        marks = [c for c in below if c.i < clause.i and c.dep in {"mark", "advmod"}]
        return next((self.relations[m.text.lower()] for m in marks if m.text.lower() in self.relations), None)

    def _hosts(self, trigger: Token) -> list[Token]:
        """The trigger and the verbs that it completes, as long as these tell no deed of their own."""
        hosts, below = [trigger], trigger
        for up in self.annotated.ancestors(trigger.i):
            light = below.dep == "dobj" and trigger.pos == "NOUN" and up.i not in self.happenings.at
            if (below.dep not in _HOSTED and not light) or len(hosts) > _HIGHEST:
                break
            if up.pos in {"VERB", "AUX"}:
                if up.i in self.happenings.at and below.dep != "conj":
                    break
                hosts.append(up)
            below = up
        return hosts

    def _behind(self, preposition: Token, relation: str) -> Iterator[Anchor]:
        """What stands behind a preposition, `the date of …` and `the beginning of …` passed by."""
        for child in self.annotated.children(preposition.i):
            if child.dep == "pcomp":
                yield Anchor(relation, child)
            elif child.dep == "pobj":
                noun = self._inside(child)
                yield Anchor(relation, noun, relation == DURING and noun.lemma in self.lasting)

    def _inside(self, noun: Token) -> Token:
        """`the date of the accident`, `the day the plane crashed`, `the start of the war`: what the day or edge is of."""
        if noun.lemma not in self.edges:
            return noun
        for child in self.annotated.children(noun.i):
            if child.dep in {"relcl", "acl"}:
                return child
            if child.dep == "prep" and child.text.lower() == "of":
                return next((c for c in self.annotated.children(child.i) if c.dep == "pobj"), noun)
        return noun

    def of_time(self, timex: Timex) -> Anchor | None:
        """What a time expression is counted from: the clause or noun that follows it, and whether it lies after, before or on that day."""
        last = self.annotated.within([Span(timex.start, timex.end)])
        if not last or last[-1].i + 1 >= len(self.annotated.tokens):
            return None
        word, link = last[-1], self.annotated.tokens[last[-1].i + 1]
        relation = self.relations.get(link.text.lower()) or (AFTER if link.text.lower() in {"from", "of"} else None)
        if link.dep == "mark" and relation:
            return Anchor(relation, self.annotated.tokens[link.head])
        if link.dep == "prep" and relation:
            return next(self._behind(link, DURING if link.text.lower() == "of" and timex.type == "DATE" else relation), None)
        inside = next((c for c in self.annotated.children(word.i) if c.dep in {"relcl", "acl"}), None)
        return Anchor(DURING, inside) if inside is not None and timex.type == "DATE" else None


def anchored_times(annotated: Annotated, reader: AnchorReader, within: frozenset[str]) -> tuple[Timex, ...]:
    """The time expressions of a document; those that are counted from a happening that it dates get their days, a date its value too.

    within: words before a length that make it a term (`within`).
    """
    done = []
    for timex in annotated.times:
        open_date = timex.type in {"DATE", "TIME"} and timex.value is None
        length = _LENGTH.fullmatch(timex.value or "") if timex.type == "DURATION" and timex.range is None else None
        anchor = reader.of_time(timex) if open_date or length else None
        days = reader.happenings.day_of(anchor.token) if anchor is not None else UNKNOWN
        if anchor is not None and days.start is not None and days.end is not None:
            timex = _resolved(timex, anchor, days, length, _word_before(annotated, timex) in within)
        done.append(timex)
    return tuple(done)


def counted_back(annotated: Annotated, reader: AnchorReader) -> dict[str, DateRange]:
    """{event mention: its day} for `closed it on 8 June, two days after the inquiry found …`: the dated deed and the days between date the other one."""
    found = {}
    for timex in annotated.times:
        length = _LENGTH.fullmatch(timex.value or "") if timex.type == "DURATION" and timex.range is None else None
        anchor = reader.of_time(timex) if length and length.group(2) == "D" else None
        mention = reader.happenings.at.get(anchor.token.i) if anchor else None
        if anchor is None or length is None or mention is None or mention.date.known or anchor.relation == DURING or anchor.token.dep != "advcl":
            continue
        told = reader.happenings.day_of(annotated.tokens[anchor.token.head])
        if told.start is not None and told.start == told.end and len(told.start) == 10:
            step = int(length.group(1)) * (1 if anchor.relation == BEFORE else -1)
            found[mention.id] = on((dt.date.fromisoformat(told.start) + dt.timedelta(step)).isoformat())
    return found


def _word_before(annotated: Annotated, timex: Timex) -> str:
    first = annotated.within([Span(timex.start, timex.end)])
    return annotated.tokens[first[0].i - 1].text.lower() if first and first[0].i else ""


def _resolved(timex: Timex, anchor: Anchor, days: DateRange, length: re.Match[str] | None, term: bool) -> Timex:
    words = timex.anchor or anchor.token.text
    if length is None:
        step = {AFTER: 1, BEFORE: -1}.get(anchor.relation, 0)
        day = days.start if days.start == days.end else None
        if step and (day is None or len(day) != 10):
            return timex
        moved = on((dt.date.fromisoformat(day) + dt.timedelta(step)).isoformat()) if day and step else days
        return replace(timex, value=moved.start if moved.start == moved.end else None, anchor=words, range=moved)
    if days.start != days.end or len(days.start or "") != 10 or anchor.relation == DURING:
        return timex
    start = dt.date.fromisoformat(days.start or "")
    number, unit = int(length.group(1)) * (-1 if anchor.relation == BEFORE else 1), length.group(2)
    if number > 10_000:
        return timex
    due = add_months(start, number * {"M": 1, "Y": 12}[unit]) if unit in "MY" else start + dt.timedelta(number * (7 if unit == "W" else 1))
    if due is None:
        return timex
    span = DateRange(days.start, due.isoformat()) if term else _as_exact_as(due, unit)
    return replace(timex, anchor=words, range=span)


def _as_exact_as(day: dt.date, unit: str) -> DateRange:
    """`two years after` names a year, `three days after` a day; a week and its days are told alike."""
    iso = day.isoformat()
    return on({"Y": iso[:4], "M": iso[:7]}.get(unit, iso))
