"""Yields what many tests share: the language model, loaded once, and a hypothesis profile that gives the same examples every time."""

import pytest
from hypothesis import HealthCheck, settings

from dragoman.models.spacy_model import LoadedModel, load_english

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def english() -> LoadedModel:
    """The English pipeline; three seconds to load, so one for all tests."""
    return load_english()
