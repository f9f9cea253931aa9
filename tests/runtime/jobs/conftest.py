"""Jobs need no entity: the bare world. What a test declares is gone after it."""

from __future__ import annotations

import pytest

# What declares jobs of its own is imported before a test hides them.
from app.runtime import records  # noqa: F401
from app.runtime.jobs import declare
from app.runtime.registry import Registry
from app.runtime.sla import sweep  # noqa: F401
from tests.support.worlds import BARE, World


@pytest.fixture
def world() -> World:
    return BARE


@pytest.fixture
def nothing_declared(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """No job and no schedule but those that the test declares."""
    monkeypatch.setattr(declare, "_declared", {})
