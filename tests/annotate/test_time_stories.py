"""Years that a text leaves out: in stories of long ago, in ranges and pairs; and the speed of the tagger."""

from __future__ import annotations

import time

import pytest

from dragoman.annotate.times import tag_times

DAY = "2025-02-13"
STORY = "The league was founded in May 1871. It won the port on 3 June 1872. "


def values(text, codebook):
    return [t.value for t in tag_times(text, DAY, codebook)]


def test_a_story_of_long_ago_goes_on_in_its_own_years(codebook):
    assert values(STORY + "In August it took the fort. In January the garrison fled.", codebook)[2:] == ["1872-08", "1873-01"]


def test_in_a_story_the_end_of_the_year_is_that_of_the_year_told(codebook):
    assert values(STORY + "By the end of the year it was bankrupt.", codebook)[-1] == "1872"


def test_the_two_days_of_a_night_are_one(codebook):
    (night,) = tag_times("The port was shelled on the night of January 31 to February 1.", DAY, codebook)
    assert (night.range.start, night.range.end) == ("2025-01-31", "2025-02-01")


def test_without_a_night_two_days_are_two(codebook):
    assert len(values("The fair went on from January 31 to February 1.", codebook)) == 2


def test_a_day_after_is_counted_from_the_day_told_last(codebook):
    assert values("The house was closed on February 6. A note was sent two days after.", codebook) == ["2025-02-06", "2025-02-08"]


def test_news_with_a_word_of_history_stay_news(codebook):
    text = "The house was closed on February 6. It was founded in 2008 and rebuilt in 2014. On February 5 a note was sent."
    assert values(text, codebook)[-1] == "2025-02-05"


def test_under_a_heading_of_long_ago_all_is_of_its_year(codebook):
    assert values("The siege, 1871\n\nOn 20 July the commander fell.", codebook) == ["1871", "1871-07-20"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It lasted from 31 May to 1 June 1916.", ["1916-05-31", "1916-06-01"]),
        ("It rained in March and April 1918.", ["1918-03", "1918-04"]),
        ("They met in October of that year.", ["2024-10"]),
        ("They sat on March 5-9, 1918.", ["1918-03-05", "1918-03-09"]),
        ("It began on 6-7 January 1916.", ["1916-01-06", "1916-01-07"]),
        ("The siege (1915-17) was long.", ["1915", "1917"]),
        ("They gave up on February 4 and 5.", ["2025-02-04", "2025-02-05"]),
    ],
)
def test_a_range_or_pair_lends_its_year_or_month(text, expected, codebook):
    told = "In 2024 it was calm. " if "that year" in text else ""
    assert values(told + text, codebook)[bool(told) :] == expected


def test_the_day_after_and_before_without_more_words_count_from_the_date_told_last(codebook):
    text = "The envoy left on 3 February. The day after, the port was closed. The day before, it had rained."
    assert values(text, codebook) == ["2025-02-03", "2025-02-04", "2025-02-03"]


def test_a_number_behind_a_dash_is_no_year_of_a_span(codebook):
    assert values("He flew the 2010-12 models and the Mark 1-17.", codebook)[-1:] != ["2017"]


def test_25_documents_of_600_words_full_of_times_take_less_than_a_second(codebook):
    text = (STORY + "The envoy said on Friday that talks would go on next week, two days after the harbour was closed by soldiers. ") * 18
    assert 550 < len(text.split()) < 700
    tag_times(text, DAY, codebook)
    began = time.process_time()
    for _ in range(25):
        tag_times(text, DAY, codebook)
    assert time.process_time() - began < 1
