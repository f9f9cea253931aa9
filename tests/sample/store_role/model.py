"""门店授权 Store assignment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 90fc4ebb3d72e86fe25cb69110f14c35c4bea7961e565abc9b1e71d771b7de9a

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..store.model import Store


class StoreRole(Entity):
    """门店授权 Store assignment."""

    __tablename__ = "store_role"
    __table_args__ = (
        Index(
            "uq_store_role_user_store",
            "user_id",
            "store_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="StoreRole",
        module="base",
        label=label(zh="门店授权", en="Store assignment"),
        title="{user.username}",
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_store_role_user"),
        index=True,
        info=field("ref", zh="用户", en="User", required=True, to="User"),
    )
    user: Mapped[User] = relationship(User, foreign_keys=[user_id])
    store_id: Mapped[int] = mapped_column(
        ForeignKey("store.id", name="fk_store_role_store"),
        index=True,
        info=field("ref", zh="门店", en="Store", required=True, to="Store"),
    )
    store: Mapped[Store] = relationship("Store", foreign_keys=[store_id])


store_role_hooks = EntityHooks[StoreRole, Never](StoreRole)
