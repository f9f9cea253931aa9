"""What an hour of labour costs: the rate of the company, for repairs and for what is worked out from them (2.4, 2.5)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.generated.company import Company
from app.generated.project import Project
from app.runtime.context import Context

USUAL_RATE = Decimal("60.00")
"""Yuan an hour where no company says anything."""


def hourly_rate(ctx: Context, project_id: int | None = None) -> Decimal:
    """Yuan an hour: of the project's company, else of the first one, else the usual."""
    rates = select(Company.labour_rate).where(
        Company.labour_rate.is_not(None), Company.deleted_at.is_(None)
    )
    if project_id is not None:
        own = select(Project.company_id).where(Project.id == project_id).scalar_subquery()
        rates = rates.order_by(Company.id != own)
    return ctx.session.scalars(rates.order_by(Company.id).limit(1)).first() or USUAL_RATE
