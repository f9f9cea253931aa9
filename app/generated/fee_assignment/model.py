"""收费标准 Fee assignment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d6860a252b5c6434ba7ce38417de9156dfc5ffe5bbf87924467c016ddbffefb6

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..fee_item.model import FeeItem
    from ..parking_space.model import ParkingSpace
    from ..project.model import Project
    from ..unit.model import Unit

FeeAssignmentState = Literal["draft", "submitted", "active", "ended"]
FeeAssignmentTransition = Literal[
    "activate", "begin_as_accepted", "submit", "approve", "send_back", "end"
]


class FeeAssignment(Entity):
    """收费标准 Fee assignment (3.1)."""

    __tablename__ = "fee_assignment"
    __table_args__ = (
        Index("ix_fee_assignment_unit_state", "unit_id", "state"),
        Index("ix_fee_assignment_parking_state", "parking_id", "state"),
        Index("ix_fee_assignment_fee_item_project_state", "fee_item_id", "project_id", "state"),
        Index("ix_fee_assignment_from_on", "from_on"),
        Index("ix_fee_assignment_state_from_on", "state", "from_on"),
        Index("ix_fee_assignment_fee_item_from_on", "fee_item_id", "from_on"),
        Index("ix_fee_assignment_project_from_on", "project_id", "from_on"),
        Index("ix_fee_assignment_customer_from_on", "customer_id", "from_on"),
        Index("ix_fee_assignment_unit_from_on", "unit_id", "from_on"),
        Index("ix_fee_assignment_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="FeeAssignment",
        module="fee",
        label=label(zh="收费标准", en="Fee assignment"),
        title="{fee_item.name} {unit.full_no}{parking.code}",
        process="3.1",
        help=label(
            zh="哪套房屋或车位，由谁，从何日起按哪个项目收费",
            en="Which unit or space pays which item, by whom and from when",
        ),
        checks=[
            Check(
                "unit_or_parking",
                expression(
                    "(unit != null and parking == null) or (unit == null and parking != null)",
                    [
                        "or",
                        ["and", ["not_null", ["field", "unit"]], ["is_null", ["field", "parking"]]],
                        ["and", ["is_null", ["field", "unit"]], ["not_null", ["field", "parking"]]],
                    ],
                ),
                message(zh="房屋和车位选一个", en="Either a unit or a parking space"),
            ),
            Check(
                "dates_in_order",
                expression(
                    "to_on == null or to_on >= from_on",
                    [
                        "or",
                        ["is_null", ["field", "to_on"]],
                        ["ge", ["field", "to_on"], ["field", "from_on"]],
                    ],
                ),
                message(zh="止算日早于起算日", en="It ends before it begins"),
            ),
        ],
    )

    fee_item_id: Mapped[int] = mapped_column(
        ForeignKey("fee_item.id", name="fk_fee_assignment_fee_item"),
        info=field("ref", zh="收费项目", en="Fee item", required=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem] = relationship("FeeItem", foreign_keys=[fee_item_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_fee_assignment_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression(
                "coalesce(unit.project, parking.project)",
                [
                    "call",
                    "coalesce",
                    ["path", ["unit"], "project"],
                    ["path", ["parking"], "project"],
                ],
            ),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_fee_assignment_unit"),
        info=field("ref", zh="房屋", en="Unit", to="Unit"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    parking_id: Mapped[int | None] = mapped_column(
        ForeignKey("parking_space.id", name="fk_fee_assignment_parking"),
        info=field("ref", zh="车位", en="Parking space", to="ParkingSpace"),
    )
    parking: Mapped[ParkingSpace | None] = relationship("ParkingSpace", foreign_keys=[parking_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_fee_assignment_customer"),
        info=field(
            "ref",
            zh="缴费人",
            en="Payer",
            help=label(
                zh="空 = 当期占用人（业主或约定的承租人）",
                en="Empty: who holds the unit at the time",
            ),
            to="Customer",
        ),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    from_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="起算日", en="From", required=True)
    )
    to_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="止算日", en="To")
    )
    override_price: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4), info=field("decimal", zh="协议单价", en="Agreed price", min=0, scale=4)
    )
    discount: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="折扣（%）",
            en="Discount (%)",
            help=label(zh="5 = 减 5%", en="5: five per cent less"),
            max=100,
            min=0,
            scale=2,
        ),
    )
    ground: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="依据", en="Ground", max=200)
    )
    state: Mapped[FeeAssignmentState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


fee_assignment_hooks = EntityHooks[FeeAssignment, FeeAssignmentTransition](
    FeeAssignment,
    transitions=("activate", "begin_as_accepted", "submit", "approve", "send_back", "end"),
)
