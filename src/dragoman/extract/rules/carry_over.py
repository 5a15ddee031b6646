"""Yields the frames of sentences that go on with the source of an earlier one: lists of findings, and what a paper does or does not record."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Sentence, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import child_at, negated, tree, verb_group

LONGEST = 12  # sentences that one announcement may govern


def carried_frames(annotated: Annotated, speech: Speech, frames: list[Frame]) -> list[tuple[Frame, Frame]]:
    """(frame, the earlier frame whose source it shares) of all that is carried over, in text order."""
    found: list[tuple[Frame, Frame]] = []
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        if frame.cue_head is not None:
            by_sentence.setdefault(annotated.tokens[frame.cue_head].sentence, []).append(frame)
    governing: Frame | None = None
    left = 0
    for sentence in annotated.sentences:
        own = [f for f in by_sentence.get(sentence.i, []) if f.kind != "evidential"]
        recorded = _recorded(annotated, speech, sentence)
        if recorded is not None and not own:
            paper = governing or _last_paper(annotated, speech, frames, sentence)
            if paper is not None:
                found.append((recorded, paper))
                continue
        if governing is not None and own and all(_same_paper(annotated, speech, f, governing) for f in own):
            continue  # the doors were locked, it says: the account goes on
        if governing is not None and (own or left == 0 or _turns(annotated, speech, sentence, governing)):
            governing = None
        if governing is not None:
            left -= 1
            found.append((_whole(annotated, sentence, governing), governing))
        for frame in own:
            if _announces(annotated, speech, frame, sentence):
                governing, left = frame, LONGEST
    return found


def _announces(annotated: Annotated, speech: Speech, frame: Frame, sentence: Sentence) -> bool:
    """Does the cue name a list (the following facts) that a colon opens?"""
    listed = any(speech.within("list_nouns", annotated.tokens[k].lemma) for k in frame.cue)
    if listed and frame.source and any(annotated.tokens[k].text == ":" for k in range(sentence.first, sentence.last)):
        return True
    return _opens_account(annotated, speech, frame)


def _opens_account(annotated: Annotated, speech: Speech, frame: Frame) -> bool:
    """The report describes the last minutes of the flight; the inquiry lists several failures: what follows is told there."""
    if frame.content_head is None or frame.cue_head is None or frame.certainty != "asserted" or frame.polarity != "affirmed" or frame.source_head is None:
        return False
    verb, thing, source = (annotated.tokens[k] for k in (frame.cue_head, frame.content_head, frame.source_head))
    if (
        not speech.within("account_verbs", verb.lemma)
        or thing.dep != "dobj"
        or not (speech.within("document_nouns", source.lemma) or speech.within("inquiry_nouns", source.lemma))
    ):
        return False
    several = any(c.dep in {"nummod", "amod", "det"} and (c.dep == "nummod" or speech.within("several", c.lemma.lower())) for c in annotated.children(thing.i))
    return speech.within("account_nouns", thing.lemma) or (several and thing.tag in {"NNS", "NNPS"})


def _turns(annotated: Annotated, speech: Speech, sentence: Sentence, governing: Frame) -> bool:
    """Does the sentence leave the list: another paragraph or part, or an opening such as However?"""
    start = annotated.sentence_of(min(governing.content))
    return (
        sentence.paragraph != start.paragraph or sentence.zone != start.zone or annotated.tokens[sentence.first].text.lower() in speech.lists["topic_changes"]
    )


def _whole(annotated: Annotated, sentence: Sentence, governing: Frame) -> Frame:
    content = frozenset(range(sentence.first, sentence.last))
    head = next((k for k in sorted(content) if annotated.tokens[k].head == k), sentence.first)
    return Frame(
        governing.source, governing.cue, content, "carry_over", "asserted", "affirmed", governing.source_head, governing.cue_head, head, governing.inner
    )


def _recorded(annotated: Annotated, speech: Speech, sentence: Sentence) -> Frame | None:
    """Information on X was (not) recorded: about X, by a paper named before."""
    for token in annotated.sentence_tokens(sentence):
        if token.tag != "VBN" or not speech.within("recorded_verbs", token.lemma):
            continue
        subject = child_at(annotated, token.i, "nsubjpass")
        if subject is None or not speech.within("information_nouns", subject.lemma) or child_at(annotated, token.i, "agent"):
            continue
        return _of_record(annotated, token, subject)
    return None


def _of_record(annotated: Annotated, verb: Token, subject: Token) -> Frame:
    group = verb_group(annotated, verb)
    about = child_at(annotated, verb.i, "prep")
    absent = negated(annotated, verb.i) or any(c.dep == "det" and c.lemma == "no" for c in annotated.children(subject.i))
    if about is not None and about.lemma in {"about", "on", "of"} and not absent:
        content = tree(annotated, about.i) - {about.i}
        cue = frozenset(range(min(tree(annotated, subject.i)), about.i + 1))
    else:
        content, cue = tree(annotated, subject.i) - group, group
    head = min(content, default=subject.i)
    return Frame(frozenset(), cue, content, "carry_over", "absence" if absent else "asserted", "affirmed", None, verb.i, head)


def _last_paper(annotated: Annotated, speech: Speech, frames: list[Frame], sentence: Sentence) -> Frame | None:
    """The nearest frame before, in the same paragraph, whose source is a paper."""
    for frame in sorted(frames, key=lambda f: -(f.cue_head or 0)):
        if frame.cue_head is None or frame.cue_head >= sentence.first or frame.source_head is None:
            continue
        earlier = annotated.sentence_of(frame.cue_head)
        near = earlier.paragraph == sentence.paragraph and sentence.i - earlier.i <= 3
        if near and speech.within("document_nouns", annotated.tokens[frame.source_head].lemma):
            return frame
    return None


def _same_paper(annotated: Annotated, speech: Speech, frame: Frame, governing: Frame) -> bool:
    """Does the frame's source only name the account's source again: it, the report?"""
    if frame.source_head is None or governing.source_head is None:
        return False
    first, again = annotated.tokens[governing.source_head], annotated.tokens[frame.source_head]
    return frame.kind == "speech" and again.lemma.lower() in {"it", first.lemma.lower()}
