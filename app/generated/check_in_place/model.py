"""打卡地点 Place to check in: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f8d33684e22fdccefd2d8f5b2929b3a0ebaab75829a2d31e33f0318e88ea6c6c

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..project.model import Project


class CheckInPlace(Entity):
    """打卡地点 Place to check in (4.2)."""

    __tablename__ = "check_in_place"
    __table_args__ = (
        Index(
            "uq_check_in_place_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_check_in_place_name", "name"),
        Index("ix_check_in_place_project_name", "project_id", "name"),
        Index("ix_check_in_place_active_name", "active", "name"),
    )
    meta = EntityMeta(
        name="CheckInPlace",
        module="hr",
        label=label(zh="打卡地点", en="Place to check in"),
        title="{name}",
        process="4.2",
    )

    code: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "barcode",
            zh="地点码",
            en="Code",
            help=label(
                zh="随机生成，只印在二维码标签上", en="Made at random, on the QR label alone"
            ),
            readonly=True,
            unique=True,
            max=40,
        ),
    )
    name: Mapped[str] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", required=True, max=48)
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_check_in_place_project"),
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    location: Mapped[dict[str, Any]] = mapped_column(
        JSON(none_as_null=True), info=field("geo", zh="位置", en="Location", required=True)
    )
    radius_m: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="半径（米）",
            en="Radius (m)",
            required=True,
            default=200,
            total=False,
            max=5000,
            min=20,
        ),
    )
    by_code: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="可扫码打卡",
            en="By QR code",
            help=label(
                zh="扫描现场二维码即可，不要求定位",
                en="The code on the wall is enough; no position is asked",
            ),
            default=True,
        ),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="In use", default=True)
    )


check_in_place_hooks = EntityHooks[CheckInPlace, Never](CheckInPlace)
