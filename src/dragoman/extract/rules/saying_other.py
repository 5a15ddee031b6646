"""Yields a Frame for what says something in another way: declining to say, seeming, remarks made, blame shifted, grounds and tales told."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.framing import built, is_passive, without_mark
from dragoman.extract.rules.phrases import child_at, noun_phrase, subject_of, tree, verb_group


def withheld_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Declined to say whether …, refused to comment on …, stopped short of naming …: nothing is asserted and nothing denied."""
    word = speech.table["withheld_phrases"].get(verb.lemma)
    inner: Token | None = None
    if word is not None:
        short = next((c for c in annotated.children(verb.i) if c.lemma == word), None)
        for holder in [short, verb] if short is not None else []:
            of = next((c for c in annotated.children(holder.i) if c.dep == "prep" and c.lemma == "of"), None)
            inner = inner or (child_at(annotated, of.i, "pcomp", "pobj") if of is not None else None)
    elif (kind := speech.verb(verb.lemma, "infinitive")) is not None and kind.name == "withholding":
        inner = child_at(annotated, verb.i, "xcomp")
        if inner is not None and not speech.within("withheld_verbs", inner.lemma) and not speech.says(inner.lemma):
            return None
    if inner is None:
        return None
    said = child_at(annotated, inner.i, "ccomp", "dobj", "prep", "xcomp") if inner.pos == "VERB" else None
    content = tree(annotated, said.i) if said is not None else tree(annotated, inner.i)
    cue = frozenset(k for k in range(verb.i, inner.i + 1) if k not in content)
    return built(annotated, speech, verb, VerbClass("withheld", "withheld", "affirmed", frozenset(), False), (said or inner).i, content, cue)


def seeming_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """It seems that …; to many, he seems …: the writer's own doubt unless somebody is named."""
    if not speech.within("seem_verbs", verb.lemma):
        return None
    clause = child_at(annotated, verb.i, "xcomp", "ccomp", "acomp") or next(
        (c for c in annotated.children(verb.i) if c.dep in {"prep", "oprd"} and c.lemma in {"like", "as"}), child_at(annotated, verb.i, "oprd")
    )
    if clause is None:
        return None
    whom = next((c for c in annotated.children(verb.i) if c.dep == "prep" and c.lemma == "to"), None)
    seer = child_at(annotated, whom.i, "pobj") if whom is not None else None
    subject = subject_of(annotated, verb)
    content = without_mark(annotated, clause.i, tree(annotated, clause.i))
    if subject is not None and annotated.tokens[subject[0]].dep in {"nsubj", "nsubjpass"} and annotated.tokens[subject[0]].lemma != "it":
        content |= noun_phrase(annotated, subject[0])
    source = noun_phrase(annotated, seer.i) if seer is not None else frozenset()
    at = seer.i if seer is not None else None
    return Frame(source, verb_group(annotated, verb), content - source, "evidential", "hedged", "affirmed", at, verb.i, clause.i, (), seer is None)


def light_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Made remarks about, voiced concern over, shifted the blame to."""
    thing = child_at(annotated, verb.i, "dobj")
    if thing is None or is_passive(annotated, speech, verb):
        return None
    asserted = VerbClass("light", "asserted", "affirmed", frozenset(), False)
    if speech.within("blame_verbs", verb.lemma) and speech.within("blame_nouns", thing.lemma):
        content = tree(annotated, thing.i)
        for child in annotated.children(verb.i):
            if child.dep in {"prep", "dative"} and child.i > verb.i:
                content |= tree(annotated, child.i)
        return built(annotated, speech, verb, asserted, thing.i, content)
    if not (speech.within("speech_nouns", thing.lemma) and speech.within("light_verbs", verb.lemma)):
        return None
    leading = speech.lists["noun_prepositions"]
    prep = next((c for k in (thing.i, verb.i) for c in annotated.children(k) if c.dep == "prep" and c.lemma in leading and c.i > thing.i), None)
    if prep is None or prep.i - thing.i > 2:
        return None
    certainty = speech.table["light_certainty"]
    kind = VerbClass("light", str(certainty.get(thing.lemma, "asserted")), "affirmed", frozenset(), False)
    return built(annotated, speech, verb, kind, thing.i, tree(annotated, prep.i) - {prep.i}, frozenset(range(verb.i, prep.i + 1)))


def story_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """One version is tied to X: a tale that goes round, nobody's word in particular."""
    subject = subject_of(annotated, verb)
    if subject is None or not speech.within("story_verbs", verb.lemma):
        return None
    phrase = noun_phrase(annotated, subject[0])
    if not any(speech.within("story_nouns", annotated.tokens[k].lemma) for k in phrase):
        return None
    thing = child_at(annotated, verb.i, "prep", "dobj", "ccomp")
    if thing is None:
        return None
    lead = frozenset({thing.i}) if thing.dep == "prep" else frozenset()
    content = tree(annotated, thing.i) - lead
    return Frame(phrase, verb_group(annotated, verb) | lead, content, "speech", "hedged", "affirmed", subject[0], verb.i, min(content, default=verb.i))


def ground_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Fined X for polluting: the ground of a measure, on the word of who takes it."""
    if not speech.within("measure_verbs", verb.lemma):
        return None
    thing = child_at(annotated, verb.i, "dobj")
    near = [verb.i, *([t.i for t in annotated.subtree(thing.i)] if thing is not None else [])]
    for k in near:
        for child in annotated.children(k):
            gerund = child_at(annotated, child.i, "pcomp") if child.dep == "prep" and child.lemma == "for" and child.i > verb.i else None
            if gerund is not None and gerund.tag == "VBG":
                kind = VerbClass("ground", "asserted", "affirmed", frozenset(), False)
                made = built(annotated, speech, verb, kind, gerund.i, tree(annotated, gerund.i), frozenset(range(verb.i, child.i + 1)))
                return made if made.source else None
    return None


def feeling_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Angered by X's silence, he …: the silence is his reading."""
    if not speech.within("feelings", verb.lemma) or verb.tag not in {"VBN", "JJ", "VBD"} or verb.dep not in {"advcl", "acl", "ROOT", "conj"}:
        return None
    prep = child_at(annotated, verb.i, "agent", "prep")
    under = child_at(annotated, prep.i, "pobj", "pcomp") if prep is not None and prep.lemma in speech.lists["feeling_prepositions"] else None
    subject = subject_of(annotated, verb)
    if prep is None or under is None or subject is None:
        return None
    source = noun_phrase(annotated, subject[0])
    content = tree(annotated, prep.i) - {prep.i} - source
    return Frame(source, verb_group(annotated, verb) | {prep.i}, content, "speech", "asserted", "affirmed", subject[0], verb.i, under.i)
