"""The workshop with a store of parts."""

from __future__ import annotations

from tests.custom.equipment.repair.conftest import workshop

__all__ = ["workshop"]
