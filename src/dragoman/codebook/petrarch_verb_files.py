"""Yields the VerbList of PETRARCH's verb lists, of either format; errors name file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.codebook.petrarch_lines import lines_of
from dragoman.codebook.petrarch_verbs import SLOTS, Atom, Pattern, VerbCode, VerbEntry, VerbList, Word
from dragoman.core.errors import CodebookError

_NULL = "---"
_NAMES = ("*verb*.txt", "CAMEO.[0-9]*.txt")
_VERSION = re.compile(r"(?<!\d)(\d)\.(\d)(?!\d)")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_DEEPEST = 8
Wordings = tuple[tuple[Word, ...], ...]


def verb_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """(verb lists that are read, those that are not) of a folder: of several formats, told by a version in the name (`….verbs.2.0.txt`), the newest is read."""
    found = sorted({path for pattern in _NAMES for path in folder.glob(pattern)})
    newest = max(map(_version, found), default=(0, 0))
    return [p for p in found if _version(p) == newest], [p for p in found if _version(p) != newest]


def _version(path: Path) -> tuple[int, int]:
    found = _VERSION.search(path.name)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def read_verbs(files: Sequence[Path], notes: list[str]) -> VerbList:
    """The verbs of all files; a verb of several blocks has the code of the last and the patterns of all. notes: takes what is skipped, as in PETRARCH.

    CodebookError where a bracket is left open, a pattern has no verb or no code, or names a set of synonyms that is nowhere defined.
    """
    entries: dict[str, list[VerbEntry]] = {}
    for path in files:
        for block in _Reader(path, notes).blocks():
            for form, entry in block.entries():
                known = entries.setdefault(form, [])
                twins = [e for e in known if (e.before, e.after) == (entry.before, entry.after)]
                patterns = tuple(p for e in twins for p in e.patterns) + entry.patterns
                known[:] = [e for e in known if e not in twins] + [replace(entry, patterns=patterns)]
    return VerbList({form: tuple(found) for form, found in entries.items()})


@dataclass(slots=True)
class _Verb:
    forms: tuple[str, ...]
    code: VerbCode | None
    where: str


@dataclass(slots=True)
class _Block:
    code: VerbCode
    verbs: list[_Verb] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)

    def entries(self) -> Iterator[tuple[str, VerbEntry]]:
        """(form, entry) of every verb of the block."""
        for verb in self.verbs:
            for form in verb.forms:
                before, word, after = _parts(form)
                yield word, VerbEntry(before, after, verb.code or self.code, tuple(self.patterns), verb.where)


def _parts(form: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """`+CORDON_OFF`: nothing before, CORDON, OFF behind; `WIRE_+TAP`: WIRE before; where no plus tells, the first word is the verb."""
    words = form.replace("-", "_-_").split("_") if "+" in form else form.split("_")
    at = next((n for n, word in enumerate(words) if word.startswith("+")), 0)
    return tuple(words[:at]), words[at].lstrip("+"), tuple(words[at + 1 :])


class _Reader:
    """Reads one list."""

    def __init__(self, path: Path, notes: list[str]) -> None:
        self.lines = list(lines_of(path))
        self.notes = notes
        self.loose = not any(line.startswith("- ") and re.search(r"[({]", line) for _, line in self.lines)
        self.sets = self._sets()
        self.wordings: dict[str, Wordings] = {}

    def _sets(self) -> dict[str, list[str]]:
        """{name of a set of synonyms: its words as written}; a set may stand anywhere."""
        found: dict[str, list[str]] = {}
        current: list[str] | None = None
        for _, line in self.lines:
            if line.startswith("&"):
                current = found.setdefault(line.split()[0].lstrip("&").rstrip("_"), [])
            elif current is not None and line.startswith("+"):
                current.append(line[1:].strip())
            else:
                current = None
        return found

    def blocks(self) -> Iterator[_Block]:
        """All blocks, in order."""
        block: _Block | None = None
        within_set = False
        for where, line in self.lines:
            if line.startswith("~"):
                self.notes.append(f"{where}: transformations of events are not read")
            elif line.startswith("---"):
                if block:
                    yield block
                block = _Block(self._code(line.strip("- ") if "[" in line else "", where))
                within_set = False
            elif line.startswith("&") or (within_set and line.startswith("+")):
                within_set = True
            elif block is None:
                raise CodebookError(f"{where}: {line!r} stands before any verb; a block begins with --- NAME [CODE] ---")
            elif line.startswith("- "):
                block.patterns.append(self._pattern(line[2:], where))
            elif "*" in line:
                self.notes.append(f"{where}: {line!r} begins with no hyphen and is skipped; a pattern is written - * WORDS [CODE]")
            else:
                within_set = False
                block.verbs.append(self._verb(line, where))
        if block:
            yield block

    # ------------------------------------------------------------ verbs
    def _verb(self, line: str, where: str) -> _Verb:
        code = self._code(line, where) if "[" in line else None
        listed = _BRACES.search(line)
        rest = _CODE.sub(" ", _BRACES.sub(" ", line))
        name = "_".join(rest.split()).upper()
        if not name.strip("+_") or re.search(r"[\[\]{}]", rest):
            raise CodebookError(f"{where}: {line!r} has no verb, or a bracket without its other half")
        return _Verb((name, *(listed[1].upper().split() if listed else _regular(name))), code, where)

    def _code(self, text: str, where: str) -> VerbCode:
        found = _CODE.findall(text)
        if not found and re.search(r"[\[\]]", text):
            raise CodebookError(f"{where}: {text!r} has a bracket without its other half")
        if not found:
            return VerbCode()
        there, _, back = found[-1].strip().partition(":")
        return VerbCode(*(None if side.strip() in {"", _NULL} else side.strip() for side in (there, back)))

    # ------------------------------------------------------------ patterns
    def _pattern(self, line: str, where: str) -> Pattern:
        if "[" not in line:
            raise CodebookError(f"{where}: the pattern {line!r} has no code; it is written - * WORDS [CODE]")
        code = self._code(line, where)
        body = line[: line.index("[")]
        if body.count("*") != 1 or body.count("(") != body.count(")") or body.count("{") != body.count("}"):
            raise CodebookError(f"{where}: the pattern {line!r} must hold the verb, *, once, and as many closing brackets as opening ones")
        before, _, after = body.partition("*")
        atoms = self._atoms(before, where)
        close = before.endswith("_") and bool(atoms) and not atoms[-1].slot
        return Pattern(atoms, self._atoms(after, where), code, where, self.loose, close)

    def _atoms(self, text: str, where: str) -> tuple[Atom, ...]:
        found: list[Atom] = []
        group, inside, deep, first, tight = 0, False, False, False, False
        for piece in re.findall(r"[(){}_]|[^\s(){}_]+|\s+", text):
            if piece in "()":
                inside = piece == "("
                group += inside
            elif piece in "{}":
                deep = first = piece == "{"
            elif piece == "_":
                tight = True
            elif piece.isspace():
                if tight and found:  # `RULING_ `: it takes no ending
                    found[-1] = replace(found[-1], wordings=_exact(found[-1].wordings))
                tight = False
            else:
                wordings = () if piece in SLOTS else self._wordings(piece, where, 0)
                found.append(Atom(wordings, SLOTS.get(piece), tight and piece not in SLOTS, deep and not first, group if inside else 0))
                first = tight = False
        return _with_last_tight(found)

    def _wordings(self, piece: str, where: str, depth: int) -> Wordings:
        """Ways of writing a word or a set of synonyms; sets may hold sets."""
        if not piece.startswith("&"):
            exact = piece.endswith("_")
            words = re.sub(r"[_(){}]", " ", piece.upper()).replace("-", " - ").split()
            return (tuple(Word(word.replace("’", "'"), exact) for word in words),)
        name = piece[1:].rstrip("_")
        if name not in self.wordings:
            if name not in self.sets:
                # PETRARCH goes on without a set that it does not know; nothing fits it
                self.notes.append(f"{where}: {piece} is no set of synonyms; patterns with it never fit")
            if depth > _DEEPEST:
                raise CodebookError(f"{where}: the synonyms of {piece} hold themselves")
            listed = [w for item in self.sets.get(name, ()) for w in self._wordings(item, where, depth + 1)]
            self.wordings[name] = tuple(dict.fromkeys(listed))
        return self.wordings[name]


def _exact(wordings: Wordings) -> Wordings:
    return tuple(tuple(Word(word.text, exact=True) for word in words) for words in wordings)


def _with_last_tight(atoms: list[Atom]) -> tuple[Atom, ...]:
    """In a noun phrase of several words the last two stand together."""
    ends = [n for n, atom in enumerate(atoms) if atom.phrase and not (n + 1 < len(atoms) and atoms[n + 1].phrase)]
    return tuple(replace(atom, tight=True) if n in ends else atom for n, atom in enumerate(atoms))


def _regular(name: str) -> tuple[str, ...]:
    """The forms that PETRARCH makes of a verb without listed ones: third person, past and participle."""
    before, verb, after = _parts(name)
    if verb.endswith("E"):
        made = (f"{verb}S", f"{verb}D", f"{verb[:-1]}ING")
    elif verb.endswith("Y") and verb[-2:-1] not in set("AEIOU"):
        made = (f"{verb[:-1]}IES", f"{verb[:-1]}IED", f"{verb}ING")
    else:
        made = (f"{verb}ES" if verb.endswith(("S", "X", "Z", "CH", "SH")) else f"{verb}S", f"{verb}ED", f"{verb}ING")
    mark = "+" if before or after else ""
    return tuple("_".join((*before, f"{mark}{form}", *after)) for form in made)
