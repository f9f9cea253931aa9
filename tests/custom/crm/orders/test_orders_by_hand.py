"""An order that staff write down themselves, without a call: what follows from the customer need not be typed."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app.generated.call_record import CallRecord
from app.generated.work_order import WorkOrder
from app.runtime import records
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.web.pages import visit


def test_the_project_of_an_order_follows_from_its_customer(
    app: Flask, town: Town, people: People
) -> None:
    customer = town.resident()
    form = visit(people.browser(app, town.logins["csr"]), "/work_order/add")
    assert form.html.select_one("[data-field=project] .required-mark:not([hidden])") is None
    shown = form.send(customer=str(customer.id), customer__text="王小明", summary="厨房水管漏水")
    assert shown.send(unit="", unit__text="").status == 302
    order = town.ctx.session.scalars(select(WorkOrder).order_by(WorkOrder.id.desc())).first()
    assert order is not None
    assert (order.project_id, order.customer_id) == (town.project.id, customer.id)


def test_without_anything_to_follow_from_the_project_is_asked_for_at_its_field(
    app: Flask, town: Town, people: People
) -> None:
    form = visit(people.browser(app, town.logins["csr"]), "/work_order/add")
    answer = form.send(summary="厨房水管漏水")
    assert answer.status == 422
    assert set(answer.errors()) == {"project"}


def test_a_call_that_is_written_down_by_hand_gets_its_id(
    app: Flask, town: Town, people: People
) -> None:
    form = visit(people.browser(app, town.logins["csr"]), "/call_record/add")
    assert form.html.select_one("[data-field=call_id] .required-mark:not([hidden])") is None
    for phone in ("13900000001", "13900000002"):
        assert form.send(phone=phone, call_id="").status == 302
    calls = town.ctx.session.scalars(select(CallRecord).order_by(CallRecord.id.desc())).all()
    assert len({call.call_id for call in calls[:2]}) == 2
    assert all(call.call_id.startswith("hand-") for call in calls[:2])
    named = form.send(phone="13900000003", call_id="c-77")
    assert named.status == 302
    town.ctx.session.rollback()
    last = town.ctx.session.scalars(select(CallRecord).order_by(CallRecord.id.desc())).first()
    assert last is not None
    assert last.call_id == "c-77"


def test_a_program_need_not_name_its_call_either(app: Flask, town: Town, people: People) -> None:
    made = records.create(town.as_("csr"), CallRecord, {"phone": "13900000004"})
    assert made.call_id.startswith("hand-")
