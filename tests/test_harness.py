"""The harness keeps its promises: a database of one's own, from a template built once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support import postgresql
from tests.support.databases import Databases
from tests.support.plans import sifts


def _build(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE thing (name VARCHAR(20))"))
        connection.execute(sa.text("INSERT INTO thing VALUES ('from the template')"))
    engine.dispose()


def _names(url: str) -> list[str]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        names = list(connection.scalars(sa.text("SELECT name FROM thing")))
    engine.dispose()
    return names


def test_a_copy_has_what_the_template_has(databases: Databases, tmp_path: Path) -> None:
    url = databases.copy("harness", _build, tmp_path)
    assert _names(url) == ["from the template"]
    databases.drop(url)


def test_a_template_is_built_once(databases: Databases, tmp_path: Path) -> None:
    def must_not_build(url: str) -> None:
        raise AssertionError(url)

    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    one = databases.copy("harness_once", _build, first)
    two = databases.copy("harness_once", must_not_build, second)
    assert one != two
    for url in (one, two):
        databases.drop(url)


def test_what_one_test_writes_no_other_test_sees(databases: Databases, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    one = databases.copy("harness", _build, first)
    engine = sa.create_engine(one)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM thing"))
    engine.dispose()
    two = databases.copy("harness", _build, second)
    assert _names(two) == ["from the template"]
    for url in (one, two):
        databases.drop(url)


def test_what_a_killed_suite_left_is_removed_and_what_a_running_one_has_stays(
    tmp_path: Path,
) -> None:
    left, used = (tmp_path / f"{postgresql.PREFIX}{name}" for name in ("left", "used"))
    for folder in (left, used):
        folder.mkdir()
    postgresql._lock(left / postgresql.LOCK).close()
    with postgresql._lock(used / postgresql.LOCK):
        postgresql._clear(str(tmp_path))
    assert list(tmp_path.iterdir()) == [used]


HANGS = """
import threading

def test_hangs():
    threading.Event().wait()

def test_goes_on():
    pass
"""


def test_a_test_that_hangs_fails_with_the_stack_of_its_thread_and_the_others_go_on(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    assert float(pytestconfig.getini("timeout")) > 0
    (tmp_path / "test_hangs.py").write_text(HANGS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--timeout=0.1", "-p", "no:xdist", "test_hangs.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "1 failed, 1 passed" in done.stdout
    assert "Timeout" in done.stdout
    assert "threading.Event().wait()" in done.stdout


@pytest.mark.parametrize(
    ("conditions", "is_sifted"),
    [
        ("", False),
        ('\nWHERE "order".deleted_at IS NULL', False),
        ('\nWHERE "order".deleted_at IS NULL AND "order".placed_at >= ?', False),
        ('\nWHERE "order".deleted_at IS NULL AND "order".kind = ?', True),
        ('\nWHERE "order".kind = ? AND "order".id < ?', True),
        ("\nWHERE EXISTS (SELECT 1 \nFROM line \nWHERE line.n >= 1)", True),
    ],
)
def test_a_walk_along_the_id_is_a_whole_reading_only_where_a_condition_leaves_few_rows(
    conditions: str, is_sifted: bool
) -> None:
    statement = f'SELECT 1 \nFROM "order"{conditions} ORDER BY "order".id DESC\n LIMIT ?'
    assert sifts(statement, "order") is is_sifted
