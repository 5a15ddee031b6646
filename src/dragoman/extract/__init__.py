"""Yields Extracted: all that one document tells, drawn by rules that read the parse and the codebook."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.heard import Listener
from dragoman.core.heard_deeds import DeedReader, Reading
from dragoman.core.mentions import Extracted
from dragoman.extract.base import SecondOpinion
from dragoman.extract.readings import with_readings
from dragoman.extract.rules.attributes import find_attributes
from dragoman.extract.rules.attribution import find_attributions
from dragoman.extract.rules.claims import find_claims
from dragoman.extract.rules.deed_dates import with_anchors
from dragoman.extract.rules.entities import find_entities
from dragoman.extract.rules.undated import find_events_and_days
from dragoman.extract.second import with_opinions


def extract(
    annotated: Annotated,
    codebook: Codebook,
    second: SecondOpinion | None = None,
    listener: Listener | None = None,
    deeds: DeedReader | None = None,
) -> Extracted:
    """Entities, then who says what, then events, claims and attributes, each drawn with what came before.

    second: another coder that is asked for its opinion on each event where nobody reads deeds, and in texts of one sentence, which they do not read; it
    bears on the confidence alone. listener: somebody who hears who says what beside the rules; what they miss is added. deeds: somebody who reads
    deeds beside them: what they miss is added, and the reading bears on the confidence of what they see.
    """
    entities = find_entities(annotated, codebook)
    attributions = find_attributions(annotated, entities, codebook, listener)
    heard = deeds.read(annotated, entities) if deeds is not None and codebook.dictionary is None else Reading()
    events, reminders = find_events_and_days(annotated, entities, attributions, codebook, heard.deeds)
    events = with_readings(annotated, events, heard, codebook, deeds.name if deeds is not None else "")
    if second is not None and (deeds is None or len(annotated.sentences) == 1):
        events = with_opinions(annotated, events, entities, codebook, second)
    claims = find_claims(annotated, entities, attributions, events, codebook)
    timed = replace(annotated, times=with_anchors(annotated, events, codebook))
    attributes = find_attributes(timed, entities, events, codebook)
    return Extracted(annotated.document, timed.times, entities, events, claims, attributes, reminders=reminders)
