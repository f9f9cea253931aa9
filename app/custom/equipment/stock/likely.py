"""Which parts a repair most likely takes: those that its kind of device took before, then those kept for it (2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, or_, select

from app.forms.language import current_language
from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart
from app.generated.spare_part import SparePart
from app.runtime import query
from app.runtime.context import Context

from .. import categories
from .moves import plain

MOST = 4
"""More are no help."""
LOOKED_AT = 24
"""Parts among which the likeliest are found."""


def likely(ctx: Context, order: Mapping[str, Any], *, but: set[int]) -> list[dict[str, Any]]:
    """`{"id", "title", "note"}` of parts in stock where the device stands that the reader may see, the likeliest first.

    `but`: parts that stand on the order already.
    """
    category, project = _id(order.get("category")), _id(order.get("project"))
    if category is None or project is None:
        return []
    taken = _taken(ctx, category)
    found = query.rows(
        ctx, SparePart, columns=["title", "stock", "uom"], sort=["id"], limit=LOOKED_AT,
        within=(SparePart.project_id == project) & SparePart.active.is_not(False) & (SparePart.stock > 0)
        & or_(SparePart.id.in_(taken), SparePart.category_id.in_(categories.tree(ctx).above(category))),
    )  # fmt: skip
    rows = [row for row in found.items if row["id"] not in but]
    rows.sort(key=lambda row: (-taken.get(row["id"], 0), row["id"]))
    return [
        {"id": row["id"], "title": row["title"], "note": told(row["stock"], row["uom"])}
        for row in rows[:MOST]
    ]


def told(stock: Any, uom: Any) -> str:
    """`库存 9 个`."""
    zh = current_language() == "zh"
    return f"{'库存' if zh else 'in stock:'} {plain(stock)} {uom or ''}".strip()


def _taken(ctx: Context, category: int) -> dict[int, int]:
    """part → by how many repairs of this category it was used."""
    number = func.count()
    rows = ctx.session.execute(
        select(RepairPart.part_id, number)
        .join(RepairOrder, RepairOrder.id == RepairPart.repair_order_id)
        .where(RepairOrder.category_id == category, RepairPart.deleted_at.is_(None))
        .group_by(RepairPart.part_id)
        .order_by(number.desc(), RepairPart.part_id)
        .limit(LOOKED_AT)
    )
    return {row[0]: row[1] for row in rows}


def _id(value: Any) -> int | None:
    id: int | None = value["id"] if isinstance(value, Mapping) else value
    return id
