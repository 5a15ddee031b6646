"""Yields what a text says of who or what speaks: `close to the palace`, `owned by the army`, `often receives leaks`, `banned in Norland`; in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Draft, Scene

FILE = "descriptions"
DESCRIBED = "described"
LONGEST = 160
"""Most code points of a description."""
_LONGEST_WORD = 60  # letters of a word with hyphens that are looked at
_FAR = 300
"""Code points that the evidence may span from the name to the description; else it is the description alone."""
_KINDS = frozenset({"organisation", "person", "group", "document"})
_LOOSE = frozenset({"relcl", "appos", "parataxis", "advcl", "punct", "cc", "conj", "mark", "ccomp"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_UNCODED = frozenset({"byline", "boilerplate"})
_PREPOSED = 40
"""Code points before a name's head in which an adjective of it stands."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of descriptions.yaml; tables of lemma to the prepositions that must follow."""

    lists: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    participles: Mapping[str, frozenset[str]]
    before: re.Pattern[str]


def read_descriptions(codebook: Codebook) -> Words:
    """CodebookError where a list is missing."""
    table, words = codebook.language.table(FILE), codebook.language.words
    keys = (
        *(
            "being",
            "before_name",
            "nouns",
            "nouns_of",
            "with_complement",
            "for_bodies",
            "calling",
            "calling_as",
            "habits",
            "habit_verbs",
            "prefixes",
            "suffixes",
        ),
        *("anonymity", "anonymity_verbs", "anonymity_openings", "silence", "access_prepositions", "access_nouns"),
    )
    lists = {key: words(FILE, key) for key in keys}
    lists["alone"] = frozenset(map(str, table["adjectives"]["alone"]))
    adjectives = {str(k): frozenset(map(str, v)) for k, v in table["adjectives"]["with_preposition"].items()}
    participles = {str(k): frozenset(map(str, v)) for k, v in table["participles"].items()}
    listed = "|".join(sorted(map(re.escape, lists["before_name"]), key=len, reverse=True))
    often = "|".join(sorted(lists["habits"]))
    before = rf"(?<![\w-])(?:(?i:{often}) )?(?:(?:{'|'.join(sorted(lists['prefixes']))})-\w+|\w+-(?:{'|'.join(sorted(lists['suffixes']))})|{listed})(?![\w-])"
    return Words(lists, adjectives, participles, re.compile(before))


def find_descriptions(scene: Scene, words: Words) -> Iterator[Draft]:
    """Facts `described` whose value is the text's own words, each span once; in no fixed order."""
    seen: set[tuple[str, int]] = set()
    for mention, span in _Finder(scene, words).all():
        if mention.kind in _KINDS and (mention.anchor, span.end) not in seen:
            seen.add((mention.anchor, span.end))
            value = " ".join(scene.annotated.document.text[span.start : span.end].split())
            whole = scene.covering(span, Span(mention.start, mention.end))
            near = whole.end - whole.start <= _FAR
            yield Draft("fact", mention, DESCRIBED, whole if near else span, value=value)


