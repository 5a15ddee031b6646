"""Yields the readings of a claim: which questions its words answer, and how."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.core.mentions import EntityMention
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Reading, content_words, position, stands

AUTHORITIES = frozenset({"GOV", "JUD", "LEG", "COP"})
BLAME = "blame"


def readings_of(told: Told, corpus: Corpus) -> list[Reading]:
    """All readings of one telling, in a fixed order of slots; empty where it answers no question that we know."""
    found: list[Reading] = []
    for find in (_cause, _standing, _reason, _when, _where, _count, _responsibility, _finding, _happening):
        found.extend(find(told, corpus))
    return found


def _made(told: Told, corpus: Corpus, slot: str, about: str, value: str, **more: object) -> Reading:
    stop = frozenset(corpus.lexicon.table["stop"])
    words = more.pop("words", None)
    return Reading(
        claim=told.claim.id,
        about=about,
        slot=slot,
        value=value,
        words=words if isinstance(words, frozenset) else content_words(told.text, stop),
        certainty=told.mention.certainty,
        polarity=told.mention.polarity,
        sources=corpus.speakers(told),
        **more,  # type: ignore[arg-type]
    )


def _cause(told: Told, corpus: Corpus) -> Iterator[Reading]:
    incident = corpus.incident(told)
    if incident is None:
        return
    text, table = told.lower, corpus.lexicon.table
    best: tuple[int, str, int] | None = None
    for kind, row in table["cause"].items():
        level = int(row["level"])
        for phrase in row["words"]:
            at = position(str(phrase), text)
            if at < 0 or (level >= 3 and not any(stands(h, text) for h in table["hitting"])):
                continue
            if best is None or level > best[0]:
                best = (level, str(kind), at)
    if best is None:
        return
    level, kind, at = best
    if level >= 2 and not any(stands(w, text) for w in (*table["craft"], "blame")):
        return
    party = _party(told, corpus, incident, at) if level >= 2 else None
    country = next((e.name for e in corpus.entities.values() if e.type == "state" and e.country == party), party) if party else None
    value = kind + (f" ({country})" if country else "")
    if told.mention.certainty == "absence":
        value = f"nothing recorded on: {kind}"
    elif told.mention.polarity == "denied":
        value = f"not: {kind}"
    yield _made(told, corpus, "cause", incident, value, kind=kind, party=party, level=level)
    if party is not None and told.mention.certainty != "absence" and told.mention.polarity == "affirmed":
        yield _made(told, corpus, "responsibility", incident, str(country), kind=BLAME, party=party)


def _party(told: Told, corpus: Corpus, incident: str, at: int) -> str | None:
    """Country of the mention nearest to the word for the cause, victims passed over."""
    victims = corpus.victims(incident)
    near: list[tuple[int, int, int, str]] = []
    for mention in told.entities:
        country = corpus.country(mention)
        offset = _offset(told, mention)
        if country is None or offset is None or country in victims or mention.form == "pronoun":
            continue
        gap = at - (offset + len(mention.text)) if offset < at else offset - at
        # What a state owns may carry a wrong flag; the state's own name beside it may not.
        near.append((0 if mention.kind == "state" else 1, abs(gap), offset, country))
    return min(near)[3] if near else None


def _offset(told: Told, mention: EntityMention) -> int | None:
    """Where a mention stands in the joined words of the telling."""
    at = 0
    for span in told.mention.content:
        if span.start <= mention.start and mention.end <= span.end:
            return at + mention.start - span.start
        at += span.end - span.start + 1
    return None


def _standing(told: Told, corpus: Corpus) -> Iterator[Reading]:
    table, text = corpus.lexicon.table, told.lower
    for standing, words in table["standings"].items():
        if not any(stands(w, text) for w in words):
            continue
        entity = _subject(told, corpus)
        if entity is None or corpus.entities[entity].type == "person":
            continue
        about, topic = corpus.measure_against(told.mention.doc, entity) or entity, corpus.entities[entity].name
        whole = f"{text} {told.claim.proposition.lower()}"  # a bare noun phrase is told with its verb only in the proposition
        lacking = any(stands(w, text) for w in table["lacking"]) or any(text.find(f"n{mark}t ") >= 0 for mark in "'’")
        seeking = told.mention.certainty == "demanded" or any(stands(w, whole) for w in table["seeking"])
        kind = "sought" if seeking else "lacking" if lacking else "holds"
        value = {"sought": f"not {standing}, though sought", "lacking": f"not {standing}", "holds": str(standing)}[kind]
        yield _made(told, corpus, "status", about, value, kind=kind, topic=topic, standing=str(standing))
        if kind != "holds":
            fault = "those who were asked" if kind == "sought" else "the one who should have done it"
            yield _made(told, corpus, "fault", about, fault, kind=kind, topic=topic, standing=str(standing))


def _subject(told: Told, corpus: Corpus) -> str | None:
    """The body that a claim is about: one that a measure of the document hits, else one that is no authority, else whom the document's main measure hits."""
    kinds = {"organisation", "facility", "group", "craft"}
    named = [corpus.entities.get(corpus.of_entity.get(m.id, "")) for m in sorted(told.entities, key=lambda m: m.start)]
    bodies = [e for e in named if e is not None and e.type in kinds]
    hit = {p.entity for i in corpus.measures_of.get(told.mention.doc, ()) for p in corpus.events[i].recipients if corpus.lasting(i)}
    for entity in bodies:
        if entity.id in hit:
            return entity.id
    for entity in bodies:
        if entity.sector not in AUTHORITIES and not any(stands(w, entity.name.lower()) for w in corpus.lexicon.table["authorities"]):
            return entity.id
    main = corpus.main_measure(told.mention.doc)
    return next((p.entity for p in corpus.events[main].recipients if p.entity in corpus.entities), None) if main else None


