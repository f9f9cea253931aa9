"""排班 Roster: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 257b4b6803e9780dbd2886ab013fb6d7d376494580d87ece38cc51487e21d6e9

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..shift.model import Shift


class Roster(Entity):
    """排班 Roster (4.2)."""

    __tablename__ = "roster"
    __table_args__ = (
        Index(
            "uq_roster_employee_date_seq",
            "employee_id",
            "date",
            "seq",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_roster_date_employee", "date", "employee_id"),
        Index("ix_roster_shift_date", "shift_id", "date"),
        Index("ix_roster_on_leave_date", "on_leave", "date"),
    )
    meta = EntityMeta(
        name="Roster",
        module="hr",
        label=label(zh="排班", en="Roster"),
        title="{employee.name} {date} {shift.name}",
        process="4.2",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_roster_employee"),
        index=True,
        info=field(
            "ref", zh="员工", en="Employee", required=True, to="Employee", on_delete="cascade"
        ),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    date: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="日期", en="Date", required=True)
    )
    seq: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="序", en="Seq", required=True, default=1, total=False, min=1),
    )
    shift_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift.id", name="fk_roster_shift"),
        info=field(
            "ref",
            zh="班次",
            en="Shift",
            help=label(zh="空 = 休息", en="Empty: day off"),
            to="Shift",
        ),
    )
    shift: Mapped[Shift | None] = relationship("Shift", foreign_keys=[shift_id])
    on_leave: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="请假", en="On leave")
    )


roster_hooks = EntityHooks[Roster, Never](Roster)
