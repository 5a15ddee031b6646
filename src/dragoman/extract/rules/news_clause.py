"""Yields Clause: how the sentence of a deed tells it, as what happens now or as what lies behind: the tense and the words that it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.dating import Calendar
from dragoman.extract.rules.spans import times_over

_PRESENT = frozenset({"VBZ", "VBP"})
_HIGHEST = 8
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Clause:
    """deed: the verb that tells it; main: that of the sentence; saying: the verb of whoever says so, None where the outlet tells it.

    now: told in the present or as what is to come; perfect: `has done`.
    """

    deed: Token
    main: Token
    saying: Token | None
    now: bool
    perfect: bool


class ClauseReader:
    """Reads the clauses of one document."""

    def __init__(self, annotated: Annotated, calendar: Calendar, codebook: Codebook) -> None:
        """annotated, calendar: of the document; codebook: verbs of saying, and words that put a deed before the news."""
        words = codebook.language.words
        self.annotated, self.calendar = annotated, calendar
        self.saying = words("modality", "plain_speech") | words("modality", "announcing") | words("modality", "planning")
        self.carrying = words("modality", "carrying") | words("modality", "demanding") | words("modality", "authoring")
        self.earlier = words("time", "news_earlier")

    def of(self, trigger: Token) -> Clause | None:
        """The clause of a deed; None where it lies behind the news (`had closed`, `after closing`) or only names something."""
        deed = self._verb(trigger)
        if deed is None:
            return None
        verb, saying, now, perfect = deed, None, False, False
        for _ in range(_HIGHEST):
            auxiliaries = self._auxiliaries(verb)
            if auxiliaries & {"had", "'d"} or self._set_back(verb):
                return None
            if saying is None:
                now = now or verb.tag in _PRESENT or bool(auxiliaries & {"is", "are", "will", "'s", "'re", "wo", "would"})
                now = now or (verb.tag == "VBG" and verb.dep == "ccomp" and bool(auxiliaries & {"was", "were"}))  # `said it was moving them`
                perfect = perfect or bool(auxiliaries & {"has", "have", "'ve"})
            if verb.dep == "ROOT" or verb.head == verb.i:
                return Clause(deed, verb, saying, now and not perfect, perfect)
            up = self.annotated.tokens[verb.head]
            if verb.dep == "pcomp" and up.text.lower() == "by":
                verb = self.annotated.tokens[up.head]  # `retaliated by expelling them`
                if verb.pos not in _VERBS:
                    return None
                continue
            if not self._goes_with(verb, up):
                return None
            saying = up if verb.dep == "ccomp" and up.lemma in self.saying and saying is None else saying
            verb = up
        return None

    def _verb(self, trigger: Token) -> Token | None:
        """The verb of a deed; of one told by a noun the light verb that governs it."""
        if trigger.pos in _VERBS:
            return trigger
        head = self.annotated.tokens[trigger.head]
        if trigger.dep == "pobj" and head.text.lower() == "of":  # `issued a list of demands`
            trigger = self.annotated.tokens[head.head]
            head = self.annotated.tokens[trigger.head]
        if trigger.pos == "ADJ" or (trigger.dep in {"attr", "acomp"} and head.pos in _VERBS):
            return head if head.pos in _VERBS else None
        return head if trigger.dep in {"dobj", "nsubjpass"} and head.pos == "VERB" and head.lemma in self.carrying else None

    def _goes_with(self, verb: Token, up: Token) -> bool:
        """Is a verb told on one line with the one that it hangs on?"""
        if up.pos not in _VERBS and not (verb.dep == "xcomp" and up.pos == "ADJ"):
            return False
        if verb.dep in {"conj", "xcomp", "parataxis"}:
            return True
        marked = any(c.dep in {"mark", "advmod"} and c.i < verb.i and c.tag in {"IN", "WRB"} for c in self.annotated.children(verb.i))
        if verb.dep == "ccomp":
            return up.lemma in self.saying or up.lemma == "be" or not marked  # `it was clear that`
        bare = not any(c.dep in {"nsubj", "nsubjpass", "aux"} for c in self.annotated.children(verb.i))
        return verb.dep == "advcl" and verb.tag == "VBG" and bare and not marked  # `said so, blaming Karsia`

    def _auxiliaries(self, verb: Token) -> set[str]:
        """Those of a verb, or of the one with which it is listed (`will close and expel`)."""
        for _ in range(_HIGHEST):
            own = {c.text.lower() for c in self.annotated.children(verb.i) if c.dep in {"aux", "auxpass"}}
            subject = any(c.dep in {"nsubj", "nsubjpass"} for c in self.annotated.children(verb.i))
            if own or subject or verb.dep != "conj":
                return own
            verb = self.annotated.tokens[verb.head]
        return set()

    def _set_back(self, verb: Token) -> bool:
        """By a word (`previously`, `repeatedly`) or a time that is not known, or a length (`for years`)."""
        for child in self.annotated.children(verb.i):
            if child.dep == "advmod" and not self.earlier.isdisjoint({child.lemma, child.text.lower()}):
                return True
            if child.dep in {"prep", "npadvmod", "advmod"} and any(
                t.type == "SET" or (t.type in {"DATE", "TIME"} and t.range is None) or (t.type == "DURATION" and child.lemma in {"for", "over", "during"})
                for k in (child, *self.annotated.children(child.i))
                for t in times_over(self.annotated, k.start, k.end)
            ):
                return True
        return False
