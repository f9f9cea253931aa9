"""Shared costs: what was entered for the building and the project, spread by area so that not a 分 is lost (O8.6)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from app.generated.bill_run import BillRun
from app.generated.building import Building
from app.generated.fee_assignment import FeeAssignment
from app.generated.shared_cost import SharedCost
from app.generated.unit import Unit
from app.runtime import money
from app.runtime.context import Context

from ..formulas import span
from ..formulas.exact import shown
from ..formulas.payers import Segment
from . import charges
from .lines import Problem, Series, series_of
from .plain import NO_AREA, NO_RATE, Missing
from .tariff import Tariff


class Shared:
    """The costs of the cycle, and the part of each assignment. Worked out for a building when it is first met."""

    def __init__(
        self, ctx: Context, run: BillRun, item: Any, tariff: Tariff, first: dt.date, last: dt.date
    ) -> None:
        self.ctx, self.run, self.item, self.tariff = ctx, run, item, tariff
        self.first, self.last = first, last
        months = f"{first:%Y-%m}", f"{last:%Y-%m}"
        self.costs: dict[int | None, Decimal] = {}
        rows = ctx.session.execute(
            select(SharedCost.building_id, SharedCost.amount).where(
                SharedCost.fee_item_id == run.fee_item_id,
                SharedCost.project_id == run.project_id,
                SharedCost.period >= months[0],
                SharedCost.period <= months[1],
                SharedCost.deleted_at.is_(None),
            )
        )
        for row in rows:
            self.costs[row.building_id] = self.costs.get(row.building_id, Decimal(0)) + row.amount
        self._parts: dict[int | None, dict[int, Decimal]] = {}

    def problems(self) -> list[Problem]:
        """Buildings with something to share in, and no cost."""
        if None in self.costs:
            return []
        rows = self.ctx.session.execute(
            select(Building.id, Building.name, Building.code)
            .where(
                Building.id.in_(
                    select(Unit.building_id)
                    .join(FeeAssignment, FeeAssignment.unit_id == Unit.id)
                    .where(charges.in_period(self.run, self.first, self.last))
                )
            )
            .order_by(Building.id)
        ).all()
        return [
            Problem(
                "cost", f"{row.name or row.code} 没有公摊金额 / No cost to share was entered for it"
            )
            for row in rows
            if row.id not in self.costs
        ]

    def bills(self, row: Any, parts: list[Segment]) -> list[Series]:
        """One for each part, in order; none where nothing was entered. Raises Missing."""
        found = [
            (building, self._of(building)[row.id])
            for building in (row.building_id, None)
            if building in self.costs and row.id in self._of(building)
        ]
        if not found:
            return []
        total = sum((part for _, part in found), Decimal(0))
        rate = self.tariff.tax_on(parts[0].start)
        if rate is None:
            raise Missing("tax", NO_RATE)
        days = [(part.end - part.start).days + 1 for part in parts]
        calc = {
            "formula": "share",
            "costs": [
                {
                    "cost": str(self.costs[building]),
                    "units": len(self._of(building)),
                    "part": str(part),
                    "whole_project": building is None,
                }
                for building, part in found
            ],
            "quantity": shown(Decimal(row.area).scaleb(-2)) if row.area else "0",
        }
        return [
            series_of(
                part.start, part.end, quantity=Decimal(row.area or 0).scaleb(-2), unit_price=None,
                exact=Fraction(amount), amount=amount, rate=rate or None,
                calc=calc if len(parts) == 1 else calc | {"days": count, "of_days": sum(days)},
            )
            for part, amount, count in zip(parts, money.allocate(total, days), days, strict=True)
        ]  # fmt: skip

    def _of(self, building: int | None) -> dict[int, Decimal]:
        """Assignment → yuan. The weights are area × months; of two that lost the same the lower unit number is first."""
        if building in self._parts:
            return self._parts[building]
        statement = (
            select(FeeAssignment.id, Unit.gross_area, FeeAssignment.from_on, FeeAssignment.to_on)
            .join(Unit, Unit.id == FeeAssignment.unit_id)
            .where(charges.in_period(self.run, self.first, self.last))
            .order_by(Unit.full_no, FeeAssignment.id)
        )
        if building is not None:
            statement = statement.where(Unit.building_id == building)
        rows = self.ctx.session.execute(statement).all()
        weights = [row.gross_area * self._months(row) for row in rows]
        if any(weight <= 0 for weight in weights):
            raise Missing("area", NO_AREA)
        parts = money.allocate(self.costs[building], weights)
        self._parts[building] = {row.id: part for row, part in zip(rows, parts, strict=True)}
        return self._parts[building]

    def _months(self, row: Any) -> Decimal:
        start, end = max(row.from_on, self.first), min(row.to_on or self.last, self.last)
        share = span.months(start, end, self.item.proration)
        return (Decimal(share.numerator) / share.denominator).quantize(Decimal("0.000001"))
