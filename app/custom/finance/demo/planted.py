"""THE BOOKS ARE SPOILED HERE, ON PURPOSE: defects for the audit to find, in the full demo alone (domain.md §7).

No write path lets any of this happen, so it is written past all of them: the database's own guards are taken away, rows are
changed and put in as only somebody with the password of the database could, and the guards are put back. Whoever does that
well seals the changed vouchers anew, which is why each defect shows in its own check and not in the chain; one voucher is
left with the seal that it had. Nothing outside the demo may import this module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from app.generated.accounting_period import AccountingPeriod
from app.generated.employee import Employee
from app.generated.expense import Expense
from app.generated.payment import Payment
from app.generated.voucher import Voucher
from app.runtime import clock
from app.runtime.context import Context

from ..books import chain, closing, digest, ledger, seal

Key = tuple[str, str, int]
"""Check, entity and id of what it points at."""
SEED = 20260104
DOUBLES, SAME_HANDS, AT_NIGHT, BELOW_LIMIT = 4, 3, 12, 25
ACCOUNT = "6222020200112233452"
"""Of an employee, and of a supplier."""
SUPPLIER = "恒通保洁服务部"


def plant(ctx: Context, first: dt.date, last: dt.date) -> set[Key]:
    """Spoil the closed periods between two days; returns what an audit of them must find, and nothing else.

    `ctx`: the system's, in a transaction. The expenses lie in the last year of the range, so that one heap is one heap.
    """
    random = Random(SEED)  # noqa: S311 - which rows are spoiled is no secret
    ctx.session.flush()
    periods = ctx.session.scalars(
        select(AccountingPeriod)
        .where(
            AccountingPeriod.state == "closed", AccountingPeriod.starts_on >= first,
            AccountingPeriod.ends_on <= last,
        )
        .order_by(AccountingPeriod.starts_on)
    ).all()  # fmt: skip
    with _unguarded(ctx) as connection:
        found = _doubles(connection, random, periods)
        found |= _same_hands(connection, periods)
        found |= _at_night(connection, random, periods)
        found |= _a_gap(connection, periods[-1])
        _seal_anew(ctx, connection, periods)
        found |= _below_the_limit(connection, random, [one for one in periods if one.starts_on.year == periods[-1].starts_on.year])  # fmt: skip
        found |= _one_account_for_two(connection, periods[-1])
        found |= _a_broken_seal(connection, periods[len(periods) // 2])
    ctx.session.expire_all()
    return found


@contextmanager
def _unguarded(ctx: Context) -> Iterator[Connection]:
    """The triggers of the books are away; all of it in the transaction of the caller."""
    connection = ctx.session.connection()
    dialect = connection.dialect.name
    for table, names in seal.TRIGGERS.items():
        for name in names:
            where = f" ON {table}" if dialect == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{where}")
    yield connection
    for table in seal.TRIGGERS:
        for statement in seal.statements(dialect, table):
            connection.exec_driver_sql(statement)


def _change(connection: Connection, entity: Any, id: int, **values: Any) -> None:
    connection.execute(update(entity.__table__).where(entity.id == id).values(**values))


def _copy(connection: Connection, entity: Any, id: int, **values: Any) -> int:
    """A row like another one but for these values; returns its id."""
    table: Table = entity.__table__
    columns = [one for one in table.c if one.computed is None and one.name != "id"]
    row = connection.execute(select(*columns).where(table.c.id == id)).mappings().one()
    made = insert(table).values(**{**row, **values}).returning(table.c.id)
    return int(connection.execute(made).scalar_one())


# -- money -------------------------------------------------------------------------------------------


def _doubles(
    connection: Connection, random: Random, periods: Sequence[AccountingPeriod]
) -> set[Key]:
    """A03: the same payer and amount again some hours later, under another number of the channel."""
    found: set[Key] = set()
    for place in range(DOUBLES):
        month = periods[place * len(periods) // DOUBLES]
        start = dt.datetime.combine(month.starts_on, dt.time(), clock.zone())
        ids = connection.scalars(
            select(Payment.id)
            .where(
                Payment.paid_at >= start, Payment.paid_at < start + dt.timedelta(days=27),
                Payment.channel == "wechat", Payment.deleted_at.is_(None),
            )
            .order_by(Payment.id)
        ).all()  # fmt: skip
        # Rows of the same month are not taken twice.
        chosen = ids[len(ids) * (place + 1) // (DOUBLES + 1)]
        at = connection.scalar(select(Payment.paid_at).where(Payment.id == chosen)) or start
        second = _copy(
            connection, Payment, chosen, payment_no=f"SK{clock.local(at):%Y%m%d}-9{place:05d}",
            paid_at=at + dt.timedelta(hours=random.randint(2, 20)), state="reconciled",
            channel_trade_no=f"WX{clock.local(at):%Y%m%d}9{place:07d}", out_trade_no=None,
            receipt_no=None, voucher_id=None, allocated=Decimal(0), prepaid=Decimal(0),
        )  # fmt: skip
        found.add(("A03", "payment", second))
    return found


def _below_the_limit(
    connection: Connection, random: Random, periods: Sequence[AccountingPeriod]
) -> set[Key]:
    """A08: one person's expenses, all of them 4,9xx where the general manager is asked above 5,000."""
    template, applicant = connection.execute(
        select(Expense.id, Expense.applicant_id)
        .where(Expense.state == "closed", Expense.deleted_at.is_(None))
        .order_by(Expense.id)
        .limit(1)
    ).one()
    for place in range(BELOW_LIMIT):
        day = periods[place % len(periods)].starts_on + dt.timedelta(days=random.randint(0, 26))
        _copy(
            connection, Expense, template, expense_no=f"FY{day:%Y%m}-9{place:04d}",
            gross=Decimal(random.randint(490000, 499999)) / 100, created_at=_morning(day),
            spend_on=day, paid_on=day, voucher_id=None, payee_account=None,
        )  # fmt: skip
    return {("A08", "employee", applicant)}


