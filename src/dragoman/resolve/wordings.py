"""Yields the wording of a question: a plain English question about an event or entity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.core.records import Event, Party
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.readings import Reading

_WHERE = re.compile(r" (?:in|at|near|over|outside|off|from) .*$")
_WHY = re.compile(r" (?:due to|because of|in connection with|in response to|over|for|after) .*$")
_PART = re.compile(r"\{(\w+)\}")
_AMOUNT = re.compile(r"\s*(?:with |worth )?(?:of )?(?:[$€£]\s?)?(?:at least |about |nearly |some )?\d[\d.,]*.*$")
_TURNED = re.compile(r"^(did|was|were|does|do|is|are) (.+)$")
_YEAR = re.compile(r" (?:on|in|between|since) (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*$")
_PASSIVE = re.compile(r"^(.+?) (\w+ed(?: .*)?|\w+)$")
_MORE = re.compile(r"(?<=\w\w\w\w) (?:after|when|while|before|who|which|that|as|following|amid|, )\b.*$|, .*$")
LONG = 90
"""Code points up to which a clause is asked whole."""
_PLANNED = frozenset({"planned", "demanded", "threatened", "possible"})


def wording_of(slot: str, facet: str, about: str, members: Sequence[Reading], corpus: Corpus) -> str | None:
    """The question in words; None where nothing is known to ask it by."""
    table, forms = corpus.lexicon.table, corpus.lexicon.table["wording"]
    entity, event = corpus.entities.get(about), corpus.events.get(about)
    topic, standing = _most([(m.topic, m.standing) for m in members])
    if facet in table["topics"]:
        return _asked(str(table["topics"][facet]["wording"]), event) if event else None
    if slot == "status" and facet in table["states"]:
        return str(table["states"][facet]["wording"]).format(entity=articled(topic)) if topic else None
    if slot == "outcome" and facet in table["outcomes"]:
        return _asked(str(table["outcomes"][facet]["wording"]), event) if event else None
    if facet.startswith("so ") and topic:
        return str(forms["so"]).format(topic=_low(topic))
    if members[0].kind == "first":
        return str(forms[facet.split()[0]]).format(standing=standing, topic=topic)
    if facet.startswith("size ") and entity is not None:
        return _worded(str(forms[facet.removeprefix("size ")]), {"entity": entity.name})
    if facet.startswith("term ") and entity is not None:
        return _worded(str(forms["term"]), {"topic": facet.removeprefix("term "), "entity": entity.name})
    if facet.startswith("called"):
        said = event.summary.rstrip(".") if event is not None else standing
        return str(forms["framing"]).format(topic=topic or "it", event=_low(_cut_short(said)))
    if event is not None and members[0].kind in {"lot", "span", "number"}:
        return _of_lot(members, event, corpus)
    if slot == "count" and event is not None:
        return _count(facet, event, members, corpus)
    if slot == "identity" and entity is not None:
        return str(forms["person" if entity.type == "person" else "identity"]).format(entity=articled(entity.name, entity.type))
    if slot == "fault" and facet == "blame":
        return str(forms["blame"]).format(standing=f"{standing} of the {_noun(event)}" if event else standing)
    if slot == "responsibility" and facet == "concealed":
        return _asked(str(forms["concealed"]), event) if event else None
    if topic:
        return str(forms[slot]).format(entity=articled(topic), standing=standing)
    if event is None:
        return str(forms[slot]).format(entity=articled(entity.name)) if entity is not None and slot == "identity" else None
    if slot == "other" and {m.kind for m in members} <= _PLANNED:
        return _asked(str(forms["planned"]), event, future=True)
    return _asked(str(forms[slot]), event, slot)


def _of_lot(members: Sequence[Reading], event: Event, corpus: Corpus) -> str:
    """`Who were the 12 expelled by Norland?`, `How long were the 12 expelled by Norland given?`"""
    forms, done = corpus.lexicon.table["wording"], corpus.lexicon.table["lot_done"]
    own = frozenset(country for m in members for country in m.topic.split())
    actor = next((_side(p, corpus) for p in event.actors if p.name and p.country not in own), "")
    known = {"n": members[0].standing, "done": str(done.get(event.mode or "", done.get(event.type, ""))), "event": event.summary.rstrip(".")}
    return _worded(str(forms[members[0].kind]), {**known, "actor": _as_told(actor, event)})


def _side(party: Party, corpus: Corpus) -> str:
    """Who acted, by name; for a person of a state that state."""
    entity = corpus.entities.get(party.entity or "")
    state = corpus.state_names.get(party.country or "")
    return state if state and entity is not None and entity.type == "person" else party.name or ""


def _as_told(name: str, event: Event) -> str:
    """A name with the article that the event's summary gives it."""
    return f"the {name}" if name and f"the {name}".lower() in event.summary.lower() else name


