"""A move-out gives back months that are not revenue yet: what waits for them goes first, from the last one backwards (O8, 3.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.custom.finance.cash.refunds.told import arithmetic
from app.generated.amortisation import Amortisation
from app.generated.bill_reduction import BillReduction
from app.generated.refund import Refund
from tests.custom.finance.cash.test_refunds import refunded
from tests.custom.finance.cash.till import Till

D = Decimal
pytestmark = pytest.mark.database


@pytest.fixture
def moved_out(till: Till) -> Refund:
    """Parking at 300 a month, billed for April to June in March and paid; the space is left on 20 May."""
    desk = till.desk
    desk.item("space", "fixed", tax="lease", kind="parking", cycle="quarter", timing="advance")
    desk.price("space", 300)
    payer = desk.pays("车主")
    desk.assign("space")
    desk.posted("space", "2026-04")
    paid = till.pay(payer, "900")
    return refunded(till, paid, "move_out", move_out_on=dt.date(2026, 5, 20))


def test_what_waits_is_taken_from_the_last_month_backwards(till: Till, moved_out: Refund) -> None:
    # Used: 300 + 300 × 20/31 = 493.55, net 452.80; of 825.69 net 372.89 are not rendered: June's 275.23, and 97.66 of May's.
    assert moved_out.amount == D("406.45")
    rows = till.session.execute(
        select(Amortisation.from_period, func.sum(Amortisation.net, type_=Amortisation.net.type))
        .group_by(Amortisation.from_period)
        .order_by(Amortisation.from_period)
    ).all()
    assert [tuple(row) for row in rows] == [
        ("2026-04", D("275.23")), ("2026-05", D("177.57")), ("2026-06", D("0.00")),
    ]  # fmt: skip
    reduction = till.session.scalars(select(BillReduction)).one()
    assert reduction.refund_id == moved_out.id
    assert till.lines(reduction.voucher_id) == [
        ("1122", "-406.45", "0.00"), ("22210107", "0.00", "-33.56"), ("2204", "0.00", "-372.89"),
    ]  # fmt: skip
    till.must_tie()


def test_the_refund_tells_its_arithmetic(till: Till, moved_out: Refund) -> None:
    calc = till.again(moved_out).calc
    (bill,) = calc["items"][0]["bills"]
    assert [one.text for one in arithmetic(calc, "zh")] == [
        "住到 2026-05-20（含当日）", f"账单 {bill['bill']}：900.00 元，其中已住 493.55 元",
        "退 900.00 − 493.55 = 406.45 元",
    ]  # fmt: skip


def test_a_discount_is_told_as_the_item_treats_it_o8() -> None:
    item = {
        "policy": "pro_rata", "billed": "3318.36", "paid": "3152.44", "used": "2114.12", "before": "0",
        "back": "1144.03", "bills": [],
    }  # fmt: skip
    told = [one.text for one in arithmetic({"on": "2026-08-20", "items": [item]}, "en")]
    assert (
        told[1]
        == "The discount stays in proportion: paid 3152.44 × unused 1204.24 ÷ billed 3318.36 = 1144.03 CNY"
    )
    lost = {**item, "policy": "lose", "back": "1038.32"}
    told = [one.text for one in arithmetic({"on": "2026-08-20", "items": [lost, lost]}, "zh")]
    assert told[1] == "优惠取消，已住部分按原价：实收 3152.44 − 2114.12 = 1038.32 元"
    assert told[-1] == "合计 1038.32 + 1038.32 = 2076.64 元"
    capped = {**lost, "back": "1000.00"}
    told = [one.text for one in arithmetic({"on": "2026-08-20", "items": [capped]}, "en")]
    assert told[-1].endswith("→ 1000.00 CNY (at most what was paid for the bills left)")
    assert arithmetic(None, "zh") == []
