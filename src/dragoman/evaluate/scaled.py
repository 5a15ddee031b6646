"""Yields short invented reports in any number, of deeds between all states, each told by one outlet or by several: what a large record is made of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from dragoman.codebook import load_codebook
from dragoman.evaluate.planted import load_words

_WORDS = Path(__file__).with_name("scaled.yaml")
_SLOT = re.compile(r"\{(\w+)\}")
FIRST_DAY = dt.date(2021, 1, 1)
DAYS = 700
_MOST_ACCOUNTS = 6


@dataclass(frozen=True, slots=True)
class Short:
    """A report of two to four sentences. day: of publication, ISO."""

    name: str
    outlet: str
    day: str
    text: str


@lru_cache(maxsize=1)
def load_lists() -> dict[str, Any]:
    """The lists of `scaled.yaml`."""
    words: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return words


def write_reports(size: int, seed: int = 1) -> Iterator[Short]:
    """So many reports, the same for the same seed: pairs of states by Zipf, days in bursts, one deed in three told by up to six outlets.

    Beside the deed that it is about, a report may recall an earlier one of the same pair.
    """
    random, states = Random(seed), some_states()
    told: dict[tuple[str, str], list[dict[str, str]]] = {}
    number = 0
    while number < size:
        facts = _deed(random, states, told)
        for outlet in random.sample(load_lists()["outlets"], 1 if random.random() < 0.67 else random.randint(2, _MOST_ACCOUNTS)):
            if number == size:
                return
            text, day = _report(random, facts, told[facts["A"], facts["B"]])
            yield Short(f"{number:06d}.txt", outlet, day, text)
            number += 1


def some_states() -> list[tuple[str, str, str]]:
    """(name, adjective, capital) of all states, in an order that no list has, so that the hot pairs are no real ones."""
    states = load_codebook().gazetteer.by_code.values()
    found = sorted((s.name, s.demonyms[0], s.capitals[0]) for s in states if s.status == "state" and s.demonyms and s.capitals)
    Random(7).shuffle(found)
    return found


def _deed(random: Random, states: list[tuple[str, str, str]], told: dict[tuple[str, str], list[dict[str, str]]]) -> dict[str, str]:
    """The facts of a new deed, kept under its pair."""
    words, planted = load_lists(), load_words()
    a, b = some_pair(random, len(states))
    day = FIRST_DAY + dt.timedelta(min(DAYS - 1, int(random.choice((random.random() * DAYS, random.gauss(90 * random.randint(1, 7), 6) % DAYS)))))
    facts = {"A": states[a][0], "B": states[b][0], "aa": states[a][1], "bb": states[b][1], "town": states[b][2], "kind": random.choice(sorted(words["deeds"]))}
    facts |= {"n": str(random.randint(3, 90)), "m": str(random.randint(100, 990)), "k": str(random.randint(3, 48)), "year": str(random.randint(2009, 2019))}
    facts |= {"p": f"{random.choice(planted['given'])} {random.choice(planted['family'])}", "body": random.choice(words["bodies"])}
    facts |= {slot: random.choice(words[slot]) for slot in ("why", "wrong", "reply", "quote", "goods")}
    facts |= {"outlet": random.choice(words["outlets"]), "iso": day.isoformat(), "day": f"{day.day} {day:%B}"}
    told.setdefault((facts["A"], facts["B"]), []).append(facts)
    return facts


def some_pair(random: Random, states: int) -> tuple[int, int]:
    """Two places of the list, low ones far more often."""
    a, b = (min(states - 1, int(random.paretovariate(0.7)) - 1) for _ in range(2))
    return (a, b) if a != b else (a, (b + random.randint(1, states - 1)) % states)


def _report(random: Random, facts: dict[str, str], earlier: list[dict[str, str]]) -> tuple[str, str]:
    """(text, day): the deed, one or two sayings, and in one of three an earlier deed of the pair or their past."""
    words = load_lists()
    day = (dt.date.fromisoformat(facts["iso"]) + dt.timedelta(random.choice((0, 0, 1, 1, 2)))).isoformat()
    sentences = [fill_sentence(random.choice(words["deeds"][facts["kind"]]), facts)]
    sentences += [fill_sentence(random.choice(words["sayings"]), facts) for _ in range(random.randint(1, 2))]
    if random.random() < 0.33:
        old = random.choice(earlier)
        known = old["iso"] < facts["iso"]
        sentences.append(fill_sentence(random.choice(words["deeds"][old["kind"]]), old) if known else fill_sentence(random.choice(words["past"]), facts))
    return " ".join(sentences), day


def fill_sentence(sentence: str, facts: dict[str, str]) -> str:
    """The sentence with its slots filled, its first letter large."""
    words = _SLOT.sub(lambda m: facts[m.group(1)], sentence)
    return words[0].upper() + words[1:]
