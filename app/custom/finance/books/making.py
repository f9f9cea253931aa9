"""Vouchers that a rule makes: head and lines by column, whatever their number, as the system's own act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from sqlalchemy import select

from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.context import Context
from app.runtime.field import Label

from . import sums
from .people import as_system
from .rules import DIMENSIONS, Line

CHUNK = 20_000
AUDIT = "voucher of a rule"


@dataclass(frozen=True, slots=True)
class Head:
    """What a voucher says above its lines; ids of period and rule."""

    period: int
    date: dt.date
    word: str
    summary: str
    event: str
    source_type: str
    source_id: int
    source_key: str
    rule: int | None
    auto_check: bool
    reverses: int | None = None


def row(line: Line) -> dict[str, Any]:
    """The columns of a line, without its voucher and number."""
    return {
        "account_id": line.account.id,
        "debit": line.debit,
        "credit": line.credit,
        **{f"{name}_id": line.aux.get(name) for name in DIMENSIONS},
        "cashflow": line.cashflow,
        "summary": line.summary or None,
        "_cash": line.account.cash,
    }


def make(ctx: Context, head: Head, lines: Iterable[Mapping[str, Any]]) -> Voucher:
    """The voucher with its lines: checked already where the rule says so, else waiting for somebody who checks it."""
    system = as_system(ctx)
    columns = {
        "period_id": head.period,
        "date": head.date,
        "word": head.word,
        "summary": head.summary[:200],
        "attachments": 0,
        "event": head.event,
        "source_type": head.source_type,
        "source_id": head.source_id,
        "source_key": head.source_key,
        "rule_id": head.rule,
        "reverses_id": head.reverses,
        "has_cash": False,
        "state": "checked" if head.auto_check else "submitted",
    }
    records.write_set(system, Voucher, [columns], action="make", audit=AUDIT)
    voucher = ctx.session.scalars(
        select(Voucher).where(
            Voucher.source_type == head.source_type,
            Voucher.source_id == head.source_id,
            Voucher.event == head.event,
            Voucher.source_key == head.source_key,
            Voucher.deleted_at.is_(None),
        )
    ).one()
    cash: list[bool] = []
    records.write_set(
        system, VoucherLine, _numbered(voucher.id, lines, cash), action="make", audit=AUDIT,
        chunk=CHUNK,
    )  # fmt: skip
    if any(cash):
        records.write_set(
            system, Voucher, [{"id": voucher.id, "has_cash": True}], action="each", audit=AUDIT
        )
    ctx.session.refresh(voucher)
    return voucher


def _numbered(
    voucher: int, lines: Iterable[Mapping[str, Any]], cash: list[bool]
) -> Iterator[dict[str, Any]]:
    for number, line in zip(count(1), lines, strict=False):
        columns = dict(line)
        if columns.pop("_cash", False) and not cash:
            cash.append(True)
        yield {"voucher_id": voucher, "line": number, **columns}


def rows_of_run(
    ctx: Context, run: BillRun, owed: Line, rest: Iterable[Line], bill: type[Bill]
) -> Iterator[dict[str, Any]]:
    """A line of debt for every customer of the run, then the others; never all in memory."""
    gross = sums.sum_of(bill.net, bill.vat)
    debts = ctx.session.execute(
        select(bill.customer_id, gross.label("gross"))
        .where(bill.run_id == run.id, bill.deleted_at.is_(None))
        .group_by(bill.customer_id)
        .order_by(bill.customer_id)
        .execution_options(yield_per=CHUNK)
    )
    template = row(owed)
    each = (
        {**template, "debit": one.gross, "customer_id": one.customer_id}
        for one in debts
        if one.gross
    )
    return chain(each, (row(line) for line in rest))


def label_of(dimension: str) -> Label:
    """How a dimension is called, in both languages."""
    return VoucherLine.fields()[dimension].label
