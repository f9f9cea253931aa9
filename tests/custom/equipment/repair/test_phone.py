"""2.4 on the phone: the parts of a repair are written down with the step that finishes it, once, and never more than there are."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart
from app.generated.spare_part import SparePart
from app.runtime import clock, records
from tests.custom.equipment.repair.workshop import MECHANIC, Workshop
from tests.custom.equipment.stock.test_parts import part, use
from tests.custom.equipment.tasks.test_phone import fields, waiting
from tests.support.people import People
from tests.web.pages import Page, visit

MOST = 9
"""Statements of a page."""
DONE = {"finish-cause": "wear", "finish-action": "换轴承", "finish-labor_min": "40"}


@pytest.fixture
def phone(app: Flask, people: People, workshop: Workshop) -> Any:
    """The mechanic's browser."""
    return people.browser(app, workshop.plant.town.logins[MECHANIC])


@pytest.fixture
def bearing(workshop: Workshop) -> SparePart:
    """Nine of them, for pumps."""
    return part(
        workshop, ("9", "40.00"), code="ZC-1", name="轴承", uom="套",
        category=workshop.plant.categories["pump"].id,
    )  # fmt: skip


@pytest.fixture
def order(workshop: Workshop) -> RepairOrder:
    """The mechanic's, being repaired."""
    made = workshop.report()
    if workshop.technician(made) != MECHANIC:
        with records.writing(workshop.plant.town.ctx):
            workshop.plant.town.ctx.update(
                workshop.again(made), assignee=workshop.plant.town.employees[MECHANIC].id
            )
    workshop.step(made, "accept")
    return workshop.step(made, "start")


def url(order: RepairOrder) -> str:
    return f"/today/repair_order/{order.id}"


def form(phone: Any, order: RepairOrder, **values: str) -> dict[str, Any]:
    """What the page sends when it is filled in: `new_0_part` is `new-0-part`."""
    given = fields(visit(phone, url(order)), "finish") | DONE
    return given | {name.replace("_", "-", 2): value for name, value in values.items()}


def parts(workshop: Workshop) -> list[tuple[str, Decimal]]:
    rows = workshop.plant.session.execute(
        select(SparePart.code, RepairPart.quantity)
        .join(SparePart, SparePart.id == RepairPart.part_id)
        .where(RepairPart.deleted_at.is_(None))
        .order_by(RepairPart.id)
    )
    return [(row[0], row[1]) for row in rows]


def test_a_repair_is_finished_with_its_part_by_one_form(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder
) -> None:
    page = visit(phone, url(order))
    offered = page.html.select_one(".part-line .choices label")
    assert offered.text.strip() == "ZC-1 轴承 · 库存 9 套"
    given = fields(page, "finish") | DONE
    given |= {"new-0-part__pick": offered.input["value"], "new-0-quantity": "2"}
    assert phone.post(f"{url(order)}/finish", data=given).location == url(order)
    done = workshop.again(order)
    assert (done.state, done.part_cost, done.labor_min) == ("repaired", Decimal("80.00"), 40)
    assert workshop.again(bearing).stock == 7
    assert "2 套" in visit(phone, url(order)).html.select_one("ul.lines").text


def test_a_part_is_found_by_name_or_code_and_several_are_written_down(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder
) -> None:
    part(workshop, ("5", "8.00"), code="MF-7", name="油封")
    given = form(phone, order, new_0_part__text="轴承", new_1_part__text="MF-7", new_1_quantity="3")
    assert phone.post(f"{url(order)}/finish/sheet", data=given).location == url(order)
    assert parts(workshop) == [("ZC-1", Decimal(1)), ("MF-7", Decimal(3))]
    assert workshop.again(order).state == "repairing"


def test_more_than_there_is_is_refused_with_what_is_there_and_nothing_is_lost(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder
) -> None:
    given = form(phone, order, new_0_part__text="轴承", new_0_quantity="12")
    refused = Page(phone, phone.post(f"{url(order)}/finish", data=given))
    assert refused.status == 422
    assert "库存只有 9 套" in refused.html.select_one("#problems").text
    assert refused.html.select_one("#new-0.invalid [name=new-0-part__text]")["value"] == "轴承"
    assert refused.html.select_one("[name=new-0-quantity]")["value"] == "12"
    assert refused.html.select_one("[name=finish-action]").text.strip() == "换轴承"
    assert (parts(workshop), workshop.again(order).state) == ([], "repairing")


