"""Who takes an order or a call chooses the customer, and home and contact stand in their boxes (1.4)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.generated.call_record import CallRecord
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.web.accounts import visits
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.web.pages import Page, visit


def box(page: Page, name: str) -> Any:
    return dict(page.values()).get(name)


def told(page: Page) -> list[str]:
    return [link.get_text() for link in page.html.select("#followed a")]


def offered(page: Page, name: str = "unit") -> list[str]:
    radios = page.html.select(f"input[name={name}__pick]")
    return [radio.parent.get_text(" ", strip=True) for radio in radios if radio.parent]


def last(town: Town, entity: Any) -> Any:
    town.ctx.session.rollback()
    return town.ctx.session.scalars(select(entity).order_by(entity.id.desc())).first()


def moves_in(town: Town, customer: Customer, unit: int, **values: Any) -> Occupancy:
    made: Occupancy = town.ctx_create(
        Occupancy, customer=customer.id, unit=town.units[unit].id, approved=True, **values
    )
    return made


def test_without_a_script_the_form_comes_back_once_with_the_only_home_and_the_contact(
    app: Flask, town: Town, people: People
) -> None:
    customer = town.resident()
    moves_in(town, customer, 1, from_date="2020-01-01", to_date="2020-12-31")
    form = visit(people.browser(app, town.logins["csr"]), "/work_order/add")
    assert box(form, "unit__text") == ""
    back = form.send(customer__text="王小明", summary="厨房水管漏水")
    assert (back.status, back.errors()) == (422, {})
    assert told(back) == ["房屋", "联系人", "联系电话"]
    assert (box(back, "unit"), box(back, "contact_name"), box(back, "contact_phone"), box(back, "project")) == (
        str(town.units[0].id), "王小明", "13900000001", str(town.project.id),
    )  # fmt: skip
    assert box(back, "summary") == "厨房水管漏水"
    assert last(town, WorkOrder) is None
    assert back.send().status == 302
    order = last(town, WorkOrder)
    assert (order.unit_id, order.contact_name, order.contact_phone) == (
        town.units[0].id, "王小明", "13900000001",
    )  # fmt: skip


@pytest.mark.database
def test_a_box_that_is_emptied_again_stays_empty(app: Flask, town: Town, people: People) -> None:
    town.resident()
    form = visit(people.browser(app, town.logins["csr"]), "/work_order/add?customer__text=王小明")
    assert box(form, "unit") == str(town.units[0].id)
    saved = form.send(unit="", unit__text="", summary="公共走廊漏水")
    assert (saved.status, saved.errors()) == (302, {})
    assert last(town, WorkOrder).unit_id is None


def test_several_homes_are_offered_the_newest_first_and_none_is_filled_in(
    app: Flask, town: Town, people: People
) -> None:
    customer = town.resident()
    moves_in(town, customer, 1)
    browser = people.browser(app, town.logins["csr"])
    form = visit(browser, "/work_order/add?customer__text=王小明")
    assert box(form, "unit") == ""
    assert offered(form) == [town.units[1].full_no, town.units[0].full_no]
    saved = form.send(unit__pick=str(town.units[0].id), summary="厨房水管漏水")
    assert saved.status == 302
    assert last(town, WorkOrder).unit_id == town.units[0].id


def test_another_customer_replaces_what_was_filled_in_and_leaves_what_was_typed(
    app: Flask, town: Town, people: People
) -> None:
    town.resident()
    town.resident("李芳", "13900000002", unit=1)
    browser = people.browser(app, town.logins["csr"])
    form = visit(browser, "/work_order/add?customer__text=王小明")
    back = form.send(customer="", customer__text="李芳", contact_name="张阿姨", summary="漏水")
    assert told(back) == ["房屋", "联系电话"]
    assert (box(back, "unit"), box(back, "contact_name"), box(back, "contact_phone")) == (
        str(town.units[1].id), "张阿姨", "13900000002",
    )  # fmt: skip
    # Nobody is chosen: what was filled in goes, and that is shown before it is saved.
    none = back.send(customer="", customer__text="")
    assert told(none) == ["房屋", "联系电话"]
    assert (box(none, "unit"), box(none, "contact_name"), box(none, "contact_phone")) == (
        "",
        "张阿姨",
        "",
    )


@pytest.mark.database
def test_a_call_that_is_written_down_gets_home_number_and_project_of_its_customer(
    app: Flask, town: Town, people: People
) -> None:
    town.resident()
    browser = people.browser(app, town.logins["csr"])
    form = visit(browser, "/call_record/add?customer__text=王小明")
    assert (box(form, "unit"), box(form, "phone"), box(form, "project")) == (
        str(town.units[0].id), "13900000001", str(town.project.id),
    )  # fmt: skip
    assert form.send(summary="电梯困人").status == 302
    assert last(town, CallRecord).unit_id == town.units[0].id


@pytest.mark.database
def test_the_script_is_told_what_the_asker_may_read_and_nothing_of_strangers(
    app: Flask, town: Town, people: People
) -> None:
    customer = town.resident()
    address = f"/work_order/follow/customer?id={customer.id}"
    answer = people.browser(app, town.logins["csr"]).get(address).get_json()
    unit = {"id": town.units[0].id, "title": town.units[0].full_no}
    assert answer == {
        "values": {"unit": unit, "contact_name": "王小明", "contact_phone": "13900000001"},
        "offers": {},
    }
    # A dispatcher knows the customer and not the number.
    told = people.browser(app, town.logins["dispatcher"]).get(address).get_json()
    assert told["values"].get("unit") == unit
    assert "13900000001" not in str(told)
    stranger = people.browser(app, people.user("csr", username="elsewhere"))
    assert stranger.get(address).get_json() == {"values": {}, "offers": {}}
    for nobody in ("hr", "technician"):
        user = people.user(nobody, username=f"a-{nobody}")
        assert people.browser(app, user).get(address).status_code in (403, 404)
    resident = people.browser(app, town.logins["王小明"])
    assert resident.get(address).status_code in (403, 404)
    assert app.test_client().get(address).status_code == 401
    csr = people.browser(app, town.logins["csr"])
    for wrong in ("/work_order/follow/summary?id=1", "/work_order/follow/customer?id=x"):
        assert csr.get(wrong).status_code == 404


def test_an_order_of_a_program_stays_without_the_unit_that_it_did_not_give(town: Town) -> None:
    customer = town.resident()
    order = records.create(
        town.as_("csr"), WorkOrder, {"customer": customer.id, "summary": "公共走廊漏水"}
    )
    assert order.unit_id is None


@pytest.mark.database
def test_a_call_is_taken_a_customer_chosen_and_his_home_is_there(
    browser: Any, site: str, app: Flask, town: Town, people: People
) -> None:
    town.resident()
    town.resident("李芳", "13900000002", unit=1)
    both = town.resident("赵六", "13900000003", unit=1)
    moves_in(town, both, 0)
    cookie = people.browser(app, town.logins["csr"]).get_cookie(visits.NAME)
    assert cookie is not None
    desk = browser.new_context(viewport={"width": 1440, "height": 844}, locale="zh-CN")
    desk.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    page = desk.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def choose(name: str) -> None:
        page.fill("[name=customer__text]", name)
        page.click(f"[data-field=customer] [role=option]:has-text('{name}')")

    def stands(name: str, text: str) -> None:
        page.wait_for_function(
            "([name, text]) => document.getElementsByName(name)[0].value === text", arg=[name, text]
        )

    first, second = town.units[0].full_no, town.units[1].full_no
    page.goto(f"{site}/work_order/add")
    choose("王小明")
    stands("unit__text", first)
    stands("contact_phone", "13900000001")
    stands("project__text", town.project.name)
    page.fill("[name=contact_name]", "张阿姨")
    choose("李芳")
    stands("unit__text", second)
    stands("contact_phone", "13900000002")
    assert page.input_value("[name=contact_name]") == "张阿姨"
    # Of several homes none is filled in; the first press takes one, and it stays as if it had been typed.
    choose("赵六")
    stands("contact_phone", "13900000003")
    assert page.input_value("[name=unit]") == ""
    page.click(f"[data-field=unit] .choices label:has-text('{first}')")
    stands("unit__text", first)
    choose("李芳")
    stands("contact_phone", "13900000002")
    assert page.input_value("[name=unit__text]") == first
    page.fill("[name=summary]", "厨房水管漏水")
    page.click(".form-actions .btn-primary")
    page.wait_for_selector(".alert-success")
    desk.close()
    order = last(town, WorkOrder)
    assert (order.unit_id, order.contact_name) == (town.units[0].id, "张阿姨")
    assert not complaints