@dataclass(frozen=True, slots=True)
class _Finder:
    """One document, asked for pairs of a mention and the span that describes it."""

    scene: Scene
    words: Words

    def all(self) -> Iterator[tuple[EntityMention, Span]]:
        for token in self.scene.annotated.tokens:
            if token.pos in {"PUNCT", "SPACE"} or self.scene.annotated.sentence_of(token.i).zone in _UNCODED:
                continue
            yield from self._state(token)
            yield from self._participle(token)
            yield from self._habit(token)
            yield from self._called(token)
            yield from self._unnamed(token)
        for m in self.scene.entities:
            yield from self._before(m)

    # ------------------------------------------------------------ what it is
    def _state(self, token: Token) -> Iterator[tuple[EntityMention, Span]]:
        """`X is close to …`, `X, a mouthpiece of …`, `X, close to …`, `sources with knowledge of …`."""
        if not self._tells(token):
            return
        head = self.scene.annotated.tokens[token.head]
        if token.dep in {"acomp", "attr", "oprd"} and head.lemma in self.words.lists["being"]:
            start = min([token.start, *(c.start for c in self.scene.annotated.children(head.i) if c.dep == "neg" and c.end <= token.start)])
            bearers = self._bearers(head) if not self._supposed(head) else []
        elif token.dep in {"appos", "amod", "acl", "relcl", "prep"} and token.i > head.i:
            start, bearers = token.start, [head]
        elif token.dep in {"advcl", "acomp", "conj"} and token.pos == "ADJ" and self._behind_comma(token):
            start, bearers = token.start, [t for m in self._ending_before(token) for t in [self.scene.annotated.tokens[m.head]]]
        else:
            return
        yield from self._pairs(bearers, self._phrase(token, start))

    def _tells(self, token: Token) -> bool:
        """Does an adjective, noun or `with knowledge` say what somebody is?"""
        lists = self.words.lists
        behind = {c.text.lower() for c in self.scene.annotated.children(token.i) if c.dep in {"prep", "agent"} and c.i > token.i}
        if token.dep == "prep":
            return token.lemma in lists["access_prepositions"] and any(c.lemma in lists["access_nouns"] for c in self.scene.children(token, "pobj"))
        if token.lemma in self.words.adjectives and behind & self.words.adjectives[token.lemma]:
            return True
        whole = self._hyphened(token)
        if token.pos in {"ADJ", "VERB", "ADV", "PROPN"} or "-" in whole:
            return (token.dep != "amod" or bool(behind)) and (whole in lists["alone"] or self.words.before.fullmatch(whole) is not None)
        owned = any(c.dep == "poss" for c in self.scene.annotated.children(token.i))
        if token.lemma in lists["nouns_of"]:
            return owned or bool(behind & {"of", "for", "to"})
        return token.lemma in lists["nouns"]

    def _hyphened(self, token: Token) -> str:
        """The whole word with hyphens that a token ends, in lower case."""
        text = self.scene.annotated.document.text
        start = token.start
        least = max(0, start - _LONGEST_WORD)
        while start > least and (text[start - 1].isalpha() or text[start - 1] == "-"):
            start -= 1
        return text[start : token.end].lower()

    # ------------------------------------------------------------ what was done to it
    def _participle(self, token: Token) -> Iterator[tuple[EntityMention, Span]]:
        """`X, owned by …`, `X has been banned in …`, `X, considered a …`."""
        needed = self.words.participles.get(token.lemma)
        passive = token.tag == "VBN" and self.scene.passive(token)
        if needed is None or self._supposed(token) or not (passive or self._set_in(token)):
            return
        kids = [c for c in self.scene.annotated.children(token.i) if c.i > token.i]
        behind = [c for c in kids if c.dep in {"prep", "agent"} and c.text.lower() in needed and not self._names(c)]
        bare = [c for c in kids if c.dep in {"oprd", "attr", "acomp", "dobj", "xcomp"}] if token.lemma in self.words.lists["with_complement"] else []
        if not behind and not bare:
            return
        times = [c.start for c in self.scene.annotated.children(token.i) if c.i < token.i and c.dep in {"neg", "advmod"}]
        span = self._phrase(token, min([token.start, *times]))
        bearers = self._bearers(token) if passive else [self.scene.annotated.tokens[m.head] for m in self._ending_before(token)]
        feats = not bare and all(c.text.lower() in self.words.lists["for_bodies"] for c in behind)  # what a man is known for is no standing
        yield from (pair for pair in self._pairs(bearers, span) if not (feats and pair[0].kind == "person"))

    def _names(self, preposition: Token) -> bool:
        """`known as the Free Sea`: that is another name."""
        return preposition.lemma == "as" and any(c.pos == "PROPN" for c in self.scene.children(preposition, "pobj"))

    def _set_in(self, token: Token) -> bool:
        """`X, considered a tool of Y, closed …`, read as a verb in the past: a comma parts no subject from its verb."""
        objects = len(self.scene.children(token, "dobj", "oprd", "attr"))
        if token.tag != "VBD" or not self._behind_comma(token) or objects > (token.lemma in self.words.lists["with_complement"]):
            return False
        subjects = self.scene.children(token, "nsubj")
        before = self.scene.annotated.tokens[token.i - 2].end
        ends = {t.end for c in subjects for t in self.scene.annotated.subtree(c.i) if t.i < token.i}
        joined = any(c.i < token.i for c in self.scene.children(self.scene.annotated.tokens[token.head], "cc"))
        return before in ends if subjects else token.dep in {"dep", "acl", "advcl", "parataxis"} or (token.dep == "conj" and not joined)

    # ------------------------------------------------------------ what it does
    def _habit(self, verb: Token) -> Iterator[tuple[EntityMention, Span]]:
        """`X often receives leaks`: in the present tense, with a word of frequency."""
        if verb.pos not in {"VERB", "AUX"} or verb.lemma not in self.words.lists["habit_verbs"]:
            return
        kids = self.scene.annotated.children(verb.i)
        near = [*kids, *(g for c in kids if c.dep in {"acomp", "attr"} for g in self.scene.annotated.children(c.i))]
        often = [c for c in near if c.dep in {"advmod", "neg"} and c.lemma in self.words.lists["habits"]]
        present = verb.tag in {"VBZ", "VBP"} or any(c.dep == "aux" and c.tag in {"VBZ", "VBP"} for c in kids)
        if often and present and not self._supposed(verb):
            yield from self._pairs(self._bearers(verb), self._phrase(verb, min(often[0].start, verb.start)))

    # ------------------------------------------------------------ what others call it
    def _called(self, verb: Token) -> Iterator[tuple[EntityMention, Span]]:
        """`critics call X a mouthpiece`, `the ministry described X as unreliable`."""
        if verb.pos != "VERB" or verb.lemma not in self.words.lists["calling"] or self.scene.passive(verb):
            return
        for c in self.scene.annotated.children(verb.i):
            if c.dep == "ccomp" and c.pos in {"NOUN", "ADJ", "PROPN"} and verb.lemma not in self.words.lists["calling_as"]:
                yield from self._pairs(self.scene.children(c, "nsubj"), self._phrase(c, self._left(c)))
            elif c.dep in {"oprd", "attr"}:
                yield from self._pairs([*self.scene.objects(verb), *self.scene.children(c, "nsubj")], self._phrase(c, self._left(c)))
            elif c.dep == "prep" and c.lemma == "as" and verb.lemma in self.words.lists["calling_as"]:
                for told in self.scene.annotated.children(c.i):
                    yield from self._pairs(self.scene.objects(verb), self._phrase(told, self._left(told)))

    def _left(self, token: Token) -> int:
        """Where the words before a complement begin, its subject left out."""
        own = [
            t
            for c in self.scene.annotated.children(token.i)
            if c.dep not in {"nsubj", "mark", "punct"} and c.i < token.i
            for t in self.scene.annotated.subtree(c.i)
        ]
        return min([token.start, *(t.start for t in own)])

    # ------------------------------------------------------------ why it is not named
    def _unnamed(self, token: Token) -> Iterator[tuple[EntityMention, Span]]:
        """`on condition of anonymity`, `who asked not to be named`, `not authorised to speak`."""
        lists, annotated = self.words.lists, self.scene.annotated
        if token.lemma in lists["anonymity"] and token.pos in {"NOUN", "ADV"}:
            top = token
            while top.dep in {"pobj", "prep", "conj"} and annotated.tokens[top.head].pos in {"ADP", "NOUN"}:
                top = annotated.tokens[top.head]
            verb = annotated.tokens[top.head]
            yield from self._nameless(self._bearers(verb), self._phrase(top, min(t.start for t in annotated.subtree(top.i))))
        elif token.lemma in lists["anonymity_verbs"] and token.tag in {"VBN", "VB"}:
            chain = [token, *annotated.ancestors(token.i)]
            opening = next((t for t in chain if t.lemma in lists["anonymity_openings"] and t.pos == "VERB"), None)
            if opening is None:
                return
            denied = any(c.dep == "neg" for t in chain[: chain.index(opening) + 1] for c in annotated.children(t.i))
            if denied or opening.lemma in lists["silence"]:
                start = min([opening.start, *(c.start for c in annotated.children(opening.i) if c.dep == "neg")])
                yield from self._nameless(self._bearers(opening), self._phrase(opening, start))

    def _nameless(self, bearers: Iterable[Token], span: Span) -> Iterator[tuple[EntityMention, Span]]:
        for m, found in self._pairs(bearers, span):
            if m.form == "nominal" or any(x.form == "nominal" for x in self.scene.chain(m)):
                yield m, found

    # ------------------------------------------------------------ what stands before the name
    def _before(self, m: EntityMention) -> Iterator[tuple[EntityMention, Span]]:
        """`the pro-government X agency`, `usually well-informed diplomats`."""
        if m.form in {"pronoun", "demonym", "metonym"} or self.scene.annotated.sentence_of(m.head).zone in _UNCODED:
            return
        head, sentence = self.scene.annotated.tokens[m.head], self.scene.annotated.sentence_of(m.head)
        own = [t.start for t in self.scene.annotated.subtree(m.head) if t.sentence == head.sentence and t.start >= m.start - _PREPOSED]
        low = min([m.start, *own])
        for found in self.words.before.finditer(self.scene.annotated.document.text, max(sentence.start, m.start - _PREPOSED), max(head.start, m.start)):
            near = found.start() >= low or found.end() + 1 == m.start
            if near and not self._leans(m, found.group()):
                yield m, Span(found.start(), found.end())

    def _leans(self, m: EntityMention, words: str) -> bool:
        """Is it told as the leaning of a body that has a name?"""
        known = self.scene.lexicon.words
        return m.kind == "organisation" and m.form != "nominal" and (words in known("leaning_words") or words.split("-")[0] in known("leaning_prefixes"))

    # ------------------------------------------------------------ spans and bearers
    def _bearers(self, verb: Token) -> list[Token]:
        """Whom a clause is about; behind `which` and `who` what these stand for."""
        found = []
        for token in self.scene.subjects(verb):
            relative = token.tag in _RELATIVE or token.text.lower() == "that"
            found.append(self.scene.annotated.tokens[verb.head] if relative and verb.dep in {"relcl", "ccomp", "acl"} else token)
        if not found and self._behind_comma(verb):
            found = [self.scene.annotated.tokens[m.head] for m in self._ending_before(verb)]
        return found

    def _behind_comma(self, token: Token) -> bool:
        return token.i > 1 and self.scene.annotated.tokens[token.i - 1].text in {",", "--", "–", "—"}

    def _ending_before(self, token: Token) -> list[EntityMention]:
        """Mentions that end before the comma in front of a token."""
        end = self.scene.annotated.tokens[token.i - 2].end if token.i > 1 else -1
        return [m for m in self.scene.ending(end) if m.kind in _KINDS and m.form not in {"pronoun", "demonym"}][:1]

    def _pairs(self, bearers: Iterable[Token], span: Span) -> Iterator[tuple[EntityMention, Span]]:
        for token in bearers:
            m = self.scene.at(token)
            if m is not None and not (m.start < span.end and span.start < m.end):
                yield m, span

    def _supposed(self, verb: Token) -> bool:
        """`if it is close to …`, `may be owned by …`, `is it independent?`: nothing is said of it."""
        return any((c.dep == "mark" and c.lemma in {"if", "whether"}) or (c.dep == "aux" and c.tag == "MD") for c in self.scene.annotated.children(verb.i)) or (
            self.scene.annotated.document.text[self.scene.annotated.sentence_of(verb.i).start : self.scene.annotated.sentence_of(verb.i).end]
            .rstrip()
            .endswith("?")
        )

    def _phrase(self, token: Token, start: int) -> Span:
        """From `start` to the last word that hangs on the token without a clause of its own; at most LONGEST."""
        annotated = self.scene.annotated
        last, stack = token, [token]
        while stack:
            top = stack.pop()
            for c in annotated.children(top.i):
                joined = c.dep == "conj" and top.pos in {"NOUN", "PROPN", "ADJ"}
                close = c.dep == "relcl" and annotated.tokens[annotated.subtree(c.i)[0].i - 1].pos != "PUNCT"  # without a comma it belongs to the words
                if c.i > token.i and c.pos not in {"PUNCT", "SPACE"} and (c.dep not in _LOOSE or joined or close) and c.sentence == token.sentence:
                    last = c if c.i > last.i else last
                    stack.append(c)
        words = [t for t in annotated.tokens[token.i : last.i + 1] if t.end - start <= LONGEST] or [token]
        return Span(min(start, token.start), words[-1].end)
