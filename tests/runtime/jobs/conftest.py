"""Jobs need no entity: the bare world. What a test declares is gone after it."""

from __future__ import annotations

import pytest

from app.runtime.jobs import declare
from app.runtime.registry import Registry
from app.runtime.sla import sweep  # noqa: F401
from tests.support.worlds import BARE, World


@pytest.fixture
def world() -> World:
    return BARE


@pytest.fixture
def nothing_declared(
    registry: Registry, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No job and no schedule but those that the test declares."""
    if "database_url" in request.fixturenames:
        # The first database of a session is made by the application, which declares its own.
        request.getfixturevalue("database_url")
    monkeypatch.setattr(declare, "_declared", {})
