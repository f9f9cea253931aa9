"""门店 Store: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 73b554c86749014f3ea8862e68948c8225cbf0c0deb031b2d80aeaed7956e3dc

from __future__ import annotations

import datetime
from typing import Any, Never

from sqlalchemy import JSON, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Store(Entity):
    """门店 Store."""

    __tablename__ = "store"
    __table_args__ = (
        Index(
            "uq_store_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_store_opened", "opened"),
    )
    meta = EntityMeta(
        name="Store", module="base", label=label(zh="门店", en="Store"), title="{name}"
    )

    code: Mapped[str] = mapped_column(
        String(12), info=field("string", zh="编码", en="Code", required=True, unique=True, max=12)
    )
    name: Mapped[str] = mapped_column(
        String(60), info=field("string", zh="名称", en="Name", required=True, search=True, max=60)
    )
    above_id: Mapped[int | None] = mapped_column(
        ForeignKey("store.id", name="fk_store_above"),
        index=True,
        info=field("ref", zh="上级门店", en="Above", to="Store"),
    )
    above: Mapped[Store | None] = relationship(
        "Store", foreign_keys=[above_id], remote_side="Store.id"
    )
    opened: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="开业日", en="Opened")
    )
    place: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), info=field("geo", zh="位置", en="Place")
    )


store_hooks = EntityHooks[Store, Never](Store)
