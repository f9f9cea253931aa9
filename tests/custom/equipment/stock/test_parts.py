"""2.4: parts on a repair order come out of the stock, and go back; the stock is a ledger that is never negative."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from app.generated.repair_order import RepairOrder
from app.generated.repair_part import RepairPart
from app.generated.spare_move import SpareMove
from app.generated.spare_part import SparePart
from app.runtime import records
from app.runtime.errors import AppError, Forbidden, RuleViolation
from tests.custom.equipment.repair.workshop import DONE, MANAGER, MECHANIC, Workshop


def part(
    workshop: Workshop, *bought: tuple[str, str], code: str = "P-1", **values: Any
) -> SparePart:
    """A part of the project, received in these lots of (quantity, unit cost)."""
    made = records.create(
        workshop.as_(MANAGER), SparePart,
        {"code": code, "name": "机封", "project": workshop.plant.town.project.id, **values},
    )  # fmt: skip
    for quantity, price in bought:
        move(workshop, made, kind="receive", quantity=quantity, unit_cost=price)
    return made


def move(workshop: Workshop, part: SparePart, **values: Any) -> SpareMove:
    return records.create(workshop.as_(MANAGER), SpareMove, {"part": part.id, **values})


def repairing(workshop: Workshop, **values: Any) -> RepairOrder:
    order = workshop.report(**values)
    who = workshop.technician(order)
    workshop.step(order, "accept", who)
    return workshop.step(order, "start", who)


def use(workshop: Workshop, order: RepairOrder, part: SparePart, quantity: Any) -> RepairPart:
    return records.create(
        workshop.as_(workshop.technician(order)), RepairPart,
        {"repair_order": order.id, "part": part.id, "quantity": quantity},
    )  # fmt: skip


def stock(workshop: Workshop, part: SparePart) -> tuple[Decimal, Decimal, Decimal]:
    now = workshop.again(part)
    return now.stock, now.stock_value, now.unit_cost


def moves(workshop: Workshop, part: SparePart) -> list[tuple[str, str, str]]:
    rows = workshop.plant.session.scalars(
        select(SpareMove).where(SpareMove.part_id == part.id).order_by(SpareMove.id)
    )
    return [(row.kind, str(row.quantity), str(row.amount)) for row in rows]


def in_step(workshop: Workshop, part: SparePart) -> None:
    """Quantity and value are the sums of the movements."""
    rows = workshop.plant.session.scalars(
        select(SpareMove).where(SpareMove.part_id == part.id)
    ).all()
    now = workshop.again(part)
    assert now.stock == sum((row.quantity for row in rows), Decimal(0))
    assert now.stock_value == sum((row.amount for row in rows), Decimal(0))


def refused(call: Any, *args: Any, **values: Any) -> AppError:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **values)
    return caught.value


def test_what_a_repair_uses_costs_the_moving_average(workshop: Workshop) -> None:
    seal = part(workshop, ("10", "10"), ("10", "20"))
    order = repairing(workshop)
    line = use(workshop, order, seal, 2)
    assert (line.unit_cost, line.amount) == (Decimal("15.00"), Decimal("30.00"))
    assert stock(workshop, seal) == (Decimal(18), Decimal("270.00"), Decimal("15.00"))
    assert workshop.again(order).part_cost == Decimal("30.00")
    done = workshop.step(order, "finish", **DONE, vendor_cost="12.50")
    # 90 minutes at 60.00 an hour.
    assert (done.labor_cost, done.total_cost) == (Decimal("90.00"), Decimal("132.50"))


def test_more_or_less_moves_the_difference(workshop: Workshop) -> None:
    seal = part(workshop, ("10", "3.33"))
    order = repairing(workshop)
    line = use(workshop, order, seal, 3)
    technician = workshop.as_(workshop.technician(order))
    for quantity, left in ((5, 5), (1, 9)):
        records.update(technician, RepairPart, line.id, {"quantity": quantity})
        assert stock(workshop, seal)[0] == left
        in_step(workshop, seal)
    records.delete(technician, RepairPart, line.id)
    assert stock(workshop, seal)[:2] == (Decimal(10), Decimal("33.30"))
    assert [kind for kind, _, _ in moves(workshop, seal)] == [
        "receive", "issue", "issue", "return", "return",
    ]  # fmt: skip
    assert workshop.again(order).part_cost in (None, Decimal(0))


def test_another_part_is_the_old_one_back(workshop: Workshop) -> None:
    seal, bearing = part(workshop, ("5", "10")), part(workshop, ("5", "40"), code="P-2")
    order = repairing(workshop)
    line = use(workshop, order, seal, 2)
    changed = records.update(
        workshop.as_(workshop.technician(order)), RepairPart, line.id,
        {"part": bearing.id, "quantity": 1},
    )  # fmt: skip
    assert (changed.amount, stock(workshop, seal)[0], stock(workshop, bearing)[0]) == (
        Decimal("40.00"), Decimal(5), Decimal(4),
    )  # fmt: skip
    in_step(workshop, seal)
    in_step(workshop, bearing)


def test_more_than_there_is_is_refused_with_what_there_is(workshop: Workshop) -> None:
    seal = part(workshop, ("2", "10"))
    order = repairing(workshop)
    error = refused(use, workshop, order, seal, "2.5")
    assert "Only 2 个" in str(error)
    assert [one.field for one in error.errors] == ["quantity"]
    line = use(workshop, order, seal, 2)
    assert stock(workshop, seal)[:2] == (Decimal(0), Decimal(0))
    technician = workshop.as_(workshop.technician(order))
    refused(records.update, technician, RepairPart, line.id, {"quantity": 3})
    assert stock(workshop, seal)[:2] == (Decimal(0), Decimal(0))


def test_parts_are_typed_on_the_order_itself(workshop: Workshop) -> None:
    seal = part(workshop, ("5", "10"))
    order = repairing(workshop)
    technician = workshop.as_(workshop.technician(order))
    records.update(technician, RepairOrder, order.id, {"parts": [{"part": seal.id, "quantity": 2}]})
    assert (stock(workshop, seal)[0], workshop.again(order).part_cost) == (
        Decimal(3), Decimal("20.00"),
    )  # fmt: skip


def test_parts_are_written_down_while_the_repair_goes_on(workshop: Workshop) -> None:
    seal = part(workshop, ("5", "10"))
    order = workshop.report()
    refused(use, workshop, order, seal, 1)
    workshop.step(order, "accept")
    workshop.step(order, "start")
    line = use(workshop, order, seal, 1)
    workshop.step(order, "finish", **DONE)
    technician = workshop.as_(MECHANIC)
    refused(records.delete, technician, RepairPart, line.id)
    refused(records.update, technician, RepairPart, line.id, {"quantity": 2})
    assert stock(workshop, seal)[0] == 4


def test_an_order_with_parts_is_not_cancelled(workshop: Workshop) -> None:
    seal = part(workshop, ("5", "10"))
    order = repairing(workshop)
    use(workshop, order, seal, 1)
    workshop.step(order, "redispatch", MANAGER, note="x")
    assert "take them off" in str(refused(workshop.step, order, "cancel", MANAGER, note="误报"))


def test_a_count_sets_the_stock_right(workshop: Workshop) -> None:
    seal = part(workshop, ("10", "10"))
    move(workshop, seal, kind="count", quantity="-3")
    move(workshop, seal, kind="count", quantity="1")
    assert stock(workshop, seal) == (Decimal(8), Decimal("80.00"), Decimal("10.00"))
    assert "Only 8" in str(refused(move, workshop, seal, kind="count", quantity="-9"))
    in_step(workshop, seal)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "receive", "quantity": "5"}, "unit_cost"),
        ({"kind": "receive", "quantity": "-5", "unit_cost": "1"}, "quantity"),
        ({"kind": "receive", "quantity": "0", "unit_cost": "1"}, "quantity"),
        ({"kind": "issue", "quantity": "-1"}, "kind"),
        ({"kind": "return", "quantity": "1"}, "kind"),
        ({"kind": "count", "quantity": "1"}, "unit_cost"),
    ],
)
def test_a_movement_by_hand_says_what_is_wrong(
    workshop: Workshop, values: dict[str, Any], field: str
) -> None:
    error = refused(move, workshop, part(workshop), **values)
    assert [one.field for one in error.errors] == [field]


def test_a_technician_receives_nothing_by_hand(workshop: Workshop) -> None:
    seal = part(workshop)
    with pytest.raises(Forbidden):
        records.create(
            workshop.as_(MECHANIC), SpareMove,
            {"part": seal.id, "kind": "receive", "quantity": 1, "unit_cost": "1"},
        )  # fmt: skip


def test_below_the_safety_stock_the_manager_hears_once(workshop: Workshop) -> None:
    seal = part(workshop, ("5", "10"), min_stock="4")
    order = repairing(workshop)
    before = workshop.told("spare_part")
    line = use(workshop, order, seal, 1)
    assert workshop.told("spare_part") == before
    technician = workshop.as_(workshop.technician(order))
    for quantity in (2, 3, 4):
        records.update(technician, RepairPart, line.id, {"quantity": quantity})
    assert workshop.told("spare_part") == [*before, (MANAGER, "low")]
    move(workshop, seal, kind="receive", quantity="9", unit_cost="10")
    records.update(technician, RepairPart, line.id, {"quantity": 11})
    assert len(workshop.told("spare_part")) == len(before) + 2


def test_what_a_count_takes_away_goes_at_the_average_whatever_was_typed(workshop: Workshop) -> None:
    seal = part(workshop, ("4", "10"))
    missing = move(workshop, seal, kind="count", quantity=-1, unit_cost="9999")
    assert (str(missing.unit_cost), str(missing.amount)) == ("10.00", "-10.00")
    in_step(workshop, seal)
