"""The shop of these tests."""

from tests.runtime.query.conftest import shop

__all__ = ["shop"]
