"""The months before the demo's first orders, as the monthly statistics kept them (1.5)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from random import Random

from app.generated.service_stat import ServiceStat
from app.generated.work_order import WorkOrder
from app.runtime import clock

from .bulk import Bulk

MONTHS = 11
SEED = 20260105


def build(bulk: Bulk, *, today: dt.date, days: int) -> None:
    """A line for each project and month that lies, in whole or in part, before the first order."""
    orders = bulk.rows(WorkOrder)
    if not orders:
        return
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    first = min(clock.local(row["created_at"]).date() for row in orders)
    usual = {
        project: number * 30 / days
        for project, number in sorted(Counter(row["project_id"] for row in orders).items())
    }
    month = today.replace(day=1)
    for back in range(1, MONTHS + 1):
        month = (month - dt.timedelta(days=1)).replace(day=1)
        if month >= first:
            continue
        for project, number in usual.items():
            # Demand has grown by a point and a half a month.
            created = round(number * (1 - 0.015 * back) * random.uniform(0.94, 1.06))
            rated = round(created * 0.6)
            share = Decimal(str(round(random.uniform(78, 84), 2)))
            bulk.add(
                ServiceStat,
                period=f"{month:%Y-%m}",
                project_id=project,
                created=created,
                closed=round(created * 0.97),
                respond_p50_min=random.randint(2, 4),
                resolve_p50_min=random.randint(1500, 2500),
                sla_met_pct=Decimal(str(round(random.uniform(89, 94), 2))),
                csat_avg=Decimal(str(round(random.uniform(4.1, 4.3), 2))),
                csat_pct=share,
                csat_n=rated,
                repeated=random.randint(0, 3),
            )
