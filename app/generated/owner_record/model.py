"""业主名册 Owner roster: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ced1adc7dda10a37c2954d51ff31c01132529fbd2c5b5d83cd25087c13b73d7f

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..unit.model import Unit


class OwnerRecord(Entity):
    """业主名册 Owner roster (1.1)."""

    __tablename__ = "owner_record"
    __table_args__ = (
        Index(
            "uq_owner_record_unit_phone",
            "unit_id",
            "phone",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="OwnerRecord",
        module="crm",
        label=label(zh="业主名册", en="Owner roster"),
        title="{name}",
        process="1.1",
        help=label(
            zh="开发商或房管部门提供的产权人名单；注册时用手机号核对",
            en="The list of owners from the developer or the authority; a registration is checked against its phone",
        ),
    )

    unit_id: Mapped[int] = mapped_column(
        ForeignKey("unit.id", name="fk_owner_record_unit"),
        index=True,
        info=field("ref", zh="房屋", en="Unit", required=True, to="Unit"),
    )
    unit: Mapped[Unit] = relationship("Unit", foreign_keys=[unit_id])
    name: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string", zh="产权人", en="Owner", required=True, search=True, pii="personal", max=64
        ),
    )
    phone: Mapped[str] = mapped_column(
        String(20),
        index=True,
        info=field("phone", zh="手机号", en="Mobile", required=True, pii="personal", max=20),
    )
    source: Mapped[str | None] = mapped_column(
        String(40), info=field("string", zh="名册来源", en="Source of the list", max=40)
    )


owner_record_hooks = EntityHooks[OwnerRecord, Never](OwnerRecord)
