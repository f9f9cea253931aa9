"""Working days and hours of this company: the calendar table before the built-in one (4.4, O4.*)."""

from __future__ import annotations

import datetime as dt
from time import monotonic

from sqlalchemy import select

from app.generated.calendar_day import CalendarDay, calendar_day_hooks
from app.generated.registry import registry
from app.generated.working_hours import WorkingHours, working_hours_hooks
from app.runtime import calendar, database
from app.runtime.calendar import WORK, Window
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

KEEP_SECONDS = 60.0
"""How long one process believes what it read; another process may have changed the calendar."""


class Known:
    """The rows of the two tables, read at most once a minute."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Read again at the next question."""
        self._days: dict[dt.date, bool] = {}
        self._windows: tuple[Window, ...] = WORK
        self._until = 0.0
        self._of: database.Database | None = None

    def workday(self, day: dt.date) -> bool | None:
        """Is the day worked? None: the table does not say."""
        self._read()
        return self._days.get(day)

    def windows(self, day: dt.date) -> tuple[Window, ...]:
        """The working hours of any day."""
        self._read()
        return self._windows

    def _read(self) -> None:
        here = database.current()
        if self._of is here and monotonic() < self._until:
            return
        with here.read_session() as session:
            days = session.execute(
                select(CalendarDay.date, CalendarDay.kind).where(CalendarDay.deleted_at.is_(None))
            ).all()
            hours = session.scalars(
                select(WorkingHours.windows)
                .where(WorkingHours.mode == "working", WorkingHours.deleted_at.is_(None))
                .order_by(WorkingHours.code)
                .limit(1)
            ).first()
        self._days = {day: kind == "workday" for day, kind in days}
        self._windows = parse_windows(hours) if hours else WORK
        self._until, self._of = monotonic() + KEEP_SECONDS, here


known = Known()
calendar.set_source(known.workday, app=registry.app.name)
calendar.set_windows("working", known.windows, app=registry.app.name)


def parse_windows(raw: object) -> tuple[Window, ...]:
    """`[["09:00","12:00"],["13:30","18:00"]]` → times. Raises ValueError when it is anything else."""
    if not isinstance(raw, list) or not raw:
        raise ValueError("windows must be a list of pairs")
    windows: list[Window] = []
    for pair in raw:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError("each window is a pair of times")
        opens, closes = (dt.time.fromisoformat(str(part)) for part in pair)
        if opens >= closes or (windows and opens < windows[-1][1]):
            raise ValueError("windows must be in order and must not overlap")
        windows.append((opens, closes))
    return tuple(windows)


@working_hours_hooks.check
def windows_are_in_order(hours: WorkingHours, ctx: Context) -> None:
    """A window that ends before it begins would stop every clock for ever."""
    try:
        parse_windows(hours.windows)
    except ValueError as problem:
        raise RuleViolation(
            '时段写作 [["09:00","12:00"],["13:30","18:00"]]，按先后且不重叠 / '
            'Write hours as [["09:00","12:00"],["13:30","18:00"]], in order, without overlap.',
            field="windows",
        ) from problem


@working_hours_hooks.after_create
@working_hours_hooks.after_update
def read_the_hours_again(hours: WorkingHours, ctx: Context) -> None:
    """New hours count from now on."""
    known.forget()


@calendar_day_hooks.after_create
@calendar_day_hooks.after_update
@calendar_day_hooks.after_delete
def read_the_days_again(day: CalendarDay, ctx: Context) -> None:
    """An imported holiday notice counts from now on."""
    known.forget()
