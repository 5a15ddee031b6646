"""Yields the claims and questions of new documents fitted into those of the record: the same words are one claim, and answers join what they answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.core.ids import resolved_id
from dragoman.core.parts import Key
from dragoman.core.records import Answer, Claim, Question
from dragoman.pipeline.fit_events import most_read
from dragoman.pipeline.fit_view import View
from dragoman.resolve.claims import resolve_claims

_NEAREST = 24
"""Documents that one key of a claim or question leads to."""


@dataclass(frozen=True, slots=True)
class FittedClaims:
    """What becomes of claims and questions. gone: (kind, id); renamed: questions whose smallest claim is a new one; keys: of the documents looked at."""

    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    gone: frozenset[tuple[str, str]]
    renamed: Mapping[str, str]
    keys: Mapping[str, tuple[Key, ...]]


def fit_claims(view: View, lot: Collection[str], renamed: Mapping[str, str], codebook: Codebook, judged: Collection[str] = ()) -> FittedClaims:
    """Claims of a lot of documents, and every question that one of them answers. renamed: ids of events and entities that went, and what took their place.

    judged: events that are otherwise, or gone, since a person judged them: what was asked about them and is not found again is asked no more.
    """
    keys: dict[str, set[Key]] = {}
    own = view.documents(lot)
    resolve_claims(own, view.entities(own), view.resolution(lot), codebook, keys)
    near = {*lot, *_near(view, lot, keys, renamed)}
    read = view.documents(near)
    documents = {x.document.id for x in read}
    keys = {}
    claims, questions = resolve_claims(read, view.entities(read), view.resolution(documents), codebook, keys)
    stored: tuple[Claim, ...] = view.store.resting("claims", documents)
    asked: tuple[Question, ...] = view.store.resting("questions", documents)
    claims, questions = _under_whole_ids(claims, questions, stored)
    mine = {c.id for c in claims if any(m.doc in lot for m in c.mentions)}
    merged, changed = _questions(questions, asked, claims, stored, mine, renamed, documents)
    still = {key for q in questions for key in _about(q, {})} if judged else set()
    unasked = {q.id for q in asked if q.id not in changed and q.about in judged and still.isdisjoint(_about(q, renamed))}
    changed |= dict.fromkeys(unasked, "")
    put = _claims(claims, stored, mine, merged, documents, unasked)
    home = {m.id: c.id for c in put for m in c.mentions}
    moved = {c.id: home.get("cm-" + c.id.removeprefix("c-"), "") for c in stored if any(m.doc in lot or home.get(m.id, c.id) != c.id for m in c.mentions)}
    changed |= {old: new for old, new in moved.items() if old not in home.values()}
    gone = {("claims", old) for old in moved if old not in home.values()}
    gone |= {("questions", old) for old, new in changed.items() if old != new and old.startswith("q-")}
    marked = {doc: tuple(sorted(keys.get(doc, ()))) for doc in lot}
    return FittedClaims(put, tuple(merged[key] for key in sorted(merged)), frozenset(gone), {o: n for o, n in changed.items() if o != n and n}, marked)


def _under_whole_ids(claims: Sequence[Claim], questions: Sequence[Question], stored: Sequence[Claim]) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    """The same, claims called as they are with the tellings of documents that were not read again."""
    was = {m.id: c.id for c in stored for m in c.mentions}
    ids = {c.id: min((c.id, *(was[m.id] for m in c.mentions if m.id in was))) for c in claims}
    asked = []
    for q in questions:
        answers = tuple(Answer(a.value, tuple(sorted({ids.get(c, c) for c in a.claims}))) for a in q.answers)
        relations = tuple(replace(r, a=ids.get(r.a, r.a), b=ids.get(r.b, r.b)) for r in q.relations)
        asked.append(replace(q, answers=answers, relations=relations))
    return tuple(replace(c, id=ids[c.id]) for c in claims), tuple(asked)


def _near(view: View, lot: Collection[str], keys: Mapping[str, set[Key]], renamed: Mapping[str, str]) -> list[str]:
    """Documents that tell the same events, say or answer the same, those with most in common first; what is kept under ids that went too."""
    before = defaultdict(list)
    for old, new in renamed.items():
        before[new].append(old)
    ranks: Counter[str] = Counter({doc: 2 for e in view.events(lot) for doc in sorted({m.doc for m in e.mentions})[:_NEAREST]})
    for space in ("claim", "question"):
        mine = {key for found in keys.values() for s, key in found if s == space}
        if space == "question":
            mine |= {key.replace(new, old) for key in mine for new in (key.split(" ")[1],) for old in before.get(new, ())}
        for docs in view.store.found_by(space, mine, _NEAREST).values():
            ranks.update(docs)
    ranked = sorted((doc for doc in ranks if doc not in lot), key=lambda doc: (-ranks[doc], doc))
    return ranked[: most_read(lot)]


def _about(question: Question, renamed: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """What is asked: two questions that agree in one of these are one. The end of an id is a digest of it, but not once its event has another id."""
    about = renamed.get(question.about, question.about)
    return (question.slot, about, question.id.rsplit("-", 1)[1]), (question.slot, about, question.wording)


def _questions(
    found: Sequence[Question],
    asked: Sequence[Question],
    claims: Sequence[Claim],
    stored: Sequence[Claim],
    mine: Collection[str],
    renamed: Mapping[str, str],
    read: Collection[str],
) -> tuple[dict[str, Question], dict[str, str]]:
    """(the questions that a claim of the lot answers, by id; {id of one of the record: its id now, empty where none asks it any more})."""
    known = {key: q for q in asked for key in _about(q, renamed)}
    looked_at = {c.id for c in claims} | {c.id for c in stored}
    merged: dict[str, Question] = {}
    changed: dict[str, str] = {}
    for question in found:
        if not any(claim in mine for answer in question.answers for claim in answer.claims):
            continue
        old = next((known[key] for key in _about(question, {}) if key in known), None) or _sharing(question, asked, changed, renamed)
        whole = _together(old, question, looked_at) if old else question
        merged[whole.id] = whole
        if old:
            changed[old.id] = whole.id
    told = {m.id for c in claims for m in c.mentions}
    lost = {c.id for c in stored if c.id not in {x.id for x in claims} and all(m.id in told or m.doc in read for m in c.mentions)}
    for question in asked:
        if question.id not in changed and any(claim in lost for answer in question.answers for claim in answer.claims):
            rest = without_claims(question, lost)
            changed[question.id] = rest.id if rest else ""
            if rest:
                merged[rest.id] = rest
    return merged, changed


def _sharing(question: Question, asked: Sequence[Question], taken: Mapping[str, str], renamed: Mapping[str, str]) -> Question | None:
    """The question of the record, about the same and not yet found again, that shares most claims with one."""
    own = {claim for answer in question.answers for claim in answer.claims}
    near = [q for q in asked if q.id not in taken and q.slot == question.slot and renamed.get(q.about, q.about) == question.about]
    shared = {q.id: len(own.intersection(*[{c for a in q.answers for c in a.claims}])) for q in near}
    return max((q for q in near if shared[q.id]), key=lambda q: (shared[q.id], q.id), default=None)


def _together(old: Question, new: Question, looked_at: Collection[str]) -> Question:
    """A question with the answers that were found now, and of those that stood the ones that were not looked at again."""
    values: dict[str, set[str]] = defaultdict(set)
    for answer in old.answers:
        values[answer.value] |= {claim for claim in answer.claims if claim not in looked_at}
    for answer in new.answers:
        values[answer.value] |= set(answer.claims)
    answers = tuple(Answer(value, tuple(sorted(values[value]))) for value in sorted(values) if values[value])
    ids = {claim for answer in answers for claim in answer.claims}
    here = {claim for answer in new.answers for claim in answer.claims}
    kept = [r for r in old.relations if {r.a, r.b} <= ids and not {r.a, r.b} <= here]
    smallest = resolved_id("q", sorted(ids))
    return replace(new, id=f"{smallest}-{new.id.rsplit('-', 1)[1]}", answers=answers, relations=(*kept, *new.relations))


def without_claims(question: Question, lost: Collection[str]) -> Question | None:
    """A question without some claims; None where fewer than two are left."""
    answers = [Answer(a.value, tuple(c for c in a.claims if c not in lost)) for a in question.answers]
    ids = [c for a in answers for c in a.claims]
    if len(ids) < 2:
        return None
    smallest = resolved_id("q", ids)
    relations = tuple(r for r in question.relations if r.a not in lost and r.b not in lost)
    return replace(question, id=f"{smallest}-{question.id.rsplit('-', 1)[1]}", answers=tuple(a for a in answers if a.claims), relations=relations)


def _claims(
    found: Sequence[Claim], stored: Sequence[Claim], mine: Collection[str], merged: Mapping[str, Question], read: Collection[str], unasked: Collection[str]
) -> tuple[Claim, ...]:
    """The claims of the lot, with tellings of documents that were not read again, and those of others that one of its questions took in."""
    under: dict[str, tuple[str, str]] = {}
    for question in sorted(merged.values(), key=lambda q: q.id):
        for given in question.answers:
            for key in given.claims:
                under.setdefault(key, (question.id, given.value))
    was = {m.id: c for c in stored for m in c.mentions}
    put = []
    for claim in found:
        if claim.id in mine:
            rest = {m.id: m for told in claim.mentions if told.id in was for m in was[told.id].mentions if m.doc not in read}
            mentions = tuple(sorted((*claim.mentions, *rest.values()), key=lambda m: m.id))
            asked, answer = (claim.question, claim.answer)
            if claim.id in under and (asked is None or asked not in merged):
                asked, answer = under[claim.id]
            put.append(replace(claim, mentions=mentions, question=asked, answer=answer))
        elif claim.id in under and (old := was.get(claim.mentions[0].id)) is not None and old.question is None:
            put.append(replace(old, question=under[claim.id][0], answer=under[claim.id][1]))
        elif (old := was.get(claim.mentions[0].id)) is not None and old.question in unasked:
            put.append(replace(old, question=None, answer=None))
    return tuple(put)
