"""Yields a Frame around a verb: its subject as the source, how sure and for or against, the paper or person cited for it."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.phrases import child_at, negated, noun_phrase, subject_of, tree, verb_group
from dragoman.extract.rules.sources import is_inquiry, is_paper, is_source, paper_of_cue


def built(
    annotated: Annotated, speech: Speech, verb: Token, kind: VerbClass | None, head: int, content: frozenset[int], cue: frozenset[int] = frozenset()
) -> Frame:
    """A frame with the verb's own subject as the source."""
    subject = subject_of(annotated, verb)
    at = subject[0] if subject is not None and not subject[1] and annotated.tokens[subject[0]].dep != "expl" else None
    certainty, polarity = stance_of(annotated, speech, verb, kind, at)
    source = noun_phrase(annotated, at) if at is not None else frozenset()
    group = verb_group(annotated, verb) | cue
    clean = without_mark(annotated, head, content - source - group if at is None or at not in content else content - group)
    inner = paper_of_cue(annotated, speech, verb, clean) + cited_by(annotated, speech, verb, at)
    return Frame(source, group, clean, "speech", certainty, polarity, at, verb.i, head, inner)


def stance_of(annotated: Annotated, speech: Speech, verb: Token, kind: VerbClass | None, subject: int | None) -> tuple[str, str]:
    """(certainty, polarity) of a cue with its negation: a paper that does not mention is an absence, not confirming is withholding."""
    certainty, polarity = (kind.certainty, kind.polarity) if kind else ("asserted", "affirmed")
    nothing = _of_nothing(annotated, verb)
    if not negated(annotated, verb.i) and not nothing:
        return certainty, polarity
    of_paper = subject is not None and any(is_paper(annotated, speech, k) or is_inquiry(annotated, speech, k) for k in _borne(annotated, subject))
    if of_paper and speech.within("absence_verbs", verb.lemma):
        return "absence", "affirmed"
    if nothing:
        return certainty, polarity
    if polarity == "denied" or speech.within("withheld_verbs", verb.lemma):
        return "withheld", "affirmed"
    return certainty, "denied" if certainty in {"hedged", "probable"} else polarity


def _of_nothing(annotated: Annotated, verb: Token) -> bool:
    """`contains no proof`, `records nothing`."""
    things = [c for c in annotated.children(verb.i) if c.dep == "dobj"]
    return any(t.lemma in {"nothing", "none"} or any(c.dep == "det" and c.lemma == "no" for c in annotated.children(t.i)) for t in things)


def _borne(annotated: Annotated, subject: int) -> tuple[int, ...]:
    """The subject; for `it` also the subject of the sentence before, which it most likely takes up."""
    token = annotated.tokens[subject]
    if token.lemma != "it" or token.sentence == 0:
        return (subject,)
    before = annotated.sentences[token.sentence - 1]
    return (subject, *(t.i for t in annotated.sentence_tokens(before) if t.dep in {"nsubj", "nsubjpass"}))


def without_mark(annotated: Annotated, head: int, content: frozenset[int]) -> frozenset[int]:
    """Content without the conjunction that opens it."""
    marks = {c.i for c in annotated.children(head) if c.dep in {"mark", "dobj"} and c.lemma == "that"}
    return content - (marks & {min(content)} if content else set())


def second_of(annotated: Annotated, verb: Token) -> frozenset[int]:
    """What is said of the object: as a threat, for its silence, of lying, guilty."""
    found: frozenset[int] = frozenset()
    for child in annotated.children(verb.i):
        if (child.dep in {"prep", "agent"} and child.lemma in {"of", "for", "over", "as", "with", "about"} and child.i > verb.i) or child.dep in {
            "oprd",
            "xcomp",
        }:
            found |= tree(annotated, child.i)
        if child.dep == "dobj":
            for below in annotated.children(child.i):
                if below.dep == "prep" and below.lemma in {"as", "for", "of"}:
                    found |= tree(annotated, below.i)
    return found


def cited_by(annotated: Annotated, speech: Speech, verb: Token, subject: int | None) -> tuple[int, ...]:
    """Heads of the sources that the speaker cites for it: citing a diplomat."""
    near = list(annotated.children(verb.i)) + (list(annotated.children(subject)) if subject is not None else [])
    for child in near:
        if speech.within("citing", child.lemma) and child.tag == "VBG" and child.i != verb.i:
            thing = child_at(annotated, child.i, "dobj")
            if thing is not None and is_source(annotated, speech, thing.i):
                return (thing.i,)
    return ()


def is_passive(annotated: Annotated, speech: Speech, verb: Token) -> bool:
    """Is the verb a passive or a bare past participle?"""
    if verb.tag == "VBD" and verb.dep == "conj" and annotated.tokens[max(verb.i - 1, 0)].text == ",":
        # a reduced clause after a comma, which the parser takes for a second finite verb: …, considered a success
        own = any(c.dep in {"nsubj", "cc"} for c in annotated.children(verb.i))
        joined = any(c.dep == "cc" and c.i < verb.i for c in annotated.children(verb.head))
        return not own and not joined and speech.within("object_needs_second", verb.lemma)
    if verb.tag != "VBN":
        return False
    labels = {c.dep for c in annotated.children(verb.i)}
    if "auxpass" in labels or "nsubjpass" in labels or "agent" in labels:
        return True
    if verb.dep == "conj" and "nsubj" not in labels and "aux" not in labels:
        head = annotated.tokens[verb.head]
        return head.tag == "VBN" and any(c.dep in {"auxpass", "nsubjpass"} for c in annotated.children(head.i))
    return verb.dep in {"acl", "advcl"} and "aux" not in labels
