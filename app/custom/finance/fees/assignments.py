"""Which unit pays which item (3.1): one at a time, within its project; it ends where the payer's time ends."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, or_, select

from app.custom.crm.locks import hold
from app.generated.fee_assignment import FeeAssignment, fee_assignment_hooks
from app.generated.fee_item import FeeItem
from app.generated.occupancy import Occupancy, occupancy_hooks
from app.generated.parking_space import ParkingSpace, parking_space_hooks
from app.generated.unit import Unit
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

LOCK = 0x4641  # "FA"
GOING = ("draft", "submitted", "active")
DECIDED = {
    "fee_item", "unit", "parking", "project", "customer", "from_on", "override_price", "discount",
}  # fmt: skip
"""What was decided when it became active."""


@fee_assignment_hooks.check
def assignment_is_possible(one: FeeAssignment, ctx: Context) -> None:
    """The place is in the project, the item is charged on it, and nothing overlaps."""
    if ctx.operation.action == "update" and ctx.by_person:
        _must_still_be_open(one, ctx)
    if ctx.operation.action != "create" and not (DECIDED | {"to_on"}) & set(ctx.changes):
        return
    place: Unit | ParkingSpace | None = None
    if one.unit_id is not None:
        place = ctx.get(Unit, one.unit_id)
    elif one.parking_id is not None:
        place = ctx.get(ParkingSpace, one.parking_id)
    if place is not None and place.project_id != one.project_id:
        raise RuleViolation(
            "该房屋或车位不属于所选项目 / This unit or space is not in the chosen project.",
            field="unit" if one.unit_id is not None else "parking",
        )
    item = ctx.get(FeeItem, one.fee_item_id)
    if item.active is False:
        raise RuleViolation(
            f"收费项目 {item.name} 已停用 / {item.name} is not charged any more.", field="fee_item"
        )
    if item.formula in ("area", "meter", "tier", "share") and one.unit_id is None:
        raise RuleViolation(
            "按面积、表计或公摊收费须选房屋 / A fee by area, meter or share needs a unit.",
            field="unit",
        )
    if item.formula == "manual" and one.override_price is None:
        raise RuleViolation(
            "手工收费须填写协议单价 / A fee by hand needs an agreed price.", field="override_price"
        )
    with ctx.session.no_autoflush:
        _refuse_overlap(one, ctx)


def _must_still_be_open(one: FeeAssignment, ctx: Context) -> None:
    if one.state != "draft" and DECIDED & set(ctx.changes):
        raise RuleViolation(
            "已提交或生效的收费标准不能修改：请终止后新建 / "
            "What is submitted or active is not changed: end it and make a new one."
        )


def _refuse_overlap(one: FeeAssignment, ctx: Context) -> None:
    of = FeeAssignment
    hold(ctx, LOCK, f"{one.fee_item_id} {one.unit_id} {one.parking_id}")
    other = ctx.query(
        select(of).where(
            of.fee_item_id == one.fee_item_id,
            of.unit_id == one.unit_id if one.unit_id else of.parking_id == one.parking_id,
            or_(of.state.in_(GOING), and_(of.state == "ended", of.to_on.is_not(None))),
            or_(of.to_on.is_(None), of.to_on >= one.from_on),
            of.from_on <= one.to_on if one.to_on else of.id > 0,
            of.id != (one.id or 0),
            of.deleted_at.is_(None),
        )
    ).first()
    if other is not None:
        until = other.to_on or "—"
        raise RuleViolation(
            f"同一房屋（车位）的该项目已有收费标准（{other.from_on} 至 {until}） / "
            f"This item is charged on it already ({other.from_on} to {until}).",
            field="from_on",
        )


@fee_assignment_hooks.on_transition("end")
def end_is_possible(one: FeeAssignment, ctx: Context) -> None:
    """Not before it begins."""
    if one.to_on is not None and one.to_on < one.from_on:
        raise RuleViolation("止算日早于起算日 / It ends before it begins.", field="to_on")


@occupancy_hooks.on_update
def follow_the_payer(home: Occupancy, ctx: Context) -> None:
    """Who moves out is charged until that day: what was assigned to him by name ends with his time."""
    if "to_date" not in ctx.changes or home.to_date is None:
        return
    _end(
        ctx,
        _of_customer(ctx, home.customer_id, FeeAssignment.unit_id == home.unit_id),
        home.to_date,
    )


@parking_space_hooks.on_transition("give_back")
def space_is_free(space: ParkingSpace, ctx: Context) -> None:
    """A space that is given back is charged until today."""
    going = ctx.query(
        select(FeeAssignment).where(
            FeeAssignment.parking_id == space.id,
            FeeAssignment.state == "active",
            FeeAssignment.deleted_at.is_(None),
        )
    ).all()
    _end(ctx, list(going), ctx.today)


def _of_customer(ctx: Context, customer: int, place: object) -> list[FeeAssignment]:
    return list(
        ctx.query(
            select(FeeAssignment).where(
                FeeAssignment.customer_id == customer,
                place,  # type: ignore[arg-type]
                FeeAssignment.state == "active",
                FeeAssignment.deleted_at.is_(None),
            )
        )
    )


def _end(ctx: Context, going: list[FeeAssignment], on: dt.date) -> None:
    for one in going:
        if one.to_on is None or one.to_on > on:
            ctx.transition(one, "end", to_on=max(on, one.from_on))
