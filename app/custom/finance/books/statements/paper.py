"""A drafted statement on paper and as a workbook, in the statutory layout: from what it stores, never from the books (3.2)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from app.generated.financial_report import FinancialReport
from app.runtime import pdf

AMOUNT = "#,##0.00"
Texts = tuple[str, str]
TRIAL: Sequence[tuple[str, Texts]] = (
    ("opening_dr", ("期初借方", "Opening debit")),
    ("opening_cr", ("期初贷方", "Opening credit")),
    ("debit", ("本期借方", "Debit")),
    ("credit", ("本期贷方", "Credit")),
    ("closing_dr", ("期末借方", "Closing debit")),
    ("closing_cr", ("期末贷方", "Closing credit")),
)
COLUMNS: dict[str, Sequence[tuple[str, Texts]]] = {
    "trial": TRIAL,
    "balance": (
        ("end", ("期末余额", "End of period")),
        ("begin", ("年初余额", "Beginning of year")),
    ),
    "income": (("year", ("本年累计金额", "This year")), ("month", ("本月金额", "This month"))),
    "cash": (("year", ("本年累计金额", "This year")), ("month", ("本月金额", "This month"))),
}
WORDS = {
    "line": ("项目", "Line"), "row": ("行次", "No."), "account": ("科目", "Account"),
    "unit": ("单位：元", "Unit: CNY"), "prepared": ("编制单位：", "Company: "), "total": ("合计", "Total"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Heads, and rows of texts: the first `texts` columns are words, the others amounts; `bold` says which rows stand out."""

    heads: list[str]
    rows: list[list[str]]
    bold: list[bool]
    texts: int


def title(report: FinancialReport, language: str) -> str:
    """资产负债表."""
    kind = FinancialReport.fields()["kind"].enum
    found = kind.get(report.kind) if kind else None
    return found.label.in_language(language) if found else report.kind


def tables(report: FinancialReport, language: str) -> list[Table]:
    """One table; two for the balance sheet."""
    figures: dict[str, Any] = report.figures or {}
    sides = ("assets", "claims") if report.kind == "balance" else ("rows",)
    return [_table(report.kind, figures, figures[side], language) for side in sides]


def _table(kind: str, figures: dict[str, Any], rows: list[dict[str, Any]], language: str) -> Table:
    columns = COLUMNS.get(kind, ())
    place = 0 if language == "zh" else 1
    first = "account" if kind == "trial" else "line"
    heads = [WORDS[first][place], *([] if kind == "trial" else [WORDS["row"][place]])]
    heads += [texts[place] for _, texts in columns]
    found = []
    for row in rows:
        name = f"{row['code']} {row[language]}" if kind == "trial" else row[language]
        number = [] if kind == "trial" else [str(row.get("row", ""))]
        found.append([name, *number, *(row.get(column, "") for column, _ in columns)])
    bold = [row.get("kind") is not None for row in rows]
    if kind == "trial":
        total = figures["total"]
        sums = [amount for name in ("opening", "movement", "closing") for amount in total[name]]
        found.append([WORDS["total"][place], *sums])
        bold.append(True)
    return Table(heads, found, bold, 1 if kind == "trial" else 2)


def about(report: FinancialReport, language: str) -> list[str]:
    """What stands above the table: form, company, day, unit."""
    figures: dict[str, Any] = report.figures or {}
    place = 0 if language == "zh" else 1
    day = figures.get("date", "") if report.kind in ("balance", "trial") else report.period
    return [
        one
        for one in (
            figures.get("form", ""),
            f"{WORDS['prepared'][place]}{figures.get('company') or ''}",
            day,
            WORDS["unit"][place],
        )
        if one
    ]


def workbook(report: FinancialReport, language: str = "zh") -> bytes:
    """XLSX with one sheet, ready to print on A4; amounts are numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title(report, language)[:31])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, 8, 16)
        sheet.write_string(
            0, 0, title(report, language), book.add_format({"bold": True, "font_size": 14})
        )
        for number, line in enumerate(about(report, language), start=1):
            sheet.write_string(number, 0, line)
        top = len(about(report, language)) + 2
        for table in tables(report, language):
            top = _sheet(book, sheet, table, top) + 1
    return out.getvalue()


def _sheet(book: Any, sheet: Any, table: Table, top: int) -> int:
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F4", "text_wrap": True})
    formats = {
        (bold, amount): book.add_format(
            {"border": 1, "bold": bold, **({"num_format": AMOUNT} if amount else {})}
        )
        for bold in (False, True)
        for amount in (False, True)
    }
    for place, text in enumerate(table.heads):
        sheet.write_string(top, place, text, head)
    for number, (row, bold) in enumerate(zip(table.rows, table.bold, strict=True), start=top + 1):
        for place, text in enumerate(row):
            amount = place >= table.texts and text != ""
            style = formats[bold, amount]
            if amount:
                sheet.write_number(number, place, float(Decimal(text)), style)
            else:
                sheet.write_string(number, place, text, style)
    return top + len(table.rows) + 1


def printed(report: FinancialReport, language: str = "zh", app: str = "") -> bytes:
    """PDF on A4. Raises `pdf.NoEngine` where none is installed."""
    return pdf.made(
        "statement",
        {
            "title": title(report, language),
            "app": app,
            "language": language,
            "about": about(report, language),
            "tables": [_printable(table) for table in tables(report, language)],
            "foot": (report.digest or "")[:16],
        },
    )


def _printable(table: Table) -> dict[str, Any]:
    return {
        "heads": table.heads,
        "texts": table.texts,
        "rows": [
            {"cells": list(_cells(row, table.texts)), "bold": bold}
            for row, bold in zip(table.rows, table.bold, strict=True)
        ],
    }


def _cells(row: Sequence[str], texts: int) -> Iterator[str]:
    for place, text in enumerate(row):
        yield text if place < texts or text == "" else f"{Decimal(text):,.2f}"
