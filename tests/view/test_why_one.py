"""Why an entity is one, in words."""

from __future__ import annotations

from dragoman.core.mentions import EntityMention
from dragoman.core.records import Entity, Reason
from dragoman.view.why_one import MOST_REASONS, say_reasons


def entity(words: dict[str, str], *reasons: Reason) -> Entity:
    """A person with mentions of these ids and words."""
    mentions = tuple(EntityMention(key, "d-1", 0, 1, text, "person", "name", text, key, 0) for key, text in words.items())
    return Entity("n-1", "person", "Ilja Sorin", (), None, None, {}, mentions, reasons=reasons)


def test_features_are_said_in_words_without_figures() -> None:
    told = Reason("a", "b", "features", (("name_score", 0.97), ("same_country", 1.0)), 2.73)
    said = "“Ilja Sorin” and “Илья Сорин”: the same state, names alike"
    assert say_reasons(entity({"a": "Ilja Sorin", "b": "Илья Сорин"}, told)) == [said]


def test_equal_words_say_nothing_new() -> None:
    assert say_reasons(entity({"a": "Ilja Sorin", "b": "Ilja Sorin"}, Reason("a", "b", "same full name"))) == []


def test_a_judgement_and_a_told_name_are_said_as_such() -> None:
    words = {"a": "Ilja Sorin", "b": "Grey Wolf"}
    said = [say_reasons(entity(words, Reason("a", "b", basis)))[0] for basis in ("judgement", "told as known as")]
    assert said == ["“Ilja Sorin” and “Grey Wolf”: a person judged so", "“Ilja Sorin” and “Grey Wolf”: a report calls both one"]


def test_what_is_said_often_is_said_once() -> None:
    told = [Reason("a", f"b{i}", "same gazetteer key") for i in range(3)]
    assert say_reasons(entity({"a": "US", **{f"b{i}": "America" for i in range(3)}}, *told)) == ["“US” and “America”: one entry of the gazetteer — 3 times"]


def test_a_long_list_ends_with_how_many_more() -> None:
    told = [Reason("a", f"b{i}", "same gazetteer key") for i in range(MOST_REASONS + 2)]
    assert say_reasons(entity({"a": "US", **{f"b{i}": f"America {i}" for i in range(MOST_REASONS + 2)}}, *told))[-1].startswith("and 2 more pair")
