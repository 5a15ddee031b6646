"""Yields ids made of content alone, so that the same input has the same ids on any machine and in any order."""

from __future__ import annotations

import hashlib


def sha256_hex(data: bytes) -> str:
    """Hex digest of the raw bytes."""
    return hashlib.sha256(data).hexdigest()


def document_id(raw: bytes, part: int | None = None) -> str:
    """`d-` and twelve hex digits of the raw bytes' digest; part: position in a file that holds many documents, from 0."""
    suffix = b"" if part is None else f"#{part}".encode()
    return "d-" + sha256_hex(raw + suffix)[:12]


def mention_id(prefix: str, doc: str, start: int, end: int, *what: str) -> str:
    """Id of something told once: document, span and a digest of what else makes it (type, coder …).

    prefix: nm (name), em (event), cm (claim), am (attribute: role, relation, listing, fact).
    """
    tag = hashlib.sha256("\x1f".join(what).encode()).hexdigest()[:4]
    return f"{prefix}-{doc.removeprefix('d-')}-{start:06d}-{end:06d}-{tag}"


def resolved_id(prefix: str, mentions: list[str]) -> str:
    """Id of a resolved record: named after its smallest mention. prefix: n entity, e event, c claim, q question, s story, i incident, p proceeding."""
    return f"{prefix}-{min(mentions).split('-', 1)[1]}"


def digest(*parts: str) -> str:
    """Twelve hex digits over the parts, for keys of caches."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
