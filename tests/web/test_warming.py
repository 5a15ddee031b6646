"""A desk that was made ready keeps nobody waiting: templates are compiled, and an opened record with its columns lies in the pool."""

from __future__ import annotations

import gc
from pathlib import Path

from fastapi.testclient import TestClient

from dragoman.core.settings import Settings
from dragoman.web.server import create_app
from dragoman.web.warming import warm


def test_all_templates_are_compiled_and_a_record_is_open(own_desk: TestClient) -> None:
    site = own_desk.app.state.site  # type: ignore[attr-defined]
    warm(site)
    assert site.templates.cache is not None
    assert len(site.templates.cache) == len(site.templates.list_templates())
    with site.pool.lend() as opened:
        assert opened.desk._kept  # its columns
    assert gc.get_freeze_count() > 0


def test_a_record_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("no record", encoding="utf-8")
    warm(create_app(Settings(record=broken)).state.site)
