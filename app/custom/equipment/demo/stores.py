"""Spare parts of the demo: bought, used by repairs, never below zero, at the moving average (2.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Row
from app.custom.equipment.stock.valuation import Stock, cost
from app.generated.repair_part import RepairPart
from app.generated.spare_move import SpareMove
from app.generated.spare_part import SparePart
from app.runtime import money

from .catalogue import PARTS, Part
from .faults import Fault
from .park import Park

DELIVERY = dt.timedelta(days=6)
"""Between the day when a part is low and the day when it comes."""


class Used(NamedTuple):
    """What a repair took: its worth in yuan, by `part` (id)."""

    part: int
    quantity: Decimal
    amount: Decimal


def build(
    company: Company, random: Random, park: Park, faults: Sequence[Fault]
) -> tuple[dict[int, Used], list[Row]]:
    """Remember the parts; returns what each fault (by place) used, and the movements, for when the orders are there."""
    wanted: dict[tuple[str, str], list[int]] = {}
    for place, fault in enumerate(faults):
        if fault.part is not None and fault.used_at is not None:
            wanted.setdefault((fault.part, fault.device.project), []).append(place)
    used: dict[int, Used] = {}
    moves: list[Row] = []
    for key, part in PARTS.items():
        if part.family not in park.categories:
            continue
        for project, owner in company.town.projects.items():
            mine = sorted(wanted.get((key, project), ()), key=lambda one: faults[one].used_at or company.bulk.now)  # fmt: skip
            if mine or park.of(project, part.family):
                shelf = Shelf(company, random, park, part, owner)
                shelf.keep(f"{key[:3].upper()}-{project}", [(one, faults[one]) for one in mine])
                used |= shelf.used
                moves += shelf.moves
    return used, moves


class Shelf:
    """One part of one project, from the first delivery until now."""

    def __init__(self, company: Company, random: Random, park: Park, part: Part, owner: int) -> None:  # fmt: skip
        self.company, self.random, self.park, self.part, self.owner = company, random, park, part, owner  # fmt: skip
        self.stock = Stock()
        self.average = Decimal(part.price)
        self.moves: list[Row] = []
        self.used: dict[int, Used] = {}
        self.ordered: dt.datetime | None = None

    def keep(self, code: str, faults: Sequence[tuple[int, Fault]]) -> None:
        """Go through its repairs in order of time."""
        part, now = self.part, self.company.bulk.now
        self._receive(self.park.since + dt.timedelta(hours=2), Decimal(part.least * 2))
        for place, fault in faults:
            at = fault.used_at or now
            if self.ordered is not None and self.ordered <= at:
                self._receive(self.ordered, Decimal(part.least * 2))
            if self.stock.quantity < fault.quantity:
                # Bought in a hurry.
                hurried = max(self.moves[-1]["at"], at - dt.timedelta(minutes=20))
                self._receive(hurried, fault.quantity + part.least)
            self.stock, amount = self.stock.take(fault.quantity)
            self._move("issue", at, -fault.quantity, -amount, money.rounded(amount / fault.quantity), place)  # fmt: skip
            self.used[place] = Used(0, fault.quantity, amount)
            if self.stock.quantity < part.least and self.ordered is None:
                self.ordered = at + DELIVERY
        if self.ordered is not None and self.ordered <= now:
            self._receive(self.ordered, Decimal(part.least * 2))
        self._write(code)

    def _receive(self, at: dt.datetime, quantity: Decimal) -> None:
        price = money.rounded(Decimal(self.part.price) * Decimal(str(round(self.random.uniform(0.94, 1.08), 3))))  # fmt: skip
        amount = cost(quantity, price)
        self.stock = self.stock.add(quantity, amount)
        self.ordered = None
        self._move("receive", at, quantity, amount, price, None)

    def _move(
        self,
        kind: str,
        at: dt.datetime,
        quantity: Decimal,
        amount: Decimal,
        price: Decimal,
        place: int | None,
    ) -> None:
        self.average = self.stock.average or self.average
        self.moves.append({
            "project_id": self.owner, "kind": kind, "quantity": quantity, "unit_cost": price,
            "amount": amount, "stock_after": self.stock.quantity, "cost_after": self.average,
            "at": at, "created_at": at, "place": place,
        })  # fmt: skip

    def _write(self, code: str) -> None:
        least = Decimal(self.part.least)
        id = self.company.bulk.add(
            SparePart, code=code, name=self.part.name, project_id=self.owner, spec=self.part.spec,
            uom=self.part.uom, category_id=self.park.categories[self.part.family],
            stock=self.stock.quantity, stock_value=self.stock.value, min_stock=least,
            low=self.stock.quantity < least, unit_cost=self.average, active=True,
            created_at=self.park.since,
        )  # fmt: skip
        for move in self.moves:
            move["part_id"] = id
        self.used = {place: Used(id, one.quantity, one.amount) for place, one in self.used.items()}


def write_moves(
    company: Company, faults: Sequence[Fault], used: dict[int, Used], moves: Sequence[Row]
) -> None:
    """What the orders took, and every movement, once the orders are there."""
    for place, one in used.items():
        fault = faults[place]
        at = fault.used_at
        company.bulk.add(
            RepairPart, repair_order_id=fault.id, part_id=one.part, quantity=one.quantity,
            uom=PARTS[fault.part or ""].uom, unit_cost=money.rounded(one.amount / one.quantity),
            amount=one.amount, created_at=at, created_by_id=fault.technician.login,
        )  # fmt: skip
    for move in moves:
        place = move.pop("place")
        company.bulk.add(
            SpareMove, **move, repair_order_id=None if place is None else faults[place].id
        )
