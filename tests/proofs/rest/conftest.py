"""The programs and the shop of tests/rest, here too."""

from __future__ import annotations

from tests.rest.conftest import api, shop, statements

__all__ = ["api", "shop", "statements"]
