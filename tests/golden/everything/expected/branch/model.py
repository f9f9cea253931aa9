"""门店 Branch: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 87cae89161a1953c8adbae726e0be0fc79d20c25831e13b884bd847f1be03708

from __future__ import annotations

from typing import Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks


class Branch(Entity):
    """门店 Branch."""

    __tablename__ = "branch"
    __table_args__ = (
        Index(
            "uq_branch_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="Branch", module="stock", label=label(zh="门店", en="Branch"), title="{name}"
    )

    code: Mapped[str] = mapped_column(
        String(8), info=field("string", zh="编码", en="Code", required=True, unique=True, max=8)
    )
    name: Mapped[str] = mapped_column(
        String(40), info=field("string", zh="名称", en="Name", required=True, search=True, max=40)
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("branch.id", name="fk_branch_parent"),
        index=True,
        info=field("ref", zh="上级", en="Parent", to="Branch"),
    )
    parent: Mapped[Branch | None] = relationship(
        "Branch", foreign_keys=[parent_id], remote_side="Branch.id"
    )
    path: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="路径", en="Path", readonly=True, max=200)
    )


branch_hooks = EntityHooks[Branch, Never](Branch)
