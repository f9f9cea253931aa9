"""Personal values in the log are readable while their key is there, and by those who may read them."""

from __future__ import annotations

import json
from collections.abc import Callable

import sqlalchemy as sa

from app.runtime import records
from app.runtime.audit import subject
from app.runtime.audit.history import timeline
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.sample.models import Buyer


def logged(database: Database) -> str:
    with database.read_session() as session:
        return json.dumps([log.diff for log in session.scalars(sa.select(AuditLog))])


def bob(ctx: Context) -> int:
    buyer = records.create(ctx, Buyer, {"name": "Bob", "phone": "13800001111"})
    records.update(ctx, Buyer, buyer.id, {"phone": "13900002222"})
    return int(buyer.id)


def test_personal_values_do_not_stand_in_the_log(ctx: Context, database: Database) -> None:
    bob(ctx)
    text = logged(database)
    assert "phone" in text
    assert not any(value in text for value in ("13800001111", "13900002222"))


def test_history_shows_them_to_those_who_may_read(ctx: Context) -> None:
    last, first = timeline(ctx, Buyer, bob(ctx)).events
    assert last.changes["phone"] == ("13800001111", "13900002222")
    assert first.changes["phone"] == (None, "13800001111")


def test_without_the_key_of_the_record_nobody_reads_them(ctx: Context, database: Database) -> None:
    buyer = bob(ctx)
    other = records.create(ctx, Buyer, {"name": "Ann", "phone": "13700003333"}).id
    with database.begin() as session:
        assert subject.destroy(session, ctx.now, "buyer", [buyer]) == 1
    with Context.system() as later:
        last, first = timeline(later, Buyer, buyer).events
        assert last.changes["phone"] == (subject.ERASED, subject.ERASED)
        assert first.changes["phone"] == (None, subject.ERASED)
        told = timeline(later, Buyer, other).events[0]
        assert told.changes["phone"] == (None, "13700003333")


def test_what_is_written_after_the_key_went_gets_a_key_of_its_own(
    ctx: Context, database: Database
) -> None:
    buyer = bob(ctx)
    with database.begin() as session:
        subject.destroy(session, ctx.now, "buyer", [buyer])
    records.update(ctx, Buyer, buyer, {"phone": "13700003333"})
    with Context.system() as later:
        last, before, _ = timeline(later, Buyer, buyer).events
        assert last.changes["phone"] == ("13900002222", "13700003333")
        assert before.changes["phone"] == (subject.ERASED, subject.ERASED)


def test_a_write_without_personal_values_makes_no_key(
    ctx: Context, statements: Callable[[], object]
) -> None:
    buyer = bob(ctx)
    with statements() as seen:  # type: ignore[attr-defined]
        records.update(ctx, Buyer, buyer, {"email": "bob@example.org"})
    assert not [text for text in seen if "sys_subject_key" in text]
