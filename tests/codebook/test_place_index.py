"""The table of places: what goes in comes out by name and code, and the file in the cache is made once, whole, and again when it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.codebook import place_cache
from dragoman.codebook.place_cache import cache_folder, open_index
from dragoman.codebook.place_index import Place, PlaceIndex, pack

KEY = b"0123456789abcdef"
ARDEN = Place("Árden", "town", "NOR", "12", 60.12345, -10.5, 7, 20_000, large=True)
NORLAND = Place("Norland", "state", "NOR", None, None, None, None, 0)
ROWS = [(NORLAND, ("Norland",), ("NOR",)), (ARDEN, ("Árden", "Arden", "Old Arden"), ())]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the sources are read."""
    times: list[int] = []

    def listed() -> Iterator[object]:
        times.append(1)
        yield from ROWS

    monkeypatch.setattr(place_cache, "listed_places", listed)
    monkeypatch.setattr(place_cache, "sources_key", lambda: KEY)
    return times


def test_places_come_back_as_they_were_put_in() -> None:
    index = PlaceIndex(memoryview(pack(ROWS, KEY)), KEY)
    assert index.named("Arden") == (ARDEN,)
    assert not index.named("Old Arden")[0].main
    assert index.coded("NOR") == NORLAND
    assert (index.named("Nowhere"), index.coded("Arden"), len(index)) == ((), None, 2)


def test_the_same_places_make_the_same_bytes() -> None:
    assert pack(ROWS, KEY) == pack(iter(ROWS), KEY)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:40], lambda data: data[:-4], lambda data: data[:-1] + b"\7", lambda data: b"x" + data[1:], lambda _: b""]
)
def test_a_damaged_table_is_refused(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(ValueError, match="table of places"):
        PlaceIndex(memoryview(damage(pack(ROWS, KEY))), KEY)


def test_the_table_is_made_once_and_then_read(tmp_path: Path, built: list[int]) -> None:
    for _ in range(3):
        assert open_index(tmp_path / "new").named("Arden") == (ARDEN,)
    assert len(built) == 1


def test_a_damaged_file_is_made_again(tmp_path: Path, built: list[int]) -> None:
    open_index(tmp_path)
    [file] = tmp_path.glob("*.bin")
    file.write_bytes(file.read_bytes()[:-3])
    assert open_index(tmp_path).named("Arden") == (ARDEN,)
    open_index(tmp_path)
    assert len(built) == 2


def test_other_sources_make_another_file(tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    open_index(tmp_path)
    monkeypatch.setattr(place_cache, "sources_key", lambda: KEY[::-1])
    open_index(tmp_path)
    assert len(built) == len(list(tmp_path.glob("*.bin"))) == 2


def test_only_the_newest_files_stay(tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        monkeypatch.setattr(place_cache, "sources_key", lambda number=number: bytes([number] * 16))
        open_index(tmp_path)
    assert len(list(tmp_path.glob("*.bin"))) == place_cache.KEPT
    assert len(built) == 5


def test_without_a_folder_to_write_to_the_table_is_held_in_memory(tmp_path: Path, built: list[int]) -> None:
    (tmp_path / "file").write_text("no folder")
    assert open_index(tmp_path / "file").named("Arden") == (ARDEN,)
    assert len(built) == 1


def test_the_cache_lies_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "dragoman"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "dragoman"
