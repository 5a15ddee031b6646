"""Yields invented reports, among them known copies, rewrites and later versions of others, the same for the same seed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from dragoman.evaluate.altered import Alteration, copied, rewritten, updated

_WORDS = Path(__file__).with_name("planted.yaml")
_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_DAY = (2031, 1)


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is a document. paragraphs: lists of sentences; day: ISO."""

    title: str
    outlet: str
    day: str
    paragraphs: tuple[tuple[str, ...], ...]
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """Reports, and which of them were made from which. made: {place: (place of what it was made from, copy, rewrite, update or correction)}."""

    reports: tuple[Report, ...]
    made: Mapping[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Affair:
    """What one report is about, so that another can tell of it in other words: facts for the slots, and its topic."""

    topic: str
    facts: Mapping[str, str]
    quotes: tuple[str, ...] = field(default=())


class Newsroom:
    """Writes reports; all chance comes from one generator."""

    def __init__(self, random: Random) -> None:
        """random: its seed makes the reports."""
        self._random, self._words = random, load_words()

    def affair(self) -> Affair:
        """Something that happened."""
        r, w = self._random, self._words
        a, b, third = r.sample(sorted(w["states"]), 3)
        names = [(r.choice(w["given"]), r.choice(w["family"])) for _ in range(2)]
        place, town = r.sample(w["places"], 2)
        facts = {"a": a, "b": b, "aa": w["states"][a], "bb": w["states"][b], "third": third, "place": place, "town": town, "river": r.choice(w["rivers"])}
        facts |= {
            "p": " ".join(names[0]),
            "pl": names[0][1],
            "q": " ".join(names[1]),
            "ql": names[1][1],
            "goods": r.choice(w["goods"]),
            "body": r.choice(w["bodies"]),
        }
        facts |= {
            "n": str(r.randint(20, 950)),
            "m": str(r.randint(11, 99)),
            "k": str(r.randint(3, 48)),
            "day": r.choice(w["days"]),
            "month": r.choice(w["months"]),
        }
        affair = Affair(r.choice(sorted(w["topics"])), facts)
        return replace(affair, quotes=tuple(self._quote(affair) for _ in range(2)))

    def report(self, affair: Affair, half: int, day: str, outlet: str, *, shared_quotes: int = 0) -> Report:
        """A report of 200 to 450 words. half: 0 or 1, which half of the topic's wordings it draws on; shared_quotes: of the affair's own, word for word."""
        r, topic = self._random, self._words["topics"][affair.topic]
        lead = [self._sentence(affair, "who", topic["do"][half::2]), self._sentence(affair, "other", topic["answer"][half::2])]
        rest = [self._sentence(affair, "who", topic["do"][half::2]) for _ in range(r.randint(1, 3))]
        rest += [self._sentence(affair, "other", topic["answer"][half::2]) for _ in range(r.randint(1, 3))]
        rest += [self._fill(f"{{{r.choice(('view', 'view', 'past'))}}}{{tail}}.", affair) for _ in range(r.randint(3, 6))]
        rest += [self._quote(affair) for _ in range(r.randint(1, 2))] + list(affair.quotes[:shared_quotes])
        r.shuffle(rest)
        found, sentences = [tuple(dict.fromkeys(lead))], list(dict.fromkeys(rest))
        while sentences:
            n = r.randint(1, 3)
            found.append(tuple(sentences[:n]))
            sentences = sentences[n:]
        if r.random() < 0.35:
            found.append(self._background(affair, outlet))
        return Report(self._fill(r.choice(topic["title"]), affair), outlet, day, tuple(found))

    def _background(self, affair: Affair, outlet: str) -> tuple[str, ...]:
        """The paragraph that an outlet puts under every report on two states: always the same."""
        own = Newsroom(Random(f"{outlet} {affair.facts['a']} {affair.facts['b']}"))
        standing = replace(own.affair(), facts={**own.affair().facts, "a": affair.facts["a"], "b": affair.facts["b"], "bb": affair.facts["bb"]})
        return tuple(dict.fromkeys(own._fill("{past}.", standing) for _ in range(3)))

    def _sentence(self, affair: Affair, subject: str, verbs: Sequence[str]) -> str:
        return self._fill(f"{{opener}}{{{subject}}} {self._random.choice(verbs)}{{tail}}.", affair)

    def _quote(self, affair: Affair) -> str:
        return self._fill(self._random.choice(("“{quote},” {saying}.", "“{quote}. {quote},” {saying}.", "“{quote},” {saying}{tail}.")), affair)

    def _fill(self, words: str, affair: Affair) -> str:
        """The words with every slot filled: a fact of the affair, or chance from a list; numbers of views and pasts are the affair's or new."""
        for _ in range(4):
            if "{" not in words:
                break
            words = _SLOT.sub(lambda m: self._one(m.group(1), affair), words)
        words = re.sub(r"\s+", " ", words).strip()
        words = re.sub(r",+", ",", words)
        return words[0].upper() + words[1:]

    def _one(self, slot: str, affair: Affair) -> str:
        if slot in self._words["lists"]:
            return str(self._random.choice(self._words["lists"][slot]))
        return affair.facts[slot]


@lru_cache(maxsize=1)
def load_words() -> dict[str, Any]:
    """The lists of `planted.yaml`."""
    words: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return words


def plant(seed: int, size: int = 1000, made: int = 300, versions: int = 40, level: Alteration | None = None) -> Planted:
    """`size` reports, `made` of them copies and rewrites of others (half each) and `versions` later versions; level: how far these depart.

    Among the rest, one in ten tells of the same event as another, with the same names, figures and quotations but in words of its own.
    """
    random = Random(seed)
    room, level = Newsroom(random), level or Alteration()
    reports: list[Report] = []
    outlets: list[str] = load_words()["outlets"]
    while len(reports) < size - made - versions:
        affair = room.affair()
        first, second = random.sample(outlets, 2)
        reports.append(room.report(affair, 0, _day(random), first, shared_quotes=1))
        if random.random() < 0.1:
            reports.append(room.report(affair, 1, reports[-1].day, second, shared_quotes=random.randint(1, 2)))
    reports = reports[: size - made - versions]
    bases = random.sample(range(len(reports)), k=min(len(reports), made * 2 // 3 + versions))
    changed: dict[int, tuple[int, str]] = {}
    printed = [{report.outlet} for report in reports]
    for i in range(made):
        base = bases[i % max(1, len(bases) - versions)]
        kind = ("copy", "rewrite")[i % 2]
        # Written for the purpose: had another report of the set these sentences, the copy would be one of that as well.
        other = room.report(room.affair(), 0, "", outlets[0])
        changed[len(reports)] = (base, kind)
        free = [outlet for outlet in outlets if outlet not in printed[base]]
        reports.append(_made(reports[base], other, kind, random.choice(free), random, level))
        printed[base].add(reports[-1].outlet)
    for i in range(versions):
        base = bases[len(bases) - versions + i]
        kind = ("update", "correction")[i % 2]
        changed[len(reports)] = (base, kind)
        reports.append(_made(reports[base], room.report(room.affair(), 0, "", outlets[0]), kind, reports[base].outlet, random, level))
    return Planted(tuple(reports), changed)


def _made(base: Report, other: Report, kind: str, outlet: str, random: Random, level: Alteration) -> Report:
    words = load_words()
    day = _later(base.day, random, 1 if kind in ("update", "correction") else 0)
    fill = {"outlet": outlet, "place": random.choice(words["places"]), "agency": random.choice(words["agencies"])}
    if kind in ("update", "correction"):
        return replace(base, day=day, paragraphs=updated(base.paragraphs, other.paragraphs, kind == "correction", random))
    if kind == "copy":
        line = _SLOT.sub(lambda m: fill[m.group(1)], random.choice(words["boilerplate"]))
        title = other.title if random.random() < 0.5 else base.title
        return Report(title, outlet, day, copied(base.paragraphs, line, fill["place"], random, level))
    return Report(f"{other.title.split()[0]}: {base.title}", outlet, day, rewritten(base.paragraphs, other.paragraphs, words["synonyms"], random, level))


def _day(random: Random) -> str:
    return f"{_FIRST_DAY[0]}-{random.randint(_FIRST_DAY[1], 12):02}-{random.randint(1, 25):02}"


def _later(day: str, random: Random, least: int) -> str:
    return f"{day[:8]}{int(day[8:]) + random.randint(least, 2):02}"
