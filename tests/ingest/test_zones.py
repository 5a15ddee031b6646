"""Zones of plain text by the shape and place of its lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.zones import find_zones
from tests.ingest.reading import BODY, MORE, read, zones_of

PICTURE = "![Guards stand at the gate of the closed office in Port Sarn, March 9. [Odd Berg/Corvid]](/pics/2031/03/09/a(1).webp)\n"


def kinds(text: str) -> list[str]:
    return [zone.kind for zone in find_zones(text)]


def test_the_first_substantial_line_is_the_title() -> None:
    document = read("Norland shuts Estavian consulate\n" + BODY)
    assert zones_of(document)[0] == ("title", "Norland shuts Estavian consulate")
    assert document.title == "Norland shuts Estavian consulate"


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    assert kinds(BODY + MORE) == ["body", "body"]
    assert read(BODY).title is None


def test_a_single_line_without_full_stop_is_body() -> None:
    assert kinds("Norland shuts Estavian consulate in Port Sarn") == ["body"]


def test_a_short_sentence_above_a_byline_is_the_title() -> None:
    assert kinds("Norland shuts the Estavian consulate.\nBy Lena Torvik\n" + BODY) == ["title", "byline", "body"]


def test_a_section_name_above_the_title_is_boilerplate() -> None:
    assert kinds("Politics\nNorland shuts Estavian consulate\n" + BODY) == ["boilerplate", "title", "body"]
    assert kinds("Home > World\nNorland shuts Estavian consulate\n" + BODY)[0] == "boilerplate"


def test_run_together_menu_words_are_boilerplate_below_the_text_too() -> None:
    assert kinds("LatestWorldSport\nNorland shuts consulate\n" + BODY + "HomeNews") == ["boilerplate", "title", "body", "boilerplate"]


def test_kind_date_counter_and_bare_dash_are_bylines() -> None:
    assert kinds("Norland shuts Estavian consulate\nReview\n−\n10 March\n1,204 views\n" + BODY) == ["title", *["byline"] * 4, "body"]


def test_a_line_ending_in_outlet_and_date_is_a_byline() -> None:
    assert kinds("Norland shuts Estavian consulate\nBy Lena Torvik, Harbour News, 10 March 2031\n\n" + BODY)[1] == "byline"
    assert kinds("Norland shuts Estavian consulate\nEstavia Today | 10 March 2031, 14:20\n\n" + BODY)[1] == "byline"


def test_a_title_that_names_a_date_is_no_byline() -> None:
    assert kinds("Norland remembers 14 February 2031 with a silent march\n" + BODY)[0] == "title"


def test_a_standfirst_above_the_byline_is_body() -> None:
    standfirst = "The office in the port had been open for thirty years.\n"
    text = "Norland shuts Estavian consulate\n" + standfirst + "By Lena Torvik |\n" + BODY + MORE
    assert kinds(text) == ["title", "body", "byline", "body", "body"]


def test_a_picture_is_caption_credit_and_markup() -> None:
    found = zones_of(read("Norland shuts Estavian consulate\n" + PICTURE + BODY))
    assert found[1:5] == [
        ("boilerplate", "!["),
        ("caption", "Guards stand at the gate of the closed office in Port Sarn, March 9."),
        ("byline", "[Odd Berg/Corvid]"),
        ("boilerplate", "](/pics/2031/03/09/a(1).webp)"),
    ]


def test_a_picture_inside_a_paragraph_leaves_the_words_around_it_body() -> None:
    found = zones_of(read("Norland closed the office. " + PICTURE.strip() + " " + MORE))
    assert [kind for kind, _ in found] == ["body", "boilerplate", "caption", "byline", "boilerplate", "body"]


def test_a_line_so_marked_or_credited_is_a_caption() -> None:
    marked = "FILE PHOTO: The ferry Halcyon at its berth in Port Sarn in 2029.\n"
    credited = "Mourners on the quay of Port Sarn (Photo: Odd Berg)\n"
    text = "Norland shuts Estavian consulate\n" + BODY + marked + MORE + credited + BODY
    assert kinds(text) == ["title", "body", "caption", "body", "caption", "byline", "body"]


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    text = "Norland shuts Estavian consulate\n" + BODY + "A ferry and two blasts\n" + MORE + "Will they talk?\n" + BODY
    assert kinds(text) == ["title", "body", "heading", "body", "heading", "body"]


def test_a_question_of_an_interview_is_body() -> None:
    assert kinds(BODY + "Harbour Post: Will they talk?\n" + MORE) == ["body"] * 3


def test_a_short_sentence_between_paragraphs_is_body() -> None:
    assert kinds(BODY + "Estavia denied it.\n" + MORE) == ["body"] * 3


def test_a_date_between_paragraphs_is_a_heading_not_a_byline() -> None:
    assert kinds("Ferry row: what happened when\n" + BODY + MORE + "5 March\n" + BODY + MORE)[3] == "heading"


def test_a_counter_glued_to_the_text_is_cut_off() -> None:
    found = zones_of(read("Norland shuts Estavian consulate\n10452" + BODY))
    assert found[1:] == [("boilerplate", "10452"), ("body", BODY.strip())]


def test_a_dateline_stays_in_the_body() -> None:
    assert zones_of(read("PORT SARN -- " + BODY))[0][1].startswith("PORT SARN -- Norland")


def test_invitations_links_and_notes_are_boilerplate() -> None:
    text = "Norland shuts consulate\n" + BODY + "Read more: Ferry row deepens\nhttps://harbourpost.example/a\n© The Harbour Post\n"
    assert kinds(text) == ["title", "body", *["boilerplate"] * 3]


def test_a_sentence_that_begins_with_a_menu_word_stays_body() -> None:
    share = "Share prices in Norland fell after the closure was announced on Monday.\n"
    remarks = "Comments by the Estavian deputy angered many people in Port Sarn.\n"
    assert kinds("Norland shuts consulate\n" + BODY + share + remarks + "Share\nTags: ferry, port\n")[1:] == ["body"] * 3 + ["boilerplate"] * 2


def test_a_hard_wrapped_paragraph_is_one_zone() -> None:
    text = "Norland shuts Estavian consulate\n\nNorland closed the consulate of Estavia in the port\nof Sarn on Monday and told\n"
    text += "its staff to leave within ten days, it said.\n\nEstavia called this a mistake and said that it would\nwait for a week.\n"
    assert kinds(text) == ["title", "body", "body"]


LINES = st.sampled_from([BODY, MORE, PICTURE, "By Lena Torvik |\n", "10 March\n", "Politics\n", "\r\n", "HomeNews\n", "![\n", "[a/b]\n", "\ufeff"])


@given(st.lists(st.one_of(LINES, st.text(max_size=60))).map("".join))
def test_zones_are_sorted_apart_and_cover_all_but_blanks(text: str) -> None:
    zones = find_zones(text)
    edges = [edge for zone in zones for edge in (zone.start, zone.end)]
    assert edges == sorted(edges)
    assert all(0 <= zone.start < zone.end <= len(text) for zone in zones)
    covered = {i for zone in zones for i in range(zone.start, zone.end)}
    assert all(text[i].isspace() or text[i] in "\ufeff\u200b" for i in range(len(text)) if i not in covered)
