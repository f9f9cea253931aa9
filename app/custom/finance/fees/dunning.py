"""Reminders of arrears (3.1): by the age of the oldest unpaid bill, each level once, never by cutting anything off (Civil Code, art. 944)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.custom.crm import people
from app.generated.bill import Bill
from app.generated.collection_notice import CollectionNotice, collection_notice_hooks
from app.generated.customer import Customer
from app.generated.project import Project
from app.runtime import clock, notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked, schedule

from . import notices  # noqa: F401 - its templates
from .balance import OPEN

JOB = "fees.reminders"
AT_ONCE = 2000
LEVELS = ((90, "litigation"), (45, "demand"), (15, "notice"), (1, "remind"))
"""Days since the oldest due day → level, the gravest first."""
TEMPLATE = {
    "remind": "bill.arrears",
    "notice": "bill.arrears_notice",
    "demand": "bill.arrears_demand",
    "litigation": "bill.arrears_litigation",
}
STAFF_FROM = 45
YEARS = 3
WARN_MONTHS = 6
NOTHING = Decimal(0)


@dataclass(slots=True)
class Arrears:
    """What a customer owes in a project; yuan."""

    customer: int
    project: int
    oldest: dt.date
    amount: Decimal = NOTHING
    late: Decimal = NOTHING
    bills: list[int] = field(default_factory=list)


def level_of(days: int) -> str | None:
    """The level of arrears so many days old; None before the first."""
    return next((level for least, level in LEVELS if days >= least), None)


def limitation_of(due_on: dt.date, last_demand: dt.date | None) -> dt.date:
    """The day after which nobody need pay: three years after the due day, or after the last demand (Civil Code, art. 188, 195)."""
    return _years(max(due_on, last_demand) if last_demand else due_on, YEARS)


def _years(day: dt.date, number: int) -> dt.date:
    """The same day so many years later; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return day.replace(year=day.year + number, day=28)


@collection_notice_hooks.check
def notice_is_possible(notice: CollectionNotice, ctx: Context) -> None:
    """Bills of this customer; sent, not planned."""
    if notice.sent_at is not None and notice.sent_at > ctx.now:
        raise RuleViolation("催缴时间在将来 / It is sent in the future.", field="sent_at")


@collection_notice_hooks.on_create
def limitation_begins_anew(notice: CollectionNotice, ctx: Context) -> None:
    """Three years from this demand on."""
    _begin_anew(ctx, [notice])


@collection_notice_hooks.on_create_many
def limitations_begin_anew(ids: list[int], ctx: Context) -> None:
    """The same for a set."""
    _begin_anew(ctx, ctx.query(select(CollectionNotice).where(CollectionNotice.id.in_(ids))).all())


def _begin_anew(ctx: Context, made: Sequence[CollectionNotice]) -> None:
    unsaid = {notice.customer_id for notice in made if notice.oldest_due is None}
    oldest: dict[int, dt.date] = {}
    if unsaid:
        rows = ctx.session.execute(
            select(Bill.customer_id, func.min(Bill.due_on).label("due_on"))
            .where(Bill.customer_id.in_(unsaid), Bill.state.in_(OPEN), Bill.deleted_at.is_(None))
            .group_by(Bill.customer_id)
        )
        oldest = {row.customer_id: row.due_on for row in rows}
    for notice in made:
        notice.oldest_due = notice.oldest_due or oldest.get(notice.customer_id)
        sent = clock.local(notice.sent_at or ctx.now).date()
        notice.limitation_on = limitation_of(notice.oldest_due or sent, sent)


@schedule(
    "fees.reminders_daily",
    cron="0 30 9 * * *",
    label=message(zh="启动每日催缴", en="Begin the daily reminders of arrears"),
)
def every_morning(ctx: Context) -> None:
    """At half past nine."""
    ctx.enqueue(JOB, key=f"{ctx.today}")


@chunked(JOB, label=message(zh="催缴提醒", en="Remind of arrears"))
def remind(ctx: Context, at: Progress) -> Progress:
    """The customers in arrears by id; who was told of this level since his oldest bill is left alone."""
    after = at.cursor or 0
    found = _in_arrears(ctx, after)
    last = max((one.customer for one in found), default=None)
    _remind(ctx, found)
    count = len({one.customer for one in found})
    if last is None or count < AT_ONCE:
        _warn_of_limitation(ctx)
        return at.end(done=count)
    return at.on(last, done=count)


def _in_arrears(ctx: Context, after: int) -> list[Arrears]:
    customers = (
        select(Bill.customer_id)
        .where(
            Bill.customer_id > after,
            Bill.state.in_(OPEN),
            Bill.overdue.is_(True),
            Bill.deleted_at.is_(None),
        )
        .distinct()
        .order_by(Bill.customer_id)
        .limit(AT_ONCE)
    )
    rows = ctx.session.execute(
        select(
            Bill.id, Bill.customer_id, Bill.project_id, Bill.due_on, Bill.balance, Bill.late_fee,
            Bill.late_paid,
        )
        .where(
            Bill.customer_id.in_(customers),
            Bill.state.in_(OPEN),
            Bill.overdue.is_(True),
            Bill.deleted_at.is_(None),
        )
        .order_by(Bill.customer_id, Bill.due_on, Bill.id)
    )  # fmt: skip
    found: dict[tuple[int, int], Arrears] = {}
    for row in rows:
        key = (row.customer_id, row.project_id)
        one = found.setdefault(key, Arrears(*key, row.due_on))
        late = (row.late_fee or NOTHING) - (row.late_paid or NOTHING)
        one.late += late
        one.amount += (row.balance or NOTHING) + late
        one.bills.append(row.id)
    return list(found.values())


