"""Yields a Frame for each reporting verb: its clause, infinitive, object or preposition is what was said, its subject or agent who says it."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.absent import missing_frame
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.framing import built, is_passive, key_of, second_of
from dragoman.extract.rules.in_kind import in_kind
from dragoman.extract.rules.naming import claim_in
from dragoman.extract.rules.phrases import child_at, subject_of, tree
from dragoman.extract.rules.relayed import quoted_saying
from dragoman.extract.rules.saying_other import feeling_frame, ground_frame, light_frame, seeming_frame, story_frame, withheld_frame
from dragoman.extract.rules.saying_passive import passive_frame
from dragoman.extract.rules.sources import is_inquiry, is_paper, is_source
from dragoman.extract.rules.spans import times_over


def verb_frames(annotated: Annotated, speech: Speech, wide: bool) -> list[Frame]:
    """Frames of all verbs, in text order."""
    found: list[Frame] = []
    for token in annotated.tokens:
        if token.tag == "VBZ" and token.dep in {"dobj", "pobj"}:
            continue  # a noun in the plural that the tagger takes for a verb: refuted claims
        if token.pos in {"VERB", "AUX"} or (token.pos == "NOUN" and token.dep in {"ROOT", "parataxis"} and token.lemma in {"say"}):
            if in_kind(annotated, token):
                continue  # `replied in kind`: by deeds
            frame = withheld_frame(annotated, speech, token) or missing_frame(annotated, speech, token) or _one(annotated, speech, token, wide)
            if frame is not None and frame.content:
                found.append(frame)
    # The verb of saying that is declined, refused or fallen short of says nothing by itself
    silent = {k for f in found if f.certainty == "withheld" for k in f.cue if k != f.cue_head}
    return [f for f in found if f.cue_head not in silent]


def _one(annotated: Annotated, speech: Speech, verb: Token, wide: bool) -> Frame | None:
    if (made := light_frame(annotated, speech, verb) or _particle(annotated, speech, verb)) is not None:
        return made
    if _quotes_somebody(annotated, speech, verb) or _only_cites(annotated, speech, verb):
        return None
    if (put := _as_put(annotated, speech, verb)) is not None:
        return put
    if verb.lemma not in speech.classes and verb.lemma not in speech.lists["document_verbs"] and verb.lemma not in speech.lists["seem_verbs"]:
        return feeling_frame(annotated, speech, verb) or story_frame(annotated, speech, verb) or ground_frame(annotated, speech, verb)
    if is_passive(annotated, speech, verb):
        return passive_frame(annotated, speech, verb, wide) or story_frame(annotated, speech, verb)
    return (
        _after_colon(annotated, speech, verb)
        or _clause(annotated, speech, verb, wide)
        or seeming_frame(annotated, speech, verb)
        or _parenthesis(annotated, speech, verb)
        or _infinitive(annotated, speech, verb, wide)
        or _object(annotated, speech, verb, wide)
        or _prepositional(annotated, speech, verb, wide)
    )


def _particle(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Ruled out, played down, spelled out."""
    key = key_of(annotated, speech, verb)
    kind = speech.classes[key][0] if key != verb.lemma else None
    clause, thing = child_at(annotated, verb.i, "ccomp"), child_at(annotated, verb.i, "dobj", "xcomp")
    if kind is None or kind.name == "going_on" or (clause is None and (thing is None or "object" not in kind.complements)):
        return None
    head = clause or thing
    if head is None or is_passive(annotated, speech, verb):
        return None
    particle = frozenset(c.i for c in annotated.children(verb.i) if f"{verb.lemma} {c.lemma.lower()}" == key)
    return built(annotated, speech, verb, kind, head.i, tree(annotated, head.i), particle)


