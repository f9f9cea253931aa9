"""January 2026 of domain.md §4.9, with its bills and what came in on them."""

from __future__ import annotations

from tests.custom.finance.books.conftest import at, database_url, office, town, world
from tests.custom.finance.books.screens.conftest import accountant, month

__all__ = ["accountant", "at", "database_url", "month", "office", "town", "world"]
