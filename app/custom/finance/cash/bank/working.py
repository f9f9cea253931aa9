"""Open lines are matched by themselves: after an import, every hour, and as a set, some statements for a thousand lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine, bank_line_hooks
from app.generated.bank_line.model import bank_line_payments
from app.generated.channel_settlement import ChannelSettlement
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import message

from . import claims
from .matching import Match, match

JOB = "bank.match"
AUDIT = "matching of the bank"
AT_ONCE = 1000


@bank_line_hooks.on_create
def line_is_looked_at(line: BankLine, ctx: Context) -> None:
    """How old it is; and what it may be, once the import of this minute is there."""
    line.age_days = max((ctx.today - line.on).days, 0)
    ask_for(ctx, line.account_id)


@bank_line_hooks.on_create_many
def lines_are_looked_at(ids: list[int], ctx: Context) -> None:
    """The same for a set."""
    found = ctx.query(select(BankLine).where(BankLine.id.in_(ids))).all()
    for line in found:
        line.age_days = max((ctx.today - line.on).days, 0)
    for account in sorted({line.account_id for line in found}):
        ask_for(ctx, account)


def ask_for(ctx: Context, account: int) -> None:
    """Once a minute and account, when the minute is over."""
    minute = ctx.now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    jobs.enqueue(
        ctx, JOB, key=f"account {account} {minute:%Y%m%d%H%M}", run_at=minute, account=account
    )


@jobs.schedule(
    "bank.match_all",
    cron="0 20 * * * *",
    label=message(zh="启动银行流水匹配", en="Begin matching lines of the bank"),
)
def every_hour(ctx: Context) -> None:
    """Payments are entered later than the bank tells of them."""
    accounts = ctx.session.scalars(
        select(BankLine.account_id)
        .where(BankLine.state == "open", BankLine.deleted_at.is_(None))
        .distinct()
        .order_by(BankLine.account_id)
    ).all()
    for account in accounts:
        ctx.enqueue(JOB, key=f"account {account} hour {ctx.now:%Y%m%d%H}", account=account)


@jobs.job(
    JOB, lock="bank {account}", label=message(zh="匹配银行流水", en="Match lines of the bank")
)
def match_account(ctx: Context, *, account: int) -> None:
    """What is beyond doubt; the rest stays open."""
    pair(ctx, account)


def pair(ctx: Context, account: int) -> int:
    """Match the open lines of an account; returns how many were. Its own transaction, or part of the open one."""
    with records.writing(ctx):
        found = match(
            claims.rows(ctx, account),
            claims.of(ctx, ctx.get(BankAccount, account)),
            claims.refused(ctx, account),
        )
        for start in range(0, len(found), AT_ONCE):
            _keep(ctx, _still(ctx, found[start : start + AT_ONCE]))
    return len(found)


def _still(ctx: Context, found: Sequence[Match]) -> list[Match]:
    """Those whose line is open and whose payments, settlements and refunds are free, locked: a person may be at work on the same ones."""
    lines = set(
        ctx.session.scalars(
            select(BankLine.id)
            .where(BankLine.id.in_([one.line for one in found]), BankLine.state == "open")
            .order_by(BankLine.id)
            .with_for_update(key_share=True)
        )
    )
    wanted = {claim.id for one in found for claim in one.claims if claim.kind == "payment"}
    payments = set(
        ctx.session.scalars(
            select(Payment.id)
            .where(Payment.id.in_(wanted), Payment.state == "settled")
            .order_by(Payment.id)
            .with_for_update(key_share=True)
        )
    )
    free = {
        "payment": payments,
        "settlement": _free(ctx, found, "settlement", ChannelSettlement, BankLine.settlement_id),
        "refund": _free(ctx, found, "refund", Refund, BankLine.refund_id),
    }
    return [
        one
        for one in found
        if one.line in lines and all(claim.id in free[claim.kind] for claim in one.claims)
    ]


def _free(
    ctx: Context, found: Sequence[Match], kind: str, entity: type[Entity], column: Any
) -> set[int]:
    """Of the settlements or refunds that are wanted, locked, those that no line has. Two statements, none for none."""
    wanted = {claim.id for one in found for claim in one.claims if claim.kind == kind}
    if not wanted:
        return set()
    ctx.session.scalars(
        select(entity.id).where(entity.id.in_(wanted)).order_by(entity.id)
        .with_for_update(key_share=True)
    ).all()  # fmt: skip
    taken = ctx.session.scalars(
        select(column).where(column.in_(wanted), BankLine.deleted_at.is_(None))
    )
    return wanted - set(taken)


def _keep(ctx: Context, found: Sequence[Match]) -> None:
    def of(one: Match, kind: str) -> int | None:
        return next((claim.id for claim in one.claims if claim.kind == kind), None)

    records.write_set(
        ctx, BankLine,
        [
            {
                "id": one.line, "matched_by": one.how, "settlement_id": of(one, "settlement"),
                "refund_id": of(one, "refund"),
            }
            for one in found
        ],
        action="step", step="pair", audit=AUDIT,
    )  # fmt: skip
    paid = ctx.session.scalars(
        select(Refund.id)
        .where(
            Refund.id.in_({id for one in found if (id := of(one, "refund")) is not None}),
            Refund.state == "paid",
        )
        .order_by(Refund.id)
    ).all()
    records.write_set(
        ctx, Refund, [{"id": id} for id in paid], action="step", step="close", audit=AUDIT
    )
    links = [
        {"bank_line_id": one.line, "payment_id": claim.id}
        for one in found
        for claim in one.claims
        if claim.kind == "payment"
    ]
    if not links:
        return
    # The pairs of a list of refs have no row of their own in the audit log: both sides have, above and below.
    ctx.session.execute(insert(bank_line_payments), links)
    records.write_set(
        ctx, Payment, [{"id": link["payment_id"]} for link in links],
        action="step", step="reconcile", audit=AUDIT,
    )  # fmt: skip
