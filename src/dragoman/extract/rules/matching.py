"""Yields trigger matches: tokens at which a codebook trigger holds, the best trigger per token, with the words that it consumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.model import NATIONALS, Codebook, Condition, Trigger
from dragoman.core.documents import Annotated, Sentence, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.arguments import Roles

SKIPPED_ZONES = frozenset({"byline", "boilerplate"})
"""Where nothing is coded."""
_SHORTEST = 20
"""Letters that a title and the beginning of a text must share to be one."""
_HEADS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
"""Parts of speech that may be the head of a trigger."""
_PLURAL = frozenset({"NNS", "NNPS"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos"})
_ONE = frozenset({"a", "an", "the", "this", "that", "another"})
_BLOWS = frozenset({"ASSAULT", "COERCE"})
"""What a party is blamed for is told beside the blame."""


class EntityIndex:
    """Entity mentions by head token; with several at one head the longest that is no pronoun wins."""

    def __init__(self, entities: tuple[EntityMention, ...]) -> None:
        """entities: the mentions of one document."""
        self.by_id = {m.id: m for m in entities}
        self.known: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        """By which words and entity kinds conditions may know a token, of those that were asked for: many triggers ask for the same."""
        self.words: dict[int, frozenset[str]] = {}
        """By sentence the words by which conditions may know anything in it."""
        self.at: dict[int, EntityMention] = {}
        for mention in sorted(entities, key=lambda m: (m.end - m.start, m.id)):
            self.at[mention.head] = mention

    def first(self, mention: EntityMention) -> EntityMention:
        """The mention that heads the in-document cluster."""
        return self.by_id.get(mention.anchor, mention)


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger that holds at a token; consumed: tokens that its lemma conditions used up."""

    token: Token
    trigger: Trigger
    consumed: frozenset[int]


def find_matches(annotated: Annotated, index: EntityIndex, roles: Roles, codebook: Codebook) -> list[Match]:
    """The best trigger per token of the coded zones, in text order; nouns used up by a verb's frame are left out."""
    matches = []
    for sentence in annotated.sentences:
        if sentence.zone not in SKIPPED_ZONES and not (sentence.zone == "title" and _repeated(annotated, sentence)):
            for token in annotated.sentence_tokens(sentence):
                if token.pos in _HEADS:
                    matches += _held(annotated, token, index, roles, codebook)
    used: dict[int, set[str]] = {}
    for match in matches:
        for i in match.consumed if match.trigger.pos != "noun" else ():
            used.setdefault(i, set()).add(match.trigger.type)
    return [m for m in matches if m.trigger.pos == "verb" or _stays(m, used.get(m.token.i, set()))]


def _repeated(annotated: Annotated, title: Sentence) -> bool:
    """Is a title only the beginning of the text, cut off where the page had none?"""
    text = annotated.document.text
    words = text[title.start : title.end].rstrip(" .…")
    body = next((s for s in annotated.sentences if s.zone == "body"), None)
    return body is not None and len(words) > _SHORTEST and text.startswith(words, body.start)


def _stays(match: Match, users: set[str]) -> bool:
    """Is a noun or adjective an event beside the frame that used it: what a demand or threat is about is one (coding rule 3: `demanded an apology`)."""
    blamed = match.trigger.type in _BLOWS and any(c.role.partition(".")[0] == "governor" for c in match.trigger.conditions)  # `blamed it for the blast`
    return not users or (users <= {"REQUEST", "THREATEN"} and match.trigger.type not in users) or (blamed and users <= {"ACCUSE"})


def _held(annotated: Annotated, token: Token, index: EntityIndex, roles: Roles, codebook: Codebook) -> list[Match]:
    """The best trigger that holds; behind an accusation that lies in the telling (`said that it meddled`) the deed that is told."""
    found: list[Match] = []
    at_hand = _words_of_sentence(annotated, token, index, roles)
    for trigger in triggers_of(annotated, token, index, codebook):
        if found and trigger.type not in _BLOWS:
            continue
        for words in trigger.needs:
            if words.isdisjoint(at_hand):
                break
        else:
            consumed = holds(token, trigger, index, roles)
            if consumed is not None:
                found.append(Match(token, trigger, consumed))
                if found[0].trigger.type != "ACCUSE" or found[0].trigger.actor != ("source",) or len(found) > 1:
                    break
    return found


def _words_of_sentence(annotated: Annotated, token: Token, index: EntityIndex, roles: Roles) -> frozenset[str]:
    """Lemmas and written forms of a sentence, and of what its pronouns stand for: a trigger that needs others cannot hold there."""
    if token.sentence not in index.words:
        found: set[str] = set()
        for one in annotated.sentence_tokens(annotated.sentences[token.sentence]):
            found |= {one.lemma, one.text.lower()}
            mention = index.at.get(one.i)
            if mention is not None and mention.form == "pronoun":
                found |= {word.split(" ", 1)[0] for word in _words(one, mention, index, roles)}
        index.words[token.sentence] = frozenset(found)
    return index.words[token.sentence]


def triggers_of(annotated: Annotated, token: Token, index: EntityIndex, codebook: Codebook) -> tuple[Trigger, ...]:
    """The triggers whose head the word is, by rank, whether they hold there or not."""
    pos = _head_kind(annotated, token, index)
    return next((known for word in _spellings(token) if (known := codebook.triggers_at(pos, word))), ()) if pos else ()


