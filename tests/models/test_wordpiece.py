"""Yields proof that words fall into the pieces of a vocabulary as BERT's own tokenizer cuts them, whatever the word."""

from pathlib import Path

import pytest

from dragoman.core.errors import ModelError
from dragoman.models.wordpiece import WordPieces, read_pieces

PIECES = ["[UNK]", "[CLS]", "[SEP]", "[unused2]", "the", "port", "##s", "##mouth", "'", ".", "u", "s", "cafe"]
VOCABULARY = WordPieces({piece: number for number, piece in enumerate(PIECES)})


def cut(word: str) -> list[str]:
    return [PIECES[number] for number in VOCABULARY.of(word)]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Ports", ["port", "##s"]),
        ("Portsmouth", ["port", "##s", "##mouth"]),
        ("Café", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("'s", ["'", "s"]),
        ("harbour", ["[UNK]"]),
        ("[unused2]", ["[unused2]"]),
        ("[other]", ["[UNK]", "[UNK]", "[UNK]"]),
        ("\n ", []),
    ],
)
def test_a_word_falls_into_its_longest_pieces(word: str, pieces: list[str]) -> None:
    assert cut(word) == pieces


def test_a_word_of_a_million_letters_is_cut_at_once() -> None:
    assert len(VOCABULARY.of("s" * 1_000_000)) <= 60


def test_a_vocabulary_without_a_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_text("\n".join(PIECES), encoding="utf-8")
    assert read_pieces(tmp_path / "vocabulary.txt", ["[unused2]"]).ids["##s"] == 6
    with pytest.raises(ModelError, match="unused9"):
        read_pieces(tmp_path / "vocabulary.txt", ["[unused9]"])


def test_a_vocabulary_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.txt"):
        read_pieces(tmp_path / "none.txt", [])
