"""Fees by meter: the readings of the cycle that are not billed yet, each charged to whom it was read for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.meter import Meter
from app.generated.meter_reading import MeterReading
from app.runtime import clock
from app.runtime.context import Context

from ..formulas import amounts, span
from ..formulas.amounts import Rate
from ..formulas.exact import half_up, shown
from ..formulas.payers import Segment
from .lines import Series, series_of
from .plain import NO_PRICE, NO_RATE, Missing, scaled
from .tariff import DAY, Tariff

NO_METER = "房屋没有在用的表 / The unit has no meter in use"
NO_TIERS = "没有阶梯价，或最后一档有上限 / There are no tiers, or the last one has an end"


@dataclass(frozen=True, slots=True)
class Read:
    """A reading as the run sees it; `day`: the local date, inside the cycle."""

    id: int
    meter: int
    meter_no: str
    kind: str
    prev: Decimal
    curr: Decimal
    multiplier: Decimal
    usage: Decimal
    day: dt.date
    unchecked: bool
    billed: bool


@dataclass(frozen=True, slots=True)
class Charged:
    """One bill of usage: who pays, and the readings that it bills."""

    customer: int
    series: Series
    readings: list[int]


class Metered:
    """The meters and readings of a chunk of units. Two statements per thousand units."""

    def __init__(
        self, ctx: Context, item: Any, tariff: Tariff, first: dt.date, last: dt.date
    ) -> None:
        self.ctx, self.item, self.tariff, self.first, self.last = ctx, item, tariff, first, last
        self._meters: dict[int, list[tuple[int, str]]] = {}
        self._reads: dict[int, list[Read]] = {}
        self._before: dict[tuple[int, int], Decimal] = {}

    def load(self, rows: Sequence[Any]) -> None:
        """What these assignments need."""
        self._meters, self._reads, self._before = {}, {}, {}
        units = sorted({row.unit_id for row in rows if row.unit_id is not None})
        for start in range(0, len(units), 1000):
            self._load_units(units[start : start + 1000])
        if self.item.formula == "tier":
            ids = [row.id for row in rows]
            for start in range(0, len(ids), 1000):
                self._load_before(ids[start : start + 1000])

    def _load_units(self, units: list[int]) -> None:
        meters = self.ctx.session.execute(
            select(Meter.id, Meter.unit_id, Meter.meter_no, Meter.multiplier)
            .where(
                Meter.unit_id.in_(units),
                Meter.kind == self.item.meter_kind,
                Meter.installed_on <= self.last,
                func.coalesce(Meter.removed_on, self.last) >= self.first,
                Meter.deleted_at.is_(None),
            )
            .order_by(Meter.id)
        ).all()
        known = {row.id: row for row in meters}
        for row in meters:
            self._meters.setdefault(row.unit_id, []).append((row.id, row.meter_no))
        months = f"{self.first:%Y-%m}", f"{self.last:%Y-%m}"
        reads = self.ctx.session.execute(
            select(
                MeterReading.id, MeterReading.meter_id, MeterReading.kind, MeterReading.prev,
                MeterReading.curr, MeterReading.usage, MeterReading.read_at, MeterReading.state,
                MeterReading.billed,
            )
            .where(
                MeterReading.meter_id.in_(known),
                MeterReading.period >= months[0],
                MeterReading.period <= months[1],
                MeterReading.state != "rejected",
                MeterReading.deleted_at.is_(None),
            )
            .order_by(MeterReading.read_at, MeterReading.id)
        )  # fmt: skip
        for one in reads:
            meter = known[one.meter_id]
            day = _day_of(one.read_at, self.first, self.last)
            self._reads.setdefault(meter.unit_id, []).append(
                Read(
                    one.id, one.meter_id, meter.meter_no, one.kind, one.prev or Decimal(0), one.curr,
                    meter.multiplier, one.usage or Decimal(0), day, one.state != "checked",
                    bool(one.billed),
                )
            )  # fmt: skip

    def _load_before(self, assignments: list[int]) -> None:
        """Usage billed this year, by assignment and payer: somebody new begins at nothing."""
        rows = self.ctx.session.execute(
            select(
                Bill.assignment_id, Bill.customer_id,
                func.sum(Bill.quantity, type_=Bill.quantity.type).label("used"),
            )
            .where(
                Bill.assignment_id.in_(assignments),
                Bill.standing.is_(True),
                Bill.period_from >= self.first.replace(month=1, day=1),
                Bill.period_from < self.first,
                Bill.deleted_at.is_(None),
            )
            .group_by(Bill.assignment_id, Bill.customer_id)
        )  # fmt: skip
        self._before = {(row.assignment_id, row.customer_id): row.used for row in rows}

    def is_billed(self, row: Any) -> bool:
        """Whether every reading there is was billed already."""
        reads = self._reads.get(row.unit_id, [])
        return bool(reads) and all(read.billed for read in reads)

    def bills(self, row: Any, parts: list[Segment]) -> list[Charged]:
        """One for each payer with something to bill. Raises Missing."""
        reads = self._complete(row, parts)
        mine: dict[int, list[Read]] = {}
        for read in reads:
            part = _part_of(read, parts)
            if part.customer is None:
                raise Missing("payer", f"{read.day} 无人缴费 / Nobody pays on {read.day}")
            mine.setdefault(parts.index(part), []).append(read)
        return [
            self._charged(row, part, part.customer, mine[place], self._earlier(row, parts, part, mine[place]))
            for place, part in enumerate(parts)
            if place in mine and part.customer is not None
        ]  # fmt: skip

    def _earlier(
        self, row: Any, parts: list[Segment], part: Segment, reads: list[Read]
    ) -> list[Read]:
        """What another run of this cycle billed this payer before these readings."""
        first = reads[0]
        return [
            read
            for read in self._reads.get(row.unit_id, [])
            if read.billed
            and (read.day, read.id) < (first.day, first.id)
            and _part_of(read, parts) is part
        ]

    def _complete(self, row: Any, parts: list[Segment]) -> Iterable[Read]:
        """The readings to bill. Raises Missing when a meter was not read, or nobody has looked at what is unusual."""
        meters = self._meters.get(row.unit_id, [])
        if not meters:
            raise Missing("reading", NO_METER)
        reads = self._reads.get(row.unit_id, [])
        for id, number in meters:
            mine = [read for read in reads if read.meter == id]
            ends = max((read.day for read in mine if read.kind == "final"), default=None)
            goes_on = ends is None or any(
                part.customer is not None and part.end > ends for part in parts
            )
            if not mine or (goes_on and all(read.kind == "final" for read in mine)):
                raise Missing(
                    "reading", f"表 {number} 本期没有读数 / Meter {number} was not read this period"
                )
            odd = next((read for read in mine if read.unchecked), None)
            if odd is not None:
                raise Missing(
                    "anomaly",
                    f"表 {number} 读数 {shown(odd.curr)} 待核对 / "
                    f"Reading {shown(odd.curr)} of meter {number} is not checked",
                )
        return [read for read in reads if not read.billed]

    def _charged(
        self, row: Any, part: Segment, customer: int, reads: list[Read], earlier: list[Read]
    ) -> Charged:
        """`earlier`: readings that another bill of the cycle is of; this one begins after them, and so do its tiers."""
        if earlier:
            part = Segment(customer, min(earlier[-1].day + DAY, part.end), part.end)
        used = sum((read.usage for read in reads), Decimal(0))
        discount = scaled(row.discount, 2)
        rate = self.tariff.tax_on(part.start)
        if rate is None:
            raise Missing("tax", NO_RATE)
        calc: dict[str, Any] = {
            "formula": self.item.formula,
            "quantity": shown(used),
            "readings": [_told(read) for read in reads],
            "rounding": self.item.rounding or "fen",
        }
        if discount:
            calc["discount"] = shown(discount)
        price: Decimal | None
        if self.item.formula == "tier":
            before = sum((read.usage for read in earlier), Decimal(0))
            price, steps = None, self._steps(row, part, customer, used, before, calc)
        else:
            price = self._price(row, part)
            steps = [(used, price)]
            calc["price"] = shown(price)
        exact = sum(
            (
                amounts.exact_amount(amount, [Rate(each, Fraction(1))], discount=discount)
                for amount, each in steps
            ),
            Fraction(0),
        )
        series = series_of(
            part.start, part.end, quantity=used, unit_price=price, exact=exact,
            amount=half_up(exact, self.item.rounding or "fen"), rate=rate or None, calc=calc,
        )  # fmt: skip
        return Charged(customer, series, [read.id for read in reads])

    def _price(self, row: Any, part: Segment) -> Decimal:
        if row.override is not None:
            return Decimal(row.override).scaleb(-4)
        found = self.tariff.price_on(row.kind, part.start)
        if found is None:
            raise Missing("price", NO_PRICE)
        return found

    def _steps(
        self,
        row: Any,
        part: Segment,
        customer: int,
        used: Decimal,
        before: Decimal,
        calc: dict[str, Any],
    ) -> list[tuple[Decimal, Decimal]]:
        known = self.tariff.tiers_on(part.start)
        if known is None:
            raise Missing("price", NO_TIERS)
        tiers, basis = known
        if basis == "year":
            before += self._before.get((row.id, customer), Decimal(0))
        try:
            steps = amounts.tier_steps(tiers, before, used)
        except ValueError as wrong:
            raise Missing("price", NO_TIERS) from wrong
        calc |= {
            "basis": basis,
            "before": shown(before),
            "tiers": [
                {"quantity": shown(amount), "price": shown(price)} for amount, price in steps
            ],
        }
        return steps


def billed_by_others(ctx: Context, run: BillRun, first: str, last: str) -> list[int]:
    """Ids of readings of the run's units that standing bills of other runs are of; `first`, `last`: the months of the cycle.

    A bill names its readings by meter, value and day. Two statements, whatever the run.
    """
    mine = select(Bill.unit_id).where(Bill.run_id == run.id)
    rows = ctx.session.execute(
        select(Bill.calc).where(
            Bill.unit_id.in_(mine),
            Bill.fee_item_id == run.fee_item_id,
            Bill.run_id != run.id,
            Bill.period >= first,
            Bill.period <= last,
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
        )
    ).all()
    told = {
        (one["meter"], one["curr"], one["on"])
        for row in rows
        for one in (row.calc or {}).get("readings", ())
    }
    if not told:
        return []
    reads = ctx.session.execute(
        select(MeterReading.id, Meter.meter_no, MeterReading.curr, MeterReading.read_at)
        .join(Meter, Meter.id == MeterReading.meter_id)
        .where(
            Meter.unit_id.in_(mine),
            MeterReading.period >= first,
            MeterReading.period <= last,
            MeterReading.billed.is_(True),
            MeterReading.deleted_at.is_(None),
        )
    )
    begin, end = span.cycle_of(first, "month")[0], span.cycle_of(last, "month")[1]
    return [
        one.id
        for one in reads
        if (one.meter_no, shown(one.curr), _day_of(one.read_at, begin, end).isoformat()) in told
    ]


def _day_of(read_at: dt.datetime, first: dt.date, last: dt.date) -> dt.date:
    """The local date, inside the cycle."""
    return max(min(clock.local(read_at).date(), last), first)


def _part_of(read: Read, parts: list[Segment]) -> Segment:
    """Whose days it was read in."""
    return next((one for one in parts if one.start <= read.day <= one.end), parts[-1])


def _told(read: Read) -> Mapping[str, Any]:
    return {
        "meter": read.meter_no,
        "prev": shown(read.prev),
        "curr": shown(read.curr),
        "multiplier": shown(read.multiplier),
        "usage": shown(read.usage),
        "on": read.day.isoformat(),
    }
