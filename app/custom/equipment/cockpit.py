"""Equipment in the cockpit: availability, inspections that are overdue, repairs (P3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from sqlalchemy import func, select

from app.custom.cockpit.parts import Kept, Month, figure, part, source
from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.field import label

OPEN = ("planned", "issued", "doing")
OUT = ("scrapped",)
MISREPORTED = ("cancelled",)


def _list(entity: str, *pairs: tuple[str, str], project: int | None) -> str:
    whose = [("project", str(project))] if project is not None else []
    return f"/{entity}/list/?{urlencode([*pairs, *whose])}"


def _devices(month: Month, project: int | None) -> str:
    known = (("availability__is_null", "false"), ("state__not_in", ",".join(OUT)))
    return _list("equipment", *known, project=project)


def _late(month: Month, project: int | None) -> str:
    return _list("inspection_task", ("overdue", "true"), ("state__in", ",".join(OPEN)), project=project)  # fmt: skip


def _repairs(month: Month, project: int | None) -> str:
    days = [(f"created_at__{operator}", value) for operator, value in month.days]
    return _list("repair_order", *days, ("state__not_in", ",".join(MISREPORTED)), project=project)


part("equipment", place=2, label=label(zh="设备设施", en="Equipment"), url="/reliability")
figure(
    "availability", part="equipment", label=label(zh="设备可用率", en="Availability"), unit="percent", wish="up", entity=Equipment,
    formula=label(zh="各设备近 12 个月可用率的平均", en="The mean of the availability of each device over twelve months"),
    rows=_devices, fields=("availability",), as_of=True,
)  # fmt: skip
figure(
    "late_inspections", part="equipment", label=label(zh="逾期巡检", en="Overdue inspections"), unit="count", wish="down", entity=InspectionTask,
    formula=label(zh="已逾期而未完成的巡检任务", en="Inspections that are overdue and not done"),
    rows=_late, fields=("overdue",), as_of=True,
)  # fmt: skip
figure(
    "repairs", part="equipment", label=label(zh="报修", en="Repairs"), unit="count", wish="down", entity=RepairOrder,
    formula=label(zh="当月报修单，不含误报", en="Repair orders of the month, without misreports"),
    rows=_repairs, fields=("created_at",),
)  # fmt: skip


@source("availability", "late_inspections", as_of=True)
def now(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, two statements over what there is, not over what has been."""
    device, task = Equipment, InspectionTask
    for project, total, number in ctx.session.execute(
        select(device.project_id, func.sum(device.availability), func.count())
        .where(
            device.availability.is_not(None), device.state.not_in(OUT), device.deleted_at.is_(None)
        )
        .group_by(device.project_id)
    ):
        # A field of per cent; the figure is a share of one.
        yield Kept("availability", project, Decimal(total or 0) / 100, Decimal(number))
    for project, number in ctx.session.execute(
        select(task.project_id, func.count())
        .where(task.overdue.is_(True), task.state.in_(OPEN), task.deleted_at.is_(None))
        .group_by(task.project_id)
    ):
        yield Kept("late_inspections", project, Decimal(number))


@source("repairs")
def repairs(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, one statement."""
    of = RepairOrder
    start, end = (
        dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)
        for day in (month.first, month.last + dt.timedelta(days=1))
    )
    for project, number in ctx.session.execute(
        select(of.project_id, func.count())
        .where(
            of.created_at >= start, of.created_at < end, of.state.not_in(MISREPORTED),
            of.deleted_at.is_(None),
        )
        .group_by(of.project_id)
    ):  # fmt: skip
        yield Kept("repairs", project, Decimal(number))
