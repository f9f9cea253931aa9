"""Prices, tiers and tax rates of a fee item in a project, each by its day; read once for a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import or_, select

from app.custom.finance.books.company import books
from app.generated.fee_item import FeeItem
from app.generated.fee_price import FeePrice
from app.generated.fee_tier import FeeTier
from app.generated.tax_rate import TaxRate
from app.runtime.context import Context

from ..formulas.amounts import Tier

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Priced:
    """Days with one price (yuan), both ends counted."""

    start: dt.date
    end: dt.date
    price: Decimal


@dataclass(frozen=True, slots=True)
class Tariff:
    """`prices`: (use of the unit or None, from, yuan); `tiers`: from → steps, over the year or the month; `rates`: (from, %)."""

    prices: Sequence[tuple[str | None, dt.date, Decimal]]
    tiers: Sequence[tuple[dt.date, Sequence[Tier], str]]
    rates: Sequence[tuple[dt.date, Decimal]]
    untaxed: bool

    def price_on(self, use: str | None, day: dt.date) -> Decimal | None:
        """Yuan: the latest price of that use, else the latest of every use; None before the first one."""
        for wanted in (use, None):
            known = [
                (from_on, price)
                for kind, from_on, price in self.prices
                if kind == wanted and from_on <= day
            ]
            if known:
                return max(known)[1]
        return None

    def priced(self, use: str | None, start: dt.date, end: dt.date) -> list[Priced] | None:
        """The days by price; None when one of them has none."""
        changes = {one[1] for one in self.prices if start < one[1] <= end}
        begins = sorted({start, *changes})
        found: list[Priced] = []
        for begin, following in zip(begins, [*begins[1:], end + DAY], strict=True):
            price = self.price_on(use, begin)
            if price is None:
                return None
            if found and found[-1].price == price:
                found[-1] = Priced(found[-1].start, following - DAY, price)
            else:
                found.append(Priced(begin, following - DAY, price))
        return found

    def tiers_on(self, day: dt.date) -> tuple[Sequence[Tier], str] | None:
        """The steps that hold that day and their basis (month or year)."""
        known = [one for one in self.tiers if one[0] <= day]
        if not known:
            return None
        _, steps, basis = max(known, key=lambda one: one[0])
        return steps, basis

    def tax_on(self, day: dt.date) -> Decimal | None:
        """Percent; 0 for what is collected on behalf of others; None when nobody entered a rate."""
        if self.untaxed:
            return Decimal(0)
        known = [one for one in self.rates if one[0] <= day]
        return max(known)[1] if known else None


def tariff_of(ctx: Context, item: FeeItem, project: int) -> Tariff:
    """Three statements."""
    prices = ctx.session.execute(
        select(FeePrice.unit_kind, FeePrice.from_on, FeePrice.price).where(
            FeePrice.fee_item_id == item.id,
            FeePrice.project_id == project,
            FeePrice.deleted_at.is_(None),
        )
    )
    rates: list[tuple[dt.date, Decimal]] = []
    untaxed = bool(item.agency) or item.tax_kind_id is None
    if not untaxed:
        rates = [
            (row.from_on, row.rate)
            for row in ctx.session.execute(
                select(TaxRate.from_on, TaxRate.rate).where(
                    TaxRate.tax_kind_id == item.tax_kind_id,
                    TaxRate.taxpayer == books(ctx).taxpayer,
                    TaxRate.deleted_at.is_(None),
                )
            )
        ]
    return Tariff(
        [(row.unit_kind, row.from_on, row.price) for row in prices],
        _tiers(ctx, item.id, project),
        rates,
        untaxed,
    )


def _tiers(ctx: Context, item: int, project: int) -> list[tuple[dt.date, Sequence[Tier], str]]:
    """Those of the project where it has some of its own, else those of every project."""
    rows = ctx.session.execute(
        select(FeeTier.project_id, FeeTier.from_on, FeeTier.upto, FeeTier.price, FeeTier.basis)
        .where(
            FeeTier.fee_item_id == item,
            or_(FeeTier.project_id.is_(None), FeeTier.project_id == project),
            FeeTier.deleted_at.is_(None),
        )
        .order_by(FeeTier.from_on, FeeTier.seq)
    ).all()
    own = [row for row in rows if row.project_id is not None] or rows
    days = sorted({row.from_on for row in own})
    return [
        (
            day,
            [Tier(row.upto, row.price) for row in own if row.from_on == day],
            next(row.basis for row in own if row.from_on == day),
        )
        for day in days
    ]
