"""Reads news reports about states and keeps the record of who did what to whom, on whose word; yields the version."""

__version__ = "0.1.0"
