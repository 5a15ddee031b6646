"""Yields the headers that every answer of the desk carries: what a page may load and run, who may frame it, and that nobody keeps it."""

from __future__ import annotations

from collections.abc import Mapping

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy: nothing from elsewhere, no script and no style but those that we serve as files, no eval."""

DENIED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb")
"""What no page of ours asks a browser for."""

ALWAYS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # other sites learn nothing; with no-referrer, browsers would hide from us too where a form comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in DENIED),
}
"""Headers of every answer."""

FOREVER = "private, max-age=31536000, immutable"
"""A file under an address that holds its hash never changes."""


def keeping(path: str, query: bytes) -> str:
    """How long a browser may keep what an address answers: pages not at all, our own files for as long as their hash is asked for."""
    if path.startswith(("/static/", "/styles/")):
        return FOREVER if query.startswith(b"v=") or path.startswith("/static/chunk-") else "no-cache"
    return "no-store"
