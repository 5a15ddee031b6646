"""Yields language models whose files have been checked against pinned digests; see docs/models/ for a card of each."""
