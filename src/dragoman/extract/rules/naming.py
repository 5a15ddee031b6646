"""Yields a Frame for each noun of saying (the claim that …), each according-to phrase and each evidential word (allegedly, apparent)."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.framing import cited_by
from dragoman.extract.rules.phrases import SUBJECTS, child_at, noun_phrase, subject_of, tree
from dragoman.extract.rules.sources import is_source


def noun_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """The claim that …, its finding that …, in text order."""
    found: list[Frame] = []
    for token in annotated.tokens:
        certainty = speech.noun_certainty(token.lemma) if token.pos == "NOUN" else None
        if certainty is None:
            continue
        clause = claim_in(annotated, token) or _spread(annotated, speech, token)
        if (
            clause is None
            or _denied(annotated, speech, token)
            or any(c.dep in {"nsubj"} and c.lemma in {"that", "which"} for c in annotated.children(clause.i))
        ):
            continue
        mark = next(c for c in annotated.children(clause.i) if c.dep == "mark" and c.lemma == "that")
        source = owner_of(annotated, speech, token)
        if source is None and certainty in {"asserted", "hedged"} and speech.within("alleged_nouns", token.lemma):
            certainty = "alleged"
        polarity = "denied" if certainty == "denied" else "affirmed"
        content = tree(annotated, clause.i) - {mark.i}
        words = noun_phrase(annotated, source) - content if source is not None else frozenset()
        sure = "asserted" if certainty == "denied" else certainty
        cue = frozenset({token.i, mark.i}) if mark.i == token.i + 1 else frozenset({token.i})
        found.append(Frame(words, cue, content, "noun", sure, polarity, source, token.i, clause.i))
    return found


def claim_in(annotated: Annotated, noun: Token) -> Token | None:
    """Head of the clause that a noun of saying announces: the claim *that …*."""
    by = (
        u
        for c in annotated.children(noun.i)
        if c.dep in {"prep", "agent"} and c.lemma in {"by", "from", "of"}
        for u in annotated.children(c.i)
        if u.dep == "pobj"
    )
    near = [noun, *(u for u in by if u.i > noun.i)]  # warnings by meteorologists that …: the parser may hang the clause on them
    return next((c for n in near for c in annotated.children(n.i) if c.dep in {"acl", "ccomp"} and c.i > n.i and _that(annotated, c)), None)


def _spread(annotated: Annotated, speech: Speech, noun: Token) -> Token | None:
    """Rumours spread that …; their position is that …"""
    verb = annotated.tokens[noun.head]
    if noun.dep not in {"nsubj", "nsubjpass"} or not speech.within("spreading", verb.lemma):
        return None
    return next((c for c in annotated.children(verb.i) if c.dep in {"ccomp", "advcl"} and c.i > verb.i and _that(annotated, c)), None)


def _denied(annotated: Annotated, speech: Speech, noun: Token) -> bool:
    """Rejected the claim that …: it is nobody's in particular, and the verb tells who denies it."""
    verb = annotated.tokens[noun.head]
    own = any(c.dep == "poss" or (c.dep in {"prep", "agent"} and c.lemma in {"by", "from", "of"}) for c in annotated.children(noun.i))
    return noun.dep == "dobj" and speech.denies(verb.lemma) and not own


def _that(annotated: Annotated, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lemma == "that" for c in annotated.children(clause.i))


def owner_of(annotated: Annotated, speech: Speech, noun: Token) -> int | None:
    """Whose claim it is: possessor, by or from somebody, or the subject of make, issue, repeat."""
    for child in annotated.children(noun.i):
        if child.dep == "poss":
            return child.i
        if child.dep in {"prep", "agent"} and child.lemma in {"by", "from"} and (under := child_at(annotated, child.i, "pobj")):
            return under.i
    head = annotated.tokens[noun.head]
    if noun.dep == "dobj" and head.pos == "VERB" and not speech.denies(head.lemma) and (speech.within("light_verbs", head.lemma) or speech.says(head.lemma)):
        subject = subject_of(annotated, head)
        return subject[0] if subject is not None and not subject[1] else None
    return None


