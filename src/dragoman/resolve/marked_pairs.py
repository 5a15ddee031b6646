"""Yields what two marked event mentions have in common, for all pairs of a group at once: heads, parties, words, names, numbers, days, and their rivals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.core.marked import Marked, MarkedText, PairJudge, Told, Vectors, Words
from dragoman.resolve.marked_texts import Commonness

if TYPE_CHECKING:
    import numpy

    Table = numpy.ndarray
    """[n, n] over the mentions of a group, symmetric."""

PLACES = 3
"""Decimal places of a feature: beyond them machines differ."""
UNKNOWN = -1.0
"""Of a feature for which one of the two has nothing."""
FAR, LATE, LONG = 500, 30, 20
"""Tokens, sentences from the first, and words of a span, from which on they are not told apart."""
_POS = {"verb": 0, "noun": 1, "adj": 2, "other": 3}
_FAINT = 0.05
"""Weight that every word has at least."""
_NO_TOLD = Told((), (), (), ())


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention and where it stands: the number of its text, its own number there, and its sentence."""

    mention: Marked
    text: int
    number: int
    told: Told


def standings(texts: Sequence[MarkedText], members: Iterable[int]) -> list[Standing]:
    """Of all mentions of some of the texts."""
    found = []
    for at in members:
        sentences = texts[at].sentences
        for number, mention in enumerate(texts[at].mentions):
            found.append(Standing(mention, at, number, sentences[mention.sentence] if mention.sentence < len(sentences) else _NO_TOLD))
    return found


