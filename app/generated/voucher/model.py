"""记账凭证 Voucher: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f862b519bdd9cce820495e3629aa42fcecde8fcd9564f9fc65908a144140b488

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import aggregate, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

from .. import enums
from ..enums import BookEvent, VoucherWord

if TYPE_CHECKING:
    from ..accounting_period.model import AccountingPeriod
    from ..voucher_line.model import VoucherLine
    from ..voucher_rule.model import VoucherRule

VoucherState = Literal["draft", "submitted", "checked", "posted", "reversed"]
VoucherTransition = Literal["submit", "reject", "sign", "check", "post", "correct", "reverse"]


class Voucher(Entity):
    """记账凭证 Voucher (3.1)."""

    __tablename__ = "voucher"
    __table_args__ = (
        Index(
            "uq_voucher_reverses",
            "reverses_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_voucher_period_word_number",
            "period_id",
            "word",
            "number",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_voucher_period_chain_no",
            "period_id",
            "chain_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_voucher_source_type_source_id_event_source_key",
            "source_type",
            "source_id",
            "event",
            "source_key",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_voucher_period_state", "period_id", "state"),
        Index("ix_voucher_event_source_id", "event", "source_id"),
        Index("ix_voucher_state_date", "state", "date"),
        Index("ix_voucher_period_date", "period_id", "date"),
        Index("ix_voucher_event_date", "event", "date"),
        Index("ix_voucher_word_date", "word", "date"),
        Index("ix_voucher_maker_date", "maker_id", "date"),
        Index("ix_voucher_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="Voucher",
        module="fin",
        label=label(zh="记账凭证", en="Voucher"),
        title="{voucher_no} {summary}",
        process="3.1",
        children=[
            Children("lines", of="VoucherLine", by="voucher", label=label(zh="分录", en="Lines")),
        ],
    )

    period_id: Mapped[int] = mapped_column(
        ForeignKey("accounting_period.id", name="fk_voucher_period"),
        info=field(
            "ref", zh="期间", en="Period", required=True, readonly=True, to="AccountingPeriod"
        ),
    )
    period: Mapped[AccountingPeriod] = relationship("AccountingPeriod", foreign_keys=[period_id])
    date: Mapped[datetime.date] = mapped_column(
        Date(),
        index=True,
        info=field(
            "date",
            zh="日期",
            en="Date",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    word: Mapped[VoucherWord] = mapped_column(
        String(40),
        info=field(
            "enum", zh="凭证字", en="Word", required=True, default="ji", enum=enums.voucher_word
        ),
    )
    number: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="凭证号", en="Number", readonly=True)
    )
    voucher_no: Mapped[str | None] = mapped_column(
        String(24),
        index=True,
        info=field(
            "string",
            zh="凭证字号",
            en="No.",
            help=label(
                zh="记账时取号，每期每字连续",
                en="Given at posting, without gaps in each period and word",
            ),
            readonly=True,
            search=True,
            max=24,
        ),
    )
    summary: Mapped[str] = mapped_column(
        String(200),
        info=field("string", zh="摘要", en="Summary", required=True, search=True, max=200),
    )
    attachments: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="附件张数", en="Enclosures", required=True, default=0, min=0),
    )
    documents: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="附件", en="Papers", max=10)
    )
    event: Mapped[BookEvent] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="业务事件",
            en="Event",
            required=True,
            readonly=True,
            default="manual",
            enum=enums.book_event,
        ),
    )
    source_type: Mapped[str | None] = mapped_column(
        String(40), info=field("string", zh="来源单据", en="Source", readonly=True, max=40)
    )
    source_id: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="来源编号", en="Source id", readonly=True)
    )
    source_key: Mapped[str | None] = mapped_column(
        String(40), info=field("string", zh="来源键", en="Source key", readonly=True, max=40)
    )
    rule_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher_rule.id", name="fk_voucher_rule"),
        index=True,
        info=field("ref", zh="凭证规则", en="Rule", readonly=True, to="VoucherRule"),
    )
    rule: Mapped[VoucherRule | None] = relationship("VoucherRule", foreign_keys=[rule_id])
    debit: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money", zh="借方合计", en="Debit", aggregate=aggregate("sum", "lines", "debit")
        ),
    )
    credit: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money", zh="贷方合计", en="Credit", aggregate=aggregate("sum", "lines", "credit")
        ),
    )
    has_cash: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="含现金银行", en="Touches cash", readonly=True)
    )
    maker_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_voucher_maker"),
        info=field("ref", zh="制单", en="Made by", readonly=True, to="User"),
    )
    maker: Mapped[User | None] = relationship(User, foreign_keys=[maker_id])
    checker_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_voucher_checker"),
        index=True,
        info=field("ref", zh="审核", en="Checked by", readonly=True, to="User"),
    )
    checker: Mapped[User | None] = relationship(User, foreign_keys=[checker_id])
    cashier_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_voucher_cashier"),
        index=True,
        info=field("ref", zh="出纳", en="Cashier", readonly=True, to="User"),
    )
    cashier: Mapped[User | None] = relationship(User, foreign_keys=[cashier_id])
    poster_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_voucher_poster"),
        index=True,
        info=field("ref", zh="记账", en="Posted by", readonly=True, to="User"),
    )
    poster: Mapped[User | None] = relationship(User, foreign_keys=[poster_id])
    posted_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="记账时间", en="Posted", readonly=True)
    )
    reverses_id: Mapped[int | None] = mapped_column(
        ForeignKey("voucher.id", name="fk_voucher_reverses"),
        index=True,
        info=field(
            "ref",
            zh="冲销原凭证",
            en="Reverses",
            readonly=True,
            unique=True,
            to="Voucher",
            trace="cause",
        ),
    )
    reverses: Mapped[Voucher | None] = relationship(
        "Voucher", foreign_keys=[reverses_id], remote_side="Voucher.id"
    )
    chain_no: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="链上序号",
            en="Place in the chain",
            help=label(zh="每期按记账先后", en="In the order of posting in each period"),
            readonly=True,
        ),
    )
    prev_hash: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="上一凭证摘要", en="Digest before", readonly=True, max=64),
    )
    hash: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="凭证摘要", en="Digest", readonly=True, max=64)
    )
    state: Mapped[VoucherState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    lines: Mapped[list[VoucherLine]] = relationship(
        "VoucherLine",
        primaryjoin="and_(Voucher.id == VoucherLine.voucher_id, VoucherLine.deleted_at.is_(None))",
        foreign_keys="VoucherLine.voucher_id",
        order_by="VoucherLine.id",
        viewonly=True,
    )


voucher_hooks = EntityHooks[Voucher, VoucherTransition](
    Voucher, transitions=("submit", "reject", "sign", "check", "post", "correct", "reverse")
)
