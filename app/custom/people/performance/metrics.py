"""Values of indicators from real operations: one statement for everybody, with the rows that a value is made of (4.3).

Those of orders and inspections are told by whom they were given to, or by project (`by`), which measures go by (五).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from urllib.parse import urlencode

from sqlalchemy import case, func, select

from app.generated.bill import Bill
from app.generated.employee import Employee
from app.generated.inspection_task import InspectionTask
from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.system import TransitionLog

from . import attendance_rate
from .scores import rounded


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a cycle, both included."""

    begins: dt.date
    ends: dt.date

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """From, up to and without."""
        zone = clock.zone()
        first = dt.datetime.combine(self.begins, dt.time(), zone)
        after = dt.datetime.combine(self.ends + dt.timedelta(days=1), dt.time(), zone)
        return first.astimezone(dt.UTC), after.astimezone(dt.UTC)

    @property
    def between(self) -> str:
        """As lists filter by it."""
        return f"{self.begins},{self.ends}"

    @property
    def months(self) -> str:
        """Their months, likewise: `2026-10,2026-11`."""
        last = self.ends.year * 12 + self.ends.month
        first = self.begins.year * 12 + self.begins.month
        return ",".join(f"{(n - 1) // 12}-{(n - 1) % 12 + 1:02}" for n in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Value:
    """What somebody reached, how many rows it is of, and the list that shows them."""

    actual: Decimal
    rows: int
    url: str


Values = Mapping[int, Value]
"""Employee (or project) → value; who is not there has none."""
By = Literal["assignee", "project"]
Metric = Callable[[Context, Span], Values]


def _listed(entity: str, **filters: str) -> str:
    return f"/{entity}/list/?{urlencode(filters)}"


def respond(ctx: Context, span: Span, by: By = "assignee") -> Values:
    """Working minutes from being given an order to beginning on site, on average."""
    first, after = span.moments
    of = WorkOrder.assignee_id if by == "assignee" else WorkOrder.project_id
    log, order = TransitionLog, WorkOrder
    rows = ctx.session.execute(
        select(of, func.sum(log.business_minutes), func.count())
        .join(order, order.id == log.record_id)
        .where(
            log.entity == order.key(), log.transition == "start", log.at >= first, log.at < after,
            log.business_minutes.is_not(None), of.is_not(None),
            order.deleted_at.is_(None),
        )
        .group_by(of)
    )  # fmt: skip
    return {
        who: Value(
            rounded(Decimal(total) / number), number,
            _listed("work_order", **{by: str(who)}, arrived_at__between=span.between),
        )
        for who, total, number in rows
        if who is not None and total is not None
    }  # fmt: skip


def first_fix(ctx: Context, span: Span, by: By = "assignee") -> Values:
    """Orders that were resolved and never reopened, in percent of those resolved."""
    first, after = span.moments
    of = WorkOrder.assignee_id if by == "assignee" else WorkOrder.project_id
    order = WorkOrder
    once = case((func.coalesce(order.reopen_count, 0) == 0, 1), else_=0)
    rows = ctx.session.execute(
        select(of, func.sum(once), func.count())
        .where(
            order.resolved_at >= first, order.resolved_at < after, of.is_not(None),
            order.deleted_at.is_(None),
        )
        .group_by(of)
    )  # fmt: skip
    return {
        who: Value(
            rounded(Decimal(good) * 100 / number), number,
            _listed("work_order", **{by: str(who)}, resolved_at__between=span.between),
        )
        for who, good, number in rows
    }  # fmt: skip


def satisfaction(ctx: Context, span: Span, by: By = "assignee") -> Values:
    """Ratings by residents of orders that were resolved, from 1 to 5, on average."""
    first, after = span.moments
    of = WorkOrder.assignee_id if by == "assignee" else WorkOrder.project_id
    order = WorkOrder
    rows = ctx.session.execute(
        select(of, func.sum(order.rating), func.count())
        .where(
            order.resolved_at >= first, order.resolved_at < after, order.rating.is_not(None),
            of.is_not(None), order.deleted_at.is_(None),
        )
        .group_by(of)
    )  # fmt: skip
    return {
        who: Value(
            rounded(Decimal(total) / number), number,
            _listed(
                "work_order", **{by: str(who)}, resolved_at__between=span.between,
                rating__is_null="false",
            ),
        )
        for who, total, number in rows
        if who is not None and total is not None
    }  # fmt: skip


def on_time(ctx: Context, span: Span, by: By = "assignee") -> Values:
    """Inspections finished before they were late, in percent of those that were due and not skipped."""
    task = InspectionTask
    of = task.assignee_id if by == "assignee" else task.project_id
    punctual = case((task.overdue.is_(True), 0), (task.finished_at.is_(None), 0), else_=1)
    rows = ctx.session.execute(
        select(of, func.sum(punctual), func.count())
        .where(
            task.due_on >= span.begins, task.due_on <= min(span.ends, ctx.today),
            task.state != "skipped", of.is_not(None), task.deleted_at.is_(None),
        )
        .group_by(of)
    )  # fmt: skip
    return {
        who: Value(
            rounded(Decimal(good) * 100 / number), number,
            _listed("inspection_task", **{by: str(who)}, due_on__between=span.between),
        )
        for who, good, number in rows
    }  # fmt: skip


def collection(ctx: Context, span: Span) -> Values:
    """Paid, in percent of what was due in the project that somebody works for."""
    by_project = collected(ctx, span)
    people = ctx.session.execute(
        select(Employee.id, Employee.project_id).where(
            Employee.project_id.in_(by_project), Employee.deleted_at.is_(None)
        )
    )
    return {who: by_project[project] for who, project in people if project is not None}


def collected(ctx: Context, span: Span) -> Values:
    """Project → paid, in percent of what was due."""
    bill = Bill
    money = bill.amount.type
    by_project: dict[int, Value] = {}
    for project, amount, paid, number in ctx.session.execute(
        select(
            bill.project_id, func.sum(bill.amount, type_=money), func.sum(bill.paid, type_=money),
            func.count(),
        )
        .where(
            bill.due_on >= span.begins, bill.due_on <= span.ends, bill.deleted_at.is_(None),
            bill.state.not_in(("void", "waived")),
        )
        .group_by(bill.project_id)
    ):  # fmt: skip
        if amount:
            by_project[project] = Value(
                rounded(Decimal(paid or 0) * 100 / amount), number,
                _listed("bill", project=str(project), due_on__between=span.between),
            )  # fmt: skip
    return by_project


def attendance(ctx: Context, span: Span) -> Values:
    """Days at work in percent of the days that were due; nobody has one while attendance is not kept here."""
    return {
        who: Value(
            rounded(rate), months,
            _listed(
                "attendance_month", employee=str(who), period__in=span.months,
            ),
        )
        for who, (rate, months) in attendance_rate.of_everybody(ctx, span.begins, span.ends).items()
    }  # fmt: skip


METRICS: Mapping[str, Metric] = {
    "respond": respond,
    "first_fix": first_fix,
    "satisfaction": satisfaction,
    "on_time": on_time,
    "collection": collection,
    "attendance": attendance,
}
