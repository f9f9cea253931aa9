"""What an offer consists of: the services of its template, with the price that holds when it is made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from app.generated.fee_assignment import FeeAssignment
from app.generated.fee_price import FeePrice
from app.generated.plan_item import PlanItem
from app.generated.unit import Unit
from app.runtime.context import Context

Items = Mapping[int, list[Any]]
"""Template → its services."""
GOING = ("draft", "submitted", "active")


def items_of(ctx: Context, templates: Iterable[int]) -> Items:
    """By one statement."""
    of = PlanItem
    found: dict[int, list[Any]] = defaultdict(list)
    for row in ctx.session.execute(
        select(of.template_id, of.service, of.frequency, of.category_id, of.fee_item_id)
        .where(of.template_id.in_(set(templates)), of.deleted_at.is_(None))
        .order_by(of.id)
    ):
        found[row.template_id].append(row)
    return found


class Prices:
    """What fee items cost on a day, by project and use of the home; two statements for any number of plans."""

    def __init__(self, ctx: Context, items: Items, plans: Iterable[Any], on: dt.date) -> None:
        """`plans`: rows with `project_id` and `unit_id`."""
        plans = list(plans)
        wanted = {row.fee_item_id for rows in items.values() for row in rows if row.fee_item_id}
        self._found: dict[tuple[int, int], list[Any]] = defaultdict(list)
        self._kinds: dict[int, str] = {}
        if not wanted:
            return
        of = FeePrice
        for row in ctx.session.execute(
            select(of.fee_item_id, of.project_id, of.unit_kind, of.from_on, of.price)
            .where(
                of.fee_item_id.in_(wanted), of.project_id.in_({one.project_id for one in plans}),
                of.from_on <= on, of.deleted_at.is_(None),
            )
            .order_by(of.from_on)
        ):  # fmt: skip
            self._found[row.fee_item_id, row.project_id].append(row)
        units = {one.unit_id for one in plans}
        self._kinds = dict(
            ctx.session.execute(select(Unit.id, Unit.kind).where(Unit.id.in_(units))).all()
        )

    def of(self, item: int, project: int, unit: int) -> Decimal | None:
        """The last one for the use of the home, else the last for every use; None: nobody entered one."""
        rows = self._found.get((item, project), [])
        mine = [row for row in rows if row.unit_kind == self._kinds.get(unit)]
        general = [row for row in rows if row.unit_kind is None]
        last = (mine or general)[-1:]
        return last[0].price if last else None


def charged(ctx: Context, items: Items, plans: Iterable[Any], on: dt.date) -> set[tuple[int, int]]:
    """(fee item, unit) that is charged already from that day on: a plan cannot bring it again."""
    wanted = {row.fee_item_id for rows in items.values() for row in rows if row.fee_item_id}
    if not wanted:
        return set()
    of = FeeAssignment
    rows = ctx.session.execute(
        select(of.fee_item_id, of.unit_id).where(
            of.fee_item_id.in_(wanted), of.unit_id.in_({one.unit_id for one in plans}),
            of.state.in_(GOING), or_(of.to_on.is_(None), of.to_on >= on), of.deleted_at.is_(None),
        )
    )  # fmt: skip
    return {(row.fee_item_id, row.unit_id) for row in rows}
