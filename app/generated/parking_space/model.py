"""车位 Parking space: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f3fced54960b4059ee662fd2d566960aafb8a797361e1330047b91391fce3d62

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..project.model import Project
    from ..unit.model import Unit

ParkingSpaceState = Literal["free", "sold", "rented", "blocked"]
ParkingSpaceTransition = Literal["sell", "rent", "give_back", "block", "unblock"]
ParkingSpaceKind = Literal["owned", "rented", "public", "accessible"]
parking_space_kind = EnumType(
    "ParkingSpaceKind",
    [
        EnumValue("owned", label(zh="产权", en="Owned")),
        EnumValue("rented", label(zh="月租", en="Monthly")),
        EnumValue("public", label(zh="公共", en="Public")),
        EnumValue("accessible", label(zh="无障碍", en="Accessible")),
    ],
)


class ParkingSpace(Entity):
    """车位 Parking space (P1)."""

    __tablename__ = "parking_space"
    __table_args__ = (
        Index(
            "uq_parking_space_project_code",
            "project_id",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_parking_space_code", "code"),
        Index("ix_parking_space_kind_code", "kind", "code"),
        Index("ix_parking_space_state_code", "state", "code"),
        Index("ix_parking_space_charger_code", "charger", "code"),
        Index("ix_parking_space_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="ParkingSpace",
        module="base",
        label=label(zh="车位", en="Parking space"),
        title="{code}",
        process="P1",
    )

    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_parking_space_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="车位号", en="No.", required=True, search=True, max=24)
    )
    kind: Mapped[ParkingSpaceKind] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Type", required=True, enum=parking_space_kind)
    )
    zone: Mapped[str | None] = mapped_column(
        String(24), info=field("string", zh="区域", en="Zone", max=24)
    )
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_parking_space_unit"),
        index=True,
        info=field("ref", zh="关联房屋", en="Unit", to="Unit", on_delete="null"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_parking_space_customer"),
        index=True,
        info=field("ref", zh="使用人", en="User", to="Customer", on_delete="null"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    plate_no: Mapped[str | None] = mapped_column(
        String(12),
        index=True,
        info=field("string", zh="车牌号", en="Plate no.", pii="personal", max=12),
    )
    charger: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="充电桩", en="EV charger")
    )
    state: Mapped[ParkingSpaceState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


parking_space_hooks = EntityHooks[ParkingSpace, ParkingSpaceTransition](
    ParkingSpace, transitions=("sell", "rent", "give_back", "block", "unblock")
)