def _reason(told: Told, corpus: Corpus) -> Iterator[Reading]:
    table, text = corpus.lexicon.table, told.lower
    phrase = next((p for p in table["sure_reasons"] if stands(p, text)), None)
    if phrase is None:
        return
    told_events = [corpus.events[i] for i in (corpus.of_event.get(m.id, "") for m in told.events) if i in corpus.events]
    measures = [e.id for e in told_events if e.type in table["measures"]]
    if (
        not measures
        and phrase in table["named_reasons"]
        and (entity := _subject(told, corpus)) is not None
        and (against := corpus.measure_against(told.mention.doc, entity))
    ):
        measures = [against]
    if not measures:
        return
    at = position(phrase, text)
    clause = told.text[at + len(phrase) :].strip(" ,.:") or told.text
    if phrase in table["named_reasons"]:
        clause = told.text[: position("as the reason", text)].strip() if stands("as the reason", text) else told.text[at:]
    stop = frozenset(table["stop"])
    yield _made(told, corpus, "reason", corpus.matter(measures[0]) or measures[0], _short(clause), words=content_words(clause, stop))


def _when(told: Told, corpus: Corpus) -> Iterator[Reading]:
    for mention in told.events[:1]:
        event = corpus.matter(corpus.of_event.get(mention.id))
        if event in corpus.events and mention.date.known:
            start, end = mention.date.start, mention.date.end
            value = str(start) if start == end else f"{start or '…'} to {end or '…'}"
            yield _made(told, corpus, "date", str(event), value, date=mention.date)


def _where(told: Told, corpus: Corpus) -> Iterator[Reading]:
    by_id = {m.id: m for m in told.entities}
    for mention in told.events:
        event, place = corpus.of_event.get(mention.id), by_id.get(mention.place or "")
        if event not in corpus.events or place is None:
            continue
        offset = _offset(told, place) or 0
        before = told.lower[max(0, offset - 24) : offset]
        near = any(stands(w, before) for w in corpus.lexicon.table["near"])
        value, kind = f"{'near' if near else 'in'} {place.name}", "near" if near else "in"
        yield _made(told, corpus, "place", str(event), value, kind=kind, party=corpus.of_entity.get(place.id))


def _count(told: Told, corpus: Corpus) -> Iterator[Reading]:
    for mention in told.events:
        event = corpus.of_event.get(mention.id)
        values = dict(mention.values)
        if event in corpus.events and mention.type == "CASUALTIES" and values.get("n", "").isdigit():
            of = f" of {values['of']}" if values.get("of") else ""
            yield _made(told, corpus, "count", str(event), values["n"] + of, number=int(values["n"]))


def _responsibility(told: Told, corpus: Corpus) -> Iterator[Reading]:
    words = corpus.lexicon.table["responsibility"]
    if not any(stands(w, told.lower) for w in words):
        return
    incident = corpus.incident(told) or corpus.main_incident(told.mention.doc)
    if incident is not None:
        yield _made(told, corpus, "responsibility", incident, _short(told.claim.proposition), party=_party(told, corpus, incident, 0))


def _finding(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What an inquiry or its report says."""
    named = [link.name.lower() for link in told.mention.chain[1:] if link.name and link.type in {"document", "institution"}]
    if not any(stands(w, name) for name in named for w in corpus.lexicon.table["inquiries"]):
        return
    incident = corpus.incident(told) or corpus.main_incident(told.mention.doc)
    if incident is not None:
        yield _made(told, corpus, "content", incident, _short(told.claim.proposition))


def _happening(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """That it happened at all: for whatever event several accounts tell."""
    for mention in told.events[:1]:
        event = corpus.events.get(corpus.matter(corpus.of_event.get(mention.id)) or "")
        if event is not None and event.type not in {"STATEMENT", "REPORT", "FINDING"}:
            denied = told.mention.polarity == "denied" or mention.modality == "denied"
            yield _made(told, corpus, "other", event.id, "no" if denied else "yes", kind="no" if denied else "yes")


def _short(text: str) -> str:
    """At most 160 code points, cut between words."""
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"
