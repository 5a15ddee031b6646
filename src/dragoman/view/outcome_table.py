"""Yields the table of what others tell: by question, the source's answer, what another answer does to it, who gives that, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.dates import say_day
from dragoman.view.days import say_short
from dragoman.view.markdown import cut
from dragoman.view.outcomes import RELATIONS, WHEN, Outcome
from dragoman.view.page import Block, Line, Paragraph, Table, emph, join, plain
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.sentences import undated_sentence
from dragoman.view.source_words import DONE
from dragoman.view.surety import say_doubt
from dragoman.view.version_table import say_wording
from dragoman.view.versions import say_value
from dragoman.view.whose_word import say_chain

MOST_ROWS = 30
_MOST_VOICES = 4
_LONGEST = 140
"""Characters of an answer or statement in a cell."""
_Key = tuple[str, str, str, str]


def outcome_table(record: Record, outcomes: Sequence[Outcome], quoter: Quoter, letters: Mapping[str, str]) -> tuple[Block, ...]:
    """Outcomes by question, answer and relation, the most telling first; nothing for none."""
    groups: dict[_Key, list[Outcome]] = {}
    for o in sorted(outcomes, key=lambda o: (RELATIONS.index(o.relation), WHEN.index(o.when))):
        mine, theirs = _answers(record, o)
        groups.setdefault((o.about or "", mine, o.relation, theirs), []).append(o)
    first = {key[0]: n for n, key in reversed(list(enumerate(groups)))}
    ordered = sorted(groups, key=lambda key: (first[key[0]], key[0]))
    rows: list[tuple[Line, ...]] = []
    for n, key in enumerate(ordered[:MOST_ROWS]):
        about, mine, relation, theirs = key
        again = n > 0 and ordered[n - 1][0] == about
        held = () if again and ordered[n - 1][1] == mine else (*plain(cut(mine, _LONGEST)), *quoter.cite_claim(groups[key][0].telling.told))
        rows.append(
            (() if again else _asked(record, about), held, plain(DONE[relation]), plain(cut(theirs, _LONGEST)), _voices(record, groups[key], quoter, letters))
        )
    table = Table(("asked", "it says", "is", "by the answer", "on the word of"), tuple(rows), caption="What others tell", grouped=True)
    left = len(ordered) - len(rows)
    more: tuple[Block, ...] = (Paragraph(plain(f"and {left} more rows: --json has them all")),) if left else ()
    return (table, *more) if rows else ()


def _answers(record: Record, o: Outcome) -> tuple[str, str]:
    """The answers that the two give; of an act or claim that both tell their words."""
    question = record.question.get(o.about or "")
    values = {claim: answer.value for answer in question.answers for claim in answer.claims} if question else {}
    mine = values.get(o.telling.claim.id) or o.telling.claim.proposition
    theirs = values.get(o.other.id) or ("the same words" if o.other.id == o.telling.claim.id else o.other.proposition)
    return say_value(mine), say_value(theirs)


def _asked(record: Record, about: str) -> Line:
    if about in record.question:
        return emph(say_wording(record, record.question[about]))
    return emph(f"Act: {undated_sentence(record.event[about])}") if about in record.event else emph("The statement itself")


def _voices(record: Record, outcomes: Sequence[Outcome], quoter: Quoter, letters: Mapping[str, str]) -> Line:
    """`B ← Reuters, ≈ probable, 13 Feb 2025 [4]; …`."""
    lines: dict[str, Line] = {}
    for o in outcomes:
        published = record.document[o.told.doc].published
        day = say_short(published.day) if published else ""
        words = ", ".join(filter(None, [say_chain(o.told.chain, letters[o.told.doc]), say_doubt(o.told.certainty, o.told.polarity), day]))
        if words not in lines:
            lines[words] = (*plain(words), *quoter.cite_claim(o.told)) if len(lines) < _MOST_VOICES else plain(words)
    more = len(lines) - _MOST_VOICES
    return join([*list(lines.values())[:_MOST_VOICES], *([plain(f"and {more} more")] if more > 0 else [])], "; ")


def say_days(days: Sequence[str]) -> str:
    """`12 February 2025`, or `5 to 12 February 2025` as two days; empty for none. days: ISO, in order."""
    if not days:
        return ""
    return say_day(days[0]) if days[0] == days[-1] else f"{say_day(days[0])} to {say_day(days[-1])}"
