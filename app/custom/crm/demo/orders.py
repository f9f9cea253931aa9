"""Work orders with their history, oldest first, numbered day by day (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

from app.runtime import clock

from .bulk import Bulk
from .history import History
from .plots import PLOTS, Plot
from .residents import Residents
from .rules import Rules
from .staff import Staff
from .teller import Teller


def build(
    bulk: Bulk,
    random: Random,
    rules: Rules,
    staff: Staff,
    residents: Residents,
    *,
    number: int,
    days: int,
) -> History:
    """Add `number` orders of the last `days` days, oldest first."""
    history = History()
    moments = sorted(_moment(random, bulk.now, days) for _ in range(number))
    # The plots take the place of the newest orders, a few hours ago each.
    plots: list[Plot | None] = [None] * (number - len(PLOTS)) + list(PLOTS)
    for place in range(len(PLOTS)):
        moments[number - 1 - place] = bulk.now - dt.timedelta(minutes=25 + 19 * place)
    moments[: number - len(PLOTS)] = [
        min(moment, moments[number - len(PLOTS)]) for moment in moments[: number - len(PLOTS)]
    ]
    counts: Counter[dt.date] = Counter()
    for moment, plot in zip(moments, plots, strict=True):
        day = clock.local(moment).date()
        counts[day] += 1
        Teller(bulk, random, rules, staff, residents, history, moment, counts[day], plot).write()
    history.last_of_today = counts[clock.local(bulk.now).date()]
    return history


def _moment(random: Random, now: dt.datetime, days: int) -> dt.datetime:
    """Somewhere in the period, mostly by day, more in summer and deep winter."""
    while True:
        moment = now - dt.timedelta(seconds=random.uniform(600, days * 86400))
        local = clock.local(moment)
        by_hour = 1.0 if 8 <= local.hour < 21 else 0.15
        by_month = 1.0 if local.month in (5, 6, 7, 8, 12, 1, 2) else 0.75
        if random.random() < by_hour * by_month:
            return moment.replace(microsecond=0)
