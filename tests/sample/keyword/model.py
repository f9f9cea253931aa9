"""标签 Keyword: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1d14262598fd8d7c3260842001b5a2525f9f63d8db1e0cffeca928e546db8b05

from __future__ import annotations

from typing import Never

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Keyword(Entity):
    """标签 Keyword."""

    __tablename__ = "keyword"
    __table_args__ = (
        Index(
            "uq_keyword_name",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="Keyword", module="base", label=label(zh="标签", en="Keyword"), title="{name}"
    )

    name: Mapped[str] = mapped_column(
        String(30), info=field("string", zh="名称", en="Name", required=True, unique=True, max=30)
    )
    color: Mapped[str | None] = mapped_column(
        String(20), info=field("color", zh="颜色", en="Colour", max=20)
    )


keyword_hooks = EntityHooks[Keyword, Never](Keyword)
