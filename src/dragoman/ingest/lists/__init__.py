"""Yields the entries of a list that a user downloaded (sanctions, officials, companies): FollowTheMoney JSON Lines, or a table."""

from dragoman.ingest.lists.reading import BadEntry, file_sha256, good_entries, read_list

__all__ = ["BadEntry", "file_sha256", "good_entries", "read_list"]
