"""Yields readings of what caused an incident, who bears responsibility for it, and whether it was covered up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.core.mentions import EntityMention
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Lexicon, Reading
from dragoman.resolve.slot_makers import country_name, entity_of, made, nearest, party_keys

_NEAR = 18  # code points between two words for a cause that belong to one noun (`air defense missile`)
_ASIDE = 45
_DENIED = 60  # code points before a word in which a negation bears on it


def causes(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What brought an incident about: the kind of agency and whose; whose it was also answers who is responsible."""
    best = _kind(told, corpus.lexicon)
    if best is None:
        return
    kind, at = best
    row = corpus.lexicon.table["cause"][kind]
    level = int(row["level"])
    if _beside_the_point(told, corpus.lexicon, at) or (level >= 2 and not _on_a_craft(told, corpus.lexicon)):
        return
    incident = corpus.incident(told) or (corpus.hosts.near(told.mention.doc, told.at, {"INCIDENT"}) if level == 0 and not row.get("told") else None)
    if incident is None or told.mention.certainty in {"demanded", "planned"} or corpus.lexicon.has("undecided", told.lower):
        return
    party = _party(told, corpus, incident, at) if level >= 2 else None
    named = _named_weapon(told) if kind == "missile" else None
    country = country_name(party, corpus)
    label = (named if "missile" in named.lower() else f"{named} missile") if named else str(row.get("label", kind))
    value = label + (f" ({country})" if country else "")
    silent = told.mention.certainty == "absence"
    denied = told.mention.polarity == "denied" or _negated(told, corpus, at)
    if silent:
        value = f"nothing recorded on: {kind}"
    elif denied:
        value = f"not: {value}"
    own = frozenset({kind, f"named {named}"} if named else {kind})
    within = ancestors(kind, corpus.lexicon) | (frozenset({"unnamed"}) if named else frozenset())
    polarity = "denied" if denied and not silent else "affirmed"
    yield made(told, corpus, "cause", incident, value, kind=kind, party=party, level=level + bool(named), own=own, within=within, polarity=polarity)
    if party is not None and not silent and not denied:
        own_party = frozenset({f"country:{party}"})
        yield made(told, corpus, "responsibility", incident, country, kind="blame", party=party, level=1, own=own_party)


def ancestors(kind: str, lexicon: Lexicon) -> frozenset[str]:
    """All vaguer kinds that a kind of cause is one of."""
    found: set[str] = set()
    open_ = list(lexicon.table["cause"][kind]["under"])
    while open_:
        above = str(open_.pop())
        if above not in found:
            found.add(above)
            open_ += lexicon.table["cause"][above]["under"]
    return frozenset(found)


def _kind(told: Told, lexicon: Lexicon) -> tuple[str, int] | None:
    """(kind, offset) of the cause that the words name: the agent nearest to a word for its deed, the sharpest of those in one noun; else what stands alone."""
    text = told.lower
    if not lexicon.has("any cause", text):
        return None
    hits = [m.start() for m in lexicon.patterns["hitting"].finditer(text)]
    agents: list[tuple[int, int, str, int]] = []
    others: list[tuple[int, str, int]] = []
    for kind, row in lexicon.table["cause"].items():
        for match in lexicon.patterns[f"cause.{kind}"].finditer(text):
            if row.get("agent"):
                gap = min((abs(h - match.start()) for h in hits), default=None)
                if gap is not None and not _resisted(text, match, lexicon):
                    agents.append((gap, -int(row["level"]), str(kind), match.start()))
            elif not row.get("told") or lexicon.has("causing", text[: match.start()] + " " + text[match.end() :]):
                others.append((-int(row["level"]), str(kind), match.start()))
    if agents:
        gap, _, _, at = min(agents)
        noun = [row for row in agents if abs(row[3] - at) <= _NEAR]
        _, _, kind, at = min(noun, key=lambda row: (row[1], row[0]))
        return kind, at
    inside = [row for row in others if row[0] == 0 or row[1] in {"bomb", "sabotage", "external objects"}]
    choice = min(inside or others, default=None, key=lambda row: (row[0] == -1, row[0], row[2]))
    return (choice[1], choice[2]) if choice else None


