"""标签 Tag: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 639fbb1a9162c6492624e821973b245363430ed106f2448ca61157f3dea75da8

from __future__ import annotations

from typing import Never

from sqlalchemy import Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

tag_related = Table(
    "tag_related",
    Entity.metadata,
    Column("tag_id", ForeignKey("tag.id", name="fk_tag_related_tag"), primary_key=True),
    Column(
        "related_tag_id", ForeignKey("tag.id", name="fk_tag_related_related_tag"), primary_key=True
    ),
    Index("ix_tag_related_related_tag_id", "related_tag_id"),
)


class Tag(Entity):
    """标签 Tag."""

    __tablename__ = "tag"
    __table_args__ = (
        Index(
            "uq_tag_name",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(name="Tag", module="stock", label=label(zh="标签", en="Tag"), title="{name}")

    name: Mapped[str] = mapped_column(
        String(20), info=field("string", zh="名称", en="Name", required=True, unique=True, max=20)
    )
    headline: Mapped[str | None] = mapped_column(
        String(30), info=field("string", zh="标题", en="Title", max=30)
    )
    related: Mapped[list[Tag]] = relationship(
        "Tag",
        secondary=tag_related,
        primaryjoin="Tag.id == tag_related.c.tag_id",
        secondaryjoin="Tag.id == tag_related.c.related_tag_id",
        order_by="Tag.id",
        info=field("refs", zh="相关标签", en="Related tags", to="Tag"),
    )
    color: Mapped[str | None] = mapped_column(
        String(20), info=field("color", zh="颜色", en="Colour", default="#2266cc", max=20)
    )


tag_hooks = EntityHooks[Tag, Never](Tag)