def _spellings(token: Token) -> Iterator[str]:
    """The lemma, the written form, and for a verb what its ending was added to, where the lemma is a wrong guess (`cordoned`: `cordone`)."""
    word = token.text.lower()
    yield token.lemma
    yield word
    for ending in ("ed", "ing"):
        if token.pos == "VERB" and word.endswith(ending) and len(word) > len(ending) + 3:
            yield from (word[: -len(ending)], f"{word[: -len(ending)]}e")


def rank(trigger: Trigger) -> tuple[int, int, str]:
    """Of several that hold at a word the least wins."""
    return trigger.rank


def _head_kind(annotated: Annotated, token: Token, index: EntityIndex) -> str | None:
    """verb, noun or adj; a noun inside a proper name is no trigger (`Defence Council`), an auxiliary is none."""
    if token.pos == "VERB":
        return "verb"
    if token.pos in {"NOUN", "PROPN"}:
        mention = index.at.get(token.i)
        proper = mention is not None and mention.form in {"name", "acronym", "alias"} and mention.end - mention.start > len(token.text)
        return None if proper or (token.dep == "compound" and token.pos == "PROPN") else "noun"
    if token.pos == "ADJ":
        return "adj"
    return None


def holds(token: Token, trigger: Trigger, index: EntityIndex, roles: Roles) -> frozenset[int] | None:
    """Tokens consumed where all conditions hold, else None."""
    consumed: set[int] = set()
    for condition in trigger.conditions:
        hit = [t for t in roles.fill(token.i, condition.role) if fits(t, condition, index, roles)]
        if bool(hit) == condition.negated:
            return None
        if not condition.negated and condition.lemmas:
            consumed.update(t.i for t in hit)
    return frozenset(consumed)


def fits(token: Token, condition: Condition, index: EntityIndex, roles: Roles) -> bool:
    """Is the word, or one listed with it, among the lemmas or of the entity kinds of a condition?"""
    if condition.anything:
        return True
    if token.i not in index.known:
        index.known[token.i] = _known(token, index, roles)
    words, kinds = index.known[token.i]
    return not condition.lemmas.isdisjoint(words) or not condition.kinds.isdisjoint(kinds)


def _known(token: Token, index: EntityIndex, roles: Roles) -> tuple[frozenset[str], frozenset[str]]:
    """(words, entity kinds) of a token and of those listed with it."""
    listed = roles.with_conjuncts(token)
    own = index.at.get(token.i)
    if own is not None and own.kind in {"craft", "person"} and token not in listed:
        listed = [token, *listed]  # `the patrol ship Tern` is a patrol ship, though the Tern is who acts; so is `the ambassador Ivo Marel`
    mentions = [index.at.get(one.i) for one in listed]
    words = (_words(one, mention, index, roles) for one, mention in zip(listed, mentions, strict=True))
    kinds = {mention.kind for mention in mentions if mention is not None}
    if any(mention is not None and _one_of_state(one, mention, roles) for one, mention in zip(listed, mentions, strict=True)):
        kinds.add("person")
    return frozenset().union(*words), frozenset(kinds)


def _one_of_state(token: Token, mention: EntityMention, roles: Roles) -> bool:
    """`the Norlander was freed`, `arrested a Norlander`: somebody, and no state."""
    several = token.tag in _PLURAL or token.dep not in _NOMINAL
    return mention.form == "demonym" and not several and any(c.dep == "det" and c.text.lower() in _ONE for c in roles.annotated.children(token.i))


def _words(token: Token, mention: EntityMention | None, index: EntityIndex, roles: Roles) -> set[str]:
    """Lemma, written form, compound with its modifier, and for a pronoun the head of what it stands for."""
    words = {token.lemma, token.text.lower()}
    words |= {f"{m.text.lower()} {token.lemma}" for m in roles.modifiers(token)} if token.pos in {"NOUN", "PROPN"} else set()
    if token.pos == "NOUN":
        words |= {f"{token.lemma} of {inner.lemma}" for inner in roles.fill(token.i, "of")}  # `a note of protest`
    if token.lemma in roles.measures or token.pos == "NUM":  # `a series of attacks`, `a set of resolutions`
        words |= {w for inner in roles.fill(token.i, "of") for w in (inner.lemma, inner.text.lower())}
    counted = token.tag in _PLURAL or any(c.dep == "nummod" for c in roles.annotated.children(token.i))
    if mention is not None and mention.form == "demonym" and (counted or _one_of_state(token, mention, roles)):
        words.add(NATIONALS)
    if mention is not None and mention.kind == "person" and mention.form == "name":
        words |= _titles(token, mention, roles)
    if mention is not None and mention.form == "pronoun":
        meant = index.first(mention)
        first = roles.annotated.tokens[meant.head]
        words |= {first.lemma, *(_titles(first, meant, roles) if meant.form == "name" and meant.kind == "person" else ())}
    return words


def _titles(token: Token, mention: EntityMention, roles: Roles) -> set[str]:
    """What a person is called beside his name: `Ambassador Ivo Marel`, `Ivo Marel, the ambassador`."""
    before = (m.text.lower() for m in roles.modifiers(token) if not mention.start <= m.start < mention.end)
    behind = (c for c in roles.annotated.children(token.i) if c.dep == "appos" and c.pos == "NOUN" and c.i > token.i)
    return {*before, *(word for c in behind for word in (c.lemma, *(f"{m.text.lower()} {c.lemma}" for m in roles.modifiers(c))))}
