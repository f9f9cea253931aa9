"""4.5: what a leaver has earned is paid, what he answered for goes on, and nobody else's leaving waits for his."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from app.custom.people.leaving import access
from app.generated.employee import Employee
from app.generated.improvement import Improvement
from app.generated.leave_balance import LeaveBalance
from app.runtime import notify, records
from app.runtime.accounts import person
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from tests.custom.people.folk import HEAD, HR, WORKER, Folk

from .clearances import clear, fresh, tasks
from .test_leaving import midnight, settled

pytestmark = pytest.mark.database


def test_measures_of_a_leaver_are_open_work_and_go_to_his_successor(folk: Folk) -> None:
    with records.writing(folk.ctx):
        measure = folk.ctx.create(
            Improvement, name="电梯巡检", source="feedback", action="加密巡检", metric="other", metric_note="次数",
            baseline=Decimal(6), target=Decimal(4), owner=folk.person().id, due_on=dt.date(2026, 9, 1),
        )  # fmt: skip
        folk.ctx.transition(measure, "approve")
    asked = folk.going()
    assert "改进措施 1" in tasks(folk, asked)["open_work"].finding
    heir = folk.town.employees["刘接手"]
    asked = folk.step(asked, "hand_over", HEAD, successor=heir.id)
    assert folk.session.get(Improvement, measure.id).owner_id == heir.id
    assert tasks(folk, asked)["open_work"].state == "doing"
    assert "改进措施 1" in asked.handed_over


def test_o14_10_a_leaver_is_paid_the_leave_that_he_has_earned_by_his_last_day(folk: Folk) -> None:
    """Ten days a year, the last day is 20 August: six are earned, four were taken, two are paid: 1 200."""
    him = folk.person()
    with records.writing(folk.ctx):
        folk.ctx.update(him, hired_on=dt.date(2014, 3, 15))
        folk.ctx.create(
            LeaveBalance, employee=him.id, year=2026, leave_type="annual", entitled=Decimal(10), used=Decimal(4)
        )  # fmt: skip
    asked = folk.going(last_day=dt.date(2026, 8, 20))
    assert tasks(folk, asked)["leave"].finding.startswith("未休年假 2 天")
    clear(folk, asked)
    asked = folk.step(fresh(folk, asked), "reckon", HR, average_wage="6525")
    assert (asked.unused_days, asked.leave_pay) == (2, 1200)


def test_one_that_cannot_be_completed_keeps_nobody_elses_account_open(
    folk: Folk, at: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = folk.step(folk.going(), "hand_over", HEAD, successor=folk.town.employees["刘接手"].id)
    first = settled(folk, asked)
    move = access.handing_over.move

    def stuck(ctx: Context, leaver: Employee, heir: Employee) -> Any:
        if leaver.id == folk.person().id:
            raise RuleViolation("设备缺少设备代码 / A device has no code.")
        return move(ctx, leaver, heir)

    monkeypatch.setattr(access.handing_over, "move", stuck)
    at.move_to(dt.datetime(2026, 7, 2, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    midnight(folk)
    midnight(folk)
    first = fresh(folk, first)
    assert (first.state, first.access_ended_at is not None) == ("settling", True)
    assert person.load(folk.town.logins[WORKER]) is None
    told = [one for one in notify.inbox(folk.as_(HR)) if one.template == "resignation.stuck"]
    assert len(told) == 1
    monkeypatch.undo()
    midnight(folk)
    assert fresh(folk, first).state == "completed"
