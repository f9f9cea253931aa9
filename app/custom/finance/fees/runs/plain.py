"""Fees by area, fixed or agreed: worked out once for each set of equal inputs, however many units share it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..formulas import amounts, span
from ..formulas.amounts import Rate
from ..formulas.exact import half_up, shown
from ..formulas.payers import Segment
from .lines import Series, series_of
from .tariff import Priced, Tariff


class Missing(Exception):
    """What a bill needs and nobody entered: a reason of BillException and its text in both languages."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


NO_PRICE = "该项目、用途和日期没有价格 / No price for this project, use and day"
NO_AGREED_PRICE = (
    "手工收费须在收费标准填写协议单价 / A fee by hand needs an agreed price on its assignment"
)
NO_AREA = "房屋没有建筑面积 / The unit has no area"
NO_RATE = "税目在该日没有税率 / The kind of tax has no rate on that day"


def scaled(value: int | None, places: int) -> Decimal | None:
    """A stored integer as the number that it stands for."""
    return None if value is None else Decimal(value).scaleb(-places)


class Plain:
    """`item`: the fee item; `first`, `last`: the cycle."""

    def __init__(self, item: Any, tariff: Tariff, first: dt.date, last: dt.date) -> None:
        self.item, self.tariff, self.first, self.last = item, tariff, first, last
        self._told_of: tuple[Any, list[dict[str, str]]] = (None, [])
        self._listed: dict[tuple[Any, ...], list[tuple[Priced, Fraction]] | None] = {}

    def bills(self, row: Any, parts: list[Segment], *, complete: bool) -> list[Series]:
        """One for each part, in order. Raises Missing."""
        item = self.item
        each = [self._exact(row, part.start, part.end) for part in parts]
        whole = each[0][0]
        if len(parts) > 1:
            whole, _ = self._exact(row, parts[0].start, parts[-1].end)
        paid = amounts.split(
            whole, [exact for exact, _ in each], item.rounding or "fen", complete=complete
        )
        found = []
        for place, (part, amount) in enumerate(zip(parts, paid, strict=True)):
            exact, rates = each[place]
            rate = self.tariff.tax_on(part.start)
            if rate is None:
                raise Missing("tax", NO_RATE)
            calc = self._told(row, rates)
            if complete and len(parts) > 1 and place == len(parts) - 1:
                calc["remainder"] = {
                    "whole": str(half_up(whole, item.rounding or "fen")),
                    "others": str(sum(paid[:-1], Decimal(0))),
                }
            found.append(
                series_of(
                    part.start, part.end, quantity=self._quantity(row), unit_price=rates[-1][0].price,
                    exact=exact, amount=amount, rate=rate or None, calc=calc,
                )
            )  # fmt: skip
        return found

    def _quantity(self, row: Any) -> Decimal:
        if self.item.formula != "area":
            return Decimal(1)
        area = scaled(row.area, 2)
        if not area or area <= 0:
            raise Missing("area", NO_AREA)
        return area

    def _exact(
        self, row: Any, start: dt.date, end: dt.date
    ) -> tuple[Fraction, list[tuple[Priced, Fraction]]]:
        rates = self._rates(row, start, end)
        exact = amounts.exact_amount(
            self._quantity(row),
            [Rate(priced.price, months) for priced, months in rates],
            coefficient=self._coefficient(row),
            vacancy=self._vacancy(row),
            discount=scaled(row.discount, 2),
        )
        return exact, rates

    def _months(self, start: dt.date, end: dt.date) -> Fraction:
        if self.item.cycle == "once":
            return Fraction(1)
        return span.months(start, end, self.item.proration)

    def _rates(self, row: Any, start: dt.date, end: dt.date) -> list[tuple[Priced, Fraction]]:
        """Prices and the months that each holds for; looked up once for each use and span."""
        if row.override is not None:
            price = Priced(start, end, Decimal(row.override).scaleb(-4))
            return [(price, self._months(start, end))]
        if self.item.formula == "manual":
            raise Missing("price", NO_AGREED_PRICE)
        key = (row.kind, start, end)
        if key not in self._listed:
            known = self.tariff.priced(row.kind, start, end)
            self._listed[key] = None if known is None else self._with_months(known)
        found = self._listed[key]
        if found is None:
            raise Missing("price", NO_PRICE)
        return found

    def _with_months(self, known: list[Priced]) -> list[tuple[Priced, Fraction]]:
        return [(one, self._months(one.start, one.end)) for one in known]

    def _parts_told(self, rates: list[tuple[Priced, Fraction]]) -> list[dict[str, str]]:
        """Written down once for all rows that have these very rates."""
        if self._told_of[0] is not rates:
            told = [
                {
                    "from": priced.start.isoformat(),
                    "to": priced.end.isoformat(),
                    "price": shown(priced.price),
                    "months": str(months),
                }
                for priced, months in rates
            ]
            self._told_of = (rates, told)
        return self._told_of[1]

    def _coefficient(self, row: Any) -> Decimal:
        if self.item.formula != "area":
            return Decimal(1)
        found = scaled(row.coefficient, 6)
        return Decimal(1) if found is None else found

    def _vacancy(self, row: Any) -> Decimal | None:
        factor: Decimal | None = self.item.vacancy_factor
        return factor if row.vacant else None

    def _told(self, row: Any, rates: list[tuple[Priced, Fraction]]) -> dict[str, Any]:
        told: dict[str, Any] = {
            "formula": self.item.formula,
            "quantity": shown(self._quantity(row)),
            "parts": self._parts_told(rates),
            "proration": self.item.proration,
            "rounding": self.item.rounding or "fen",
        }
        if self._coefficient(row) != 1:
            told["coefficient"] = shown(self._coefficient(row))
        vacancy = self._vacancy(row)
        if vacancy is not None:
            told["vacancy"] = shown(vacancy)
        if row.discount:
            told["discount"] = shown(Decimal(row.discount).scaleb(-2))
        if row.override is not None:
            told["agreed"] = True
        return told
