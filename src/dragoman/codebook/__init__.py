"""Yields the codebook: what a political scientist edits (YAML, CSV) as typed records."""

from dragoman.codebook.load import load_codebook
from dragoman.codebook.model import Codebook, EventType, Trigger

__all__ = ["Codebook", "EventType", "Trigger", "load_codebook"]
