"""What is kept: the figures of every device, and each month those of every project and category over twelve months (2.5)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from app.generated.equipment import Equipment
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.project import Project
from app.generated.reliability_stat import ReliabilityStat
from app.generated.repair_order import RepairOrder, repair_order_hooks
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, job, schedule

from .figures import OFTEN, WITHIN_DAYS, Observed, rounded
from .histories import Device, devices, midnight
from .spans import Stay, clipped_hours, in_service_hours

KEEP, DEVICE = "reliability.keep", "reliability.device"
MONTHS = 12
YEAR = dt.timedelta(days=365)
FIGURES = ("mtbf_h", "mtbf_low_h", "mttr_h", "availability", "failures_90d", "bad_actor")
"""The fields of a device that are worked out here."""


@schedule(
    "reliability.monthly",
    cron="0 40 2 1 * *",
    label=message(zh="启动上月可靠性统计", en="Begin the reliability statistics of last month"),
)
def ask_for_last_month(ctx: Context) -> None:
    """At 02:40 on the first: the twelve months that are over, by jobs that go project by project."""
    period = period_before(ctx.today)
    ctx.enqueue(KEEP, key=period, period=period)


@chunked(
    KEEP,
    lock="reliability",
    label=message(
        zh="按项目留存可靠性统计", en="Keep the reliability statistics, project by project"
    ),
)
def keep(ctx: Context, at: Progress, *, period: str) -> Progress:
    """One project a chunk; what was kept of the month before is counted anew. The suggestions follow."""
    project = ctx.query(
        select(Project)
        .where(Project.deleted_at.is_(None), Project.id > (at.cursor or 0))
        .order_by(Project.id)
        .limit(1)
    ).first()
    if project is None:
        from .suggesting import SUGGEST

        ctx.enqueue(SUGGEST, key=period, period=period)
        return at.end()
    keep_project(ctx, project.id, period)
    return at.on(project.id, done=1, message=project.name)


@schedule(
    "reliability.recent",
    cron="0 50 1 * * *",
    label=message(zh="更新近 90 天故障", en="Bring the failures of 90 days up to date"),
)
def count_recent(ctx: Context) -> None:
    """Every night: what is older than 90 days counts no longer."""
    counts = recent(ctx, Equipment.deleted_at.is_(None))
    failed = select(RepairOrder.equipment_id).where(*_recently(ctx))
    rows = ctx.session.execute(
        select(Equipment.id, Equipment.failures_90d, Equipment.bad_actor).where(
            Equipment.deleted_at.is_(None),
            or_(
                Equipment.failures_90d > 0, Equipment.bad_actor.is_(True), Equipment.id.in_(failed)
            ),
        ).order_by(Equipment.id)
    ).all()  # fmt: skip
    changed = []
    for id, number, often in rows:
        now = {"failures_90d": counts.get(id, 0), "bad_actor": counts.get(id, 0) >= OFTEN}
        if now != {"failures_90d": number, "bad_actor": often}:
            changed.append({"id": id, **now})
    _write(ctx, changed)


@repair_order_hooks.on_transition("pass_acceptance")
def after_acceptance(order: RepairOrder, ctx: Context) -> None:
    """A repair that was accepted shows in the figures of its device, by a job right after the commit."""
    ctx.enqueue(DEVICE, equipment=order.equipment_id)


@repair_order_hooks.on_update
def after_another_verdict(order: RepairOrder, ctx: Context) -> None:
    """So does the word that it was no failure after all."""
    if "failure" in ctx.changes:
        ctx.enqueue(DEVICE, equipment=order.equipment_id)


@job(DEVICE, label=message(zh="更新设备可靠性", en="Bring the reliability of a device up to date"))
def keep_device(ctx: Context, *, equipment: int) -> None:
    """The figures of one device."""
    which = Equipment.id == equipment
    _keep_figures(ctx, which, _watched(ctx, which, [_year_to(ctx.now)])[0])


# -- of devices -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Seen:
    """What one device showed in a window."""

    device: Device
    observed: Observed
    cost: Decimal


Window = tuple[dt.datetime, dt.datetime]


def _watched(
    ctx: Context, which: ColumnElement[bool], windows: Sequence[Window]
) -> list[list[Seen]]:
    """For each window what each device showed in it; three statements for all of them."""
    start, end = min(one for one, _ in windows), max(one for _, one in windows)
    down = _downtimes(ctx, which, start, end)
    found: list[list[Seen]] = [[] for _ in windows]
    for device in devices(ctx, which):
        for place, (since, until) in enumerate(windows):
            restored = [one for one in device.history.failures if since <= one.restored_at < until]
            observed = Observed(
                in_service_hours(device.history, since, until),
                clipped_hours(down.get(device.id, ()), since, until),
                len(restored),
            )
            cost = sum((one.cost for one in restored), Decimal(0))
            found[place].append(Seen(device, observed, cost))
    return found


def _keep_figures(ctx: Context, which: ColumnElement[bool], seen: Sequence[Seen]) -> None:
    """Those that changed are written, together."""
    columns = [getattr(Equipment, name) for name in FIGURES]
    stored = {
        id: tuple(values)
        for id, *values in ctx.session.execute(
            select(Equipment.id, *columns).where(which, Equipment.deleted_at.is_(None))
        )
    }
    counts = recent(ctx, which)
    changed = []
    for one in seen:
        number = counts.get(one.device.id, 0)
        now = of(one.observed) | {"failures_90d": number, "bad_actor": number >= OFTEN}
        if tuple(now[name] for name in FIGURES) != stored.get(one.device.id):
            changed.append({"id": one.device.id, **{name: now[name] for name in FIGURES}})
    _write(ctx, changed)


def _write(ctx: Context, rows: list[dict[str, Any]]) -> None:
    if rows:
        records.write_set(ctx, Equipment, rows, action="each", audit="reliability")


def of(observed: Observed) -> dict[str, Decimal | None]:
    """The fields that a device and a statistic have alike."""
    return {
        "mtbf_h": rounded(observed.mtbf),
        "mtbf_low_h": rounded(observed.mtbf_low),
        "mttr_h": rounded(observed.mttr),
        "availability": rounded(observed.availability, 4),
    }


def recent(ctx: Context, which: ColumnElement[bool]) -> dict[int, int]:
    """Device → failures of the last 90 days, open ones too, of devices that had any."""
    chosen = select(Equipment.id).where(which, Equipment.deleted_at.is_(None))
    rows = ctx.session.execute(
        select(RepairOrder.equipment_id, func.count())
        .where(*_recently(ctx), RepairOrder.equipment_id.in_(chosen))
        .group_by(RepairOrder.equipment_id)
    )
    return dict(rows.all())


def _recently(ctx: Context) -> list[ColumnElement[bool]]:
    return [
        RepairOrder.failure.is_(True),
        RepairOrder.state != "cancelled",
        RepairOrder.fault_at >= ctx.now - dt.timedelta(days=WITHIN_DAYS),
        RepairOrder.deleted_at.is_(None),
    ]


def _year_to(moment: dt.datetime) -> Window:
    return moment - YEAR, moment


def _downtimes(
    ctx: Context, which: ColumnElement[bool], start: dt.datetime, end: dt.datetime
) -> Mapping[int, list[Stay]]:
    """Device → when it was down by a fault."""
    rows = ctx.session.execute(
        select(
            EquipmentDowntime.equipment_id, EquipmentDowntime.from_at, EquipmentDowntime.to_at
        ).where(
            EquipmentDowntime.reason == "fault",
            EquipmentDowntime.from_at < end,
            or_(EquipmentDowntime.to_at.is_(None), EquipmentDowntime.to_at > start),
            EquipmentDowntime.deleted_at.is_(None),
            EquipmentDowntime.equipment_id.in_(
                select(Equipment.id).where(which, Equipment.deleted_at.is_(None))
            ),
        )
    )
    found: dict[int, list[Stay]] = defaultdict(list)
    for equipment, since, until in rows:
        found[equipment].append(Stay(since, until))
    return found


# -- of projects and categories ---------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """One line of the statistics while it is added up."""

    devices: int = 0
    observed: Observed = field(default_factory=Observed)
    cost: Decimal = Decimal(0)

    def add(self, seen: Seen) -> None:
        if seen.observed.hours <= 0:
            return
        self.devices += 1
        self.observed += seen.observed
        self.cost += seen.cost

    def values(self) -> dict[str, Any]:
        return {
            "devices": self.devices,
            "failures": self.observed.failures,
            "hours": rounded(self.observed.hours, 1),
            "down_hours": rounded(self.observed.down_hours, 1),
            **of(self.observed),
            "per_year": rounded(self.observed.per_year, 4),
            "cost": self.cost,
        }


def keep_project(ctx: Context, project: int, period: str) -> None:
    """The devices of a project as they are now, and its lines of the period."""
    which = Equipment.project_id == project
    year, now = _watched(ctx, which, [window(period), _year_to(ctx.now)])
    _keep_figures(ctx, which, now)
    _keep_lines(ctx, project, period, lines(year))


def lines(seen: Iterable[Seen]) -> dict[int | None, Line]:
    """The whole (None) and each category that had a device in service."""
    found: dict[int | None, Line] = {None: Line()}
    for one in seen:
        found[None].add(one)
        found.setdefault(one.device.category, Line()).add(one)
    return {category: line for category, line in found.items() if line.devices}


def _keep_lines(ctx: Context, project: int, period: str, found: Mapping[int | None, Line]) -> None:
    mine = (
        (ReliabilityStat.project_id == project)
        & (ReliabilityStat.period == period)
        & ReliabilityStat.deleted_at.is_(None)
    )
    known = {
        category: id
        for id, category in ctx.session.execute(
            select(ReliabilityStat.id, ReliabilityStat.category_id).where(mine)
        )
    }
    place = {"period": period, "project": project}
    new = [
        {**place, "category": category, **line.values()}
        for category, line in found.items()
        if category not in known
    ]
    again = [
        {"id": known[category], **line.values()}
        for category, line in found.items()
        if category in known
    ]
    gone = [id for category, id in known.items() if category not in found]
    if new:
        records.write_set(ctx, ReliabilityStat, new, action="create", audit=period)
    if again:
        records.write_set(ctx, ReliabilityStat, again, action="each", audit=period)
    if gone:
        records.write_set(
            ctx, ReliabilityStat, ReliabilityStat.id.in_(gone), action="delete", audit=period
        )


# -- months -----------------------------------------------------------------------------------------


def period_before(day: dt.date) -> str:
    """The month before the one of `day`: `2026-10`."""
    return f"{day.replace(day=1) - dt.timedelta(days=1):%Y-%m}"


def window(period: str) -> Window:
    """The twelve months that end with the period, as moments."""
    last = dt.date(int(period[:4]), int(period[5:7]), 1)
    end = (last + dt.timedelta(days=31)).replace(day=1)
    return midnight(end.replace(year=end.year - 1)), midnight(end)
