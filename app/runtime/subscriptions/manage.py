"""One's own subscriptions: which there are, a new one, one less."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from .. import audit, clock, reports
from ..errors import FieldError, Message, NotFound, ValidationFailed, message
from ..reports.span import begin
from ..writing.transaction import transaction
from . import offers
from .tables import ReportSubscription

if TYPE_CHECKING:
    from ..context import Context

EVERY = ("day", "week", "month")
MOST = 20
"""Of one person."""
LAST_DAY = {"day": 1, "week": 7, "month": 28}
"""The 29th is not in every month."""
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def listed(ctx: Context, report: str | None = None) -> list[ReportSubscription]:
    """Those of the person who asks, of one report or of all."""
    statement = select(ReportSubscription).where(ReportSubscription.user_id == ctx.actor.id)
    if report is not None:
        statement = statement.where(ReportSubscription.report == report)
    return list(ctx.session.scalars(statement.order_by(ReportSubscription.id)))


def add(
    ctx: Context,
    report: str,
    *,
    every: str,
    day: int = 1,
    at: str = "08:00",
    by_mail: bool = False,
    arguments: Sequence[Sequence[str]] = (),
) -> ReportSubscription:
    """Raises NotFound or Forbidden for a report that is not open to the person, ValidationFailed with the fields."""
    offered = offers.known(report)
    if offered is not None:
        offered.judge(ctx, [(name, value) for name, value in arguments])
    else:
        reports.find(ctx, report)
    _check(every, day, at)
    row = ReportSubscription(
        user_id=ctx.actor.id, report=report, arguments=[list(pair) for pair in arguments],
        every=every, day=1 if every == "day" else day, at=at, by_mail=by_mail,
        next_at=following(every, day, at, ctx.now), created_at=ctx.now,
    )  # fmt: skip
    with transaction(ctx) as session:
        number = session.scalar(
            select(func.count()).where(ReportSubscription.user_id == ctx.actor.id)
        )
        if number is not None and number >= MOST:
            raise _refused(
                "report",
                message(
                    zh=f"最多订阅 {MOST} 个；请先取消一个",
                    en=f"At most {MOST} subscriptions; end one first.",
                ),
            )
        session.add(row)
        session.flush()
        audit.log(ctx, "subscribe", "report", row.id, {"report": [None, report]})
    return row


def find(ctx: Context, id: int) -> ReportSubscription:
    """Only one's own. Raises NotFound."""
    row = ctx.session.get(ReportSubscription, id)
    if row is None or row.user_id != ctx.actor.id:
        raise NotFound
    return row


def remove(ctx: Context, id: int) -> None:
    """Only one's own. Raises NotFound."""
    with transaction(ctx) as session:
        row = find(ctx, id)
        audit.log(ctx, "unsubscribe", "report", id, {"report": [row.report, None]})
        session.delete(row)


def following(every: str, day: int, at: str, after: dt.datetime) -> dt.datetime:
    """The first such moment after `after`; in UTC."""
    hour, minute = int(at[:2]), int(at[3:])
    here = clock.local(after).date()
    first = begin(here, every)  # type: ignore[arg-type]
    for steps in (0, 1):
        start = begin(first, every, steps)  # type: ignore[arg-type]
        date = start if every == "day" else start + dt.timedelta(days=day - 1)
        moment = dt.datetime.combine(date, dt.time(hour, minute), clock.zone())
        if moment > after:
            break
    return moment.astimezone(dt.UTC)


def _check(every: str, day: int, at: str) -> None:
    if every not in EVERY:
        raise _refused("every", message(zh="请选择周期", en="Choose how often."))
    if not 1 <= day <= LAST_DAY[every]:
        raise _refused(
            "day",
            message(
                zh=f"须为 1 至 {LAST_DAY[every]}", en=f"is a number from 1 to {LAST_DAY[every]}"
            ),
        )
    if not _TIME.fullmatch(at):
        raise _refused("at", message(zh="时间写作 08:00", en="A time is written 08:00."))


def _refused(name: str, told: Message) -> ValidationFailed:
    return ValidationFailed([FieldError(name, "invalid", told)])
