"""A cycle over the first quarter for the house: schemes, managers, colleagues."""

from __future__ import annotations

import pytest

from tests.custom.people.folk import Folk
from tests.custom.people.performance.bureau import Bureau


@pytest.fixture
def bureau(folk: Folk) -> Bureau:
    return Bureau(folk).build()