def test_a_part_that_is_no_part_is_marked(
    workshop: Workshop, phone: Any, order: RepairOrder
) -> None:
    given = form(phone, order, new_0_part__text="没有的")
    refused = Page(phone, phone.post(f"{url(order)}/finish", data=given))
    assert refused.status == 422
    assert "没有找到“没有的”" in refused.html.select_one("#problems").text


@pytest.mark.database
def test_what_is_on_the_order_is_changed_and_put_back_there(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder
) -> None:
    line = use(workshop, order, bearing, 2)
    other = use(workshop, order, part(workshop, ("5", "8.00"), code="MF-7", name="油封"), 1)
    given = form(phone, order)
    assert given[f"part-{line.id}-quantity"] == "2"
    given |= {f"part-{line.id}-quantity": "3", f"part-{other.id}-drop": "1"}
    assert phone.post(f"{url(order)}/finish/sheet", data=given).location == url(order)
    assert parts(workshop) == [("ZC-1", Decimal(3))]
    assert workshop.again(bearing).stock == 6
    again = form(phone, order, new_0_part__text="轴承")
    refused = Page(phone, phone.post(f"{url(order)}/finish/sheet", data=again))
    assert "已登记 3" in refused.html.select_one("#problems").text


@pytest.mark.database
def test_what_was_kept_without_a_connection_is_taken_once(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder
) -> None:
    """The second sending is of the same page: it says what it knows to be on its way."""
    given, key = form(phone, order, new_0_part__text="轴承", new_0_quantity="2"), str(uuid.uuid4())
    for _again in range(2):
        kept = waiting(phone, f"{url(order)}/finish/sheet", given, key)
        assert kept.status_code == 200
    given |= {"new-0-part__text-was": "轴承", "new-0-quantity-was": "2"}
    given["finish-_version"] = kept.json["version"]
    assert waiting(phone, f"{url(order)}/finish", given).status_code == 200
    assert parts(workshop) == [("ZC-1", Decimal(2))]
    assert workshop.again(order).state == "repaired"


def test_a_quantity_that_somebody_changed_meanwhile_is_told(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder
) -> None:
    line = use(workshop, order, bearing, 2)
    given = form(phone, order)
    records.update(workshop.as_(MECHANIC), RepairPart, line.id, {"quantity": 4})
    given[f"part-{line.id}-quantity"] = "3"
    refused = waiting(phone, f"{url(order)}/finish/sheet", given)
    assert refused.status_code == 422
    assert "已被他人改为 4" in refused.json["refused"]
    again = {name: value for name, value in given.items() if not name.endswith("-was")}
    assert waiting(phone, f"{url(order)}/finish/sheet", again).status_code == 200
    assert parts(workshop) == [("ZC-1", Decimal(3))]


@pytest.mark.database
def test_the_minutes_since_the_start_stand_there_when_they_can_be_those_of_the_work(
    workshop: Workshop, phone: Any, order: RepairOrder
) -> None:
    ctx = workshop.plant.town.ctx
    for ago, told in ((35, "35"), (9 * 60, "")):
        with records.writing(ctx):
            since = clock.now() - dt.timedelta(minutes=ago)
            ctx.update(workshop.again(order), started_at=since)
        assert fields(visit(phone, url(order)), "finish")["finish-labor_min"] == told


def test_the_page_costs_the_same_with_one_and_with_many_parts(
    workshop: Workshop, phone: Any, bearing: SparePart, order: RepairOrder, statements: Any
) -> None:
    address = url(order)
    use(workshop, order, bearing, 1)
    more = [part(workshop, ("2", "1.00"), code=f"X-{number}") for number in range(8)]

    def cost() -> int:
        with statements() as seen:
            assert visit(phone, address).status == 200
        return len(seen)

    few = cost()
    for one in more:
        use(workshop, order, one, 1)
    assert cost() == few
    assert few <= MOST
