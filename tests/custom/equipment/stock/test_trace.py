"""1.4, 2.4: from a resident's complaint to the part that was used, on one page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.generated.spare_move import SpareMove
from tests.custom.equipment.repair.test_tickets import handed_on, ticket
from tests.custom.equipment.repair.workshop import MANAGER, MECHANIC, Workshop
from tests.custom.equipment.stock.test_parts import part, use
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database


def test_the_way_from_the_complaint_to_the_part_is_one_page(
    workshop: Workshop, staff: Callable[..., Visitor]
) -> None:
    order = ticket(workshop, workshop.plant.device())
    repair = handed_on(workshop, order)
    seal = part(workshop, ("3", "40.00"))
    if workshop.technician(repair) != MECHANIC:
        mechanic = workshop.plant.town.employees[MECHANIC].id
        workshop.step(repair, "redispatch", MANAGER, assignee=mechanic, note="他在现场")
    workshop.step(repair, "accept")
    workshop.step(repair, "start")
    use(workshop, repair, seal, "2")
    issued = next(
        row for row in workshop.plant.session.query(SpareMove) if row.repair_order_id == repair.id
    )
    steps = (str(order.order_no), str(repair.repair_no), "备件出入库")
    for path in (
        f"work_order/{order.id}",
        f"repair_order/{repair.id}",
        f"spare_move/{issued.id}",
    ):
        page = staff(MANAGER).open(f"/trace/{path}")
        assert page.sees(*steps), path
