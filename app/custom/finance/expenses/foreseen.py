"""While one types an expense: what the budget has left, what it would say, whether the same was asked for before (3.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import select

# What follows is compared with the fields at once: all tables that they name must be there, whoever imports this first.
import app.generated.models  # noqa: F401
from app.custom.finance.budgets import control
from app.custom.finance.budgets.control import Check
from app.custom.finance.budgets.governing import Place
from app.forms.follows import follows
from app.forms.foreseen import Line, foresees
from app.generated.budget import Budget
from app.generated.department import Department
from app.generated.expense import Expense
from app.generated.repair_order import RepairOrder
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import Forbidden, NotFound, message
from app.runtime.field import label

from . import duplicates

NOTHING = Decimal(0)


@foresees(
    Expense,
    label(zh="预算", en="Budget"),
    ["gross", "department", "project", "account", "vat", "payee", "spend_on", "state"],
)
def budget_says(ctx: Context, values: Mapping[str, Any]) -> list[Line]:
    """Of a draft, for those who may know what the department has; of what was submitted nothing: that stands on record."""
    if values.get("state") not in (None, "draft"):
        return []
    gross, vat = _yuan(values.get("gross")), _yuan(values.get("vat")) or NOTHING
    day, payee = _day(values.get("spend_on")), str(values.get("payee") or "")
    found: list[Line] = []
    if values.get("account") and values.get("department") and day is not None:
        place = Place(values["department"], values.get("project"), values["account"])
        found += _budget(ctx, place, day, (gross or NOTHING) - vat)
    if gross and payee and day is not None:
        found += _twins(ctx, payee, gross, day)
    return found


def _budget(ctx: Context, place: Place, day: dt.date, asked: Decimal) -> Iterator[Line]:
    check = control.look(ctx, place, day, asked)
    if check is None:
        yield Line(message(zh="没有预算，不控制", en="No budget: not controlled"))
        return
    if not _may_know(ctx, check, place):
        yield Line(message(zh="提交时检查预算", en="The budget is checked when you submit"))
        return
    if not check.governed.has:
        yield Line(
            message(zh="预算中没有该科目", en="The budget does not have this account"),
            _what_to_do(check) if check.over else None,
            _color(check),
        )
        return
    room = check.room
    first, last = check.months[0], check.months[-1]
    months = f"{first}" if first == last else f"{first}–{last}"
    yield Line(
        message(zh=f"可用 {room.available:,.2f} 元", en=f"{room.available:,.2f} CNY available"),
        message(
            zh=f"{day.year} 年 {months} 月：预算 {room.planned + room.adjusted:,.2f} − 实际 {room.actual:,.2f} − 占用 {room.committed:,.2f}",
            en=f"{day.year}, month {months}: budget {room.planned + room.adjusted:,.2f} − actual {room.actual:,.2f} − held {room.committed:,.2f}",
        ),
    )
    if check.over:
        yield Line(
            message(zh=f"超出 {check.over:,.2f} 元", en=f"{check.over:,.2f} CNY too much"),
            _what_to_do(check),
            _color(check),
        )


def _color(check: Check) -> str:
    return {"ok": "green", "warn": "orange", "block": "red"}[check.verdict]


def _what_to_do(check: Check) -> Any:
    if check.verdict == "block":
        return message(
            zh="不能提交：请减少金额，或先申请调剂、追加预算",
            en="It cannot be submitted: ask for less, or for a transfer or an addition first",
        )
    if check.verdict == "warn":
        return message(zh="可以提交，会标明超预算", en="It may be submitted, marked as over budget")
    return message(zh="不控制，可以提交", en="Not controlled: it may be submitted")


def _may_know(ctx: Context, check: Check, place: Place) -> bool:
    """Whoever may read the budget, and whoever asks for his own department or one below it."""
    if _reads_budget(ctx, check.governed.budget):
        return True
    mine = ctx.actor.value(("employee", "department"))
    if mine is None:
        return False
    paths = dict(
        ctx.session.execute(
            select(Department.id, Department.path).where(
                Department.id.in_([mine, place.department])
            )
        ).all()
    )
    own, asked = paths.get(mine), paths.get(place.department or 0)
    return own is not None and asked is not None and asked.startswith(own)


def _reads_budget(ctx: Context, budget: int) -> bool:
    try:
        query.get(ctx, Budget, budget)
    except (Forbidden, NotFound):
        return False
    return True


def _twins(ctx: Context, payee: str, gross: Decimal, day: dt.date) -> Iterator[Line]:
    numbers = duplicates.like(ctx, payee, gross, day)
    if numbers:
        told = ", ".join(numbers)
        yield Line(
            message(zh=f"疑似重复：{told}", en=f"Perhaps asked for already: {told}"),
            message(
                zh="同一收款方、金额和日期；如确为两笔请在事由中说明",
                en="Same payee, amount and day; if it is another one, say so in the purpose",
            ),
            "orange",
        )


def _yuan(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


@follows(Expense, "repair_order", ["project"])
def of_the_repair(ctx: Context, repair_order: int) -> Mapping[str, Any]:
    """The project of the repair."""
    project = query.get(ctx, RepairOrder, repair_order).get("project")
    return {"project": [project["id"]] if project else []}
