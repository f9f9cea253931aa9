"""What each project earned and cost, by account (3.5). From the movements that are kept by dimension: two statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from sqlalchemy import func, select

from app.custom.finance.books import sums
from app.custom.finance.books.statements import figures
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.aux_balance import AuxBalance
from app.generated.unit import Unit
from app.runtime.context import Context

from .prices import cost_of_area
from .ratios import NOTHING, percent

INCOME = ("revenue", "non_operating_income")
NOT_THERE = ("closed",)
"""States of units that are not there any more."""


@dataclass(slots=True)
class Result:
    """A project's year so far, in yuan; `project` None for what no line names one for. `lines`: account → (report line, yuan)."""

    project: int | None
    lines: dict[int, tuple[str, Decimal]] = field(default_factory=dict)
    area: Decimal = NOTHING
    months: int = 1

    def add(self, account: int, line: str, amount: Decimal) -> None:
        before = self.lines.get(account, (line, NOTHING))[1]
        self.lines[account] = (line, before + amount)

    @property
    def revenue(self) -> Decimal:
        return sum((amount for line, amount in self.lines.values() if line in INCOME), NOTHING)

    @property
    def cost(self) -> Decimal:
        """Every expense, whatever it is called."""
        return sum((amount for line, amount in self.lines.values() if line not in INCOME), NOTHING)

    @property
    def profit(self) -> Decimal:
        return self.revenue - self.cost

    @property
    def margin(self) -> Decimal | None:
        return percent(self.profit, self.revenue)

    @property
    def cost_of_area(self) -> Decimal | None:
        """Yuan a m² and month."""
        return cost_of_area(self.cost, self.area, self.months)


def results(ctx: Context, within: Sequence[AccountingPeriod]) -> list[Result]:
    """Each project, the most profitable first; what belongs to none stands last. Closing vouchers count for nothing."""
    found: dict[int | None, Result] = {}
    for here, account, direction, line, amount in _moved(ctx, within):
        signed = -amount if direction == "cr" else amount
        found.setdefault(here, Result(here)).add(account, line or "", signed)
    nobody = Result(None)
    whole = figures.results(ctx, within)
    for line, parts in whole.parts.items():
        for account, amount in parts.items():
            known = sum(
                (one.lines.get(account, ("", NOTHING))[1] for one in found.values()), NOTHING
            )
            if amount != known:
                nobody.add(account, line, amount - known)
    areas = area(ctx)
    for project in {*areas, *found}:
        if project is not None:
            found.setdefault(project, Result(project)).area = areas.get(project, NOTHING)
    if nobody.lines:
        found[None] = nobody
    for one in found.values():
        one.months = max(len(within), 1)
    return sorted(
        found.values(), key=lambda one: (one.project is None, -one.profit, one.project or 0)
    )


def _moved(ctx: Context, within: Sequence[AccountingPeriod]) -> list[tuple[int, int, str, str, Decimal]]:  # fmt: skip
    of = AuxBalance
    rows = ctx.session.execute(
        select(of.project_id, of.account_id, Account.direction, Account.report_line, sums.net(of))
        .join(Account, Account.id == of.account_id)
        .where(
            Account.category == "pl",
            of.project_id.is_not(None),
            of.period_id.in_([one.id for one in within]),
            of.deleted_at.is_(None),
        )
        .group_by(of.project_id, of.account_id, Account.direction, Account.report_line)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def area(ctx: Context) -> dict[int, Decimal]:
    """Project → gross area of its units in m²."""
    rows = ctx.session.execute(
        select(Unit.project_id, func.sum(Unit.gross_area))
        .where(Unit.deleted_at.is_(None), Unit.state.not_in(NOT_THERE))
        .group_by(Unit.project_id)
    )
    return {project: Decimal(amount or 0) for project, amount in rows}


def lines_url(project: int | None, account: int, within: Sequence[AccountingPeriod]) -> str:
    """The voucher lines behind an account of a project."""
    whose = ("project", str(project)) if project is not None else ("project__is_null", "true")
    return "/voucher_line/list/?" + urlencode(
        [
            ("account", str(account)), whose,
            ("voucher.period__in", ",".join(str(one.id) for one in within)),
            ("voucher.state__in", "posted,reversed"),
            ("voucher.event__not_in", ",".join(figures.CLOSINGS)),
        ]
    )  # fmt: skip
