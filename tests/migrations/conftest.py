"""Roads of migrations on fresh databases."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import migrations
from tests.migrations.road import MakeRoad, Road, folder_with_framework
from tests.support.databases import Databases


@pytest.fixture
def new_road(databases: Databases, tmp_path: Path) -> Iterator[MakeRoad]:
    """`new_road()`: a database with the framework's tables and a folder for more migrations."""
    numbers = itertools.count(1)
    urls: list[str] = []

    def make() -> Road:
        number = next(numbers)
        folder = folder_with_framework(tmp_path / f"migrations{number}")
        place = tmp_path / f"database{number}"
        place.mkdir()
        url = databases.copy("framework", lambda new: migrations.upgrade(new, folder=folder), place)
        urls.append(url)
        return Road(folder, url)

    yield make
    for url in urls:
        databases.drop(url)


@pytest.fixture
def road(new_road: MakeRoad) -> Road:
    return new_road()
