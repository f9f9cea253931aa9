"""Vouchers that a rule makes: head and lines by column, whatever their number, as the system's own act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Integer, Select, func, literal, select

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


def make(
    ctx: Context,
    head: Head,
    lines: Iterable[Mapping[str, Any]],
    *,
    before: Callable[[int], Select[Any]] | None = None,
) -> Voucher:
    """The voucher with its lines: checked already where the rule says so, else waiting for somebody who checks it.

    `before`: id of the voucher → a SELECT of lines by column, numbered from 1, that stand before the others and move no
    cash; they never leave the database.
    """
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
    there = 0
    if before is not None:
        there = records.write_set(
            system, VoucherLine, before(voucher.id), action="make", audit=AUDIT
        )
    records.write_set(
        system, VoucherLine, _numbered(voucher.id, lines, cash, after=there), action="make",
        audit=AUDIT, chunk=CHUNK,
    )  # fmt: skip
    if any(cash):
        records.write_set(
            system, Voucher, [{"id": voucher.id, "has_cash": True}], action="each", audit=AUDIT
        )
    ctx.session.refresh(voucher)
    return voucher


def _numbered(
    voucher: int, lines: Iterable[Mapping[str, Any]], cash: list[bool], *, after: int
) -> Iterator[dict[str, Any]]:
    for number, line in zip(count(after + 1), lines, strict=False):
        columns = dict(line)
        if columns.pop("_cash", False) and not cash:
            cash.append(True)
        yield {"voucher_id": voucher, "line": number, **columns}


def debts_of_run(run: BillRun, owed: Line) -> Callable[[int], Select[Any]]:
    """What every customer of the run owes, a line like `owed` for each, in the order of the customers (`make`)."""

    def lines(voucher: int) -> Select[Any]:
        table: Any = VoucherLine.__table__
        debit: Any = sums.sum_of(Bill.net, Bill.vat)
        columns = row(owed) | {"voucher_id": voucher}
        same = {name: value for name, value in columns.items() if name in table.c}
        for name in ("debit", "customer_id"):
            same.pop(name)
        return (
            select(
                func.row_number(type_=Integer).over(order_by=Bill.customer_id).label("line"),
                Bill.customer_id.label("customer_id"), debit.label("debit"),
                *(literal(value, table.c[name].type).label(name) for name, value in same.items()),
            )
            .where(Bill.run_id == run.id, Bill.deleted_at.is_(None))
            .group_by(Bill.customer_id)
            .having(debit != 0)
            .order_by(Bill.customer_id)
        )  # fmt: skip

    return lines


def label_of(dimension: str) -> Label:
    """How a dimension is called, in both languages."""
    return VoucherLine.fields()[dimension].label
