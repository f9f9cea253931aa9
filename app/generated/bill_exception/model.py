"""出账异常 Billing exception: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9ae069b3276ddf64e4469558e1b4ae283a8e4968112f959ee27f80db6bef4a8b

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..bill_run.model import BillRun
    from ..fee_assignment.model import FeeAssignment
    from ..parking_space.model import ParkingSpace
    from ..project.model import Project
    from ..unit.model import Unit

BillExceptionState = Literal["open", "deferred", "solved"]
BillExceptionTransition = Literal["defer", "solve"]
BillExceptionReason = Literal["price", "reading", "anomaly", "area", "payer", "cost", "tax"]
bill_exception_reason = EnumType(
    "BillExceptionReason",
    [
        EnumValue("price", label(zh="没有价格", en="No price")),
        EnumValue("reading", label(zh="没有读数", en="No reading")),
        EnumValue("anomaly", label(zh="读数异常未核对", en="Reading not checked")),
        EnumValue("area", label(zh="没有面积", en="No area")),
        EnumValue("payer", label(zh="没有缴费人", en="No payer")),
        EnumValue("cost", label(zh="没有公摊金额", en="No cost to share")),
        EnumValue("tax", label(zh="没有税率", en="No tax rate")),
    ],
)


class BillException(Entity):
    """出账异常 Billing exception (3.1)."""

    __tablename__ = "bill_exception"
    __table_args__ = (
        Index("ix_bill_exception_run_state", "run_id", "state"),
        Index("ix_bill_exception_reason", "reason"),
        Index("ix_bill_exception_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="BillException",
        module="fee",
        label=label(zh="出账异常", en="Billing exception"),
        title="{unit.full_no}{parking.code} {reason}",
        process="3.1",
        help=label(
            zh="缺价格、读数或面积时出现在这里，绝不生成零元账单",
            en="A missing price, reading or area stands here; there is never a bill of zero",
        ),
        parent="BillRun",
    )

    run_id: Mapped[int] = mapped_column(
        ForeignKey("bill_run.id", name="fk_bill_exception_run"),
        info=field(
            "ref",
            zh="批次",
            en="Run",
            required=True,
            readonly=True,
            to="BillRun",
            on_delete="cascade",
        ),
    )
    run: Mapped[BillRun] = relationship("BillRun", foreign_keys=[run_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_bill_exception_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    assignment_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_assignment.id", name="fk_bill_exception_assignment"),
        index=True,
        info=field("ref", zh="收费标准", en="Fee assignment", readonly=True, to="FeeAssignment"),
    )
    assignment: Mapped[FeeAssignment | None] = relationship(
        "FeeAssignment", foreign_keys=[assignment_id]
    )
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_bill_exception_unit"),
        index=True,
        info=field("ref", zh="房屋", en="Unit", readonly=True, to="Unit"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    parking_id: Mapped[int | None] = mapped_column(
        ForeignKey("parking_space.id", name="fk_bill_exception_parking"),
        index=True,
        info=field("ref", zh="车位", en="Parking space", readonly=True, to="ParkingSpace"),
    )
    parking: Mapped[ParkingSpace | None] = relationship("ParkingSpace", foreign_keys=[parking_id])
    reason: Mapped[BillExceptionReason] = mapped_column(
        String(40),
        info=field(
            "enum", zh="原因", en="Reason", required=True, readonly=True, enum=bill_exception_reason
        ),
    )
    detail: Mapped[str | None] = mapped_column(
        String(300), info=field("string", zh="说明", en="Detail", readonly=True, max=300)
    )
    defer_note: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="暂缓说明", en="Why deferred", max=200)
    )
    state: Mapped[BillExceptionState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


bill_exception_hooks = EntityHooks[BillException, BillExceptionTransition](
    BillException, transitions=("defer", "solve")
)
