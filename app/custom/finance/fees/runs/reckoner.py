"""One reckoning for preview and posting: assignments in, lines of bills and problems out. It writes nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.generated.bill_run import BillRun
from app.generated.fee_item import FeeItem
from app.runtime.context import Context

from ..formulas import span
from ..formulas.payers import Segment, segments
from . import charges
from .lines import Figures, Line, Problem, Reckoned, Series
from .metered import Metered
from .plain import Missing, Plain
from .shared import Shared
from .tariff import tariff_of

METERED = ("meter", "tier")
AT_ONCE = 50_000
NOTHING = -1
"""The place of what comes to no bill."""
CUSTOMER, BILLED, WHOLE = 3, 4, 5
"""Places of columns in a row of `charges.chunk`: looked up by name they would take longer than all that is done with them."""
NO_PAYER = (
    "没有占用人或缴费人：{start} 至 {end} / Nobody holds or pays for it from {start} to {end}"
)


_worked: dict[tuple[Any, ...], dict[tuple[Any, ...], Series | Missing]] = {}
"""What equal rows come to under one tariff, kept from chunk to chunk: of the tariff that was asked for last."""


def _known_under(*tariff: Any) -> dict[tuple[Any, ...], Series | Missing]:
    if tariff not in _worked:
        _worked.clear()
    return _worked.setdefault(tariff, {})


class Reckoner:
    """For one run; everything that all units share is read once."""

    def __init__(self, ctx: Context, run: BillRun) -> None:
        self.ctx, self.run = ctx, run
        self.item = ctx.get(FeeItem, run.fee_item_id)
        self.first, self.last = span.cycle_of(run.period, self.item.cycle)
        self.once = self.item.cycle == "once"
        self.due_on = run.due_on or span.due_on(
            self.first, self.last, self.item.timing, self.item.due_day
        )
        tariff = tariff_of(ctx, self.item, run.project_id)
        self.plain = Plain(self.item, tariff, self.first, self.last)
        self.metered = Metered(ctx, self.item, tariff, self.first, self.last)
        self.shared = (
            Shared(ctx, run, self.item, tariff, self.first, self.last)
            if self.item.formula == "share"
            else None
        )
        self._known = _known_under(
            self.item.id, self.item.version, self.first, self.last, repr(tariff)
        )

    def total(self) -> int:
        """How many assignments there are to look at."""
        return charges.count(self.ctx, self._which)

    def of_all(self) -> list[Problem]:
        """What is wrong with the run as a whole."""
        return self.shared.problems() if self.shared is not None else []

    def chunk(self, after: int, at_once: int = AT_ONCE) -> Reckoned:
        """The next assignments by id: few statements, whatever their number."""
        rows = charges.chunk(
            self.ctx, self._which, self.first, self.last, after=after, at_once=at_once
        )
        return self._reckoned(
            rows, Reckoned(rows[-1].id if len(rows) == at_once else None, len(rows))
        )

    def figures(self, after: int, at_once: int = AT_ONCE) -> Figures:
        """What the next assignments come to, and nothing else: those that pay the same are counted by the database."""
        if not self._is_plain or self.once:
            found = self.chunk(after, at_once)
            return Figures(found.last, found.looked_at, len(found.lines), found.amount)
        until, number = charges.end_of(self.ctx, self._which, after=after, at_once=at_once)
        if until is None:
            return Figures(None, 0, 0, Decimal(0))
        odd = charges.chunk(
            self.ctx, self._which, self.first, self.last, after=after, at_once=number, until=until, odd=True
        )  # fmt: skip
        found = self._reckoned(odd, Reckoned(None, number))
        bills, amount = len(found.lines), found.amount
        for row in charges.equal(
            self.ctx, self._which, self.first, self.last, after=after, until=until
        ):
            series = self._series(row, row[charges.KEY])
            if isinstance(series, Missing) or not series.amount:
                continue
            bills, amount = bills + row.number, amount + row.number * series.amount
        return Figures(until if number == at_once else None, number, bills, amount)

    @property
    def _which(self) -> Any:
        return charges.in_period(self.run, self.first, self.last, once=self.once)

    def _reckoned(self, rows: list[Any], found: Reckoned) -> Reckoned:
        if self.item.formula in METERED:
            self.metered.load(rows)
        special = self._special(rows)
        known: dict[tuple[Any, ...], int] = {}
        plain, metered = self._is_plain, self.item.formula in METERED
        for row in rows:
            id, unit, parking, customer = row[:4]
            if self.metered.is_billed(row) if metered else row[BILLED]:
                found.existing += 1
                continue
            try:
                if plain and id not in special:
                    key = row[charges.KEY]
                    place = known[key] if key in known else self._place(row, key, known, found)
                    if place != NOTHING:
                        found.lines.append(Line(place, id, unit, parking, customer))
                else:
                    self._by_days(row, special.get(id) or [self._whole(row)], found)
            except Missing as missing:
                found.problems.append(
                    Problem(missing.reason, missing.detail, row.id, row.unit_id, row.parking_id)
                )
        return found

    @property
    def _is_plain(self) -> bool:
        return self.item.formula not in METERED and self.shared is None

    def _whole(self, row: Any) -> Segment:
        return Segment(row.customer, self.first, self.last)

    def _special(self, rows: list[Any]) -> dict[int, list[Segment]]:
        """Assignment → its days by payer, of those that begin, end or change hands within the cycle."""
        odd = [row for row in rows if self.once or not row[WHOLE] or row[CUSTOMER] is None]
        stays = charges.stays(
            self.ctx,
            (row.unit_id for row in odd if row.fixed is None and row.unit_id is not None),
            self.first,
            self.last,
        )
        found = {}
        for row in odd:
            start, end = max(row.from_on, self.first), min(row.to_on or self.last, self.last)
            if self.once:
                end = start
            if row.fixed is not None:
                found[row.id] = [Segment(row.fixed, start, end)]
            else:
                found[row.id] = segments(start, end, stays.get(row.unit_id, []))
        return found

    def _place(
        self, row: Any, key: tuple[Any, ...], known: dict[tuple[Any, ...], int], found: Reckoned
    ) -> int:
        """The series of this row, new in the chunk; NOTHING when it comes to nothing."""
        series = self._series(row, key)
        if isinstance(series, Missing):
            raise Missing(series.reason, series.detail)
        if not series.amount:
            known[key] = NOTHING
            return NOTHING
        known[key] = len(found.series)
        found.series.append(series)
        return known[key]

    def _series(self, row: Any, key: tuple[Any, ...]) -> Series | Missing:
        if key not in self._known:
            self._known[key] = self._worked_out(row)
        return self._known[key]

    def _worked_out(self, row: Any) -> Series | Missing:
        try:
            return self.plain.bills(row, [self._whole(row)], complete=True)[0]
        except Missing as missing:
            return missing

    def _by_days(self, row: Any, parts: list[Segment], found: Reckoned) -> None:
        """Who pays changes within the cycle, or each has something of his own to pay."""
        for part in parts:
            # A meter that nobody uses needs no payer; what was read then says so itself.
            if part.customer is None and self.item.formula not in METERED:
                found.problems.append(
                    Problem(
                        "payer", NO_PAYER.format(start=part.start, end=part.end),
                        row.id, row.unit_id, row.parking_id,
                    )
                )  # fmt: skip
        paying = [part for part in parts if part.customer is not None]
        if not paying:
            return
        if self.item.formula in METERED:
            for charged in self.metered.bills(row, parts):
                found.readings += charged.readings
                self._add(row, charged.customer, charged.series, found)
            return
        complete = len(paying) == len(parts)
        if self.shared is not None:
            bills = self.shared.bills(row, paying)
        else:
            paying = self._of_months(paying)
            bills = self.plain.bills(row, paying, complete=complete)
        for part, series in zip(paying, bills, strict=False):
            self._add(row, part.customer, series, found)

    def _of_months(self, parts: list[Segment]) -> list[Segment]:
        """Not prorated: who holds the unit on the first of a month's days pays for the month."""
        if self.item.proration != "none" or len(parts) == 1:
            return parts
        found: list[Segment] = []
        for start, end, _ in span.months_between(parts[0].start, parts[-1].end):
            payer = next(part.customer for part in parts if part.end >= start)
            if found and found[-1].customer == payer:
                found[-1] = Segment(payer, found[-1].start, end)
            else:
                found.append(Segment(payer, start, end))
        return found

    def _add(self, row: Any, customer: int | None, series: Series, found: Reckoned) -> None:
        if not series.amount or customer is None:
            return
        found.series.append(series)
        found.lines.append(
            Line(len(found.series) - 1, row.id, row.unit_id, row.parking_id, customer)
        )
