"""Lines of bills before they are written: what a series of equal bills says, which bills belong to it, what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from ..formulas.amounts import vat
from ..formulas.exact import shown


@dataclass(frozen=True, slots=True)
class Series:
    """The columns that equal bills share. Money in yuan."""

    period_from: dt.date
    period_to: dt.date
    quantity: Decimal
    unit_price: Decimal | None
    amount: Decimal
    tax_rate: Decimal | None
    net: Decimal
    vat: Decimal
    calc: Mapping[str, Any]


class Line(NamedTuple):
    """One bill: the place of its series, and whom it is for."""

    series: int
    assignment: int
    unit: int | None
    parking: int | None
    customer: int


class Figures(NamedTuple):
    """What some assignments come to. `last`: the last of them, None at the end; `amount` in yuan."""

    last: int | None
    looked_at: int
    bills: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something is not billed; `reason` as in BillException."""

    reason: str
    detail: str
    assignment: int | None = None
    unit: int | None = None
    parking: int | None = None


@dataclass(slots=True)
class Reckoned:
    """What a chunk came to. `last`: the last assignment, None at the end."""

    last: int | None = None
    looked_at: int = 0
    existing: int = 0
    series: list[Series] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readings: list[int] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """Yuan."""
        return sum((self.series[line.series].amount for line in self.lines), Decimal(0))


def series_of(
    start: dt.date,
    end: dt.date,
    *,
    quantity: Decimal,
    unit_price: Decimal | None,
    exact: Fraction,
    amount: Decimal,
    rate: Decimal | None,
    calc: Mapping[str, Any],
) -> Series:
    """With VAT taken out of the amount (`rate` in percent; None: untaxed) and the whole arithmetic kept."""
    net, tax = vat(amount, rate) if rate else (amount, Decimal(0))
    told = {
        **calc,
        "from": start.isoformat(),
        "to": end.isoformat(),
        "exact": shown(exact),
        "amount": str(amount),
    }
    if rate:
        told["tax"] = {"rate": shown(rate), "net": str(net), "vat": str(tax)}
    return Series(start, end, quantity, unit_price, amount, rate, net, tax, told)
