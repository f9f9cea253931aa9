"""The books set up: chart of accounts and voucher rules of the company's standard, the first period open (3.1).

Everything that is there stays as it is, so this may be repeated; what the finance manager changed is not overwritten.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher_rule import VoucherRule
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import periods, rates
from .company import Books, books
from .posting import active_rule

DATA = Path(__file__).parent / "data"
STANDARDS = ("sbe", "cas")
JOB = "books.set_up"
LATER = {"bill_run_posted": "deferred", "prepay_amortise": "earned", "reduction": "deferred"}
"""Event → an amount that rules of books set up earlier do not know: they get a new edition, with these lines added."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """How many were made; all zero when the books stood already."""

    accounts: int
    rules: int
    periods: int


def set_up(ctx: Context) -> SetUp:
    """Accounts, rules and the first period of these books, where they are missing."""
    kept = books(ctx)
    with records.writing(ctx):
        rates.set_up(ctx)
        return SetUp(_accounts(ctx, kept), _rules(ctx, kept), _periods(ctx, kept))


@jobs.job(JOB, label=message(zh="建立账套", en="Set up the books"))
def set_up_books(ctx: Context) -> None:
    """`dougong books setup` asks for it; it may be repeated."""
    set_up(ctx)


def accounts_of(standard: str, taxpayer: str) -> list[dict[str, str]]:
    """The rows of the chart as committed, those of the other kind of taxpayer left out, parents first."""
    rows = _read(f"{standard}_accounts.csv")
    return [row for row in rows if row["taxpayer"] in ("", taxpayer)]


def _read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _accounts(ctx: Context, kept: Books) -> int:
    known = dict(
        ctx.session.execute(
            select(Account.code, Account.id).where(Account.deleted_at.is_(None))
        ).all()
    )
    made = 0
    for row in accounts_of(kept.standard, kept.taxpayer):
        code = row["code"]
        if code in known:
            continue
        cash = row["cash"] == "1"
        account = ctx.create(
            Account,
            code=code,
            name=row["name"],
            parent=known.get(code[:-2]) if len(code) > 4 else None,
            category=row["category"],
            direction=row["direction"],
            aux=row["aux"].split() or None,
            cash=cash,
            bank=cash,
            report_line=row["report_line"],
        )
        known[code] = account.id
        made += 1
    return made


def _rules(ctx: Context, kept: Books) -> int:
    known = set(
        ctx.session.scalars(select(VoucherRule.code).where(VoucherRule.deleted_at.is_(None)))
    )
    chart = {row["code"] for row in accounts_of(kept.standard, kept.taxpayer)}
    made = 0
    for event, rows in groupby(_read(f"{kept.standard}_rules.csv"), lambda row: row["event"]):
        lines = list(rows)
        code = f"{kept.standard}.{event}"
        named = {line["account"] for line in lines if line["account"].isdigit()}
        if code in known or not named <= chart:
            # A small taxpayer transfers no VAT: there is nothing to deduct from it.
            made += code in known and _new_edition(ctx, kept, code, event, lines)
            continue
        rule = ctx.create(
            VoucherRule,
            code=code,
            standard=kept.standard,
            event=event,
            word=lines[0]["word"],
            merge=lines[0]["merge"],
            auto_check=True,
            from_on=dt.date(2000, 1, 1),
            lines=[_line(place, line) for place, line in enumerate(lines, start=1)],
        )
        ctx.transition(rule, "approve")
        made += 1
    return made


def _new_edition(
    ctx: Context, kept: Books, code: str, event: str, lines: list[dict[str, str]]
) -> bool:
    """The rule in force with the lines that it lacks, from this month on; what the finance manager changed in it stays."""
    amount = LATER.get(event)
    if amount is None:
        return False
    today = ctx.today
    try:
        now = active_rule(ctx, kept, event, today)
    except RuleViolation:
        return False
    if any(one.amount == amount for one in now.templates):
        return False
    there = [
        {
            "side": one.side, "account": one.account, "amount": one.amount,
            "negative": "1" if one.negative else "", "summary": one.summary,
            "aux": " ".join(one.aux), "cashflow": one.cashflow or "",
        }
        for one in now.templates
    ]  # fmt: skip
    more = [line for line in lines if line["amount"] == amount]
    rule = ctx.create(
        VoucherRule, code=f"{code}.{today:%Y%m}", standard=kept.standard, event=event, word=now.word,
        merge=lines[0]["merge"], auto_check=now.auto_check, from_on=today.replace(day=1),
        lines=[_line(place, line) for place, line in enumerate([*there, *more], start=1)],
    )  # fmt: skip
    ctx.transition(rule, "approve")
    return True


def _line(place: int, row: dict[str, str]) -> dict[str, Any]:
    return {
        "line": place,
        "side": row["side"],
        "account_of": row["account"],
        "amount_of": row["amount"],
        "negative": row["negative"] == "1",
        "summary": row["summary"],
        "aux": row["aux"].split() or None,
        "cashflow": row["cashflow"] or None,
    }


def _periods(ctx: Context, kept: Books) -> int:
    if ctx.session.scalar(select(AccountingPeriod.id).limit(1)) is not None:
        return 0
    periods.opened(ctx, kept.first_period)
    return 1
