"""The log grows and never changes; one sealer chains it; verification finds what somebody did to it."""

from __future__ import annotations

import datetime as dt
import random
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from app.runtime import records
from app.runtime.audit import anchor, seal
from app.runtime.audit.verify import verify
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.sample.models import Store
from tests.support import tampering

Written = Callable[[int], None]


def places(database: Database) -> list[tuple[int, int | None]]:
    with database.read_session() as session:
        return [tuple(row) for row in session.execute(sa.select(AuditLog.id, AuditLog.seq))]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sys_audit_log SET actor = 'nobody'",
        "UPDATE sys_audit_log SET diff = '{}'",
        "UPDATE sys_audit_log SET seq = 1",
        "DELETE FROM sys_audit_log",
    ],
)
def test_the_database_refuses_to_change_the_log(
    written: Written, database: Database, statement: str
) -> None:
    written(1)
    with pytest.raises(DatabaseError, match="append-only"), database.begin() as session:
        session.execute(sa.text(statement))


def test_a_sealed_row_is_not_sealed_again(written: Written, database: Database) -> None:
    written(2)
    seal.seal()
    again = sa.text("UPDATE sys_audit_log SET seq = seq + 10, seal = 'x'")
    with pytest.raises(DatabaseError, match="append-only"), database.begin() as session:
        session.execute(again)


def test_a_row_is_not_replaced_and_the_table_not_emptied(
    written: Written, database: Database
) -> None:
    written(1)
    other = (
        "INSERT OR REPLACE INTO sys_audit_log (id, at, actor, by_system, channel, action, entity, diff)"
        " SELECT id, at, 'nobody', by_system, channel, action, entity, diff FROM sys_audit_log"
        if database.is_sqlite
        else "TRUNCATE sys_audit_log"
    )
    with pytest.raises(DatabaseError, match="append-only"), database.begin() as session:
        session.execute(sa.text(other))


def test_an_act_that_cannot_be_logged_fails_and_leaves_nothing(
    ctx: Context, database: Database
) -> None:
    with database.begin() as session:
        session.execute(sa.text("ALTER TABLE sys_audit_log RENAME TO elsewhere"))
    with pytest.raises(DatabaseError):
        records.create(ctx, Store, {"code": "S1", "name": "East"})
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Store)) == 0


def test_rows_are_sealed_once_in_the_order_of_their_commits(
    written: Written, database: Database
) -> None:
    written(3)
    assert seal.seal() == 3
    written_later = [seq for _, seq in places(database)]
    assert written_later == [1, 2, 3]
    assert seal.seal() == 0


def test_what_is_written_after_the_seal_is_the_tail(written: Written, ctx: Context) -> None:
    written(2)
    seal.seal()
    records.create(ctx, Store, {"code": "S9", "name": "West"})
    report = verify()
    assert (report.sealed, report.unsealed, report.is_whole) == (2, 1, True)
    assert report.waiting_since is not None
    seal.seal()
    assert verify().sealed == 3


def test_two_sealers_at_once_make_one_chain(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(12)
    monkeypatch.setattr(seal, "CHUNK", 2)
    threads = [threading.Thread(target=seal.seal) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal.seal()
    report = verify()
    assert (report.sealed, report.unsealed, report.broken) == (12, 0, None)


def test_a_serving_process_seals_by_itself(
    written: Written, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(2)
    done = threading.Event()
    real = seal.seal

    def sealed() -> int:
        count = real()
        done.set()
        return count

    monkeypatch.setattr(seal, "seal", sealed)
    sealer = seal.Sealer(every=0.01)
    assert done.wait(30)
    sealer.close()
    assert verify().sealed == 2


def test_fifty_tamperings_are_all_found(written: Written, database: Database) -> None:
    written(20)
    seal.seal()
    assert verify().broken is None
    rows = tampering.sealed_rows(database)
    tampering.unprotected(database)
    missed = []
    for number in range(50):
        act, changed = tampering.tampered(rows, random.Random(number))
        tampering.put(database, changed)
        if verify().broken is None:
            missed.append((number, act))
    assert missed == []
    tampering.put(database, rows)
    assert verify().broken is None


def test_a_cut_tail_is_told_by_a_seal_that_was_kept_elsewhere(
    written: Written, database: Database
) -> None:
    written(4)
    seal.seal()
    kept = anchor.known()[-1]
    for file in anchor._files():
        file.unlink()
    tampering.unprotected(database)
    tampering.put(database, tampering.sealed_rows(database)[:2])
    assert verify().broken is None
    found = verify([anchor.parse(f"{kept.seq}:{kept.seal}")]).broken
    assert found is not None
    assert (found.kind, found.seq) == ("cut", 3)


def test_a_chain_made_with_another_key_is_not_whole(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime.privacy import keys

    written(3)
    seal.seal()
    other = keys.parse(keys.new_set(dt.date(2026, 1, 1)))
    monkeypatch.setattr(keys, "_current", [other])
    found = verify().broken
    assert found is not None
    assert (found.kind, found.seq) == ("changed", 1)


def test_missing_triggers_are_told(written: Written, database: Database) -> None:
    written(1)
    tampering.unprotected(database)
    report = verify()
    assert report.broken is None
    assert not report.is_whole


def test_sealing_needs_no_statement_when_nothing_is_new(written: Written, statements: Any) -> None:
    written(2)
    seal.seal()
    with statements() as seen:
        seal.seal()
    assert len(seen) == 1
