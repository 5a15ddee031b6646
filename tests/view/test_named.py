"""Letters of reports are written out where a page has no key to them beside it."""

from __future__ import annotations

from dragoman.view.named import named, spelt
from dragoman.view.page import Bullets, Cite, Item, Page, Quote, Section, emph, plain, strong, text_of

NAMES = {"A": "Port Skarv Gazette, 3 May 2022", "F": "Estavian Tribune, 10 Jun 2022"}


def test_a_letter_at_the_head_of_a_chain_is_its_report() -> None:
    assert spelt("F ← the ministry", NAMES) == "Estavian Tribune, 10 Jun 2022 ← the ministry"
    assert spelt(" (A, ? hedged)", NAMES) == " (Port Skarv Gazette, 3 May 2022, ? hedged)"
    assert spelt("A", NAMES) == "Port Skarv Gazette, 3 May 2022"


def test_what_is_no_letter_of_a_quoted_report_stays() -> None:
    assert spelt("A ministry in Lomna", {}) == "A ministry in Lomna"
    assert spelt("Flags hang", NAMES) == "Flags hang"
    assert spelt(" (B)", NAMES) == " (B)"


def test_words_that_are_said_are_left_alone_and_the_key_loses_its_letters() -> None:
    said = Item((*plain("A ferry sank"), *emph(" (A ← the crew)"), Cite(1)))
    key = Item((*strong("F"), *plain(": Estavian Tribune, 10 June 2022 (byline)")))
    page = Page("Kittiwake", (), (Section("Words", (Bullets((said, key)),)),), (Quote(1, "A", "d-1", 0, 4, "sank"),))
    block = named(page, NAMES).sections[0].blocks[0]
    assert isinstance(block, Bullets)
    assert text_of(block.items[0].line).startswith("A ferry sank (Port Skarv Gazette, 3 May 2022 ← the crew)")
    assert text_of(block.items[1].line) == "Estavian Tribune, 10 June 2022 (byline)"
    assert named(page, NAMES).quotes[0].letter == NAMES["A"]
