"""Yields the media that words came through before they reached the outlet: told an agency, in an interview with a weekly, quoted by it as saying."""

from __future__ import annotations

from dataclasses import replace

from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import ChainLink
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import child_at, subject_of, tree


def relayed(annotated: Annotated, speech: Speech, frame: Frame) -> Frame:
    """The frame with the media that it came through; as it is where there are none."""
    if frame.cue_head is None or frame.via:
        return frame
    cue = annotated.tokens[frame.cue_head]
    heads = [*_told(annotated, speech, cue), *_talking(annotated, speech, cue), *_seen(annotated, speech, frame), *_quoting(annotated, speech, frame)]
    return replace(frame, via=tuple(k for k in heads if k not in frame.content)[:1])


def _told(annotated: Annotated, speech: Speech, verb: Token) -> list[int]:
    """Whom it was told: told Reuters; speaking to Reuters, he said."""
    found = [c.i for c in annotated.children(verb.i) if c.dep in {"dobj", "dative", "iobj"} and speech.within("telling", verb.lemma)]
    for near in (verb, *(c for c in annotated.children(verb.i) if c.dep == "advcl" and c.tag == "VBG")):
        if not speech.within("talking", near.lemma):
            continue
        for prep in annotated.children(near.i):
            under = child_at(annotated, prep.i, "pobj") if prep.dep in {"prep", "dative"} and prep.lemma in {"to", "with"} else None
            found += [under.i] if under is not None else []
    return found


def _talking(annotated: Annotated, speech: Speech, verb: Token) -> list[int]:
    """In an interview with, in remarks published by, in an article for."""
    found: list[int] = []
    for prep in annotated.children(verb.i):
        talk = child_at(annotated, prep.i, "pobj") if prep.dep == "prep" and prep.lemma in {"in", "during", "on"} else None
        if talk is not None and speech.within("talk_nouns", talk.lemma):
            found += _medium_of(annotated, speech, talk)
        elif talk is not None and speech.within("document_nouns", talk.lemma):
            found += _shown_to(annotated, speech, talk.i)
    return found


def _medium_of(annotated: Annotated, speech: Speech, talk: Token) -> list[int]:
    found: list[int] = []
    for child in annotated.children(talk.i):
        if child.dep == "prep" and child.lemma in {"with", "to", "for", "on", "by", "in"} and (under := child_at(annotated, child.i, "pobj")):
            found.append(under.i)
        elif child.dep == "acl" and speech.within("publishing", child.lemma):
            found += [k.i for c in annotated.children(child.i) if c.dep in {"agent", "prep"} for k in annotated.children(c.i) if k.dep == "pobj"]
        elif child.dep == "poss":
            found.append(child.i)
    return found


def _seen(annotated: Annotated, speech: Speech, frame: Frame) -> list[int]:
    """A memo seen by Reuters; a report published by the weekly; reports by the agency."""
    if frame.source_head is None or not speech.within("document_nouns", annotated.tokens[frame.source_head].lemma):
        return []
    found = _shown_to(annotated, speech, frame.source_head)
    for child in annotated.children(frame.source_head):
        if child.dep in {"prep", "agent"} and child.lemma in {"by", "from", "in"} and (under := child_at(annotated, child.i, "pobj")):
            found.append(under.i)
    return found


def _shown_to(annotated: Annotated, speech: Speech, paper: int) -> list[int]:
    found: list[int] = []
    for child in annotated.children(paper):
        if child.dep in {"acl", "relcl"} and speech.within("seeing", child.lemma):
            agent = next((c for c in annotated.children(child.i) if c.dep in {"agent", "prep"} and c.lemma in {"by", "to", "with", "in"}), None)
            by = child_at(annotated, agent.i, "pobj") if agent is not None else child_at(annotated, child.i, "nsubj")
            found += [by.i] if by is not None and by.lemma not in {"which", "that", "who"} else []
    return found


def _quoting(annotated: Annotated, speech: Speech, frame: Frame) -> list[int]:
    """Officials quoted by an agency; the minister, as cited by it."""
    found: list[int] = []
    for k in sorted(tree(annotated, frame.source_head)) if frame.source_head is not None else ():
        token = annotated.tokens[k]
        agent = child_at(annotated, k, "agent") if token.tag == "VBN" and speech.within("citing", token.lemma) else None
        by = child_at(annotated, agent.i, "pobj") if agent is not None else None
        found += [by.i] if by is not None else []
    return found


def of_medium(annotated: Annotated, speech: Speech, head: int, link: ChainLink) -> bool:
    """Is the one told, interviewed by or shown it a medium, and another than the outlet?"""
    outlet, name = (annotated.document.outlet or "").casefold(), (link.name or "").casefold()
    if not name or name in outlet or (outlet and outlet in name):
        return False
    if link.type == "agency":
        return True
    above = [a.lemma for a in annotated.ancestors(head)][:3]
    if any(speech.within("citing", w) for w in above):
        return True
    return link.type in {"institution", "document"} and annotated.tokens[head].pos == "PROPN" and any(speech.within("talk_nouns", w) for w in above)


def is_its_report(speech: Speech, noun: Token) -> bool:
    """Is it a piece of news, so that a medium's report is the medium's own word?"""
    return speech.within("news_pieces", noun.lemma)


def quoted_saying(annotated: Annotated, speech: Speech, verb: Token) -> tuple[int, int | None, frozenset[int]] | None:
    """(who is quoted, the medium that quotes him, the cue) of `quoted X as saying` and `was quoted by M as saying`; None elsewhere."""
    as_ = annotated.tokens[verb.head]
    citing = annotated.tokens[as_.head]
    if citing.pos not in {"VERB", "AUX"}:  # the one quoted stands between
        citing = annotated.tokens[citing.head]
    having = any(c.dep == "aux" and c.tag == "VBG" for c in annotated.children(verb.i))
    if not (verb.tag == "VBG" or having) or verb.dep != "pcomp" or as_.lemma != "as" or not speech.within("citing", citing.lemma):
        return None
    told = child_at(annotated, citing.i, "nsubjpass")
    cue = frozenset({citing.i, as_.i, verb.i})
    if told is not None or citing.dep == "acl":
        agent = child_at(annotated, citing.i, "agent")
        by = child_at(annotated, agent.i, "pobj") if agent is not None else None
        return (
            (told.i if told is not None else citing.head),
            by.i if by is not None else None,
            cue | {c.i for c in annotated.children(citing.i) if c.dep in {"aux", "auxpass"}},
        )
    whom = child_at(annotated, citing.i, "dobj")
    subject = subject_of(annotated, citing)
    return (whom.i, subject[0] if subject is not None else None, cue) if whom is not None else None


def issuer_of(annotated: Annotated, speech: Speech, verb: Token) -> tuple[int, int] | None:
    """(head of who issues it, the light verb) of `issued a statement saying`; None elsewhere."""
    paper = annotated.tokens[verb.head]
    light = annotated.tokens[paper.head]
    if verb.dep != "acl" or verb.tag != "VBG" or paper.dep != "dobj" or not speech.within("light_verbs", light.lemma):
        return None
    if not (speech.within("speech_nouns", paper.lemma) or speech.within("document_nouns", paper.lemma)) or verb.i <= paper.i:
        return None
    subject = subject_of(annotated, light)
    return (subject[0], light.i) if subject is not None and not subject[1] else None
