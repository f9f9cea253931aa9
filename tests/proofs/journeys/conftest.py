"""The company of the journeys."""

from __future__ import annotations

from tests.journeys.conftest import at_work, company

__all__ = ["at_work", "company"]
