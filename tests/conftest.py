"""Yields what many tests share: the language model and a record of samples, made once, and a hypothesis profile that gives the same examples every time."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.models.spacy_model import LoadedModel, load_english

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def english() -> LoadedModel:
    """The English pipeline; three seconds to load, so one for all tests."""
    return load_english()


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of samples/affair; tests only read it."""
    record = tmp_path_factory.mktemp("samples") / "affair.db"
    found = CliRunner().invoke(app, ["--record", str(record), "add", str(Path(__file__).parents[1] / "samples" / "affair")])
    assert found.exit_code == 0, found.output
    return record
