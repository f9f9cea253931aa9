"""The programs and the shop of tests/rest, here too."""

from __future__ import annotations

from tests.rest.conftest import api, database_url, shop, statements

__all__ = ["api", "database_url", "shop", "statements"]
