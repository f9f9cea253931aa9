"""When the office works, by the company's calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

from app.custom.crm import working_calendar  # noqa: F401 - holidays and hours of this company
from app.runtime import calendar, clock

Days = Callable[[dt.date], bool]


def days() -> Days:
    """Whether a day is worked."""
    known = _known()
    return lambda day: bool(known.is_workday(day))


def hours() -> Callable[[dt.datetime], bool]:
    """Whether the office works at a moment: on a working day, from the first opening to the last closing."""
    known = _known()
    windows = known.windows

    @cache
    def span(day: dt.date) -> tuple[dt.time, dt.time] | None:
        if not known.is_workday(day):
            return None
        of_day = windows(day) if callable(windows) else windows
        return min(opens for opens, _ in of_day), max(closes for _, closes in of_day)

    def at_work(moment: dt.datetime) -> bool:
        here = clock.local(moment)
        found = span(here.date())
        return found is not None and found[0] <= here.time() < found[1]

    return at_work


def _known() -> calendar.WorkingCalendar:
    found = calendar.named("working")
    assert isinstance(found, calendar.WorkingCalendar)  # noqa: S101 - the one that is round the clock is another
    return found
