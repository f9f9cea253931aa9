"""顾客 Buyer: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8c532c8f03a4f5740d083c443b1dd1524e220d9b9e7cb5a4acee14b74ec88235

from __future__ import annotations

from typing import Never

from sqlalchemy import Computed, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive

from .. import enums
from ..enums import Level


class Buyer(Entity):
    """顾客 Buyer."""

    __tablename__ = "buyer"
    __table_args__ = (
        Index(
            "uq_buyer_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_buyer_number", "number"),
        Index("ix_buyer_level", "level"),
    )
    meta = EntityMeta(
        name="Buyer", module="trade", label=label(zh="顾客", en="Buyer"), title="{name}"
    )

    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_buyer_login"),
        index=True,
        info=field("ref", zh="账号", en="Login", unique=True, to="User"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    number: Mapped[str | None] = mapped_column(
        String(40), info=field("number", zh="编号", en="No.", numbering=numbering("B{seq:6}"))
    )
    name: Mapped[str] = mapped_column(
        String(60), info=field("string", zh="姓名", en="Name", required=True, search=True, max=60)
    )
    phone: Mapped[str | None] = mapped_column(
        String(20), info=field("phone", zh="电话", en="Phone", pii="personal", max=20)
    )
    email: Mapped[str | None] = mapped_column(
        String(254), info=field("email", zh="邮箱", en="E-mail", max=254)
    )
    card: Mapped[str | None] = mapped_column(
        Sensitive("buyer.card", blind=True),
        info=field("id_no", zh="身份证号", en="ID number", search=True, pii="sensitive", max=64),
    )
    card_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("card", 1, 32)', persisted=True), deferred=True
    )
    level: Mapped[Level | None] = mapped_column(
        String(40), info=field("enum", zh="等级", en="Level", default="normal", enum=enums.level)
    )
    address: Mapped[str | None] = mapped_column(
        Text(), info=field("address", zh="地址", en="Address")
    )


buyer_hooks = EntityHooks[Buyer, Never](Buyer)
