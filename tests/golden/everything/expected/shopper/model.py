"""顾客 Shopper: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1ae1a3361d66cd877a57f7d098e9e908162ac65169a4373d2ed6d403dd0ed00e

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Never

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal

if TYPE_CHECKING:
    from ..branch.model import Branch
    from ..order.model import Order


class Shopper(Entity):
    """顾客 Shopper."""

    __tablename__ = "shopper"
    __table_args__ = (
        Index(
            "uq_shopper_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_shopper_shopper_no", "shopper_no"),
        Index("ix_shopper_first_order", "first_order"),
    )
    meta = EntityMeta(
        name="Shopper",
        module="sales",
        label=label(zh="顾客", en="Shopper"),
        title="{name}",
        children=[
            Children("orders", of="Order", by="shopper", label=label(zh="订单", en="Orders")),
        ],
    )

    shopper_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="编号", en="No.", numbering=numbering("S{seq:6}", gapless=True)),
    )
    name: Mapped[str] = mapped_column(
        String(40),
        info=field(
            "string", zh="姓名", en="Name", required=True, search=True, pii="personal", max=40
        ),
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_shopper_login"),
        index=True,
        info=field("ref", zh="登录账号", en="Login", unique=True, to="User"),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    branch_id: Mapped[int] = mapped_column(
        ForeignKey("branch.id", name="fk_shopper_branch"),
        index=True,
        info=field("ref", zh="门店", en="Branch", required=True, to="Branch"),
    )
    branch: Mapped[Branch] = relationship("Branch", foreign_keys=[branch_id])
    email: Mapped[str | None] = mapped_column(
        String(254), info=field("email", zh="邮箱", en="Email", pii="personal", max=254)
    )
    phone: Mapped[str | None] = mapped_column(
        String(20),
        index=True,
        info=field("phone", zh="电话", en="Phone", search=True, pii="personal", max=20),
    )
    region: Mapped[str | None] = mapped_column(
        String(12), info=field("region", zh="地区", en="Region", max=12)
    )
    address: Mapped[str | None] = mapped_column(
        Text(), info=field("address", zh="地址", en="Address", pii="personal")
    )
    location: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), info=field("geo", zh="位置", en="Location")
    )
    note: Mapped[str | None] = mapped_column(Text(), info=field("text", zh="备注", en="Note"))
    orders_count: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="订单数", en="Orders", aggregate=aggregate("count", "orders")),
    )
    spent: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="累计消费",
            en="Spent",
            aggregate=aggregate(
                "sum",
                "orders",
                "total",
                where=expression(
                    "state == 'done'", ["eq", ["field", "state"], ["lit", "string", "done"]]
                ),
            ),
        ),
    )
    biggest: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="最大订单",
            en="Biggest order",
            aggregate=aggregate("max", "orders", "total"),
        ),
    )
    first_order: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="首单日期",
            en="First order",
            aggregate=aggregate("min", "orders", "ordered_on"),
        ),
    )
    loyalty: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="忠诚度",
            en="Loyalty",
            formula=expression("custom: loyalty", ["custom", "loyalty"]),
        ),
    )
    stars: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="平均评分",
            en="Average stars",
            scale=2,
            aggregate=aggregate("avg", "orders", "stars"),
        ),
    )
    orders: Mapped[list[Order]] = relationship(
        "Order",
        primaryjoin="and_(Shopper.id == Order.shopper_id, Order.deleted_at.is_(None))",
        foreign_keys="Order.shopper_id",
        order_by="Order.id",
        viewonly=True,
    )


shopper_hooks = EntityHooks[Shopper, Never](Shopper)
