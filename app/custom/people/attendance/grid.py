"""A department's month as a grid: which people, which days, chosen by the address. The policy says whom one may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.forms.numbers import as_id
from app.generated.department import Department
from app.generated.employee import Employee
from app.runtime import registry
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import BadRequest

from . import calendar_days, moments

PAGE = 25
"""People of one page: with 31 days of each it stays below 1,500 elements."""
YEARS = range(2000, 2200)
WEEKDAYS = ("一二三四五六日", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))


@dataclass(frozen=True, slots=True)
class Person:
    """A row."""

    id: int
    emp_no: str
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class Head:
    """A column; `free`: a day off by the calendar, `made_up`: a weekend that is worked."""

    day: dt.date
    weekday: str
    free: bool
    made_up: bool


def readable(ctx: Context, entity: type[Entity]) -> ColumnElement[bool]:
    """The rows of an entity that the reader may see."""
    table: Any = entity
    rows = registry.current().entity(entity.__name__).policy.rows(ctx.actor, "read")
    return and_(table.deleted_at.is_(None), true() if rows is None else rows)


class Grid:
    """What the address asks for: a month, a department with all below it, a page of its people."""

    def __init__(self, ctx: Context, given: Mapping[str, str]) -> None:
        self.ctx = ctx
        self.period = _period(given.get("month") or moments.period_of(ctx.today))
        self.first, self.last = moments.span(self.period)
        self.departments = self._departments()
        known = {id for id, _ in self.departments}
        asked = as_id(given["department"]) if given.get("department") else None
        self.department = asked if asked in known else None
        self.page = max(int(given["page"]), 1) if given.get("page", "").isdecimal() else 1
        self.kinds = calendar_days.kinds(ctx, self.first, self.last)

    def _departments(self) -> list[tuple[int, str]]:
        """Those that one may see somebody of, in the order of the tree."""
        rows = self.ctx.session.execute(
            select(Department.id, Department.name, Department.path)
            .where(
                Department.deleted_at.is_(None),
                Department.id.in_(
                    select(Employee.department_id).where(readable(self.ctx, Employee))
                ),
            )
            .order_by(Department.path)
        )
        return [(row.id, row.name) for row in rows]

    def _where(self) -> list[ColumnElement[bool]]:
        found = [
            readable(self.ctx, Employee),
            Employee.hired_on <= self.last,
            or_(Employee.left_on.is_(None), Employee.left_on >= self.first),
        ]
        if self.department is not None:
            path = select(Department.path).where(Department.id == self.department).scalar_subquery()
            below = select(Department.id).where(Department.path.startswith(path))
            found.append(Employee.department_id.in_(below))
        return found

    def people(self, limit: int = PAGE, offset: int | None = None) -> list[Person]:
        """Of this page; one statement."""
        skip = (self.page - 1) * PAGE if offset is None else offset
        rows = self.ctx.session.execute(
            select(Employee.id, Employee.emp_no, Employee.name, Department.name)
            .join(Department, Department.id == Employee.department_id)
            .where(*self._where())
            .order_by(Department.path, Employee.emp_no, Employee.id)
            .offset(skip)
            .limit(limit + 1)
        ).all()
        self.has_more = len(rows) > limit
        return [Person(id, no or "", name, department) for id, no, name, department in rows[:limit]]

    def heads(self, *, zh: bool) -> list[Head]:
        """The days of the month."""
        found = []
        for day, kind in self.kinds.items():
            free = kind.kind != "workday"
            name = WEEKDAYS[0 if zh else 1][day.weekday()]
            found.append(Head(day, name, free, not free and day.weekday() >= 5))
        return found

    def address(self, **changed: object) -> str:
        """What is asked, with something changed."""
        own = {"month": self.period, "department": self.department or "", "page": self.page, **changed}  # fmt: skip
        return urlencode({key: value for key, value in own.items() if value not in ("", None, 1)})

    @property
    def months(self) -> list[str]:
        """Next month, this one and the twelve before."""
        found = [moments.next_period(moments.period_of(self.ctx.today))]
        day = self.ctx.today
        for _ in range(13):
            found.append(moments.period_of(day))
            day = day.replace(day=1) - dt.timedelta(days=1)
        return list(dict.fromkeys([*found, self.period]))


def ids(people: Sequence[Person]) -> list[int]:
    """Of these rows."""
    return [one.id for one in people]


def _period(text: str) -> str:
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        found = None
    if found is None or len(text) != 7 or found.year not in YEARS:
        raise BadRequest("月份写作 2026-01 / Write a month as 2026-01.", field="month")
    return text
