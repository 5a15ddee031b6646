"""Yields the modality of a matched trigger: done, planned, threatened, demanded, denied, hypothetical or alleged, from the clause and who says so."""

from __future__ import annotations

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Attribution, Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.bodies import BODIES_OF_STATES
from dragoman.extract.rules.matching import EntityIndex, Match
from dragoman.extract.rules.mood_frames import Frames


def _words(codebook: Codebook) -> dict[str, frozenset[str]]:
    return {key: codebook.language.words("modality", key) for key in codebook.language.table("modality")}


class Moods:
    """Reads modality in one document; word lists are the codebook's `modality`."""

    def __init__(self, annotated: Annotated, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """annotated, index, roles: of the document; codebook: word lists."""
        self.annotated = annotated
        self.index = index
        self.roles = roles
        self.words = codebook.made(_words)
        self.frames = Frames(annotated, roles, self.words, self._clause)

    def of(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], attribution: Attribution | None) -> str:
        """Modality of a match: what the clause says, then what the frame above says, then on whose word it stands."""
        clause = self._clause(match.token)
        if clause == "denied":
            return "hypothetical" if self._conditional(match.token) else clause  # `if it does not apologise`
        framed = self.frames.of(match.token)
        inner = clause or framed
        if inner in {"planned", "hypothetical"} and match.trigger.modality and any(c.role == "auxiliary" for c in match.trigger.conditions):
            return match.trigger.modality  # `will respond firmly`: the auxiliary makes it what it is
        if inner == "planned" and (self._decided(match) or self._of_many(match, actors)):
            inner = None
        if inner in {"planned", "hypothetical"} and self._asked(match.token, actors, attribution):
            return "demanded"
        if inner:
            return inner
        if match.trigger.modality:
            return match.trigger.modality
        if match.trigger.pos == "noun" and self._taken_for_granted(match.token, attribution):
            return "done"
        return self._on_word(match, actors, recipients, attribution)

    # ------------------------------------------------------------ the clause itself
    def _clause(self, token: Token) -> str | None:
        kids = self.annotated.children(token.i)
        if any(self._negates(c) or (c.dep in {"det", "preconj", "cc"} and c.lemma in {"no", "neither"}) for c in kids):
            return "denied"
        if self._negated_subject(token) or self._no_object(token) or self._shares_negation(token):
            return "denied"
        lemmas = {c.lemma for c in kids} | {c.text.lower() for c in kids}
        if token.pos != "VERB":
            return self._noun_words(lemmas)
        auxiliaries = {c.text.lower() for c in kids if c.dep in {"aux", "auxpass"}} | self._shared_auxiliaries(token)
        if "would" in auxiliaries and self._foretold(token):
            return "planned"
        if auxiliaries & self.words["hypothetical_auxiliaries"] or self._conditional(token):
            return "hypothetical"
        if auxiliaries & (self.words["future_auxiliaries"] | self.words["obliging_auxiliaries"]):
            return "planned"
        if lemmas & self.words["alleged_adverbs"]:
            return "alleged"
        return "planned" if "to" in auxiliaries and self._heads_headline(token) else None

    def _heads_headline(self, verb: Token) -> bool:
        """`Norland to expel envoys`: the infinitive stands for the future."""
        head = self.annotated.tokens[verb.head]
        return verb.dep == "ROOT" or (verb.dep in {"relcl", "acl"} and head.dep == "ROOT" and head.pos == "PROPN")

    def _negates(self, word: Token) -> bool:
        """Not `not only`, `not just`."""
        if word.dep == "neg":
            after = self.annotated.tokens[word.i + 1].lemma if word.i + 1 < len(self.annotated.tokens) else ""
            return after not in {"only", "just", "merely", "least"}
        if word.dep == "advmod":
            longer = word.lemma in {"long", "longer"} and any(c.lemma == "no" for c in self.annotated.children(word.i))
            return longer or word.lemma in self.words["scarcely"]
        return word.dep == "cc" and word.lemma == "nor" and word.i < word.head

    def will_not(self, token: Token) -> bool:
        """`will not lift the embargo`: a refusal, not a deed that did not happen."""
        kids = self.annotated.children(token.i)
        auxiliaries = {c.text.lower() for c in kids if c.dep == "aux"}
        ahead = bool(auxiliaries & self.words["future_auxiliaries"]) or ("would" in auxiliaries and self._foretold(token))
        return ahead and any(map(self._negates, kids))

    def _foretold(self, token: Token) -> bool:
        """`said it would pull out`: what somebody said of his own deeds to come, not a deed that hangs on an if."""
        clause = self._first_listed(token) or token
        if self._goes_on_saying(clause):
            return True
        while clause.dep == "conj" and self.annotated.tokens[clause.head].dep in {"ccomp", "conj"}:
            clause = self.annotated.tokens[clause.head]  # `said that it would stay and that the envoy would return`
        telling = self.annotated.tokens[clause.head]
        words = self.words["plain_speech"] | self.words["planning"]
        if clause.dep != "ccomp" or telling.tag not in {"VBD", "VBN"} or telling.lemma not in words:
            return False
        if self._if(token) or self._if(telling):
            return False
        if telling.lemma in self.words["announcing_plans"]:
            return True  # whose the deeds are: an announcement binds those for whom it is made
        speakers = {self._whose(t) for t in self.roles.subject(telling)}
        told = self.roles.subject(self._first_listed(token) or token)
        owned = any(c.tag == "PRP$" for t in told for c in self.annotated.children(t.i))  # `said his government would`
        states = {c for t in self.roles.subject(telling) if (c := self._state(t))}
        return owned or any(t.tag == "PRP" or self._whose(t) in speakers or self._state(t) in states for t in told)  # a minister speaks for his state

    def _state(self, token: Token) -> str | None:
        mention = self.index.at.get(token.i)
        return (mention.country or self.index.first(mention).country) if mention is not None else None

    def _goes_on_saying(self, verb: Token) -> bool:
        """`The minister told the paper that … He would summon the envoy`: still what he says of his deeds to come."""
        subjects = [c for c in self.annotated.children(verb.i) if c.dep == "nsubj" and c.tag == "PRP"]
        if verb.dep != "ROOT" or not subjects or not verb.sentence or self._if(verb):
            return False
        before = self.annotated.sentence_tokens(self.annotated.sentences[verb.sentence - 1])
        speakers = {self._whose(self.annotated.tokens[self.roles.sources[t.i]]) for t in before if t.i in self.roles.sources}
        return any(self._whose(t) in speakers for t in subjects)

    def _if(self, verb: Token) -> bool:
        clauses = (c for c in self.annotated.children(verb.i) if c.dep == "advcl")
        return any(c.dep == "mark" and c.lemma in self.words["conditions"] for clause in clauses for c in self.annotated.children(clause.i))

    def _whose(self, token: Token) -> str:
        mention = self.index.at.get(token.i)
        return mention.anchor if mention is not None else token.text

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
            if c.dep in {"det", "nsubj", "nsubjpass", "preconj"} or (c.dep == "cc" and c.lemma == "neither")
        ) or any(c.dep in {"nsubj", "nsubjpass"} and c.lemma in self.words["nobody"] for c in self.annotated.children(token.i))

    def _no_object(self, token: Token) -> bool:
        """`contains no proof`, `imposed no sanctions`."""
        if token.pos != "VERB" or self.roles.passive(token):
            return False
        objects = self.roles.object(token)[:1]
        return any(t.lemma in {"nothing", "none", "nobody"} or any(c.dep == "det" and c.lemma == "no" for c in self.annotated.children(t.i)) for t in objects)

    def _shared_auxiliaries(self, token: Token) -> set[str]:
        """`will close and expel`: the auxiliary of the first verb counts for the second."""
        head = self._first_listed(token)
        return {c.text.lower() for c in self.annotated.children(head.i) if c.dep == "aux"} if head else set()

    def _first_listed(self, token: Token) -> Token | None:
        """The verb with which one without a subject and auxiliary of its own is listed."""
        if token.dep != "conj" or (head := self.annotated.tokens[token.head]).pos != "VERB":
            return None
        return None if any(c.dep in {"aux", "nsubj", "nsubjpass"} for c in self.annotated.children(token.i)) else head

    def _shares_negation(self, token: Token) -> bool:
        """`did not bomb or seize`, `neither bombed nor shelled`."""
        head = self._first_listed(token)
        kids = self.annotated.children(head.i) if head else ()
        negated = any(self._negates(c) or (c.dep == "preconj" and c.lemma == "neither") for c in kids)
        return negated and any(c.dep == "cc" and c.lemma in {"or", "nor"} for c in kids)

    def _conditional(self, token: Token) -> bool:
        """`if Norland attacks (and bombs)`, `in case it attacks`, `should it attack`, `had it attacked`."""
        clauses = [token, *([head] if (head := self._first_listed(token)) else [])]
        if any(c.dep == "mark" and c.lemma in self.words["conditions"] for clause in clauses for c in self.annotated.children(clause.i)):
            return True
        if token.dep not in {"advcl", "acl", "ccomp"}:
            return False
        if token.dep == "advcl" and self._awaited(token):
            return True
        first = self.annotated.subtree(token.i)[0].i
        if [t.text.lower() for t in self.annotated.tokens[max(0, first - 2) : first]] == ["in", "case"]:
            return True
        opening = self.annotated.tokens[first]
        subjects = [c.i for c in self.annotated.children(token.i) if c.dep in {"nsubj", "nsubjpass"}]
        return token.dep in {"advcl", "ccomp"} and opening.dep == "aux" and opening.lemma in {"should", "have"} and any(i > opening.i for i in subjects)

    def _awaited(self, verb: Token) -> bool:
        """`will stay until it apologises`, `would not talk before it pays`: what others wait for has not been done."""
        waiting = any(c.dep in {"mark", "prep"} and c.lemma in self.words["waiting"] for c in self.annotated.children(verb.i))
        ahead = self.words["future_auxiliaries"] | self.words["hypothetical_auxiliaries"]
        return waiting and any(c.dep == "aux" and c.text.lower() in ahead for c in self.annotated.children(verb.head))

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

    def _decided(self, match: Match) -> bool:
        """`decided to close the consulate`: a measure is taken when it is decided, a deed when it is done."""
        head = self.annotated.tokens[match.token.head]
        return match.trigger.type in self.words["taken_when_decided"] and match.token.dep == "xcomp" and head.lemma == "decide" and head.tag in {"VBD", "VBN"}

    def _of_many(self, match: Match, actors: tuple[Participant, ...]) -> bool:
        """`leaders of the Union agreed to bar them`: what a body of many agrees to do by itself it has decided."""
        head = self.annotated.tokens[match.token.head]
        agreed = match.token.dep == "xcomp" and head.lemma == "agree" and head.tag in {"VBD", "VBN"} and match.trigger.type == "SANCTION"
        return agreed and bool({p.country for p in actors} & BODIES_OF_STATES) and not any(c.lemma == "with" for c in self.annotated.children(head.i))

    def _asked(self, token: Token, actors: tuple[Participant, ...], attribution: Attribution | None) -> bool:
        """`must withdraw, the minister said`: what one side says that another must do is asked for."""
        source = self.index.by_id.get(attribution.mention or "") if attribution else None
        obliged = any(c.dep == "aux" and c.text.lower() in self.words["asking_auxiliaries"] for c in self.annotated.children(token.i))
        if source is None or not obliged:
            return False
        country = source.country or self.index.first(source).country
        return country is not None and country not in {p.country for p in actors}

    # ------------------------------------------------------------ what is taken for granted
    def _taken_for_granted(self, noun: Token, attribution: Attribution | None) -> bool:
        """`since the start of the invasion`, `condemned the attack`: whoever speaks, the deed is not what is being told."""
        if any(up.dep == "prep" and up.lemma in self.words["times"] for up, _ in zip(self.annotated.ancestors(noun.i), range(3), strict=False)):
            return True
        first = self.annotated.tokens[noun.head] if noun.dep == "conj" else noun  # `citing the raid and the arrest`
        head = self.annotated.tokens[first.head]
        known = any(c.dep == "poss" or (c.dep == "det" and c.lemma == "the") for c in self.annotated.children(noun.i))
        judged = head.lemma in self.words["judging"] or (head.lemma == "call" and bool(self.frames.called(head, noun)))
        return known and first.dep in {"dobj", "nsubjpass"} and judged and attribution is not None

    # ------------------------------------------------------------ on whose word
    def _on_word(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], attribution: Attribution | None) -> str:
        """Coding rule 2: the other party's or an unnamed source's word alone is `alleged`; the doer's own, or an official finding, `done`."""
        if attribution is None or self.felt(attribution):
            return "done"
        type_name = match.trigger.type
        deed = type_name in self.words["own_side_done"] | self.words["blows"]
        if attribution.certainty == "alleged" or (attribution.certainty == "hedged" and deed and attribution.kind != "evidential"):
            return "alleged"
        if attribution.polarity == "denied" and not self._presupposed(match.token):
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

    def _presupposed(self, token: Token) -> bool:
        """`denied that the soldiers who had shelled the town were his`: in a relative clause what is denied is something else."""
        return any(t.dep == "relcl" for t, _ in zip((token, *self.annotated.ancestors(token.i)), range(3), strict=False))

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
