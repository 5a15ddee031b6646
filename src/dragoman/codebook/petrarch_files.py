"""Yields the Dictionary of a folder that holds PETRARCH's actor and agent lists; errors name file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.codebook.petrarch import Agent, DatedCode, Dictionary, Discard, ListedActor
from dragoman.codebook.petrarch_lines import lines_of
from dragoman.codebook.petrarch_verb_files import read_verbs, verb_files
from dragoman.core.errors import CodebookError

ACTORS, AGENTS = "*actors*.txt", "*agents*.txt"
_DISCARDS, _UNREAD = "*discard*.txt", "*issues*.txt"
_CODE = re.compile(r"\[([^\[\]]*)\]")
_DATED = re.compile(r"^(\S*?)\s*(?:(?P<sign>[<>])\s*(?P<one>\d+)|(?<=\s)(?P<since>\d+)\s*-\s*(?P<until>\d+))?$")
_MARKER = re.compile(r"!([^!\s]+)!")
_CENTURY = 30
"""Years of two digits up to this one are of the twenty-first century, as PETRARCH reads them."""
Words = tuple[str, ...]


def read_dictionary(folder: Path) -> Dictionary | None:
    """All actor, agent, verb and discard lists of a folder, by file name; of two entries of one name the later wins. None where the folder holds none.

    CodebookError where a bracket is left open, a date is none, an agent has no code or no known marker, or for verbs what `read_verbs` says. Lists of
    issues are not read. An actor without any code is skipped, as in PETRARCH; both are told in `notes`.
    """
    actor_files, agent_files = sorted(folder.glob(ACTORS)), sorted(folder.glob(AGENTS))
    verbs, unused = verb_files(folder)
    if not actor_files and not agent_files and not verbs:
        return None
    reader = _Reader()
    for path in actor_files:
        reader.read_actors(path)
    for path in agent_files:
        reader.read_agents(path)
    listed = read_verbs(verbs, reader.notes) if verbs else None
    discards = {Discard(_words(line.lstrip("+")), story=line.startswith("+")) for path in folder.glob(_DISCARDS) for _, line in lines_of(path)}
    notes = [f"{path.name} is not read" for path in sorted(folder.glob(_UNREAD))]
    notes += [f"{path.name} is not read: {verbs[0].name} is of a newer format" for path in unused]
    return Dictionary(reader.actors, reader.agents, tuple(reader.notes + notes), listed, tuple(sorted(discards)))


def notes_on(folder: Path | None) -> tuple[str, ...]:
    """What is not taken from PETRARCH's lists of a folder, in words; nothing where there are none. Errors: those of `read_dictionary`."""
    dictionary = read_dictionary(folder) if folder is not None else None
    return dictionary.notes if dictionary is not None else ()


@dataclass(slots=True)
class _Block:
    """An actor while its lines are being read."""

    where: str
    names: list[Words] = field(default_factory=list)
    whole: set[Words] = field(default_factory=set)
    codes: list[DatedCode] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    actors: dict[Words, ListedActor] = field(default_factory=dict)
    agents: dict[Words, Agent] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def read_actors(self, path: Path) -> None:
        """`NAME [CODE]`, `+SYNONYM`, `[CODE <date]`, `[CODE >date]`, `[CODE date-date]`."""
        block: _Block | None = None
        for where, line in lines_of(path):
            name, codes = _parted(line, where)
            if not line.startswith(("+", "[")):
                self._keep(block)
                block = _Block(where)
            elif block is None:
                raise CodebookError(f"{where}: {line!r} stands before any actor")
            if name:
                words = _words(name.lstrip("+"))
                block.names.append(words)
                if name.endswith("_"):
                    block.whole.add(words)
            block.codes += codes
        self._keep(block)

    def _keep(self, block: _Block | None) -> None:
        if block is None:
            return
        names = tuple(name for name in block.names if name)
        if not block.codes or not names:
            self.notes.append(f"{block.where}: {' '.join(names[0]) if names else 'a line'} has no code and is skipped")
            return
        written = " ".join(word.capitalize() for word in names[0])
        actor = ListedActor(written, names, tuple(block.codes), frozenset(block.whole))
        self.actors.update(dict.fromkeys(names, actor))

    def read_agents(self, path: Path) -> None:
        """`WORD {PLURAL} [~CODE]`, `WORD [CODE~]`, `!MARKER! = A, B`."""
        markers: dict[str, list[str]] = {}
        for where, line in lines_of(path):
            marker = _MARKER.match(line)
            if marker and "=" in line:
                markers[marker[1]] = [item.strip() for item in line.partition("=")[2].split(",") if item.strip()]
                continue
            name, codes = _parted(line, where)
            code = codes[0].code.strip() if codes else ""
            if not code.strip("~"):
                raise CodebookError(f"{where}: {line!r} has no code; an agent is written WORD [~CODE]")
            agent = Agent(code.strip("~"), before=code.endswith("~"))
            for form in _forms(name, markers, where):
                self.agents[_words(form)] = agent


def _parted(line: str, where: str) -> tuple[str, list[DatedCode]]:
    """(what stands before the first bracket, codes)."""
    codes = [_code(inside.strip(), where) for inside in _CODE.findall(line)]
    rest = _CODE.sub(" ", line)
    if "[" in rest or "]" in rest:
        raise CodebookError(f"{where}: {line!r} has a bracket without its other half")
    return rest.strip(), [code for code in codes if code.code]


def _code(inside: str, where: str) -> DatedCode:
    found = _DATED.match(inside)
    if not found:
        raise CodebookError(f"{where}: [{inside}] is no code with a date; known: [CODE], [CODE <YYMMDD], [CODE >YYMMDD], [CODE YYYYMMDD-YYYYMMDD]")
    code, sign = found[1], found["sign"]
    if sign:
        day = _day(found["one"], where)
        return DatedCode(code, day if sign == ">" else None, day if sign == "<" else None, exclusive=True)
    if found["since"]:
        return DatedCode(code, _day(found["since"], where), _day(found["until"], where))
    return DatedCode(code)


def _day(digits: str, where: str) -> str:
    """YYMMDD or YYYYMMDD as an ISO day."""
    try:
        if len(digits) == 6:
            digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
    except ValueError as error:
        raise CodebookError(f"{where}: {digits!r} is no date; write YYMMDD or YYYYMMDD") from error


def _forms(name: str, markers: dict[str, list[str]], where: str) -> list[str]:
    """All ways of writing an agent: with its plural, or with every word of its marker."""
    root, brace, rest = name.partition("{")
    root = root.strip()
    if not root or (brace and "}" not in rest):
        raise CodebookError(f"{where}: {name!r} has no word, or a brace without its other half")
    marker = _MARKER.search(root)
    if marker or "!" in root:
        if not marker or marker[1] not in markers:
            raise CodebookError(f"{where}: {root!r} names a marker that no line above defines; known: {', '.join(sorted(markers)) or 'none'}")
        return [root.replace(marker[0], word) for word in markers[marker[1]]]
    if brace:
        plural = rest.partition("}")[0].strip()
        return [root, *([plural] if plural else [])]
    plain = root.rstrip("_")
    return [root, f"{plain[:-1]}IES" if plain.endswith("Y") else f"{plain}ES" if plain.endswith("S") else f"{plain}S"]


def _words(name: str) -> Words:
    """Words of an entry, underscores being blanks; hyphens part words as the tokens of a text do."""
    return tuple(name.upper().replace("’", "'").replace("_", " ").replace("-", " - ").split())
