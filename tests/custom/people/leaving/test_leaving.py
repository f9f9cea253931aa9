"""4.5: notice, clearances that the system checks, one settlement, and nobody who left can come in (O17.1–O17.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from app.custom.people.leaving import access, certificate, clearing
from app.generated.account import Account
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.job_change import JobChange
from app.generated.offboarding_task import OffboardingTask
from app.generated.resignation import Resignation
from app.generated.role_project import RoleProject
from app.generated.roster import Roster
from app.generated.voucher_line import VoucherLine
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.accounts import person
from app.runtime.clients import entrance, manage
from app.runtime.clients.tables import ApiClient
from app.runtime.context import Context
from app.runtime.errors import AppError, Forbidden, NotFound, Unauthenticated
from tests.custom.finance.books.office import ACCOUNTANT, CASHIER, MANAGER, refused
from tests.custom.finance.budgets.house import CLERK
from tests.custom.people.folk import BOSS, HEAD, HR, WORKER, Folk
from tests.support.visitor import Visitor

from .clearances import clear, fresh, tasks

pytestmark = pytest.mark.database
LAST = dt.date(2026, 7, 1)


def settled(folk: Folk, asked: Resignation) -> Resignation:
    clear(folk, asked)
    asked = folk.step(fresh(folk, asked), "approve_settlement", MANAGER)
    return folk.step(asked, "pay_settlement", CASHIER)


# -- notice -------------------------------------------------------------------------------------------


def test_a_last_day_before_thirty_days_is_refused_unless_hr_waives_it_as_in_o17_1(
    folk: Folk,
) -> None:
    asked = folk.notice(last_day=dt.date(2026, 6, 20))
    assert asked.earliest_on == LAST
    assert "2026-07-01" in str(refused(folk.step, asked, "submit", WORKER))
    asked = folk.step(asked, "waive", HR, note="部门同意提前")
    assert folk.step(asked, "submit", WORKER).state == "submitted"


def test_an_employee_waives_nothing_himself(folk: Folk) -> None:
    asked = folk.notice(last_day=dt.date(2026, 6, 20))
    with pytest.raises(Forbidden):
        folk.step(asked, "waive", WORKER, note="我同意")


def test_three_days_are_enough_on_probation(folk: Folk) -> None:
    with records.writing(folk.ctx):
        new = folk.ctx.create(
            Employee, name="新人", phone="13800008888", department=folk.department("ENG"),
            position=folk.person().position_id,
        )  # fmt: skip
        new = folk.ctx.transition(new, "begin")
    folk.town.employees["新人"] = new
    asked = folk.notice(of="新人", who=HR, last_day=dt.date(2026, 6, 4))
    assert asked.earliest_on == dt.date(2026, 6, 4)
    assert folk.step(asked, "submit", HR).state == "submitted"


def test_whoever_gave_notice_may_take_it_back_until_hr_agreed(folk: Folk) -> None:
    asked = folk.step(folk.step(folk.notice(), "submit", WORKER), "manager_ok", HEAD)
    assert folk.step(asked, "withdraw", WORKER).state == "withdrawn"
    asked = folk.going()
    with pytest.raises(AppError):
        folk.step(asked, "withdraw", WORKER)


def test_he_stays_when_both_agree(folk: Folk) -> None:
    asked = folk.step(folk.notice(), "submit", WORKER)
    assert "not asked you" in str(refused(folk.step, asked, "retain", WORKER))
    asked = folk.step(asked, "ask_to_stay", HEAD, note="加薪")
    assert folk.step(asked, "retain", WORKER).state == "retained"
    assert folk.person().state == "regular"


def test_a_manager_does_not_consent_to_his_own_leaving(folk: Folk) -> None:
    asked = folk.step(folk.notice(who=HEAD, of=HEAD), "submit", HEAD)
    assert "own leaving" in str(refused(folk.step, asked, "manager_ok", HEAD))
    assert folk.step(asked, "manager_ok", BOSS).state == "manager_ok"


def test_one_notice_at_a_time(folk: Folk) -> None:
    first = folk.notice()
    assert first.req_no in str(refused(folk.notice))


# -- clearances ---------------------------------------------------------------------------------------


def test_open_work_tools_and_advances_block_and_clear_as_in_domain_4_17(folk: Folk) -> None:
    """Open work orders 2, tools of 350, an advance of 1 000."""
    folk.order()
    folk.order("卫生间灯不亮了")
    tool = folk.issued("tool", "350")
    folk.loan("1000")
    asked = folk.going()
    found = tasks(folk, asked)
    assert {auto: found[auto].state for auto in ("open_work", "assets", "advances", "vouchers")} == {
        "open_work": "blocked", "assets": "blocked", "advances": "blocked", "vouchers": "todo",
    }  # fmt: skip
    assert "work orders 2" in found["open_work"].finding
    assert "350.00" in found["assets"].finding
    assert found["advances"].amount == Decimal(1000)
    assert "Not yet" in str(refused(folk.step, found["assets"], "finish", HR))
    folk.step(tool, "give_back", HEAD)
    assert tasks(folk, asked)["assets"].state == "doing"
    folk.loan("-1000")
    with records.writing(folk.ctx):
        clearing.look_again(folk.ctx)
    assert tasks(folk, asked)["advances"].state == "doing"
    folk.step(fresh(folk, asked), "hand_over", HEAD, successor=folk.town.employees["刘接手"].id)
    assert tasks(folk, asked)["open_work"].state == "doing"
    clear(folk, asked)
    assert fresh(folk, asked).state == "settling"


def test_everything_open_goes_to_the_successor_at_once(folk: Folk) -> None:
    orders = [folk.order(), folk.order("卫生间灯不亮了")]
    device = folk.kept_device()
    asked = folk.going()
    heir = folk.town.employees["刘接手"]
    asked = folk.step(asked, "hand_over", HEAD, successor=heir.id)
    session = folk.session
    assert {session.get(WorkOrder, order.id).assignee_id for order in orders} == {heir.id}
    assert session.get(Equipment, device.id).keeper_id == heir.id
    assert "工单 2" in asked.handed_over


def test_nobody_clears_himself(folk: Folk) -> None:
    asked = folk.going()
    mine = tasks(folk, asked)["open_work"]
    with pytest.raises(AppError, match="Nobody clears himself"):
        folk.step(mine, "finish", WORKER)


def test_the_last_two_tasks_done_at_once_settle_once_as_in_o17_3(
    folk: Folk, request: pytest.FixtureRequest
) -> None:
    asked = folk.going()
    left = ("advances", "vouchers")
    clear(folk, asked, but=left)
    waiting = [tasks(folk, asked)[auto].id for auto in (*left, left[1])]
    login = folk.town.logins[HR]

    def finish(id: int) -> str:
        with Context.for_user(login) as ctx:
            try:
                return str(records.transition(ctx, OffboardingTask, id, "finish").state)
            except AppError as error:
                return type(error).__name__

    with ThreadPoolExecutor(3) as pool:
        results = sorted(pool.map(finish, waiting))
    assert results.count("done") == 2
    asked = fresh(folk, asked)
    assert asked.state == "settling"
    steps = folk.history(asked)
    assert steps.count("settle") == 1


# -- settlement ---------------------------------------------------------------------------------------


def test_the_settlement_is_reckoned_approved_paid_and_in_the_books(folk: Folk) -> None:
    """A dismissal by notice on the last of a month: the wage, 5 days of leave, 5.5 months, 1 000 taken back."""
    with records.writing(folk.ctx):
        folk.ctx.update(folk.person(), hired_on=dt.date(2021, 3, 15))
    asked = folk.going(
        who=HR,
        kind="dismiss",
        legal_ground="notice",
        union_told=True,
        last_day=dt.date(2026, 6, 30),
    )
    clear(folk, asked)
    asked = folk.step(
        fresh(folk, asked), "reckon", ACCOUNTANT, unused_days="5", advance="1000", tax="200"
    )
    assert asked.severance == Decimal("38500.00")
    assert asked.leave_pay == Decimal("3218.39")
    assert asked.gross == Decimal("48718.39")
    assert asked.net == Decimal("47518.39")
    with pytest.raises(AppError):
        folk.step(asked, "pay_settlement", CASHIER)
    asked = folk.step(asked, "approve_settlement", MANAGER)
    asked = folk.step(asked, "pay_settlement", CASHIER)
    assert lines(folk, asked.voucher_id) == {
        "5401": Decimal("48718.39"),
        "2211": Decimal("-48718.39"),
    }
    assert lines(folk, asked.paid_voucher_id) == {
        "2211": Decimal("48718.39"), "122101": Decimal(-1000), "222112": Decimal(-200), "1002": Decimal("-47518.39"),
    }  # fmt: skip


def lines(folk: Folk, voucher: int) -> dict[str, Decimal]:
    """Account → debit less credit."""
    rows = folk.session.execute(
        select(Account.code, func.sum(VoucherLine.debit), func.sum(VoucherLine.credit))
        .join(Account, Account.id == VoucherLine.account_id)
        .where(VoucherLine.voucher_id == voucher)
        .group_by(Account.code)
    )
    return {code: debit - credit for code, debit, credit in rows}


def test_who_resigns_by_himself_gets_no_severance(folk: Folk) -> None:
    asked = folk.going()
    clear(folk, asked)
    asked = fresh(folk, asked)
    assert (asked.state, asked.severance, asked.severance_months) == ("settling", 0, 0)


def test_what_changed_since_it_was_reckoned_is_reckoned_again_and_approved_figures_stay(
    folk: Folk,
) -> None:
    asked = folk.going()
    clear(folk, asked)
    before = fresh(folk, asked).net
    asked = records.update(folk.as_(HR), Resignation, asked.id, {"tax": "100"})
    assert asked.net == before - 100
    with records.writing(folk.ctx):
        folk.ctx.update(asked, tax=Decimal(60))
    assert "reckon it again" in str(refused(folk.step, asked, "approve_settlement", MANAGER))
    asked = folk.step(asked, "reckon", HR)
    asked = folk.step(asked, "approve_settlement", MANAGER)
    late = refused(records.update, folk.as_(HR), Resignation, asked.id, {"advance": "1"})
    assert "stay" in str(late)
    assert lines(folk, folk.step(asked, "pay_settlement", CASHIER).paid_voucher_id)["222112"] == -60


def test_more_is_never_taken_back_than_is_paid(folk: Folk) -> None:
    asked = folk.going()
    clear(folk, asked)
    asked = folk.step(fresh(folk, asked), "reckon", HR, damage="99999")
    assert "negative" in str(refused(folk.step, asked, "approve_settlement", MANAGER))


# -- the last day -------------------------------------------------------------------------------------


def midnight(folk: Folk) -> None:
    with records.writing(folk.ctx):
        access.midnight(folk.ctx)


def test_at_the_end_of_the_last_day_the_doors_close_once_and_he_has_left(
    folk: Folk, at: time_machine.Coordinates, people: Any
) -> None:
    login = folk.town.logins[WORKER]
    key = people.key(login)
    with records.writing(folk.ctx):
        program, token = manage.create(
            folk.ctx, manage.Wanted(name="his", username=WORKER, scopes=["*:read"])
        )
        folk.ctx.create(Roster, employee=folk.person().id, date=LAST + dt.timedelta(9), shift=folk.town.shift.id)  # fmt: skip
    asked = settled(folk, folk.going())
    at.move_to(dt.datetime(2026, 7, 1, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    midnight(folk)
    assert person.load(login) is not None
    at.move_to(dt.datetime(2026, 7, 2, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    midnight(folk)
    midnight(folk)
    assert person.load(login) is None
    assert person.load_visitor(key) is None
    with pytest.raises(Unauthenticated):
        entrance.enter(token, None)
    assert folk.session.get(ApiClient, program.id).revoked_at is not None
    asked, him = fresh(folk, asked), folk.person()
    assert (asked.state, him.state, him.left_on) == ("completed", "left", LAST)
    assert folk.history(asked).count("complete") == 1
    session = folk.session
    assert not session.scalar(
        select(func.count()).select_from(RoleProject).where(RoleProject.user_id == login, RoleProject.deleted_at.is_(None))
    )  # fmt: skip
    assert not session.scalar(
        select(func.count()).select_from(Roster).where(Roster.employee_id == him.id, Roster.date > LAST, Roster.deleted_at.is_(None))
    )  # fmt: skip
    follow = [t for t in tasks(folk, asked).values() if t.due_on == LAST + dt.timedelta(15)]
    assert [task.blocking for task in follow] == [False, False]
    assert session.scalar(select(JobChange.kind).where(JobChange.employee_id == him.id).order_by(JobChange.id.desc()).limit(1)) == "leave"  # fmt: skip


def test_the_certificate_says_what_the_law_asks_for_and_not_why(
    folk: Folk, at: time_machine.Coordinates
) -> None:
    with records.writing(folk.ctx):
        folk.ctx.update(folk.person(), hired_on=dt.date(2021, 3, 15), contract_from=dt.date(2024, 3, 15), contract_to=dt.date(2027, 3, 14))  # fmt: skip
    asked = settled(folk, folk.going())
    assert "once the leaving is completed" in str(
        refused(certificate.drawn, folk.ctx, asked.id, "zh")
    )
    at.move_to(dt.datetime(2026, 7, 2, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    midnight(folk)
    paper = certificate.drawn(folk.ctx, asked.id, "zh", "110***********002X")
    told = dict(paper["about"])
    assert told["劳动合同期限"] == "2024 年 3 月 15 日 — 2027 年 3 月 14 日"
    assert told["解除或终止日期"] == "2026 年 7 月 1 日"
    assert told["工作岗位"] == "员工"
    assert told["在本单位工作年限"] == "5 年 3 个月"
    assert "个人原因" not in str(paper)


def test_the_leaver_sees_how_far_it_is_and_a_department_presses_once(
    folk: Folk, staff: Callable[..., Visitor]
) -> None:
    asked = folk.going()
    phone = staff(WORKER).open("/people/tasks")
    assert phone.sees("我的离职", asked.req_no, "还有 30 天", "交接 0 / 8 完成")
    hr = staff(HR).open("/people/tasks")
    assert hr.sees("核对未休年假与考勤")
    assert hr.press("完成").sees("已完成：核对未休年假与考勤")
    assert tasks(folk, asked)["leave"].state == "done"


def test_the_doors_close_though_clearing_goes_on_and_he_leaves_with_the_settlement(
    folk: Folk, at: time_machine.Coordinates
) -> None:
    asked = folk.going()
    at.move_to(dt.datetime(2026, 7, 3, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    midnight(folk)
    assert person.load(folk.town.logins[WORKER]) is None
    assert folk.person().state == "leaving"
    clear(folk, asked)
    asked = folk.step(fresh(folk, asked), "approve_settlement", MANAGER)
    assert (asked.state, folk.person().state) == ("completed", "left")
    asked = folk.step(asked, "pay_settlement", CASHIER)
    assert lines(folk, asked.paid_voucher_id)["2211"] == asked.gross > 0
    with pytest.raises(AppError):
        folk.step(asked, "pay_settlement", CASHIER)


def test_nobody_leaves_but_by_a_resignation(folk: Folk) -> None:
    folk.going()
    with pytest.raises(AppError):
        folk.step(folk.person(), "leave", HR)


def test_others_do_not_read_why_somebody_leaves(folk: Folk) -> None:
    asked = folk.going()
    with pytest.raises(NotFound):
        records.transition(folk.as_(CLERK), Resignation, asked.id, "withdraw")


def test_the_button_of_the_certificate_stands_on_a_completed_leaving_alone(
    folk: Folk, staff: Callable[..., Visitor], at: time_machine.Coordinates
) -> None:
    asked = settled(folk, folk.going())
    page = f"/resignation/show/{asked.id}"
    button = f"a[href='/people/certificate/{asked.id}.pdf']"
    assert not staff(HR).open(page).page.select_one(button)
    at.move_to(dt.datetime(2026, 7, 2, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    midnight(folk)
    assert staff(HR).open(page).page.select_one(button)
