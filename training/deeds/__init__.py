"""Trains the deed model: which words tell a deed, of what type, by whom to whom and when. See README.md beside it."""
