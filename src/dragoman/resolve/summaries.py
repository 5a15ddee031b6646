"""Yields one plain sentence per event, made from its fields: who, what, to whom, where, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.records import Event, Party

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_AUXILIARY = {"planned": "is to", "threatened": "threatened to", "demanded": "was asked to", "denied": "did not", "hypothetical": "could"}
_BODIES = {"Ministry", "Parliament", "Office", "Council", "Embassy", "Committee", "Department", "Government", "Army", "Navy", "Senate"}
_PASSIVE = {"planned": "is to be", "threatened": "was threatened to be", "demanded": "was to be", "denied": "was not", "hypothetical": "could be"}


class Summariser:
    """Writes summaries; verbs and default phrases come from languages/en/summaries.yaml."""

    def __init__(self, codebook: Codebook) -> None:
        """codebook: for the words."""
        table = codebook.language.table("summaries")
        self.irregular: dict[str, list[str]] = table["irregular"]
        self.phrases: dict[str, list[str]] = table["phrases"]
        self.plural: frozenset[str] = frozenset(table["plural"])
        self.light: frozenset[str] = frozenset(table["light"])
        self.gazetteer = codebook.gazetteer

    def with_summary(self, event: Event) -> Event:
        """The event with its `summary` set."""
        return replace(event, summary=self._sentence(event))

    def _sentence(self, event: Event) -> str:
        values = dict(event.values)
        told = values.get("tail", "") + values.get("object", "")
        empty = not told and values.get("verb") in self.light
        if "verb" not in values or empty or ("{r}" in told and not event.recipients):
            verb, rest = self.phrases[event.type]
            values = {"verb": verb, "object" if rest == "{r}" else "tail": rest if event.recipients or "{r}" not in rest else ""}
        return _finish(self._body(event, values, _told_modality(event)), event)

    def _body(self, event: Event, values: dict[str, str], modality: str) -> str:
        """The clause without place and date: active with a doer, passive without, intransitive where the sufferer is the subject."""
        actors, recipients = self._names(event.actors) or values.get("doer", ""), self._names(event.recipients)
        several = self._several(event.actors)
        verb, particle, tail = values["verb"], values.get("particle", ""), values.get("tail", "").replace("{r}", recipients)
        thing = values.get("object", "").replace("{r}", recipients)
        if event.type == "CONSULT" and len(event.actors) > 1:
            return f"{actors} {self._active('hold', modality, True)} talks"
        if values.get("subject") == "r" and recipients:
            words = self._active(verb, modality, self._several(event.recipients))
            return f"{recipients} {words} {particle} {values.get('object', '').replace('{r}', '')} {tail}"
        if actors:
            return f"{actors} {self._active(verb, modality, several)} {particle} {thing} {tail}"
        subject = thing or recipients
        if subject and (thing or event.recipients):
            many = self._several(event.recipients) if values.get("object") == "{r}" or not thing else values.get("number") == "plural"
            return f"{subject} {self._passive(verb, modality, many)} {particle} {tail if thing or '{r}' not in values.get('tail', '') else ''}"
        return values["verb"] + " " + tail

    def _names(self, parties: Sequence[Party]) -> str:
        """`A`, `A and B`, `A, B and C`; nobody twice; a ministry without its state's name gets it."""
        names = list(dict.fromkeys(self._named(p) for p in parties if p.name))[:4]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""

    def _named(self, party: Party) -> str:
        name = party.name or ""
        state = self.gazetteer.state(party.country) if party.country else None
        if state is None or party.sector not in {"GOV", "MIL", "LEG"} or not any(w in _BODIES for w in name.split()):
            return name
        known = {state.name, *state.demonyms}
        return name if any(k in name for k in known) else f"{state.name}'s {name}"

    def _several(self, parties: Sequence[Party]) -> bool:
        """Is the subject plural: more than one, a number, or a common noun in s."""
        if len({p.name for p in parties}) != 1:
            return len(parties) > 1
        words = (parties[0].name or "").split()
        return bool(words) and (
            words[0].lower() in self.plural or words[0].isdigit() or words[-1] in self.plural or (words[-1].islower() and words[-1].endswith("s"))
        )

    def _active(self, verb: str, modality: str, many: bool) -> str:
        if modality in _AUXILIARY:
            words = f"{_AUXILIARY[modality]} {verb}"
            return words.replace("is to", "are to", 1).replace("was asked", "were asked", 1) if many else words
        return f"allegedly {self.past(verb)}" if modality == "alleged" else self.past(verb)

    def _passive(self, verb: str, modality: str, many: bool) -> str:
        done = self.participle(verb)
        if modality in _PASSIVE:
            words = f"{_PASSIVE[modality]} {done}"
            return words.replace("was ", "were ", 1).replace("is to", "are to", 1) if many else words
        return f"{'were' if many else 'was'} {'allegedly ' if modality == 'alleged' else ''}{done}"

    def past(self, verb: str) -> str:
        """Past tense of a lemma."""
        return self.irregular[verb][0] if verb in self.irregular else _regular(verb)

    def participle(self, verb: str) -> str:
        """Past participle of a lemma."""
        return self.irregular[verb][1] if verb in self.irregular else _regular(verb)


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    short = len(verb) <= 4 and verb[-1:] in "bdgmnprt" and verb[-2:-1] in "aeiou" and verb[-3:-2] not in "aeiou"
    return verb + verb[-1] + "ed" if short else verb + "ed"


def _told_modality(event: Event) -> str:
    """A threat or a demand that was made is told as done: the verb says already what it is."""
    if ("absence", "true") in event.values:
        return "denied"
    own = {"THREATEN": "threatened", "REQUEST": "demanded"}
    return "done" if own.get(event.type) == event.modality else event.modality


def _finish(body: str, event: Event) -> str:
    words = " ".join(body.split())
    if event.place and event.place.name not in words and event.type != "SANCTION":
        words += f" in {event.place.name}"
    when = say_date(event.date)
    sentence = f"{words} {when}".strip() if when and when.split(" ", 1)[-1] not in words else words
    sentence = sentence.rstrip(" ,;:-") or event.type.capitalize()
    return sentence[0].upper() + sentence[1:] + "."


def say_date(date: DateRange) -> str:
    """`on 6 February 2025`, `in July 2022`, `in 2008`, `between … and …`, `since …`, `by …`; empty where unknown."""
    if not date.known:
        return ""
    if date.start == date.end and date.start:
        return f"{'on' if len(date.start) == 10 else 'in'} {say_day(date.start)}"
    if date.start and date.end:
        return f"between {say_day(date.start)} and {say_day(date.end)}"
    return f"from {say_day(date.start)} on" if date.start else f"by {say_day(date.end or '')}"


def say_day(iso: str) -> str:
    """`6 February 2025`, `February 2025`, `2025`."""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
