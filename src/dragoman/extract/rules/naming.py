"""Yields a Frame for each noun of saying (the claim that …), each according-to phrase and each evidential word (allegedly, apparent)."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import SUBJECTS, child_at, noun_phrase, subject_of, tree


def noun_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """The claim that …, its finding that …, in text order."""
    found: list[Frame] = []
    for token in annotated.tokens:
        certainty = speech.noun_certainty(token.lemma) if token.pos == "NOUN" else None
        if certainty is None:
            continue
        clause = next((c for c in annotated.children(token.i) if c.dep in {"acl", "ccomp"} and _that(annotated, c)), None)
        if clause is None or any(c.dep in {"nsubj"} and c.lemma in {"that", "which"} for c in annotated.children(clause.i)):
            continue
        mark = next(c for c in annotated.children(clause.i) if c.dep == "mark" and c.lemma == "that")
        source = _owner(annotated, speech, token)
        if source is None and certainty == "asserted" and speech.within("alleged_nouns", token.lemma):
            certainty = "alleged"
        polarity = "denied" if certainty == "denied" else "affirmed"
        content = tree(annotated, clause.i) - {mark.i}
        words = noun_phrase(annotated, source) - content if source is not None else frozenset()
        sure = "asserted" if certainty == "denied" else certainty
        cue = frozenset({token.i, mark.i}) if mark.i == token.i + 1 else frozenset({token.i})
        found.append(Frame(words, cue, content, "noun", sure, polarity, source, token.i, clause.i))
    return found


def _that(annotated: Annotated, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lemma == "that" for c in annotated.children(clause.i))


def _owner(annotated: Annotated, speech: Speech, noun: Token) -> int | None:
    """Whose claim it is: possessor, by or from somebody, or the subject of make, issue, repeat."""
    for child in annotated.children(noun.i):
        if child.dep == "poss":
            return child.i
        if child.dep in {"prep", "agent"} and child.lemma in {"by", "from"} and (under := child_at(annotated, child.i, "pobj")):
            return under.i
    head = annotated.tokens[noun.head]
    if noun.dep == "dobj" and head.pos == "VERB" and (speech.within("light_verbs", head.lemma) or speech.says(head.lemma)):
        subject = subject_of(annotated, head)
        return subject[0] if subject is not None and not subject[1] else None
    return None


def according_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """According to the ministry, …; …, in the words of a resident."""
    found: list[Frame] = []
    for token in annotated.tokens:
        if token.text.lower() == "according" and token.i + 1 < len(annotated.tokens) and annotated.tokens[token.i + 1].lemma == "to":
            last = token.i + 1
        elif token.text.lower() == "in" and (of := _words_of(annotated, speech, token)) is not None:
            last = of
        elif (frame := _as_states(annotated, speech, token)) is not None:
            found.append(frame)
            continue
        else:
            continue
        source = child_at(annotated, last, "pobj") or _next_noun(annotated, last)
        if source is None:
            continue
        words = _phrase_with_clause(annotated, source.i)
        cue = frozenset(range(token.i, last + 1))
        inner = tree(annotated, token.i) | cue | words
        content, head = _governed(annotated, token, inner)
        bare = speech.within("bare_information", source.lemma) and len([k for k in noun_phrase(annotated, source.i) if annotated.tokens[k].pos != "DET"]) == 1
        certainty = "alleged" if speech.within("story_nouns", source.lemma) else "asserted"
        if bare:
            cue, words = cue | {source.i}, frozenset()
        found.append(Frame(words, cue, content, "preposition", certainty, "affirmed", None if bare else source.i, token.i, head))
    return found


def _as_states(annotated: Annotated, speech: Speech, token: Token) -> Frame | None:
    """As the law states, …, where the parser takes the verb for a noun."""
    verb = child_at(annotated, token.i, "pobj") if token.text.lower() == "as" and token.dep == "prep" else None
    if verb is None or not verb.text.endswith("s") or not speech.says(verb.lemma):
        return None
    noun = child_at(annotated, verb.i, "compound")
    after = annotated.tokens[verb.i + 1].text if verb.i + 1 < len(annotated.tokens) else ""
    if noun is None or after != "," or noun.i != verb.i - 1 or not speech.within("document_nouns", noun.lemma):
        return None
    inner = tree(annotated, token.i)
    content, head = _governed(annotated, token, inner)
    source = frozenset(k for k in inner if token.i < k < verb.i)
    return Frame(source, frozenset({verb.i}), content, "speech", "asserted", "affirmed", noun.i, verb.i, head)


def _words_of(annotated: Annotated, speech: Speech, token: Token) -> int | None:
    """Index of `of` in `in the words of`; None elsewhere."""
    noun = child_at(annotated, token.i, "pobj")
    if noun is None or not speech.within("view_nouns", noun.lemma) or noun.i - token.i > 3:
        return None
    of = next((c for c in annotated.children(noun.i) if c.dep == "prep" and c.lemma == "of"), None)
    return of.i if of is not None and of.i == noun.i + 1 else None


def _next_noun(annotated: Annotated, i: int) -> Token | None:
    sentence = annotated.sentence_of(i)
    return next((annotated.tokens[k] for k in range(i + 1, min(i + 6, sentence.last)) if annotated.tokens[k].pos in {"NOUN", "PROPN", "PRON"}), None)


def _phrase_with_clause(annotated: Annotated, head: int) -> frozenset[int]:
    """The source with a relative clause that follows at once: this version, which has spread."""
    relative = child_at(annotated, head, "relcl")
    words = noun_phrase(annotated, head)
    if relative is None:
        return words
    clause = tree(annotated, relative.i)
    return words | frozenset(range(max(words), max(clause) + 1)) if min(clause) - max(words) <= 2 and len(clause) < 10 else words


def _governed(annotated: Annotated, cue: Token, inner: frozenset[int]) -> tuple[frozenset[int], int | None]:
    """What the phrase governs: the whole sentence where it opens or closes it, else the clause it hangs on."""
    sentence = annotated.sentence_of(cue.i)
    whole = frozenset(range(sentence.first, sentence.last)) - inner
    root = next((k for k in sorted(whole) if annotated.tokens[k].head == k), min(whole, default=None))
    before = [k for k in range(sentence.first, cue.i) if annotated.tokens[k].pos not in {"PUNCT", "SPACE", "CCONJ", "ADV", "SCONJ"} and k not in inner]
    if len(before) <= 2:
        return whole - frozenset(range(sentence.first, cue.i)), root
    head = cue.head
    while annotated.tokens[head].pos not in {"VERB", "AUX"} and annotated.tokens[head].head != head:
        head = annotated.tokens[head].head
    clause = tree(annotated, head) - inner
    return (clause, head) if clause else (whole, root)


def evidential_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """Allegedly, reputedly, apparently; an alleged or apparent thing: each with the words it bears on."""
    found: list[Frame] = []
    for token in annotated.tokens:
        word = token.text.lower()
        if speech.within("hearsay_adverbs", word) or speech.within("doubt_adverbs", word):
            content, head = _scope(annotated, token)
            own = speech.within("doubt_adverbs", word)
        elif (speech.within("hearsay_adjectives", word) or speech.within("doubt_adjectives", word)) and token.dep == "amod":
            head, own = token.head, speech.within("doubt_adjectives", word)
            content = tree(annotated, head, [c.i for c in annotated.children(head) if c.dep in {"relcl", "det", "poss"}]) - {token.i}
        else:
            continue
        if content:
            found.append(
                Frame(frozenset(), frozenset({token.i}), content, "evidential", "hedged" if own else "alleged", "affirmed", None, token.i, head, (), own)
            )
    return found


def _scope(annotated: Annotated, adverb: Token) -> tuple[frozenset[int], int]:
    """The clause of the verb it stands by; only from the adverb on where the verb's subject belongs to an earlier verb as well."""
    head = annotated.tokens[adverb.head]
    if head.i == adverb.i:
        sentence = annotated.sentence_of(adverb.i)
        return frozenset(range(adverb.i + 1, sentence.last)), adverb.i
    later = [
        c.i for c in annotated.children(head.i) if c.dep == "conj" and c.pos in {"VERB", "AUX"} and any(x.dep in SUBJECTS for x in annotated.children(c.i))
    ]
    loose = [c.i for c in annotated.children(head.i) if c.dep in {"cc", "advcl"} and c.i < adverb.i]
    content = tree(annotated, head.i, [adverb.i, *later, *loose])
    own = any(c.dep in SUBJECTS for c in annotated.children(head.i))
    if not own or (head.dep in {"conj", "pcomp", "acl", "xcomp"} and not own):
        content = frozenset(k for k in content if k > adverb.i)
    return content, head.i
