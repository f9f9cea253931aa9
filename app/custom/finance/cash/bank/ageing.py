"""How long a line has been open, told every morning; and who is told after a week and after a month."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from app.custom.crm import people
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

JOB = "bank.age"
AT_ONCE = 5000
MARKS = (7, 30)
"""Days after which somebody is told."""

notify.template(
    "bank_line.unmatched",
    zh="{account}：{count} 笔银行流水满 {days} 天仍未匹配，最早 {oldest}。请核对、匹配或注明不处理。",
    en="{account}: {count} bank lines have been open for {days} days, the oldest of {oldest}. Match them, or say why not.",
    title=message(zh="{count} 笔银行流水长期未匹配", en="{count} bank lines wait to be matched"),
)


@schedule(
    "bank.age_daily",
    cron="0 10 6 * * *",
    label=message(zh="启动银行流水账龄计算", en="Begin to age lines of the bank"),
)
def every_morning(ctx: Context) -> None:
    """At ten past six."""
    ctx.enqueue(JOB, key=f"{ctx.today}")


@chunked(JOB, label=message(zh="银行流水账龄", en="Age lines of the bank"))
def age(ctx: Context, at: Progress) -> Progress:
    """By account and line; whoever crossed a mark since yesterday is told of once."""
    after = at.cursor or 0
    found = ctx.session.execute(
        select(BankLine.id, BankLine.account_id, BankLine.on, BankLine.age_days)
        .where(BankLine.state == "open", BankLine.id > after, BankLine.deleted_at.is_(None))
        .order_by(BankLine.id)
        .limit(AT_ONCE)
    ).all()
    crossed: dict[tuple[int, int], list[object]] = defaultdict(list)
    changes = []
    for line in found:
        days = max((ctx.today - line.on).days, 0)
        before = line.age_days or 0
        if days == before:
            continue
        changes.append({"id": line.id, "age_days": days})
        mark = max((mark for mark in MARKS if before < mark <= days), default=None)
        if mark is not None:
            crossed[line.account_id, mark].append(line.on)
    records.write_set(ctx, BankLine, changes, action="each", audit="age of open lines")
    for (account, days), days_of in crossed.items():
        ctx.notify(
            people.holders(ctx, "accountant", None), "bank_line.unmatched",
            dedup_key=f"{ctx.today} {account} {days} {after}", record=None,
            account=ctx.get(BankAccount, account).name, count=len(days_of), days=days,
            oldest=str(min(map(str, days_of))),
        )  # fmt: skip
    if len(found) < AT_ONCE:
        return at.end(done=len(found))
    return at.on(found[-1].id, done=len(found))
