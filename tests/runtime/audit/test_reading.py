"""The whole log read by an administrator: by index, in one order, without a way around the policy; and its check as a job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import checks, jobs, records
from app.runtime.audit import checking, reading, seal
from app.runtime.audit.reading import Asked
from app.runtime.audit.verify import verify
from app.runtime.checks import CheckRun
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.sample.models import Article, Buyer
from tests.support import tampering
from tests.support.plans import SORTED, plans

Written = Callable[[int], None]
THEN = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)


def test_pages_go_on_within_one_moment_and_miss_nothing(
    ctx: Context, database: Database, written: Written
) -> None:
    with database.begin() as session:
        for number in range(7):
            moment = THEN if number < 5 else THEN + dt.timedelta(microseconds=number)
            session.add(
                AuditLog(at=moment, actor="wang", by_system=False, channel="web", action="login",
                         entity="ab_user", record_id=number, diff={})
            )  # fmt: skip
    met: list[int] = []
    after = None
    while True:
        page = reading.listed(ctx.session, Asked(), after=after, limit=2)
        met += [act.id for act in page.acts]
        after = page.after
        if after is None:
            break
    assert met == sorted(met, reverse=True)
    assert len(met) == len(set(met)) == 7


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (Asked(), "ix_sys_audit_log_at"),
        (Asked(since=THEN, until=THEN + dt.timedelta(days=1)), "ix_sys_audit_log_at"),
        (Asked(entity="store"), "ix_sys_audit_log_entity_at"),
        (Asked(entity="store", since=THEN), "ix_sys_audit_log_entity_at"),
        (Asked(actor_id=7), "ix_sys_audit_log_actor_at"),
        (Asked(action="export", since=THEN), "ix_sys_audit_log_at"),
        (Asked(channel="cli", entity="store"), "ix_sys_audit_log_entity_at"),
    ],
)
@pytest.mark.sqlite
def test_every_filter_is_led_by_an_index_in_its_own_order(
    ctx: Context, database: Database, asked: Asked, index: str
) -> None:
    """Nothing is sorted and nothing counted: a page of millions of rows costs what a page costs."""
    for after in (None, (THEN, 5)):
        with plans(database) as seen:
            reading.listed(ctx.session, asked, after=after)
        [told] = seen.told()
        assert index in told, told
        assert SORTED not in told, told


def test_what_no_index_leads_to_is_looked_for_in_the_last_days(ctx: Context) -> None:
    wide = Asked(action="export", until=THEN)
    assert wide.within(ctx.now).since == THEN - reading.WINDOW
    for led in (Asked(), Asked(action="export", entity="store"), Asked(channel="cli", since=THEN)):
        assert led.within(ctx.now) == led


def test_values_are_shown_of_records_that_the_reader_may_read_and_of_no_others(
    ctx: Context, as_user: Callable[..., Context]
) -> None:
    article = records.create(ctx, Article, {"name": "Nail", "price": "1.50", "cost": 1})
    records.update(ctx, Article, article.id, {"name": "Screw"})
    records.create(ctx, Buyer, {"name": "王小明", "phone": "13800000000"})
    ids = {
        (row.entity, row.action): row.id for row in ctx.session.scalars(sa.select(AuditLog)).all()
    }
    manager = as_user("manager")
    seen = reading.shown(manager, ids["article", "update"])
    assert seen.changes["name"] == ("Nail", "Screw")
    assert seen.title
    stranger = as_user("sysadmin")
    hidden = reading.shown(stranger, ids["article", "update"])
    assert (hidden.changes, hidden.title) == ({}, "")
    assert hidden.hidden == ("name",)
    # Who it was and that it was done is told all the same.
    assert hidden.act.fields == ("name",)
    buyer = reading.shown(stranger, ids["buyer", "create"])
    assert "王小明" not in repr(buyer)
    assert "王小明" in repr(reading.shown(manager, ids["buyer", "create"]))


@pytest.fixture
def verified(ctx: Context, database: Database) -> Callable[[], CheckRun]:
    """Ask for the check, run it, and read what it wrote down."""

    def run() -> CheckRun:
        with records.writing(ctx):
            jobs.enqueue(ctx, checking.NAME)
        jobs.run_due()
        ctx.session.rollback()
        return checks.latest(ctx.session, "audit")[0]

    return run


def test_the_job_finds_what_the_whole_check_finds(
    written: Written,
    database: Database,
    verified: Callable[[], CheckRun],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 2)
    written(5)
    seal.seal()
    whole = verified()
    assert whole.ok
    assert whole.result["sealed"] == verify().sealed == 5
    assert whole.result["unsealed"] == 0
    tampering.unprotected(database)
    rows = tampering.sealed_rows(database)
    rows[3]["actor"] = "nobody"
    tampering.put(database, rows)
    found = verified()
    assert not found.ok
    assert found.result["broken"] == {"kind": "changed", "seq": 4, "id": rows[3]["id"]}
    assert len(found.result["triggers_missing"]) == 3
    broken: Any = verify().broken
    assert (broken.kind, broken.seq) == ("changed", 4)


def test_a_cut_tail_is_noticed_by_the_job(
    written: Written, database: Database, verified: Callable[[], CheckRun]
) -> None:
    written(4)
    seal.seal()
    tampering.unprotected(database)
    tampering.put(database, tampering.sealed_rows(database)[:-1])
    assert verified().result["broken"]["kind"] == "cut"
