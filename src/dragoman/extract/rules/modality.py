"""Yields the modality of a matched trigger: done, planned, threatened, demanded, denied, hypothetical or alleged, from the clause and who says so."""

from __future__ import annotations

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Attribution, Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match

_FRAMES = {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "attr", "oprd", "prep", "conj", "nsubjpass", "appos", "dative"}
_CLIMB = 5


class Moods:
    """Reads modality in one document; word lists are the codebook's `modality`."""

    def __init__(self, annotated: Annotated, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """annotated, index, roles: of the document; codebook: word lists."""
        self.annotated = annotated
        self.index = index
        self.roles = roles
        table = codebook.language.table("modality")
        self.words = {key: frozenset(str(w) for w in table[key]) for key in table}

    def of(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], attribution: Attribution | None) -> str:
        """Modality of a match: what the clause says, then what the frame above says, then on whose word it stands."""
        clause = self._clause(match.token)
        if clause == "denied":
            return clause
        framed = self._frame(match.token)
        inner = clause or framed
        if inner:
            return inner
        if match.trigger.modality:
            return match.trigger.modality
        if match.trigger.pos == "noun" and self._taken_for_granted(match.token):
            return "done"
        return self._on_word(match, actors, recipients, attribution)

    # ------------------------------------------------------------ the clause itself
    def _clause(self, token: Token) -> str | None:
        kids = self.annotated.children(token.i)
        lemmas = {c.lemma for c in kids} | {c.text.lower() for c in kids}
        if any(c.dep == "neg" or (c.dep in {"det", "preconj", "cc"} and c.lemma in {"no", "neither"}) for c in kids):
            return "denied"
        if self._negated_subject(token) or self._no_object(token):
            return "denied"
        if token.pos != "VERB":
            return self._noun_words(lemmas)
        auxiliaries = {c.text.lower() for c in kids if c.dep in {"aux", "auxpass"}} | self._shared_auxiliaries(token)
        if auxiliaries & self.words["hypothetical_auxiliaries"] or any(c.dep == "mark" and c.lemma in self.words["conditions"] for c in kids):
            return "hypothetical"
        if auxiliaries & (self.words["future_auxiliaries"] | self.words["obliging_auxiliaries"]):
            return "planned"
        if lemmas & self.words["alleged_adverbs"]:
            return "alleged"
        return None

    def will_not(self, token: Token) -> bool:
        """`will not lift the embargo`: a refusal, not a deed that did not happen."""
        kids = self.annotated.children(token.i)
        return any(c.dep == "neg" for c in kids) and any(c.dep == "aux" and c.text.lower() in self.words["future_auxiliaries"] for c in kids)

    def _negated_subject(self, token: Token) -> bool:
        """`Neither side attacked`, `No troops were sent`."""
        if token.pos != "VERB":
            return False
        tokens = self.roles.object(token) if self.roles.passive(token) else self.roles.subject(token)
        return any(
            c.lemma in {"no", "neither", "none"}
            for t in tokens
            if t.i < token.i
            for c in (t, *self.annotated.children(t.i))
            if c.dep in {"det", "nsubj", "nsubjpass"}
        )

    def _no_object(self, token: Token) -> bool:
        """`contains no proof`, `imposed no sanctions`."""
        if token.pos != "VERB" or self.roles.passive(token):
            return False
        objects = self.roles.object(token)[:1]
        return any(t.lemma in {"nothing", "none", "nobody"} or any(c.dep == "det" and c.lemma == "no" for c in self.annotated.children(t.i)) for t in objects)

    def _shared_auxiliaries(self, token: Token) -> set[str]:
        """`will close and expel`: the auxiliary of the first verb counts for the second."""
        if token.dep != "conj":
            return set()
        head = self.annotated.tokens[token.head]
        own = any(c.dep in {"aux", "nsubj", "nsubjpass"} for c in self.annotated.children(token.i))
        if own or head.pos != "VERB":
            return set()
        return {c.text.lower() for c in self.annotated.children(head.i) if c.dep == "aux"}

    def _noun_words(self, lemmas: set[str]) -> str | None:
        for key, modality in (
            ("alleged_words", "alleged"),
            ("planned_words", "planned"),
            ("threatened_words", "threatened"),
            ("denied_words", "denied"),
            ("hypothetical_words", "hypothetical"),
        ):
            if lemmas & self.words[key]:
                return modality
        return None

    # ------------------------------------------------------------ the words above it
    def _frame(self, token: Token) -> str | None:
        """Climbs complements and objects: `prepares to sue`, `threatened closure`, `stopped short of claiming`, `failed to prevent`."""
        below = token
        for step, up in enumerate(self.annotated.ancestors(token.i)):
            if step >= _CLIMB or (below.dep not in _FRAMES and below.lemma not in self.words["withholding"]):
                return None
            if below.dep == "prep" and below.lemma in self.words["reasons"]:
                return None
            if below.dep == "conj":
                if self.roles.partner(below).i != up.i:
                    return None
                below = up
                continue
            if found := self._frame_word(up, below, token):
                return found
            if up.pos == "VERB" and below.dep in {"ccomp", "nsubjpass"}:
                return None
            below = up
        return None

    def _taken_for_granted(self, noun: Token) -> bool:
        """`since the start of the invasion`, `after the attack`: whoever speaks, the deed is not what is being told."""
        return any(up.dep == "prep" and up.lemma in self.words["times"] for up, _ in zip(self.annotated.ancestors(noun.i), range(3), strict=False))

    def _frame_word(self, up: Token, below: Token, token: Token) -> str | None:
        verb = up.pos in {"VERB", "AUX"}
        infinitive = below.dep in {"xcomp", "ccomp", "acl", "pcomp", "prep", "advmod"} or token.pos != "VERB"
        if not infinitive:
            return None
        negated = any(c.dep == "neg" for c in self.annotated.children(up.i))
        below_verb = token.pos != "VERB" and below.dep == "xcomp"
        if (
            verb
            and not below_verb
            and up.lemma in self.words["failing"]
            and below.dep in {"xcomp", "prep", "advmod"}
            and (up.lemma != "stop" or self._short(up))
        ):
            return "denied"
        if verb and up.lemma in self.words["preventing"] and below.dep in {"dobj", "pcomp", "prep", "xcomp"}:
            return None if negated or self._undone(up) else "denied"
        if (up.lemma in self.words["threatening"] and verb) or up.lemma in self.words["threatening_nouns"]:
            return "threatened"
        if (up.lemma in self.words["demanding"] and verb) or up.lemma in self.words["demanding_nouns"]:
            return "demanded"
        planning = up.lemma in self.words["planning"] or up.text.lower() in self.words["planning"]
        if (planning and below.dep in {"xcomp", "acl", "prep"}) or up.lemma in self.words["planning_nouns"]:
            return "denied" if negated else "planned"
        if verb and up.lemma in self.words["denying"] and below.dep in {"xcomp", "ccomp"}:
            return "denied"
        return None

    def _undone(self, verb: Token) -> bool:
        """`failed to prevent`, `failure to stop`: what should have been prevented happened."""
        return any(up.lemma in self.words["failing"] | self.words["failing_nouns"] for up, _ in zip(self.annotated.ancestors(verb.i), range(2), strict=False))

    def _short(self, verb: Token) -> bool:
        return any(c.lemma in self.words["withholding"] for c in self.annotated.children(verb.i))

    # ------------------------------------------------------------ on whose word
    def _on_word(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], attribution: Attribution | None) -> str:
        """Coding rule 2: the other party's or an unnamed source's word alone is `alleged`; the doer's own, or an official finding, `done`."""
        if attribution is None or self.felt(attribution):
            return "done"
        type_name = match.trigger.type
        deed = type_name in self.words["own_side_done"] | self.words["blows"]
        if attribution.certainty == "alleged" or (attribution.certainty == "hedged" and deed and attribution.kind != "evidential"):
            return "alleged"
        if attribution.polarity == "denied":
            return "denied"
        if self._finding(attribution) or not (deed or type_name in self.words["speech_types"]):
            return "done"
        source = self.index.by_id.get(attribution.mention or "")
        country = (source.country or self.index.first(source).country) if source else None
        sides = {p.country for p in actors if p.country}
        if country and country in sides:
            return "done"
        unnamed = attribution.chain[-1].type in {"unnamed", "public"} if attribution.chain else True
        bystander = country is not None or not unnamed
        if not deed and bystander and country not in {p.country for p in recipients if p.country}:
            return "done"
        return "alleged" if unnamed or sides or type_name in self.words["blows"] or not deed else "done"

    def felt(self, attribution: Attribution) -> bool:
        """`Angered by the attack`: who feels so does not tell it, but takes it as known."""
        cue = self.annotated.within([attribution.cue]) if attribution.cue else []
        return any(token.lemma in self.words["feelings"] for token in cue)

    def _finding(self, attribution: Attribution) -> bool:
        last = attribution.chain[-1] if attribution.chain else None
        if last is None or last.type == "outlet":
            return True
        words = set((last.name or "").lower().split())
        source = self.index.by_id.get(attribution.mention or "")
        if source is not None:
            words |= {self.annotated.tokens[source.head].lemma} if source.head >= 0 else set()
        official = last.type == "document" and bool(words & self.words["official_papers"])
        return official or (last.type in {"document", "institution"} and bool(words & self.words["findings"]))
