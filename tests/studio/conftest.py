"""The studio's tests read pages as those of the screens do, and ask about the people of the same shop."""

from tests.web.conftest import database_url, shop, statements

__all__ = ["database_url", "shop", "statements"]
