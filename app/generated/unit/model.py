"""房屋 Unit: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 26a513750b9bb525814c4a06ac46451f06e3b7a36bc43b5554f27a559416806c

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..building.model import Building
    from ..occupancy.model import Occupancy
    from ..project.model import Project

UnitState = Literal["undelivered", "vacant", "decorating", "occupied", "rented", "closed"]
UnitTransition = Literal["hand_over", "decorate", "move_in", "let", "vacate", "close"]
UnitKind = Literal["home", "shop", "office", "storage", "other"]
unit_kind = EnumType(
    "UnitKind",
    [
        EnumValue("home", label(zh="住宅", en="Home")),
        EnumValue("shop", label(zh="商铺", en="Shop")),
        EnumValue("office", label(zh="办公", en="Office")),
        EnumValue("storage", label(zh="储藏", en="Storage")),
        EnumValue("other", label(zh="其他", en="Other")),
    ],
)


class Unit(Entity):
    """房屋 Unit (P1)."""

    __tablename__ = "unit"
    __table_args__ = (
        Index(
            "uq_unit_full_no",
            "full_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_unit_building_entrance_room_no",
            "building_id",
            "entrance",
            "room_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_unit_project_state", "project_id", "state"),
        Index("ix_unit_project_full_no", "project_id", "full_no"),
        Index("ix_unit_building_full_no", "building_id", "full_no"),
        Index("ix_unit_kind_full_no", "kind", "full_no"),
        Index("ix_unit_state_full_no", "state", "full_no"),
        Index("ix_unit_state_id_project_deleted_at", "state", "id", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Unit",
        module="base",
        label=label(zh="房屋", en="Unit"),
        title="{full_no}",
        process="P1",
        children=[
            Children(
                "occupancies", of="Occupancy", by="unit", label=label(zh="住户", en="Occupants")
            ),
        ],
        checks=[
            Check(
                "area_positive",
                expression("gross_area > 0", ["gt", ["field", "gross_area"], ["lit", "int", 0]]),
                message(zh="建筑面积必须大于 0", en="The gross area must be more than 0"),
            ),
        ],
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_unit_project"),
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    building_id: Mapped[int] = mapped_column(
        ForeignKey("building.id", name="fk_unit_building"),
        info=field("ref", zh="楼栋", en="Building", required=True, to="Building"),
    )
    building: Mapped[Building] = relationship("Building", foreign_keys=[building_id])
    entrance: Mapped[str | None] = mapped_column(
        String(8), info=field("string", zh="单元", en="Entrance", max=8)
    )
    floor: Mapped[int | None] = mapped_column(Integer(), info=field("int", zh="楼层", en="Floor"))
    room_no: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="房号", en="Room no.", required=True, max=16)
    )
    full_no: Mapped[str | None] = mapped_column(
        String(48),
        info=field(
            "string",
            zh="完整房号",
            en="Full number",
            help=label(zh="自动生成，如 YX-3-2-1501", en="Made automatically, such as YX-3-2-1501"),
            readonly=True,
            unique=True,
            search=True,
            max=48,
        ),
    )
    kind: Mapped[UnitKind] = mapped_column(
        String(40),
        info=field("enum", zh="用途", en="Use", required=True, default="home", enum=unit_kind),
    )
    gross_area: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="建筑面积㎡", en="Gross area m²", required=True, scale=2),
    )
    inner_area: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="套内面积㎡", en="Inner area m²", scale=2)
    )
    fee_coefficient: Mapped[Decimal] = mapped_column(
        ScaledDecimal(6),
        info=field(
            "decimal", zh="收费系数", en="Fee coefficient", required=True, default=1, scale=6
        ),
    )
    delivered_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="交房日期", en="Handover date")
    )
    decorate_from: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="装修起", en="Fit-out from")
    )
    state: Mapped[UnitState] = mapped_column(String(40), info=field("state", zh="状态", en="State"))
    occupancies: Mapped[list[Occupancy]] = relationship(
        "Occupancy",
        primaryjoin="and_(Unit.id == Occupancy.unit_id, Occupancy.deleted_at.is_(None))",
        foreign_keys="Occupancy.unit_id",
        order_by="Occupancy.id",
        viewonly=True,
    )


unit_hooks = EntityHooks[Unit, UnitTransition](
    Unit, transitions=("hand_over", "decorate", "move_in", "let", "vacate", "close")
)
