"""2.3, 2.4: who waits for a device holds nothing that others need, so nobody waits in a circle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import time_machine
from sqlalchemy import select, text

from app.custom.crm.locks import ORDERS
from app.custom.equipment.repair import candidates, devices, silence
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.repair_order import RepairOrder
from app.runtime import records
from app.runtime.context import Context
from tests.custom.equipment.plant import MANAGER, MECHANIC
from tests.custom.equipment.repair.workshop import DONE, REPORTER, SECOND, Workshop

WAITS_FOR_ME = text(
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)
LATER = dt.datetime(2026, 3, 4, 4, 0, tzinfo=dt.UTC)
PROJECT_IS_FREE = text("SELECT pg_try_advisory_xact_lock(:space, :number)")

Act = Callable[[Context, RepairOrder], object]


def step(name: str, note: str = "", **values: object) -> Act:
    return lambda ctx, order: records.transition(
        ctx, RepairOrder, order.id, name, values, note=note
    )


def reported_again(ctx: Context, order: RepairOrder) -> None:
    given = {"equipment": order.equipment_id, "severity": "s1", "description": "冒烟"}
    records.create(ctx, RepairOrder, given)


def another_severity(ctx: Context, order: RepairOrder) -> None:
    records.update(ctx, RepairOrder, order.id, {"severity": "s1"})


def nobody_accepted(ctx: Context, order: RepairOrder) -> None:
    """What the job of the sweep does, an hour later."""
    with (
        time_machine.travel(LATER, tick=False),
        Context.system() as system,
        records.writing(system),
    ):
        silence.pass_on(system, order=order.id)


def reach(workshop: Workshop, *names: str) -> RepairOrder:
    """A new order after these steps of its technician."""
    order = workshop.report()
    for name in names:
        workshop.step(order, name, **(DONE if name == "finish" else {}))
    return order


def is_postgresql(ctx: Context) -> bool:
    return bool(ctx.session.get_bind().dialect.name == "postgresql")


@contextmanager
def at_the_device(workshop: Workshop, order: RepairOrder) -> Iterator[Context]:
    """The test is in the middle of a fault report: it has the device, and nothing else yet."""
    with Context.system() as ctx, records.writing(ctx):
        devices.held(ctx, order.equipment_id)
        yield ctx


def wait_until_it_waits(ctx: Context, other: Future[None]) -> None:
    while is_postgresql(ctx) and not other.done() and not ctx.session.scalar(WAITS_FOR_ME):
        pass


def others_can_go_on(ctx: Context, order: RepairOrder) -> bool:
    """What the report takes next: the right to give work in the project, and the orders of the device."""
    if not is_postgresql(ctx):
        return True  # one writer at a time: the report has the whole database
    given = {"space": ORDERS, "number": order.project_id}
    row = select(RepairOrder.id).where(RepairOrder.id == order.id)
    return bool(ctx.session.scalar(PROJECT_IS_FREE, given)) and (
        ctx.session.scalar(row.with_for_update(skip_locked=True)) == order.id
    )


@pytest.mark.parametrize(
    ("before", "by", "act"),
    [
        ((), MANAGER, step("redispatch", "换人")),
        ((), MANAGER, step("cancel", "误报")),
        (("accept",), MECHANIC, step("start")),
        (("accept", "start"), MECHANIC, step("finish", **DONE)),
        (("accept", "start", "finish"), MANAGER, step("fail_acceptance", "仍漏水")),
        ((), REPORTER, reported_again),
        ((), MANAGER, another_severity),
        ((), MANAGER, nobody_accepted),
    ],
    ids=["redispatch", "cancel", "start", "finish", "rework", "report", "severity", "silence"],
)
def test_who_waits_for_a_device_holds_nothing_that_others_need(
    workshop: Workshop, before: tuple[str, ...], by: str, act: Act
) -> None:
    order = reach(workshop, *before)
    login = workshop.plant.town.logins[by]

    def other() -> None:
        with Context.for_user(login) as ctx:
            act(ctx, order)

    with ThreadPoolExecutor(1) as pool:
        with at_the_device(workshop, order) as ctx:
            waiting = pool.submit(other)
            wait_until_it_waits(ctx, waiting)
            free = others_can_go_on(ctx, order)
        waiting.result()
    assert free


def test_dispatching_by_hand_waits_for_the_project_before_the_technician(
    workshop: Workshop,
) -> None:
    """A report in the same project counts the load of all technicians while it has the project."""
    with records.writing(workshop.plant.town.ctx):
        for skill in workshop.plant.town.ctx.query(select(EmployeeSkill)):
            workshop.plant.town.ctx.delete(skill)
    order = reach(workshop)
    technician = workshop.plant.town.employees[SECOND].id
    login = workshop.plant.town.logins[MANAGER]

    def other() -> None:
        with Context.for_user(login) as ctx:
            step("dispatch", assignee=technician)(ctx, order)

    with ThreadPoolExecutor(1) as pool:
        with Context.system() as ctx, records.writing(ctx):
            candidates.lock(ctx, order.project_id)
            waiting = pool.submit(other)
            wait_until_it_waits(ctx, waiting)
            row = select(Employee.id).where(Employee.id == technician)
            free = ctx.session.scalar(row.with_for_update(skip_locked=True, key_share=True))
        waiting.result()
    assert free == technician
