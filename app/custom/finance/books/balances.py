"""Balances kept as vouchers are posted: a row for each account and period, one for each combination of dimensions (3.2).

A row is there from the first posting of the period on; before that the balance is the closing one of the row before. The
caller holds the posting lock, so nobody else moves balances.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select

from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.aux_balance import AuxBalance
from app.generated.opening_balance import OpeningBalance
from app.generated.voucher_line import VoucherLine
from app.runtime import records
from app.runtime.context import Context

from . import sums
from .rules import DIMENSIONS

AUDIT = "balances"
CHUNK = 5000
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Balance:
    """One account in one period, in yuan; `opening` is debit less credit."""

    opening: Decimal = NOTHING
    debit: Decimal = NOTHING
    credit: Decimal = NOTHING
    year_debit: Decimal = NOTHING
    year_credit: Decimal = NOTHING

    @property
    def closing(self) -> Decimal:
        return self.opening + self.debit - self.credit

    def plus(self, debit: Decimal, credit: Decimal) -> Balance:
        """After these movements."""
        return replace(
            self,
            debit=self.debit + debit,
            credit=self.credit + credit,
            year_debit=self.year_debit + debit,
            year_credit=self.year_credit + credit,
        )

    def carried(self, *, same_year: bool) -> Balance:
        """How the next period begins."""
        return Balance(
            self.closing,
            year_debit=self.year_debit if same_year else NOTHING,
            year_credit=self.year_credit if same_year else NOTHING,
        )

    def columns(self) -> dict[str, Decimal]:
        """As they are stored: what is on one side is zero on the other."""
        return {
            "opening_dr": max(self.opening, NOTHING),
            "opening_cr": max(-self.opening, NOTHING),
            "debit": self.debit,
            "credit": self.credit,
            "year_debit": self.year_debit,
            "year_credit": self.year_credit,
            "closing_dr": max(self.closing, NOTHING),
            "closing_cr": max(-self.closing, NOTHING),
        }


def of_row(row: AccountBalance) -> Balance:
    """What is stored, read."""
    return Balance(
        (row.opening_dr or NOTHING) - (row.opening_cr or NOTHING),
        row.debit or NOTHING,
        row.credit or NOTHING,
        row.year_debit or NOTHING,
        row.year_credit or NOTHING,
    )


def add(ctx: Context, period: AccountingPeriod, vouchers: Sequence[int]) -> None:
    """Posted vouchers of this period move their accounts, in it and in those after it."""
    line = VoucherLine
    moved = {
        row.account_id: (row.debit, row.credit)
        for row in ctx.session.execute(
            select(
                line.account_id,
                func.sum(line.debit).label("debit"),
                func.sum(line.credit).label("credit"),
            )
            .where(line.voucher_id.in_(vouchers), line.deleted_at.is_(None))
            .group_by(line.account_id)
        )
    }
    _move(ctx, period, moved)
    _move_dimensions(ctx, period, vouchers)


def _move(
    ctx: Context, period: AccountingPeriod, moved: Mapping[int, tuple[Decimal, Decimal]]
) -> None:
    rows = ctx.session.execute(
        select(AccountBalance, AccountingPeriod.starts_on)
        .join(AccountingPeriod, AccountingPeriod.id == AccountBalance.period_id)
        .where(
            AccountBalance.account_id.in_(moved),
            AccountBalance.deleted_at.is_(None),
            AccountingPeriod.starts_on >= period.starts_on,
        )
    ).all()
    before = latest(ctx, period, accounts=moved, inclusive=False)
    changed, there = [], set()
    for row, starts_on in rows:
        debit, credit = moved[row.account_id]
        now = of_row(row)
        if row.period_id == period.id:
            there.add(row.account_id)
            now = now.plus(debit, credit)
        else:
            now = replace(now, opening=now.opening + debit - credit)
            if starts_on.year == period.starts_on.year:
                now = replace(
                    now,
                    year_debit=now.year_debit + debit,
                    year_credit=now.year_credit + credit,
                )
        changed.append({"id": row.id, **now.columns()})
    new = [
        {
            "period_id": period.id,
            "account_id": account,
            **before.get(account, Balance()).plus(*moved[account]).columns(),
        }
        for account in sorted(set(moved) - there)
    ]
    _write(ctx, AccountBalance, new, changed)


def _write(
    ctx: Context, entity: type[Any], new: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    if new:
        records.write_set(ctx, entity, new, action="make", audit=AUDIT)
    if changed:
        records.write_set(ctx, entity, changed, action="each", audit=AUDIT)


def latest(
    ctx: Context,
    period: AccountingPeriod,
    *,
    accounts: Iterable[int] | None = None,
    inclusive: bool = True,
) -> dict[int, Balance]:
    """Account → how it stands in the period, whether it moved there or not. Not inclusive: how the period begins.

    Accounts that never moved and have no opening balance are left out. One statement.
    """
    of = AccountingPeriod
    until = of.starts_on <= period.starts_on if inclusive else of.starts_on < period.starts_on
    last = (
        select(AccountBalance.account_id, func.max(of.starts_on).label("starts_on"))
        .join(of, of.id == AccountBalance.period_id)
        .where(until, AccountBalance.deleted_at.is_(None))
        .group_by(AccountBalance.account_id)
    )
    if accounts is not None:
        last = last.where(AccountBalance.account_id.in_(list(accounts)))
    chosen = last.subquery()
    rows = ctx.session.execute(
        select(AccountBalance, of.starts_on)
        .join(of, of.id == AccountBalance.period_id)
        .join(
            chosen,
            (chosen.c.account_id == AccountBalance.account_id)
            & (chosen.c.starts_on == of.starts_on),
        )
        .where(AccountBalance.deleted_at.is_(None))
        .execution_options(populate_existing=True)
    ).all()
    found = {}
    for row, starts_on in rows:
        now = of_row(row)
        if not inclusive or starts_on != period.starts_on:
            now = now.carried(same_year=starts_on.year == period.starts_on.year)
        found[row.account_id] = now
    return found


# -- dimensions -------------------------------------------------------------------------------------


def _move_dimensions(ctx: Context, period: AccountingPeriod, vouchers: Sequence[int]) -> None:
    line = VoucherLine
    columns = [getattr(line, f"{name}_id") for name in DIMENSIONS]
    rows = ctx.session.execute(
        select(
            line.account_id,
            *columns,
            func.sum(line.debit).label("debit"),
            func.sum(line.credit).label("credit"),
        )
        .where(
            line.voucher_id.in_(vouchers),
            line.deleted_at.is_(None),
            or_(*(column.is_not(None) for column in columns)),
        )
        .group_by(line.account_id, *columns)
        .order_by(line.account_id, *columns)
    ).all()
    for start in range(0, len(rows), CHUNK):
        _move_some(ctx, period, rows[start : start + CHUNK])


def _move_some(ctx: Context, period: AccountingPeriod, rows: Iterable[Any]) -> None:
    moved = {(row.account_id, dims(row)): row for row in rows}
    of = AuxBalance
    there = {
        (account, key): (id, debit, credit)
        for id, account, key, debit, credit in ctx.session.execute(
            select(of.id, of.account_id, of.dims, of.debit, of.credit).where(
                of.period_id == period.id,
                of.account_id.in_({account for account, _ in moved}),
                of.dims.in_({key for _, key in moved}),
                of.deleted_at.is_(None),
            )
        )
    }
    new, changed = [], []
    for (account, key), row in moved.items():
        known = there.get((account, key))
        if known is None:
            new.append(
                {
                    "period_id": period.id,
                    "account_id": account,
                    "dims": key,
                    **{f"{name}_id": getattr(row, f"{name}_id") for name in DIMENSIONS},
                    "debit": row.debit,
                    "credit": row.credit,
                }
            )
        else:
            id, debit, credit = known
            changed.append({"id": id, "debit": debit + row.debit, "credit": credit + row.credit})
    _write(ctx, AuxBalance, new, changed)


def dims(row: Any) -> str:
    """The combination as text: `customer:project:department:employee:fee_item`, what is missing empty."""
    return ":".join(str(getattr(row, f"{name}_id") or "") for name in DIMENSIONS)


def moved() -> Any:
    """Debit less credit of balance rows that are grouped."""
    return sums.net(AccountBalance)


def movement_by_dimension(
    ctx: Context, period: AccountingPeriod, dimension: str, accounts: Iterable[int]
) -> dict[tuple[int, int | None], Decimal]:
    """(account, id of the dimension or None) → debit less credit of the period alone."""
    column = getattr(AuxBalance, f"{dimension}_id")
    rows = ctx.session.execute(
        select(
            AuxBalance.account_id,
            column,
            sums.net(AuxBalance),
        )
        .where(
            AuxBalance.account_id.in_(list(accounts)),
            AuxBalance.period_id == period.id,
            AuxBalance.deleted_at.is_(None),
        )
        .group_by(AuxBalance.account_id, column)
    )
    return {(account, id): amount for account, id, amount in rows}


def by_dimension(
    ctx: Context, period: AccountingPeriod, dimension: str, accounts: Iterable[int]
) -> dict[tuple[int, int | None], Decimal]:
    """(account, id of the dimension or None) → debit less credit at the end of the period, opening balances included."""
    wanted = list(accounts)
    column = f"{dimension}_id"
    found: dict[tuple[int, int | None], Decimal] = {}
    of = AccountingPeriod
    moved = (
        select(
            AuxBalance.account_id,
            getattr(AuxBalance, column),
            sums.net(AuxBalance),
        )
        .join(of, of.id == AuxBalance.period_id)
        .where(
            AuxBalance.account_id.in_(wanted),
            of.starts_on <= period.starts_on,
            AuxBalance.deleted_at.is_(None),
        )
        .group_by(AuxBalance.account_id, getattr(AuxBalance, column))
    )
    opened = (
        select(
            OpeningBalance.account_id,
            getattr(OpeningBalance, column),
            sums.net(OpeningBalance),
        )
        .where(OpeningBalance.account_id.in_(wanted), OpeningBalance.deleted_at.is_(None))
        .group_by(OpeningBalance.account_id, getattr(OpeningBalance, column))
    )
    for statement in (opened, moved):
        for account, id, amount in ctx.session.execute(statement):
            key = (account, id)
            found[key] = found.get(key, NOTHING) + amount
    return found
