"""One bill outside a run, with its voucher in the same transaction: a charged repair, a difference, a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.custom.finance.books.posting import post_event
from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .formulas import span
from .formulas.amounts import vat
from .formulas.exact import shown
from .runs.plain import NO_RATE
from .runs.tariff import tariff_of


def bill_one(
    ctx: Context,
    item: FeeItem,
    *,
    project: int,
    customer: int,
    amount: Decimal,
    calc: Mapping[str, Any],
    unit: int | None = None,
    parking: int | None = None,
    on: dt.date | None = None,
    due_on: dt.date | None = None,
    work_order: int | None = None,
    adjusts: int | None = None,
) -> Bill:
    """`amount` in yuan, VAT inside; `on`: the day that it is for. Raises RuleViolation without a tax rate, a voucher rule or an open period."""
    day = on or ctx.today
    rate = tariff_of(ctx, item, project).tax_on(day)
    if rate is None:
        raise RuleViolation(NO_RATE)
    net, tax = vat(amount, rate) if rate else (amount, Decimal(0))
    told = {"amount": str(amount), **calc}
    if rate:
        told["tax"] = {"rate": shown(rate), "net": str(net), "vat": str(tax)}
    first, last = span.cycle_of(f"{day:%Y-%m}", "month")
    bill = ctx.create(
        Bill, project=project, unit=unit, parking=parking, customer=customer, fee_item=item.id,
        period=f"{day:%Y-%m}", period_from=day, period_to=day, quantity=1, unit_price=amount,
        amount=amount, net=net, vat=tax, tax_rate=rate or None, balance=amount, standing=True,
        due_on=due_on or max(day, span.due_on(first, last, item.timing, item.due_day)), calc=told,
        work_order=work_order, adjusts=adjusts,
    )  # fmt: skip
    voucher = post_event(
        ctx, "bill_posted", bill, on=ctx.today,
        amounts={"gross": amount, "net": net, "vat": tax},
        aux={"customer": customer, "project": project, "fee_item": item.id},
    )  # fmt: skip
    return ctx.update(bill, voucher=voucher.id if voucher else None)