def articled(name: str, kind: str = "organisation") -> str:
    """`the Karsian cultural centre`, `Russian House`: what is called by a common noun has its article."""
    words = name.split()
    if kind in {"person", "state", "place"} or words[0].lower() == "the" or len(words) < 2:
        return name
    return f"the {name}" if words[-1][:1].islower() or any(w[:1].islower() and w not in {"of", "and", "for", "the", "in"} for w in words) else name


def _most(rows: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The commonest pair with a topic, the first in the alphabet of equal ones."""
    counted = Counter(row for row in rows if row[0])
    return min(counted, key=lambda row: (-counted[row], row)) if counted else ("", "")


def _low(sentence: str) -> str:
    """A sentence as the clause of another: its article small."""
    return re.sub(r"^(?:The|A|An) ", lambda m: m[0].lower(), sentence)


def _noun(event: Event) -> str:
    return {"CONSULT": "talks", "AGREE": "deal", "COOPERATE": "cooperation", "SUPPORT": "agreement"}.get(event.type, "matter")


def _count(facet: str, event: Event, members: Sequence[Reading], corpus: Corpus) -> str | None:
    forms, counted = corpus.lexicon.table["wording"], corpus.lexicon.table["counted"]
    if facet in counted:
        row = counted[facet]
        words = str(forms["count"]).replace("{counted}", str(row["asked"])).replace("{tie}", str(row["tie"]))
        return _worded(words, {"named": dict(event.values).get("named", ""), "event": _low(event.summary.rstrip("."))}).replace("  ", " ")
    unit = facet.removeprefix("of ")
    values = dict(event.values)
    asked = values.get("asked", "")
    bare = _AMOUNT.sub("", asked)
    if unit in corpus.lexicon.table["numbers"]["units"]:
        words = str(forms["amount"])
        return _worded(
            words, {"asked": bare if bare != asked or not asked else f"money was it: {event.summary.rstrip('.')}", "event": event.summary.rstrip(".")}
        )
    texts = [m.standing for m in members if m.standing and m.standing.lower() in asked.lower()]
    match = re.search(rf"\s*\b{re.escape(texts[0])}((?:\s+[\w'-]+){{0,2}}?\s+{re.escape(unit)})", asked, re.IGNORECASE) if texts else None
    if match is None:
        return _worded(str(forms["things"]).split(" | ")[1], {"what": unit, "event": event.summary.rstrip(".")})
    rest = (asked[: match.start()] + asked[match.end() :]).strip()
    return _worded(str(forms["things"]), {"what": match[1].strip(), "asked": rest, "event": event.summary.rstrip(".")})


def _asked(forms: str, event: Event, slot: str = "", *, future: bool = False) -> str:
    """The first form of which all parts are known, first letter upper."""
    values = dict(event.values)
    asked = _cut_short(_YEAR.sub("", values.get("asked", "")))
    if slot in {"place", "reason"}:
        asked = (_WHERE if slot == "place" else _WHY).sub("", asked)
    if future:
        asked = _to_come(asked)
    return _worded(forms, {"event": _low(event.summary.rstrip(".")), "asked": asked, "named": values.get("named", "")})


def _cut_short(asked: str) -> str:
    """A long clause without what follows on its main part: `did Norland expel four envoys (after …)`."""
    return _MORE.sub("", asked, count=1) if len(asked) > LONG else asked


def _worded(forms: str, known: dict[str, str]) -> str:
    words = ""
    for form in forms.split(" | "):
        if all(known.get(part) for part in _PART.findall(form)):
            words = form.format(**known)
            break
    words = words or known["event"] + "?"
    return words[0].upper() + words[1:]


def _to_come(asked: str) -> str:
    """`did Norland sue` as `Norland sue`, `was the house closed` as `the house be closed`: what stands behind `will`."""
    match = _TURNED.match(asked)
    if match is None:
        return ""
    if match[1] in {"did", "does", "do"}:
        return match[2]
    done = _PASSIVE.match(match[2])
    return f"{done[1]} be {done[2]}" if done else ""
