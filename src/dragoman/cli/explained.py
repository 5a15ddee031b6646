"""Yields `print_explained`: the answer of `code --explain` set out for people, one text after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.cli.display import plain

Line = dict[str, Any]
SHOWN = 4
"""Rivals that are shown of an event and of a text; `--json` has all."""
_INDENT = 18
_HELD = "holds"
"""How the reason of a rival begins whose conditions were met: those come first."""


def print_explained(answer: Line) -> None:
    """Each event of a text as a headline and rows under it; then what was left out."""
    _print_head(f"text {'without id' if answer['id'] is None else answer['id']}")
    if failure := answer.get("failure"):
        _print_head(f"  not coded: {failure['message']}")
    for event in answer["events"]:
        _print_head(f"  {_headline(event)}")
        _print_rows([row for told in event["explain"] for row in _rows(event, told)])
    if left := answer.get("left_out"):
        _print_head("  left out")
        _print_rows(_rivals("", left))
    print(flush=True)


def _headline(event: Line) -> str:
    sides = [", ".join(party["code"] or plain(party["name"] or "?") for party in event[side]) or "–" for side in ("actors", "recipients")]
    mode = f"/{event['mode']}" if event["mode"] else ""
    return f"{event['type']}{mode}, {event['modality']}: {sides[0]} → {sides[1]}{', CAMEO ' + event['cameo'] if event['cameo'] else ''}"


def _rows(event: Line, told: Line) -> Iterator[tuple[str, str]]:
    yield "word", told["word"]["text"]
    rule = told["rule"]
    yield "rule", f"{rule['where']}  {rule['text']}" if rule else f"none of the codebook: {told['made_by']}"
    for held in told["conditions"]:
        yield "condition", f"{held['role']}: {'none of ' + held['asks'] if held['must_not'] else ', '.join(word['text'] for word in held['words'])}"
    for side, role in (("actors", told["actor_role"]), ("recipients", told["recipient_role"])):
        yield side[:-1], f"{', '.join(party['name'] or '?' for party in event[side]) or 'nobody'}{f', by {role}' if role else ''}"
    mood = told["modality"]
    yield "modality", f"{mood['value']}: {mood['cause']}{_quoted(mood['word'])}{', of the list ' + mood['list'] if mood['list'] else ''}"
    if said := told["attribution"]:
        yield "on the word of", f"{' < '.join(said['chain'])}{_quoted(said['cue'])}"
    yield "confidence", f"{told['confidence']}, by {told['made_by']}"
    yield from _rivals("competed", told["competed"])


def _quoted(span: Line | None) -> str:
    return f" {span['text']!r}" if span else ""


def _rivals(head: str, rivals: list[Line]) -> list[tuple[str, str]]:
    ordered = sorted(rivals, key=lambda rival: not rival["why"].startswith(_HELD))
    rows = [(head, f"{rival['type']} at {rival['word']['text']!r}, {rival['rule']['where']}: {rival['why']}") for rival in ordered[:SHOWN]]
    return rows + ([(head, f"and {len(rivals) - SHOWN} more; --json has them all")] if len(rivals) > SHOWN else [])


def _print_head(text: str) -> None:
    if sys.stdout.isatty():
        Console(highlight=False).print(Text(plain(text), style="bold"))
    else:
        print(text)


def _print_rows(rows: list[tuple[str, str]]) -> None:
    """Names in front of what they tell, a name that repeats once; folded to the width of a terminal, else a line each."""
    told = [("" if n and rows[n - 1][0] == head else head, plain(cell)) for n, (head, cell) in enumerate(rows)]
    if not sys.stdout.isatty():
        for head, cell in told:
            print(f"    {head:<16}{cell}")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_INDENT)
    table.add_column(overflow="fold")
    for head, cell in told:
        table.add_row(Text(f"    {head}", style="dim"), Text(cell))
    Console(highlight=False).print(table)
