"""Working time: which minutes of which days count. Default: Chinese workdays, 09:00–12:00 and 13:30–18:00."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from . import clock, registry

Window = tuple[dt.time, dt.time]
DaySource = Callable[[dt.date], bool | None]
Windows = Sequence[Window] | Callable[[dt.date], Sequence[Window]]

WORK: tuple[Window, ...] = ((dt.time(9), dt.time(12)), (dt.time(13, 30), dt.time(18)))
# A calendar without a single working minute would never find the end of a job.
HORIZON_DAYS = 3660


ANNOUNCED_BY = 10
"""The month from which on next year's holidays are missed: the State Council tells them in the autumn."""


@lru_cache(maxsize=8192)
def chinese_workday(day: dt.date) -> bool:
    """Public holidays and make-up days by the State Council; plain weekdays where the table ends."""
    known = _built_in(day)
    return day.weekday() < 5 if known is None else known


def _built_in(day: dt.date) -> bool | None:
    """What the library says of a day; None of a year that it does not know."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Working minutes between moments. Moments go in and come out aware; windows are local times."""

    windows: Windows = WORK
    is_workday: DaySource = chinese_workday
    zone: ZoneInfo | None = None

    def add_work(self, start: dt.datetime, minutes: float) -> dt.datetime:
        """The moment when `minutes` of working time after `start` are over; `start` itself for 0."""
        return self.after(start, dt.timedelta(minutes=float(minutes)))

    def work_between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Whole working minutes from `start` to `end`; 0 when `end` is not after `start`."""
        return int(self.worked(start, end).total_seconds() // 60)

    def after(self, start: dt.datetime, work: dt.timedelta) -> dt.datetime:
        """The moment when that much working time after `start` is over."""
        left = work
        if left <= dt.timedelta(0):
            return start
        local = start.astimezone(self._zone())
        day = local.date()
        for _ in range(HORIZON_DAYS):
            for opens, closes in self._spans(day):
                begins = max(opens, local)
                if begins >= closes:
                    continue
                if left <= closes - begins:
                    return (begins + left).astimezone(start.tzinfo)
                left -= closes - begins
            day += dt.timedelta(days=1)
        raise ValueError(f"No working time in the {HORIZON_DAYS} days after {start:%Y-%m-%d}.")

    def worked(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """The working time from `start` to `end`; none when `end` is not after `start`."""
        if end <= start:
            return dt.timedelta(0)
        zone = self._zone()
        first, last = start.astimezone(zone), end.astimezone(zone)
        total = dt.timedelta(0)
        day = first.date()
        while day <= last.date():
            for opens, closes in self._spans(day):
                total += max(dt.timedelta(0), min(closes, last) - max(opens, first))
            day += dt.timedelta(days=1)
        return total

    def _zone(self) -> ZoneInfo:
        return self.zone or clock.zone()

    def _spans(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
        if not self.is_workday(day):
            return []
        zone = self._zone()
        windows = self.windows(day) if callable(self.windows) else self.windows
        return [
            (dt.datetime.combine(day, opens, zone), dt.datetime.combine(day, closes, zone))
            for opens, closes in windows
        ]


@dataclass(frozen=True, slots=True)
class WallClock:
    """Round the clock: every minute counts."""

    def add_work(self, start: dt.datetime, minutes: float) -> dt.datetime:
        return start + dt.timedelta(minutes=float(minutes))

    def work_between(self, start: dt.datetime, end: dt.datetime) -> int:
        return int(self.worked(start, end).total_seconds() // 60)

    def after(self, start: dt.datetime, work: dt.timedelta) -> dt.datetime:
        return start + max(work, dt.timedelta(0))

    def worked(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        return max(end - start, dt.timedelta(0))


Calendar = WorkingCalendar | WallClock


class Calendars:
    """The calendars by name: `working` and `always`, and those that custom code defines for its application."""

    def __init__(self) -> None:
        self._sources: dict[str | None, DaySource] = {}
        self._windows: dict[tuple[str | None, str], Windows] = {}

    def set_source(self, source: DaySource | None, *, app: str | None = None) -> None:
        """Which days are worked in the application `app` (None: in all). None takes a source back.

        `source` may answer None for a day that it does not know.
        """
        if source is None:
            self._sources.pop(app, None)
        else:
            self._sources[app] = source

    def set_windows(self, name: str, windows: Windows | None, *, app: str | None = None) -> None:
        """The hours of calendar `name`: fixed windows, or a function of the day. None takes them back."""
        if windows is None:
            self._windows.pop((app, name), None)
        else:
            self._windows[(app, name)] = windows

    def named(self, name: str | None) -> Calendar:
        """The calendar `name`; one that nobody defined has the hours of `working`."""
        wanted = name or "working"
        windows = self._find(wanted)
        if windows is None and wanted == "always":
            return WallClock()
        return WorkingCalendar(windows or self._find("working") or WORK, self._is_workday)

    def unannounced(self, today: dt.date) -> list[int]:
        """Years that go by plain weekdays for want of holidays: this one, and from October on the next."""
        years = [today.year, *([today.year + 1] if today.month >= ANNOUNCED_BY else [])]
        return [year for year in years if not self._is_announced(year)]

    def _is_announced(self, year: int) -> bool:
        """Whether the built-in table knows the year, or the application's own says anything of it."""
        first = dt.date(year, 1, 1)
        source = self._source()
        days = (first + dt.timedelta(days=n) for n in range(366))
        return _built_in(first) is not None or (
            source is not None and any(source(day) is not None for day in days if day.year == year)
        )

    def _find(self, name: str) -> Windows | None:
        return self._windows.get((_app(), name)) or self._windows.get((None, name))

    def _source(self) -> DaySource | None:
        return self._sources.get(_app()) or self._sources.get(None)

    def _is_workday(self, day: dt.date) -> bool:
        source = self._source()
        known = source(day) if source else None
        return chinese_workday(day) if known is None else known


def _app() -> str | None:
    """The name of the active application: one process may serve tests of several."""
    active = registry.active()
    return active.app.name if active else None


calendars = Calendars()
set_source = calendars.set_source
set_windows = calendars.set_windows
named = calendars.named
unannounced = calendars.unannounced
