"""GET /ledger/dimensions: balances of an account by customer, project, department … (辅助余额表), some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response, render_template, request
from sqlalchemy import Numeric, case, func, literal, select, type_coerce, union_all

from app.custom.finance import workbook
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.aux_balance import AuxBalance
from app.generated.opening_balance import OpeningBalance
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.field import label
from app.runtime.types import MoneyType
from app.web.staff_pages import staff_page

from .. import pages
from ..rules import DIMENSIONS
from . import chosen

ON_A_PAGE = 100
IN_A_FILE = 100_000
SIDES = ("", "dr", "cr")
HEADS = (
    ("期初余额", "Opening"), ("本期借方", "Debit"), ("本期贷方", "Credit"), ("方向", "Side"), ("期末余额", "Closing"),
)  # fmt: skip


@staff_page(
    "/ledger/dimensions",
    name="ledger_dimensions",
    label=label(zh="辅助余额表", en="Balances by dimension"),
    roles=chosen.READERS,
)
def shown(ctx: Context) -> Any:
    """`account`, `dimension`, `period`, `side` dr or cr (at the end; at the beginning with `at=opening`), `after` an id."""
    return render_template("finance/ledger/dimensions.html", page=Dimensions(ctx))


@staff_page(
    "/ledger/dimensions.xlsx",
    name="ledger_dimensions_file",
    label=label(zh="辅助余额表", en="Balances by dimension"),
    roles=chosen.READERS,
)
def file(ctx: Context) -> Response:
    return workbook.answered(ctx, AuxBalance, Dimensions(ctx).sheet(), "dimensions")


@dataclass(frozen=True, slots=True)
class Row:
    """A customer, project …; `id` None for lines that name none. `opening`, `closing` debit less credit."""

    id: int | None
    opening: Decimal
    debit: Decimal
    credit: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.debit - self.credit


class Dimensions:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        self.period = chosen.one_period(self.periods, request.args.get("period", ""))
        every = chosen.accounts(ctx)
        self.chart = [one for one in every if one.aux] or every
        self.account = chosen.an_account(every, request.args.get("account"))
        if self.account is None and self.chart:
            self.account = next((one for one in self.chart if one.code == "1122"), self.chart[0])
        self.dimension = request.args.get("dimension", "") or self._usual(self.account)
        if self.dimension not in DIMENSIONS:
            raise BadRequest("没有这个维度 / There is no such dimension.", field="dimension")
        self.only = request.args.get("side", "")
        if self.only not in SIDES:
            raise BadRequest("方向为 dr 或 cr / The side is dr or cr.", field="side")
        self.at = "opening" if request.args.get("at") == "opening" else ""
        self.after = chosen.after(request.args.get("after", ""))
        self.leaves = pages.below(every, self.account.id) if self.account is not None else []
        found = self._rows(self.after, ON_A_PAGE + 1)
        self.rows, self.more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
        self.names = self._names(self.rows)
        self.total = self._total()
        self.may_export = workbook.may_export(ctx, AuxBalance)

    @staticmethod
    def _usual(account: Account | None) -> str:
        wanted = [name for name in (account.aux or ()) if name in DIMENSIONS] if account else []
        return str(wanted[0]) if wanted else "customer"

    # -- the statement -----------------------------------------------------------------------------

    def _moved(self) -> Any:
        """id, opening, debit, credit of each; opening balances and every movement up to the period."""
        assert self.period is not None  # noqa: S101 - the callers have seen it
        of, begun, period = AuxBalance, OpeningBalance, AccountingPeriod
        here = of.period_id == self.period.id
        nothing = literal(0)
        parts = union_all(
            select(
                func.coalesce(getattr(begun, f"{self.dimension}_id"), 0).label("id"),
                _plain(func.coalesce(begun.debit, 0) - func.coalesce(begun.credit, 0)).label("opening"),
                nothing.label("debit"),
                nothing.label("credit"),
            ).where(begun.account_id.in_(self.leaves), begun.deleted_at.is_(None)),
            select(
                func.coalesce(getattr(of, f"{self.dimension}_id"), 0),
                case((here, nothing), else_=_plain(func.coalesce(of.debit, 0) - func.coalesce(of.credit, 0))),
                case((here, _plain(func.coalesce(of.debit, 0))), else_=nothing),
                case((here, _plain(func.coalesce(of.credit, 0))), else_=nothing),
            )
            .join(period, period.id == of.period_id)
            .where(
                of.account_id.in_(self.leaves),
                of.deleted_at.is_(None),
                period.starts_on <= self.period.starts_on,
            ),
        ).subquery()  # fmt: skip
        c = parts.c
        opening, debit, credit = func.sum(c.opening), func.sum(c.debit), func.sum(c.credit)
        wanted: Any = (opening != 0) | (debit != 0) | (credit != 0)
        if self.only:
            stand = opening if self.at else opening + debit - credit
            wanted = stand > 0 if self.only == "dr" else stand < 0
        return (
            select(
                c.id,
                _money(opening).label("opening"),
                _money(debit).label("debit"),
                _money(credit).label("credit"),
            )
            .group_by(c.id)
            .having(wanted)
        )

    def _rows(self, after: int | None, limit: int) -> list[Row]:
        if self.period is None or not self.leaves:
            return []
        found = self._moved().subquery()
        statement = select(found).order_by(found.c.id).limit(limit)
        if after is not None:
            statement = statement.where(found.c.id > after)
        return [
            Row(id or None, opening, debit, credit)
            for id, opening, debit, credit in self.ctx.session.execute(statement)
        ]

    def _total(self) -> Row:
        if self.period is None or not self.leaves:
            return Row(None, chosen.NOTHING, chosen.NOTHING, chosen.NOTHING)
        found = self._moved().subquery()
        sums = [
            _money(func.coalesce(func.sum(found.c[name]), 0))
            for name in ("opening", "debit", "credit")
        ]
        return Row(None, *self.ctx.session.execute(select(*sums)).one())

    def _names(self, rows: list[Row]) -> dict[int, str]:
        return chosen.titles(self.ctx, self.dimension, {row.id for row in rows if row.id})

    # -- for the page ------------------------------------------------------------------------------

    def name(self, row: Row) -> str:
        nobody = "（未指定）" if self.ctx.language == "zh" else "(not named)"
        return self.names.get(row.id, f"#{row.id}") if row.id else nobody

    def side(self, amount: Decimal) -> str:
        return chosen.side(amount, self.ctx.language)

    def dimensions(self) -> list[tuple[str, str]]:
        return [(name, chosen.text(pair, self.ctx.language)) for name, pair in chosen.NAMES.items()]

    def url(self, row: Row) -> str:
        """The lines behind a row: the whole account up to the period; "" for lines that name none."""
        if row.id is None or self.account is None or self.period is None:
            return ""
        given = {"from": self.periods[0].period, "to": self.period.period, self.dimension: row.id}
        return chosen.address(f"/ledger/account/{self.account.id}", given)

    @property
    def next_url(self) -> str:
        last = self.rows[-1].id if self.rows else None
        return self._address("/ledger/dimensions", after=last or 0)

    @property
    def file_url(self) -> str:
        return self._address("/ledger/dimensions.xlsx")

    def _address(self, path: str, **more: Any) -> str:
        given = {
            "account": self.account.id if self.account else "", "dimension": self.dimension,
            "period": self.period.period if self.period else "", "side": self.only, "at": self.at,
            **more,
        }  # fmt: skip
        return chosen.address(path, given)

    def sheet(self) -> workbook.Sheet:
        language = self.ctx.language
        name = f"{self.account.code} {self.account.name}" if self.account else ""
        return workbook.Sheet(
            "辅助余额表" if language == "zh" else "Balances by dimension",
            [chosen.company(self.ctx), name, self.period.period if self.period else ""],
            ["", chosen.text(chosen.NAMES[self.dimension], language), *(chosen.text(head, language) for head in HEADS)],
            self._lines(),
        )  # fmt: skip

    def _lines(self) -> Iterator[workbook.Row]:
        after, number = None, 0
        while number < IN_A_FILE:
            rows = self._rows(after, 1000)
            self.names = self._names(rows)
            for row in rows:
                yield workbook.Row([row.id, self.name(row), *self._cells(row)])
            number += len(rows)
            if len(rows) < 1000:
                break
            after = rows[-1].id
        total = "合计" if self.ctx.language == "zh" else "Total"
        yield workbook.Row(["", total, *self._cells(self.total)], bold=True)

    def _cells(self, row: Row) -> list[workbook.Cell]:
        return [row.opening, row.debit, row.credit, self.side(row.closing), abs(row.closing)]


def _plain(amount: Any) -> Any:
    """Whole 分, as they are stored: sums of them become yuan at the end."""
    return type_coerce(amount, Numeric())


def _money(amount: Any) -> Any:
    return type_coerce(amount, MoneyType())
