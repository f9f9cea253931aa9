"""Jobs need no entity: the bare world."""

from __future__ import annotations

import pytest

from tests.support.worlds import BARE, World


@pytest.fixture(scope="module")
def world() -> World:
    return BARE
