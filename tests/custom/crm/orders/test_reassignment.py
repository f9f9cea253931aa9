"""1.4: an order is declined, passed on and taken over (domain.md §4.3)."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from app.generated.work_order import WorkOrder
from app.runtime import notify, records
from app.runtime.accounts.users import User
from app.runtime.errors import AppError, RuleViolation, ValidationFailed
from tests.custom.crm.orders.dispatching import leak, off
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.support.visitor import Visitor


@pytest.fixture
def town(town: Town) -> Town:
    """With a resident."""
    town.resident()
    return town


def test_a_declined_order_goes_to_somebody_else(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    order = leak(town)
    first = str(order.assignee_name)
    records.transition(town.as_(first), WorkOrder, order.id, "decline", note="没有工具")
    town.ctx.session.rollback()
    town.ctx.session.expire_all()
    again = town.ctx.get(WorkOrder, order.id)
    assert again.state == "assigned"
    assert again.assignee_name == ({"张水工", "李水工"} - {first}).pop()


def test_declined_by_everybody_it_waits_for_the_dispatcher(town: Town) -> None:
    order = leak(town)
    done = records.transition(town.as_("张水工"), WorkOrder, order.id, "decline", note="不会修")
    assert (done.state, done.assignee_id) == ("accepted", None)


def test_a_technician_passes_his_order_on_to_the_next_best(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    order = leak(town)
    first = str(order.assignee_name)
    done = records.transition(town.as_(first), WorkOrder, order.id, "reassign", note="太远了")
    assert (done.state, done.reassign_count) == ("assigned", 1)
    assert done.assignee_name != first
    assert "work_order.taken_away" in [row.template for row in notify.inbox(town.as_(first))]


def begun(town: Town) -> WorkOrder:
    """An order that 张水工 works on; 李水工 could do it too."""
    order = leak(town)
    records.transition(
        town.as_("张水工"), WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"}
    )
    town.technician("李水工", {"plumbing": 3})
    return order


@pytest.mark.parametrize("who", ["dispatcher", "周经理"])
@pytest.mark.parametrize("held", [False, True])
def test_the_work_of_somebody_who_left_goes_to_somebody_else(
    town: Town, who: str, held: bool
) -> None:
    town.staff("eng_mgr", "ENG", name="周经理")
    order = begun(town)
    if held:
        given = {"hold_reason": "external", "resume_at": town.ctx.now + dt.timedelta(hours=2)}
        records.transition(town.as_("张水工"), WorkOrder, order.id, "hold", given)
    with records.writing(town.ctx):
        account = town.ctx.session.get(User, town.logins["张水工"])
        assert account is not None
        account.active = False
    step = "reassign" if who == "dispatcher" else "reassign_over_limit"
    done = records.transition(town.as_(who), WorkOrder, order.id, step, note="离职")
    assert (done.state, done.assignee_name, done.reassign_count) == ("assigned", "李水工", 1)
    started = records.transition(
        town.as_("李水工"), WorkOrder, order.id, "start", {"arrival_code": "YX-3-2-1501"}
    )
    assert started.state == "in_progress"


def test_who_takes_over_shows_that_he_is_on_site_himself(town: Town) -> None:
    order = begun(town)
    records.transition(town.as_("dispatcher"), WorkOrder, order.id, "reassign", note="请假")
    with pytest.raises(RuleViolation, match="Scan the unit's code"):
        records.transition(town.as_("李水工"), WorkOrder, order.id, "start")


def test_a_technician_does_not_pass_on_what_he_has_begun(town: Town) -> None:
    order = begun(town)
    with pytest.raises(AppError):
        records.transition(town.as_("张水工"), WorkOrder, order.id, "reassign", note="太远了")


def test_whoever_has_the_order_is_not_given_it_again(town: Town) -> None:
    town.technician("李水工", {"plumbing": 2})
    order = leak(town)
    with pytest.raises(RuleViolation, match="has it already") as refused:
        records.transition(
            town.as_("dispatcher"),
            WorkOrder,
            order.id,
            "reassign",
            {"assignee": order.assignee_id},
            note="换人",
        )
    assert refused.value.errors[0].field == "assignee"
    town.ctx.session.rollback()
    assert town.ctx.get(WorkOrder, order.id).reassign_count == 0


def test_an_emptied_assignee_means_the_next_best(town: Town) -> None:
    town.technician("李水工", {"plumbing": 2})
    order = leak(town)
    done = records.transition(
        town.as_("dispatcher"), WorkOrder, order.id, "reassign", {"assignee": None}, note="换人"
    )
    assert (done.assignee_name, done.reassign_count) == ("李水工", 1)
    assert "work_order.taken_away" in [row.template for row in notify.inbox(town.as_("张水工"))]


def test_the_dialog_says_what_an_empty_assignee_means(
    app: Flask, town: Town, people: People
) -> None:
    order = leak(town)
    desk = Visitor(people.browser(app, town.logins["dispatcher"]))
    assert desk.open(f"/work_order/transition/{order.id}/reassign").sees("转单时留空")


def test_after_three_times_only_the_manager_reassigns(town: Town) -> None:
    town.technician("李水工", {"plumbing": 3})
    town.staff("eng_mgr", "ENG", name="周经理")
    order = leak(town)
    for _ in range(3):
        order = records.transition(
            town.as_(str(order.assignee_name)), WorkOrder, order.id, "reassign", note="换人"
        )
    with pytest.raises(RuleViolation, match="manager"):
        records.transition(town.as_("dispatcher"), WorkOrder, order.id, "reassign", note="换人")
    done = records.transition(
        town.as_("周经理"),
        WorkOrder,
        order.id,
        "reassign_over_limit",
        {"assignee": town.employees["张水工"].id},
        note="我来定",
    )
    assert done.reassign_count == 4


def test_the_dispatcher_cannot_assign_to_somebody_who_does_not_fit(town: Town) -> None:
    off(town, "张水工")
    order = leak(town)
    with pytest.raises(RuleViolation, match="not on shift") as refused:
        records.transition(
            town.as_("dispatcher"),
            WorkOrder,
            order.id,
            "assign",
            {"assignee": town.employees["张水工"].id},
        )
    assert refused.value.errors[0].field == "assignee"


def test_nobody_sets_the_assignee_by_an_ordinary_edit(town: Town) -> None:
    order = leak(town)
    with pytest.raises(ValidationFailed, match="assignee"):
        records.update(
            town.as_("dispatcher"),
            WorkOrder,
            order.id,
            {"assignee": town.employees["高调度"].id},
        )


@pytest.mark.database
def test_an_order_with_its_timeline_is_edited_by_who_may_change_only_the_order(
    app: Flask, town: Town, people: People
) -> None:
    order = leak(town)
    page = Visitor(people.browser(app, town.logins["csr"])).open(f"/work_order/edit/{order.id}")
    assert page.page.find("input", {"name": "events-0-_id"})
    page.send(summary="厨房和浴室都漏水")
    assert page.path == f"/work_order/show/{order.id}", page.words
    town.ctx.session.rollback()
    assert town.ctx.get(WorkOrder, order.id).summary == "厨房和浴室都漏水"
