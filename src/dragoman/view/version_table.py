"""Yields how the versions of a question are shown: as a table with a line above and below, for a brief, and as lines below a point, for a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.records import Question
from dragoman.resolve.summaries import say_date
from dragoman.view.counting import count, shortened
from dragoman.view.markdown import cut
from dragoman.view.page import Block, Heading, Item, Line, Paragraph, Table, emph, join, plain, strong, struck
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.standing import closing, mark, origins_of, outlets_of
from dragoman.view.surety import say_doubt, say_surety
from dragoman.view.versions import Holder, Version, versions_of
from dragoman.view.whose_word import OUTLET, say_link

HEADS = ("version", "on whose word", "how sure", "since", "told by", "evidence")
MOST_HOLDERS = 6
MOST_VERSIONS = 10
_SHORT = 6
"""Words up to which an answer stands out."""
_LONGEST = 160
"""Characters of an answer that are shown."""
_ROLES = {"against": "against these", "ruled_out": "ruled out", "withheld": "left open", "absence": "not said", "silent": "not said", "overtaken": "overtaken"}
_SHARPER = " → "
_CITING = " ← "


def question_blocks(record: Record, question: Question, n: int, quoter: Quoter, letters: Mapping[str, str]) -> tuple[Block, ...]:
    """A question as a title with its mark, its ladder in one line, its versions in a table, and how they stand; empty where no report tells any."""
    versions = versions_of(record, question, letters)
    if not versions:
        return ()
    wording = say_wording(record, question)
    rows = [row for version in versions[:MOST_VERSIONS] for row in _rows(version, versions, quoter, letters)]
    blocks: list[Block] = [Heading((*plain(f"{n}. {wording} "), *emph(mark(question))))]
    ladder = ladder_line(versions)
    if ladder:
        blocks.append(Paragraph(ladder))
    blocks.append(Table(HEADS, tuple(rows), f"Versions: {wording}", grouped=True))
    more = f"{count(len(versions) - MOST_VERSIONS, 'more version')} in the list of questions. " if len(versions) > MOST_VERSIONS else ""
    blocks.append(Paragraph((*plain(more), *strong(closing(record, question)), *plain(f" {_counted(record, question)}"))))
    return tuple(blocks)


def question_item(record: Record, question: Question, quoter: Quoter, letters: Mapping[str, str]) -> Item:
    """A question as a point with a version a line, from vague to sharp, and how they stand."""
    versions = versions_of(record, question, letters)
    below = [_version_line(version, versions, quoter, letters) for version in versions[:MOST_VERSIONS]]
    if len(versions) > MOST_VERSIONS:
        below.append(plain(f"and {len(versions) - MOST_VERSIONS} more"))
    end = (*strong(closing(record, question)), *plain(f" {_counted(record, question)}"))
    return Item((*emph(say_wording(record, question)), *plain(f" {mark(question)}")), (*below, end))


def single_line(record: Record, question: Question, quoter: Quoter, letters: Mapping[str, str]) -> Line:
    """A question that one outlet alone answers, in one line: `why did it? its answer (outlet ← who said so [3])`."""
    versions = versions_of(record, question, letters)
    told = [_version_line(version, versions, quoter, letters) for version in versions[:MOST_VERSIONS]]
    return (*emph(say_wording(record, question)), *plain(" "), *join(told, " / ")) if told else ()


def say_wording(record: Record, question: Question) -> str:
    """The wording without the date of the act that it is about, which only lengthens it."""
    event = record.event.get(question.about)
    when = say_date(event.date) if event else ""
    return question.wording.replace(f" {when}", "").replace(",?", "?") if when else question.wording


def ladder_line(versions: Sequence[Version]) -> Line:
    """`From vague to sharp: blast → mine. Against these: drone. Ruled out: fire.`, or `blast → either mine or drone`.

    Empty where there is no ladder, or one of whole sentences.
    """
    ladder, against = ([_value(v) for v in versions if v.role == role] for role in ("ladder", "against"))
    if (len(ladder) < 2 and not (ladder and len(against) > 1)) or any(not _is_short(v) for v in versions if v.role == "ladder"):
        return ()
    rivals = (*plain(f"{_SHARPER}either "), *join(against, " or ")) if len(ladder) == 1 else ()
    parts = [(*plain("From vague to sharp: "), *join(ladder, _SHARPER), *rivals, *plain("."))]
    for words in dict.fromkeys(_ROLES.values()):
        those = [_value(v) for v in versions if _place(v) == words and not (rivals and v.role == "against")]
        if those:
            parts.append((*plain(f"{words.capitalize()}: "), *join(those, "; "), *plain(".")))
    return join(parts, " ")


def say_tail(holder: Holder) -> str:
    """`Tidings ← unnamed: a naval officer`; `outlet` where the outlets say it in their own words."""
    return _CITING.join(say_link(link) for link in holder.chain) or OUTLET


def _rows(version: Version, versions: Sequence[Version], quoter: Quoter, letters: Mapping[str, str]) -> list[tuple[Line, ...]]:
    """One line a holder; the version stands in the first alone."""
    cells = []
    for holder in version.holders[:MOST_HOLDERS]:
        sure = say_surety(holder.certainty, holder.polarity if version.role != "ruled_out" else "affirmed")
        if version.role == "overtaken":
            sure = f"{sure}, ↻ overtaken"
        evidence = quoter.cite([told.content[0] for told in holder.tellings])
        cells.append((plain(say_tail(holder)), plain(sure), plain(str(holder.since)), plain(shortened(holder.told_by)), evidence[1:]))
    left = version.holders[MOST_HOLDERS:]
    if left:
        cells.append((plain(f"and {len(left)} more"), (), (), plain(shortened(_told_by(left, letters))), ()))
    return [(_named(version, versions) if n == 0 else (), *cell) for n, cell in enumerate(cells)]


def _told_by(holders: Sequence[Holder], letters: Mapping[str, str]) -> list[str]:
    return sorted({letter for holder in holders for letter in holder.told_by}, key=lambda x: (len(x), x))


def _version_line(version: Version, versions: Sequence[Version], quoter: Quoter, letters: Mapping[str, str]) -> Line:
    """`**drone**: A ← Reuters ← unnamed: an official, by 3 May 2031 [3]; B, ? hedged, 4 May 2031 [4]`."""
    shown = [_holder(version, holder, quoter) for holder in version.holders[:MOST_HOLDERS]]
    if len(version.holders) > MOST_HOLDERS:
        shown.append(plain(f"and {len(version.holders) - MOST_HOLDERS} more"))
    return (*_named(version, versions), *plain(": "), *join(shown, "; "))


def _holder(version: Version, holder: Holder, quoter: Quoter) -> Line:
    sure = say_doubt(holder.certainty, holder.polarity if version.role != "ruled_out" else "affirmed")
    chain = _CITING.join([", ".join(holder.told_by) if len(holder.told_by) < 4 else shortened(holder.told_by, 3), *map(say_link, holder.chain)])
    return (*plain(", ".join(filter(None, (chain, sure, str(holder.since))))), *quoter.cite([told.content[0] for told in holder.tellings]))


def _named(version: Version, versions: Sequence[Version]) -> Line:
    """The answer, after a word on its place where it stands in no row with the others."""
    place = _place(version) if version.role != "against" or sum(v.role == "ladder" for v in versions) > 1 else ""
    return (*plain(f"{place}: " if place else ""), *_value(version))


def _place(version: Version) -> str:
    """`against these`; silence is told as what it is; empty for what stands on the ladder or beside it."""
    silences = {holder.certainty for holder in version.holders} if version.role == "silent" else set()
    return _ROLES.get(silences.pop() if len(silences) == 1 else version.role, "")


def _value(version: Version) -> Line:
    """A short answer stands out; a sentence stands as it is; an overtaken one is struck."""
    if version.role == "overtaken":
        return struck(cut(version.words, _LONGEST))
    return strong(version.words) if _is_short(version) else plain(cut(version.words, _LONGEST))


def _is_short(version: Version) -> bool:
    return len(version.words.split()) <= _SHORT


def _counted(record: Record, question: Question) -> str:
    """`Origins: 5, in 2 outlets.`"""
    return f"Origins: {origins_of(record, question)}, in {count(len(outlets_of(record, question)), 'outlet')}."
