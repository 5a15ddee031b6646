"""Yields the examples of README.md and of pages under docs/ as the program prints them now, and the picture. Run as `python scripts/doc_examples.py`.

A fenced `console` block under a comment `<!-- run -->` has its outputs rewritten; `<!-- run: head 8 -->` keeps so many lines of each,
`section NAME` one section of a page, `width 100` cuts longer lines; options are parted by `; `. Between `<!-- excerpt FILE: PART; PART 6; quotes -->`
and `<!-- /excerpt -->` stand sections of a Markdown file, the first lines of each, and the quotes that they cite.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import CliRunner

from dragoman.cli.main import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/tutorial.md", "docs/codebook.md", "docs/migration.md")
BLOCK = re.compile(r"(?P<top><!-- run(?:: (?P<options>[^\n]*?))? -->\n```console\n)(?P<body>.*?)(?=```)", re.DOTALL)
EXCERPT = re.compile(r"(?P<top><!-- excerpt (?P<file>[^:\n]+): (?P<parts>[^\n]*?) -->\n).*?(?=<!-- /excerpt -->)", re.DOTALL)
Run = Callable[[str], str]


@contextlib.contextmanager
def session() -> Iterator[Run]:
    """A runner of command lines in an empty folder beside the samples, as in a fresh checkout; RuntimeError where one fails."""
    before = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("DRAGOMAN_")}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in ("samples", "docs"):
            Path(name).symlink_to(ROOT / name, target_is_directory=True)
        try:
            yield run
        finally:
            os.environ.update(before)


def run(command: str) -> str:
    """Standard output of one command line that begins with `dragoman`."""
    program, *arguments = shlex.split(command)
    if program != "dragoman":
        raise RuntimeError(f"{command!r} is no command of Dragoman")
    found = CliRunner().invoke(app, arguments)
    if found.exit_code:
        raise RuntimeError(f"{command!r} failed: {found.exception!r} {found.output}")
    return found.stdout


def rewrite(page: str, run: Run) -> str:
    """A page with every example rewritten, in the order of the page: what one command leaves behind the next may read."""
    page = EXCERPT.sub(lambda match: f"{match['top']}\n{_excerpt((ROOT / match['file']).read_text(encoding='utf-8'), match['parts'])}\n\n", page)
    return BLOCK.sub(lambda match: match["top"] + _block(match["body"], match["options"] or "", run), page)


def _block(body: str, options: str, run: Run) -> str:
    lines = []
    for command in (line for line in body.splitlines() if line.startswith("$ ")):
        output = _shorten(run(command.removeprefix("$ ")), options)
        lines += [command, *(line.rstrip() for line in output)]
    return "\n".join(lines) + "\n"


def _shorten(output: str, options: str) -> list[str]:
    wanted = dict(part.split(" ", 1) for part in options.split("; ") if part)
    page = sections(output)
    lines = (page[wanted["section"]] if "section" in wanted else output).strip("\n").splitlines()
    head = int(wanted.get("head", len(lines)))
    width = int(wanted.get("width", 10_000))
    kept = [line if len(line) <= width else line[: width - 2].rstrip() + " …" for line in lines[:head]]
    return [*kept, "…"] if head < len(lines) else kept


def sections(page: str) -> dict[str, str]:
    """{heading: text below it} of a Markdown page."""
    return {part.split("\n", 1)[0].lstrip("# "): part.split("\n", 1)[1] for part in re.split(r"(?m)^(?=#+ )", page) if "\n" in part}


def _excerpt(page: str, parts: str) -> str:
    found = sections(page)
    pieces: list[str] = []
    for part in parts.split("; "):
        name, _, count = re.match(r"(.+?)( (\d+))?$", part).groups()  # type: ignore[union-attr]
        if name == "quotes":
            cited = set(re.findall(r"\[\d+\]", "\n".join(pieces)))
            pieces.append("\n".join(line for line in found["Quotes"].splitlines() if line.removeprefix("- ").split(" ")[0] in cited))
        else:
            lines = found[name].strip("\n").splitlines()
            more = ["", "…"] if count and int(count) < len(lines) else []
            pieces.append("\n".join([f"**{name}**", "", *lines[: int(count or len(lines))], *more]))
    return "\n\n".join(pieces)


def main() -> int:
    """Rewrites the pages in place and says which changed."""
    for name in PAGES:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        with session() as runner:
            new = rewrite(old, runner)
        path.write_text(new, encoding="utf-8")
        sys.stdout.write(f"{'unchanged' if old == new else 'rewritten'}  {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
