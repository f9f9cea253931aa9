"""考核周期 Review cycle: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 acd07dd08fae57459584315681ef56d5fddee775a9f37963c7fa1b7743898c0f

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from sqlalchemy import Date, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime

ReviewCycleState = Literal["draft", "open", "calibrating", "published", "closed"]
ReviewCycleTransition = Literal["open", "reckon", "calibrate", "accept", "publish", "close"]


class ReviewCycle(Entity):
    """考核周期 Review cycle (4.3)."""

    __tablename__ = "review_cycle"
    __table_args__ = (
        Index(
            "uq_review_cycle_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_review_cycle_period_from", "period_from"),
        Index("ix_review_cycle_state_period_from", "state", "period_from"),
        Index("ix_review_cycle_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="ReviewCycle",
        module="hr",
        label=label(zh="考核周期", en="Review cycle"),
        title="{code} {name}",
        process="4.3",
        checks=[
            Check(
                "in_order",
                expression(
                    "period_to >= period_from",
                    ["ge", ["field", "period_to"], ["field", "period_from"]],
                ),
                message(zh="止不能早于起", en="It ends before it begins"),
            ),
            Check(
                "shares",
                expression(
                    "kpi_share + manager_share + peer_share + self_share == 100",
                    [
                        "eq",
                        [
                            "add",
                            [
                                "add",
                                ["add", ["field", "kpi_share"], ["field", "manager_share"]],
                                ["field", "peer_share"],
                            ],
                            ["field", "self_share"],
                        ],
                        ["lit", "int", 100],
                    ],
                ),
                message(zh="四项占比合计须为 100%", en="The four shares must come to 100 %"),
            ),
            Check(
                "bands",
                expression(
                    "s_from > a_from and a_from > b_from and b_from > c_from",
                    [
                        "and",
                        ["gt", ["field", "s_from"], ["field", "a_from"]],
                        ["gt", ["field", "a_from"], ["field", "b_from"]],
                        ["gt", ["field", "b_from"], ["field", "c_from"]],
                    ],
                ),
                message(zh="等级起点须由高到低", en="The bands must fall from S to C"),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="编码", en="Code", required=True, unique=True, max=16)
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    period_from: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="起", en="From", required=True)
    )
    period_to: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="止", en="To", required=True)
    )
    kpi_share: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="指标分占比",
            en="Share of the KPIs",
            required=True,
            default=70,
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    manager_share: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="上级评占比",
            en="Share of the manager",
            required=True,
            default=20,
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    peer_share: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="互评占比",
            en="Share of colleagues",
            required=True,
            default=10,
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    self_share: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="自评占比",
            en="Own share",
            required=True,
            default=0,
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    s_from: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="S 起点",
            en="S from",
            required=True,
            default=95,
            total=False,
            min=0,
            scale=2,
        ),
    )
    a_from: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="A 起点",
            en="A from",
            required=True,
            default=85,
            total=False,
            min=0,
            scale=2,
        ),
    )
    b_from: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="B 起点",
            en="B from",
            required=True,
            default=70,
            total=False,
            min=0,
            scale=2,
        ),
    )
    c_from: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="C 起点",
            en="C from",
            required=True,
            default=60,
            total=False,
            min=0,
            scale=2,
        ),
    )
    s_quota: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="S 比例上限",
            en="S at most",
            help=label(zh="空 = 不限", en="Empty: no limit"),
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    a_quota: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="S 和 A 比例上限",
            en="S and A together at most",
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    pay_pool: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="调薪预算（月）",
            en="Budget for raises (a month)",
            help=label(
                zh="建议调薪合计超过预算时按比例缩减",
                en="Suggested raises above it are scaled down",
            ),
            min=0,
        ),
    )
    opened_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="启动", en="Opened", readonly=True)
    )
    published_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="公布", en="Published", readonly=True)
    )
    reviews: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="考核人数", en="Reviews", readonly=True, default=0)
    )
    left_out: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="未纳入",
            en="Left out",
            help=label(zh="没有直接上级、不能考核的员工", en="Employees without a manager"),
            readonly=True,
            default=0,
        ),
    )
    state: Mapped[ReviewCycleState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


review_cycle_hooks = EntityHooks[ReviewCycle, ReviewCycleTransition](
    ReviewCycle, transitions=("open", "reckon", "calibrate", "accept", "publish", "close")
)
