"""Monthly statements (domain.md §4.10): a job drafts them, finance reviews and publishes; each keeps its figures for good.

Figures are worked out once and stored; paper and pages show what is stored. Other parts add their own kinds:

    @drafting.draws("aging")
    def ageing(ctx, period) -> dict: …
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from app.custom.crm import people
from app.generated.accounting_period import AccountingPeriod
from app.generated.company import Company
from app.generated.financial_report import FinancialReport, financial_report_hooks
from app.runtime import jobs, notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from .. import periods
from ..company import books
from . import drawn, tie_outs

JOB = "books.draft_reports"
Draw = Callable[[Context, AccountingPeriod], dict[str, Any]]
KINDS: dict[str, Draw] = {
    "trial": drawn.trial_balance,
    "balance": drawn.balance_sheet,
    "income": drawn.income_statement,
    "cash": drawn.cash_flow,
}

notify.kind("financial_report", zh="财务报表", en="Financial statements")
notify.template(
    "financial_report.drafted",
    zh="{period} 财务报表已编制，请审阅（勾稽校验：{result}）。",
    en="The statements of {period} are drafted; please review (tie-outs: {result_en}).",
    title=message(zh="{period} 财务报表待审阅", en="The statements of {period} are to be reviewed"),
)


def draws(kind: str) -> Callable[[Draw], Draw]:
    """Register who works out the figures of a kind of statement: what JSON can say."""

    def register(function: Draw) -> Draw:
        KINDS[kind] = function
        return function

    return register


@jobs.schedule(
    "books.monthly_reports",
    cron="0 0 2 1 * *",
    label=message(zh="编制上月财务报表", en="Draft the statements of last month"),
)
def every_month(ctx: Context) -> None:
    """At two on the first, for the month before."""
    period = periods.after(periods.of(ctx.today), -1)
    if periods.named(ctx, period) is not None:
        ctx.enqueue(JOB, key=period, period=period)


@jobs.job(JOB, label=message(zh="编制财务报表", en="Draft financial statements"))
def draft_month(ctx: Context, *, period: str) -> None:
    """Every kind, and word to those who review."""
    made = draft(ctx, period)
    if not made:
        return
    holds = all(report.passed for report in made)
    ctx.notify(
        people.holders(ctx, "fin_mgr", None),
        "financial_report.drafted",
        dedup_key=f"financial_report:{period}:{max(report.id for report in made)}",
        record=made[0],
        period=period,
        result="通过" if holds else "未通过",
        result_en="they hold" if holds else "they do not hold",
    )


def draft(ctx: Context, period: str, kinds: list[str] | None = None) -> list[FinancialReport]:
    """New editions of the statements whose figures changed; what was generated or reviewed before is replaced.

    Returns those that were made. Raises RuleViolation for a period that the books do not have.
    """
    found = periods.named(ctx, period)
    if found is None:
        raise RuleViolation(f"没有会计期间 {period} / There is no accounting period {period}.")
    checks = [one.told() for one in tie_outs.all_of(ctx, found)]
    made = []
    for kind in kinds or list(KINDS):
        report = _draft_one(ctx, found, kind, checks)
        if report is not None:
            made.append(report)
    return made


def _draft_one(
    ctx: Context, period: AccountingPeriod, kind: str, checks: list[dict[str, Any]]
) -> FinancialReport | None:
    figures = {**_head(ctx, period), **KINDS[kind](ctx, period)}
    digest = digest_of(figures)
    before = ctx.session.scalars(
        select(FinancialReport)
        .where(
            FinancialReport.period == period.period,
            FinancialReport.kind == kind,
            FinancialReport.deleted_at.is_(None),
        )
        .order_by(FinancialReport.edition.desc())
    ).first()
    if before is not None:
        if before.digest == digest and before.checks == checks and before.state != "replaced":
            return None
        if before.state in ("generated", "reviewed"):
            ctx.transition(before, "replace")
    return ctx.create(
        FinancialReport,
        period=period.period,
        kind=kind,
        edition=(before.edition or 0) + 1 if before is not None else 1,
        figures=figures,
        checks=checks,
        passed=all(check["ok"] for check in checks),
        digest=digest,
    )


def _head(ctx: Context, period: AccountingPeriod) -> dict[str, Any]:
    name = ctx.session.scalar(
        select(Company.name).where(Company.deleted_at.is_(None)).order_by(Company.id).limit(1)
    )
    return {
        "company": name,
        "period": period.period,
        "date": f"{period.ends_on}",
        "standard": books(ctx).standard,
    }


def digest_of(figures: dict[str, Any]) -> str:
    """SHA-256 of the figures: two statements with the same one are the same to the byte."""
    told = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


@financial_report_hooks.on_transition("replace")
def draft_again(report: FinancialReport, ctx: Context) -> None:
    """Whoever asks for it gets a new edition of this statement at once; the system drafts its own."""
    if ctx.by_person:
        period = periods.named(ctx, report.period)
        if period is not None:
            checks = [one.told() for one in tie_outs.all_of(ctx, period)]
            _draft_one(ctx, period, report.kind, checks)


@financial_report_hooks.on_transition("review")
def is_as_drafted(report: FinancialReport, ctx: Context) -> None:
    """What is reviewed is what the books say now."""
    period = periods.named(ctx, report.period)
    if period is None or report.kind not in KINDS:
        return
    figures = {**_head(ctx, period), **KINDS[report.kind](ctx, period)}
    if digest_of(figures) != report.digest:
        raise RuleViolation(
            "编制后账簿有变动，请重新编制 / The books changed since it was drafted: draft it again.",
            code="changed",
        )


def editions(ctx: Context, period: str, kind: str) -> int:
    """How many there are."""
    return (
        ctx.session.scalar(
            select(func.count())
            .select_from(FinancialReport)
            .where(FinancialReport.period == period, FinancialReport.kind == kind)
        )
        or 0
    )
