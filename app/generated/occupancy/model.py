"""客户房屋关系 Occupancy: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 eb67312879fb10096ae6ab58c8a0e84aa7645bee704903462931e08dd931dc80

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import OccupancyRole

if TYPE_CHECKING:
    from ..building.model import Building
    from ..customer.model import Customer
    from ..project.model import Project
    from ..unit.model import Unit


class Occupancy(Entity):
    """客户房屋关系 Occupancy (1.1)."""

    __tablename__ = "occupancy"
    __table_args__ = (
        Index("ix_occupancy_unit_to_date", "unit_id", "to_date"),
        Index("ix_occupancy_project_customer_to_date", "project_id", "customer_id", "to_date"),
        Index("ix_occupancy_from_date", "from_date"),
        Index("ix_occupancy_role_from_date", "role", "from_date"),
        Index("ix_occupancy_payer_from_date", "payer", "from_date"),
        Index("ix_occupancy_approved_from_date", "approved", "from_date"),
    )
    meta = EntityMeta(
        name="Occupancy",
        module="crm",
        label=label(zh="客户房屋关系", en="Occupancy"),
        title="{unit.full_no}",
        process="1.1",
        checks=[
            Check(
                "dates_in_order",
                expression(
                    "to_date == null or to_date >= from_date",
                    [
                        "or",
                        ["is_null", ["field", "to_date"]],
                        ["ge", ["field", "to_date"], ["field", "from_date"]],
                    ],
                ),
                message(zh="截止日早于起始日", en="It ends before it begins"),
            ),
        ],
        parent="Unit",
    )

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_occupancy_customer"),
        index=True,
        info=field(
            "ref",
            zh="客户",
            en="Customer",
            required=True,
            default=expression("user.customer", ["user", ["customer"]]),
            search=True,
            to="Customer",
        ),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("unit.id", name="fk_occupancy_unit"),
        info=field("ref", zh="房屋", en="Unit", required=True, search=True, to="Unit"),
    )
    unit: Mapped[Unit] = relationship("Unit", foreign_keys=[unit_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_occupancy_project"),
        info=field("ref", zh="项目", en="Project", to="Project", lookup=["unit", "project"]),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    building_id: Mapped[int | None] = mapped_column(
        ForeignKey("building.id", name="fk_occupancy_building"),
        index=True,
        info=field("ref", zh="楼栋", en="Building", to="Building", lookup=["unit", "building"]),
    )
    building: Mapped[Building | None] = relationship("Building", foreign_keys=[building_id])
    role: Mapped[OccupancyRole] = mapped_column(
        String(40),
        info=field(
            "enum", zh="身份", en="Role", required=True, default="owner", enum=enums.occupancy_role
        ),
    )
    payer: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="缴费人", en="Payer")
    )
    share: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("percent", zh="份额", en="Share", max=100, min=0, scale=2)
    )
    from_date: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="起始日",
            en="From",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    to_date: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="截止日", en="To")
    )
    approved: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="已核准",
            en="Approved",
            help=label(
                zh="核准前不能查看该房屋的资料", en="Until approved the unit's records stay closed"
            ),
        ),
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_occupancy_login"),
        index=True,
        info=field(
            "ref",
            zh="可登录账号",
            en="Login with access",
            help=label(
                zh="自动维护：已核准且在住期间的门户账号",
                en="Kept by the system: the portal account while approved and current",
            ),
            readonly=True,
            to="User",
            on_delete="null",
        ),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])


occupancy_hooks = EntityHooks[Occupancy, Never](Occupancy)
