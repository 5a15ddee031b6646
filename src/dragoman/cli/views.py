"""Yields the commands that write views to read: brief, timeline, who, questions, claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.app import open_app
from dragoman.cli.display import print_json, print_table, write_markdown, write_text
from dragoman.core.errors import UsageError
from dragoman.core.settings import Settings
from dragoman.export.interchange import Upkeep, dump_lines
from dragoman.view.brief import brief_of
from dragoman.view.claim_filters import Wanted, find_claims
from dragoman.view.claims import HEADS, claim_rows, claims_page
from dragoman.view.docx import render_docx
from dragoman.view.dossier import build_dossier
from dragoman.view.html import render_html
from dragoman.view.letters import letters_of
from dragoman.view.markdown import render_markdown
from dragoman.view.page import Page
from dragoman.view.question_fields import question_fields
from dragoman.view.questions import SLOTS, list_questions, questions_page
from dragoman.view.record import Record
from dragoman.view.story_selection import select_asked
from dragoman.view.surety import CERTAINTIES
from dragoman.view.timeline import SHORT, build_timeline, timeline_page

FORMATS: dict[str, Callable[[Page], str | bytes]] = {"md": render_markdown, "html": render_html, "docx": render_docx}

Name = Annotated[str, typer.Argument(help="A state, person or organisation by name, demonym or code.", show_default=False)]
Other = Annotated[str | None, typer.Argument(help="A second one; without it the view is about the first alone.", show_default=False)]
Since = Annotated[str | None, typer.Option(help="From this day, month or year on (2025-02-13, 2025-02, 2025).", show_default=False)]
Until = Annotated[str | None, typer.Option(help="Up to this day, month or year.", show_default=False)]
About = Annotated[
    str | None,
    typer.Option(help="Only acts that name these words; where nobody is named, the story that they mean, else all that names them.", show_default=False),
]
Story = Annotated[str | None, typer.Option(help="A story by its id or by words, whatever states take part, instead of names.", show_default=False)]
Format = Annotated[str, typer.Option("--format", help=f"How to write it: {', '.join(FORMATS)}.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Out = Annotated[Path | None, typer.Option(help="A file to write to; else standard output.", show_default=False)]


def brief(
    context: typer.Context,
    a: Annotated[str | None, typer.Argument(help="As in who; else the two states that deal most with each other.", show_default=False)] = None,
    b: Other = None,
    since: Since = None,
    until: Until = None,
    about: About = None,
    story: Story = None,
    form: Format = "md",
    out: Out = None,
) -> None:
    """Writes a cited brief on a pair, on one, or on a story: what happened, where accounts differ, who is who, how the tie moved.

    Example: dragoman brief Norland Estavia --since 2024-12 --format html --out brief.html

    Example: dragoman brief --story "ferry Gull"
    """
    _write(brief_of(select_asked(_read(context), a, b, since, until, about, story)), form, out)


def timeline(
    context: typer.Context,
    a: Annotated[str | None, typer.Argument(help="As in who; else the two states that deal most with each other.", show_default=False)] = None,
    b: Other = None,
    since: Since = None,
    until: Until = None,
    about: About = None,
    story: Story = None,
    short: Annotated[bool, typer.Option("--short", help=f"The {SHORT} most telling acts alone.")] = False,
    form: Format = "md",
    out: Out = None,
) -> None:
    """Writes all acts of a pair, of one, or of a story, in order of time, with on whose word each is told.

    Example: dragoman timeline Norland Estavia

    Example: dragoman timeline Norland --about consulate --short
    """
    selection = select_asked(_read(context), a, b, since, until, about, story)
    _write(timeline_page(build_timeline(selection, SHORT if short else None)), form, out)


def who(context: typer.Context, name: Name, form: Format = "md", out: Out = None) -> None:
    """Writes the dossier of a person, organisation or state: spellings, offices, listings, facts, acts, words.

    Example: dragoman who "Northern Airways"
    """
    _write(build_dossier(_read(context), name), form, out)


def questions(
    context: typer.Context,
    about: Annotated[str | None, typer.Option(help="Only those that name these words, or of this id.", show_default=False)] = None,
    slot: Annotated[str | None, typer.Option(help=f"Only what asks for this: {', '.join(SLOTS)}.", show_default=False)] = None,
    still_open: Annotated[bool, typer.Option("--open", help="Only those answered in more than one way.")] = False,
    differ: Annotated[bool, typer.Option("--differ", help="Only contradictions, disputes, other answers, overtaken figures; no mere precision.")] = False,
    as_json: Json = False,
    form: Format = "md",
    out: Out = None,
) -> None:
    """Writes what accounts answer differently: versions from vague to sharp, each with who holds it, on whose word, how sure, since when.

    Example: dragoman questions --about "Flight 12" --differ
    """
    record, which = _read(context), "differ" if differ else "open" if still_open else "all"
    if as_json:
        letters = letters_of(record.documents)
        found = list_questions(record, about, slot, which)
        print_json([{**line, **question_fields(record, record.question[line["id"]], letters)} for line in _dumped(record, "question", [q.id for q in found])])
    else:
        _write(questions_page(record, about, slot, which), form, out)


def claims(
    context: typer.Context,
    about: Annotated[str | None, typer.Option(help="Only on this person, body, state, act (by id) or these words.", show_default=False)] = None,
    by: Annotated[str | None, typer.Option(help="Only on the word of this one, anywhere in a chain; or unnamed, public, outlet.", show_default=False)] = None,
    outlet: Annotated[str | None, typer.Option(help="Only what this outlet tells.", show_default=False)] = None,
    certainty: Annotated[list[str] | None, typer.Option(help=f"Only these: {', '.join(CERTAINTIES)}.", show_default=False)] = None,
    polarity: Annotated[str | None, typer.Option(help="affirmed or denied.", show_default=False)] = None,
    doc: Annotated[str | None, typer.Option(help="Only in this report, by id, path, link or title.", show_default=False)] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.", show_default=False)] = None,
    as_json: Json = False,
    form: Annotated[str | None, typer.Option("--format", help=f"Write a page with quotes instead of a list: {', '.join(FORMATS)}.", show_default=False)] = None,
    out: Out = None,
) -> None:
    """Lists who says what: the claim, on whose word (outlet ← agency ← official), how sure, in what form, since when, and where it stands.

    Example: dragoman claims --about drone --by Aliyev
    """
    record = _read(context)
    wanted = Wanted(about, by, outlet, tuple(certainty or ()), polarity, doc, since, until)
    if form or out:
        _write(claims_page(record, wanted, limit), form or "md", out)
        return
    # A record that holds no claim at all is no mistake of whoever asks.
    found = find_claims(record, wanted) if record.resolved.claims or wanted != Wanted() else ()
    if as_json:
        print_json(_dumped(record, "claim", [row.claim.id for row in found[:limit]]))
    else:
        print_table(HEADS, claim_rows(record, found[:limit]))
    if not found:
        typer.echo("the record holds no claim yet; add reports", err=True)
    if limit and len(found) > limit:
        typer.echo(f"{limit} of {len(found)} claims; without --limit all are listed", err=True)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (brief, timeline, who, questions, claims):
        app.command()(command)


def _read(context: typer.Context) -> Record:
    settings: Settings = context.obj
    with open_app(settings) as app:
        return app.record()


def _dumped(record: Record, kind: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Records of a kind with their fields of a dump, in the given order."""
    lines = {str(line["id"]): line for line in dump_lines(record, Upkeep((), (), (), {}), (kind,)) if line.get("id")}
    return [lines[key] for key in ids]


def _write(page: Page, form: str, out: Path | None) -> None:
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}; there are: {', '.join(FORMATS)}")
    written = FORMATS[form](page)
    if isinstance(written, str) and form == "md" and out is None:
        write_markdown(written)
    elif isinstance(written, str):
        write_text(written, out)
    elif out is None:
        raise UsageError(f"a {form} file is not for the screen; name a file with --out")
    else:
        _write_bytes(written, out)


def _write_bytes(written: bytes, out: Path) -> None:
    try:
        out.write_bytes(written)
    except OSError as error:
        raise UsageError(f"{str(out)!r} cannot be written: {error.strerror or error}") from error
