"""GET /ledger: the trial balance (科目余额表) of a period; every row opens its account."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask import Response, render_template, request

from app.custom.finance import workbook
from app.generated.account_balance import AccountBalance
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

from ..statements import trial
from . import chosen

LEVELS = {"1": 4, "2": 6, "": 16}
"""Level → how long the codes are that it shows."""
HEADS = (
    ("科目编码", "Code"), ("科目名称", "Account"), ("期初借方", "Opening debit"), ("期初贷方", "Opening credit"),
    ("本期借方", "Debit"), ("本期贷方", "Credit"), ("本年累计借方", "Debit this year"),
    ("本年累计贷方", "Credit this year"), ("期末借方", "Closing debit"), ("期末贷方", "Closing credit"),
)  # fmt: skip


@staff_page(
    "/ledger",
    name="ledger_trial",
    label=label(zh="账簿", en="Ledgers"),
    roles=chosen.READERS,
    module="fin",
)
def shown(ctx: Context) -> Any:
    """`period`, `level` 1, 2 or all, `q` what code or name contain."""
    return render_template("finance/ledger/trial.html", page=Trial(ctx))


@staff_page(
    "/ledger.xlsx",
    name="ledger_trial_file",
    label=label(zh="账簿", en="Ledgers"),
    roles=chosen.READERS,
)
def file(ctx: Context) -> Response:
    return workbook.answered(ctx, AccountBalance, Trial(ctx).sheet(), "trial-balance")


class Trial:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        self.period = chosen.one_period(self.periods, request.args.get("period", ""))
        level = request.args.get("level", "")
        self.level = level if level in LEVELS else ""
        self.q = request.args.get("q", "").strip()[:40]
        every = trial.rows(ctx, self.period) if self.period is not None else []
        self.totals = trial.totals(every)
        self.rows = [row for row in every if self._wanted(row)]
        self.may_export = workbook.may_export(ctx, AccountBalance)

    def _wanted(self, row: trial.Row) -> bool:
        if len(row.code) > LEVELS[self.level]:
            return False
        return not self.q or row.code.startswith(self.q) or self.q.lower() in row.name.lower()

    def cells(self, row: trial.Row) -> list[Decimal]:
        """The eight amounts of a row, in the order of the heads."""
        of = row.balance
        return [
            max(of.opening, chosen.NOTHING), max(-of.opening, chosen.NOTHING), of.debit, of.credit,
            of.year_debit, of.year_credit, max(of.closing, chosen.NOTHING), max(-of.closing, chosen.NOTHING),
        ]  # fmt: skip

    def sums(self) -> list[Decimal | None]:
        """Under the amounts; of this year nobody adds up both sides."""
        year = [row.balance for row in self.rows if row.leaf]
        return [
            *self.totals.opening, *self.totals.movement,
            sum((one.year_debit for one in year), chosen.NOTHING) if self.is_whole else None,
            sum((one.year_credit for one in year), chosen.NOTHING) if self.is_whole else None,
            *self.totals.closing,
        ]  # fmt: skip

    @property
    def is_whole(self) -> bool:
        """Whether every leaf stands there."""
        return not self.q and not self.level

    def depth(self, row: trial.Row) -> int:
        return (len(row.code) - 4) // 2

    def url(self, row: trial.Row) -> str:
        """The lines of the account in this period."""
        assert self.period is not None  # noqa: S101 - there are rows
        return chosen.address(f"/ledger/account/{row.id}", {"from": self.period.period})

    @property
    def file_url(self) -> str:
        return chosen.address(
            "/ledger.xlsx",
            {
                "period": self.period.period if self.period else "",
                "level": self.level,
                "q": self.q,
            },
        )

    def heads(self) -> list[str]:
        return [chosen.text(head, self.ctx.language) for head in HEADS]

    def sheet(self) -> workbook.Sheet:
        zh = self.ctx.language == "zh"
        return workbook.Sheet(
            "科目余额表" if zh else "Trial balance",
            [chosen.company(self.ctx), self.period.period if self.period else ""],
            self.heads(),
            self._lines("合计" if zh else "Total"),
        )

    def _lines(self, total: str) -> Iterator[workbook.Row]:
        for row in self.rows:
            yield workbook.Row([row.code, row.name, *self.cells(row)], bold=not row.leaf)
        yield workbook.Row(["", total, *self.sums()], bold=True)
