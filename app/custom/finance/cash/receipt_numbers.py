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
    key = f"{Payment.key()}.receipt:{project}:{on:%Y}"
    number = numbering.take(ctx.session, key, gapless=True)
    named = f"SJ{on:%Y}-{ctx.get(Project, project).code}-{number:06d}"
    return named if len(named) <= LONGEST else f"SJ{on:%Y}-{project}-{number:06d}"
