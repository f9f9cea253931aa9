"""Quiet hours: when a message that comes now may go out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def release(
    now: dt.datetime, quiet_from: str | None, quiet_until: str | None, zone: ZoneInfo
) -> dt.datetime | None:
    """The end of the quiet hours that `now` lies in, in UTC; None when it lies in none.

    `22:00` to `07:00` goes over midnight; equal times are no quiet hours. On the person's own clock.
    """
    if not quiet_from or not quiet_until or quiet_from == quiet_until:
        return None
    local = now.astimezone(zone)
    clock = f"{local:%H:%M}"
    over_midnight = quiet_from > quiet_until
    inside = (
        clock >= quiet_from or clock < quiet_until
        if over_midnight
        else quiet_from <= clock < quiet_until
    )
    if not inside:
        return None
    day = local.date()
    if over_midnight and clock >= quiet_from:
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time.fromisoformat(quiet_until), zone).astimezone(dt.UTC)
