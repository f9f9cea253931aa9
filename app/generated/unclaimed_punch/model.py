"""待认领打卡 Punch of nobody yet: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b86dc1b8c23d3bd62e8d3a1a992fd210234bc36d653fbce3a9d817f4ea4e7f8a

from __future__ import annotations

import datetime
from typing import Never

from sqlalchemy import Boolean, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime


class UnclaimedPunch(Entity):
    """待认领打卡 Punch of nobody yet (4.2)."""

    __tablename__ = "unclaimed_punch"
    __table_args__ = (
        Index(
            "uq_unclaimed_punch_device_pin_at",
            "device",
            "pin",
            "at",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_unclaimed_punch_at", "at"),
        Index("ix_unclaimed_punch_taken_at", "taken", "at"),
    )
    meta = EntityMeta(
        name="UnclaimedPunch",
        module="hr",
        label=label(zh="待认领打卡", en="Punch of nobody yet"),
        title="{pin} {at}",
        process="4.2",
    )

    pin: Mapped[str] = mapped_column(
        String(24),
        index=True,
        info=field("string", zh="考勤号", en="Number on the clock", required=True, max=24),
    )
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="时间", en="At", required=True)
    )
    device: Mapped[str] = mapped_column(
        String(32), info=field("string", zh="设备", en="Device", required=True, max=32)
    )
    raw: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="原始", en="As sent", max=200)
    )
    taken: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="已认领", en="Claimed", readonly=True, default=False)
    )


unclaimed_punch_hooks = EntityHooks[UnclaimedPunch, Never](UnclaimedPunch)
