"""订单 Order: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 feb35f75e29e5ef143e660438905254c562b4d8cac8afaf96655273605225832

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import ClockState, Urgency

if TYPE_CHECKING:
    from ..branch.model import Branch
    from ..category.model import Category
    from ..clerk.model import Clerk
    from ..order_line.model import OrderLine
    from ..shopper.model import Shopper

OrderState = Literal["draft", "placed", "waiting", "packed", "shipped", "done", "cancelled"]
OrderTransition = Literal[
    "place", "wait", "resume", "pack", "ship", "ship_expensive", "confirm", "cancel", "reopen"
]


class Order(Entity):
    """订单 Order (2.1)."""

    __tablename__ = "order"
    __table_args__ = (
        Index(
            "uq_order_branch_order_no",
            "branch_id",
            "order_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_order_branch_state_due_at", "branch_id", "state", "due_at"),
        Index("ix_order_order_no", "order_no"),
        Index("ix_order_due_at", "due_at"),
        Index("ix_order_state_due_at", "state", "due_at"),
        Index("ix_order_urgency_due_at", "urgency", "due_at"),
        Index("ix_order_clerk_due_at", "clerk_id", "due_at"),
        Index("ix_order_branch_due_at", "branch_id", "due_at"),
        Index("ix_order_ordered_on", "ordered_on"),
        Index("ix_order_state_branch_deleted_at", "state", "branch_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Order",
        module="sales",
        label=label(zh="订单", en="Order"),
        title="{order_no} {summary}",
        process="2.1",
        children=[
            Children("lines", of="OrderLine", by="order", label=label(zh="订单行", en="Lines")),
        ],
        checks=[
            Check(
                "ships_after_order",
                expression(
                    "days(ordered_on, ship_at) >= 0",
                    [
                        "or",
                        ["is_null", ["field", "ordered_on"]],
                        ["is_null", ["field", "ship_at"]],
                        [
                            "ge",
                            ["call", "days", ["field", "ordered_on"], ["field", "ship_at"]],
                            ["lit", "int", 0],
                        ],
                    ],
                ),
                message(zh="发货早于下单", en="Shipping lies before the order."),
            ),
        ],
        parent="Shopper",
        retain="3 years",
        portal_comments="write",
    )

    order_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number",
            zh="编号",
            en="No.",
            numbering=numbering("SO{yy}{mm}{scope.code}-{seq:5}", scope="branch"),
        ),
    )
    branch_id: Mapped[int] = mapped_column(
        ForeignKey("branch.id", name="fk_order_branch"),
        info=field("ref", zh="门店", en="Branch", required=True, to="Branch"),
    )
    branch: Mapped[Branch] = relationship("Branch", foreign_keys=[branch_id])
    shopper_id: Mapped[int] = mapped_column(
        ForeignKey("shopper.id", name="fk_order_shopper"),
        index=True,
        info=field("ref", zh="顾客", en="Shopper", required=True, to="Shopper"),
    )
    shopper: Mapped[Shopper] = relationship("Shopper", foreign_keys=[shopper_id])
    phone: Mapped[str | None] = mapped_column(
        String(20),
        info=field(
            "phone", zh="电话", en="Phone", pii="personal", max=20, lookup=["shopper", "phone"]
        ),
    )
    summary: Mapped[str] = mapped_column(
        String(120),
        info=field("string", zh="摘要", en="Summary", required=True, search=True, max=120),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("category.id", name="fk_order_category"),
        index=True,
        info=field("ref", zh="类别", en="Category", to="Category"),
    )
    category: Mapped[Category | None] = relationship("Category", foreign_keys=[category_id])
    urgency: Mapped[Urgency] = mapped_column(
        String(40),
        info=field(
            "enum", zh="紧急程度", en="Urgency", required=True, default="normal", enum=enums.urgency
        ),
    )
    clerk_id: Mapped[int | None] = mapped_column(
        ForeignKey("clerk.id", name="fk_order_clerk"),
        info=field("ref", zh="店员", en="Clerk", to="Clerk"),
    )
    clerk: Mapped[Clerk | None] = relationship("Clerk", foreign_keys=[clerk_id])
    ordered_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="下单日期",
            en="Ordered on",
            default=expression("today()", ["call", "today"]),
            expires=30,
        ),
    )
    ship_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="发货时间", en="Ship at")
    )
    effort: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="耗时", en="Effort")
    )
    express: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="快递", en="Express", color="teal")
    )
    express_fee: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="快递费",
            en="Express fee",
            required=expression(
                "express and state != 'draft'",
                [
                    "and",
                    ["field", "express"],
                    ["ne", ["field", "state"], ["lit", "string", "draft"]],
                ],
            ),
            visible=expression("express", ["field", "express"]),
            min=0,
        ),
    )
    lines_total: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money", zh="商品金额", en="Goods", aggregate=aggregate("sum", "lines", "amount")
        ),
    )
    lines_count: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="行数", en="Lines", total=False, aggregate=aggregate("count", "lines")
        ),
    )
    discount: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="折扣",
            en="Discount",
            readonly=expression(
                "state != 'draft'", ["ne", ["field", "state"], ["lit", "string", "draft"]]
            ),
            default=0,
            max=100,
            min=0,
            scale=2,
        ),
    )
    total: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="合计",
            en="Total",
            formula=expression(
                "lines_total * (100 - coalesce(discount, 0)) / 100 + coalesce(express_fee, 0)",
                [
                    "add",
                    [
                        "div",
                        [
                            "mul",
                            ["field", "lines_total"],
                            [
                                "sub",
                                ["lit", "int", 100],
                                ["call", "coalesce", ["field", "discount"], ["lit", "int", 0]],
                            ],
                        ],
                        ["lit", "int", 100],
                    ],
                    ["call", "coalesce", ["field", "express_fee"], ["lit", "int", 0]],
                ],
            ),
        ),
    )
    reason: Mapped[str | None] = mapped_column(Text(), info=field("text", zh="原因", en="Reason"))
    stars: Mapped[int | None] = mapped_column(
        Integer(), info=field("rating", zh="评分", en="Stars")
    )
    receipt: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_order_receipt"),
        info=field("signature", zh="签收", en="Receipt"),
    )
    papers: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="单据", en="Papers", max=4)
    )
    answer_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="答复时限", en="Answer due", readonly=True)
    )
    due_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="完成时限", en="Due", readonly=True)
    )
    clock_state: Mapped[ClockState | None] = mapped_column(
        String(40),
        info=field("enum", zh="时限状态", en="Clock state", readonly=True, enum=enums.clock_state),
    )
    staff_note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="内部备注", en="Staff note")
    )
    state: Mapped[OrderState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    lines: Mapped[list[OrderLine]] = relationship(
        "OrderLine",
        primaryjoin="and_(Order.id == OrderLine.order_id, OrderLine.deleted_at.is_(None))",
        foreign_keys="OrderLine.order_id",
        order_by="OrderLine.id",
        viewonly=True,
    )


order_hooks = EntityHooks[Order, OrderTransition](
    Order,
    transitions=(
        "place",
        "wait",
        "resume",
        "pack",
        "ship",
        "ship_expensive",
        "confirm",
        "cancel",
        "reopen",
    ),
)
