"""The tree of equipment categories: above and below, the law's longest interval, the skill asked, the loss of standing still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select

from app.generated.equipment_category import EquipmentCategory
from app.runtime import together
from app.runtime.context import Context


@dataclass(frozen=True, slots=True)
class Category:
    """`reg_max_days`: this row's own; what holds is `Tree.cap`."""

    id: int
    name: str
    parent: int | None = None
    reg_max_days: int | None = None
    skill: int | None = None
    level: int | None = None
    hourly_loss: Decimal | None = None
    special: bool | None = None


@dataclass(slots=True)
class Tree:
    """All categories, read by one statement: there are some dozens."""

    rows: dict[int, Category]
    _below: dict[int, set[int]] = field(default_factory=dict)

    def above(self, id: int | None) -> list[int]:
        """The category and those that it stands under, the nearest first. A circle ends where it closes."""
        found: list[int] = []
        while id is not None and id in self.rows and id not in found:
            found.append(id)
            id = self.rows[id].parent
        return found

    def below(self, id: int) -> set[int]:
        """The category and everything under it."""
        if not self._below:
            for row in self.rows:
                for above in self.above(row):
                    self._below.setdefault(above, set()).add(row)
        return self._below.get(id, {id})

    def cap(self, id: int | None) -> int | None:
        """Days that the law allows between two maintenances, of the category or of one above it; the strictest."""
        caps = [self.rows[one].reg_max_days for one in self.above(id)]
        return min((cap for cap in caps if cap is not None), default=None)

    def strictest(self, ids: Iterable[int]) -> tuple[int, Category] | None:
        """The smallest cap of these categories, and whose it is; None when the law says nothing about them."""
        found = [(cap, self.rows[id]) for id in ids if (cap := self.cap(id)) is not None]
        return min(found, key=lambda pair: (pair[0], pair[1].id), default=None)

    def is_special(self, id: int | None) -> bool:
        """Whether devices of this very category are special equipment."""
        row = self.rows.get(id or 0)
        return row is not None and bool(row.special)

    def skill(self, id: int | None) -> tuple[int, int] | None:
        """(skill, level) that the category or the nearest one above it asks for."""
        for one in self.above(id):
            row = self.rows[one]
            if row.skill is not None:
                return row.skill, row.level or 1
        return None

    def loss(self, id: int | None) -> Decimal:
        """Yuan an hour of standing still, of the category or of the nearest one above that says it."""
        losses = (self.rows[one].hourly_loss for one in self.above(id))
        return next((loss for loss in losses if loss is not None), Decimal(0))


def tree(ctx: Context) -> Tree:
    """The categories as they are now."""
    return together.once(ctx.session, EquipmentCategory.key(), lambda: _read(ctx))


def _read(ctx: Context) -> Tree:
    rows = ctx.session.execute(
        select(
            EquipmentCategory.id,
            EquipmentCategory.name,
            EquipmentCategory.parent_id,
            EquipmentCategory.reg_max_days,
            EquipmentCategory.skill_id,
            EquipmentCategory.level,
            EquipmentCategory.hourly_loss,
            EquipmentCategory.special,
        ).where(EquipmentCategory.deleted_at.is_(None))
    )
    return Tree({row.id: Category(*row) for row in rows})
