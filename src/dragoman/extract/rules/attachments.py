"""Yields what the parser hangs on the wrong word: agents of passives behind another noun, first names of a list, objects of small clauses, clefts."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token

_GROUNDS = frozenset({"for", "over"})
_STRUCK = frozenset({"on", "against"})
_QUOTES = frozenset('"“”«»')
_CALLED = frozenset({"on", "upon", "to"})
_INSTRUMENTS = frozenset({"of", "with", "from", "into"})
_HOW = frozenset({"way", "means", "mean", "virtue", "dint", "mistake", "accident", "road", "rail", "train", "air", "sea", "land", "phone", "telephone", "mail"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ACTIVE = frozenset({"VB", "VBD", "VBP", "VBZ", "VBG", "VBN"})


def late_agents(annotated: Annotated, verb: Token) -> list[Token]:
    """Of a passive without an agent: that of the verb listed behind it (`invaded and plundered by X`), or one that the parser hangs on the noun
    behind its `of` or `with` (`accused of piracy by X`, `threatened with war by X`).
    """
    for child in annotated.children(verb.i):
        words = [child] if child.dep == "dobj" else []  # `was given ships by X`
        if child.dep == "conj" and _again_passive(annotated, child):
            words = [child]
        if child.dep == "prep" and child.lemma in _INSTRUMENTS:  # `taken from his hotel by X`
            words = [noun for noun in annotated.children(child.i) if noun.dep == "pobj" and noun.pos == "NOUN"]
        if found := [agent for word in words for agent in by(annotated, word)]:
            return found
    return []


def _again_passive(annotated: Annotated, verb: Token) -> bool:
    """A participle without subject and auxiliary of its own; `fired` of `were rammed and fired on by X` is tagged as a past."""
    deps = {c.dep for c in annotated.children(verb.i)}
    return not deps & {"nsubj", "nsubjpass", "aux"} and (verb.tag == "VBN" or (verb.tag == "VBD" and "agent" in deps))


def by(annotated: Annotated, word: Token) -> list[Token]:
    """What hangs on the `by` of a word; not `by way of Karsia`, `by train`, which tell how."""
    marks = [c for c in annotated.children(word.i) if c.dep in {"agent", "prep"} and c.lemma == "by"]
    return [c for mark in marks for c in annotated.children(mark.i) if c.dep == "pobj" and c.lemma not in _HOW]


def with_first_of_list(annotated: Annotated, subjects: list[Token]) -> list[Token]:
    """Subjects with a name before a comma that the parser takes for an adverb: `X, Y and Z condemned`."""
    if not subjects or subjects[0].pos != "PROPN" or not any(c.dep == "cc" for c in annotated.children(subjects[0].i)):
        return subjects
    first = subjects[0]
    before = [c for c in annotated.children(first.head) if c.dep == "npadvmod" and c.pos == "PROPN" and c.i < first.i]
    between = [t for name in before[-1:] for t in annotated.tokens[name.i + 1 : first.i]]
    return [*before[-1:], *subjects] if between and between[0].text == "," and all(t.pos in {"PUNCT", "DET"} for t in between) else subjects


def rung_up(annotated: Annotated, verb: Token) -> list[Token]:
    """`called President Marel to discuss it`, `called the premier a clown`: whom the parser takes for what one is called; of a verb with no other object."""
    names = [c for c in annotated.children(verb.i) if c.dep == "oprd" and c.i > verb.i and c.pos in _NOUNS and verb.tag in _ACTIVE]
    return names[:1] if len(names) > 1 else [c for c in names if c.pos == "PROPN"]


def blamed(annotated: Annotated, noun: Token) -> list[Token]:
    """`punished X for its raid`, `criticised X over its raid`: whom a pronoun before the noun stands for, the object of the verb; nobody elsewhere."""
    mark = annotated.tokens[noun.head]
    verb = annotated.tokens[mark.head]
    if noun.dep != "pobj" or mark.lemma not in _GROUNDS or verb.pos != "VERB":
        return []
    objects = [c for c in annotated.children(verb.i) if c.dep == "dobj" and c.i < mark.i]
    marks = [m for host in (verb, *objects) for m in annotated.children(host.i) if m.text.lower() in _STRUCK]
    struck = [p for m in marks for p in annotated.children(m.i) if p.dep == "pobj"]
    return [c for c in (*objects, *struck) if c.pos == "PROPN" and c.i < mark.i]  # also `imposed sanctions on X over its raid`


def called_on(annotated: Annotated, head: Token, verb: Token) -> list[Token]:
    """`called on X to withdraw`, `appealed to X to stop`: whoever is called on to do what the infinitive says."""
    marks = [c for c in annotated.children(head.i) if c.dep in {"prep", "dative"} and c.text.lower() in _CALLED and head.i < c.i < verb.i]
    return [c for mark in marks[-1:] for c in annotated.children(mark.i) if c.dep == "pobj"]


def decided_by(annotated: Annotated, noun: Token) -> list[Token]:
    """`the decision by Norland to close the mission`: who is to do what the infinitive behind a noun says."""
    marks = [c for c in annotated.children(noun.i) if c.dep in {"prep", "agent"} and c.lemma == "by"]
    return [c for mark in marks for c in annotated.children(mark.i) if c.dep == "pobj"]


def listed_before(annotated: Annotated, verb: Token) -> list[Token]:
    """`The envoy cannot go out, has been declared unwelcome`: the subject of the clause before, where verbs are listed without `and`."""
    kids = annotated.children(verb.i)
    if verb.dep in {"conj", "xcomp", "relcl", "acl", "pcomp"} or verb.tag in {"VB", "VBG"} or not any(c.dep in {"aux", "auxpass"} for c in kids):
        return []
    for child in kids:
        told = annotated.children(child.i)
        opened = any(c.dep == "mark" or c.tag == "WRB" or c.text in _QUOTES for c in told)  # `when the envoy left`: a clause of its own
        if child.dep in {"ccomp", "advcl"} and child.tag not in {"VBG", "VBN"} and child.i < verb.i and not opened:
            return [c for c in told if c.dep in {"nsubj", "nsubjpass"} and c.i < child.i]
    return []


def cleft(annotated: Annotated, relative: Token) -> Token | None:
    """`It was X that attacked`: X for `that`; None elsewhere."""
    verb = annotated.tokens[relative.head]
    copula = annotated.tokens[verb.head]
    if verb.dep not in {"ccomp", "relcl"} or copula.lemma != "be":
        return None
    kids = annotated.children(copula.i)
    if not any(c.lemma == "it" and c.dep in {"nsubj", "expl"} for c in kids):
        return None
    return next((c for c in kids if c.dep == "attr" and c.pos in _NOUNS), None)


def of_small_clause(annotated: Annotated, verb: Token) -> list[Token]:
    """`called the charge baseless`, `kept the border closed`: what the parser takes for the subject of the adjective or participle."""
    for child in annotated.children(verb.i):
        if child.dep in {"ccomp", "xcomp", "oprd"} and child.i > verb.i and (child.pos == "ADJ" or child.tag == "VBN"):
            kids = annotated.children(child.i)
            if not any(c.dep in {"mark", "aux", "auxpass", "cop"} for c in kids):
                return [c for c in kids if c.dep in {"nsubj", "nsubjpass"} and verb.i < c.i < child.i]
        elif child.dep == "ccomp" and child.i > verb.i:
            return _so_called(annotated, child)
    return []


def _so_called(annotated: Annotated, naming: Token) -> list[Token]:
    """`bombed what it described as a camp`, `shut what it called a nest of spies`: what the clause gives a name to, by that name."""
    kids = annotated.children(naming.i)
    if not any(c.lemma == "what" and c.dep in {"dobj", "nsubjpass"} and c.i < naming.i for c in kids):
        return []
    named = [c for c in kids if c.dep == "oprd" and c.pos in {"NOUN", "PROPN"}]
    return named or [noun for c in kids if c.dep == "prep" and c.lemma == "as" for noun in annotated.children(c.i) if noun.dep == "pobj"]


def teller_of_blow(annotated: Annotated, possessive: Token, hurting: frozenset[str]) -> Token | None:
    """`X said that Y had hacked its parliament`: X, whose the parliament may well be; nobody where it is `its own`.

    hurting: verbs that one does to what is another's.
    """
    noun = verb = annotated.tokens[possessive.head]
    while verb.dep in {"dobj", "pobj", "prep", "nsubjpass"} and verb.pos not in {"VERB", "AUX"}:
        verb = annotated.tokens[verb.head]
    if possessive.tag != "PRP$" or verb.lemma not in hurting or verb.dep != "ccomp" or any(c.lemma == "own" for c in annotated.children(noun.i)):
        return None
    return next((c for c in annotated.children(verb.head) if c.dep == "nsubj" and c.i < verb.i), None)


def of_fused(annotated: Annotated, verb: Token) -> list[Token]:
    """`condemned what it called an attack`, `rejected what it described as threats`: what the clause gives a name to is the object."""
    clauses = [c for c in annotated.children(verb.i) if c.dep == "ccomp" and c.i > verb.i]
    for clause in clauses:
        kids = annotated.children(clause.i)
        if any(c.lemma == "what" and c.dep == "dobj" and c.i < clause.i for c in kids):
            behind = [c for mark in kids if mark.dep == "prep" and mark.lemma == "as" for c in annotated.children(mark.i)]
            return [c for c in (*kids, *behind) if c.dep in {"oprd", "attr", "pobj"} and c.pos in _NOUNS and c.i > clause.i]
    return []


def of_relative(annotated: Annotated, verb: Token) -> list[Token]:
    """`the pullout that Karsia announced`, read as a participle with a subject of its own: the noun that the clause stands behind."""
    subject = next((c for c in annotated.children(verb.i) if c.dep == "nsubj" and c.i < verb.i), None)
    between = annotated.tokens[verb.head + 1 : subject.i] if subject is not None and verb.dep == "acl" else ()
    return [annotated.tokens[verb.head]] if any(t.tag == "WDT" for t in between) else []


def hidden_object(annotated: Annotated, verb: Token) -> list[Token]:
    """The object of a verb that has none of its own in the parse: of a small clause, of `what it called …`, of a relative clause read as a participle."""
    return of_small_clause(annotated, verb) or of_fused(annotated, verb) or of_relative(annotated, verb)
