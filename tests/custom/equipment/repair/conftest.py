"""The plant with the people of a workshop."""

from __future__ import annotations

import pytest

from tests.custom.equipment.plant import Plant
from tests.custom.equipment.repair.workshop import Workshop


@pytest.fixture
def workshop(plant: Plant) -> Workshop:
    """Two technicians, somebody who reports, an engineering manager and a project manager."""
    return Workshop(plant).staffed()
