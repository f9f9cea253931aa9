"""会计科目 Account: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 91b002a0a97a82c743a00ea04415ae1e19348cf194644d788df96e6ceeee9936

from __future__ import annotations

from typing import Literal, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import Side

AccountCategory = Literal["asset", "liability", "equity", "cost", "pl"]
account_category = EnumType(
    "AccountCategory",
    [
        EnumValue("asset", label(zh="资产", en="Assets")),
        EnumValue("liability", label(zh="负债", en="Liabilities")),
        EnumValue("equity", label(zh="权益", en="Equity")),
        EnumValue("cost", label(zh="成本", en="Cost")),
        EnumValue("pl", label(zh="损益", en="Profit and loss")),
    ],
)
AccountAux = Literal["customer", "project", "department", "employee", "fee_item"]
account_aux = EnumType(
    "AccountAux",
    [
        EnumValue("customer", label(zh="客户", en="Customer")),
        EnumValue("project", label(zh="项目", en="Project")),
        EnumValue("department", label(zh="部门", en="Department")),
        EnumValue("employee", label(zh="员工", en="Employee")),
        EnumValue("fee_item", label(zh="收费项目", en="Fee item")),
    ],
)


class Account(Entity):
    """会计科目 Account (3.2)."""

    __tablename__ = "account"
    __table_args__ = (
        Index(
            "uq_account_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_account_category_code", "category", "code"),
        Index("ix_account_direction_code", "direction", "code"),
        Index("ix_account_leaf_code", "leaf", "code"),
        Index("ix_account_cash_code", "cash", "code"),
        Index("ix_account_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="Account",
        module="fin",
        label=label(zh="会计科目", en="Account"),
        title="{code} {name}",
        process="3.2",
    )

    code: Mapped[str] = mapped_column(
        String(16),
        info=field(
            "string",
            zh="科目编码",
            en="Code",
            required=True,
            unique=True,
            search=True,
            max=16,
            pattern="[0-9]{4}([0-9]{2})*",
        ),
    )
    name: Mapped[str] = mapped_column(
        String(64),
        info=field("string", zh="科目名称", en="Name", required=True, search=True, max=64),
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", name="fk_account_parent"),
        index=True,
        info=field("ref", zh="上级科目", en="Parent", to="Account"),
    )
    parent: Mapped[Account | None] = relationship(
        "Account", foreign_keys=[parent_id], remote_side="Account.id"
    )
    category: Mapped[AccountCategory] = mapped_column(
        String(40),
        info=field("enum", zh="类别", en="Category", required=True, enum=account_category),
    )
    direction: Mapped[Side] = mapped_column(
        String(40),
        info=field("enum", zh="余额方向", en="Normal side", required=True, enum=enums.side),
    )
    leaf: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="末级", en="Leaf", readonly=True, default=True)
    )
    aux: Mapped[list[AccountAux] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("enums", zh="辅助核算", en="Auxiliary dimensions", enum=account_aux),
    )
    cash: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="现金类", en="Cash account")
    )
    bank: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="须出纳签字", en="Needs the cashier")
    )
    report_line: Mapped[str | None] = mapped_column(
        String(32), info=field("string", zh="报表项目", en="Report line", max=32)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )


account_hooks = EntityHooks[Account, Never](Account)
