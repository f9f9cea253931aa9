"""假期余额 Leave balance: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a9bb47558dd7ed2c555a0cafffd73b134bec7c1f3e827cde5981b9e1fe568fea

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import LeaveType

if TYPE_CHECKING:
    from ..employee.model import Employee


class LeaveBalance(Entity):
    """假期余额 Leave balance (4.2)."""

    __tablename__ = "leave_balance"
    __table_args__ = (
        Index(
            "uq_leave_balance_employee_year_leave_type",
            "employee_id",
            "year",
            "leave_type",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_leave_balance_year", "year"),
        Index("ix_leave_balance_leave_type_year", "leave_type", "year"),
    )
    meta = EntityMeta(
        name="LeaveBalance",
        module="hr",
        label=label(zh="假期余额", en="Leave balance"),
        title="{employee.name} {year} {leave_type}",
        process="4.2",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_leave_balance_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", required=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    year: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="年度", en="Year", required=True, total=False, max=2100, min=2000),
    )
    leave_type: Mapped[LeaveType] = mapped_column(
        String(40),
        info=field("enum", zh="假别", en="Kind of leave", required=True, enum=enums.leave_type),
    )
    entitled: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="应享天", en="Entitled", readonly=True, default=0, scale=2),
    )
    used: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="已用", en="Used", readonly=True, default=0, scale=2),
    )
    carried: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="结转", en="Carried over", default=0, min=0, scale=2),
    )
    expires_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="结转失效日", en="Carried days lapse after")
    )
    left: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="剩余",
            en="Left",
            scale=2,
            formula=expression(
                "coalesce(entitled, 0) + coalesce(carried, 0) - coalesce(used, 0)",
                [
                    "sub",
                    [
                        "add",
                        ["call", "coalesce", ["field", "entitled"], ["lit", "int", 0]],
                        ["call", "coalesce", ["field", "carried"], ["lit", "int", 0]],
                    ],
                    ["call", "coalesce", ["field", "used"], ["lit", "int", 0]],
                ],
            ),
        ),
    )


leave_balance_hooks = EntityHooks[LeaveBalance, Never](LeaveBalance)
