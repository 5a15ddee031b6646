"""Yields the one tree of errors; each class carries a stable code, an exit status and an HTTP status.

DragomanError                 error            1  500
├── UsageError                usage            2  400   a command or setting that cannot be carried out as given
├── NothingReadError          nothing-read     2  422   none of the inputs could be read
├── NotFoundError             not-found        3  404   a name, record or file that is not there
├── InputError                (one per cause)  1  422   one input is bad: becomes a Failure record, the run goes on
├── CodebookError             codebook         4  500   a codebook file is wrong; names file and key
├── ModelError                model            4  500   a language model is missing or is not the pinned one
├── JudgementError            (one per cause)  2  422   a person's judgement that cannot be taken as given
├── StoreError                store            5  500   the record file cannot be opened, is newer, or is no record
├── SignInError               sign-in          6  401   nobody is signed in, or the link, name or password is not right
├── ForbiddenError            forbidden        6  403   whoever asks may not do this, or the request came from another site
├── TooLargeError             request-size     2  413   more was sent than one request may hold
└── TooManyError              too-many         2  429   more requests than are taken in so short a time
"""


class DragomanError(Exception):
    """Something that stops a run. `code` is stable, for machines; the message names the thing, the file and what to do."""

    code = "error"
    exit_code = 1
    http_status = 500

    def __init__(self, message: str) -> None:
        """message: one or two plain sentences, no trailing newline."""
        super().__init__(message)
        self.message = message


class UsageError(DragomanError):
    """A command or setting that cannot be carried out as given."""

    code = "usage"
    exit_code = 2
    http_status = 400


class NothingReadError(DragomanError):
    """None of the inputs could be read."""

    code = "nothing-read"
    exit_code = 2
    http_status = 422


class NotFoundError(DragomanError):
    """A name, record or file that is not there."""

    code = "not-found"
    exit_code = 3
    http_status = 404


class JudgementError(DragomanError):
    """A person's judgement that cannot be taken as given. `code` is given by who raises it and is one of JUDGEMENT_CODES."""

    code = "judgement"
    exit_code = 2
    http_status = 422

    def __init__(self, code: str, message: str) -> None:
        """code: a member of JUDGEMENT_CODES; message: names what is wrong and what would be right."""
        if code not in JUDGEMENT_CODES:
            raise ValueError(f"unknown code of a judgement {code!r}; known: {', '.join(sorted(JUDGEMENT_CODES))}")
        super().__init__(message)
        self.code = code


class InputError(DragomanError):
    """One input is bad. `code` is given by who raises it and is one of INPUT_CODES."""

    http_status = 422

    def __init__(self, code: str, message: str) -> None:
        """code: a member of INPUT_CODES; message: names the file, the cause and what to do."""
        if code not in INPUT_CODES:
            raise ValueError(f"unknown input error code {code!r}; known: {', '.join(sorted(INPUT_CODES))}")
        super().__init__(message)
        self.code = code


class CodebookError(DragomanError):
    """A codebook file is wrong; the message names file and key."""

    code = "codebook"
    exit_code = 4


class ModelError(DragomanError):
    """A language model is missing or its files are not the pinned ones."""

    code = "model"
    exit_code = 4


class StoreError(DragomanError):
    """The record file cannot be opened, was made by a newer version, or is no record."""

    code = "store"
    exit_code = 5


class SignInError(DragomanError):
    """Nobody is signed in, or the link, name or password is not right."""

    code = "sign-in"
    exit_code = 6
    http_status = 401


class ForbiddenError(DragomanError):
    """Whoever asks may not do this, or the request came from another site."""

    code = "forbidden"
    exit_code = 6
    http_status = 403


class TooLargeError(DragomanError):
    """More was sent than one request may hold."""

    code = "request-size"
    exit_code = 2
    http_status = 413


class TooManyError(DragomanError):
    """More requests than are taken in so short a time."""

    code = "too-many"
    exit_code = 2
    http_status = 429


INPUT_CODES = {
    "unreadable": "the file cannot be opened or ends too early",
    "encoding": "the bytes are no text in UTF-8 or in a declared encoding",
    "unknown-format": "no importer takes this kind of file",
    "malformed": "the file is not what its name says (JSON, HTML, PDF, ZIP …)",
    "encrypted": "the file opens only with a password",
    "too-large": "the input, or what it unpacks to, is over the size limit",
    "too-deep": "archives lie in archives deeper than the limit",
    "no-text": "nothing that reads like a text was found in it",
    "missing-field": "a line lacks a field that is needed",
    "timeout": "reading took longer than the limit",
    "memory": "reading needed more memory than the limit",
    "crash": "the parser crashed over the file",
    "extraction": "the text was stored but coding it failed",
    "removed": "the document was removed from the record, and stays so until it is restored",
    "bad-address": "the link is no address of a web page",
    "private-address": "the link leads to this machine or a private network, which is never fetched",
    "disallowed": "the site's robots.txt asks programs not to fetch the page",
    "unreachable": "the site did not answer, or ended the connection",
    "http-status": "the site answered with an error",
    "not-followed": "a link that was found in an input but not fetched",
}
"""Stable codes of what can be wrong with one input, with their meaning."""

JUDGEMENT_CODES = {
    "unknown-act": "there is no such act",
    "no-name": "nobody is named as the one who judges",
    "no-such-subject": "the record, mention or judgement is not in this record",
    "mixed-subjects": "events, entities and claims are not judged together",
    "needs-one": "the act is about one record or mention at least, and none is named",
    "needs-two": "the act is about two records or mentions at least",
    "whole-record": "a split must leave something in the record",
    "too-many": "more mentions than one judgement may name",
    "unknown-field": "the record has no field of that name that can be edited",
    "nothing-changed": "the edit leaves everything as it is",
    "unknown-type": "the codebook has no such type",
    "unknown-mode": "the type has no such mode",
    "unknown-modality": "there is no such modality, certainty or polarity",
    "bad-date": "it is no day, month or year, or the end is before the start",
    "bad-party": "a party is an entity of the record, or a name with a code of three letters",
    "bad-place": "a place is an entity of the record",
    "bad-span": "the words do not stand in the document, or are too many",
    "already-undone": "the judgement was undone before",
}
"""Stable codes of what can be wrong with a judgement, with their meaning."""
