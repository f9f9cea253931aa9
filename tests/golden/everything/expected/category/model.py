"""类别 Category: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 22f75517c720e8ee32ddaa13065fe72e42a74900c6b948f3ee7db2d11a34172d

from __future__ import annotations

from typing import Literal, Never

from sqlalchemy import Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

CategoryHours = Literal["working", "always"]
category_hours = EnumType(
    "CategoryHours",
    [
        EnumValue("working", label(zh="工作时间", en="Working hours")),
        EnumValue("always", label(zh="全天", en="Around the clock")),
    ],
)


class Category(Entity):
    """类别 Category."""

    __tablename__ = "category"
    __table_args__ = (
        Index(
            "uq_category_name",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_category_hours", "hours"),
    )
    meta = EntityMeta(
        name="Category", module="stock", label=label(zh="类别", en="Category"), title="{name}"
    )

    name: Mapped[str] = mapped_column(
        String(40), info=field("string", zh="名称", en="Name", required=True, unique=True, max=40)
    )
    answer_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="答复分钟", en="Minutes to answer", default=60, max=100000, min=1),
    )
    hours: Mapped[CategoryHours | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="服务时段", en="Service hours", default="working", enum=category_hours
        ),
    )


category_hooks = EntityHooks[Category, Never](Category)
