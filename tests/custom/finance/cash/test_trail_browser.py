"""P1 in a real browser: from a complaint, click by click, to the repair, the part, the bill, the payment, its voucher and the statement."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.generated.bill import Bill
from app.generated.payment import Payment
from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart
from app.generated.spare_move import SpareMove
from app.generated.spare_part import SparePart
from app.generated.ticket_category import TicketCategory
from app.generated.voucher import Voucher
from app.generated.work_order import WorkOrder
from app.runtime import records
from tests.custom.equipment.plant import Plant
from tests.custom.finance.cash.till import Till
from tests.support.browser import enter
from tests.support.people import People

pytestmark = pytest.mark.screen


@pytest.fixture
def complaint(till: Till) -> WorkOrder:
    """A complaint about a pump: repaired with a part, charged to the resident, paid at the counter, in the books."""
    desk, town = till.desk, till.desk.town
    desk.item("repair", "manual", kind="repair")
    records.update(town.ctx, TicketCategory, town.categories["repair"].id, {"needs_photo": False})
    payer = desk.pays("王小明")
    plant = Plant(town).build()
    pump = plant.device()
    order = town.ctx_create(
        WorkOrder, source="desk", summary="水泵房漏水投诉", project=town.project.id, customer=payer.id,
        unit=town.units[0].id, category=town.categories["repair"].id, quote="150.00",
    )  # fmt: skip
    repaired(till, order, pump.id)
    with records.writing(town.ctx):
        here = town.ctx.get(WorkOrder, order.id)
        here.state = "in_progress"
        town.ctx.session.flush()
        town.ctx.transition(here, "resolve", result="已修", cause="自然损坏")
    bill = till.session.scalars(select(Bill).where(Bill.work_order_id == order.id)).one()
    assert bill.amount == Decimal("150.00")
    till.pay(payer, "150.00", rule="chosen", chosen=[bill.id])
    for voucher in till.session.scalars(select(Voucher).where(Voucher.state == "checked").order_by(Voucher.id)).all():  # fmt: skip
        records.transition(desk.manager, Voucher, voucher.id, "post")
    return order


def repaired(till: Till, order: WorkOrder, device: int) -> None:
    """Its repair order, with a seal of 40 yuan."""
    town = till.desk.town
    with records.writing(town.ctx):
        seal = town.ctx.create(SparePart, code="MF-1", name="机封", project=town.project.id)
        town.ctx.create(
            SpareMove, part=seal.id, kind="receive", quantity=Decimal(2), unit_cost=Decimal(40)
        )
        repair = town.ctx.create(
            RepairOrder, equipment=device, severity="s2", description="机封漏水", work_order=order.id,
        )  # fmt: skip
        repair.state = "repairing"
        town.ctx.session.flush()
        town.ctx.create(RepairPart, repair_order=repair.id, part=seal.id, quantity=Decimal(1))
        repair.state = "closed"


def test_a_complaint_leads_click_by_click_to_the_statement(
    browser: Any, site: str, till: Till, people: People, complaint: WorkOrder
) -> None:
    manager = till.desk.town.logins["吴经理"]
    page = enter(browser, site, people, user=manager)
    page.goto(f"{site}/work_order/show/{complaint.id}")
    for kind, address in (
        ("报修单", "repair_order"), ("备件出入库", "spare_move"), ("账单", "bill"), ("收款单", "payment"),
    ):  # fmt: skip
        page.locator("main .actions a[href^='/trace/']").first.click()
        page.wait_for_load_state()
        stop = page.locator(".trail .stop", has=page.locator(f"a[href*='/{address}/show/']")).first
        assert kind in stop.inner_text(), kind
        stop.locator("a").click()
        page.wait_for_load_state()
        assert f"/{address}/show/" in page.url
    payment = till.session.scalars(select(Payment)).one()
    page.locator(f"main a[href='/voucher/show/{payment.voucher_id}']").first.click()
    page.wait_for_load_state()
    page.locator(f"main a[href='/ledger/voucher/{payment.voucher_id}']").click()
    page.wait_for_load_state()
    sheet = page.locator("main").inner_text()
    assert "壹佰伍拾元整" in sheet
    assert "收款单" in sheet
    page.locator("main a[href^='/statements?']").click()
    page.wait_for_load_state()
    assert "资产负债表" in page.locator("h1").inner_text()
    # And all the way back: the figure, its account, the line, the voucher, where it came from.
    page.locator(".ledger tr", has_text="货币资金").locator("td a").first.click()
    page.wait_for_load_state()
    page.locator(".ledger tr", has_text="库存现金").locator("td a").first.click()
    page.wait_for_load_state()
    page.locator(f".ledger a[href='/ledger/voucher/{payment.voucher_id}']").first.click()
    page.wait_for_load_state()
    page.locator("main .values a", has_text=re.compile(r"^SK")).first.click()
    page.wait_for_load_state()
    assert f"/payment/show/{payment.id}" in page.url
    assert not page.complaints
