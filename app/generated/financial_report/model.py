"""财务报表 Financial statement: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 adaae0464eb687c76a9acaecb2d58bf8df4b4dc43cb3b192d37da5844009e5b9

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import JSON, Boolean, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

FinancialReportState = Literal["generated", "reviewed", "published", "replaced"]
FinancialReportTransition = Literal["review", "publish", "replace"]
FinancialReportKind = Literal["trial", "balance", "income", "cash", "aging", "collection"]
financial_report_kind = EnumType(
    "FinancialReportKind",
    [
        EnumValue("trial", label(zh="科目余额表", en="Trial balance")),
        EnumValue("balance", label(zh="资产负债表", en="Balance sheet")),
        EnumValue("income", label(zh="利润表", en="Income statement")),
        EnumValue("cash", label(zh="现金流量表", en="Cash-flow statement")),
        EnumValue("aging", label(zh="应收账龄", en="Ageing of receivables")),
        EnumValue("collection", label(zh="收缴率", en="Collection rate")),
    ],
)


class FinancialReport(Entity):
    """财务报表 Financial statement (3.2)."""

    __tablename__ = "financial_report"
    __table_args__ = (
        Index(
            "uq_financial_report_period_kind_edition",
            "period",
            "kind",
            "edition",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_financial_report_state_period", "state", "period"),
        Index("ix_financial_report_kind_period", "kind", "period"),
        Index("ix_financial_report_passed_period", "passed", "period"),
        Index("ix_financial_report_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="FinancialReport",
        module="fin",
        label=label(zh="财务报表", en="Financial statement"),
        title="{period} {kind}",
        process="3.2",
    )

    period: Mapped[str] = mapped_column(
        String(7), info=field("string", zh="期间", en="Period", required=True, readonly=True, max=7)
    )
    kind: Mapped[FinancialReportKind] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="报表",
            en="Statement",
            required=True,
            readonly=True,
            enum=financial_report_kind,
        ),
    )
    edition: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="版次", en="Edition", readonly=True, default=1)
    )
    figures: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="数据", en="Figures", readonly=True)
    )
    checks: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="勾稽校验", en="Tie-outs", readonly=True)
    )
    passed: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="校验通过", en="Tie-outs hold", readonly=True)
    )
    review_note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="审阅意见", en="Review", max=1000)
    )
    digest: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="摘要", en="Digest", readonly=True, max=64)
    )
    state: Mapped[FinancialReportState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


financial_report_hooks = EntityHooks[FinancialReport, FinancialReportTransition](
    FinancialReport, transitions=("review", "publish", "replace")
)
