"""固定资产 Fixed asset: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f5dccae9e8355b3d388a0e0d07787a661ff0011369b2b65cbc4fdf0a4b8f7893

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..account.model import Account
    from ..department.model import Department
    from ..equipment.model import Equipment
    from ..project.model import Project


class FixedAsset(Entity):
    """固定资产 Fixed asset (3.2)."""

    __tablename__ = "fixed_asset"
    __table_args__ = (
        Index(
            "uq_fixed_asset_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_fixed_asset_project_code", "project_id", "code"),
        Index("ix_fixed_asset_department_code", "department_id", "code"),
        Index("ix_fixed_asset_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="FixedAsset",
        module="fin",
        label=label(zh="固定资产", en="Fixed asset"),
        title="{code} {name}",
        process="3.2",
    )

    code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="编号", en="No.", required=True, unique=True, max=24)
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    equipment_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment.id", name="fk_fixed_asset_equipment"),
        index=True,
        info=field("ref", zh="设备", en="Equipment", to="Equipment"),
    )
    equipment: Mapped[Equipment | None] = relationship("Equipment", foreign_keys=[equipment_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_fixed_asset_project"),
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_fixed_asset_department"),
        info=field("ref", zh="使用部门", en="Department", to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    cost: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="原值", en="Cost", required=True, min="0.01")
    )
    residual: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="残值率（%）",
            en="Residual (%)",
            required=True,
            default=5,
            max=100,
            min=0,
            scale=2,
        ),
    )
    months: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="折旧月数", en="Months", required=True, default=60, max=600, min=1),
    )
    from_period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="起始期间",
            en="First period",
            required=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    expense_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_fixed_asset_expense"),
        index=True,
        info=field("ref", zh="费用科目", en="Expense account", required=True, to="Account"),
    )
    expense: Mapped[Account] = relationship("Account", foreign_keys=[expense_id])
    accumulated: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="累计折旧", en="Depreciated so far", readonly=True, default=0),
    )
    last_period: Mapped[str | None] = mapped_column(
        String(7), info=field("string", zh="已提至", en="Depreciated up to", readonly=True, max=7)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="在用", en="In use", default=True)
    )


fixed_asset_hooks = EntityHooks[FixedAsset, Never](FixedAsset)
