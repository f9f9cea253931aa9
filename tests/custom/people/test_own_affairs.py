"""Who has power over people has none over himself, and no form goes around a step (4.1 to 4.5)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.people.leaving import access
from app.generated.attendance_month import AttendanceMonth
from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset
from app.generated.leave_balance import LeaveBalance
from app.generated.performance_review import PerformanceReview
from app.generated.resignation import Resignation
from app.generated.review_item import ReviewItem
from app.runtime import query, records
from app.runtime.audit import history
from app.runtime.errors import AppError, Forbidden
from app.runtime.system import Notification
from tests.custom.finance.books.office import CASHIER, MANAGER, refused
from tests.custom.people.folk import BOSS, HEAD, HR, WORKER, Folk
from tests.custom.people.leaving.test_leaving import clear, fresh
from tests.custom.people.performance.bureau import CLERK, OTHER, Bureau
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database


def update(folk: Folk, entity: Any, id: int, who: str = HR, **values: Any) -> Any:
    return records.update(folk.as_(who), entity, id, values)


def code(folk: Folk, entity: Any, id: int, who: str = HR, **values: Any) -> str:
    """What the update is refused with."""
    with pytest.raises(AppError) as problem:
        update(folk, entity, id, who, **values)
    return str(problem.value)


def test_whoever_is_judged_finds_no_name_of_a_colleague_anywhere(folk: Folk, staff: Any) -> None:
    bureau = Bureau(folk).build()
    bureau.opened()
    for score, who, value in zip(bureau.ask(CLERK, OTHER, who=HR), (CLERK, OTHER), ("70", "20"), strict=True):  # fmt: skip
        bureau.answer(score, who, value)
    review, mine = bureau.review(), folk.as_(WORKER)
    assert (review.peer_count, review.peer_avg) == (2, Decimal(45))
    for entity, id in ((PerformanceReview, review.id), (ReviewItem, bureau.item("care").id)):
        assert query.get(mine, entity, id, columns=["id", "updated_by"])["updated_by"] is None
    acts = history.timeline(mine, PerformanceReview, review.id).events
    logins = {folk.town.logins[CLERK], folk.town.logins[OTHER]}
    assert acts
    assert not {act.actor_id for act in acts} & logins
    assert not {act.actor for act in acts} & {CLERK, OTHER}
    page: Visitor = staff(WORKER).open(f"/performance_review/show/{review.id}")
    assert page.status == 200
    assert CLERK not in page.text
    assert OTHER not in page.text
    # HR, which may read the totals, reads who moved them.
    acts = history.timeline(folk.as_(HR), PerformanceReview, review.id).events
    assert {CLERK, OTHER} <= {act.actor for act in acts}


def test_the_general_manager_does_not_approve_his_own_pay(folk: Folk) -> None:
    change = folk.step(folk.change(of=BOSS, to_pay="99000"), "submit", HR)
    assert "his own job change" in str(refused(folk.step, change, "approve", BOSS))
    assert folk.person(BOSS).base_pay == Decimal(7000)


def test_a_change_does_not_take_effect_before_somebody_was_hired(folk: Folk) -> None:
    change = folk.change(to_pay="7100", effective_on=dt.date(1999, 1, 1))
    assert "before he was hired" in str(refused(folk.step, change, "submit", HR))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"birth_date": "2030-01-01"}, "Below 16"),
        ({"contract_from": "2026-01-01", "contract_to": "2020-01-01"}, "contract ends"),
        ({"probation_to": "1990-01-01"}, "Probation ends"),
        ({"first_work_on": "2099-01-01"}, "first employment"),
    ],
)
def test_days_of_an_employee_follow_each_other(
    folk: Folk, values: dict[str, str], told: str
) -> None:
    assert told in code(folk, Employee, folk.person().id, **values)


def test_hr_does_not_take_off_its_own_login_nor_that_of_a_leaver(folk: Folk) -> None:
    assert "own login" in code(folk, Employee, folk.person(HR).id, login=None)
    folk.going()
    assert "He is leaving" in code(folk, Employee, folk.person().id, login=None)


def test_nobody_takes_back_grants_or_reviews_for_himself(folk: Folk) -> None:
    head, hr = folk.person(HEAD).id, folk.person(HR).id
    tool = records.create(folk.as_(HEAD), EmployeeAsset, {"employee": head, "item": "冲击钻", "kind": "tool", "value": "500"})  # fmt: skip
    assert "holds himself" in str(refused(folk.step, tool, "give_back", HEAD))
    assert folk.step(tool, "give_back", HR).state == "returned"
    with pytest.raises(AppError):
        records.create(folk.as_(HR), LeaveBalance, {"employee": hr, "year": 2026, "leave_type": "annual", "carried": "99"})  # fmt: skip
    with records.writing(folk.ctx):
        month = folk.ctx.create(AttendanceMonth, employee=head, period="2026-05")
        # He said nothing: the system has confirmed for him.
        month = folk.ctx.transition(month, "confirm")
    with pytest.raises(Forbidden):
        folk.step(month, "review", HEAD)
    assert folk.step(month, "review", BOSS).state == "dept_reviewed"


def test_a_form_does_not_shorten_the_notice_after_it_was_handed_in(folk: Folk) -> None:
    asked = folk.step(folk.notice(), "submit", WORKER)
    assert "waive the notice" in code(folk, Resignation, asked.id, last_day="2026-06-03")
    folk.step(asked, "waive", HR, note="部门同意提前")
    assert update(folk, Resignation, asked.id, last_day="2026-06-03").last_day == dt.date(2026, 6, 3)  # fmt: skip


def test_hr_does_not_enter_what_it_is_paid_itself(folk: Folk) -> None:
    mine = folk.step(folk.notice(who=HR, of=HR), "submit", HR)
    assert "own leaving" in code(folk, Resignation, mine.id, unused_days="30")


def test_finance_approves_what_the_figures_give_and_afterwards_nothing_moves(folk: Folk) -> None:
    asked = folk.going()
    clear(folk, asked)
    update(folk, Resignation, asked.id, last_wage="5000", tax="100")
    asked = fresh(folk, asked)
    assert asked.gross == Decimal(5000) + asked.leave_pay
    assert asked.net == asked.gross - 100
    asked = folk.step(asked, "approve_settlement", MANAGER)
    for values in ({"advance": "3000"}, {"last_day": "2026-06-02"}):
        assert "is approved" in code(folk, Resignation, asked.id, **values)
    assert folk.step(fresh(folk, asked), "pay_settlement", CASHIER).paid_on is not None


def test_hr_hears_of_a_last_day_that_is_over_while_nobody_has_agreed(folk: Folk) -> None:
    asked = folk.step(folk.notice(), "submit", WORKER)
    with records.writing(folk.ctx):
        later = folk.ctx.at(folk.ctx.now + dt.timedelta(days=60))
        access.midnight(later)
        access.midnight(later)
    told = folk.session.scalars(
        select(Notification.id).where(
            Notification.recipient_id == folk.town.logins[HR],
            Notification.dedup_key.startswith("resignation.overlooked"),
        )
    ).all()
    assert len(told) == 1
    assert fresh(folk, asked).state == "submitted"


def test_reviews_that_a_leaver_had_to_score_go_to_his_manager(folk: Folk) -> None:
    bureau = Bureau(folk).build()
    bureau.opened()
    asked = folk.step(folk.notice(who=HEAD, of=HEAD), "submit", HEAD)
    asked = folk.step(folk.step(asked, "manager_ok", BOSS), "hr_ok", HR)
    folk.step(asked, "hand_over", HR, successor=folk.person("刘接手").id)
    assert bureau.review(WORKER).reviewer_id == folk.person(BOSS).id
