"""The workshop, and a device platform that reports over REST."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.custom.crm.guides.test_rest_journey import Program, Programs
from tests.custom.equipment.repair.conftest import workshop
from tests.custom.equipment.repair.workshop import Workshop

__all__ = ["workshop"]


@pytest.fixture
def platform(app: Flask, workshop: Workshop) -> Program:
    """Logged in as the integrator of the town's project."""
    workshop.plant.town.staff("integrator", "ENG", name="integrator")
    return Programs(app).of("integrator")
