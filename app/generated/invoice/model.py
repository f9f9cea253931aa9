"""发票 Invoice: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 71b57ed948635f8ebe0d3c4715ccf6ee38616eade9af5673715d3b08f87bab29

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..bill.model import Bill
    from ..customer.model import Customer
    from ..project.model import Project

InvoiceState = Literal[
    "requested", "submitted", "issued", "delivered", "red_requested", "red_issued", "refused"
]
InvoiceTransition = Literal[
    "submit", "refuse", "issue", "deliver", "request_red", "issue_red", "keep"
]
InvoiceKind = Literal["normal", "special"]
invoice_kind = EnumType(
    "InvoiceKind",
    [
        EnumValue("normal", label(zh="普通发票", en="Ordinary")),
        EnumValue("special", label(zh="专用发票", en="Special")),
    ],
)

invoice_bills = Table(
    "invoice_bills",
    Entity.metadata,
    Column(
        "invoice_id", ForeignKey("invoice.id", name="fk_invoice_bills_invoice"), primary_key=True
    ),
    Column("bill_id", ForeignKey("bill.id", name="fk_invoice_bills_bill"), primary_key=True),
    Index("ix_invoice_bills_bill_id", "bill_id"),
)


class Invoice(Entity):
    """发票 Invoice (3.1)."""

    __tablename__ = "invoice"
    __table_args__ = (
        Index(
            "uq_invoice_invoice_no",
            "invoice_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_invoice_request_no", "request_no"),
        Index("ix_invoice_created_at", "created_at"),
        Index("ix_invoice_state_created_at", "state", "created_at"),
        Index("ix_invoice_kind_created_at", "kind", "created_at"),
        Index("ix_invoice_project_created_at", "project_id", "created_at"),
        Index("ix_invoice_customer_created_at", "customer_id", "created_at"),
        Index("ix_invoice_issued_on", "issued_on"),
        Index("ix_invoice_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Invoice",
        module="fee",
        label=label(zh="发票", en="Invoice"),
        title="{request_no}",
        process="3.1",
    )

    request_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number", zh="申请号", en="Request no.", numbering=numbering("FP{yyyy}{mm}-{seq:6}")
        ),
    )
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_invoice_customer"),
        info=field("ref", zh="客户", en="Customer", required=True, search=True, to="Customer"),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_invoice_project"),
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
    bills: Mapped[list[Bill]] = relationship(
        "Bill",
        secondary=invoice_bills,
        order_by="Bill.id",
        info=field("refs", zh="账单", en="Bills", required=True, to="Bill"),
    )
    billed_to: Mapped[str] = mapped_column(
        String(100), info=field("string", zh="抬头", en="Billed to", required=True, max=100)
    )
    tax_no: Mapped[str | None] = mapped_column(
        String(20), info=field("string", zh="税号", en="Tax no.", max=20)
    )
    kind: Mapped[InvoiceKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="票种", en="Kind", required=True, default="normal", enum=invoice_kind
        ),
    )
    email: Mapped[str | None] = mapped_column(
        String(254), info=field("email", zh="接收邮箱", en="Send to", pii="personal", max=254)
    )
    net: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="金额", en="Net", readonly=True)
    )
    vat: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="税额", en="VAT", readonly=True)
    )
    gross: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="价税合计", en="Gross", readonly=True)
    )
    late: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="其中违约金",
            en="Late fees in it",
            help=label(
                zh="违约金为价外费用，与账单同税率", en="Part of the price and taxed like it"
            ),
            readonly=True,
            default=0,
        ),
    )
    parts: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="开票构成", en="Made up of", readonly=True)
    )
    invoice_no: Mapped[str | None] = mapped_column(
        String(20),
        info=field(
            "string",
            zh="发票号码",
            en="Invoice no.",
            help=label(zh="数电票 20 位", en="20 digits for electronic invoices"),
            unique=True,
            max=20,
            pattern="[0-9]{8,20}",
        ),
    )
    issued_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="开票日期", en="Issued on")
    )
    document: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("files", zh="版式文件", en="File (PDF, OFD, XML)", max=3),
    )
    batch_no: Mapped[str | None] = mapped_column(
        String(32),
        index=True,
        info=field("string", zh="导出批次", en="Export batch", readonly=True, max=32),
    )
    red_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("invoice.id", name="fk_invoice_red_of"),
        index=True,
        info=field("ref", zh="红冲原票", en="Reverses", readonly=True, to="Invoice", trace="cause"),
    )
    red_of: Mapped[Invoice | None] = relationship(
        "Invoice", foreign_keys=[red_of_id], remote_side="Invoice.id"
    )
    state: Mapped[InvoiceState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


invoice_hooks = EntityHooks[Invoice, InvoiceTransition](
    Invoice,
    transitions=("submit", "refuse", "issue", "deliver", "request_red", "issue_red", "keep"),
)
