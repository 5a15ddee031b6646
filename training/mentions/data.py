"""Yields the texts that the coreference model learns from, and what is learned by counting: how common words are, which heads tell of one event."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Span
from dragoman.core.marked import MarkedText
from dragoman.evaluate.mentions import DEEDS, JUDGED
from dragoman.extract.marked import read_marked
from dragoman.models.same_model import STRANGERS, Heads, News
from dragoman.models.spacy_model import load_english
from dragoman.pipeline import bare_document
from dragoman.resolve.marked_texts import bag_of, is_pair

GOLD = "crossdoc/ecbplus_{}.jsonl"
LEAST = 3
"""Texts that must have a word for it to be counted."""
PART = 0.1
"""What a text learned from counts as beside the texts at hand."""
USUAL = 2.0
"""Topics with the usual share that a head's own are laid beside."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A text of the gold. subtopic: the seminal event that it tells of; chains: by id of mention; scored: ids of those in sentences that were
    annotated with care; judged: of those, the ones that figures are taken over."""

    topic: str
    subtopic: str
    text: MarkedText
    chains: Mapping[str, str]
    scored: frozenset[str]
    judged: frozenset[str]


def read_golds(gold: Path, part: str) -> list[Gold]:
    """The texts of `train` or `dev`, in file order, each annotated alone, as the product does."""
    nlp, codebook = load_english().nlp, load_codebook(None)
    golds = []
    for line in (gold / GOLD.format(part)).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks = [m for m in row["mentions"] if m["type"].startswith(DEEDS)]
        (annotated,) = annotate([bare_document(row["text"], None)], nlp, codebook)
        text = read_marked(annotated, [(m["id"], Span(m["start"], m["end"])) for m in marks], codebook, row["doc"])
        chains, scored = {m["id"]: m["chain"] for m in marks}, frozenset(m["id"] for m in marks if m["scored"])
        judged = frozenset(m["id"] for m in marks if m["scored"] and m["type"].startswith(JUDGED))
        golds.append(Gold(row["topic"], row["subtopic"], text, chains, scored, judged))
    return golds


def news_of(golds: Sequence[Gold]) -> News:
    """How common words are in some texts."""
    counts = Counter(word for gold in golds for word in bag_of(gold.text, 0) if not is_pair(word))
    return News(PART * len(golds), {word: PART * n for word, n in sorted(counts.items()) if n >= LEAST})


Tally = dict[str, dict[tuple[str, str], tuple[int, int]]]
"""{topic: {(lesser, greater) lemma: (pairs of one event, other pairs)}}."""


def tally_heads(golds: Sequence[Gold]) -> Tally:
    """Over all pairs of scored mentions of texts on one seminal event."""
    told: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for gold in golds:
        told[gold.topic, gold.subtopic] += [(m.lemma, gold.chains[m.id]) for m in gold.text.mentions if m.id in gold.scored]
    tally: Tally = defaultdict(dict)
    for (topic, _), mentions in told.items():
        found = tally[topic]
        for i, (lemma, chain) in enumerate(mentions):
            for other, another in mentions[:i]:
                key = (min(lemma, other), max(lemma, other))
                one, two = found.get(key, (0, 0))
                found[key] = (one + (chain == another), two + (chain != another))
    return tally


def heads_of(tally: Tally, without: str | None = None) -> Heads:
    """What is known of heads, each topic counting once; without: a topic that is left out, for what is asked of it must not have been learned from it."""
    share: defaultdict[tuple[str, str], float] = defaultdict(float)
    topics: Counter[tuple[str, str]] = Counter()
    for topic in sorted(tally):
        for key, (one, two) in tally[topic].items() if topic != without else ():
            share[key] += one / (one + two)
            topics[key] += 1
    alone = {key[0]: share[key] for key in share if key[0] == key[1]}
    usual = sum(alone.values()) / max(1, sum(topics[lemma, lemma] for lemma in alone))
    pairs = {k: ((share[k] + STRANGERS) / (n + 1), float(n)) for k, n in topics.items() if k[0] != k[1] and (share[k] or n > 1)}
    kept = {lemma: (total + USUAL * usual) / (topics[lemma, lemma] + USUAL) for lemma, total in alone.items()}
    return Heads({k: (round(one, 4), n) for k, (one, n) in sorted(pairs.items())}, {k: round(v, 4) for k, v in sorted(kept.items())}, round(usual, 4))
