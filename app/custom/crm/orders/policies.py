"""Which time limits hold for an order: the most particular policy of its priority wins (1.4, 4.4)."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.generated.department import Department
from app.generated.sla_policy import SlaPolicy
from app.generated.ticket_category import TicketCategory
from app.runtime.context import Context


def find(
    ctx: Context, *, priority: str, category_id: int | None, project_id: int | None
) -> SlaPolicy | None:
    """Category and project before category before project before the general one."""
    rows = ctx.query(
        select(SlaPolicy).where(
            SlaPolicy.priority == priority,
            SlaPolicy.deleted_at.is_(None),
            or_(SlaPolicy.category_id.is_(None), SlaPolicy.category_id == category_id),
            or_(SlaPolicy.project_id.is_(None), SlaPolicy.project_id == project_id),
        )
    ).all()
    ranked = sorted(rows, key=lambda p: (p.category_id is None, p.project_id is None, p.id))
    return ranked[0] if ranked else None


def department_for(ctx: Context, category_id: int | None, project_id: int) -> int | None:
    """The project's own department of the category's function, else the category's department."""
    if category_id is None:
        return None
    category = ctx.get(TicketCategory, category_id)
    named = ctx.get(Department, category.department_id)
    own = ctx.session.scalar(
        select(Department.id)
        .where(
            Department.project_id == project_id,
            Department.kind == named.kind,
            Department.deleted_at.is_(None),
        )
        .order_by(Department.id)
        .limit(1)
    )
    return own if own is not None else named.id