def _remind(ctx: Context, found: list[Arrears]) -> None:
    told = _told(ctx, found)
    logins = people.logins_of_customers(ctx, (one.customer for one in found))
    messages: dict[str, list[notify.Told]] = defaultdict(list)
    grave: dict[tuple[int, int], list[Arrears]] = defaultdict(list)
    sent: list[dict[str, Any]] = []
    for one in found:
        days = (ctx.today - one.oldest).days
        level = level_of(days)
        if level is None or (one.customer, one.project, level, one.oldest) in told:
            continue
        sent.append(
            {
                "customer": one.customer, "project": one.project, "level": level,
                "bills": one.bills[:200], "amount": one.amount, "oldest_due": one.oldest,
                "channel": "app",
            }
        )  # fmt: skip
        login = logins.get(one.customer)
        if login is not None:
            messages[TEMPLATE[level]].append(
                notify.Told(
                    login,
                    {
                        "count": len(one.bills), "amount": str(one.amount), "late": str(one.late),
                        "oldest": str(one.oldest), "today": str(ctx.today),
                    },
                    dedup_key=f"arrears {one.customer} {one.project} {level} {one.oldest}",
                )
            )  # fmt: skip
        least = next(days for days, name in LEVELS if name == level)
        if least >= STAFF_FROM:
            grave[one.project, least].append(one)
    records.write_set(ctx, CollectionNotice, sent, action="create", audit=JOB)
    for template, receivers in messages.items():
        notify.send_each(ctx, template, receivers)
    _tell_staff(ctx, grave)


def _told(ctx: Context, found: list[Arrears]) -> set[tuple[int, int, str, dt.date]]:
    """Which levels of which arrears were sent before."""
    of = CollectionNotice
    rows = ctx.session.execute(
        select(of.customer_id, of.project_id, of.level, of.oldest_due).where(
            of.customer_id.in_({one.customer for one in found}),
            of.oldest_due.is_not(None),
            of.deleted_at.is_(None),
        )
    )
    return {tuple(row) for row in rows}  # type: ignore[misc]


def _tell_staff(ctx: Context, grave: dict[tuple[int, int], list[Arrears]]) -> None:
    """Who looks after the project hears of what is grave."""
    if not grave:
        return
    names = _names(ctx, {project for project, _ in grave})
    receivers = people.holders_of(ctx, "csr", names)
    told = [
        notify.Told(
            login,
            {
                "project": names[project], "count": len(mine), "days": days,
                "amount": str(sum((one.amount for one in mine), NOTHING)),
            },
            dedup_key=f"arrears staff {project} {days} {ctx.today} {login}",
        )
        for (project, days), mine in sorted(grave.items())
        for login in receivers[project]
    ]  # fmt: skip
    notify.send_each(ctx, "bill.arrears_staff", told)


def _names(ctx: Context, projects: set[int]) -> dict[int, str]:
    rows = ctx.session.execute(select(Project.id, Project.name).where(Project.id.in_(projects)))
    return {row.id: row.name for row in rows}


def _warn_of_limitation(ctx: Context) -> None:
    """Two and a half years after the due day or the last demand, once a month."""
    if ctx.today.day != 1:
        return
    ending = limitation_ending(ctx, ctx.today + dt.timedelta(days=31 * WARN_MONTHS))
    names = _names(ctx, set(ending))
    told = [
        notify.Told(
            login,
            {"project": names[project], "count": len(days), "first": str(min(days.values()))},
            dedup_key=f"limitation {project} {ctx.today} {login}",
        )
        for project, days in sorted(ending.items())
        for login in people.holders_of(ctx, "csr", [project])[project]
    ]
    notify.send_each(ctx, "bill.limitation", told)


def limitation_ending(ctx: Context, until: dt.date) -> dict[int, dict[int, dt.date]]:
    """Project → customer → the day when the limitation of his oldest unpaid bill ends, of those that end by `until`."""
    demand = (
        select(func.max(CollectionNotice.sent_at))
        .where(
            CollectionNotice.customer_id == Bill.customer_id,
            CollectionNotice.project_id == Bill.project_id,
            CollectionNotice.deleted_at.is_(None),
        )
        .correlate(Bill)
        .scalar_subquery()
    )
    rows = ctx.session.execute(
        select(
            Bill.project_id, Bill.customer_id, func.min(Bill.due_on).label("oldest"),
            demand.label("demand"),
        )
        .join(Customer, Customer.id == Bill.customer_id)
        .where(
            Bill.state.in_(OPEN), Bill.overdue.is_(True),
            Bill.due_on <= _years(until, -YEARS), Bill.deleted_at.is_(None),
        )
        .group_by(Bill.project_id, Bill.customer_id)
    )  # fmt: skip
    found: dict[int, dict[int, dt.date]] = {}
    for row in rows:
        ends = limitation_of(row.oldest, clock.local(row.demand).date() if row.demand else None)
        if ends <= until:
            found.setdefault(row.project_id, {})[row.customer_id] = ends
    return found
