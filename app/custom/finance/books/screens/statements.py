"""GET /statements: the monthly statements on screen; every figure opens its accounts, these their vouchers (3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request
from sqlalchemy import select

from app.custom.finance import workbook
from app.custom.finance.books.told import money
from app.generated.accounting_period import AccountingPeriod
from app.generated.financial_report import FinancialReport
from app.runtime import audit, clock, pdf, records
from app.runtime.context import Context
from app.runtime.errors import BadRequest, Forbidden, NotFound
from app.runtime.field import label
from app.web import cells
from app.web.documents.paper import as_pdf
from app.web.lists.files import XLSX
from app.web.staff_pages import staff_page

from ..statements import drafting, drawn, figures, paper, tie_outs
from . import chosen

FORMS = ("balance", "income", "cash")
"""Statements with a statutory form; the trial balance has a page of its own."""
POSTED = ("voucher.state__in", "posted,reversed")


@staff_page(
    "/statements",
    name="statements",
    label=label(zh="报表查询", en="Statements"),
    roles=chosen.READERS,
    module="fin",
)
def shown(ctx: Context) -> Any:
    """`period`, `kind`; as drafted last, or as the books say now where nothing was drafted."""
    return render_template(
        "finance/ledger/statements.html",
        page=Statements(ctx),
        possible=pdf.is_possible(),
        money=money,
    )


@staff_page(
    "/statements/figure",
    name="statement_figure",
    label=label(zh="报表数据来源", en="Where a figure comes from"),
    roles=chosen.READERS,
)
def figure(ctx: Context) -> Any:
    """`period`, `kind`, `part` (rows, assets, claims), `row`, `column`."""
    return render_template("finance/ledger/figure.html", page=Figure(ctx))


@staff_page(
    "/statements/<int:id>.xlsx",
    name="statement_workbook",
    label=label(zh="报表查询", en="Statements"),
    roles=chosen.READERS,
)
def as_workbook(ctx: Context, id: int) -> Response:
    report = _report(ctx, id)
    _allow(ctx, report, "xlsx")
    name = f"{report.kind}-{report.period}-{clock.local(ctx.now):%Y%m%d-%H%M}.xlsx"
    return workbook.file(paper.workbook(report, ctx.language), name, XLSX)


@staff_page(
    "/statements/<int:id>.pdf",
    name="statement_paper",
    label=label(zh="报表查询", en="Statements"),
    roles=chosen.READERS,
)
def on_paper(ctx: Context, id: int) -> Response:
    report = _report(ctx, id)
    return as_pdf(
        paper.printed(report, ctx.language), f"{paper.title(report, ctx.language)} {report.period}"
    )


def _report(ctx: Context, id: int) -> FinancialReport:
    found = ctx.session.get(FinancialReport, id)
    if found is None or found.deleted_at is not None:
        raise NotFound
    return found


def _allow(ctx: Context, report: FinancialReport, form: str) -> None:
    if not workbook.may_export(ctx, FinancialReport):
        raise Forbidden("您的角色不能导出报表 / Your role may not export statements.")
    with records.writing(ctx):
        audit.log(ctx, "export", FinancialReport.key(), report.id, {"form": form})


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a statement; `url` opens the accounts that it is made of."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: str
    kind: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    heads: Sequence[str]
    rows: Sequence[Row]


class Statements:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        usual = _usual(self.periods, ctx)
        self.period = chosen.one_period(self.periods, request.args.get("period", "") or usual)
        self.kind = request.args.get("kind", "balance")
        if self.kind not in drafting.KINDS or self.kind == "trial":
            raise BadRequest("没有这种报表 / There is no such statement.", field="kind")
        self.report = self._latest() if self.period is not None else None
        self.checks: list[Mapping[str, Any]] = []
        self.data: Mapping[str, Any] = {}
        if self.report is not None:
            self.data = self.report.figures or {}
            self.checks = self.report.checks or []
        elif self.period is not None:
            self.data = drafting.KINDS[self.kind](ctx, self.period)
            self.checks = [one.told() for one in tie_outs.all_of(ctx, self.period)]
        self.may_export = workbook.may_export(ctx, FinancialReport)

    def _latest(self) -> FinancialReport | None:
        assert self.period is not None  # noqa: S101 - the caller has seen it
        return self.ctx.session.scalars(
            select(FinancialReport)
            .where(
                FinancialReport.period == self.period.period,
                FinancialReport.kind == self.kind,
                FinancialReport.state != "replaced",
                FinancialReport.deleted_at.is_(None),
            )
            .order_by(FinancialReport.edition.desc())
            .limit(1)
        ).first()

    @property
    def state(self) -> Any:
        assert self.report is not None  # noqa: S101 - the page has seen it
        return cells.state_badge(FinancialReport, self.report.state)

    def kinds(self) -> list[tuple[str, str, bool]]:
        """(label, address, chosen) of every kind of statement."""
        known = FinancialReport.fields()["kind"].enum
        assert known is not None  # noqa: S101 - the kind is one of a list
        period = self.period.period if self.period else ""
        named = [(kind, known.get(kind)) for kind in drafting.KINDS if kind != "trial"]
        return [
            (
                value.label.in_language(self.ctx.language),
                chosen.address("/statements", {"period": period, "kind": kind}),
                kind == self.kind,
            )
            for kind, value in named
            if value is not None
        ]

    @property
    def about(self) -> list[str]:
        form = [self.data["form"]] if self.data.get("form") else []
        return [*form, chosen.company(self.ctx), self.period.period if self.period else ""]

    def tables(self) -> list[Table]:
        """One; two for the balance sheet."""
        parts = ("assets", "claims") if self.kind == "balance" else ("rows",)
        return [self._table(part) for part in parts if part in self.data]

    def _table(self, part: str) -> Table:
        language = self.ctx.language
        columns = paper.COLUMNS.get(self.kind, ())
        rows = [
            Row(
                row[language], str(row.get("row", "")), row.get("kind", ""),
                [self._cell(part, place, row, name) for name, _ in columns],
            )
            for place, row in enumerate(self.data[part])
        ]  # fmt: skip
        return Table([chosen.text(texts, language) for _, texts in columns], rows)

    def _cell(self, part: str, place: int, row: Mapping[str, Any], column: str) -> Cell:
        if column not in row:
            return Cell("", "")
        value = str(row[column])
        url = str(row.get("urls", {}).get(column, ""))
        if self.kind in FORMS and Decimal(value):
            assert self.period is not None  # noqa: S101 - there are figures
            given = {"period": self.period.period, "kind": self.kind, "part": part, "row": place, "column": column}  # fmt: skip
            url = chosen.address("/statements/figure", given)
        return Cell(_figure(value), url)


class Figure:
    """A figure taken apart: which account adds what, each with the lines behind it."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        found = chosen.one_period(self.periods, request.args.get("period", ""))
        self.kind = request.args.get("kind", "")
        part, column = request.args.get("part", ""), request.args.get("column", "")
        if found is None or self.kind not in FORMS:
            raise NotFound
        self.period: AccountingPeriod = found
        rows = drawn.form_of(ctx, self.kind).get(part)
        place = request.args.get("row", "")
        if not isinstance(rows, list) or not place.isdigit() or int(place) >= len(rows):
            raise NotFound
        self.row = rows[int(place)]
        columns = drawn.columns(ctx, self.kind, self.period)
        if column not in columns or self.row.get("kind") == "head":
            raise NotFound
        self.column = column
        self.within = self._within()
        lines = self.row.get("sum") or [self.row["line"]]
        self.total = figures.total(columns[column].amounts, lines)
        self.names = {one.id: f"{one.code} {one.name}" for one in chosen.accounts(ctx)}
        self.parts = sorted(
            (
                (line.removeprefix("-"), account, -amount if line.startswith("-") else amount)
                for line in lines
                for account, amount in columns[column].parts.get(line.removeprefix("-"), {}).items()
                if amount
            ),
            key=lambda one: self.names[one[1]],
        )

    def _within(self) -> list[AccountingPeriod]:
        """The periods that the column covers."""
        year = drawn.year_to(self.ctx, self.period)
        return year[:1] if self.column == "begin" else [self.period] if self.column in ("month", "end") else year  # fmt: skip

    @property
    def name(self) -> str:
        return str(self.row[self.ctx.language])

    @property
    def head(self) -> str:
        return next(
            chosen.text(texts, self.ctx.language)
            for name, texts in paper.COLUMNS[self.kind]
            if name == self.column
        )

    @property
    def back(self) -> str:
        return chosen.address("/statements", {"period": self.period.period, "kind": self.kind})

    def url(self, line: str, account: int, amount: Decimal) -> str:
        """The rows behind an account's part: its lines, or its balances customer by customer."""
        if self.kind == "balance" and line in figures.PER_CUSTOMER:
            begins = self.column == "begin"
            given = {
                "account": account, "dimension": "customer",
                "period": (self.within[0] if begins else self.period).period,
                "side": "dr" if line == "receivables" else "cr", "at": "opening" if begins else "",
            }  # fmt: skip
            return chosen.address("/ledger/dimensions", given)
        if self.kind == "balance" or line == "cash_begin":
            return self._ledger(account)
        pairs = [
            ("account", str(account)),
            ("voucher.period__in", ",".join(str(one.id) for one in self.within)),
            POSTED,
        ]
        if self.kind == "income":
            pairs.append(("voucher.event__not_in", ",".join(figures.CLOSINGS)))
        else:
            pairs += [("cashflow", line), ("voucher.has_cash", "true")]
        return f"/voucher_line/list/?{urlencode(pairs)}"

    def _ledger(self, account: int) -> str:
        """The account in the period at whose end it stands so; at whose beginning for what was there at first."""
        first = self.period if self.column == "end" else self.within[0]
        return chosen.address(f"/ledger/account/{account}", {"from": first.period})


def _usual(known: Sequence[AccountingPeriod], ctx: Context) -> str:
    """The last whole month, where the books reach it."""
    over = [one.period for one in known if one.ends_on < ctx.today]
    return over[-1] if over else ""


def _figure(text: str) -> str:
    return f"{Decimal(text):,.2f}" if text else ""
