"""The towns of tests/permissions, here too; a test that asks for a `role` runs for every one of each world."""

from __future__ import annotations

import pytest

from tests.permissions.conftest import (
    every_role,
    site,
    town,
    towns,
    world,
    worlds,
)

NOBODY = "no role"
PARTS = {name: [NOBODY, *every_role(name)] for name in worlds()}

__all__ = ["NOBODY", "PARTS", "site", "town", "towns", "world"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "role" in metafunc.fixturenames:
        parts = [(name, role) for name in PARTS for role in PARTS[name]]
        metafunc.parametrize(("world", "role"), parts, indirect=["world"])
    elif "town" in metafunc.fixturenames:
        metafunc.parametrize("world", worlds(), indirect=True)
