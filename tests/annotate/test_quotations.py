"""Quotation marks are paired, nested, carried over paragraphs, and told from apostrophes."""

from __future__ import annotations

import pytest

from dragoman.annotate.quotations import find_marked


def _inner(text: str) -> list[str]:
    at, lines = 0, []
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return [text[a:b] for _, _, a, b in find_marked(text, lines)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('She said, "We will not pay."', ["We will not pay."]),
        ("She said, “We will not pay.”", ["We will not pay."]),
        ("She said, «We will not pay.»", ["We will not pay."]),
        ("She said, ``We will not pay.''", ["We will not pay."]),
        ("She called it a ‘grave step’ and left.", ["grave step"]),
        ("She called it a 'grave step' and left.", ["grave step"]),
        ("Norland's ministers' cars weren't seen.", []),
        ("Rock 'n' roll of the '90s didn't sell.", []),
        ("He said “the ‘deal’ is off.”", ["the ‘deal’ is off.", "deal"]),
        ("He said \"the 'deal' is off.\"", ["the 'deal' is off.", "deal"]),
        ('The pipe was 5" wide.', []),
        ("“We came.\n“We saw.”", ["We came.", "We saw."]),
        ('"We came.\n"We saw."', ["We came.", "We saw."]),
        ("‘The ministers’ plan failed,’ he said.", ["The ministers’ plan failed,"]),
    ],
)
def test_the_inner_words_are_found(text, inner):
    assert _inner(text) == inner


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ('The "soft power" body was shut.', True),
        ('He called the step "unacceptable" and left.', False),
        ('"We refuse," she said.', False),
        ('Estavia said it was "ready for talks" with the "peacekeepers" now leaving the valley in small groups.', None),
    ],
)
def test_a_short_phrase_without_a_speaker_is_a_scare_quotation(text, scare, read):
    found = [q.scare for q in read(text).quotations]
    assert found == ([False, True] if scare is None else [scare])


@pytest.mark.parametrize("bad", ['"' * 20000, "' " * 10000, "“ " * 10000, "”“" * 9000, "'a " * 9000, "s' " * 9000])
def test_no_text_breaks_the_scanner(bad):
    for start, end, inner_start, inner_end in find_marked(bad, [(0, len(bad))]):
        assert start < inner_start < inner_end <= end
