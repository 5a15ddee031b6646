"""Trains the attribution model: which words say that somebody says something, who, and what. See README.md beside `training`."""
