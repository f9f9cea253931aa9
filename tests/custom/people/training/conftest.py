"""A course with a session, and a small class to sit in it."""

from __future__ import annotations

import pytest

from tests.custom.people.folk import Folk
from tests.custom.people.training.school import School


@pytest.fixture
def school(folk: Folk) -> School:
    return School(folk).build()
