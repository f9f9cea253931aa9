"""2.3, 2.4: what two people do at the same moment: one fault is one order, the last part is used once, one accepts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError
from tests.custom.equipment.repair.workshop import MECHANIC, REPORTER, SECOND, Workshop
from tests.custom.equipment.stock.test_parts import part, repairing, stock


def together(*acts: Callable[[Context], Any], by: list[int]) -> list[AppError | None]:
    """Each in a thread and a context of its own; what refused it, or None."""
    ready = threading.Barrier(len(acts))

    def one(number: int) -> AppError | None:
        with Context.for_user(by[number]) as ctx:
            ready.wait()
            try:
                acts[number](ctx)
            except AppError as refused:
                return refused
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, range(len(acts))))


def test_one_fault_reported_twice_at_once_is_one_order(workshop: Workshop) -> None:
    device = workshop.plant.device()
    guard = workshop.plant.town.logins[REPORTER]

    def report(ctx: Context) -> None:
        given = {
            "equipment": device.id,
            "severity": "s2",
            "fault_code": "E1",
            "description": "漏水",
        }
        records.create(ctx, RepairOrder, given)

    found = together(report, report, by=[guard, guard])
    assert sorted(refused is None for refused in found) == [False, True]
    assert (len(workshop.orders()), len(workshop.downtimes())) == (1, 1)


def test_the_last_part_is_used_once(workshop: Workshop) -> None:
    seal = part(workshop, ("1", "10"))
    orders = [repairing(workshop), repairing(workshop, description="跳闸")]
    logins = [workshop.plant.town.logins[workshop.technician(order)] for order in orders]

    def use(order: RepairOrder) -> Callable[[Context], None]:
        given = {"repair_order": order.id, "part": seal.id, "quantity": 1}
        return lambda ctx: records.create(ctx, RepairPart, given) and None

    found = together(*(use(order) for order in orders), by=logins)
    assert sorted(refused is None for refused in found) == [False, True]
    assert stock(workshop, seal)[:2] == (0, 0)


def test_technician_and_deputy_accept_at_once_and_one_has_it(workshop: Workshop) -> None:
    order = workshop.report()
    logins = [workshop.plant.town.logins[name] for name in (MECHANIC, SECOND)]

    def accept(ctx: Context) -> None:
        records.transition(ctx, RepairOrder, order.id, "accept")

    found = together(accept, accept, by=logins)
    assert sorted(refused is None for refused in found) == [False, True]
    assert workshop.again(order).state == "accepted"
