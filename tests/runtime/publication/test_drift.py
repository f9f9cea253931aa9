"""A table that somebody altered by hand is noticed, for one quick statement as long as nothing changes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.runtime.database import Database
from app.runtime.publication import record
from app.runtime.publication.drift import drift
from app.runtime.publication.structure import structure


def publish(database: Database, **more: object) -> None:
    with database.begin() as session:
        record.record(session, revision="1", document="{}", **more)  # type: ignore[arg-type]


def drifted(database: Database) -> list[str] | None:
    with database.read_session() as session:
        return drift(session)


def execute(database: Database, statement: str) -> None:
    with database.begin() as session:
        session.execute(sa.text(statement))


def test_without_a_publication_nobody_can_tell(database: Database) -> None:
    assert drifted(database) is None


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE sale ADD COLUMN by_hand INTEGER",
        "CREATE INDEX ix_by_hand ON sale (summary)",
        "ALTER TABLE sale RENAME COLUMN summary TO other",
        "DROP INDEX ix_sale_buyer_id",
    ],
)
def test_what_was_altered_is_named(database: Database, statement: str) -> None:
    publish(database)
    assert drifted(database) == []
    execute(database, statement)
    assert drifted(database) == ["sale"]


def test_rows_and_the_trash_are_no_drift(database: Database) -> None:
    publish(database)
    execute(database, "INSERT INTO sys_sequence (key, value) VALUES ('x', 1)")
    execute(database, "ALTER TABLE sale ADD COLUMN _trash_old_0003 INTEGER")
    execute(database, "CREATE TABLE _trash_gone_0003 (id INTEGER)")
    assert drifted(database) == []


def test_a_second_question_costs_one_statement(database: Database) -> None:
    publish(database)
    assert drifted(database) == []
    seen: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *a: seen.append(a[2]))
    assert drifted(database) == []
    assert [each for each in seen if each != "BEGIN"] == seen[-1:]


def test_the_same_publication_is_written_down_once(database: Database) -> None:
    publish(database)
    publish(database)
    execute(database, "CREATE INDEX ix_by_hand ON sale (summary)")
    with database.read_session() as session:
        before = record.latest(session)
        assert before is not None
        assert session.scalar(sa.text("SELECT count(*) FROM sys_publication")) == 1
        assert before.structure != structure(session.connection())
    publish(database, drifted={"sale": before.structure["sale"]})
    assert drifted(database) == ["sale"]
