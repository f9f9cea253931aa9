"""员工领用物品 Issued asset: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3c1ac1be294d0b5091de18a1382aca383fc0ed0681cbccae2c36c0457186ba9f

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee

EmployeeAssetState = Literal["issued", "returned", "lost"]
EmployeeAssetTransition = Literal["give_back", "lose"]
EmployeeAssetKind = Literal["tool", "key", "uniform", "it", "card", "cash"]
employee_asset_kind = EnumType(
    "EmployeeAssetKind",
    [
        EnumValue("tool", label(zh="工具", en="Tool")),
        EnumValue("key", label(zh="钥匙", en="Key")),
        EnumValue("uniform", label(zh="工服", en="Uniform")),
        EnumValue("it", label(zh="电子设备", en="IT")),
        EnumValue("card", label(zh="门禁卡", en="Access card")),
        EnumValue("cash", label(zh="备用金", en="Petty cash")),
    ],
)


class EmployeeAsset(Entity):
    """员工领用物品 Issued asset (4.1)."""

    __tablename__ = "employee_asset"
    __table_args__ = (
        Index("ix_employee_asset_employee_state", "employee_id", "state"),
        Index("ix_employee_asset_issued_on", "issued_on"),
        Index("ix_employee_asset_state_issued_on", "state", "issued_on"),
        Index("ix_employee_asset_kind_issued_on", "kind", "issued_on"),
        Index("ix_employee_asset_employee_issued_on", "employee_id", "issued_on"),
        Index("ix_employee_asset_keeper_dept_issued_on", "keeper_dept_id", "issued_on"),
        Index("ix_employee_asset_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="EmployeeAsset",
        module="hr",
        label=label(zh="员工领用物品", en="Issued asset"),
        title="{item}",
        process="4.1",
        parent="Employee",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_employee_asset_employee"),
        info=field("ref", zh="员工", en="Employee", required=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    employee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="员工姓名",
            en="Employee's name",
            pii="personal",
            max=32,
            lookup=["employee", "name"],
        ),
    )
    item: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="物品", en="Item", required=True, max=64)
    )
    kind: Mapped[EmployeeAssetKind] = mapped_column(
        String(40),
        info=field("enum", zh="类别", en="Kind", required=True, enum=employee_asset_kind),
    )
    value: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="价值", en="Value", min=0)
    )
    issued_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="领用日",
            en="Issued",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    returned_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="归还日", en="Returned", readonly=True)
    )
    keeper_dept_id: Mapped[int] = mapped_column(
        ForeignKey("department.id", name="fk_employee_asset_keeper_dept"),
        info=field(
            "ref",
            zh="管理部门",
            en="Keeper dept",
            required=True,
            default=expression("user.employee.department", ["user", ["employee", "department"]]),
            to="Department",
        ),
    )
    keeper_dept: Mapped[Department] = relationship("Department", foreign_keys=[keeper_dept_id])
    recovered: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="赔偿金额",
            en="To be paid back",
            help=label(
                zh="遗失或损坏时由结算扣回",
                en="What was lost or broken is deducted at the settlement",
            ),
            min=0,
        ),
    )
    state: Mapped[EmployeeAssetState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


employee_asset_hooks = EntityHooks[EmployeeAsset, EmployeeAssetTransition](
    EmployeeAsset, transitions=("give_back", "lose")
)
