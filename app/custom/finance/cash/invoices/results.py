"""What the tax bureau issued: its list (XLSX or CSV) gives the requests their numbers; what does not fit is told and changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import select

from app.generated.invoice import Invoice
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError, Message, RuleViolation, message
from app.runtime.imports import cells, sheets

NUMBER = ("数电票号码", "数电发票号码", "全电发票号码", "发票号码")
DAY = ("开票日期", "开票时间")
REQUEST = ("发票流水号", "备注")
GROSS = ("价税合计", "价税合计金额", "含税金额")
WHY = ("失败原因", "开具失败原因", "校验结果")
OUR_NUMBER = re.compile(r"FP\d{6}-\d{6,}")
LOOKED_AT = 10
"""Rows among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; `place`: its row in the sheet, from 1."""

    place: int
    request_no: str
    invoice_no: str
    issued_on: dt.date | None
    gross: Decimal | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: `invoice` was issued by it, or `error` says why not."""

    row: Row
    invoice: int | None = None
    error: Message | None = None


def read(content: bytes, name: str) -> list[Row]:
    """The lines of the list, in whichever sheet its headings stand. Raises RuleViolation when there are none."""
    for sheet in sheets.look(content, name):
        rows = sheets.rows(content, name, sheet.name)
        heading: dict[str, int] | None = None
        found: list[Row] = []
        for place, (number, row) in enumerate(rows):
            if heading is None:
                heading = _heading(row)
                if heading is None and place >= LOOKED_AT:
                    break
                continue
            found += _row(number, row, heading)
        if heading is not None:
            return found
    raise RuleViolation(
        "文件里没有“发票流水号（或备注）”和“发票号码”两列 / This file has no columns 发票流水号 (or 备注) and 发票号码.",
        code="no_columns",
    )


def _heading(row: Sequence[Any]) -> dict[str, int] | None:
    names = {cells.plain(cell).replace("\n", ""): place for place, cell in enumerate(row)}
    if not any(one in names for one in NUMBER) or not any(one in names for one in REQUEST):
        return None
    return names


def _row(place: int, row: Sequence[Any], heading: Mapping[str, int]) -> Iterator[Row]:
    def cell(names: Sequence[str]) -> Iterator[Any]:
        for name in names:
            at = heading.get(name)
            if at is not None and at < len(row) and not cells.is_blank(row[at]):
                yield row[at]

    texts = (OUR_NUMBER.search(cells.plain(one)) for one in cell(REQUEST))
    request = next((match.group() for match in texts if match), "")
    number = next((cells.plain(one) for one in cell(NUMBER)), "")
    if not request and not number:
        return
    yield Row(
        place, request, number, next((_day(one) for one in cell(DAY)), None),
        next((_amount(one) for one in cell(GROSS)), None),
        next((cells.plain(one) for one in cell(WHY)), ""),
    )  # fmt: skip


def _day(cell: Any) -> dt.date | None:
    found = cells.value(Invoice.fields()["issued_on"], cell)
    return found if isinstance(found, dt.date) else None


def _amount(cell: Any) -> Decimal | None:
    try:
        return Decimal(cells.plain(cell).replace(",", ""))
    except InvalidOperation:
        return None


def bring(ctx: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Issue what fits, each line by itself; as the person of `ctx`, who must be allowed to. A line that came before is left alone."""
    known = {
        str(one.request_no): one
        for one in ctx.session.scalars(
            select(Invoice).where(
                Invoice.request_no.in_({row.request_no for row in rows}),
                Invoice.deleted_at.is_(None),
            )
        )
    }
    outcomes = []
    for row in rows:
        try:
            outcomes.append(Outcome(row, _issue(ctx, row, known.get(row.request_no))))
        except AppError as refused:
            outcomes.append(Outcome(row, error=refused.message))
    return outcomes


def _issue(ctx: Context, row: Row, invoice: Invoice | None) -> int:
    if invoice is None:
        raise RuleViolation(
            message(
                zh=f"没有申请 {row.request_no or '（流水号为空）'}",
                en=f"There is no request {row.request_no or '(its number is empty)'}.",
            )
        )
    if invoice.invoice_no and invoice.invoice_no == row.invoice_no:
        return invoice.id
    if not row.invoice_no or row.issued_on is None:
        why = row.why or "没有发票号码或日期 / no invoice number or date"
        raise RuleViolation(f"{row.request_no}：{why} / {row.request_no}: {why}")
    if row.gross is not None and row.gross != invoice.gross:
        raise RuleViolation(
            message(
                zh=f"{row.request_no} 申请 {invoice.gross} 元，开具 {row.gross} 元",
                en=f"{row.request_no} asked for {invoice.gross} CNY, and {row.gross} CNY were issued.",
            ),
            code="amount_differs",
        )
    given = {"invoice_no": row.invoice_no, "issued_on": row.issued_on}
    records.transition(ctx, Invoice, invoice.id, "issue", given)
    return invoice.id
