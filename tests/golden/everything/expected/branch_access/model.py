"""门店授权 Branch access: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 eaecf0b14da790ced975ebb10cd13f00e61e783f5d2c8cf21a0e8d39d2ffae95

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..branch.model import Branch


class BranchAccess(Entity):
    """门店授权 Branch access."""

    __tablename__ = "branch_access"
    __table_args__ = (
        Index(
            "uq_branch_access_user_branch",
            "user_id",
            "branch_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="BranchAccess",
        module="stock",
        label=label(zh="门店授权", en="Branch access"),
        title="{user.username} {branch.name}",
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", name="fk_branch_access_user"),
        index=True,
        info=field("ref", zh="用户", en="User", required=True, to="User", on_delete="cascade"),
    )
    user: Mapped[User] = relationship(User, foreign_keys=[user_id])
    branch_id: Mapped[int] = mapped_column(
        ForeignKey("branch.id", name="fk_branch_access_branch"),
        index=True,
        info=field("ref", zh="门店", en="Branch", required=True, to="Branch", on_delete="cascade"),
    )
    branch: Mapped[Branch] = relationship("Branch", foreign_keys=[branch_id])


branch_access_hooks = EntityHooks[BranchAccess, Never](BranchAccess)
