"""Yields the date of a matched trigger: the time expression of its own clause, else of a clause that it completes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Timex, Token

_OPEN_END = {"since", "after", "from"}
_BEGIN = {"since", "from"}
_OPEN_START = {"until", "till", "by", "before", "to"}
_DUE = {"by", "until", "till", "before"}
_GROUNDS = {"for", "over"}
_OBJECTS = {"dobj", "nsubjpass"}
_CHARGES = _GROUNDS | {"of"}
_PART_OF = {"of", "behind", "under"}  # `a day of mourning on Sunday`, `was behind the blasts in 2014`, `was put under sanctions in May`
_PARTAKING = {"involve", "implicate", "participate"}
_STRIKING = {"kill", "wound", "injure", "hit", "strike", "destroy", "damage", "tear", "rip", "rock", "shake", "wreck", "gut", "occur", "maim"}
_PHASES = {"begin", "start", "open", "resume", "end", "close", "conclude", "finish", "collapse", "fail", "follow", "come", "happen"}
_DECIDING, _LETTING = {"vote", "agree", "decide", "resolve"}, {"let", "allow", "permit", "have", "see"}
_CARRYING, _CARRIED_BY = {"go", "stand", "put", "bring", "come", "place", "take"}, {"on", "to", "under", "into"}
_CLAUSES = {"ccomp", "advcl", "relcl", "parataxis"}
_SAME_TIME = {"by", "in", "with", "while", "when"}
_NOUN_PASS_UP = {"dobj", "nsubjpass", "attr", "appos", "conj", "compound", "poss", "xcomp", "acl"}
_PASS_UP = {"xcomp", "acl", "dobj", "pobj", "prep", "pcomp", "attr", "oprd", "nsubjpass", "appos", "dative", "conj", "compound", "poss"}


_YEAR, _MONTH = len("2024"), len("2024-05")
_FINDING = {"conclude", "find", "assess", "establish", "determine"}
_LAUNCHING = {"launch", "stage", "begin", "start", "mount", "conduct", "hold", "wage", "carry", "sign", "win", "lose"}
_LIKE_A_NAME = {"nummod", "compound", "amod", "nmod"}
_DEPTH = 6
"""Steps down the parse within which a time expression dates a deed: `holding a national day of mourning on Thursday`."""


@dataclass(frozen=True, slots=True)
class DayWords:
    """announcing: verbs whose day is the day of what they announce; terms: words before a length that make it one by whose end something is due;
    purposes: what a deed is done for, on the deed's day; looking_on: verbs whose object is a deed of another day;
    voiced: in what they look on it.
    """

    announcing: frozenset[str]
    terms: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    looking_on: frozenset[str] = frozenset()
    voiced: frozenset[str] = frozenset()


class Calendar:
    """Time expressions of one document by the tokens that they cover."""

    def __init__(self, annotated: Annotated, words: DayWords) -> None:
        """annotated: parse and times of the document."""
        self.annotated = annotated
        self.words = words
        self._at: dict[int, Timex] = {}
        self._counted: dict[int, Timex] = {}
        self._first: dict[int, int] = {}
        self._days: dict[tuple[int, bool], DateRange] = {}  # every round over the deeds asks again for the same words
        starts = {t.start: t.i for t in annotated.tokens}
        ends = {t.end: t.i for t in annotated.tokens}
        for timex in annotated.times:
            if timex.range is not None and timex.range.known and (timex.type in {"DATE", "TIME"} or timex.type == "DURATION"):
                first, last = starts.get(timex.start), ends.get(timex.end)
                if first is not None and last is not None:
                    clause = self._counted_from(last + 1) if timex.type == "DURATION" else None
                    self._at.update(dict.fromkeys(range(first, last + 1) if clause is None else [], timex))
                    self._first.update({timex.start: first} if clause is None else {})
                    self._counted.update({clause: timex} if clause is not None else {})
        self._timed = {annotated.tokens[i].sentence for i in (*self._at, *self._counted)}

    def of(self, token: Token, begins: bool = False) -> DateRange:
        """The days that the event at a token is dated to; UNKNOWN where nothing near says. begins: `since May` names the day of what begins."""
        if (token.i, begins) not in self._days:
            self._days[token.i, begins] = self._read(token, begins)
        return self._days[token.i, begins]

    def _read(self, token: Token, begins: bool) -> DateRange:
        if token.sentence not in self._timed:
            return UNKNOWN
        listed = self._listed(token)
        if listed.known:
            return listed
        timex = self._when(token) or self._within(token) or self._struck(token)
        if timex is None and (then := self._then(token)) is not None:
            return self._bounded(then, begins=True)
        below = token
        for up in self.annotated.ancestors(token.i):
            passes = below.dep in (_PASS_UP if token.pos == "VERB" else _NOUN_PASS_UP) or self._announced(below, up) or self._along(below)
            passes = passes or (below.dep == "nsubj" and below.i == token.i and up.lemma in _STRIKING) or self._goes_by(token, below, up)
            passes = passes or self._took_part(below, up)
            passes = passes or (below.dep == "pobj" and up.text.lower() in _PART_OF) or (below.dep == "prep" and below.text.lower() in _PART_OF)
            if timex is not None or not passes:
                break
            timex = self._own(up, below)
            if self._told_there(below, up):  # a day behind the deed is its own: `condemned the killing of X on 13 May`
                timex = timex if timex is not None and timex.start > token.start and not self._voiced(token, timex) else None
                break
            below = up
        return self._bounded(timex, begins) if timex is not None and timex.range is not None else UNKNOWN

    def _struck(self, noun: Token) -> Timex | None:
        """`the explosions that wrecked the store in 2014`: what a blow did, it did on its day."""
        clauses = [c for c in self.annotated.children(noun.i) if c.dep == "relcl" and c.lemma in _STRIKING] if noun.pos == "NOUN" else []
        blows = [c for c in clauses if any(k.dep == "nsubj" and k.tag in {"WDT", "WP"} for k in self.annotated.children(c.i))]
        return next((t for c in blows if (t := self._within(c)) is not None), None)

    def _goes_by(self, token: Token, below: Token, up: Token) -> bool:
        """`The trial opened on Monday`, `hours of talks ended`, `went on trial on Monday`, `voted on Monday to let them land`."""
        if token.pos == "VERB":
            to = any(c.tag == "TO" for c in self.annotated.children(below.i))
            return (below.dep == "advcl" and to and up.lemma in _DECIDING) or (below.dep == "ccomp" and below.tag in {"VB", "VBN"} and up.lemma in _LETTING)
        if below.dep == "nsubj" and up.lemma in _PHASES:
            return below.i == token.i or token.head == below.i + 1
        mark, verb = (up, self.annotated.tokens[up.head]) if below.dep == "pobj" else (below, up)
        return below.dep in {"pobj", "prep"} and mark.text.lower() in _CARRIED_BY and verb.lemma in _CARRYING and token.i in {below.i, below.i + 1}

    def _took_part(self, below: Token, up: Token) -> bool:
        """`was involved in the blast in 2014`: the day of the part that somebody had is that of the deed."""
        mark, verb = (up, self.annotated.tokens[up.head]) if below.dep == "pobj" else (below, up)
        return below.dep in {"pobj", "prep"} and mark.text.lower() == "in" and verb.lemma in _PARTAKING and verb.pos == "VERB"

    def _told_there(self, below: Token, up: Token) -> bool:
        """`accused it on Monday of seizing them`, `rejected on Monday the charge that it seized them`: Monday is when that was said."""
        verb = self.annotated.tokens[up.head]
        if below.dep == "pcomp" and up.text.lower() in _CHARGES and up.dep == "prep" and verb.pos == "VERB":
            return True
        if below.dep in _OBJECTS and below.pos == "NOUN" and up.lemma in self.words.looking_on:
            return True  # `condemned the raid on Monday`
        return below.dep == "acl" and any(c.dep in {"nsubj", "nsubjpass"} for c in self.annotated.children(below.i))

    def _voiced(self, deed: Token, timex: Timex) -> bool:
        """`condemned the raid in a statement on Monday`: the day of the statement."""
        first = self._first.get(timex.start, deed.i)
        return any(t.dep == "pobj" and t.lemma in self.words.voiced for t in self.annotated.tokens[deed.i + 1 : first])

    def _counted_from(self, i: int) -> int | None:
        """`closed it a day after Estavia expelled two`: parsers hang the length on the second deed; it dates the first, whose token this is."""
        mark = self.annotated.tokens[i] if i < len(self.annotated.tokens) else None
        return self.annotated.tokens[mark.head].head if mark is not None and mark.dep == "mark" else None

    def _along(self, verb: Token) -> bool:
        """`sent a note on Monday, ending the talks`: a participle without subject or conjunction goes with its main verb."""
        if verb.dep != "advcl" or verb.tag not in {"VBG", "VBN"}:
            return False
        below = self.annotated.children(verb.i)
        below += tuple(k for c in below if c.dep == "auxpass" for k in self.annotated.children(c.i))  # where parsers hang `after the report is`
        return not any(c.dep in {"nsubj", "nsubjpass", "mark", "aux"} for c in below)

    def _announced(self, below: Token, up: Token) -> bool:
        """`said on Tuesday that it was expelling them`: of that day, unless the deed lies before (`had expelled`)."""
        if below.dep == "ccomp" and up.lemma in _FINDING:
            found = self._own(up, below)  # `concluded in 2021 that Norland spied on it`
            return found is not None and found.range is not None and len(found.range.start or "") == 4
        if below.dep != "ccomp" or up.lemma not in self.words.announcing:
            return False
        return not any(c.dep in {"aux", "auxpass"} and c.text.lower() in {"had", "'d", "did"} for c in self.annotated.children(below.i))

    def _bounded(self, timex: Timex, begins: bool) -> DateRange:
        """`since May` is open at the end, `until May` at the start; a preposition before the words says so."""
        first = self._first.get(timex.start)
        days = timex.range or UNKNOWN
        before = self.annotated.tokens[first - 1].text.lower() if first else ""
        if timex.type == "DURATION" and before in self.words.terms:
            return DateRange(None, days.end)  # `within a year of the accident`: by then
        if before in _OPEN_END and days.end == days.start:
            return days if begins and before in _BEGIN else DateRange(days.start, None)
        return DateRange(None, days.end) if before in _OPEN_START else days

    def _within(self, token: Token) -> Timex | None:
        """The nearest time expression that hangs on the token, not inside a clause of its own."""
        level = [token.i]
        for _ in range(_DEPTH):
            for i in sorted(level, key=lambda k: abs(k - token.i)):
                if i in self._at and not self._due(token, i):
                    return self._at[i]
            level = [c.i for i in level for c in self.annotated.children(i) if self._same_clause(token, c)]
        return self._counted.get(token.i)

    def _when(self, verb: Token) -> Timex | None:
        """`since October, when Norland expelled him`: the time right before `when` is the clause's."""
        mark = next((c for c in self.annotated.children(verb.i) if c.dep == "advmod" and c.text.lower() == "when"), None) if verb.pos == "VERB" else None
        if mark is None or mark.i < 2:
            return None
        before = self.annotated.tokens[mark.i - 1]
        timex = self._at.get(before.i - (before.text == ","))
        if timex is None or timex.range is None or timex.type not in {"DATE", "TIME"}:
            return None
        return replace(timex, start=-1)  # no preposition before it bounds the clause's day

    def _then(self, verb: Token) -> Timex | None:
        """`it began on 3 May when it expelled them`; `it was in May that it expelled them`; `ties worsened last month after it expelled them`."""
        marks = {c.text.lower() for c in self.annotated.children(verb.i) if c.dep in {"advmod", "mark"}}
        up = self.annotated.tokens[verb.head]
        if verb.dep == "advcl" and "when" in marks:
            return self._own(up, verb)
        if verb.dep in {"ccomp", "relcl"} and up.lemma == "be" and up.dep == "ROOT" and self._is_it(up):
            return self._own(up, verb)
        if verb.dep == "advcl" and "after" in marks and up.dep == "ROOT" and not self._some_time_after(verb):
            timex = self._own(up, verb)
            return timex if timex is not None and timex.range is not None and len(timex.range.start or "") in {_YEAR, _MONTH} else None
        return None

    def _some_time_after(self, verb: Token) -> bool:
        """`signed it in March, 17 days after it shot them down`: the length of time says that the month may be another."""
        return any(c.dep == "npadvmod" and c.pos == "NOUN" for c in self.annotated.children(verb.i))

    def _is_it(self, verb: Token) -> bool:
        return any(c.dep in {"nsubj", "expl"} and c.text.lower() == "it" for c in self.annotated.children(verb.i))

    def _due(self, token: Token, i: int) -> bool:
        """`told her to leave by 13 May`: the day by which she must, not that on which she was told."""
        link = self.annotated.tokens[max(self._first.get(self._at[i].start, 1) - 1, 0)]
        return link.text.lower() in _DUE and link.dep == "prep" and link.head != token.i and self.annotated.tokens[link.head].pos == "VERB"

    def _listed(self, noun: Token) -> DateRange:
        """`several agreements, including one on trade (1992) and one on fish (1998)`: from the first to the last."""
        lists = [c for c in self.annotated.children(noun.i) if c.dep == "prep" and c.text.lower() == "including"] if noun.tag == "NNS" else []
        ranges = [t.range for c in lists for k in self.annotated.subtree(c.i) if (t := self._at.get(k.i)) is not None and t.range is not None]
        starts, ends = [r.start for r in ranges if r.start], [r.end for r in ranges if r.end]
        return DateRange(min(starts), max(ends)) if starts and ends else UNKNOWN

    def _same_clause(self, token: Token, child: Token) -> bool:
        if child.dep in _CLAUSES or self._of_ground(token, child):
            return False
        if (
            child.dep == "pobj"
            and self.annotated.tokens[child.head].text.lower() in _GROUNDS
            and child.i not in self._at
            and child.lemma not in self.words.purposes
        ):
            return False  # `blamed it for the raid in May`: May is when the raid was
        if child.i in self._at and child.head != token.i and child.dep in _LIKE_A_NAME and self._year_of_thing(child):
            return False  # `ended its 2024-2029 programme`
        if child.dep == "pcomp" and self.annotated.tokens[child.head].text.lower() not in _SAME_TIME:
            return False  # `after being barred in May, he left`: May is when he was barred
        return not (child.dep == "conj" and child.pos in {"VERB", "AUX"}) and not (child.dep == "acl" and child.head != token.i)

    def _of_ground(self, verb: Token, preposition: Token) -> bool:
        """`blamed it for the blast in 2014`, however the parser hangs it: a year or month behind the ground is the ground's."""
        if verb.pos != "VERB" or preposition.dep != "prep" or preposition.head != verb.i:
            return False
        times = [self._at[c.i] for c in self.annotated.children(preposition.i) if c.i in self._at]
        before = [c for c in self.annotated.children(verb.i) if verb.i < c.i < preposition.i and c.dep == "prep" and c.text.lower() in _GROUNDS]
        lengths = {len(t.range.start or "") for t in times if t.range is not None}
        return bool(before) and bool(lengths) and max(lengths) < 10

    def _year_of_thing(self, child: Token) -> bool:
        """Does a bare year stand before a noun that is no part of a date, and no deed that light verbs carry (`launched its 2014 invasion`)?"""
        noun = self.annotated.tokens[child.head]
        light = noun.dep == "dobj" and self.annotated.tokens[noun.head].lemma in _LAUNCHING
        return len(child.text) == 4 and child.text.isdigit() and noun.i > child.i and noun.i not in self._at and noun.pos == "NOUN" and not light

    def _own(self, up: Token, below: Token) -> Timex | None:
        """A time expression that hangs directly on a governing word, before or after."""
        for child in self.annotated.children(up.i):
            if child.i == below.i or child.dep in _CLAUSES:
                continue
            if child.dep == "conj" and child.pos in {"VERB", "AUX"}:
                continue
            forced = child.dep == "xcomp" and below.dep == "conj" and child.i < below.i  # `forced it to land on Sunday and arrested him`
            grown = [k for c in self.annotated.children(child.i) for k in self.annotated.children(c.i)] if forced else []
            for token in (child, *self.annotated.children(child.i), *grown):
                if token.i in self._at and token.dep not in {"poss"}:
                    return self._at[token.i]
        return None
