"""岗位角色 Role of a position: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8b8bb35b7d6105bc298773b28ca1a8440649b488c384006eebd1db211516c549

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import StaffRole

if TYPE_CHECKING:
    from ..position.model import Position


class PositionRole(Entity):
    """岗位角色 Role of a position (4.1)."""

    __tablename__ = "position_role"
    __table_args__ = (
        Index(
            "uq_position_role_position_role",
            "position_id",
            "role",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_position_role_role", "role"),
    )
    meta = EntityMeta(
        name="PositionRole",
        module="hr",
        label=label(zh="岗位角色", en="Role of a position"),
        title="{role}",
        process="4.1",
        help=label(
            zh="开通账号时按岗位授予的角色；由系统管理员维护，人事不能授权",
            en="The roles with which an account of this position is opened; kept by the system administrator, HR grants nothing",
        ),
    )

    position_id: Mapped[int] = mapped_column(
        ForeignKey("position.id", name="fk_position_role_position"),
        index=True,
        info=field(
            "ref", zh="岗位", en="Position", required=True, to="Position", on_delete="cascade"
        ),
    )
    position: Mapped[Position] = relationship("Position", foreign_keys=[position_id])
    role: Mapped[StaffRole] = mapped_column(
        String(40), info=field("enum", zh="角色", en="Role", required=True, enum=enums.staff_role)
    )


position_role_hooks = EntityHooks[PositionRole, Never](PositionRole)
