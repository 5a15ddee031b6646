"""Yields what the words above a deed make of it: planned, threatened, demanded, denied, hypothetical or alleged, read up the parse."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.arguments import Roles

_FRAMES = {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "attr", "oprd", "prep", "conj", "nsubjpass", "appos", "dative", "relcl", "acomp"}
_CLIMB = 5
_CLAUSES = {"xcomp", "ccomp", "acl", "pcomp", "prep", "advmod"}
_VERBS = {"VERB", "AUX"}

Words = Mapping[str, frozenset[str]]


class Frames:
    """Reads the frames of one document; clause: what a verb's own clause says of it."""

    def __init__(self, annotated: Annotated, roles: Roles, words: Words, clause: Callable[[Token], str | None]) -> None:
        """annotated, roles: of the document; words: the codebook's `modality`."""
        self.annotated = annotated
        self.roles = roles
        self.words = words
        self.clause = clause

    def of(self, token: Token) -> str | None:
        """Climbs complements and objects: `prepares to sue`, `threatened closure`, `stopped short of claiming`; None where nothing is said."""
        below = token
        for step, up in enumerate(self.annotated.ancestors(token.i)):
            if step >= _CLIMB:
                return None
            if below.dep == "prep" and below.lemma not in self.words["withholding"] and (found := self._preposition(below, up, token)) is not None:
                return found or None
            if below.dep == "advcl" and self._bidden(up, below):
                return "demanded"
            if below.dep not in _FRAMES and below.lemma not in self.words["withholding"]:
                return self._of_clause(up, below, token)
            if below.dep == "conj":
                if self.roles.partner(below).i != up.i:
                    return None
                below = up
                continue
            if below.dep == "acl" and below.tag == "VBN":
                return None  # `demanded the release of those held by Norland`: that they are held is no demand
            if found := self._word(up, below, token):
                return found
            if below.dep == "relcl" or (up.pos == "VERB" and below.dep in {"ccomp", "nsubjpass"} and not self._let(up, below)):
                return None
            below = up
        return None

    # ------------------------------------------------------------ prepositions
    def _preposition(self, preposition: Token, up: Token, token: Token) -> str | None:
        """What `without attacking`, `in case of an attack`, `calls for sanctions` say; "" where that is taken for granted, None to climb on."""
        before = self.annotated.tokens[preposition.i - 1].lemma.lower() if preposition.i else ""
        if preposition.lemma == "without" or before in self.words["replacing"] or (preposition.lemma == "against" and up.lemma in self.words["choosing"]):
            return "denied"
        if up.lemma in self.words["answers"] and preposition.lemma in {"to", "for"}:
            return ""  # `ordered it to cut the staff in reply to sanctions`: what is answered has been done
        if up.lemma in self.words["supposing_nouns"] and preposition.lemma in {"of", "for", "about"}:
            return "hypothetical"
        asking = self.words["demanding"] | self.words["demanding_nouns"]
        if preposition.lemma == "for" and up.lemma in asking | self.words["planning_nouns"] | self.words["asking_nouns"]:
            return "demanded" if up.lemma in asking | self.words["asking_nouns"] else "planned"
        if preposition.lemma == "for" and up.lemma in self.words["readying"] and token.pos != "VERB" and not _definite(self.annotated, token):
            return "planned"
        return "" if preposition.lemma in self.words["reasons"] else None

    # ------------------------------------------------------------ the word above
    def _word(self, up: Token, below: Token, token: Token) -> str | None:
        verb, lemma = up.pos in _VERBS, up.lemma
        if verb and token.pos != "VERB" and below.dep in {"dobj", "nsubjpass"}:
            return self._object_of(up, token)
        if lemma in self.words["claim_nouns"] and self._told_that(up, below):
            return "alleged"
        if below.dep not in _CLAUSES and (token.pos == "VERB" or below.dep == "relcl"):
            return None
        negated = self._negated(up)
        if (verb or up.pos == "ADJ") and (found := self._failing(up, below, token, negated=negated)) is not None:
            return found or None
        if verb and lemma in self.words["preventing"] and (below.lemma == "from" or (below.dep in {"dobj", "pcomp", "xcomp"} and lemma != "keep")):
            return None if negated or self._undone(up) else "denied"
        if (found := self._spoken(up, below)) is not None:
            return found
        planning = lemma in self.words["planning"] or up.text.lower() in self.words["planning"]
        fronted = below.dep == "prep" and verb and below.i < up.i  # `In a conversation they decided`: where, and not what
        if (planning and below.dep in {"xcomp", "acl", "prep"} and not fronted) or lemma in self.words["planning_nouns"]:
            return "denied" if negated or self._scrapped(up) else "planned"
        if verb and lemma in self.words["denying"] and below.dep in {"xcomp", "ccomp"}:
            return None if negated else "denied"
        if lemma in self.words["supposing_nouns"] and below.dep in {"acl", "ccomp"}:
            return "hypothetical"
        if verb and token.pos == "NOUN" and not _definite(self.annotated, token) and self.clause(up) == "hypothetical":
            return "hypothetical"
        return self._infinitive(up, below, token)

    def _spoken(self, up: Token, below: Token) -> str | None:
        """What is threatened, demanded, supposed or said by rumour."""
        verb, lemma = up.pos in _VERBS, up.lemma
        if verb and below.dep in {"dobj", "nsubjpass"} and (names := self.called(up, below)):
            return "alleged" if any(name.lemma in self.words["disbelieved"] for name in names) else None
        if (lemma in self.words["threatening"] and verb) or lemma in self.words["threatening_nouns"]:
            return "threatened"
        told = below.dep == "ccomp" and lemma in {"suggest", "insist"} and not self._subjunctive(below) and self.clause(below) is None
        named = below.dep == "oprd" and lemma == "call"  # `what it called an attack`
        if (lemma in self.words["demanding"] and verb and not told and not named) or lemma in self.words["demanding_nouns"]:
            return "demanded"
        if lemma in self.words["spans_of_time"] and below.dep == "acl" and below.tag == "VB":
            return "demanded"  # `gave them two days to leave`
        if verb and lemma in self.words["supposing"] and below.dep == "ccomp":
            return "hypothetical"
        demand = any(c.dep == "dobj" and c.lemma in self.words["demanding_nouns"] for c in self.annotated.children(up.i))
        if verb and below.dep == "ccomp" and demand and self._subjunctive(below):
            return "demanded"  # `drew a demand from X that Y investigate`
        if verb and lemma in self.words["proposing"] and below.dep == "ccomp" and (lemma == "propose" or self._subjunctive(below)):
            return "demanded"
        if verb and lemma == "have" and below.dep == "ccomp" and any(t.lemma.lower() in self.words["claim_nouns"] for t in self.roles.subject(up)):
            return "alleged"  # `rumour has it that`
        if up.pos == "ADJ" and lemma in self.words["capable"]:
            return "hypothetical"
        if verb and lemma in self.words["enabling"] and any(t.lemma in self.words["rules"] for t in self.roles.subject(up)):
            return "hypothetical"
        return None

    def _object_of(self, verb: Token, noun: Token) -> str | None:
        """A noun as the object: `considers sanctions`, `averted an attack`, `threatened closure`, `would mean an invasion`."""
        if verb.lemma in self.words["preventing"]:
            return None if self._negated(verb) or self._undone(verb) else "denied"
        if (found := self._spoken(verb, noun)) is not None:
            return found
        if (verb.lemma in self.words["intending"] and not self._planned_before(verb, noun)) or (verb.lemma in self.words["deferring"] and noun.pos == "NOUN"):
            return "planned"
        fearing = verb.lemma in self.words["fearing"]
        if (fearing or self.clause(verb) == "hypothetical") and not _definite(self.annotated, noun):
            return "hypothetical"
        return None

    def _failing(self, up: Token, below: Token, token: Token, *, negated: bool) -> str | None:
        """`failed to`, `unable to`, `ruled out sending`: denied, or "" where that is denied in turn (`did not hesitate to`); None for other words."""
        failing = up.lemma in self.words["failing"] and (up.lemma != "stop" or self._short(up)) and below.dep in {"xcomp", "prep", "advmod"}
        unable = up.lemma in self.words["unable"] and below.dep in {"xcomp", "prep"}
        spurned = any(f"{up.lemma} {c.lemma}" in self.words["spurning"] for c in self.annotated.children(up.i) if c.dep in {"prt", "advmod"})
        if (failing and not (token.pos != "VERB" and below.dep == "xcomp" and below.i != token.i and below.pos == "VERB")) or unable or spurned:
            return "" if negated else "denied"
        return None

    def _infinitive(self, up: Token, below: Token, token: Token) -> str | None:
        """`is to close`, `has yet to lift`, `will begin withdrawing`: what the governing verb's own clause says holds for its infinitive too."""
        if below.dep != "xcomp" or up.pos not in _VERBS:
            return None
        infinitive = any(c.dep == "aux" and c.lemma == "to" for c in self.annotated.children(below.i))
        if infinitive and up.lemma == "have" and up.tag == "VBD" and up.dep in {"ROOT", "conj"} and not self._negated(up):
            return None  # `within days he had to apologise`: he did
        if infinitive and up.lemma == "have":
            return "denied" if any(c.lemma == "yet" for c in self.annotated.children(up.i)) else "planned"
        if infinitive and up.lemma == "be" and below.i == token.i:
            return "denied" if self._negated(up) else "planned"
        mood = self.clause(up)
        return mood if mood in {"planned", "hypothetical"} or (mood == "denied" and up.lemma in self.words["implying"]) else None

    def _bidden(self, up: Token, below: Token) -> bool:
        """`appealed to Karsia to stop`, `gave it two days to leave`, where the parse has a clause of purpose."""
        if not any(c.dep == "aux" and c.lemma == "to" for c in self.annotated.children(below.i)):
            return False
        timed = any(c.dep == "dobj" and c.lemma in self.words["spans_of_time"] for c in self.annotated.children(up.i))
        given = timed and up.lemma in {"give", "grant", "allow"}
        return given or up.lemma in self.words["demanding"]

    def _of_clause(self, up: Token, below: Token, token: Token) -> str | None:
        """`an attack would mean war`: an indefinite noun as the subject of what is not so."""
        if below.dep == "nsubj" and below.i == token.i and token.pos == "NOUN" and up.pos in _VERBS and not _definite(self.annotated, token):
            return "hypothetical" if self.clause(up) == "hypothetical" else None
        return None

    def _let(self, up: Token, below: Token) -> bool:
        """`asked Norland to let police search it`: what is to be let happen is asked for as well."""
        return up.lemma in {"let", "make", "have"} and below.tag == "VB" and not any(c.dep == "aux" for c in self.annotated.children(below.i))

    # ------------------------------------------------------------ small signs
    def _negated(self, word: Token) -> bool:
        """Also of an adjective whose verb is: `is not ready to`; and where nobody does it: `nothing stopped`."""
        hosts = [word, *([self.annotated.tokens[word.head]] if word.pos == "ADJ" else [])]
        kids = [c for host in hosts for c in self.annotated.children(host.i)]
        return any(c.dep == "neg" or (c.dep in {"nsubj", "nsubjpass"} and c.lemma in self.words["nobody"]) for c in kids)

    def _told_that(self, noun: Token, clause: Token) -> bool:
        """`the report that it attacked`; not `the report that it published`."""
        after = self.annotated.tokens[noun.i + 1] if noun.i + 1 < len(self.annotated.tokens) else noun
        return clause.dep in {"acl", "ccomp", "relcl"} and after.lemma == "that" and after.dep not in {"dobj", "nsubj", "nsubjpass", "pobj"}

    def _subjunctive(self, verb: Token) -> bool:
        """`that Norland withdraw`, which the parser may take for a present of the plural."""
        subjects = [c for c in self.annotated.children(verb.i) if c.dep in {"nsubj", "nsubjpass"}]
        return verb.tag == "VB" or (verb.tag == "VBP" and any(c.tag in {"NN", "NNP"} and not self._listed(c) for c in subjects))

    def _listed(self, noun: Token) -> bool:
        return any(c.dep == "conj" for c in self.annotated.children(noun.i))

    def _scrapped(self, plan: Token) -> bool:
        """`scrapped a plan to`: also in the passive."""
        up = self.annotated.tokens[plan.head]
        return up.i != plan.i and plan.dep in {"dobj", "nsubjpass", "nsubj"} and up.lemma in self.words["scrapping"]

    def called(self, verb: Token, noun: Token) -> list[Token]:
        """What a noun is called, not asked for: `the raid was called illegal`, `called the raid a crime`."""
        kids = (c for c in self.annotated.children(verb.i) if c.pos != "VERB" and c.i > max(verb.i, noun.i))
        return [c for c in kids if c.dep == "oprd" or (c.dep == "dobj" and noun.dep == "dobj" and verb.lemma == "call")]

    def _planned_before(self, verb: Token, noun: Token) -> bool:
        """`the closure was long planned`: of a deed that is known this tells how it came about."""
        kids = self.annotated.children(verb.i)
        past = any(c.dep in {"aux", "auxpass"} and c.tag == "VBD" for c in kids) and not any(c.tag == "MD" for c in kids)
        how = any(c.dep == "advmod" and c.lemma in self.words["beforehand"] for c in kids)
        return noun.dep == "nsubjpass" and past and how and _definite(self.annotated, noun)

    def _undone(self, verb: Token) -> bool:
        """`failed to prevent`, `failure to stop`: what should have been prevented happened."""
        return any(up.lemma in self.words["failing"] | self.words["failing_nouns"] for up, _ in zip(self.annotated.ancestors(verb.i), range(2), strict=False))

    def _short(self, verb: Token) -> bool:
        return any(c.lemma in self.words["withholding"] for c in self.annotated.children(verb.i))


def _definite(annotated: Annotated, noun: Token) -> bool:
    """With an article, a possessor or a demonstrative that takes it as known."""
    return any(c.dep == "poss" or (c.dep == "det" and c.lemma in {"the", "this", "that", "these", "those"}) for c in annotated.children(noun.i))
