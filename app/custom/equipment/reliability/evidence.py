"""What is known of the devices of a category, read when it is first asked (2.5)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from sqlalchemy import ColumnElement, func, select

from app.generated.equipment import Equipment
from app.generated.equipment_reading import EquipmentReading
from app.generated.repair_order import RepairOrder
from app.runtime.context import Context

from ..categories import Tree
from ..labour import hourly_rate
from .advising import Question, Verdict, judge
from .histories import devices
from .plans import Plan
from .pooling import Pools, chosen, pools
from .spans import Age, calendar, running


class Evidence:
    """Of one category: its pools and those above, run hours, what labour costs."""

    def __init__(self, ctx: Context, categories: Tree, category: int) -> None:
        self.ctx, self.categories, self.category = ctx, categories, category
        self._above: list[Pools] = []

    def asked(self, plan: Plan) -> Question:
        pace = self.pace(plan)
        return Question(
            current=plan.days(pace),
            most=_cap(self.categories, plan),
            rate=float(self.rate),
            minutes=plan.minutes,
            loss=float(self.categories.loss(self.category)),
            hours_a_day=pace,
        )

    def verdict(self, plan: Plan) -> Verdict | None:
        """None where there is too little to go by."""
        known = self.by_running if plan.unit == "hours" else self.by_calendar
        above = self.above() if not known.whole.is_enough and plan.unit != "hours" else []
        found = chosen(known, above, list(plan.devices), plan.models)
        return judge(self.asked(plan), *found) if found is not None else None

    def pace(self, plan: Plan) -> float:
        """Hours a day by the clock of the plan: 24, or the mean run hours of its devices."""
        if plan.unit != "hours":
            return 24.0
        day = dt.timedelta(days=1)
        paces = [
            age(self.ctx.now) - age(self.ctx.now - day)
            for id, age in self.ages.items()
            if id in plan.devices
        ]
        mean = sum(paces) / len(paces) if paces else 0.0
        return mean if mean > 0 else 24.0

    def above(self) -> list[Pools]:
        """Of the categories above, up to the first with enough."""
        if not self._above:
            for higher in self.categories.above(self.category)[1:]:
                self._above.append(self._pools(higher))
                if self._above[-1].whole.is_enough:
                    break
        return self._above

    @cached_property
    def by_calendar(self) -> Pools:
        return self._pools(self.category)

    @cached_property
    def by_running(self) -> Pools:
        return pools(devices(self.ctx, self._within(self.category)), self.ctx.now, self.ages)

    @cached_property
    def ages(self) -> Mapping[int, Age]:
        return ages(self.ctx, self._within(self.category))

    @cached_property
    def rate(self) -> Decimal:
        return labour_rate(self.ctx)

    def _pools(self, category: int) -> Pools:
        return pools(devices(self.ctx, self._within(category)), self.ctx.now)

    def _within(self, category: int) -> ColumnElement[bool]:
        return Equipment.category_id.in_(self.categories.below(category))


def _cap(categories: Tree, plan: Plan) -> int | None:
    strictest = categories.strictest(plan.categories)
    return strictest[0] if strictest is not None else None


def ages(ctx: Context, which: ColumnElement[bool]) -> Mapping[int, Age]:
    """Device → its run hours at any moment, of those that were read twice at least and ran in between."""
    rows = ctx.session.execute(
        select(
            EquipmentReading.equipment_id, EquipmentReading.read_at, EquipmentReading.hours,
            EquipmentReading.added,
        )
        .where(
            EquipmentReading.deleted_at.is_(None),
            EquipmentReading.equipment_id.in_(
                select(Equipment.id).where(which, Equipment.deleted_at.is_(None))
            ),
        )
        .order_by(EquipmentReading.equipment_id, EquipmentReading.read_at, EquipmentReading.id)
    )  # fmt: skip
    read: dict[int, list[tuple[dt.datetime, float]]] = defaultdict(list)
    for equipment, moment, hours, added in rows:
        before = read[equipment]
        # A counter that was replaced begins anew: what was added goes on from before.
        value = float(hours) if not before else before[-1][1] + float(added or 0)
        before.append((moment, value))
    return {
        equipment: running(found)
        for equipment, found in read.items()
        if len(found) > 1 and found[-1][1] > found[0][1] and calendar(found[-1][0]) > calendar(found[0][0])
    }  # fmt: skip


def labour_rate(ctx: Context) -> Decimal:
    """Yuan an hour, as the repairs of a year were charged; before there are any, as the company charges it."""
    cost, minutes = ctx.session.execute(
        select(func.sum(RepairOrder.labor_cost), func.sum(RepairOrder.labor_min)).where(
            RepairOrder.labor_cost > 0,
            RepairOrder.labor_min > 0,
            RepairOrder.finished_at >= ctx.now - dt.timedelta(days=365),
            RepairOrder.deleted_at.is_(None),
        )
    ).one()
    return Decimal(cost) * 60 / Decimal(minutes) if cost and minutes else hourly_rate(ctx)
