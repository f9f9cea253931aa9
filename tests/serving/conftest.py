"""What was logged, and the values that a process tells Prometheus."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from functools import partialmethod
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import Client

from app.cli.migrations import head
from app.runtime.database import Database
from app.runtime.telemetry import logs

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a server does: the line of a request is there when its answer was sent."""
    for kind in (Client, FlaskClient):
        monkeypatch.setattr(kind, "open", partialmethod(kind.open, buffered=True))


@pytest.fixture
def lines() -> Iterator[Lines]:
    """`lines()`: every log line of the test so far, as it stands on stdout in production."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(logs.Json())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in told.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def migrated(database: Database) -> Callable[[str | None], None]:
    """`migrated(revision)`: the migrations have made that of the database; None: this code's."""

    def become(revision: str | None) -> None:
        with database.begin() as session:
            session.execute(
                sa.text("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)")
            )
            session.execute(sa.text("DELETE FROM alembic_version"))
            session.execute(
                sa.text("INSERT INTO alembic_version VALUES (:revision)"),
                {"revision": revision or head()},
            )

    become(None)
    return become
