"""Yields the parties of a measure that an official tells without a doer: `the minister said that two were expelled`."""

from __future__ import annotations

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.mentions import Attribution, Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match

_OFFICIAL = {"GOV", "MIL", "LEG", "COP", "JUD"}
_PARTICIPLES = {"acl", "advcl"}

Parties = tuple[Participant, ...]


class OwnMeasures:
    """Finds who takes a measure by who announces it, in one document. types: of the events that are such measures."""

    def __init__(self, annotated: Annotated, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """index, roles: of the document."""
        self.annotated, self.index, self.roles, self.gazetteer = annotated, index, roles, codebook.gazetteer
        self.types, self.complaining, self.blows = (codebook.language.words("modality", key) for key in ("own_side_done", "complaining", "blows"))

    def of(self, match: Match, actors: Parties, recipients: Parties, attribution: Attribution | None) -> tuple[Parties, Parties]:
        """(actors, recipients); where no actor stands in a passive, or the parse has a state strike its own, the state whose official tells it."""
        if attribution is not None and self._complained(attribution):
            return actors, recipients
        blow = match.trigger.type in self.blows
        against = {p.country for p in recipients if p.country}
        oneself = match.token.dep in _PARTICIPLES and not blow and bool(actors) and {p.country for p in actors} <= against
        if not oneself and (actors or not self.roles.passive(match.token)):
            return actors, recipients
        told = self.announcer(attribution, recipients, blow=blow)
        return (told, tuple(p for p in recipients if p.country != told[0].country)) if told else (actors, recipients)

    def announcer(self, attribution: Attribution | None, recipients: Parties, *, blow: bool) -> Parties:
        """The state of whoever tells a measure in the passive against another state; nobody where it is no state's word.

        blow: is it one, of which a state tells as a sufferer; any other measure may be told by the state itself, and against a treaty of its own.
        """
        mention = self.index.by_id.get(attribution.mention or "") if attribution else None
        if mention is None:
            return ()
        first = self.index.first(mention)
        country, sector = mention.country or first.country, mention.sector or first.sector
        state = self.gazetteer.state(country) if country else None
        others = {p.country for p in recipients} - {country}
        speaks = sector in _OFFICIAL or (first.kind == "state" and len(others) == 1 and not blow)
        if state is None or not speaks or (country in {p.country for p in recipients} and (blow or not others)):
            return ()
        return (Participant(None, state.name, country, None),)

    def _complained(self, attribution: Attribution) -> bool:
        """`has been expelled, the president complained`: who complains of a measure has not taken it."""
        return attribution.cue is not None and any(t.lemma in self.complaining for t in self.annotated.within([attribution.cue]))
