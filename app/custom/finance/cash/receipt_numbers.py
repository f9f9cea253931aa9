"""Receipt numbers (收据号): without gaps for each project and year, counted in the transaction of the payment."""

from __future__ import annotations

import datetime as dt

from app.generated.payment import Payment
from app.generated.project import Project
from app.runtime.context import Context
from app.runtime.writing import numbering

LONGEST = 24


def next_number(ctx: Context, project: int, on: dt.date) -> str:
    """SJ2026-YYHY-000001. Others who receive money of this project wait until the transaction ends."""
    return next_numbers(ctx, project, on, 1)[0]


def next_numbers(ctx: Context, project: int, on: dt.date, count: int) -> list[str]:
    """The next `count` of them, by one statement."""
    key = f"{Payment.key()}.receipt:{project}:{on:%Y}"
    first = numbering.take(ctx.session, key, gapless=True, count=count)
    code = ctx.get(Project, project).code
    named = [f"SJ{on:%Y}-{code}-{number:06d}" for number in range(first, first + count)]
    if len(named[-1]) <= LONGEST:
        return named
    return [f"SJ{on:%Y}-{project}-{number:06d}" for number in range(first, first + count)]