def _as_put(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """The talks were, as one diplomat put it, a waste: all of the sentence but the clause put in."""
    marks = [c for c in annotated.children(verb.i) if c.dep in {"mark", "advmod"} and c.lemma == "as" and c.i < verb.i]
    it = next((c for c in annotated.children(verb.i) if c.dep == "dobj" and c.lemma == "it" and c.i > verb.i), None)
    if not marks or it is None or not speech.within("putting", verb.lemma):
        return None
    sentence = annotated.sentence_of(verb.i)
    content = frozenset(k for k in range(sentence.first, sentence.last) if not marks[0].i <= k <= it.i)
    head = next((k for k in sorted(content) if annotated.tokens[k].head == k), min(content, default=verb.i))
    return built(annotated, speech, verb, None, head, content, frozenset({it.i}))


def _only_cites(annotated: Annotated, speech: Speech, verb: Token) -> bool:
    """Said, *citing* a log, that …: the parser hangs what was said on the verb put in."""
    above = annotated.tokens[verb.head]
    put_in = verb.dep in {"advcl", "conj"} and verb.tag == "VBG" and above.i < verb.i and speech.says(above.lemma) and speech.within("citing", verb.lemma)
    return put_in and child_at(annotated, verb.i, "ccomp") is not None and child_at(annotated, above.i, "ccomp") is None


def _quotes_somebody(annotated: Annotated, speech: Speech, verb: Token) -> bool:
    """Is the verb that of `quoted X as saying`, whose content hangs on `saying`?"""
    if not speech.within("citing", verb.lemma):
        return False
    labels = {c.dep for c in annotated.children(verb.i)}
    if verb.tag == "VBN" and "agent" in labels and not labels & {"auxpass", "nsubjpass"} and verb.dep != "ROOT":
        return True  # officials quoted by an agency; as cited by an agency
    near = [verb.i, *(c.i for c in annotated.children(verb.i) if c.dep in {"dobj", "agent"})]
    return any(quoted_saying(annotated, speech, g) is not None for k in near for c in annotated.children(k) if c.lemma == "as" for g in annotated.children(c.i))


def _clause(annotated: Annotated, speech: Speech, verb: Token, wide: bool) -> Frame | None:
    kind = speech.verb(verb.lemma, "clause", wide) or (speech.verb(verb.lemma, "object", wide) if speech.within("object_needs_second", verb.lemma) else None)
    clause = child_at(annotated, verb.i, "ccomp") or _misread(annotated, speech, verb)
    if kind is None:
        kind = speech.verb(verb.lemma, "infinitive", wide)
    if clause is None or kind is None:
        return None
    if _asks(annotated, speech, clause):
        kind = speech.verb(verb.lemma, "asked", wide) or kind
    if any(c.dep == "mark" and speech.within("no_content_marks", c.lemma) for c in annotated.children(clause.i)) and kind.name == "speech":
        return None
    content = tree(annotated, clause.i, [verb.i])
    if min(content) < verb.i < max(content):
        content = frozenset(content)
    return built(annotated, speech, verb, kind, clause.i, content)


def _asks(annotated: Annotated, speech: Speech, clause: Token) -> bool:
    """Whether …, why …: an indirect question."""
    return any(speech.within("question_words", c.lemma.lower()) and c.i < clause.i for c in annotated.children(clause.i))


def _misread(annotated: Annotated, speech: Speech, verb: Token) -> Token | None:
    """Said in a letter that …: the clause that the parser hangs on the letter; says the pilots strayed: the clause that it takes for an object."""
    thing = child_at(annotated, verb.i, "dobj")
    part = child_at(annotated, thing.i, "acl") if thing is not None and thing.i > verb.i and speech.within("clause_only", verb.lemma) else None
    if part is not None and thing is not None and part.tag in {"VBN", "VBD"} and part.i > thing.i:
        return thing
    for child in annotated.children(verb.i):
        if _only_cites(annotated, speech, child):
            return child_at(annotated, child.i, "ccomp")
    for prep in annotated.children(verb.i):
        paper = child_at(annotated, prep.i, "pobj") if prep.dep == "prep" and prep.i > verb.i else None
        clause = child_at(annotated, paper.i, "relcl", "acl") if paper is not None and speech.within("document_nouns", paper.lemma) else None
        if paper is None or clause is None or child_at(annotated, clause.i, "nsubj", "nsubjpass") is None:
            continue
        subject = child_at(annotated, clause.i, "nsubj", "nsubjpass")
        if subject is not None and subject.lemma != "that" and annotated.tokens[paper.i + 1].lemma == "that":
            return clause
    return None


def _after_colon(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """He named three points: … — what follows a colon that only the verb's own objects stand before."""
    kind = speech.verb(verb.lemma, "clause") or speech.verb(verb.lemma, "object")
    if kind is None or not speech.says(verb.lemma):
        return None
    sentence = annotated.sentence_of(verb.i)
    colon = next((k for k in range(verb.i + 1, sentence.last) if annotated.tokens[k].text == ":"), None)
    if colon is None or colon + 1 >= sentence.last or colon - verb.i > 14:
        return None
    between = annotated.tokens[verb.i + 1 : colon]
    if any(t.pos in {"VERB", "AUX"} and t.tag != "VBG" for t in between) or any(t.text in {",", ";", "“", '"'} for t in between):
        return None
    listed = any(speech.within("list_nouns", t.lemma) for t in between)
    if not listed and colon - verb.i > 4:
        return None
    content = frozenset(range(colon + 1, sentence.last))
    cue = frozenset(range(verb.i, colon)) if listed else frozenset()
    head = next((k for k in sorted(content) if annotated.tokens[k].head not in content), colon + 1)
    return built(annotated, speech, verb, kind, head, content, cue)


def _parenthesis(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """…, he said, … and As the letter states, …: the clause that the verb is put into is what was said."""
    if verb.dep not in {"parataxis", "advcl", "ccomp", "dep", "conj"} or verb.head == verb.i or speech.verb(verb.lemma, "clause") is None:
        return None
    inserted = tree(annotated, verb.i)
    own = child_at(annotated, verb.i, "nsubj")
    as_clause = any(c.dep == "mark" and c.lemma == "as" for c in annotated.children(verb.i)) or any(
        c.lemma == "as" and c.dep == "advmod" and c.i < verb.i for c in annotated.children(verb.i)
    )
    if own is None or len(inserted) > 16 or child_at(annotated, verb.i, "dobj", "xcomp") or (verb.dep == "advcl" and not as_clause):
        return None
    low, high = min(inserted), max(inserted)
    if not as_clause and not (low > 0 and (annotated.tokens[low].text in {",", "--", "—", "–"} or annotated.tokens[low - 1].text in {",", "--", "—", "–"})):
        return None
    head = verb.head
    content = tree(annotated, head, [verb.i]) - inserted
    return built(annotated, speech, verb, speech.verb(verb.lemma, "clause"), head, content - frozenset(range(low, high + 1)))


def _infinitive(annotated: Annotated, speech: Speech, verb: Token, wide: bool) -> Frame | None:
    kind = speech.verb(verb.lemma, "infinitive", wide)
    clause = child_at(annotated, verb.i, "xcomp")
    if clause is not None and clause.tag == "VBG" and speech.within("gerund_verbs", verb.lemma):
        kind = speech.verb(verb.lemma, "clause", wide) or speech.verb(verb.lemma, "object", wide)
    if kind is None or clause is None or clause.tag not in {"VB", "VBG", "VBN"}:
        return None
    content = tree(annotated, clause.i)
    asked = child_at(annotated, verb.i, "dobj")
    if asked is not None:
        content |= tree(annotated, asked.i)
    return built(annotated, speech, verb, kind, clause.i, content)


def _object(annotated: Annotated, speech: Speech, verb: Token, wide: bool) -> Frame | None:
    thing = child_at(annotated, verb.i, "dobj", "oprd", "attr")
    if thing is None or thing.pos in {"ADV", "ADJ"}:
        return None
    subject = subject_of(annotated, verb)
    papery = subject is not None and (is_paper(annotated, speech, subject[0]) or is_inquiry(annotated, speech, subject[0]))
    kind = speech.verb(verb.lemma, "object", wide)
    if papery and speech.within("document_verbs", verb.lemma) and not (kind and kind.name == "criticism"):
        kind = kind or VerbClass("document", "asserted", "affirmed", frozenset(), False)
    elif kind is None or speech.within("no_object", verb.lemma) or (speech.within("object_needs_paper", verb.lemma) and not second_of(annotated, verb)):
        return None
    content = tree(annotated, thing.i)
    if kind.name == "criticism" or speech.within("object_needs_second", verb.lemma) or speech.within("citing", verb.lemma):
        more = second_of(annotated, verb)
        if not more and speech.within("object_needs_second", verb.lemma) and not papery:
            return None
        content |= more
    said = speech.noun_certainty(thing.lemma) is not None
    if kind.polarity == "denied" and said and (claim := claim_in(annotated, thing)) is not None:
        return built(annotated, speech, verb, kind, claim.i, tree(annotated, claim.i), tree(annotated, thing.i) - tree(annotated, claim.i))
    if speech.within("object_needs_saying", verb.lemma) and not said and not (kind.wide and wide):
        return None
    if speech.within("citing", verb.lemma) and is_source(annotated, speech, thing.i):
        return None
    return built(annotated, speech, verb, kind, thing.i, content)


def _prepositional(annotated: Annotated, speech: Speech, verb: Token, wide: bool) -> Frame | None:
    leading = speech.prepositions(verb.lemma)
    prep = next((c for c in annotated.children(verb.i) if c.dep in {"prep", "prt"} and c.lemma in leading and c.i > verb.i), None)
    if prep is None:
        return None
    subject = subject_of(annotated, verb)
    papery = subject is not None and is_paper(annotated, speech, subject[0])
    if speech.within("document_verbs", verb.lemma) and verb.lemma not in speech.classes and not papery and not wide:
        return None
    under = child_at(annotated, prep.i, "pobj", "pcomp", "prep")
    if under is None or times_over(annotated, under.start, under.end):
        return None
    first = next((c for c in speech.classes.get(verb.lemma, ()) if not c.wide), None)
    if prep.lemma == "for" and speech.within("calling_for", verb.lemma):
        first = VerbClass("demand", "demanded", "affirmed", frozenset(), False)
    if prep.lemma == "on" and speech.within("insisting", verb.lemma) and under.tag != "VBG":
        first = VerbClass("demand", "demanded", "affirmed", frozenset(), False)
    # A finite verb cannot share the preposition of a gerund: warned of losing … and lost
    finite = [c.i for c in annotated.children(under.i) if under.tag == "VBG" and c.dep == "conj" and c.tag in {"VBD", "VBZ", "VBP"}]
    content = tree(annotated, prep.i, finite) - {prep.i}
    for other in annotated.children(verb.i):
        if verb.lemma == "call" and prep.lemma == "on" and other.dep == "xcomp":
            content |= tree(annotated, other.i)
            first = VerbClass("demand", "demanded", "affirmed", frozenset(), False)
    return built(annotated, speech, verb, first, under.i, content, frozenset({prep.i}) if prep.i - verb.i < 3 else frozenset())