class Compared:
    """The features of all pairs of a group."""

    def __init__(self, group: Sequence[Standing], alike: Table, common: Commonness, vectors: Vectors, judge: PairJudge) -> None:
        """group: not empty; alike: how alike the texts of two mentions are."""
        self._group, self._common, self._vectors, self._judge = group, common, vectors, judge
        self._mentions = [standing.mention for standing in group]
        self.features: dict[str, Table] = {"texts": alike}
        self._heads()
        self._contexts()
        self._parties()
        self._places()
        self._frequencies()
        self._rivals()

    def rows(self, left: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray:
        """[pairs, features] in the judge's order; left, right: positions in the group."""
        import numpy

        columns = [self.features[name][left, right] for name in self._judge.features]
        rows: numpy.ndarray = numpy.stack(columns, 1).astype(numpy.float32).round(PLACES)
        return rows

    def for_judge(self, judge: PairJudge) -> Compared:
        """The same features, shown in the order of another judge who knows the same of words."""
        other = copy(self)
        other._judge = judge
        return other

    def _heads(self) -> None:
        """Are the heads the same word, of one family, written alike, near in meaning, known to tell of one event?"""
        import numpy

        mentions, features = self._mentions, self.features
        lemmas = [m.lemma for m in mentions]
        words = sorted(set(lemmas))
        at = _numbers(lemmas, words)
        pairs, met, alone = self._judge.known(words)
        grid = numpy.ix_(at, at)
        features["lemma"], features["family"] = _equal(lemmas), _equal([m.family for m in mentions])
        features["spelling"] = _spellings(words)[grid]
        features["known"], features["met"] = pairs[grid], met[grid]
        features["alone_least"], features["alone_most"] = _ends(alone[at])
        features["meaning"] = self._meanings([(lemma,) for lemma in lemmas])
        features["span_meaning"] = self._meanings([m.words for m in mentions])
        features["span"] = self._shared([m.words for m in mentions])
        features["rare_least"], features["rare_most"] = _ends(numpy.array([self._common.weight(lemma) for lemma in lemmas]))
        least, most = _ends(numpy.array([_POS[m.pos] for m in mentions]))
        features["pos"] = least * len(_POS) + most
        features["tag"] = _equal([m.tag for m in mentions])
        features["span_most"] = _ends(numpy.array([min(len(m.words), LONG) for m in mentions]))[1]
        features["kind"] = _known_equal([m.kind for m in mentions])
        features["kinds"] = self._shared([m.kinds for m in mentions], gaps=True)
        features["denied"] = 1 - _equal([str(m.denied) for m in mentions])
        features["open"] = _both(numpy.add, numpy.array([float(m.open) for m in mentions]))

    def _contexts(self) -> None:
        """Do they stand among the same words, names, numbers and days?"""
        mentions, features = self._mentions, self.features
        around = [tuple(w for w in s.told.words if w != s.mention.lemma) for s in self._group]
        features["sentence"], features["sentence_meaning"] = self._shared(around), self._meanings(around)
        features["near"] = self._shared([m.near for m in mentions])
        for name, words in (
            ("names", [s.told.names for s in self._group]),
            ("numbers", [s.told.numbers for s in self._group]),
            ("days", [tuple(f"{start}/{end}" for start, end in s.told.days) for s in self._group]),
        ):
            features[name] = self._shared(words, gaps=True)
        features["governor"] = _known_equal([m.governor for m in mentions]) > 0
        parties = [m.actor + m.target + m.around for m in mentions]
        features["parties_in_sentence"] = self._shared(parties, others=around)

    def _parties(self) -> None:
        """Does the same happen to the same, by the same?"""
        mentions, features = self._mentions, self.features
        actors, targets = [m.actor for m in mentions], [m.target for m in mentions]
        whole = [m.actor + m.target + m.around for m in mentions]
        for name, words in (("actor", actors), ("target", targets), ("parties", whole)):
            features[name] = self._shared(words, gaps=True)
            features[f"{name}_meaning"] = self._meanings(words)
        features["around"] = self._shared([m.around for m in mentions], gaps=True)
        features["crossed"] = self._shared(actors, others=targets, gaps=True)

    def _places(self) -> None:
        """Where in their texts they stand, and how far from each other in the same one."""
        import numpy

        sentence = numpy.array([float(m.sentence) for m in self._mentions])
        token = numpy.array([float(m.token) for m in self._mentions])
        text = numpy.array([s.text for s in self._group])
        same = text[:, None] == text[None]
        least, most = _ends(sentence)
        self.features["place_least"], self.features["place_most"] = numpy.minimum(least, LONG), numpy.minimum(most, LATE)
        self.features["same_text"] = same
        self.features["way"] = numpy.where(same, numpy.minimum(abs(token[:, None] - token[None]), FAR), UNKNOWN)
        self.features["sentences_between"] = numpy.where(same, numpy.minimum(abs(sentence[:, None] - sentence[None]), LATE), UNKNOWN)

    def _frequencies(self) -> None:
        """How often the heads' families stand in the group, in how much of its texts, and how often in each text."""
        import numpy

        families = [s.mention.family for s in self._group]
        times, per_text = Counter(families), Counter((s.text, s.mention.family) for s in self._group)
        texts = Counter(family for _, family in per_text)
        count = len({s.text for s in self._group})
        for name, values in (
            ("times", [times[family] for family in families]),
            ("spread", [texts[family] / count for family in families]),
            ("in_text", [per_text[s.text, s.mention.family] for s in self._group]),
        ):
            self.features[f"{name}_least"], self.features[f"{name}_most"] = _ends(numpy.array(values, numpy.float64))

    def _rivals(self) -> None:
        """How much better another mention of the same text fits, and how many fit better at all."""
        import numpy

        f = self.features
        fit = f["sentence"] + numpy.maximum(f["parties"], 0) + 2 * f["family"] + numpy.maximum(f["meaning"], 0)
        fit = fit.round(PLACES)
        numpy.fill_diagonal(fit, UNKNOWN)
        text = numpy.array([s.text for s in self._group])
        numbers, inverse = numpy.unique(text, return_inverse=True)
        best = numpy.stack([fit[:, inverse == number].max(1) for number in range(len(numbers))], 1)
        behind = best[:, inverse] - fit
        f["rival_least"], f["rival_most"] = numpy.minimum(behind, behind.T), numpy.maximum(behind, behind.T)
        order = numpy.argsort(numpy.argsort(-fit, 1, kind="stable"), 1, kind="stable").astype(numpy.float64)
        f["rank_least"], f["rank_most"] = numpy.minimum(order, order.T), numpy.maximum(order, order.T)

    # ------------------------------------------------------------ words
    def _shared(self, words: Sequence[Words], others: Sequence[Words] | None = None, *, gaps: bool = False) -> Table:
        """Cosine of the words of two mentions, rare ones counting more; others: of the words of the one and those others of the other, whichever is more
        alike; gaps: UNKNOWN where one of the two has none."""
        import numpy

        left = _weighed([*words, *(others or ())], self._common.weight)
        count = len(words)
        found: Table = left[:count] @ (left[count:] if others else left).T
        if gaps:
            found[[not mine for mine in words]] = UNKNOWN
            found[:, [not theirs for theirs in others or words]] = UNKNOWN
        return numpy.maximum(found, found.T) if others else found

    def _meanings(self, words: Sequence[Words]) -> Table:
        """Cosine of the mean vectors of words; UNKNOWN where one of the two has none."""
        import numpy

        table = numpy.zeros((len(words), self._vectors.size))
        known: dict[str, tuple[numpy.ndarray | None, float]] = {}
        for row, some in enumerate(words):
            for word in some:
                if word not in known:
                    known[word] = self._vectors.of(word), max(_FAINT, self._common.weight(word))
                vector, weight = known[word]
                if vector is not None:
                    table[row] += vector * weight
        length = numpy.sqrt((table * table).sum(1))
        table /= numpy.maximum(length, 1e-6)[:, None]
        found: Table = table @ table.T
        found[length < 1e-6], found[:, length < 1e-6] = UNKNOWN, UNKNOWN
        return found


def _weighed(lists: Sequence[Words], weight: Callable[[str], float]) -> numpy.ndarray:
    """[lists, words] weights of the words that stand in each, every row of length one, or none."""
    import numpy

    at: dict[str, int] = {}
    for words in lists:
        for word in words:
            at.setdefault(word, len(at))
    weights = numpy.array([max(_FAINT, weight(word)) for word in at])
    table = numpy.zeros((len(lists), len(at)), numpy.float32)
    for row, words in enumerate(lists):
        columns = [at[word] for word in words]
        table[row, columns] = weights[columns]
    table /= numpy.maximum(numpy.sqrt((table * table).sum(1)), 1e-6)[:, None]
    return table


def _numbers(values: Sequence[str], among: Sequence[str]) -> numpy.ndarray:
    import numpy

    numbers = {value: number for number, value in enumerate(among)}
    return numpy.array([numbers[value] for value in values])


def _equal(values: Sequence[str]) -> Table:
    numbers = _numbers(values, list(dict.fromkeys(values)))
    found: Table = (numbers[:, None] == numbers[None]).astype(float)
    return found


def _known_equal(values: Sequence[str]) -> Table:
    """The same, UNKNOWN where one of the two is empty."""
    found, empty = _equal(values), [not value for value in values]
    found[empty], found[:, empty] = UNKNOWN, UNKNOWN
    return found


def _both(join: Callable[[numpy.ndarray, numpy.ndarray], Table], values: numpy.ndarray) -> Table:
    return join(values[:, None], values[None])


def _ends(values: numpy.ndarray) -> tuple[Table, Table]:
    """The lesser of the two values, and the greater."""
    import numpy

    return _both(numpy.minimum, values), _both(numpy.maximum, values)


def _spellings(words: Sequence[str]) -> Table:
    """[words, words] share of their letters that are a common beginning; words: sorted."""
    import numpy

    found = numpy.eye(len(words))
    for i, word in enumerate(words):
        shared = len(word)
        for j in range(i + 1, len(words)):  # sorted: what a word shares with those behind it grows less and less
            other = words[j]
            shared = min(shared, len(other))
            while word[:shared] != other[:shared]:
                shared -= 1
            if not shared:
                break
            found[i, j] = found[j, i] = 2 * shared / (len(word) + len(other))
    return found
