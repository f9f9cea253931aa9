"""The counter of the town's desk, on the same Wednesday morning."""

from __future__ import annotations

import pytest

from app.generated import models  # noqa: F401 - half of the entities cannot be mapped
from tests.custom.finance.cash.till import Till
from tests.custom.finance.fees.conftest import at, database_url, desk, town, world
from tests.custom.finance.fees.desk import Desk

__all__ = ["at", "database_url", "desk", "town", "world"]  # fixtures


@pytest.fixture
def till(desk: Desk) -> Till:
    return Till(desk)
