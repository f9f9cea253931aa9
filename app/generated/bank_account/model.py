"""收付账户 Bank or channel account: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a66b67abbbb774e5a95cb1b5fe5565e294234559f2611d66f044d6f195db1e2a

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, Computed, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive

if TYPE_CHECKING:
    from ..account.model import Account
    from ..project.model import Project

BankAccountKind = Literal["bank", "wechat", "alipay", "cash"]
bank_account_kind = EnumType(
    "BankAccountKind",
    [
        EnumValue("bank", label(zh="银行", en="Bank")),
        EnumValue("wechat", label(zh="微信商户", en="WeChat merchant")),
        EnumValue("alipay", label(zh="支付宝商户", en="Alipay merchant")),
        EnumValue("cash", label(zh="现金", en="Cash box")),
    ],
)


class BankAccount(Entity):
    """收付账户 Bank or channel account (3.1)."""

    __tablename__ = "bank_account"
    __table_args__ = (
        Index(
            "uq_bank_account_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_bank_account_kind_code", "kind", "code"),
        Index("ix_bank_account_project_code", "project_id", "code"),
        Index("ix_bank_account_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="BankAccount",
        module="fin",
        label=label(zh="收付账户", en="Bank or channel account"),
        title="{name}",
        process="3.1",
    )

    code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="编码", en="Code", required=True, unique=True, max=24)
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    kind: Mapped[BankAccountKind] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Kind", required=True, enum=bank_account_kind)
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_bank_account_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 各项目共用", en="Empty: shared"),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", name="fk_bank_account_account"),
        index=True,
        info=field("ref", zh="科目", en="Ledger account", required=True, to="Account"),
    )
    account: Mapped[Account] = relationship("Account", foreign_keys=[account_id])
    bank: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="开户行", en="Bank", max=64)
    )
    number: Mapped[str | None] = mapped_column(
        Sensitive("bank_account.number", blind=True),
        info=field("bank_account", zh="账号", en="Number", pii="sensitive", max=64),
    )
    number_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("number", 1, 32)', persisted=True), deferred=True
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )


bank_account_hooks = EntityHooks[BankAccount, Never](BankAccount)
