"""Sentences end where lines and zones end, quotations keep theirs whole, and tokens are exact slices."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def _sentences(annotated) -> list[str]:
    return [annotated.document.text[s.start : s.end] for s in annotated.sentences]


def test_a_heading_never_fuses_with_the_next_sentence(read):
    assert _sentences(read("Norland shuts the port\nEstavia protested.")) == ["Norland shuts the port", "Estavia protested."]


def test_a_counter_glued_to_the_text_is_not_parsed(read):
    text = "14523The council met in Karstadt. It rose at noon."
    annotated = read(text, zones=[(0, 5, "boilerplate"), (5, len(text), "body")])
    assert _sentences(annotated) == ["The council met in Karstadt.", "It rose at noon."]
    assert annotated.tokens[0].text == "The"


def test_a_caption_stands_alone_in_its_line(read):
    text = "A flag flies in the harbour The council met."
    annotated = read(text, zones=[(0, 27, "caption"), (28, len(text), "body")])
    assert [(s.zone, s.paragraph) for s in annotated.sentences] == [("caption", 0), ("body", 0)]


def test_a_byline_is_not_parsed_but_its_date_is_read(read):
    annotated = read("By A. Writer, 12 February\nThe council met.", zones=[(0, 25, "byline"), (26, 42, "body")], day="2025-02-13")
    assert _sentences(annotated) == ["The council met."]
    assert [t.value for t in annotated.times] == ["2025-02-12"]


def test_nothing_behind_the_coded_part_is_read(read):
    text = "The council met. It rose yesterday."
    annotated = read(text, day="2025-02-13", coded_until=16)
    assert _sentences(annotated) == ["The council met."]
    assert annotated.times == ()


@pytest.mark.parametrize("line", ["KARSTADT -- Norland has closed the pass.", "KARSTADT, Norland (Agency) — Norland has closed the pass."])
def test_a_dateline_stays_out_of_the_clause(line, read):
    assert _sentences(read(line))[1] == "Norland has closed the pass."


def test_a_short_quotation_does_not_end_a_sentence(read):
    assert len(_sentences(read('The envoy said "no. never" to the offer from Vesperia.'))) == 1


def test_full_sentences_inside_a_quotation_stay_apart(read):
    assert len(_sentences(read('"We will close the port. We mean it," the envoy said.'))) == 2


def test_every_head_lies_in_its_sentence(read):
    annotated = read('KARSTADT -- "We left," he  said.\n\nThe   pass\u00a0is shut. It’s cold.')
    for token in annotated.tokens:
        assert annotated.tokens[token.head].sentence == token.sentence


def test_curly_apostrophes_parse_as_straight_ones(read):
    curly = read("Norland’s envoy didn’t reply.").tokens
    assert [t.lemma for t in curly] == [t.lemma for t in read("Norland's envoy didn't reply.").tokens]
    assert curly[1].text == "’s"


def test_a_document_without_coded_text_comes_back_empty(read):
    annotated = read("Share this", zones=[(0, 10, "boilerplate")])
    assert annotated.tokens == annotated.sentences == annotated.times == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.sampled_from(" \t\n\r\"'“”‘’.,!?-–—()[]\u00a0\u2028\ud800ab1é漢😀"), st.characters()), max_size=200))
def test_a_token_is_the_slice_of_the_text(read, text):
    annotated = read(text)
    for token in annotated.tokens:
        assert token.text == text[token.start : token.end] != ""
    assert [t.i for t in annotated.tokens] == list(range(len(annotated.tokens)))
    assert [(s.first, s.last) for s in annotated.sentences] == [
        (s.first, annotated.sentences[s.i + 1].first if s.i + 1 < len(annotated.sentences) else len(annotated.tokens)) for s in annotated.sentences
    ]


@pytest.mark.parametrize("bad", ["!?." * 17000, '"' * 50000, "(" * 50000])
def test_a_run_of_marks_is_read_in_two_seconds(bad, read):
    read("The council met.")
    began = time.process_time()
    read(bad)
    assert time.process_time() - began < 2


def test_words_with_a_hyphen_that_are_one_word_are_one_token(read):
    words = [t.text for t in read("Norland's U-turn ended the sit-in, two break-ins and a cut-off.").tokens]
    assert {"U-turn", "sit-in", "break-ins", "cut-off"} <= set(words)


def test_other_words_with_a_hyphen_fall_apart_as_before(read):
    words = [t.text for t in read("A one-on-one talk in Port-in-Sarn lasted an hour-long evening.").tokens]
    assert {"one", "Port", "hour", "long"} <= set(words)
