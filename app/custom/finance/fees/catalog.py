"""Prices, tiers, tax rates and shared costs: one for each day and use, and none that a bill was made by is changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, select

from app.generated.bill import Bill
from app.generated.fee_item import FeeItem, fee_item_hooks
from app.generated.fee_price import FeePrice, fee_price_hooks
from app.generated.fee_tier import FeeTier, fee_tier_hooks
from app.generated.meter import Meter
from app.generated.shared_cost import SharedCost, shared_cost_hooks
from app.generated.tax_rate import TaxRate, tax_rate_hooks
from app.generated.unit import Unit
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import RuleViolation

from .balance import OPEN
from .formulas import span

LATE_TERMS = {"late_rate", "late_cap", "grace_days"}
COST_OF = {"fee_item", "project", "building", "period"}
"""What says who shares in a cost."""
WORDS = {"ground", "simple"}
"""What may be put right at any time."""


def _other(ctx: Context, record: Any, *names: str) -> Entity | None:
    """A record that says the same for the same. An empty reference is no key for the database, but one for people."""
    entity: Any = type(record)
    conditions = []
    for name in names:
        column = getattr(entity, name)
        value = getattr(record, name)
        conditions.append(column.is_(None) if value is None else column == value)
    found: Entity | None = ctx.query(
        select(entity).where(
            *conditions, entity.id != (record.id or 0), entity.deleted_at.is_(None)
        )
    ).first()
    return found


@fee_price_hooks.check
def one_price_a_day(price: FeePrice, ctx: Context) -> None:
    """Of one item, project and use from one day on."""
    if _other(ctx, price, "fee_item_id", "project_id", "unit_kind", "from_on") is not None:
        raise RuleViolation(
            "该项目、用途和生效日已有价格 / There is a price for this project, use and day already.",
            field="from_on",
        )


@fee_price_hooks.check
@fee_tier_hooks.check
@tax_rate_hooks.check
def what_was_billed_stays(one: FeePrice | FeeTier | TaxRate, ctx: Context) -> None:
    """A price, a tier or a rate that bills were made by is followed by another one from a later day on."""
    if ctx.operation.action == "update" and ctx.by_person and set(ctx.changes) - WORDS:
        before = ctx.changes.get("from_on", (one.from_on, None))[0]
        _must_be_unused(ctx, one, before)


@fee_price_hooks.on_delete
@fee_tier_hooks.on_delete
@tax_rate_hooks.on_delete
def what_was_billed_is_kept(one: FeePrice | FeeTier | TaxRate, ctx: Context) -> None:
    """As above."""
    if ctx.by_person:
        _must_be_unused(ctx, one, one.from_on)


def _must_be_unused(ctx: Context, one: FeePrice | FeeTier | TaxRate, from_on: dt.date) -> None:
    """Standing bills that were made since it was entered, of its item and days."""
    if isinstance(one, TaxRate):
        items = select(FeeItem.id).where(FeeItem.tax_kind_id == one.tax_kind_id)
        conditions: list[ColumnElement[bool]] = [
            Bill.fee_item_id.in_(items),
            Bill.tax_rate.is_not(None),
        ]
    else:
        conditions = [Bill.fee_item_id == one.fee_item_id]
        if one.project_id is not None:
            conditions.append(Bill.project_id == one.project_id)
    used = ctx.session.scalar(
        select(Bill.id)
        .where(
            *conditions, Bill.period_to >= from_on, Bill.created_at >= one.created_at,
            Bill.standing.is_(True), Bill.deleted_at.is_(None),
        )
        .limit(1)
    )  # fmt: skip
    if used is not None:
        raise RuleViolation(
            "已按它出过账，不能修改或删除：请从新的生效日另设一条 / "
            "Bills were made by it: it is neither changed nor deleted. Enter another one from a later day on."
        )


@fee_tier_hooks.check
def one_tier_a_place(tier: FeeTier, ctx: Context) -> None:
    """Of one item and project from one day on; each above the one before it."""
    if _other(ctx, tier, "fee_item_id", "project_id", "from_on", "seq") is not None:
        raise RuleViolation("这一档已存在 / This tier is there already.", field="seq")
    before = ctx.query(
        select(FeeTier)
        .where(
            FeeTier.fee_item_id == tier.fee_item_id,
            FeeTier.project_id.is_(None)
            if tier.project_id is None
            else FeeTier.project_id == tier.project_id,
            FeeTier.from_on == tier.from_on,
            FeeTier.seq < tier.seq,
            FeeTier.id != (tier.id or 0),
            FeeTier.deleted_at.is_(None),
        )
        .order_by(FeeTier.seq.desc())
        .limit(1)
    ).first()
    if before is None:
        return
    if before.upto is None or (tier.upto is not None and tier.upto <= before.upto):
        raise RuleViolation(
            "上限须大于前一档的上限 / It must end above the tier before it.", field="upto"
        )
    if before.basis != tier.basis:
        raise RuleViolation("各档口径须一致 / All tiers count over the same time.", field="basis")


@shared_cost_hooks.check
def one_cost_a_period(cost: SharedCost, ctx: Context) -> None:
    """Of one item, building and period; what was billed stays."""
    if ctx.by_person and cost.billed and ctx.operation.action == "update":
        raise RuleViolation("已出账的公摊费用不能修改 / A cost that was billed is not changed.")
    if _other(ctx, cost, "fee_item_id", "project_id", "building_id", "period") is not None:
        raise RuleViolation(
            "该项目、楼栋和账期已有公摊费用 / There is a cost for this building and period already.",
            field="period",
        )
    if ctx.operation.action == "create" or COST_OF & set(ctx.changes):
        _must_not_be_billed(ctx, cost)
    if cost.meter_id is not None:
        meter = ctx.get(Meter, cost.meter_id)
        if meter.project_id != cost.project_id:
            raise RuleViolation(
                "该表不属于所选项目 / This meter is not in the chosen project.", field="meter"
            )


def _must_not_be_billed(ctx: Context, cost: SharedCost) -> None:
    """Nobody who shares in it has a bill of these days: he would get no second one, and his part would be lost."""
    first, last = span.cycle_of(cost.period, "month")
    billed = select(Bill.bill_no).where(
        Bill.fee_item_id == cost.fee_item_id,
        Bill.project_id == cost.project_id,
        Bill.run_id.is_not(None),
        Bill.period_from <= last,
        Bill.period_to >= first,
        Bill.standing.is_(True),
        Bill.deleted_at.is_(None),
    )
    if cost.building_id is not None:
        units = select(Unit.id).where(Unit.building_id == cost.building_id)
        billed = billed.where(Bill.unit_id.in_(units))
    if ctx.session.scalar(billed.limit(1)) is not None:
        raise RuleViolation(
            f"{cost.period} 的该项目已出账，补录的费用不会再分摊：请记入下一账期，或先冲销该批次 / "
            f"{cost.period} was billed already, nothing would be shared out: enter it for the next period, or reverse the run first.",
            field="period",
            code="billed",
        )


def _is_owed(ctx: Context, item: FeeItem) -> bool:
    open_bill = select(Bill.id).where(
        Bill.fee_item_id == item.id, Bill.state.in_(OPEN), Bill.deleted_at.is_(None)
    )
    return ctx.session.scalar(open_bill.limit(1)) is not None


@fee_item_hooks.check
def item_is_complete(item: FeeItem, ctx: Context) -> None:
    """Tiers and meters go by the month. Late fees are counted from the due day on: their terms do not change under who owes."""
    changed = sorted(LATE_TERMS & set(ctx.changes))
    if ctx.operation.action == "update" and ctx.by_person and changed and _is_owed(ctx, item):
        raise RuleViolation(
            "还有未缴账单，不能改违约金条款（会追溯计算）：请新建收费项目，从新的账期用起 / "
            "Bills of it are unpaid, and late fees count back to their due day: make a new item for the coming periods.",
            field=changed[0],
        )
    if item.formula in ("meter", "tier") and item.cycle == "once":
        raise RuleViolation("按表计费须有周期 / What goes by a meter needs a cycle.", field="cycle")
