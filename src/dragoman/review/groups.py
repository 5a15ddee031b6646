"""Yields the mentions by which records are joined and parted, chosen so that these clusters come out and no others."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.core.errors import JudgementError
from dragoman.core.mentions import EntityMention
from dragoman.resolve.judged_mentions import document_of
from dragoman.review.subjects import Subjects, is_mention

MOST_OF_ENTITY = 600
"""Mentions that stand for one entity: one of each document, of the forms that name it first."""
_NAMING = ("name", "alias", "acronym")


def groups_of(subjects: Subjects, kind: str, keys: Sequence[str]) -> list[list[str]]:
    """For each id the mentions that stand for it: of an event all its tellings, of an entity one for each document that names it, of a mention itself.

    JudgementError where there are fewer than two, or two are one record already.
    """
    if len(keys) < 2:
        raise JudgementError("needs-two", "two records at least are joined or told apart; name them by their ids")
    if kind == "claims":
        raise JudgementError("mixed-subjects", "claims are neither joined nor parted; events and entities are")
    groups = [[key] if is_mention(key) and _checked(subjects, kind, key) else _of_record(subjects, kind, key) for key in keys]
    if len({group[0] for group in groups}) < len(groups):
        raise JudgementError("needs-two", "the ids lead to one and the same record")
    return groups


def rest_of(subjects: Subjects, kind: str, keys: Sequence[str]) -> list[str]:
    """The mentions that are left in a record when some leave it; JudgementError where they are of several records, or nothing is left."""
    if not all(is_mention(key) for key in keys):
        raise JudgementError("no-such-subject", "a split names the mentions that leave (em-… or nm-…), not the record")
    if kind == "claims":
        raise JudgementError("mixed-subjects", "claims are not split; events and entities are")
    homes = {(subjects.event(key) if kind == "events" else subjects.entity(key)).id for key in keys}
    if len(homes) > 1:
        raise JudgementError("mixed-subjects", f"the mentions are of {len(homes)} records; split one at a time")
    if kind == "events":
        rest = [m.id for m in subjects.event(keys[0]).mentions if m.id not in keys]
    else:
        mentions = [m for m in subjects.mentions(homes.pop()) if m.id not in keys]
        near = {document_of(key) for key in keys}
        told = {m.id for m in _standing_for(mentions)} | {m.id for m in mentions if m.doc in near}
        rest = [m.id for m in mentions if m.id in told]
    if not rest:
        raise JudgementError("whole-record", "all mentions of the record are named, so nothing would be left of it")
    return sorted(rest)


def _checked(subjects: Subjects, kind: str, key: str) -> bool:
    """Is the mention there? Raises where it is not."""
    return bool(subjects.event(key) if kind == "events" else subjects.entity(key))


def _of_record(subjects: Subjects, kind: str, key: str) -> list[str]:
    if kind == "events":
        return sorted(m.id for m in subjects.event(key).mentions)
    entity = subjects.entity(key)
    return sorted({"nm-" + entity.id.removeprefix("n-"), *(m.id for m in _standing_for(subjects.mentions(entity.id)))})


def _standing_for(mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """One mention for each group of a document (its anchor), one that names first, at most MOST_OF_ENTITY."""
    best: dict[str, EntityMention] = {}
    for mention in mentions:
        held = best.get(mention.anchor)
        if held is None or (mention.form in _NAMING and held.form not in _NAMING):
            best[mention.anchor] = mention
    ranked = sorted(best.values(), key=lambda m: (m.form not in _NAMING, m.id))
    return ranked[:MOST_OF_ENTITY]
