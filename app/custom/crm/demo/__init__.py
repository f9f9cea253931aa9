"""The demo company of domain.md §7: same seed and day, same data."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from app.generated.announcement import Announcement
from app.generated.customer import Customer
from app.generated.employee import Employee
from app.generated.project import Project
from app.generated.survey import Survey
from app.generated.work_order import WorkOrder
from app.runtime import clock, records
from app.runtime.context import Context

from ..working_calendar import known
from . import announcements, contacts, orders, places, residents, rules, staff, statistics, waiting
from .bulk import Bulk
from .history import History
from .names import Names

SEED = 20260101
SIZES = {"small": (2000, 78), "full": (19000, 730)}
"""Orders, and the days that they are spread over."""

Tell = Callable[[str], None]
Size = Literal["small", "full"]


@dataclass(frozen=True)
class Company:
    """What the other halves of the demo build upon: what is here is written, `bulk` is empty. `logins`: user name → id."""

    bulk: Bulk
    town: places.Places
    rules: rules.Rules
    crew: staff.Staff
    logins: Mapping[str, int]
    history: History
    size: Size
    today: dt.date
    step: Callable[[str, str], None]

    def at(self, day: dt.date, hour: int) -> dt.datetime:
        """That hour of a day in the company's time zone, aware UTC."""
        return dt.datetime.combine(day, dt.time(hour), clock.zone()).astimezone(dt.UTC)


Half = Callable[[Company], None]


def load(size: Size, tell: Tell, then: Sequence[Half] = ()) -> None:
    """Fill an empty database, in one transaction, telling each step; `then` come the other halves of the company."""
    started = time.monotonic()
    number, days = SIZES[size]
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    now = clock.now().replace(second=0, microsecond=0)
    today = clock.local(now).date()
    ctx = Context.system(channel="cli")

    def step(zh: str, en: str) -> None:
        tell(f"  {time.monotonic() - started:5.1f} s  {zh} / {en}")

    with records.writing(ctx):
        bulk = Bulk(ctx, now=now)
        names = Names(random)
        town = places.build(bulk, random)
        ruling = rules.build(bulk, town, today=today)
        step(f"{sum(map(len, town.homes.values()))} 套房屋", "units")
        crew, logins = staff.build(bulk, random, names, ruling, town, today=today)
        step(f"{len(crew.people)} 名员工", "employees")
        people = residents.build(bulk, random, names, town, logins, today=today)
        step(f"{len(bulk.rows(Customer))} 位客户", "customers")
        history = orders.build(bulk, random, ruling, crew, people, number=number, days=days)
        _managers(bulk, crew)
        staff.rated(crew, history.averages(), bulk)
        step(f"{len(bulk.rows(WorkOrder))} 张工单", "work orders")
        contacts.build(bulk, random, town, crew, people, history, days=days)
        waiting.chats_of_the_demo_customer(bulk, crew, people)
        waiting.registrations(bulk, people)
        announcements.build(bulk, town, crew, people)
        statistics.build(bulk, today=today, days=days)
        _numbers(bulk, town, history, today)
        step("写入数据库，建立索引", "writing and indexing")
        written = bulk.flush()
        step(f"{written} 行", "rows, searchable")
        for half in then:
            half(Company(bulk, town, ruling, crew, logins.ids, history, size, today, step))
    known.forget()
    step("完成", "done")


def _managers(bulk: Bulk, crew: staff.Staff) -> None:
    """Whom the clocks of an order tell: the heads of its department and project."""
    for row in bulk.rows(WorkOrder):
        row["dept_head_id"] = crew.heads[row["department_id"]]
        row["dept_head_name"] = crew.names[row["dept_head_id"]]
        row["project_manager_id"] = crew.managers[row["project_id"]]
        row["manager_name"] = crew.names[row["project_manager_id"]]


def _numbers(bulk: Bulk, town: places.Places, history: History, today: dt.date) -> None:
    """Numbering goes on where the demo ends."""
    last: dict[int, int] = {}
    for row in bulk.rows(Customer):
        last[row["project_id"]] = max(last.get(row["project_id"], 0), int(row["customer_no"][-6:]))
    for project in bulk.rows(Project):
        scope = Project(id=project["id"], code=project["code"])
        bulk.continue_numbers(
            Customer, "customer_no", last.get(project["id"], 0), day=today, scope=scope
        )
    bulk.continue_numbers(Employee, "emp_no", len(bulk.rows(Employee)), day=today)
    bulk.continue_numbers(WorkOrder, "order_no", history.last_of_today, day=today)
    bulk.continue_numbers(Announcement, "notice_no", len(bulk.rows(Announcement)), day=today)
    bulk.continue_numbers(Survey, "code", len(bulk.rows(Survey)), day=today)