def _resisted(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Is it what was fended off, or an attack in which it was used elsewhere (`a drone attack on …`)?"""
    before, after = text[max(0, match.start() - 32) : match.start()], text[match.end() : match.end() + 12]
    return lexicon.has("resisted", before) or bool(re.match(rf"\s*{lexicon.patterns['raided'].pattern}", after))


def _beside_the_point(told: Told, lexicon: Lexicon, at: int) -> bool:
    """Is the cause only named in passing: `amid a dispute over the downed jet`?"""
    return lexicon.has("beside_the_point", told.lower[max(0, at - _ASIDE) : at])


def _on_a_craft(told: Told, lexicon: Lexicon) -> bool:
    return lexicon.has("craft", told.lower) or lexicon.has("blame", told.lower) or lexicon.has("mishaps", told.lower)


def _negated(told: Told, corpus: Corpus, at: int) -> bool:
    """Do the words themselves deny what stands at the offset: `it was not a missile`?"""
    return corpus.lexicon.has("negations", told.lower[max(0, at - _DENIED) : at].replace("n't", " not"))


def _named_weapon(told: Told) -> str | None:
    """The name of a weapon among the words: `Pantsir-S1`."""
    return next((m.text for m in told.entities if m.kind == "weapon" and m.form in {"name", "alias"}), None)


def _party(told: Told, corpus: Corpus, incident: str, at: int) -> str | None:
    """Country of whoever is told to have done it; else of the mention nearest to the word for the cause, victims passed over."""
    deeds = [(abs(o - at), m) for m in told.events if m.type == "ASSAULT" and (o := told.offset(m.trigger.start, m.trigger.end)) is not None]
    doers = [p.country for _, m in sorted(deeds, key=lambda row: (row[0], row[1].id))[:1] for p in m.actors if p.country]
    if len(doers) == 1:
        return doers[0]
    victims = corpus.victims(incident)
    mention_near = nearest(told, corpus, at, victims)
    return corpus.country(mention_near) if mention_near else None


def responsibilities(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Who is blamed, who owns to it, who leaves it open; a demand for an apology answers nothing."""
    lexicon, text, certainty = corpus.lexicon, told.lower, told.mention.certainty
    if certainty in {"demanded", "planned", "absence"} or lexicon.has("undecided", text):
        return
    around = f"{told.cue} {text}"
    if certainty == "withheld":
        if lexicon.has("withheld_blame", text) and (incident := corpus.incident(told) or corpus.main_incident(told.mention.doc)):
            yield made(told, corpus, "responsibility", incident, short_sentence(told), kind="open")
        return
    if clearing := _cleared(told, corpus):
        yield from _clears(told, corpus, clearing)
        return
    if not (lexicon.has("blame", around) or lexicon.has("owning", around)):
        return
    spoiled = lexicon.first("spoiled", text)
    event_of = _spoiled_event(told, corpus) if spoiled else None
    incident = _bearing(told, corpus)
    if incident is None and event_of is None:
        return
    mention = _blamed(told, corpus)
    entity = entity_of(mention, corpus) if mention else None
    if entity is None or (entity.country is None and entity.type not in {"person", "organisation", "group"}):
        return
    denied = told.mention.polarity == "denied" or _negated(told, corpus, word.start() if (word := lexicon.first("blame", text)) else len(text))
    own, within, level = party_keys(entity)
    value = entity.name if not denied else f"not {entity.name}"
    polarity = "denied" if denied else "affirmed"
    more = {"kind": "blame", "party": entity.country, "level": level, "own": own, "within": within, "polarity": polarity}
    if spoiled and event_of is not None:
        yield made(told, corpus, "fault", event_of, value, facet="blame", standing=spoiled[0], topic=entity.name, **more)
    elif incident is not None:
        yield made(told, corpus, "responsibility", incident, value, **more)


def _bearing(told: Told, corpus: Corpus) -> str | None:
    """What the blame is for: the incident or attack that the document tells, else the one that reports of the same people tell."""
    doc = told.mention.doc
    told_here = corpus.incident(told) or corpus.hosts.near(doc, told.at, {"INCIDENT", "ASSAULT"})
    return told_here or (corpus.hosts.akin.get(doc) if corpus.lexicon.has("crimes", told.lower) else None)


def _cleared(told: Told, corpus: Corpus) -> EntityMention | None:
    """Whom the words clear: `Norland had nothing to do with it`, or who denies a part in it."""
    word = corpus.lexicon.first("cleared", told.lower)
    denied = told.mention.polarity == "denied" and corpus.lexicon.has("involved", told.lower)
    if word is None and not denied:
        return None
    at = word.start() if word else len(told.lower)
    people = [m for m in told.entities if m.kind in {"state", "person", "organisation"} and (o := told.offset(m.start, m.end)) is not None and o < at]
    speaker = told.mention.chain[-1].mention
    if people and not denied:
        return min(people, key=lambda m: (m.start, -m.end))
    return next((m for m in told.speakers if m.id == speaker), None)


def _clears(told: Told, corpus: Corpus, mention: EntityMention) -> Iterator[Reading]:
    entity, incident = entity_of(mention, corpus), _bearing(told, corpus)
    if entity is None or incident is None or (entity.country is None and entity.type not in {"person", "organisation"}):
        return
    # A spokesman who denies it speaks for his state.
    own = frozenset({f"country:{entity.country}"}) if entity.country else party_keys(entity)[0]
    name = country_name(entity.country, corpus) or entity.name
    yield made(told, corpus, "responsibility", incident, f"not {name}", kind="blame", party=entity.country, level=1, own=own, polarity="denied")


def short_sentence(told: Told) -> str:
    """The claim as a sentence."""
    return " ".join(told.claim.proposition.split()).rstrip(".")


def _blamed(told: Told, corpus: Corpus) -> EntityMention | None:
    """Whom the words blame: the subject of `was responsible`, what stands behind `blamed`, else the first one named."""
    people = [m for m in sorted(told.entities, key=lambda m: (m.start, -m.end)) if m.kind in {"state", "person", "organisation", "group"}]
    word = corpus.lexicon.first("blame", told.lower) or corpus.lexicon.first("owning", told.lower)
    at = word.start() if word else 0
    placed = [(told.offset(m.start, m.end) or 0, m) for m in people]
    before = [m for o, m in placed if o < at]
    after = [m for o, m in placed if o >= at]
    if word and word[0] in {"blamed", "blame"} and after:
        return _outer(after[0], people)
    if before:
        return _outer(before[0], people)
    if people:
        return _outer(people[0], people)
    if corpus.lexicon.has("owning", f"{told.cue} {told.lower}"):
        return next((m for m in told.led if m.id == told.mention.chain[-1].mention), None)
    return None


def _outer(mention: EntityMention, people: Sequence[EntityMention]) -> EntityMention:
    """The longest mention around one: `the Karsian army` around `Karsian`."""
    return max((m for m in people if m.start <= mention.start and mention.end <= m.end), key=lambda m: (m.end - m.start, m.id))


def _spoiled_event(told: Told, corpus: Corpus) -> str | None:
    """The talks, truce or deal whose failure the words speak of: told among them, else last before them."""
    for mention in told.events:
        event = corpus.events.get(corpus.of_event.get(mention.id, ""))
        if event is not None and event.type in {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}:
            return corpus.matter(event.id)
    return corpus.deed_before(told, frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}))


def concealments(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Whether the truth about an incident was hidden."""
    if told.mention.certainty in {"demanded", "absence", "withheld"} or not corpus.lexicon.has("concealed", told.lower):
        return
    incident = corpus.incident(told) or corpus.main_incident(told.mention.doc)
    if incident is None:
        return
    mention = nearest(told, corpus, 0, frozenset())
    denied = told.mention.polarity == "denied"
    whom = country_name(corpus.country(mention), corpus) if mention else ""
    value = f"{'no' if denied else 'yes'}{f', by {whom}' if whom and not denied else ''}"
    yield made(told, corpus, "responsibility", incident, value, facet="concealed", kind="no" if denied else "yes", own=frozenset({"concealed"}))
