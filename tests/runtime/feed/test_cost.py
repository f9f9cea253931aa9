"""What a page of the feed costs does not grow with the log."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from app.runtime.database import Database
from app.runtime.feed.entries import Names, by_key, entries
from app.runtime.system import AuditLog

ROWS = 20_000
AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def fill(database: Database) -> None:
    with database.begin() as session:
        session.execute(
            sa.insert(AuditLog),
            [
                {
                    "at": AT, "actor": "system", "by_system": True, "channel": "job",
                    "action": "update", "entity": ("store", "article")[number % 2],
                    "record_id": number % 50 + 1, "diff": {}, "seq": number + 1, "seal": "0" * 64,
                }
                for number in range(ROWS)
            ],
        )  # fmt: skip
    with database.write_session() as session:
        session.execute(sa.text("ANALYZE"))
        session.commit()


def test_the_part_of_the_log_is_found_by_its_index(database: Database) -> None:
    fill(database)
    seen: list[tuple[str, object]] = []
    engine = database.reader

    def note(_c: object, _cu: object, statement: str, given: object, *_: object) -> None:
        if "BETWEEN" in statement:
            seen.append((statement, given))

    sa.event.listen(engine, "before_cursor_execute", note)
    with database.read_session() as session:
        wanted = {"store": by_key()["store"]}
        assert len(entries(session, Names(session, wanted), 10_001, 11_000)) == 500
    sa.event.remove(engine, "before_cursor_execute", note)
    (statement, given) = seen[0]
    explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    with database.reader.connect() as connection:
        rows = connection.exec_driver_sql(explain + statement, given).all()  # type: ignore[arg-type]
    plan = " ".join(str(row) for row in rows)
    assert "uq_sys_audit_log_seq" in plan
    assert "SCAN sys_audit_log'" not in plan
