"""Trains the pair model: what does this party do to that one in this sentence. See README.md beside it."""
