"""The machines of the demo: as many as promised, as if they had been worked with, and nothing is done twice (domain.md §7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Integer, func, select

from app.custom.equipment import categories
from app.custom.equipment.plans import generation, law
from app.custom.equipment.repair import devices, silence
from app.custom.equipment.tasks import issue, overdue
from app.generated.equipment import Equipment
from app.generated.equipment_alarm import EquipmentAlarm
from app.generated.equipment_category import EquipmentCategory
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask, inspection_task_workflow
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.generated.reliability_stat import ReliabilityStat
from app.generated.repair_order import RepairOrder, repair_order_workflow
from app.generated.repair_part import RepairPart
from app.generated.spare_move import SpareMove
from app.generated.spare_part import SparePart
from app.generated.work_order import WorkOrder
from app.runtime import query, records
from app.runtime.context import Context
from app.runtime.system import Notification

pytestmark = pytest.mark.database

PROMISED = {"lift": 60, "water": 90, "power": 40, "fire": 120, "weak": 60, "hvac": 50}


def test_there_are_420_machines_of_six_families(ctx: Context) -> None:
    above = {row.id: row for row in ctx.session.scalars(select(EquipmentCategory))}
    counted: dict[str, int] = {}
    for id in ctx.session.scalars(select(Equipment.category_id)):
        family = above[above[id].parent_id or id].code
        counted[family] = counted.get(family, 0) + 1
    assert counted == PROMISED
    assert ctx.session.scalar(select(func.count()).where(Equipment.parent_id.is_not(None)))


def test_special_machines_have_their_code_and_some_inspections_run_out(ctx: Context) -> None:
    special = list(ctx.session.scalars(select(Equipment).where(Equipment.special.is_(True))))
    assert len({one.reg_code for one in special} - {None}) == len(special) > 60
    left = [(one.inspection_valid_to - ctx.today).days for one in special if one.inspection_valid_to]  # fmt: skip
    assert len(left) == len(special)
    assert sum(days < 0 for days in left) == 2
    assert sum(0 <= days <= 60 for days in left) >= 4
    assert len({one.state for one in ctx.session.scalars(select(Equipment))}) >= 6


def test_every_plan_keeps_the_law(ctx: Context) -> None:
    tree = categories.tree(ctx)
    for plan in ctx.session.scalars(select(MaintenancePlan)).all():
        theirs = ctx.session.scalars(
            select(Equipment.category_id)
            .join(PlanStop, PlanStop.equipment_id == Equipment.id)
            .where(PlanStop.plan_id == plan.id)
        ).all()
        law.keep_the_law(ctx, plan, theirs)
        assert plan.targets == len(theirs)
    assert {tree.cap(id) for id in tree.rows} == {None, 15}


def test_the_first_night_makes_nothing_that_is_there_and_tells_nothing_old(ctx: Context) -> None:
    told = select(func.count()).select_from(Notification)
    before = ctx.session.scalar(told)
    with records.dry_run(ctx):
        assert generation.make_some(ctx) == (None, 0)
        assert issue.issue_some(ctx) == (None, 0)
        assert silence.sweep(ctx) == 0
        overdue.mark_late(ctx)
        assert ctx.session.scalar(told) == before


def test_inspections_are_in_every_state_that_lasts_and_say_what_was_found(ctx: Context) -> None:
    task = InspectionTask
    states = set(ctx.session.scalars(select(task.state).distinct()))
    assert states == set(inspection_task_workflow.states) - {"planned"}
    assert set(ctx.session.scalars(select(task.kind).distinct())) == {"inspect", "maintain", "calibrate"}  # fmt: skip
    total, late, abnormal, skipped = ctx.session.execute(
        select(
            func.count(),
            func.sum(task.overdue.cast(Integer)),
            func.count().filter(task.result == "abnormal"),
            func.count().filter((task.state == "skipped") & task.remark.is_(None)),
        ).where(task.due_on < ctx.today)
    ).one()
    assert 0.02 < late / total < 0.06
    assert 0.015 < abnormal / total < 0.045
    assert skipped
    # What was found stands on the checklist, and was reported.
    found = select(InspectionItem.task_id).where(InspectionItem.passed.is_(False))
    failed = set(ctx.session.scalars(found))
    reported = set(ctx.session.scalars(select(RepairOrder.inspection_id).where(RepairOrder.source == "inspection")))  # fmt: skip
    assert failed == reported
    assert failed == set(ctx.session.scalars(select(task.id).where(task.result == "abnormal")))


def test_repairs_are_in_every_state_with_rework_and_waiting(ctx: Context) -> None:
    order = RepairOrder
    assert set(ctx.session.scalars(select(order.state).distinct())) == set(repair_order_workflow.states)  # fmt: skip
    assert set(ctx.session.scalars(select(order.source).distinct())) == {"staff", "inspection", "ticket", "iot"}  # fmt: skip
    assert ctx.session.scalar(select(func.count()).where(order.rework_count > 0, order.state == "closed"))  # fmt: skip
    assert ctx.session.scalar(select(order.waiting_for).where(order.state == "waiting_part"))
    backwards = (order.finished_at < order.started_at) | (order.started_at < order.accepted_at) | (order.closed_at < order.finished_at) | (order.closed_at > ctx.now)  # fmt: skip
    assert ctx.session.scalar(select(func.count()).where(backwards)) == 0
    handed = select(WorkOrder.equipment_id).join(order, order.work_order_id == WorkOrder.id)
    assert set(ctx.session.scalars(handed)) == set(ctx.session.scalars(select(order.equipment_id).where(order.source == "ticket")))  # fmt: skip
    assert ctx.session.scalar(select(func.count()).where(EquipmentAlarm.joined.is_(True)))


def test_machines_stand_as_their_repairs_say(ctx: Context) -> None:
    """What the real thing would make of the open orders is what stands there already."""

    def stands() -> list[object]:
        rows = ctx.session.execute(
            select(Equipment.id, Equipment.state, Equipment.fault_since).order_by(Equipment.id)
        ).all()
        stays = ctx.session.execute(
            select(EquipmentDowntime.id, EquipmentDowntime.from_at, EquipmentDowntime.to_at).order_by(EquipmentDowntime.id)
        ).all()  # fmt: skip
        return [rows, stays]

    before = stands()
    broken = select(RepairOrder.equipment_id).where(RepairOrder.state.in_((*devices.OPEN, "repaired")))  # fmt: skip
    with records.dry_run(ctx):
        for id in ctx.session.scalars(broken.distinct()).all():
            devices.settle(ctx, id)
        ctx.session.flush()
        assert stands() == before
    assert {"fault", "repairing"} <= {row.state for row in before[0]}  # type: ignore[attr-defined]


def test_the_stock_is_the_sum_of_its_movements_and_never_below_zero(ctx: Context) -> None:
    move = SpareMove
    sums = ctx.session.execute(
        select(SparePart.stock, SparePart.stock_value, func.sum(move.quantity), func.sum(move.amount), func.min(move.stock_after))
        .join(move, move.part_id == SparePart.id)
        .group_by(SparePart.id, SparePart.stock, SparePart.stock_value)
    ).all()  # fmt: skip
    assert len(sums) == ctx.session.scalar(select(func.count()).select_from(SparePart)) > 40
    for stock, value, quantity, amount, least in sums:
        assert (stock, value) == (quantity, amount)
        assert least >= 0
    assert ctx.session.scalar(select(func.count()).where(SparePart.low.is_(True)))


def test_a_repair_costs_its_labour_its_parts_and_what_others_charged(ctx: Context) -> None:
    order, line = RepairOrder, RepairPart
    parts = select(func.coalesce(func.sum(line.amount), 0)).where(line.repair_order_id == order.id).scalar_subquery()  # fmt: skip
    seen = 0
    for labour, stored, vendor, total, used in ctx.session.execute(
        select(order.labor_cost, order.part_cost, order.vendor_cost, order.total_cost, parts)
    ):
        assert (stored or 0) == used
        assert total == sum((one or Decimal(0)) for one in (labour, stored, vendor))
        seen += bool(used)
    assert seen > 50


def test_the_demo_technician_has_inspections_today_and_can_begin_one(
    as_role: Callable[[str], Context],
) -> None:
    me = as_role("technician")
    his = InspectionTask.assignee_id == me.actor.value(("employee",))
    today = me.session.execute(
        select(InspectionTask.id, InspectionTask.state, Equipment.qr_token)
        .join(Equipment, Equipment.id == InspectionTask.equipment_id)
        .where(his, InspectionTask.due_on == me.today)
        .order_by(InspectionTask.id)
    ).all()
    assert {"issued", "doing"} <= {one.state for one in today}
    waits = next(one for one in today if one.state == "issued")
    with records.dry_run(me):
        scanned = {"scan_code": waits.qr_token}
        begun = records.transition(me, InspectionTask, waits.id, "start", scanned)
        assert (begun.state, begun.scan_verified) == ("doing", True)
    orders = query.rows(me, RepairOrder, columns=["state"], limit=500).items
    assert {"dispatched", "accepted", "repairing", "repaired"} <= {one["state"] for one in orders}


def test_suggestions_wait_one_was_tried_and_one_refused(
    as_role: Callable[[str], Context],
) -> None:
    me = as_role("eng_mgr")
    said = query.rows(me, MaintenanceAdvice, columns=["state", "kind", "effect"], limit=500).items
    assert {"generated", "reviewed", "applied", "rejected"} == {one["state"] for one in said}
    assert {"interval", "run_to_failure", "replace", "life_end"} == {one["kind"] for one in said}
    (tried,) = [one for one in said if one["state"] == "applied"]
    assert tried["effect"] in ("better", "same")
    periods = set(me.session.scalars(select(ReliabilityStat.period).distinct()))
    assert len(periods) == 3
    often = me.session.scalars(select(Equipment.failures_90d).where(Equipment.bad_actor.is_(True)))
    assert max(often) >= 3


def test_numbers_of_machines_go_on_where_the_demo_ends(
    ctx: Context, as_role: Callable[[str], Context]
) -> None:
    me = as_role("eng_mgr")
    pump = ctx.session.scalars(select(Equipment).where(Equipment.equip_no.like("SB-HX-%")).order_by(Equipment.equip_no.desc())).first()  # fmt: skip
    assert pump is not None
    given = {"name": "新泵", "category": pump.category_id, "project": pump.project_id, "location": "泵房", "model": "QY-65", "in_service_on": me.today - timedelta(days=1), "service_life_years": 12}  # fmt: skip
    with records.dry_run(me):
        made = records.create(me, Equipment, given)
        assert made.equip_no == f"SB-HX-{int(str(pump.equip_no)[-4:]) + 1:04d}"
        order = records.create(me, RepairOrder, {"equipment": made.id, "description": "漏水", "severity": "s3"})  # fmt: skip
        last = ctx.session.scalar(select(func.max(RepairOrder.repair_no)).where(RepairOrder.repair_no.like("BX20260304-%")))  # fmt: skip
        assert order.repair_no == f"BX20260304-{int(str(last)[-4:]) + 1:04d}"
