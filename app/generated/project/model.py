"""项目（小区） Project: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f9216b2f17e427d00d3f18b1db3f8f21e15b233299b22a9e110ad29484acf8f9

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..building.model import Building
    from ..company.model import Company
    from ..employee.model import Employee

ProjectKind = Literal["residential", "office", "mall", "industrial", "mixed"]
project_kind = EnumType(
    "ProjectKind",
    [
        EnumValue("residential", label(zh="住宅", en="Residential")),
        EnumValue("office", label(zh="写字楼", en="Offices")),
        EnumValue("mall", label(zh="商业", en="Shops")),
        EnumValue("industrial", label(zh="园区", en="Industrial park")),
        EnumValue("mixed", label(zh="综合", en="Mixed")),
    ],
)
ProjectChargingMode = Literal["lump", "commission"]
project_charging_mode = EnumType(
    "ProjectChargingMode",
    [
        EnumValue("lump", label(zh="包干制", en="Lump sum")),
        EnumValue("commission", label(zh="酬金制", en="Commission")),
    ],
)


class Project(Entity):
    """项目（小区） Project (P1)."""

    __tablename__ = "project"
    __table_args__ = (
        Index(
            "uq_project_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_project_name",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_project_kind_code", "kind", "code"),
        Index("ix_project_charging_mode_code", "charging_mode", "code"),
        Index("ix_project_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="Project",
        module="base",
        label=label(zh="项目（小区）", en="Project"),
        title="{name}",
        process="P1",
        children=[
            Children(
                "buildings", of="Building", by="project", label=label(zh="楼栋", en="Buildings")
            ),
        ],
        checks=[
            Check(
                "contract_in_order",
                expression(
                    "contract_to == null or contract_to >= contract_from",
                    [
                        "or",
                        ["is_null", ["field", "contract_to"]],
                        ["ge", ["field", "contract_to"], ["field", "contract_from"]],
                    ],
                ),
                message(zh="合同止期早于起期", en="The contract ends before it begins"),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(16),
        info=field(
            "string",
            zh="项目编码",
            en="Code",
            required=True,
            unique=True,
            max=16,
            pattern="[A-Z0-9]{2,16}",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string", zh="项目名称", en="Name", required=True, unique=True, search=True, max=64
        ),
    )
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", name="fk_project_company"),
        index=True,
        info=field("ref", zh="所属公司", en="Company", to="Company"),
    )
    company: Mapped[Company | None] = relationship("Company", foreign_keys=[company_id])
    kind: Mapped[ProjectKind] = mapped_column(
        String(40), info=field("enum", zh="业态", en="Type", required=True, enum=project_kind)
    )
    address: Mapped[str | None] = mapped_column(
        Text(), info=field("address", zh="地址", en="Address")
    )
    district: Mapped[str | None] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="片区",
            en="District",
            help=label(
                zh="同一片区的项目互为邻近项目（派单距离）",
                en="Projects of one district count as neighbours when work is assigned",
            ),
            max=24,
        ),
    )
    delivered_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="交付日期", en="Delivery date")
    )
    gross_area: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="建筑面积㎡", en="Gross floor area m²", min=0, scale=2),
    )
    manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_project_manager", use_alter=True),
        index=True,
        info=field("ref", zh="项目经理", en="Project manager", to="Employee", on_delete="null"),
    )
    manager: Mapped[Employee | None] = relationship("Employee", foreign_keys=[manager_id])
    manager_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="项目经理姓名",
            en="Project manager's name",
            pii="personal",
            max=32,
            lookup=["manager", "name"],
        ),
    )
    contract_from: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="物业合同起", en="Contract from", required=True)
    )
    contract_to: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="物业合同止", en="Contract to")
    )
    charging_mode: Mapped[ProjectChargingMode] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="收费模式",
            en="Charging mode",
            required=True,
            default="lump",
            enum=project_charging_mode,
        ),
    )
    hotline: Mapped[str | None] = mapped_column(
        String(20), info=field("phone", zh="服务热线", en="Hotline", max=20)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    buildings: Mapped[list[Building]] = relationship(
        "Building",
        primaryjoin="and_(Project.id == Building.project_id, Building.deleted_at.is_(None))",
        foreign_keys="Building.project_id",
        order_by="Building.id",
        viewonly=True,
    )


project_hooks = EntityHooks[Project, Never](Project)
