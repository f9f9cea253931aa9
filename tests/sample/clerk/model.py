"""员工 Clerk: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d8c3360ed9d182afbb4bdcbc761f4a075ba5effdac6e9d833a89d7af33286aea

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Computed, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..store.model import Store


class Clerk(Entity):
    """员工 Clerk."""

    __tablename__ = "clerk"
    __table_args__ = (
        Index(
            "uq_clerk_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="Clerk", module="base", label=label(zh="员工", en="Clerk"), title="{name}"
    )

    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_clerk_login"),
        index=True,
        info=field("ref", zh="账号", en="Login", unique=True, to="User"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    name: Mapped[str] = mapped_column(
        String(40), info=field("string", zh="姓名", en="Name", required=True, search=True, max=40)
    )
    store_id: Mapped[int] = mapped_column(
        ForeignKey("store.id", name="fk_clerk_store"),
        index=True,
        info=field("ref", zh="门店", en="Store", required=True, to="Store"),
    )
    store: Mapped[Store] = relationship("Store", foreign_keys=[store_id])
    wage: Mapped[Decimal | None] = mapped_column(
        Sensitive("clerk.wage", kind="decimal", scale=2, blind=True),
        info=field("money", zh="工资", en="Wage", pii="sensitive"),
    )
    wage_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("wage", 1, 32)', persisted=True), deferred=True
    )
    bonus: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="奖金", en="Bonus")
    )
    bank: Mapped[str | None] = mapped_column(
        Sensitive("clerk.bank", blind=True),
        info=field("bank_account", zh="银行账号", en="Bank account", pii="sensitive", max=64),
    )
    bank_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("bank", 1, 32)', persisted=True), deferred=True
    )


clerk_hooks = EntityHooks[Clerk, Never](Clerk)
