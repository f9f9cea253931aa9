"""The town of the customer tests, with machines in it."""

from __future__ import annotations

import pytest

from tests.custom.crm.conftest import at, database_url, town, world
from tests.custom.crm.town import Town
from tests.custom.equipment.reliability.plant import Plant

__all__ = ["at", "database_url", "town", "world"]


@pytest.fixture
def plant(town: Town) -> Plant:
    """Categories of machines, none of which stands anywhere yet."""
    return Plant(town).build()
