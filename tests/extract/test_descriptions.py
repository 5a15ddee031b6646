"""What a text says of who speaks is kept in its own words; what it only supposes, asks or says of something else is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import AttributeMention, Extracted

Code = Callable[[str], Extracted]


def described(drawn: Extracted) -> list[tuple[str, str]]:
    """(whom, what is said of him) in text order."""
    names = {m.id: m.name for m in drawn.entities}
    return [(names[a.subject], a.value or "") for a in drawn.attributes if a.kind == "fact" and a.label == "described"]


@pytest.mark.parametrize(
    ("text", "whom", "words"),
    [
        ("The news agency Corvid, which is close to the government, reported a blast.", "Corvid", "close to the government"),
        ("The Harbour Tribune is not independent of the ministry.", "Harbour Tribune", "not independent of the ministry"),
        ("The Harbour Tribune, a mouthpiece of the army, denied it.", "Harbour Tribune", "mouthpiece of the army"),
        ("The Harbour Tribune, owned by the army, denied it.", "Harbour Tribune", "owned by the army"),
        ("The Harbour Institute, linked to the secret service, denied it.", "Harbour Institute", "linked to the secret service"),
        (
            "The Harbour Foundation, considered a propaganda arm of the navy, closed its office.",
            "Harbour Foundation",
            "considered a propaganda arm of the navy",
        ),
        ("The Harbour Foundation is seen as an instrument of the navy.", "Harbour Foundation", "seen as an instrument of the navy"),
        ("The Harbour Institute has been designated a foreign agent in Norland.", "Harbour Institute", "designated a foreign agent in Norland"),
        ("The Corvid news agency -- which often receives sensitive leaks -- reported a blast.", "The Corvid news agency", "often receives sensitive leaks"),
        ("The army-run broadcaster Northern Voice said the ferry sank.", "Northern Voice", "army-run"),
        ("The palace-backed Harbour Post said the ferry sank.", "Harbour Post", "palace-backed"),
        ("The Harbour Post is rarely wrong.", "Harbour Post", "is rarely wrong"),
        ("Critics call the Harbour Tribune a mouthpiece of the army.", "Harbour Tribune", "a mouthpiece of the army"),
        ("Norland described the Harbour Institute as unreliable.", "Harbour Institute", "unreliable"),
        ("Commentators loyal to the palace blamed Estavia.", "Commentators", "loyal to the palace"),
        ("A source familiar with the talks said the note was sent.", "A source", "familiar with the talks"),
        ("Sources with direct knowledge of the inquiry said so.", "Sources", "with direct knowledge of the inquiry"),
        ("An official who asked not to be named said so.", "An official", "asked not to be named"),
        ("A diplomat said on condition of anonymity that the note was sent.", "A diplomat", "on condition of anonymity"),
        ("Usually reliable sources in the ministry said so.", "sources in the ministry", "Usually reliable"),
    ],
)
def test_a_description_is_kept_in_the_words_of_the_text(code: Code, text: str, whom: str, words: str) -> None:
    found = [(name, value) for name, value in described(code(text)) if value.casefold() == words.casefold()]
    assert [name.casefold() for name, _ in found] == [whom.casefold()]


@pytest.mark.parametrize(
    "text",
    [
        "If the Harbour Post is close to the palace, nobody says so.",
        "Is the Harbour Post independent?",
        "The Harbour Post may be owned by the army.",
        "Norland is close to Estavia.",
        "The Harbour Institute is known as the Sea House.",
        "Ilja Sorin, a former boxer, said so.",
        "The Harbour Post reported a blast in the port.",
        "Ilja Sorin was barred from entering Norland.",
        "Norland often receives ships from Estavia.",
        "Ilja Sorin went to the Harbour Institute, described the inquiry as over and left.",
        "Ilja Sorin, known for his fights in Port Sarn, said so.",
    ],
)
def test_what_is_supposed_or_asked_or_no_standing_is_no_description(code: Code, text: str) -> None:
    assert described(code(text)) == []


def test_two_descriptions_of_one_are_two(code: Code) -> None:
    found = described(code("The Corvid news agency is close to the palace and often learns of its plans early."))
    assert [words for _, words in found] == ["close to the palace", "often learns of its plans early"]


def test_the_evidence_holds_the_name_and_the_words(code: Code) -> None:
    drawn = code("On Monday the Harbour Tribune, owned by the army, denied it.")
    (fact,) = [a for a in drawn.attributes if a.label == "described"]
    assert drawn.document.text[fact.evidence[0].start : fact.evidence[0].end] == "Harbour Tribune, owned by the army"


def placed(drawn: Extracted) -> list[AttributeMention]:
    return [a for a in drawn.attributes if a.label == "placed_in"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("A source in the Estavian government said so.", "Estavian government"),
        ("An unnamed official of the Norlandic navy said so.", "Norlandic navy"),
        ("Two Norlandic officials said so.", "Norland"),
        ("An aide to President Ilja Sorin said so.", "Ilja Sorin"),
    ],
)
def test_an_unnamed_source_is_placed_in_its_body(code: Code, text: str, body: str) -> None:
    (relation,) = placed(code(text))
    assert (relation.object_name or "").removeprefix("the ") == body


@pytest.mark.parametrize("text", ["Norlandic analysts said so.", "Commentators loyal to the navy said so.", "Ilja Sorin of the Harbour Institute said so."])
def test_who_is_in_no_body_or_has_a_name_is_placed_nowhere(code: Code, text: str) -> None:
    assert placed(code(text)) == []
