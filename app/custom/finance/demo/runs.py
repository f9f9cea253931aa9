"""Bill runs of the demo: reckoned and posted by the real code, on the days when they would have been."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from random import Random

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.bill_run import BillRun
from app.generated.building import Building
from app.generated.shared_cost import SharedCost
from app.runtime.jobs import Progress

from ..fees.formulas import span
from ..fees.runs import job
from . import paths, tariff
from .charges import METERED, SHARED_IN
from .scale import Scale


def due_in(month: dt.date, much: Scale) -> Sequence[tuple[str, str, str]]:
    """(item, project, period) of what is billed in the month that begins that day."""
    before = month - dt.timedelta(days=1)
    found = []
    for item in tariff.items(much):
        cycle = str(item.more.get("cycle"))
        if cycle == "once":
            continue
        period = month if item.more.get("timing") == "advance" else before
        first, last = span.cycle_of(f"{period:%Y-%m}", cycle)
        if (first if period is month else last) != period:
            continue
        projects = item.prices or {"SF": METERED, "GT": (SHARED_IN,)}[item.code]
        found += [(item.code, project, f"{first:%Y-%m}") for project in projects]
    return found


def share(company: Company, random: Random, items: Mapping[str, int], first: dt.date) -> None:
    """What the stairs of the old houses burned in a quarter, by building."""
    project = company.town.projects.get(SHARED_IN)
    buildings = company.bulk.ctx.session.scalars(
        select(Building.id).where(Building.project_id == project).order_by(Building.id)
    )
    for building in buildings:
        company.bulk.add(
            SharedCost, fee_item_id=items["GT"], project_id=project, building_id=building,
            period=f"{first:%Y-%m}", amount=Decimal(random.randint(41000, 78000)) / 100,
            billed=False, created_by_id=company.logins["accountant"],
        )  # fmt: skip


def post(
    company: Company, items: Mapping[str, int], which: tuple[str, str, str], at: dt.datetime
) -> BillRun:
    """Approved by the finance manager and posted that morning."""
    return _reckoned(company, _begin(company, items, which, at, state="approved"), at, job.post)


def preview(
    company: Company, items: Mapping[str, int], which: tuple[str, str, str], at: dt.datetime
) -> BillRun:
    """Waits for somebody: its exceptions are neither solved nor deferred."""
    return _reckoned(company, _begin(company, items, which, at, state="previewed"), at, job.preview)


def _reckoned(
    company: Company, run: int, at: dt.datetime, work: Callable[..., Progress]
) -> BillRun:
    ctx = company.bulk.ctx.at(at)
    progress = Progress()
    while not progress.finished:
        progress = work(ctx, progress, run=run)
    return ctx.get(BillRun, run)


def _begin(
    company: Company,
    items: Mapping[str, int],
    which: tuple[str, str, str],
    at: dt.datetime,
    *,
    state: str,
) -> int:
    code, project, period = which
    asked = at - dt.timedelta(hours=16)
    run = company.bulk.add(
        BillRun, run_no=paths.number(company, BillRun, "run_no", asked),
        project_id=company.town.projects[project], fee_item_id=items[code], period=period,
        state=state, previewed_at=asked, created_at=asked,
        created_by_id=company.logins["accountant"],
    )  # fmt: skip
    approved = [("approve", "approved", at, "fin_mgr")] if state == "approved" else []
    paths.walked(
        company, BillRun, run, ("create", "draft", asked, "accountant"),
        ("preview", "previewed", asked, "accountant"), *approved,
    )  # fmt: skip
    company.bulk.flush()
    return run
