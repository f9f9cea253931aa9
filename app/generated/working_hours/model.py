"""服务时段 Service hours: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 eada177fb01ecba731652c637a3ea662d1b589f66782af8fc05dd4e9d303f544

from __future__ import annotations

from typing import Any, Never

from sqlalchemy import JSON, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import Calendar


class WorkingHours(Entity):
    """服务时段 Service hours (1.4)."""

    __tablename__ = "working_hours"
    __table_args__ = (
        Index(
            "uq_working_hours_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_working_hours_mode_code", "mode", "code"),
    )
    meta = EntityMeta(
        name="WorkingHours",
        module="base",
        label=label(zh="服务时段", en="Service hours"),
        title="{name}",
        process="1.4",
    )

    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="编码", en="Code", required=True, unique=True, max=16)
    )
    name: Mapped[str] = mapped_column(
        String(32), info=field("string", zh="名称", en="Name", required=True, max=32)
    )
    mode: Mapped[Calendar] = mapped_column(
        String(40), info=field("enum", zh="模式", en="Mode", required=True, enum=enums.calendar)
    )
    windows: Mapped[Any] = mapped_column(
        JSON(none_as_null=True),
        info=field(
            "json",
            zh="时段",
            en="Windows",
            help=label(
                zh='如 [["09:00","12:00"],["13:30","18:00"]]',
                en='Such as [["09:00","12:00"],["13:30","18:00"]]',
            ),
            required=True,
        ),
    )


working_hours_hooks = EntityHooks[WorkingHours, Never](WorkingHours)
