"""Open bills by age and project, today or at the end of a period (3.5). One statement; two for a day that is past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Integer, case, literal, select

from app.custom.finance.books import sums
from app.generated.bill import Bill
from app.generated.payment_allocation import PaymentAllocation
from app.runtime.context import Context

from .ages import BANDS, Band
from .collection import OPEN
from .ratios import NOTHING

Amounts = dict[str, Decimal]
"""Band → yuan."""


def today(ctx: Context) -> dict[int, Amounts]:
    """Project → what its open bills ask for, by age."""
    return _read(ctx, ctx.today, Bill.state.in_(OPEN))


def at_end(ctx: Context, day: dt.date) -> dict[int, Amounts]:
    """The same at the end of a past day: bills of that time and before, with what came in since taken back."""
    was = Bill.period <= f"{day:%Y-%m}"
    found = _read(ctx, day, Bill.state.in_(OPEN) & was)
    place = _place(day)
    rows = ctx.session.execute(
        select(Bill.project_id, place, sums.total(PaymentAllocation.amount))
        .join(Bill, Bill.id == PaymentAllocation.bill_id)
        .where(
            PaymentAllocation.part == "principal",
            PaymentAllocation.on > day,
            PaymentAllocation.deleted_at.is_(None),
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
            was,
        )
        .group_by(Bill.project_id, place)
    )
    for project, where, amount in rows:
        bands = found.setdefault(project, {})
        name = BANDS[where].name
        bands[name] = bands.get(name, NOTHING) + amount
    return found


def _read(ctx: Context, day: dt.date, which: Any) -> dict[int, Amounts]:
    place = _place(day)
    rows = ctx.session.execute(
        select(Bill.project_id, place, sums.total(Bill.balance))
        .where(which, Bill.standing.is_(True), Bill.deleted_at.is_(None))
        .group_by(Bill.project_id, place)
    )
    found: dict[int, Amounts] = {}
    for project, where, amount in rows:
        found.setdefault(project, {})[BANDS[where].name] = amount
    return found


def _place(day: dt.date) -> Any:
    """The place of the band that a bill falls into."""
    whens = []
    for place, band in enumerate(BANDS):
        earliest, _latest = band.days(day)
        whens.append((Bill.due_on >= earliest, literal(place, Integer)) if earliest else None)
    known = [one for one in whens if one is not None]
    return case(*known, else_=literal(len(BANDS) - 1, Integer))


def url(band: Band, day: dt.date, project: int | None) -> str:
    """The open bills of a band."""
    earliest, latest = band.days(day)
    pairs = [("state__in", ",".join(OPEN)), ("standing", "true")]
    pairs += [("due_on__gte", f"{earliest}")] if earliest else []
    pairs += [("due_on__lte", f"{latest}")] if latest else []
    pairs += [("project", str(project))] if project is not None else []
    return f"/bill/list/?{urlencode(pairs)}"


def total(found: Mapping[int, Amounts]) -> Amounts:
    """Of all projects together."""
    return {
        band.name: sum((one.get(band.name, NOTHING) for one in found.values()), NOTHING)
        for band in BANDS
    }
