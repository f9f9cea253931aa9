"""离职清单模板 Clearance template: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c8e24d964d4e4a4683e18d4978d1a137297d48930047c399bac1b133f0ee706e

from __future__ import annotations

from typing import Literal, Never

from sqlalchemy import Boolean, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import HandledBy, StaffRole

OffboardingItemAuto = Literal["open_work", "assets", "advances", "vouchers", "accounts", "leave"]
offboarding_item_auto = EnumType(
    "OffboardingItemAuto",
    [
        EnumValue("open_work", label(zh="未完成工作", en="Open work")),
        EnumValue("assets", label(zh="未归还物品", en="Assets not returned")),
        EnumValue("advances", label(zh="未还借款", en="Advances not repaid")),
        EnumValue("vouchers", label(zh="未记账凭证", en="Vouchers not posted")),
        EnumValue("accounts", label(zh="系统账号", en="Accounts")),
        EnumValue("leave", label(zh="假期余额", en="Leave")),
    ],
)


class OffboardingItem(Entity):
    """离职清单模板 Clearance template (4.5)."""

    __tablename__ = "offboarding_item"
    __table_args__ = (
        Index("ix_offboarding_item_handled_by", "handled_by"),
        Index("ix_offboarding_item_auto", "auto"),
        Index("ix_offboarding_item_active", "active"),
    )
    meta = EntityMeta(
        name="OffboardingItem",
        module="hr",
        label=label(zh="离职清单模板", en="Clearance template"),
        title="{item}",
        process="4.5",
        help=label(
            zh="人事审核离职后按此生成各部门的交接事项",
            en="From these the clearances of a leaver are made",
        ),
    )

    item: Mapped[str] = mapped_column(
        String(100), info=field("string", zh="事项", en="Item", required=True, max=100)
    )
    handled_by: Mapped[HandledBy] = mapped_column(
        String(40),
        info=field("enum", zh="会签部门", en="Department", required=True, enum=enums.handled_by),
    )
    owner_role: Mapped[StaffRole | None] = mapped_column(
        String(40), info=field("enum", zh="经办角色", en="Role", enum=enums.staff_role)
    )
    auto: Mapped[OffboardingItemAuto | None] = mapped_column(
        String(40),
        info=field("enum", zh="自动检查", en="Automatic check", enum=offboarding_item_auto),
    )
    blocking: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="必须完成", en="Blocking", default=True)
    )
    days_before: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="最后工作日前天数",
            en="Days before the last day",
            required=True,
            default=0,
            total=False,
            min=0,
        ),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )


offboarding_item_hooks = EntityHooks[OffboardingItem, Never](OffboardingItem)
