"""科目余额表: every account with what stands above it (O9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.runtime.context import Context

from .. import balances
from ..balances import Balance

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """An account in a period; `id` opens its pages. An account that is divided shows the sum of its parts."""

    id: int
    code: str
    name: str
    category: str
    direction: str
    leaf: bool
    report_line: str
    cash: bool
    balance: Balance


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the leaves: (debit, credit) of opening, movement and closing."""

    opening: tuple[Decimal, Decimal]
    movement: tuple[Decimal, Decimal]
    closing: tuple[Decimal, Decimal]

    @property
    def hold(self) -> bool:
        return all(one[0] == one[1] for one in (self.opening, self.movement, self.closing))


def rows(ctx: Context, period: AccountingPeriod) -> list[Row]:
    """Accounts that have a balance or moved this year, by code. Two statements, whatever the number of vouchers."""
    stand = balances.latest(ctx, period)
    accounts = ctx.session.scalars(
        select(Account).where(Account.deleted_at.is_(None)).order_by(Account.code)
    ).all()
    sums: dict[int, Balance] = {}
    above = {account.id: account.parent_id for account in accounts}
    for id, balance in stand.items():
        here: int | None = id
        while here is not None:
            sums[here] = _plus(sums.get(here, Balance()), balance)
            here = above.get(here)
    return [
        Row(
            account.id, account.code, account.name, account.category, account.direction,
            account.leaf is not False, account.report_line or "", bool(account.cash), sums[account.id],
        )
        for account in accounts
        if account.id in sums and sums[account.id] != Balance()
    ]  # fmt: skip


def _plus(one: Balance, other: Balance) -> Balance:
    return Balance(
        one.opening + other.opening,
        one.debit + other.debit,
        one.credit + other.credit,
        one.year_debit + other.year_debit,
        one.year_credit + other.year_credit,
    )


def totals(found: list[Row]) -> Totals:
    """Sums of both sides over the leaves."""
    leaves = [row.balance for row in found if row.leaf]
    return Totals(
        _sides([one.opening for one in leaves]),
        (
            sum((one.debit for one in leaves), NOTHING),
            sum((one.credit for one in leaves), NOTHING),
        ),
        _sides([one.closing for one in leaves]),
    )


def _sides(amounts: list[Decimal]) -> tuple[Decimal, Decimal]:
    return (
        sum((one for one in amounts if one > 0), NOTHING),
        sum((-one for one in amounts if one < 0), NOTHING),
    )
