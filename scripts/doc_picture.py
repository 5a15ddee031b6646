"""Yields docs/images/terminal.svg: a terminal in which the samples are asked. Run as `python scripts/doc_picture.py`."""

from __future__ import annotations

import io
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "terminal.svg"
WIDTH = 118
COMMANDS = (("dragoman events --about 'Russian House'", 8), ("dragoman claims --about registration", 10), ("dragoman questions --about 'Russian House'", 11))
"""Command lines, and how many lines of each output are shown."""
THEME = TerminalTheme((252, 252, 249), (40, 44, 52), [(40, 44, 52)] * 8, [(40, 44, 52)] * 8)


def ask(command: str, folder: Path) -> str:
    """What a command prints on a terminal of WIDTH columns."""
    main, side = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "DRAGOMAN_RECORD": "dragoman.db"}
    program, *arguments = shlex.split(command)
    process = subprocess.Popen([Path(sys.executable).with_name(program), *arguments], cwd=folder, stdout=side, stderr=subprocess.DEVNULL, env=environment)
    os.close(side)
    printed = b""
    try:
        while part := os.read(main, 65536):
            printed += part
    except OSError:  # how Linux says that the other side has gone
        pass
    os.close(main)
    if process.wait():
        raise RuntimeError(f"{command!r} failed")
    return printed.decode().replace("\r\n", "\n")


def draw(folder: Path) -> str:
    """The picture, of a record in that folder."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False)
    for command, count in COMMANDS:
        lines = ask(command, folder).rstrip("\n").split("\n")
        console.print(Text(f"$ {command}", style="bold #1f5f99"))
        for line in lines[:count] + (["…"] if count < len(lines) else []):
            text = Text.from_ansi(line)
            text.rstrip()  # a table pads its last column, and what is padded to the edge would be wrapped
            console.print(text, soft_wrap=text.cell_len <= WIDTH)
        console.print()
    svg = console.export_svg(title="dragoman", theme=THEME, unique_id="dragoman")
    svg = re.sub(r"\s*@font-face \{.*?\n    \}\n", "\n", svg, flags=re.DOTALL)  # they would be fetched from the network
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1).replace("Fira Code", "Menlo, Consolas, DejaVu Sans Mono")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> int:
    """Draws the picture anew and says whether it changed."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("dragoman")), "--record", "dragoman.db", "add", str(ROOT / "samples" / "affair")]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        new = draw(Path(folder))
    old = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else ""
    PICTURE.write_text(new, encoding="utf-8")
    sys.stdout.write(f"{'unchanged' if old == new else 'rewritten'}  {PICTURE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
