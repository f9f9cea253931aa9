"""The harness keeps its promises: a database of one's own, from a template built once."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from tests.support.databases import Databases


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
