"""Every night the figures of the month are counted and kept: the page reads what is kept and never the history (P3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.generated.cockpit_figure import CockpitFigure
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from .parts import SOURCES, Month, Source, after

JOB = "cockpit.keep"
AUDIT = "management figures"
LATE = 5
"""Days of a month in which the one before is counted again: what was booked late still counts."""
BACK = 13
"""Months that the first run counts, as far as they can be counted: the year before is compared with."""


@schedule(
    "cockpit.nightly",
    cron="0 30 3 * * *",
    label=message(zh="启动每夜的经营指标统计", en="Begin the nightly count of management figures"),
)
def every_night(ctx: Context) -> None:
    """At 03:30, after the nightly work of the rooms."""
    for period in due(ctx):
        ctx.enqueue(JOB, key=f"{ctx.today} {period}", period=period)


def due(ctx: Context) -> list[str]:
    """The months that are counted tonight; thirteen where nothing is kept yet."""
    this = ctx.today.replace(day=1)
    if ctx.session.scalar(select(CockpitFigure.id).limit(1)) is None:
        back = BACK
    else:
        back = 2 if ctx.today.day <= LATE else 1
    return [f"{after(this, -number):%Y-%m}" for number in range(back - 1, -1, -1)]


@chunked(JOB, lock="cockpit", label=message(zh="统计经营指标", en="Count management figures"))
def keep(ctx: Context, at: Progress, *, period: str) -> Progress:
    """One source a chunk: a room that cannot count leaves what the others have counted."""
    names = sorted(SOURCES)
    name = next((one for one in names if one > (at.cursor or "")), None)
    if name is None:
        return at.end()
    return at.on(name, done=keep_source(ctx, SOURCES[name], period), message=name)


def keep_all(ctx: Context, period: str) -> int:
    """Every source of a month; returns how many rows changed. Part of the open transaction."""
    return sum(keep_source(ctx, SOURCES[name], period) for name in sorted(SOURCES))


def keep_source(ctx: Context, source: Source, period: str) -> int:
    """Counted anew; only what is another number is written. What stood at the end of a past month stays."""
    month = Month.of(period, ctx.today)
    if source.as_of and month.first != ctx.today.replace(day=1):
        return 0
    of = CockpitFigure
    known = {
        (row.figure, row.project_id, row.item): row
        for row in ctx.session.execute(
            select(of.id, of.figure, of.project_id, of.item, of.value, of.base).where(
                of.figure.in_(source.figures), of.period == period, of.deleted_at.is_(None)
            )
        )
    }
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for one in source.count(ctx, month):
        row = known.pop((one.figure, one.project, one.item), None)
        if row is None:
            new.append(
                {"period": period, "figure": one.figure, "project_id": one.project, "item": one.item,
                 "value": one.value, "base": one.base}
            )  # fmt: skip
        elif (row.value, row.base) != (one.value, one.base):
            changed.append({"id": row.id, "value": one.value, "base": one.base})
    return _write(ctx, new, changed, [row.id for row in known.values()])


def _write(
    ctx: Context,
    new: Sequence[dict[str, Any]],
    changed: Sequence[dict[str, Any]],
    gone: Sequence[int],
) -> int:
    if new:
        records.write_set(ctx, CockpitFigure, new, action="make", audit=AUDIT)
    if changed:
        records.write_set(ctx, CockpitFigure, changed, action="each", audit=AUDIT)
    if gone:
        records.write_set(ctx, CockpitFigure, CockpitFigure.id.in_(gone), action="delete", audit=AUDIT)  # fmt: skip
    return len(new) + len(changed) + len(gone)
