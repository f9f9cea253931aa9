"""The towns of tests/permissions, here too."""

from tests.permissions.conftest import pytest_generate_tests, site, town, towns, world

__all__ = ["pytest_generate_tests", "site", "town", "towns", "world"]
