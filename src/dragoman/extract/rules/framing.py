"""Yields a Frame around a verb: its subject as the source, how sure and for or against, the paper or person cited for it."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Span, Token
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.phrases import child_at, noun_phrase, subject_of, tree, verb_group
from dragoman.extract.rules.relayed import issuer_of, quoted_saying
from dragoman.extract.rules.sources import is_inquiry, is_paper, is_source, paper_of_cue
from dragoman.extract.rules.unsaid import is_unsaid, of_nothing


def built(
    annotated: Annotated, speech: Speech, verb: Token, kind: VerbClass | None, head: int, content: frozenset[int], cue: frozenset[int] = frozenset()
) -> Frame:
    """A frame with the verb's own subject as the source."""
    at, via, more = _speaker(annotated, speech, verb)
    cue = cue | more
    certainty, polarity = stance_of(annotated, speech, verb, kind, at)
    source = noun_phrase(annotated, at) if at is not None else frozenset()
    if at is None and (last := _after_comma(annotated, verb)):
        at, source = max(last), last
        content -= last
    group = verb_group(annotated, verb) | cue
    clean = without_mark(annotated, head, content - source - group if at is None or at not in content else content - group)
    inner = paper_of_cue(annotated, speech, verb, clean) + cited_by(annotated, speech, verb, at)
    return Frame(source, group, clean, "speech", certainty, polarity, at, verb.i, head, inner, False, via)


def _speaker(annotated: Annotated, speech: Speech, verb: Token) -> tuple[int | None, tuple[int, ...], frozenset[int]]:
    """(head of who says it, the medium that quotes him, words that belong to the cue besides)."""
    if (quoted := quoted_saying(annotated, speech, verb)) is not None:
        return quoted[0], () if quoted[1] is None else (quoted[1],), quoted[2]
    if (issued := issuer_of(annotated, speech, verb)) is not None:
        return issued[0], (), frozenset(range(issued[1], verb.i))
    subject = subject_of(annotated, verb)
    at = subject[0] if subject is not None and not subject[1] and annotated.tokens[subject[0]].dep != "expl" else None
    return _inverted(annotated, verb, at), (), frozenset()


def _after_comma(annotated: Annotated, verb: Token) -> frozenset[int]:
    """The words of a source that a headline tacks on: Frigate sank, *navy* says."""
    said = child_at(annotated, verb.i, "ccomp")
    if said is None or said.i > verb.i or verb.dep != "ROOT" or verb.tag not in {"VBZ", "VBP", "VBD"}:
        return frozenset()
    low = verb.i
    while low - 1 > said.i and verb.i - low < 5 and annotated.tokens[low - 1].pos in {"NOUN", "PROPN", "ADJ"}:
        low -= 1
    return frozenset(range(low, verb.i)) if low < verb.i and annotated.tokens[low - 1].text == "," else frozenset()


def _quoted(annotated: Annotated, token: Token) -> bool:
    return bool(annotated.quotations_over([Span(token.start, token.end)]))


def _inverted(annotated: Annotated, verb: Token, at: int | None) -> int | None:
    """The speaker after his verb: "Who came?" asked the judge; "The pass," said the guard, "is closed"."""
    after = [c for c in annotated.children(verb.i) if c.dep in {"nsubj", "dobj"} and c.i > verb.i and not _quoted(annotated, c)]
    if not after or annotated.tokens[verb.i - 1].pos != "PUNCT" or _quoted(annotated, verb):
        return at
    if at is not None and not (at < verb.i and _quoted(annotated, annotated.tokens[at])):
        return at
    said = child_at(annotated, verb.i, "ccomp")
    return after[0].i if at is not None or (said is not None and said.i < verb.i) else at


def stance_of(annotated: Annotated, speech: Speech, verb: Token, kind: VerbClass | None, subject: int | None) -> tuple[str, str]:
    """(certainty, polarity) of a cue with its negation: a paper that does not mention is an absence, what is not said is withheld, not believed is denied."""
    certainty, polarity = (kind.certainty, kind.polarity) if kind else ("asserted", "affirmed")
    nothing, unsaid = of_nothing(annotated, verb), is_unsaid(annotated, speech, verb)
    if certainty in {"absence", "withheld"} or not (unsaid or nothing):
        return certainty, polarity
    of_paper = subject is not None and any(is_paper(annotated, speech, k) or is_inquiry(annotated, speech, k) for k in _borne(annotated, subject))
    if of_paper and speech.within("absence_verbs", verb.lemma):
        return "absence", "affirmed"
    if unsaid and subject is not None and is_paper(annotated, speech, subject) and speech.within("withheld_verbs", verb.lemma):
        return "absence", "affirmed"
    if not unsaid:
        return certainty, polarity
    if polarity == "denied":
        return ("hedged", "affirmed") if key_of(annotated, speech, verb) != verb.lemma else ("withheld", "affirmed")
    if certainty in {"hedged", "probable", "planned"} and not speech.within("withheld_verbs", verb.lemma):
        return certainty, "denied"
    return "withheld", "affirmed"


def key_of(annotated: Annotated, speech: Speech, verb: Token) -> str:
    """The verb's lemma, with its particle where the two are a verb of saying of their own: rule out, go on."""
    for child in annotated.children(verb.i):
        if child.dep in {"prt", "advmod"} and 0 < child.i - verb.i <= 3 and f"{verb.lemma} {child.lemma.lower()}" in speech.classes:
            return f"{verb.lemma} {child.lemma.lower()}"
    return verb.lemma


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
    """Heads of the sources that the speaker cites for it: citing a diplomat; the paper, which cited a diplomat."""
    near = list(annotated.children(verb.i)) + (list(annotated.children(subject)) if subject is not None else [])
    for child in near:
        if speech.within("citing", child.lemma) and child.i != verb.i and (child.tag == "VBG" or child.dep == "relcl"):
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
