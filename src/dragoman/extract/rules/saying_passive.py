"""Yields a Frame for a passive verb of saying: was accused of, is considered, was confirmed by."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.framing import second_of, stance_of, without_mark
from dragoman.extract.rules.phrases import child_at, noun_phrase, subject_of, tree, verb_group


def passive_frame(annotated: Annotated, speech: Speech, verb: Token, wide: bool) -> Frame | None:
    """The frame of a passive verb; source only where a by-phrase names one; None where it says nothing."""
    above = annotated.tokens[verb.head]
    if (
        verb.dep == "acl"
        and speech.within("publishing", verb.lemma)
        and (speech.within("talk_nouns", above.lemma) or speech.within("document_nouns", above.lemma))
    ):
        return None  # an interview published by a weekly
    if verb.dep == "advcl" and any(c.name == "question" for c in speech.classes.get(verb.lemma, ())) and child_at(annotated, verb.i, "agent") is None:
        return None  # asked whether he would go, he said …: what was asked is nobody's word
    agent = child_at(annotated, verb.i, "agent")
    by = child_at(annotated, agent.i, "pobj") if agent is not None else None
    subject = subject_of(annotated, verb)
    told = frozenset() if subject is None or not child_at(annotated, verb.i, "nsubjpass", "nsubj") else tree(annotated, subject[0])
    if subject is not None and annotated.tokens[subject[0]].lemma in {"it", "there"} and child_at(annotated, verb.i, "ccomp"):
        told = frozenset()
    clause = child_at(annotated, verb.i, "ccomp")
    second = (
        child_at(annotated, verb.i, "xcomp", "oprd")
        or _after_agent(annotated, agent, by)
        or (child_at(annotated, verb.i, "dobj") if verb.dep in {"acl", "conj", "advcl"} else None)
    )
    classes = [c for c in speech.classes.get(verb.lemma, ()) if wide or not c.wide]
    kind = classes[0] if classes else None
    if kind is None:
        return None
    view = next((c for c in classes if c.name in {"view", "belief", "forecast", "allegation"}), None)
    if clause is not None and speech.verb(verb.lemma, "clause", wide):
        content, head = tree(annotated, clause.i), clause.i
    elif second is not None and (view or kind.name in {"speech", "object_speech", "finding", "stance"}) and kind.name not in {"demand", "plan"}:
        content, head, kind = told | tree(annotated, second.i), second.i, view or kind
    elif kind.name == "criticism" or view or speech.within("object_needs_second", verb.lemma):
        more = second_of(annotated, verb)
        if not more:
            return None
        content, head = told | more, min(more)
    elif by is not None and (speech.verb(verb.lemma, "object", wide) or speech.verb(verb.lemma, "clause", wide)) and subject is not None:
        content, head = told or noun_phrase(annotated, subject[0]), subject[0]
    elif wide and subject is not None and speech.verb(verb.lemma, "object"):
        content, head = told, subject[0]
    else:
        return None
    return _passive_frame(annotated, speech, verb, by, view or kind, head, content)


def _after_agent(annotated: Annotated, agent: Token | None, by: Token | None) -> Token | None:
    """Considered by officers *a haven*, where the parser hangs both nouns on `by`."""
    if agent is None or by is None:
        return None
    return next((c for c in annotated.children(agent.i) if c.dep == "pobj" and c.i > by.i + 1), None)


def _passive_frame(annotated: Annotated, speech: Speech, verb: Token, by: Token | None, kind: VerbClass, head: int, content: frozenset[int]) -> Frame:
    source = noun_phrase(annotated, by.i) if by is not None else frozenset()
    agent = frozenset({annotated.tokens[by.head].i}) if by is not None and by.head != by.i else frozenset()
    group = verb_group(annotated, verb) | (agent if agent and min(agent) - verb.i < 3 else frozenset())
    modal = any(c.dep == "aux" and speech.within("modals_of_doubt", c.lemma) for c in annotated.children(verb.i))
    certainty, polarity = stance_of(annotated, speech, verb, kind, by.i if by is not None else None)
    if by is None and certainty in {"asserted", "hedged"}:
        certainty = "hedged" if modal else "alleged" if kind.name in {"view", "belief", "allegation", "speech", "object_speech", "criticism"} else certainty
    clean = without_mark(annotated, head, content - group - source)
    return Frame(source, group, clean, "speech", certainty, polarity, by.i if by is not None else None, verb.i, head, (), by is None and modal)
