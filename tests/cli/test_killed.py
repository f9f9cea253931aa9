"""kill -9 at any statement of a migration leaves the old database or the new one, and going on is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Project
from tests.cli.killing import Killing, killed
from tests.support.databases import Databases


@pytest.fixture
def killing(filled: Project, databases: Databases, tmp_path: Path) -> Iterator[Killing]:
    with killed(filled, databases, tmp_path) as made:
        yield made


def test_a_killed_migration_leaves_the_old_database_or_the_new_one(killing: Killing) -> None:
    places = [killing.statements * part // 6 for part in (1, 3, 5)] + [killing.statements]
    found = [killing.kill(place) for place in places]
    assert found[0] == "old"
    assert set(found) <= {"old", "new"}
