"""Yields web pages, fetched politely and never from a private address; the only place that uses the network."""

from dragoman.ingest.fetch.answers import Fetched, Unchanged
from dragoman.ingest.fetch.fetcher import Fetcher
from dragoman.ingest.fetch.politeness import Clock, Limits

__all__ = ["Clock", "Fetched", "Fetcher", "Limits", "Unchanged"]
