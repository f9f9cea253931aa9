"""SLA clocks on records: O4.3 of the domain study end to end, pauses, levels told once, restarts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine

from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import InvalidState
from app.runtime.sla import clocks as sla
from app.runtime.sla.sweep import sweep
from app.runtime.system import AuditLog, Notification, SlaClock
from tests.sample.models import Sale

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(dt.UTC)


@contextmanager
def moment(text: str) -> Iterator[None]:
    with time_machine.travel(at(text), tick=False):
        yield


def look(text: str) -> int:
    """Run the sweep as if it were then."""
    with Context.system() as ctx, records.writing(ctx):
        return sweep(ctx, at(text))


def told() -> list[tuple[str, str, int]]:
    """(recipient, template, percent) of every message so far."""
    from app.runtime.accounts.users import User

    with Context.system() as ctx:
        rows = ctx.session.execute(
            sa.select(User.username, Notification.template, Notification.params)
            .join(User, User.id == Notification.recipient_id)
            .order_by(Notification.id)
        )
        return [(row[0], row[1], row[2]["percent"]) for row in rows]


def clock_of(sale: Sale) -> SlaClock:
    with Context.system() as ctx:
        return ctx.session.scalars(
            sa.select(SlaClock).where(SlaClock.record_id == sale.id).order_by(SlaClock.id.desc())
        ).first()  # type: ignore[return-value]


def test_a_new_record_shows_when_it_is_due(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.sale(level="low")
    assert (sale.pack_due, sale.pack_status) == (at("2026-03-09 14:30"), "ok")


def test_a_hold_over_the_weekend_moves_the_due_time_by_working_minutes(shop: Any) -> None:
    """O4.3: 480 minutes from Friday 14:00, held Friday 16:00 to Monday 10:00 → Monday 17:30."""
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    with moment("2026-03-06 16:00"):
        records.transition(shop.ann, Sale, sale.id, "hold", note="no stock")
    with moment("2026-03-09 10:00"):
        sale = records.transition(shop.ann, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    assert sale.pack_due == at("2026-03-09 17:30")


def test_a_clock_that_stands_still_tells_nothing(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    with moment("2026-03-06 16:00"):
        records.transition(shop.ann, Sale, sale.id, "hold", note="no stock")
    assert look("2026-04-06 10:00") == 0
    assert told() == []


@pytest.mark.parametrize(
    ("done", "status"),
    [("2026-03-09 14:30", "met"), ("2026-03-09 14:31", "missed")],
)
def test_met_or_missed_is_fixed_when_the_work_is_done(shop: Any, done: str, status: str) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    with moment(done):
        sale = records.transition(shop.ann, Sale, sale.id, "deliver", {"solution": "done"})
    assert sale.pack_status == status
    assert look("2026-05-01 10:00") == 0


def test_each_level_is_told_once_to_those_whom_it_concerns(shop: Any) -> None:
    """480 minutes: 80 % after 384, which is Monday 11:24; the store's clerk, then every manager."""
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    assert look("2026-03-09 11:24") == 0
    assert look("2026-03-09 11:25") == 1
    assert shop.fresh(sale).pack_status == "warn"
    assert told() == [("ann", "sla.warning", 80)]
    assert look("2026-03-09 14:30") == 0
    assert look("2026-03-09 14:31") == 1
    assert shop.fresh(sale).pack_status == "breached"
    assert told()[1:] == [("max", "sla.breach", 100), ("mia", "sla.breach", 100)]
    assert look("2026-03-09 15:00") == 0
    assert len(told()) == 3


