"""Tests of find_attributions on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate import annotate
from dragoman.codebook import Codebook
from dragoman.core.documents import Document
from dragoman.core.ids import document_id
from dragoman.core.mentions import Attribution
from dragoman.extract.rules.attribution import attributions_only, find_attributions
from dragoman.models.spacy_model import LoadedModel


@dataclass(frozen=True)
class Said:
    """An attribution in words."""

    source: str
    cue: str
    content: str
    row: Attribution

    @property
    def links(self) -> list[tuple[str, str | None]]:
        return [(link.type, link.name) for link in self.row.chain[1:]]


Read = Callable[[str], list[Said]]


@pytest.fixture(scope="session")
def read(english: LoadedModel, invented: Codebook) -> Read:
    def run(text: str) -> list[Said]:
        document = Document(document_id(text.encode()), text, "0" * 64, "test", outlet="The Harbour Post")
        (annotated,) = annotate([document], english.nlp, invented)

        def words(spans: object) -> str:
            return " … ".join(text[s.start : s.end] for s in spans)  # type: ignore[attr-defined]

        return [Said(words(a.source), words([a.cue] if a.cue else []), words(a.content), a) for a in find_attributions(annotated, (), invented)]

    return run


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The minister said the border would stay shut.", "The minister", "the border would stay shut"),
        ("The border would stay shut, said the minister.", "the minister", "The border would stay shut"),
        ("The ferry, the captain said, had left the harbour at dawn.", "the captain", "The ferry"),
        ("According to a harbour pilot, the ferry carried no lights.", "a harbour pilot", "the ferry carried no lights"),
        ("The ferry carried no lights, according to a harbour pilot.", "a harbour pilot", "The ferry carried no lights"),
        ("Vesperia accused Karsia of jamming its radars.", "Vesperia", "Karsia of jamming its radars"),
        ("The envoy criticised Estavia for closing the pass.", "The envoy", "Estavia for closing the pass"),
        ("The ambassador warned of a wider conflict.", "The ambassador", "a wider conflict"),
        ("The premier demanded a full inquiry.", "The premier", "a full inquiry"),
        ("The report states that the bridge had rusted.", "The report", "the bridge had rusted"),
        ("The governor repeated the claim that smugglers had burned the depot.", "The governor", "smugglers had burned the depot"),
        ("The closure was confirmed by a spokesman for the port.", "a spokesman for the port", "The closure"),
        ("The minister told reporters that the talks had failed.", "The minister", "the talks had failed"),
    ],
)
def test_source_and_content_are_found(read: Read, text: str, source: str, content: str) -> None:
    assert any(a.source == source and content in a.content for a in read(text)), read(text)


@pytest.mark.parametrize(
    "text",
    [
        '"We will not pay," the minister said. "Nobody will."',
        "“We will not pay,” the minister said. “Nobody will.”",
        "The minister said: “We will not pay. Nobody will.”",
        '"We will not pay. Nobody will," said the minister.',
    ],
)
def test_a_quotation_is_held_whole_whatever_its_order_and_marks(read: Read, text: str) -> None:
    said = [a for a in read(text) if a.source == "the minister" or a.source == "The minister"]
    held = " ".join(a.content for a in said)
    assert "We will not pay" in held
    assert "Nobody will" in held
    assert said[0].row.form == "direct"


def test_words_before_a_quotation_inside_a_sentence_are_said_too(read: Read) -> None:
    (said,) = [a for a in read('A second convoy "was turned back on the coast road," the colonel said.') if a.cue == "said"]
    assert said.content.startswith("A second convoy")
    assert said.row.form == "mixed"


def test_an_agency_citing_a_source_makes_a_chain_of_three(read: Read) -> None:
    (said,) = [a for a in read("Reuters, citing a source in the Vesperian navy, reported that the frigate had sunk.") if a.cue == "reported"]
    assert [kind for kind, _ in said.links] == ["agency", "unnamed"]
    assert said.row.chain[0].type == "outlet"
    assert said.row.chain[0].name == "The Harbour Post"
    assert said.content == "the frigate had sunk"


def test_a_saying_inside_a_saying_comes_after_it_in_the_chain(read: Read) -> None:
    said = [a for a in read("According to local media, the ministry stated that the tariff would end.") if a.cue == "stated"]
    assert [name for _, name in said[0].links] == ["local media", "the ministry"]


def test_a_definite_paper_is_a_link_and_an_indefinite_one_is_none(read: Read) -> None:
    (first,) = [a for a in read("The inspectors confirmed in the final report that the valve had cracked.") if "confirmed" in a.cue]
    (second,) = [a for a in read("The inspectors said in a letter that the valve had cracked.") if "said" in a.cue]
    assert first.links[-1][0] == "document"
    assert len(second.links) == 1


def test_what_a_list_opens_is_carried_over_to_the_sentences_that_follow(read: Read) -> None:
    text = (
        "The panel confirmed the following facts in the interim report: The barge left at noon. Its pumps had failed twice. "
        "The report does not mention any storm. However, the owners kept silent."
    )
    said = read(text)
    carried = [a for a in said if a.row.kind == "carry_over"]
    assert [a.content.rstrip(".") for a in carried] == ["Its pumps had failed twice"]
    assert carried[0].links[0][1] == "The panel"
    assert not any("owners" in a.content for a in said)


@pytest.mark.parametrize(
    "text",
    [
        "The report does not contain any evidence of sabotage.",
        "The inquiry did not identify the owner of the boat.",
        "The decree does not mention a date.",
        "The report says the valve held. No information on a fire was recorded.",
    ],
)
def test_an_absence_stays_an_absence_and_is_no_denial(read: Read, text: str) -> None:
    rows = [a.row for a in read(text) if a.row.certainty == "absence"]
    assert [(r.certainty, r.polarity) for r in rows] == [("absence", "affirmed")]


@pytest.mark.parametrize(
    "text",
    [
        "The admiral declined to comment on the collision.",
        "Karsia stopped short of admitting guilt.",
        "The ministry did not confirm the arrest.",
        "The consul refused to say who had paid.",
    ],
)
def test_withholding_is_neither_affirming_nor_denying(read: Read, text: str) -> None:
    assert [(a.row.certainty, a.row.polarity) for a in read(text)] == [("withheld", "affirmed")]


def test_a_denial_is_denied(read: Read) -> None:
    assert {a.row.polarity for a in read("Norland denied that its troops had crossed the river.")} == {"denied"}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The envoy said the talks could resume in May.", "hedged"),
        ("The experts said the pipe was probably cut.", "probable"),
        ("The agency reported that Estavia was preparing to sue Karsia.", "planned"),
        ("The union urged the cabinet to resign.", "demanded"),
        ("The settlers are reputedly armed.", "alleged"),
        ("He is considered a puppet of the court.", "alleged"),
        ("The general believes that the raid failed.", "hedged"),
        ("The general claimed that the raid failed.", "asserted"),
    ],
)
def test_certainty_is_that_of_cue_and_content(read: Read, text: str, certainty: str) -> None:
    assert [a.row.certainty for a in read(text)] == [certainty]


def test_a_nameless_claim_is_somebody_elses_word(read: Read) -> None:
    (said,) = read("Ties soured over claims that Karsian jets had bombed a village.")
    assert (said.row.certainty, said.links) == ("alleged", [("public", None)])


def test_an_evidential_adverb_bears_only_on_its_own_verb(read: Read) -> None:
    (said,) = read("The club sells books and reputedly finances a militia.")
    assert said.content == "finances a militia"


def test_apparent_bears_on_its_noun_alone_and_is_the_writers_own_doubt(read: Read) -> None:
    (said,) = [a for a in read("An apparent cover-up of the raid angered the town.") if a.cue == "apparent"]
    assert said.row.certainty == "hedged"
    assert len(said.row.chain) == 1
    assert "angered" not in said.content


def test_an_aside_between_dashes_is_released_to_the_writer(read: Read) -> None:
    said = read("The senator blamed the owners for the fire -- in which nine people died -- and demanded a trial.")
    assert all("nine people died" not in a.content for a in said)


def test_an_attitude_of_the_speaker_is_no_second_link(read: Read) -> None:
    said = read("The mayor said he hoped the siege would end.")
    assert [len(a.row.chain) for a in said] == [2]
    assert said[0].row.certainty == "hedged"


def test_a_plain_deed_is_nobodys_saying(read: Read) -> None:
    assert read("Norland closed its embassy in Karsia and recalled its envoy.") == []


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "‘", "«", ",", ".", ":", "--", "he said", "We go", "that", "according to", "\n", "the report", " "]), max_size=24
    )
)
def test_odd_marks_never_stop_it_and_spans_are_slices(read: Read, parts: list[str]) -> None:
    text = " ".join(["Norland", *parts])
    for said in read(text):
        assert said.row.content
        assert all(0 <= s.start < s.end <= len(text) for s in (*said.row.content, *said.row.source))


def test_the_survey_is_flat_and_keeps_the_conjunction(english: LoadedModel, invented: Codebook) -> None:
    text = "The minister said that the border would stay shut."
    (annotated,) = annotate([Document(document_id(text.encode()), text, "0" * 64, "test")], english.nlp, invented)
    ((source, cue, content),) = attributions_only(annotated, invented)
    assert [text[s.start : s.end] for s in (*source, *cue, *content)] == ["The minister", "said", "that the border would stay shut"]
