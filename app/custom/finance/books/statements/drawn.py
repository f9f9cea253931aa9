"""The figures of each statement, in the order of its statutory form (3.2). Amounts are text, yuan to the 分."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.generated.accounting_period import AccountingPeriod
from app.runtime.context import Context

from ..company import books
from . import figures, layout, trial
from .layout import text

Drawn = dict[str, Any]


def trial_balance(ctx: Context, period: AccountingPeriod) -> Drawn:
    """科目余额表; `accounts` opens the account."""
    found = trial.rows(ctx, period)
    sums = trial.totals(found)
    return {
        "rows": [
            {
                "code": row.code,
                "zh": row.name,
                "en": row.name,
                "leaf": row.leaf,
                "opening_dr": text(max(row.balance.opening, 0 * row.balance.opening)),
                "opening_cr": text(max(-row.balance.opening, 0 * row.balance.opening)),
                "debit": text(row.balance.debit),
                "credit": text(row.balance.credit),
                "year_debit": text(row.balance.year_debit),
                "year_credit": text(row.balance.year_credit),
                "closing_dr": text(max(row.balance.closing, 0 * row.balance.closing)),
                "closing_cr": text(max(-row.balance.closing, 0 * row.balance.closing)),
                "accounts": [row.id],
            }
            for row in found
        ],
        "total": {
            name: [text(amount) for amount in getattr(sums, name)]
            for name in ("opening", "movement", "closing")
        },
    }


def balance_sheet(ctx: Context, period: AccountingPeriod) -> Drawn:
    """资产负债表: at the end of the period, and at the beginning of the year."""
    form = form_of(ctx, "balance")
    shown = columns(ctx, "balance", period)
    return {
        "form": form["form"],
        "assets": layout.filled(form["assets"], **shown),
        "claims": layout.filled(form["claims"], **shown),
    }


def income_statement(ctx: Context, period: AccountingPeriod) -> Drawn:
    """利润表: this month, and this year up to it."""
    return _rows(ctx, "income", period)


def cash_flow(ctx: Context, period: AccountingPeriod) -> Drawn:
    """现金流量表: this month, and this year up to it."""
    return _rows(ctx, "cash", period)


def _rows(ctx: Context, kind: str, period: AccountingPeriod) -> Drawn:
    form = form_of(ctx, kind)
    return {"form": form["form"], "rows": layout.filled(form["rows"], **columns(ctx, kind, period))}


def form_of(ctx: Context, kind: str) -> Any:
    """The statutory form of the company's standard."""
    return layout.forms(books(ctx).standard)[kind]


def columns(ctx: Context, kind: str, period: AccountingPeriod) -> dict[str, figures.Figures]:
    """Column of a statement → its figures, each with the accounts that it is made of."""
    year = year_to(ctx, period)
    if kind == "balance":
        return {
            "end": figures.position(ctx, period),
            "begin": figures.position(ctx, year[0], opening=True),
        }
    if kind == "income":
        return {"month": figures.results(ctx, [period]), "year": figures.results(ctx, year)}
    found = {"month": figures.flows(ctx, [period]), "year": figures.flows(ctx, year)}
    figures.cash_at_first(ctx, period, found["month"])
    figures.cash_at_first(ctx, year[0], found["year"])
    return found


def year_to(ctx: Context, period: AccountingPeriod) -> list[AccountingPeriod]:
    """The periods of its year up to this one."""
    return list(
        ctx.session.scalars(
            select(AccountingPeriod)
            .where(
                AccountingPeriod.period >= f"{period.period[:4]}-01",
                AccountingPeriod.period <= period.period,
                AccountingPeriod.deleted_at.is_(None),
            )
            .order_by(AccountingPeriod.period)
        )
    )