def test_a_sweep_that_comes_late_tells_every_level_that_it_missed(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        shop.packing(level="low")
    assert look("2026-03-20 09:00") == 1
    assert [entry[2] for entry in told()] == [80, 100, 100]


def test_the_sweep_leaves_the_version_alone_and_writes_into_the_audit_log(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    look("2026-03-20 09:00")
    assert shop.fresh(sale).version == sale.version
    with Context.system() as ctx:
        row = ctx.session.scalars(sa.select(AuditLog).where(AuditLog.action == "sla")).one()
    assert row.diff == {"clock": "pack", "status": "breached", "ids": [sale.id]}


def test_the_work_of_a_sweep_does_not_grow_with_what_is_not_due(shop: Any, counted: Any) -> None:
    with moment("2026-03-06 14:00"):
        shop.packing(level="low")
    with counted() as one:
        look("2026-03-09 11:25")
    with moment("2026-03-10 09:00"):
        for _ in range(30):
            shop.sale(level="low")
    with counted() as among_many:
        look("2026-03-09 14:31")
    assert among_many.count <= one.count + 3


def test_the_statements_of_a_sweep_do_not_grow_with_the_records_that_nobody_is_told_of(
    shop: Any, counted: Any
) -> None:
    def sweep_of(many: int, day: int) -> int:
        with moment(f"2026-03-{day:02} 14:00"):
            for _ in range(many):
                shop.sale(level="high")
        with counted() as sql, time_machine.travel(at("2026-03-20 09:00"), tick=False):
            assert look(f"2026-03-{day:02} 14:25") == many
        return int(sql.count)

    assert sweep_of(12, 10) <= sweep_of(2, 9) + 1


def test_a_change_of_priority_sets_the_clock_anew(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.sale(level="low")
    with moment("2026-03-06 14:10"):
        sale = records.update(shop.ann, Sale, sale.id, {"level": "high"})
    assert sale.pack_due == at("2026-03-06 14:30")


def test_without_a_target_there_is_no_clock_until_there_is_one(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.sale(level=None)
    assert sale.pack_due is None
    with moment("2026-03-06 15:00"):
        sale = records.update(shop.ann, Sale, sale.id, {"level": "normal"})
    # Late, but counted from when the sale came in.
    assert sale.pack_due == at("2026-03-06 18:00")


def test_a_clock_that_loses_its_target_shows_no_due_time_and_goes_on_when_it_has_one(
    shop: Any,
) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.sale(level="high")
    assert sale.pack_due == at("2026-03-06 14:30")
    with moment("2026-03-06 14:10"):
        sale = records.update(shop.ann, Sale, sale.id, {"level": None})
        assert sale.pack_due is None
    with moment("2026-03-06 14:20"):
        sale = records.update(shop.ann, Sale, sale.id, {"level": "high"})
    # The time without a target counts: nobody gains by taking it away for a while.
    assert sale.pack_due == at("2026-03-06 14:30")


def test_a_restart_gives_a_part_of_the_target_and_tells_its_levels_again(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    look("2026-03-20 09:00")
    with moment("2026-03-20 09:00"), records.writing(shop.system):
        sla.restart(shop.system, shop.system.get(Sale, sale.id), "pack", fraction="0.5")
    again = shop.fresh(sale)
    assert (again.pack_due, again.pack_status) == (at("2026-03-20 14:30"), "ok")
    assert (clock_of(sale).cycle, clock_of(sale).target_minutes) == (2, 240)
    look("2026-03-20 14:31")
    assert [entry[2] for entry in told()] == [80, 100, 100, 80, 100, 100]


def test_a_clock_without_a_target_cannot_be_restarted(shop: Any) -> None:
    sale = shop.sale(level=None)
    with pytest.raises(InvalidState), records.writing(shop.system):
        sla.restart(shop.system, shop.system.get(Sale, sale.id), "pack")


def test_a_deleted_record_is_late_for_nothing(shop: Any) -> None:
    with moment("2026-03-06 14:00"):
        sale = shop.packing(level="low")
    records.delete(shop.manager, Sale, sale.id)
    assert clock_of(sale).status == "void"
    assert look("2026-03-20 09:00") == 0


def test_the_schedule_runs_the_sweep(shop: Any) -> None:
    from app.runtime import jobs

    with moment("2026-03-06 14:00"):
        shop.packing(level="low")
    jobs.run_due(at("2026-03-20 09:00"))
    assert [entry[2] for entry in told()] == [80, 100, 100]


def test_a_level_that_the_schema_no_longer_has_stops_no_sweep(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tests.sample.registry import registry as sample

    workflow: Any = sample.entity(Sale).workflow
    now = workflow.clocks["pack"]
    before = replace(now, escalate={**now.escalate, 150: ("manager",)})
    monkeypatch.setitem(workflow.clocks, "pack", before)
    with moment("2026-03-02 09:00"):
        old = shop.sale(level="high")
    look("2026-03-02 09:40")
    assert clock_of(old).level == 100
    monkeypatch.setitem(workflow.clocks, "pack", now)
    with moment("2026-03-02 09:00"):
        new = shop.sale(level="high")
    look("2026-03-02 17:00")
    assert clock_of(old).next_at is None
    assert clock_of(new).level == 100