def according_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """According to the ministry, …; …, in the words of a resident."""
    found: list[Frame] = []
    for token in annotated.tokens:
        word = token.text.lower()
        if word not in {"according", "in", "as", "per", "based"}:
            continue
        if word == "according" and token.i + 1 < len(annotated.tokens) and annotated.tokens[token.i + 1].lemma == "to":
            last = token.i + 1
        elif word == "in" and (of := _words_of(annotated, speech, token)) is not None:
            last = of
        elif (bare := _per(annotated, speech, token)) is not None:
            last = bare
        elif (frame := _as_states(annotated, speech, token)) is not None:
            found.append(frame)
            continue
        else:
            continue
        source = child_at(annotated, last, "pobj") or _next_noun(annotated, last)
        if source is None:
            continue
        cue = frozenset(range(token.i, last + 1))
        if source.lemma == "which" and (frame := _according_to_which(annotated, speech, token, source, cue)) is not None:
            found.append(frame)
            continue
        words = _phrase_with_clause(annotated, source.i)
        inner = tree(annotated, token.i) | cue | words
        content, head = _governed(annotated, token, inner)
        only = speech.within("bare_information", source.lemma) and len([k for k in noun_phrase(annotated, source.i) if annotated.tokens[k].pos != "DET"]) == 1
        certainty = "alleged" if speech.within("story_nouns", source.lemma) else "asserted"
        if only:
            cue, words = cue | {source.i}, frozenset()
        inner_links = () if only else cited_by(annotated, speech, token, source.i)
        found.append(Frame(words, cue, content, "preposition", certainty, "affirmed", None if only else source.i, token.i, head, inner_links))
    return found


def _according_to_which(annotated: Annotated, speech: Speech, token: Token, which: Token, cue: frozenset[int]) -> Frame | None:
    """The report, according to which the valve had rusted: what follows, on the word of the last paper named before."""
    sentence = annotated.sentence_of(token.i)
    before = [k for k in range(sentence.first, token.i) if annotated.tokens[k].pos in {"NOUN", "PROPN"} and is_source(annotated, speech, k)]
    papers = [k for k in before if speech.within("document_nouns", annotated.tokens[k].lemma)]
    content = frozenset(range(which.i + 1, sentence.last))
    if not before or not content:
        return None
    source = (papers or before)[-1]
    head = next((k for k in sorted(content) if annotated.tokens[k].head not in content or annotated.tokens[k].head == k), which.i + 1)
    return Frame(noun_phrase(annotated, source) - content - cue, cue | {which.i}, content, "preposition", "asserted", "affirmed", source, token.i, head)


def _per(annotated: Annotated, speech: Speech, token: Token) -> int | None:
    """Index of the word that leads to the source: `per the coast guard`, `based on witness accounts`; None elsewhere."""
    word = token.text.lower()
    last = token.i if word == "per" else token.i + 1
    if word not in {"per", "based"} or last >= len(annotated.tokens) or (word == "based" and annotated.tokens[last].lemma != "on"):
        return None
    source = child_at(annotated, last, "pobj")
    if source is None or (word == "per" and child_at(annotated, source.i, "det", "poss") is None and source.pos != "PROPN"):
        return None
    told = is_source(annotated, speech, source.i) or (speech.within("story_nouns", source.lemma) and word == "based")
    return last if told and token.dep in {"prep", "advcl"} else None


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
    known = frozenset[str]().union(*(speech.lists[key] for key in ("hearsay_adverbs", "doubt_adverbs", "hearsay_adjectives", "doubt_adjectives")))
    for token in annotated.tokens:
        word = token.text.lower()
        if word not in known:
            continue
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
    # `after he allegedly sold it`: the conjunction ties the clause, and is no part of it
    content -= {c.i for c in annotated.children(head.i) if c.dep == "mark"}
    own = any(c.dep in SUBJECTS for c in annotated.children(head.i))
    if not own or (head.dep in {"conj", "pcomp", "acl", "xcomp"} and not own):
        content = frozenset(k for k in content if k > adverb.i)
    return content, head.i
