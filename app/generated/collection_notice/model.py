"""催缴记录 Reminder of arrears: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 be775e66a9f293afe74e19f1a93c65615b876dd2dd8e056fde1bfe8fbcdfc4da

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..customer.model import Customer
    from ..project.model import Project

CollectionNoticeLevel = Literal["remind", "notice", "demand", "litigation"]
collection_notice_level = EnumType(
    "CollectionNoticeLevel",
    [
        EnumValue("remind", label(zh="提醒", en="Reminder"), color="blue"),
        EnumValue("notice", label(zh="催缴函", en="Notice"), color="yellow"),
        EnumValue("demand", label(zh="律师函", en="Lawyer's letter"), color="orange"),
        EnumValue("litigation", label(zh="诉讼", en="Litigation"), color="red"),
    ],
)
CollectionNoticeChannel = Literal["app", "sms", "phone", "letter", "visit"]
collection_notice_channel = EnumType(
    "CollectionNoticeChannel",
    [
        EnumValue("app", label(zh="消息", en="Message")),
        EnumValue("sms", label(zh="短信", en="SMS")),
        EnumValue("phone", label(zh="电话", en="Telephone")),
        EnumValue("letter", label(zh="信函", en="Letter")),
        EnumValue("visit", label(zh="上门", en="Visit")),
    ],
)

collection_notice_bills = Table(
    "collection_notice_bills",
    Entity.metadata,
    Column(
        "collection_notice_id",
        ForeignKey("collection_notice.id", name="fk_collection_notice_bills_collection_notice"),
        primary_key=True,
    ),
    Column(
        "bill_id", ForeignKey("bill.id", name="fk_collection_notice_bills_bill"), primary_key=True
    ),
    Index("ix_collection_notice_bills_bill_id", "bill_id"),
)


class CollectionNotice(Entity):
    """催缴记录 Reminder of arrears (3.1)."""

    __tablename__ = "collection_notice"
    __table_args__ = (
        Index("ix_collection_notice_customer_sent_at", "customer_id", "sent_at"),
        Index("ix_collection_notice_sent_at", "sent_at"),
        Index("ix_collection_notice_level_sent_at", "level", "sent_at"),
        Index("ix_collection_notice_project_sent_at", "project_id", "sent_at"),
        Index("ix_collection_notice_channel_sent_at", "channel", "sent_at"),
    )
    meta = EntityMeta(
        name="CollectionNotice",
        module="fee",
        label=label(zh="催缴记录", en="Reminder of arrears"),
        title="{customer.name} {level}",
        process="3.1",
        help=label(
            zh="不得以停水、停电、停气、停热方式催交（民法典 944 条）",
            en="Water, power, gas or heat may never be cut for it (Civil Code, art. 944)",
        ),
    )

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_collection_notice_customer"),
        info=field("ref", zh="客户", en="Customer", required=True, search=True, to="Customer"),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_collection_notice_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("customer.project", ["path", ["customer"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    level: Mapped[CollectionNoticeLevel] = mapped_column(
        String(40),
        info=field("enum", zh="级别", en="Level", required=True, enum=collection_notice_level),
    )
    bills: Mapped[list[Bill]] = relationship(
        "Bill",
        secondary=collection_notice_bills,
        order_by="Bill.id",
        info=field("refs", zh="账单", en="Bills", to="Bill"),
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Amount", required=True)
    )
    oldest_due: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="最早到期", en="Oldest due", readonly=True)
    )
    channel: Mapped[CollectionNoticeChannel] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="方式",
            en="Way",
            required=True,
            default="app",
            enum=collection_notice_channel,
        ),
    )
    sent_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="Sent",
            required=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    result: Mapped[str | None] = mapped_column(
        String(300), info=field("string", zh="结果", en="Result", max=300)
    )
    promised_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="承诺缴费日", en="Promised for")
    )
    limitation_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field(
            "date",
            zh="诉讼时效届满",
            en="Limitation ends",
            help=label(
                zh="到期日或最近一次催缴后 3 年（民法典 188、195 条）",
                en="Three years after the due day or the last demand (Civil Code, art. 188, 195)",
            ),
            readonly=True,
        ),
    )
    document: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="附件", en="Papers", max=3)
    )


collection_notice_hooks = EntityHooks[CollectionNotice, Never](CollectionNotice)
