"""Mail: subject, sender and day, wrapped and flowed text, quotations, forwarded mail, attachments, and mails made to break a reader."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest import Part, read_input
from dragoman.ingest.eml_text import Envelope, envelope, mail_text
from tests.ingest.reading import BODY, MORE, read, zones_of
from tests.ingest.writers import WRITERS

TITLE = "Norland shuts consulate in Port Sarn"


def mail(text: str = f"{BODY}\n{MORE}", subject: str = TITLE, sender: str = "Odd Berg <odd@post.example>", **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_the_subject_without_its_prefixes_is_the_title() -> None:
    document = read(mail(subject=f"Fwd: RE: [desk] {TITLE}").as_bytes(), "a.eml")
    assert document.title == TITLE
    assert zones_of(document)[0] == ("title", TITLE)


def test_a_title_that_begins_the_text_is_not_said_twice() -> None:
    assert read(mail(f"{TITLE.upper()}\n\n{BODY}").as_bytes(), "a.eml").text.lower().count("shuts consulate") == 1


@pytest.mark.parametrize(
    ("sender", "more", "found"),
    [
        ("Odd Berg <odd@post.example>", {}, ("Odd Berg", None)),
        ("The Harbour Post <news@post.example>", {}, (None, "The Harbour Post")),
        ("Norland this week <news@post.example>", {"List_Id": "<week.post.example>"}, (None, "Norland this week")),
        ("Odd Berg via Desk <odd@post.example>", {}, ("Odd Berg", None)),
        ("=?utf-8?q?S=C3=B8ren_Berg?= <odd@post.example>", {}, ("Søren Berg", None)),
        ("odd@post.example", {}, (None, None)),
    ],
)
def test_the_sender_is_author_or_outlet(sender: str, more: dict[str, str], found: tuple[str | None, str | None]) -> None:
    head = envelope(mail(sender=sender, **more))
    assert (head.author, head.outlet) == found


def test_the_day_is_that_of_the_senders_own_zone() -> None:
    assert envelope(mail(Date="Tue, 3 May 2033 23:30:00 -0500")).day == "2033-05-03"
    assert envelope(mail(Date="some day")).day is None


def test_who_forwards_is_no_author_and_the_inner_header_tells() -> None:
    inner = f"---------- Forwarded message ---------\nFrom: Lena Torvik <l@post.example>\nDate: Mon, 2 May 2033 10:00:00 +0000\nSubject: {TITLE}\n\n{BODY}"
    assert envelope(mail(subject=f"Fwd: {TITLE}", Date="Tue, 3 May 2033 10:00:00 +0000")) == Envelope(TITLE)
    text = mail_text(f"See below.\n\n{inner}", None)
    assert text.forwarded == Envelope(TITLE, "Lena Torvik", None, "2033-05-02")
    assert (text.paragraphs, dict(text.kinds)) == (("See below.", BODY.strip()), {"See below.": "boilerplate"})


def test_hard_wraps_are_undone_and_short_lines_are_kept_apart() -> None:
    text = "By Lena Torvik\n3 May 2033\n\n"
    text += "Norland closed the Estavian consulate in Port Sarn on Monday, the foreign\nministry said. Estavia called the step a mistake.\n"
    assert mail_text(text, None).paragraphs == (
        "By Lena Torvik",
        "3 May 2033",
        "Norland closed the Estavian consulate in Port Sarn on Monday, the foreign ministry said. Estavia called the step a mistake.",
    )


def test_flowed_text_is_joined_where_its_lines_end_in_a_blank() -> None:
    text = "Norland closed the \nconsulate.\nEstavia protested.\n> quoted words \n> go on\n-- \nOdd Berg"
    found = mail_text(text, "flowed")
    assert found.paragraphs == ("Norland closed the consulate.", "Estavia protested.", "quoted words go on")
    assert dict(found.kinds) == {"quoted words go on": "boilerplate"}


def test_signatures_go_and_quotations_are_boilerplate() -> None:
    found = mail_text(f"{BODY}\nOn Mon, 2 May 2033, Lena Torvik wrote:\n> {MORE}\n-- \nOdd Berg\nnewsroom", None)
    assert found.paragraphs == (BODY.strip(), "On Mon, 2 May 2033, Lena Torvik wrote:", MORE.strip())
    assert set(found.kinds) == set(found.paragraphs[1:])


def test_a_mail_that_only_quotes_is_its_quotation() -> None:
    assert mail_text(f"> {BODY}> {MORE}", None).kinds == {}


def test_an_html_part_is_read_where_the_plain_one_says_nothing() -> None:
    message = mail("This message can be shown in a browser only.")
    message.add_alternative(f"<html><body><p>{BODY}</p><p>{MORE}</p></body></html>", subtype="html")
    assert [words for _, words in zones_of(read(message.as_bytes(), "a.eml"))] == [TITLE, BODY.strip(), MORE.strip()]


def test_attachments_are_documents_of_their_own() -> None:
    message = mail()
    message.add_attachment(WRITERS[".pdf"]("Report", [], [BODY * 3]), maintype="application", subtype="pdf", filename="../report.pdf")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"\0\1", maintype="application", subtype="x-odd", filename="odd.bin")
    message.add_attachment(mail(subject="An inner mail of the desk"))
    found = list(read_input(message.as_bytes(), "a.eml"))
    paths = [piece.document.path for piece in found if isinstance(piece, Part)]
    assert paths == ["a.eml", "a.eml/_report.pdf", "a.eml/part-3.eml"]
    assert [(piece.input, piece.error) for piece in found if isinstance(piece, Failure)] == [("a.eml/odd.bin", "unknown-format")]


def test_mails_in_mails_are_opened_to_a_depth() -> None:
    message = mail()
    for _ in range(4):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    found = list(read_input(message.as_bytes(), "a.eml"))
    assert [piece.error for piece in found if isinstance(piece, Failure)] == ["too-deep"]
    assert sum(isinstance(piece, Part) for piece in found) == 3


@pytest.mark.parametrize("charset", [b"foo-bar", b"us-ascii", b"utf-8", b"windows-1252"])
def test_a_wrong_charset_does_not_cost_the_text(charset: bytes) -> None:
    head = b"From: a@b.example\r\nSubject: A day\r\nContent-Type: text/plain; charset=" + charset
    assert "Caf\xe9 closed" in read(head + b"\r\n\r\nCaf\xe9 closed in Port Sarn on Monday.\r\n", "a.eml").text


HEAD = b"From: a@b.example\r\nSubject: A day\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed"),
        (bytes(range(256)) * 30, "malformed"),
        (b"Just a text without any header.", "malformed"),
        (b"From: a@b.example\r\n\r\n", "no-text"),
        (HEAD + b"Content-Type: text/plain; charset=" + b"(" * 50_000 + b"\r\n\r\nhello\r\n", "malformed"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: text/x\r\n\r\nx\r\n" * 2000, "too-large"),
        (HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(500)), "too-deep"),
    ],
    ids=["empty", "garbage", "text", "blank", "field", "parts", "nested"],
)
def test_a_bad_mail_ends_in_a_code(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, "a.eml"))
    assert caught.value.code == code
