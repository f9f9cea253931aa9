"""Surcharges on VAT: rates that the accountant keeps as data, with the day from which they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select

from app.generated.tax_kind import TaxKind
from app.generated.tax_rate import TaxRate
from app.runtime.context import Context

from .company import books

ACCOUNTS: Mapping[str, str] = {"city": "222108", "education": "222109", "local": "222113"}
"""Name in the voucher rule → account."""
KINDS: Mapping[str, tuple[str, Decimal]] = {
    "city": ("城市维护建设税", Decimal(7)),
    "education": ("教育费附加", Decimal(3)),
    "local": ("地方教育附加", Decimal(2)),
}
"""With which the books are set up; from then on the rates of the tax kinds `surtax_…` hold."""
SINCE = dt.date(2000, 1, 1)


def surtaxes(ctx: Context, on: dt.date) -> dict[str, Decimal]:
    """Name → per cent of the VAT on that day; a surcharge without a rate is left out."""
    rows = ctx.session.execute(
        select(TaxKind.code, TaxRate.rate)
        .join(TaxRate, TaxRate.tax_kind_id == TaxKind.id)
        .where(
            TaxKind.code.in_([f"surtax_{name}" for name in KINDS]),
            TaxKind.active.is_not(False),
            TaxRate.taxpayer == books(ctx).taxpayer,
            TaxRate.from_on <= on,
            TaxKind.deleted_at.is_(None),
            TaxRate.deleted_at.is_(None),
        )
        .order_by(TaxRate.from_on)
    )
    found = {code.removeprefix("surtax_"): rate for code, rate in rows}
    return {name: found[name] for name in KINDS if name in found}


def set_up(ctx: Context) -> int:
    """The tax kinds of the surcharges with the usual rates, where they are missing."""
    made = 0
    for name, (label, rate) in KINDS.items():
        code = f"surtax_{name}"
        there = ctx.session.scalar(
            select(TaxKind.id).where(TaxKind.code == code, TaxKind.deleted_at.is_(None))
        )
        if there is not None:
            continue
        kind = ctx.create(TaxKind, code=code, name=label)
        for taxpayer in ("general", "small"):
            ctx.create(
                TaxRate, tax_kind=kind.id, taxpayer=taxpayer, from_on=SINCE, rate=rate,
                ground="财税规定，请会计核对",
            )  # fmt: skip
        made += 1
    return made
