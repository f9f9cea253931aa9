"""楼栋 Building: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 36beb69687d5a587d73c3a1f4913b2c9f629292a5c0789f7bd494aad602b2af9

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..project.model import Project


class Building(Entity):
    """楼栋 Building (P1)."""

    __tablename__ = "building"
    __table_args__ = (
        Index(
            "uq_building_project_code",
            "project_id",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_building_code", "code"),
        Index("ix_building_has_elevator_code", "has_elevator", "code"),
    )
    meta = EntityMeta(
        name="Building",
        module="base",
        label=label(zh="楼栋", en="Building"),
        title="{name}",
        process="P1",
        parent="Project",
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_building_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="楼号", en="No.", required=True, max=16)
    )
    name: Mapped[str | None] = mapped_column(
        String(32), info=field("string", zh="名称", en="Name", search=True, max=32)
    )
    floors: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="层数", en="Floors", min=1)
    )
    entrances: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="单元数", en="Entrances", min=1)
    )
    has_elevator: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="有电梯", en="Elevator")
    )
    area: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="面积㎡", en="Area m²", min=0, scale=2)
    )


building_hooks = EntityHooks[Building, Never](Building)
