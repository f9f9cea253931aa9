"""After all migrations on an empty database there is no difference between its tables and the models."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import migrations
from tests.golden import cases
from tests.migrations.road import REPOSITORY, folder_with_framework, later_framework
from tests.support.databases import Databases

COMPARE = """
import sys, warnings
warnings.simplefilter("error")
from importlib import import_module
from app.runtime import notify, system
import_module(f"{sys.argv[1]}.models")
from app.cli import migrations
from app.runtime.accounts.users import metadata
for line in migrations.differences(sys.argv[2], metadata):
    print(line)
"""


def differences(package: str, url: str) -> str:
    """Every world in a process of its own: they all share the one metadata."""
    done = subprocess.run(
        [sys.executable, "-c", COMPARE, package, url],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> Iterator[str]:
    made = databases.empty(tmp_path)
    yield made
    databases.drop(made)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_migration_of_a_golden_case_makes_its_models(
    case: Path, url: str, tmp_path: Path
) -> None:
    folder = folder_with_framework(tmp_path / "migrations")
    shutil.copy(case / "migration.py", folder / "versions" / "0002_schema.py")
    later_framework(folder, after=2)
    migrations.upgrade(url, folder=folder)
    assert differences(f"tests.golden.{case.name}.expected", url) == ""
    migrations.downgrade(url, "0001", folder=folder)
    later_framework(folder, after=2)
    migrations.upgrade(url, folder=folder)
    assert differences(f"tests.golden.{case.name}.expected", url) == ""


def test_the_migrations_of_the_application_make_its_models_go_down_to_nothing_and_up_again(
    url: str,
) -> None:
    migrations.upgrade(url)
    assert differences("app.generated", url) == ""
    migrations.downgrade(url, "base")
    assert migrations.tables(url) <= {"alembic_version"}
    migrations.upgrade(url)
    assert migrations.pending(url) == []


def test_a_difference_is_told(url: str) -> None:
    migrations.upgrade(url, "0001")
    assert "add_table" in differences("app.generated", url)


def test_there_is_one_newest_migration() -> None:
    assert migrations.head() is not None