def _one_account_for_two(connection: Connection, period: AccountingPeriod) -> set[Key]:
    """A18: what an employee got back was paid to the account that a supplier has as well."""
    template, name = connection.execute(
        select(Expense.id, Employee.name)
        .join(Employee, Employee.id == Expense.applicant_id)
        .where(Expense.state == "closed", Expense.deleted_at.is_(None))
        .order_by(Expense.id)
        .limit(1)
    ).one()
    day = period.starts_on + dt.timedelta(days=9)
    more = {
        "created_at": _morning(day), "spend_on": day, "paid_on": day, "voucher_id": None,
        "payee_account": ACCOUNT,
    }  # fmt: skip
    _copy(connection, Expense, template, expense_no=f"FY{day:%Y%m}-99001", payee=name, gross=Decimal("386.40"), purpose="垫付交通费", **more)  # fmt: skip
    paid = _copy(connection, Expense, template, expense_no=f"FY{day:%Y%m}-99002", payee=SUPPLIER, gross=Decimal("3260.00"), purpose="外墙清洗", **more)  # fmt: skip
    return {("A18", "expense", paid)}


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), clock.zone())


# -- books -------------------------------------------------------------------------------------------


def _vouchers(connection: Connection, periods: Sequence[AccountingPeriod], *which: Any) -> Sequence[Any]:  # fmt: skip
    return connection.execute(
        select(Voucher.id, Voucher.date, Voucher.maker_id, Voucher.poster_id)
        .where(
            Voucher.period_id.in_([one.id for one in periods]),
            Voucher.hash.is_not(None), Voucher.deleted_at.is_(None), *which,
        )
        .order_by(Voucher.period_id, Voucher.chain_no)
    ).all()  # fmt: skip


def _same_hands(connection: Connection, periods: Sequence[AccountingPeriod]) -> set[Key]:
    """A04: whoever made a voucher by hand checked it, too."""
    by_hand = _vouchers(connection, periods, Voucher.maker_id.is_not(None))
    chosen = [by_hand[place * len(by_hand) // SAME_HANDS] for place in range(SAME_HANDS)]
    for row in chosen:
        _change(connection, Voucher, row.id, checker_id=row.maker_id)
    return {("A04", "voucher", row.id) for row in chosen}


def _at_night(
    connection: Connection, random: Random, periods: Sequence[AccountingPeriod]
) -> set[Key]:
    """A06: posted by a person between eleven and midnight."""
    person = _vouchers(connection, periods, Voucher.poster_id.is_not(None))[0].poster_id
    rows = _vouchers(connection, periods, Voucher.poster_id.is_(None), Voucher.rule_id.is_not(None))
    chosen = [rows[(2 * place + 1) * len(rows) // (2 * AT_NIGHT)] for place in range(AT_NIGHT)]
    for row in chosen:
        at = dt.datetime.combine(row.date, dt.time(23, random.randint(1, 55)), clock.zone())
        _change(connection, Voucher, row.id, posted_at=at, poster_id=person)
    return {("A06", "voucher", row.id) for row in chosen}


def _a_gap(connection: Connection, period: AccountingPeriod) -> set[Key]:
    """A01: an import of vouchers took a number and left nothing behind; the last voucher of the month has the next one."""
    row = connection.execute(
        select(Voucher.id, Voucher.word, Voucher.number)
        .where(Voucher.period_id == period.id, Voucher.hash.is_not(None))
        .order_by(Voucher.chain_no.desc())
        .limit(1)
    ).one()
    number = (row.number or 0) + 1
    name = f"{ledger.word(row.word)}-{number:04d}"
    _change(connection, Voucher, row.id, number=number, voucher_no=name)
    return {("A01", "accounting_period", period.id)}


def _a_broken_seal(connection: Connection, period: AccountingPeriod) -> set[Key]:
    """A15: somebody wrote another text over that of a posted voucher, and knew nothing of digests."""
    rows = _vouchers(connection, [period], Voucher.poster_id.is_(None))
    _change(connection, Voucher, rows[len(rows) // 3].id, summary="改：客户协商后调整")
    return {("A15", "accounting_period", period.id)}


def _seal_anew(ctx: Context, connection: Connection, periods: Sequence[AccountingPeriod]) -> None:
    """Digests of what was changed, and of all that follows it; then those of the balances."""
    for period in periods:
        before, rows = digest.start(period.period), []
        for head, lines in chain.vouchers(ctx, period.id):
            now = digest.digest({**head, "prev_hash": before}, lines)
            if (before, now) != (head["prev_hash"], head["hash"]):
                rows.append({"_id": head["id"], "_prev": before, "_hash": now})
            before = now
        if rows:
            table: Any = Voucher.__table__
            anew = update(table).where(table.c.id == bindparam("_id"))
            connection.execute(
                anew.values(prev_hash=bindparam("_prev"), hash=bindparam("_hash")), rows
            )
    ctx.session.expire_all()
    later = select(AccountingPeriod).where(
        AccountingPeriod.state == "closed", AccountingPeriod.starts_on >= periods[0].starts_on
    )
    for period in ctx.session.scalars(later.order_by(AccountingPeriod.starts_on)).all():
        _change(connection, AccountingPeriod, period.id, balance_digest=closing.digest_of(ctx, period))  # fmt: skip
        ctx.session.expire(period)


__all__ = ["Key", "plant"]
