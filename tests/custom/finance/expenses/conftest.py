"""The same house as for budgets."""

from __future__ import annotations

from tests.custom.finance.budgets.conftest import at, database_url, house, town, world

__all__ = ["at", "database_url", "house", "town", "world"]
