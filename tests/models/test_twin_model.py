"""Yields proof that the twin model is the pinned one, tells tellings of one deed from others, and sees what two tellings have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.errors import ModelError
from dragoman.core.twins import TellingWords
from dragoman.models import deed_model, twin_model
from dragoman.models.deed_model import VOCABULARY, find_deed_model
from dragoman.models.pair_model import open_session
from dragoman.models.twin_model import FILE, TwinModel, load_twin_model, twin_name
from dragoman.models.twin_words import DAY, DAY_OF_BOTH, NAME_OF_BOTH, OTHER_NAME, TELLS, TIME, UNDATED, show_pair
from dragoman.models.wordpiece import WordPieces, read_pieces

DAY_OF_DEED = 740_000


def telling(
    text: str, at: str, published: int | None = DAY_OF_DEED, names: dict[str, str] | None = None, times: dict[str, int | None] | None = None
) -> TellingWords:
    """Words with blanks between them; `country` is Norland where it comes first, `national` Estavia."""
    words = tuple(text.split())
    states = tuple({"country": "XNO", "national": "XES"}.get(word, "") for word in words)
    days = tuple((words.index(word), (day, day) if day else None) for word, day in (times or {}).items())
    return TellingWords(words, states, tuple((names or {}).get(word, "") for word in words), days, words.index(at), published)


EXPELLED = telling("country expelled two national diplomats on Monday over spying .", "expelled", times={"Monday": DAY_OF_DEED - 1})
SENT_HOME = telling("Two national envoys accused of spying were sent home by country on 3 March .", "sent", times={"3": DAY_OF_DEED - 1})
TALKS = telling("country and national ministers held talks about fish in the spring .", "held", times={"spring": None})


@pytest.fixture(scope="module")
def model() -> TwinModel:
    """The shipped model; where its runtime is not installed these tests fail, which is meant."""
    found = load_twin_model()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    """The vocabulary of both models."""
    return read_pieces(VOCABULARY, [])


def test_two_tellings_of_one_deed_are_likelier_one_than_two_deeds(model: TwinModel) -> None:
    assert model.odds(EXPELLED, SENT_HOME) > model.odds(EXPELLED, TALKS) + 2
    assert model.odds(EXPELLED, TALKS) < 0


def test_the_order_of_two_tellings_does_not_matter(model: TwinModel) -> None:
    assert model.odds(EXPELLED, SENT_HOME) == model.odds(SENT_HOME, EXPELLED)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_number_of_threads_does_not_show(model: TwinModel, pieces: WordPieces, threads: int) -> None:
    other = TwinModel(open_session(find_deed_model().folder / FILE, threads), pieces, model.name)
    tellings = (EXPELLED, SENT_HOME, TALKS)
    assert [other.odds(a, b) for a in tellings for b in tellings] == [model.odds(a, b) for a in tellings for b in tellings]


def test_the_model_goes_by_its_pinned_digest(model: TwinModel) -> None:
    assert model.name == twin_name()
    assert model.name is not None
    assert find_deed_model().folder.joinpath(FILE).is_file()


def test_without_the_weights_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twin_model, "is_present", lambda: False)
    assert twin_name() is None
    assert load_twin_model.__wrapped__() is None


def test_altered_weights_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    manifest = deed_model.read_manifest(deed_model.MANIFEST)
    altered = replace(manifest, files={**manifest.files, FILE: "0" * 64})
    monkeypatch.setattr(deed_model, "read_manifest", lambda path: altered)
    with pytest.raises(ModelError, match=FILE):
        load_twin_model.__wrapped__()


def marks_at(one: TellingWords, other: TellingWords, pieces: WordPieces) -> dict[str, int]:
    """Mark of each word of the first; all words of these tests are one piece."""
    shown = show_pair(one, other, pieces)
    return dict(zip(one.words, shown.marks[1:], strict=False))


def test_names_and_days_of_both_are_marked(pieces: WordPieces) -> None:
    times = {"Monday": DAY_OF_DEED, "spring": None, "June": DAY_OF_DEED - 300}
    one = telling("person met person on Monday in spring , not June", "met", names={"person": "marel"}, times=times)
    other = telling("the talks with person took place", "talks", published=DAY_OF_DEED, names={"person": "marel"})
    marks = marks_at(one, other, pieces)
    assert (marks["met"], marks["person"], marks["Monday"], marks["spring"], marks["June"]) == (TELLS, NAME_OF_BOTH, DAY_OF_BOTH, TIME, DAY)
    stranger = telling("the talks with person took place", "talks", names={"person": "soren"})
    assert marks_at(one, stranger, pieces)["person"] == OTHER_NAME


def test_states_have_one_rank_in_both_and_reports_without_a_day_are_marked(pieces: WordPieces) -> None:
    shown = show_pair(EXPELLED, replace(SENT_HOME, published=None), pieces)
    assert shown.marks[0] == UNDATED
    by_word = {(side, pieces_): rank for side, pieces_, rank in zip(shown.sides, shown.ids, shown.ranks, strict=True)}
    (country,), (national,) = pieces.of("country"), pieces.of("national")
    assert by_word[0, country] == by_word[1, country] != by_word[0, national] == by_word[1, national] != 0
    assert [shown.marks[at] for at in shown.at] == [TELLS, TELLS]
    assert len(shown.ids) == len(shown.ranks) == len(shown.marks) == len(shown.sides)
