"""Yields events of promises and refusals that have taken in the deed they are about, and CAMEO codes that say what is promised, refused or demanded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.mentions import EventMention
from dragoman.extract.rules.matching import Match

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "prep", "conj", "dative", "attr"})
_LOW = 3
"""A code of the frame of this length or less is general: a deed inside may make it sharper, never blunter."""
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_TAKEN_IN = {("AGREE", "planned"), ("REJECT", "denied")}
"""`agreed to lift the ban` is one promise, `refused to send aid` one refusal: the deed inside is no event beside it."""


def with_framed_codes(annotated: Annotated, events: Iterable[EventMention], matches: Iterable[Match], codebook: Codebook) -> list[EventMention]:
    """The same events; a frame (AGREE, REJECT, REQUEST, THREATEN) gets the code of its kind for the deed that it holds, a foreseen deed that of a promise."""
    by_start = {m.token.start: m for m in matches}
    deeds = _deeds(annotated, by_start.values(), codebook)
    return _taken_in(annotated, [_framed(event, by_start.get(event.trigger.start), deeds, codebook) for event in events])


def _taken_in(annotated: Annotated, events: list[EventMention]) -> list[EventMention]:
    """Without the deeds that a promise or refusal holds; whom the deed names, where the frame names nobody else's, is whom the frame is for."""
    at = {t.start: t.i for t in annotated.tokens}
    by_token = {at[e.trigger.start]: e for e in events}
    kept = {e.id: e for e in events}
    for token, inner in by_token.items():
        below = annotated.tokens[token]
        for up in annotated.ancestors(token):
            if below.dep not in _COMPLEMENTS - {"conj"}:
                break
            outer = by_token.get(up.i)
            if outer is not None:
                if (outer.type, inner.modality) in _TAKEN_IN and inner.ontology == "PLOVER" and inner.id in kept and outer.id in kept:
                    kept.pop(inner.id)
                    kept[outer.id] = by_token[up.i] = _for(kept[outer.id], inner)
                break
            below = up
    return list(kept.values())


def _for(outer: EventMention, inner: EventMention) -> EventMention:
    own = {p.country for p in outer.actors}
    actors = outer.actors or inner.actors
    if any(p.country and p.country not in own for p in outer.recipients) or not inner.recipients:
        return replace(outer, actors=actors)
    return replace(outer, actors=actors, recipients=inner.recipients)


def _framed(event: EventMention, match: Match | None, deeds: dict[int, str], codebook: Codebook) -> EventMention:
    if match is None or event.ontology != "PLOVER":
        return event
    own = _code(match, codebook)
    if event.type != match.trigger.type:  # a foreseen deed became AGREE, one refused REJECT
        new = codebook.framed_cameo(event.type, own)
    elif event.type in _YIELDING and event.modality == "planned":
        new = codebook.framed_cameo("AGREE", own)
    else:
        new = codebook.framed_cameo(event.type, deeds.get(match.token.i))
        if new and event.cameo and event.cameo.startswith("02"):
            new = "02" + new[2:]  # who asks and who demands is coded alike from the third digit on
        if new and event.cameo and (len(event.cameo) > _LOW or not _sharper(new, event.cameo)):
            new = None
    return replace(event, cameo=new) if new else event


def _sharper(new: str, old: str) -> bool:
    """`0331` is sharper than `033` and `030`; `036` is not sharper than `033`, which somebody wrote for these very words."""
    return new.startswith(old) or (old.endswith("0") and new[:2] == old[:2])


def _code(match: Match, codebook: Codebook) -> str | None:
    trigger, kind = match.trigger, codebook.types[match.trigger.type]
    by_mode = kind.modes[trigger.mode].cameo if trigger.mode is not None and trigger.mode in kind.modes else None
    return trigger.cameo or by_mode or kind.cameo


def _deeds(annotated: Annotated, matches: Iterable[Match], codebook: Codebook) -> dict[int, str]:
    """{token of a frame: code of the nearest deed in its complement}."""
    at = {m.token.i: m for m in matches}
    found: dict[int, str] = {}
    for match in at.values():
        code = _code(match, codebook)
        below = match.token
        for up in annotated.ancestors(match.token.i):
            if below.dep not in _COMPLEMENTS or code is None:
                break
            frame = at.get(up.i)
            if frame is not None and frame.trigger.type != match.trigger.type:
                if codebook.framed_cameo(frame.trigger.type, code):
                    found.setdefault(up.i, code)
                break
            below = up
    return found
