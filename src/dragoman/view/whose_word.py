"""Yields words for attribution chains: who vouches for something, nearest to the fact, and through whom it came to the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.records import Claim, ClaimTold, Event, EventTold, Link
from dragoman.view.counting import listed, shortened

OUTLET = "outlet"
_UNNAMED = "unnamed: "
_NAMELESS = {
    "unnamed": "an unnamed source",
    "public": "hearsay",
    "person": "a person not named",
    "institution": "an institution not named",
    "document": "a document not named",
    "agency": "an agency not named",
}
_MOST_VOICES = 3
_ARTICLE = 3
"""Letters of the longest article."""


def say_link(link: Link) -> str:
    """One link in words; an outlet stands for itself."""
    if link.type == "outlet":
        return OUTLET
    name = _within_line((link.name or "").split())
    if link.type == "unnamed" and name and "unnamed" not in name:
        return f"{_UNNAMED}{name}"
    return name or _NAMELESS.get(link.type, "not named")


def _within_line(words: Sequence[str]) -> str:
    """A description taken from the beginning of a sentence, with its article small (`the inquiry`); names and capitals keep theirs."""
    if len(words) > 1 and len(words[0]) <= _ARTICLE and words[0].istitle() and words[1].islower():
        words = [words[0].lower(), *words[1:]]
    return " ".join(words)


def say_chain(chain: Sequence[Link], letter: str) -> str:
    """`A ← Reuters ← unnamed: a source in the government`; the letter stands for the outlet."""
    links = [say_link(link) for link in chain if link.type != "outlet"]
    return " ← ".join([letter, *links])


def event_voices(event: Event, letters: Mapping[str, str]) -> str:
    """On whose word an event is told; with letters where documents differ: `the spokesman (B); outlet (A)`."""
    by_voice = _voices(event, letters)
    if len(set(by_voice.values())) == 1:
        return "; ".join(list(by_voice)[:_MOST_VOICES])
    shown = sorted(by_voice.items(), key=lambda row: row[0] == OUTLET)[:_MOST_VOICES]
    return "; ".join(f"{voice} ({shortened(told)})" for voice, told in shown)


def voices_in_sentence(event: Event, letters: Mapping[str, str]) -> str:
    """`the spokesman and an unnamed source (an official)`, for after `according to`; empty where the outlets alone say it."""
    names = [voice for voice in _voices(event, letters) if voice != OUTLET][:_MOST_VOICES]
    return listed([_in_sentence(name) for name in names])


def _in_sentence(name: str) -> str:
    """`an unnamed source (an official)`, and `an unnamed source in the government` where the report has it without an article; several need none."""
    if name.startswith(_UNNAMED):
        return f"an unnamed source ({name.removeprefix(_UNNAMED)})"
    words = name.split()
    return f"an {name}" if len(words) > 1 and words[0] == "unnamed" and not words[1].endswith("s") else name


def _voices(event: Event, letters: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Voice to letters of the documents; of the voices of one document that which vouches best: for what is told as done the outlet's own, else a named one."""
    by_document: dict[str, list[Link | None]] = {}
    for told in sorted(event.told, key=lambda m: (m.doc, m.evidence[0].start, m.id)):
        if told.doc in letters:
            by_document.setdefault(letters[told.doc], []).append(told.chain[-1] if told.chain else None)
    by_voice: dict[str, tuple[str, ...]] = {}
    for letter in sorted(by_document, key=lambda x: (len(x), x)):
        links = by_document[letter]
        ranks = [_rank(x, event.modality == "done") for x in links]
        for voice in dict.fromkeys(say_link(x) if x else OUTLET for x, rank in zip(links, ranks, strict=True) if rank == min(ranks)):
            by_voice[voice] = (*by_voice.get(voice, ()), letter)
    return by_voice


def _rank(link: Link | None, done: bool) -> int:
    if link is None or link.type == "outlet":
        return -1 if done else 1
    return 2 if link.type in {"unnamed", "public"} or not link.name else 0


def unnamed_sources(claims: Sequence[Claim], events: Sequence[Event]) -> int:
    """How many unnamed sources are cited: told apart by document and the words that name them."""
    seen = set()
    tellings: list[ClaimTold | EventTold] = [told for claim in claims for told in claim.mentions]
    tellings += [told for event in events for told in event.told]
    for told in tellings:
        seen |= {(told.doc, (link.name or "").casefold()) for link in told.chain if link.type == "unnamed"}
    return len(seen)
