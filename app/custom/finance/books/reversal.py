"""Red-letter reversal: the same accounts on the same sides with negative amounts, dated in the open period (O9.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.generated.voucher_rule import VoucherRule
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import making, periods
from .people import as_system
from .rules import DIMENSIONS

RED = "red"


def draft(ctx: Context, voucher: Voucher) -> Voucher:
    """A red draft by the person of `ctx`, to be submitted, checked and posted like any other."""
    _must_be_reversible(ctx, voucher)
    period, day = periods.open_for(ctx, max(voucher.date, ctx.today))
    made: Voucher = ctx.create(
        Voucher,
        date=day,
        period=period.id,
        word=voucher.word,
        summary=summary(ctx, voucher),
        event=voucher.event,
        source_type=voucher.key(),
        source_id=voucher.id,
        source_key=RED,
        reverses=voucher.id,
        lines=[_given(row) for row in _lines(ctx, voucher)],
    )
    return made


def reverse_event(ctx: Context, voucher: Voucher, *, on: dt.date) -> Voucher | None:
    """Undo the voucher of a business event that is itself undone: part of that transaction, once.

    A voucher that is not posted yet is taken away (None); of a posted one the red voucher is made, checked where its
    rule checks by itself. The original is reversed when the red one is posted. A second call returns the red voucher.
    """
    ctx.session.refresh(voucher, with_for_update=True)
    there = red_of(ctx, voucher)
    if there is not None:
        return there
    system = as_system(ctx)
    if voucher.hash is None:
        if voucher.deleted_at is None:
            system.delete(voucher)
        return None
    _must_be_reversible(ctx, voucher)
    period, day = periods.open_for(ctx, max(on, voucher.date))
    rule = ctx.get(VoucherRule, voucher.rule_id) if voucher.rule_id else None
    head = making.Head(
        period.id, day, voucher.word, summary(ctx, voucher), voucher.event, voucher.key(), voucher.id,
        RED, voucher.rule_id, bool(rule and rule.auto_check), voucher.id,
    )  # fmt: skip
    return making.make(ctx, head, (_columns(row) for row in _lines(ctx, voucher)))


def red_of(ctx: Context, voucher: Voucher) -> Voucher | None:
    """The voucher that reverses this one, posted or on its way."""
    found: Voucher | None = ctx.session.scalar(
        select(Voucher).where(Voucher.reverses_id == voucher.id, Voucher.deleted_at.is_(None))
    )
    return found


def done(ctx: Context, original: int) -> None:
    """The red voucher is posted: the original counts as reversed. Its row is otherwise what it was."""
    voucher = ctx.get(Voucher, original)
    if voucher.state != "posted":
        raise RuleViolation(
            f"原凭证 {voucher.voucher_no} 已冲销 / {voucher.voucher_no} was reversed before.",
            code="reversed",
        )
    ctx.transition(voucher, "reverse")


def done_many(ctx: Context, red: Sequence[int]) -> None:
    """The same for vouchers that were posted as a set, those among them that are red."""
    originals = ctx.session.execute(
        select(Voucher.reverses_id.label("id")).where(
            Voucher.id.in_(red), Voucher.reverses_id.is_not(None)
        )
    )
    rows = [dict(row) for row in originals.mappings()]
    moved = records.write_set(ctx, Voucher, rows, action="step", step="reverse", audit="reversed")
    if moved != len(rows):
        raise RuleViolation("原凭证已冲销 / What is reversed was reversed before.", code="reversed")


def _must_be_reversible(ctx: Context, voucher: Voucher) -> None:
    if voucher.reverses_id is not None:
        raise RuleViolation(
            "红字凭证不能再冲销，请另制正确的凭证 / A red voucher is not reversed: make the right one anew.",
            code="red",
        )
    there = red_of(ctx, voucher)
    if there is not None:
        raise RuleViolation(
            f"已有冲销凭证（编号 {there.id}） / It is being reversed by voucher {there.id} already.",
            code="reversed",
        )


def summary(ctx: Context, voucher: Voucher) -> str:
    """冲销2026年1月记-0003."""
    period = ctx.get(AccountingPeriod, voucher.period_id).period
    return f"冲销{period[:4]}年{int(period[5:7])}月{voucher.voucher_no}"


def _lines(ctx: Context, voucher: Voucher) -> list[Any]:
    return list(
        ctx.session.execute(
            select(VoucherLine, Account.cash, Account.bank)
            .join(Account, Account.id == VoucherLine.account_id)
            .where(VoucherLine.voucher_id == voucher.id, VoucherLine.deleted_at.is_(None))
            .order_by(VoucherLine.line)
        )
    )


def _columns(row: Any) -> dict[str, Any]:
    line = row.VoucherLine
    return {
        "account_id": line.account_id,
        "debit": -line.debit,
        "credit": -line.credit,
        **{f"{name}_id": getattr(line, f"{name}_id") for name in DIMENSIONS},
        "cashflow": line.cashflow,
        "summary": line.summary,
        "_cash": bool(row.bank),
    }


def _given(row: Any) -> dict[str, Any]:
    line = row.VoucherLine
    return {
        "line": line.line,
        "account": line.account_id,
        "debit": -line.debit,
        "credit": -line.credit,
        **{name: getattr(line, f"{name}_id") for name in DIMENSIONS},
        "cashflow": line.cashflow,
        "summary": line.summary,
    }
