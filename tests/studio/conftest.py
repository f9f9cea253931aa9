"""The studio's tests read pages as those of the screens do."""

from tests.web.conftest import statements

__all__ = ["statements"]
