"""The shop of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.runtime.database import Database
from tests.runtime.query.shop import Shop
from tests.support.people import People


@pytest.fixture
def shop(database: Database, people: People) -> Iterator[Shop]:
    """Adds rows to the sample's tables."""
    made = Shop(database, people)
    yield made
    made.close()
