"""Yields the date of a matched trigger: the time expression of its own clause, else of a clause that it completes."""

from __future__ import annotations

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Timex, Token

_OPEN_END = {"since", "after", "from"}
_OPEN_START = {"until", "till", "by", "before", "to"}
_CLAUSES = {"ccomp", "advcl", "relcl", "parataxis"}
_NOUN_PASS_UP = {"dobj", "nsubjpass", "attr", "appos", "conj", "compound", "poss", "xcomp", "acl"}
_PASS_UP = {"xcomp", "acl", "dobj", "pobj", "prep", "pcomp", "attr", "oprd", "nsubjpass", "appos", "dative", "conj", "compound", "poss"}


class Calendar:
    """Time expressions of one document by the tokens that they cover."""

    def __init__(self, annotated: Annotated, announcing: frozenset[str]) -> None:
        """annotated: parse and times of the document; announcing: verbs whose day is the day of what they announce."""
        self.annotated = annotated
        self.announcing = announcing
        self._at: dict[int, Timex] = {}
        starts = {t.start: t.i for t in annotated.tokens}
        ends = {t.end: t.i for t in annotated.tokens}
        for timex in annotated.times:
            if timex.range is not None and timex.type in {"DATE", "TIME"} and timex.range.known:
                first, last = starts.get(timex.start), ends.get(timex.end)
                if first is not None and last is not None:
                    self._at.update(dict.fromkeys(range(first, last + 1), timex))

    def of(self, token: Token) -> DateRange:
        """The days that the event at a token is dated to; UNKNOWN where nothing near says."""
        timex = self._within(token)
        below = token
        for up in self.annotated.ancestors(token.i):
            passes = below.dep in (_PASS_UP if token.pos == "VERB" else _NOUN_PASS_UP) or self._announced(below, up) or self._along(below)
            if timex is not None or not passes:
                break
            timex = self._own(up, below)
            below = up
        return self._bounded(timex) if timex is not None and timex.range is not None else UNKNOWN

    def _along(self, verb: Token) -> bool:
        """`sent a note on Monday, ending the talks`: a participle without subject or conjunction goes with its main verb."""
        if verb.dep != "advcl" or verb.tag not in {"VBG", "VBN"}:
            return False
        return not any(c.dep in {"nsubj", "nsubjpass", "mark", "aux"} for c in self.annotated.children(verb.i))

    def _announced(self, below: Token, up: Token) -> bool:
        """`said on Tuesday that it was expelling them`: of that day, unless the deed lies before (`had expelled`)."""
        if below.dep != "ccomp" or up.lemma not in self.announcing:
            return False
        return not any(c.dep in {"aux", "auxpass"} and c.text.lower() in {"had", "'d", "did"} for c in self.annotated.children(below.i))

    def _bounded(self, timex: Timex) -> DateRange:
        """`since May` is open at the end, `until May` at the start; a preposition before the words says so."""
        first = next((i for i in sorted(self._at) if self._at[i] is timex), None)
        days = timex.range or UNKNOWN
        before = self.annotated.tokens[first - 1].text.lower() if first else ""
        if before in _OPEN_END and days.end == days.start:
            return DateRange(days.start, None)
        return DateRange(None, days.end) if before in _OPEN_START else days

    def _within(self, token: Token) -> Timex | None:
        """The nearest time expression that hangs on the token, not inside a clause of its own."""
        level = [token.i]
        for _ in range(5):
            for i in sorted(level, key=lambda k: abs(k - token.i)):
                if i in self._at:
                    return self._at[i]
            level = [c.i for i in level for c in self.annotated.children(i) if self._same_clause(token, c)]
        return None

    def _same_clause(self, token: Token, child: Token) -> bool:
        if child.dep in _CLAUSES:
            return False
        return not (child.dep == "conj" and child.pos in {"VERB", "AUX"}) and not (child.dep == "acl" and child.head != token.i)

    def _own(self, up: Token, below: Token) -> Timex | None:
        """A time expression that hangs directly on a governing word, before or after."""
        for child in self.annotated.children(up.i):
            if child.i == below.i or child.dep in _CLAUSES:
                continue
            if child.dep == "conj" and child.pos in {"VERB", "AUX"}:
                continue
            for token in (child, *self.annotated.children(child.i)):
                if token.i in self._at and token.dep not in {"poss"}:
                    return self._at[token.i]
        return None
