"""What the demo company charges: kinds of tax, fee items, prices and tiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.account import Account
from app.generated.fee_item import FeeItem
from app.generated.fee_price import FeePrice
from app.generated.fee_tier import FeeTier
from app.generated.tax_kind import TaxKind
from app.generated.tax_rate import TaxRate

from .scale import Scale

SINCE = dt.date(2023, 1, 1)
"""When the contracts began."""
TAXES = {
    "property": ("物业管理服务", 6, "销售服务、无形资产，一般计税"),
    "lease": ("车辆停放服务", 9, "不动产经营租赁"),
    "repair": ("修理修配劳务", 13, "一般计税"),
}


@dataclass(frozen=True)
class Item:
    """One fee item; `prices` by project, `tax` a key of TAXES, None for what is collected on behalf."""

    code: str
    name: str
    kind: str
    formula: str
    account: str
    tax: str | None
    prices: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


LATE = {"late_rate": Decimal("0.0003"), "late_cap": Decimal(30), "grace_days": 10}
ADVANCE = {"cycle": "quarter", "timing": "advance", "due_day": 25}
ITEMS = (
    Item("WY", "住宅物业费", "property", "area", "500101", "property",
         {"YX": "2.80"}, {**ADVANCE, **LATE}),
    Item("WYB", "住宅物业费（半年）", "property", "area", "500101", "property",
         {"JX": "2.20", "HX": "0.90"}, {**ADVANCE, "cycle": "half", **LATE}),
    Item("WYS", "商务物业费", "property", "area", "500101", "property",
         {"KC": "12.00", "BJ": "15.00"}, {"cycle": "month", "timing": "advance", "due_day": 10, **LATE}),
    Item("TC", "停车费", "parking", "fixed", "500102", "lease",
         {"YX": "300", "JX": "280", "KC": "420", "BJ": "380", "HX": "120"}, ADVANCE),
    Item("SF", "水费", "water", "tier", "224102", None, {},
         {"meter_kind": "water", "cycle": "quarter", "due_day": 20, "agency": True}),
    Item("GT", "公共照明公摊", "share", "share", "224102", None, {}, {"cycle": "quarter", "due_day": 20, "agency": True}),
    Item("WX", "有偿维修", "repair", "manual", "500103", "repair", {}, {"cycle": "once", "due_day": 28}),
    Item("YJ", "装修押金", "deposit", "manual", "224101", None, {}, {"cycle": "once", "due_day": 28, "agency": True}),
)  # fmt: skip
ELECTRICITY = Item(
    "DF", "电费", "elec", "meter", "224102", None, {},
    {"meter_kind": "elec", "cycle": "quarter", "due_day": 20, "agency": True},
)  # fmt: skip
PER_KWH = "0.5869"
IN_ARREARS = ("SF", "GT", "DF")
"""Billed when the quarter is over."""
WATER = ((180, "4.10"), (260, "5.20"), (None, "7.90"))
"""Upper bound in m³ over the year, and yuan a m³."""


def items(much: Scale) -> tuple[Item, ...]:
    """What is charged: by the month or longer, electricity where it is metered."""
    found = [_monthly(one) if much.monthly else one for one in ITEMS]
    if much.electricity:
        found.append(replace(ELECTRICITY, prices=dict.fromkeys(much.electricity, PER_KWH)))
    return tuple(found)


def _monthly(item: Item) -> Item:
    return replace(item, more={**item.more, "cycle": "month"}) if item.kind == "property" else item


def build(company: Company, much: Scale) -> dict[str, int]:
    """Item code → id."""
    bulk = company.bulk
    accounts = dict(bulk.ctx.session.execute(select(Account.code, Account.id)).all())
    taxes = {}
    for code, (name, rate, ground) in TAXES.items():
        taxes[code] = bulk.add(TaxKind, code=code, name=name, active=True)
        bulk.add(
            TaxRate, tax_kind_id=taxes[code], taxpayer="general", from_on=SINCE,
            rate=Decimal(rate), simple=False, ground=ground,
        )  # fmt: skip
    found = {}
    for item in items(much):
        values: dict[str, Any] = {
            "grace_days": 0, "late_rate": None, "late_cap": None, "timing": "arrears",
            "agency": False, "meter_kind": None, **item.more,
        }  # fmt: skip
        found[item.code] = bulk.add(
            FeeItem, code=item.code, name=item.name, kind=item.kind, formula=item.formula,
            tax_kind_id=taxes[item.tax] if item.tax else None, late_first=False,
            revenue_account_id=accounts[item.account], proration="actual", rounding="fen",
            discount_policy="pro_rata", active=True, **values,
        )  # fmt: skip
        for project, price in item.prices.items():
            bulk.add(
                FeePrice, fee_item_id=found[item.code], project_id=company.town.projects[project],
                price=Decimal(price), from_on=SINCE, ground="物业服务合同",
            )  # fmt: skip
    for seq, (upto, price) in enumerate(WATER, start=1):
        bulk.add(
            FeeTier, fee_item_id=found["SF"], from_on=SINCE, seq=seq, basis="year",
            upto=None if upto is None else Decimal(upto), price=Decimal(price),
        )  # fmt: skip
    return found
