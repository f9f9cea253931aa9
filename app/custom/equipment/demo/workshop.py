"""The repairs as rows: orders with their steps and clocks, what became of the machine, downtime, alarms (2.3, 2.4)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from app.custom.crm.demo import Company, clocks
from app.custom.crm.orders import timeline
from app.custom.equipment.labour import USUAL_RATE
from app.custom.equipment.repair.reporting import ACCEPT_WITHIN
from app.custom.equipment.repair.steps import labor_cost
from app.generated.equipment import Equipment
from app.generated.equipment_alarm import EquipmentAlarm
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.inspection_task import InspectionTask
from app.generated.repair_order import RepairOrder, repair_order_workflow
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime import calendar, clock
from app.runtime.system import TransitionLog

from .catalogue import PARTS
from .faults import LEADS_TO, Fault
from .stores import Used

AT_ONCE = 500
"""Orders that are held as rows."""
RESTORE_WITHIN = {"s1": 240, "s2": 480, "s3": 1440, "s4": 4320}
"""Minutes, as the clock `restore` of the schema."""
STORM = 0.5
"""The share of faults that a machine reports more than once."""


class Workshop:
    """Writes the orders down, oldest first."""

    def __init__(self, company: Company, random: Random) -> None:
        self.company, self.random, self.bulk = company, random, company.bulk
        self.platform = company.logins["integrator"]
        self.working = calendar.named("working")
        self.states: dict[int, tuple[str, dt.datetime | None]] = {}
        """Machine → the state that its orders leave it in, and since when it is down."""

    def write(self, faults: Sequence[Fault], used: Mapping[int, Used]) -> None:
        """All of them, numbered day by day."""
        counts: Counter[dt.date] = Counter()
        for place, fault in enumerate(faults):
            day = clock.local(fault.created).date()
            counts[day] += 1
            fault.number = f"BX{day:%Y%m%d}-{counts[day]:04d}"
            self._order(fault, used[place].amount if place in used else Decimal(0))
            if fault.source == "iot":
                self._alarms(fault)
            if (place + 1) % AT_ONCE == 0:
                self.bulk.flush()
        self.bulk.flush()
        today = self.company.today
        self.bulk.continue_numbers(RepairOrder, "repair_no", counts[today], day=today)

    def _order(self, fault: Fault, parts: Decimal) -> None:
        device, finished, state = fault.device, fault.finished, fault.state
        dispatched = fault.moment("dispatch", "redispatch", last=True)
        done = fault.moment("finish") is not None
        labour = labor_cost(fault.labour, USUAL_RATE) if done else None
        down = _minutes(fault.at, finished) if finished and fault.holds else 0
        passed_on = fault.times("redispatch")
        fault.id = self.bulk.add(
            RepairOrder,
            repair_no=fault.number,
            equipment_id=device.id,
            equipment_name=device.row["name"],
            location=device.row["location"],
            category_id=device.row["category_id"],
            project_id=device.row["project_id"],
            source=fault.source,
            work_order_id=fault.ticket["id"] if fault.ticket else None,
            inspection_id=fault.inspection.id if fault.inspection else None,
            reporter_id=fault.reporter.id if fault.reporter else None,
            reporter_name=fault.reporter.name if fault.reporter else None,
            severity=fault.severity,
            fault_at=fault.at,
            fault_code=(fault.report.code or None) if fault.source == "iot" else None,
            description=self._said(fault),
            assignee_id=fault.technician.id if dispatched else None,
            assignee_name=fault.technician.name if dispatched else None,
            deputy_id=fault.deputy.id if dispatched and fault.deputy else None,
            project_manager_id=self.company.crew.managers[device.row["project_id"]],
            redispatched=passed_on,
            silent_level=0,
            notified_at=dispatched,
            chase_at=self._chase(fault, dispatched),
            accepted_at=fault.moment("accept"),
            started_at=fault.moment("start"),
            finished_at=finished,
            closed_at=fault.moment("pass_acceptance"),
            waiting_for=PARTS[fault.part].name if fault.part and fault.times("wait_part") else None,
            part_due_on=self._due(fault),
            cause=fault.cause if done else None,
            action=fault.report.done if done else None,
            labor_min=fault.labour if done else None,
            labor_cost=labour,
            part_cost=parts,
            vendor_cost=fault.vendor if done and fault.vendor else None,
            total_cost=(labour or Decimal(0)) + parts + (fault.vendor if done else Decimal(0)),
            equipment_after="running" if not device.spare else "standby",
            failure=fault.counts and state != "cancelled",
            down_min=down if finished else None,
            rework_count=fault.times("fail_acceptance"),
            state=state,
            version=len(fault.steps),
            created_at=fault.created,
            created_by_id=fault.steps[0].login,
            updated_at=fault.steps[-1].at,
        )
        self._log(fault)
        self._clocks(fault)
        if fault.inspection is not None:
            self.bulk.link(InspectionTask, fault.inspection.id, repair_order_id=fault.id)
        if fault.ticket is not None:
            self._handed_on(fault, fault.ticket["id"])
        if fault.holds and state != "cancelled":
            self._downtime(fault)

    def _handed_on(self, fault: Fault, ticket: int) -> None:
        """The work order names the machine, and its timeline the repair."""
        self.bulk.link(WorkOrder, ticket, equipment_id=fault.device.id)
        for line, at in (("repair_begun", fault.created), ("repair_done", fault.moment("pass_acceptance"))):  # fmt: skip
            if at is not None:
                self.bulk.add(
                    WorkOrderEvent, work_order_id=ticket, at=at, actor_id=None,
                    kind=timeline.LINES[line][0], text=timeline.text_of(line, repair_no=fault.number),
                    internal=False, minutes=None, created_at=at,
                )  # fmt: skip

    def _said(self, fault: Fault) -> str:
        if fault.inspection is not None:
            return f"巡检 {fault.inspection.number} 发现异常\n{fault.report.said}：异常"
        if fault.source == "iot":
            return f"设备告警 {fault.report.code}：{fault.report.said}"
        return fault.report.said

    def _chase(self, fault: Fault, dispatched: dt.datetime | None) -> dt.datetime | None:
        """When silence is next noticed: of what is still to be accepted."""
        if fault.state not in ("reported", "dispatched"):
            return None
        patience = dt.timedelta(minutes=ACCEPT_WITHIN[fault.severity])
        return max((dispatched or fault.created) + patience, self.bulk.now + dt.timedelta(minutes=10))  # fmt: skip

    def _due(self, fault: Fault) -> dt.date | None:
        waited = fault.moment("wait_part")
        if waited is None:
            return None
        arrived = fault.moment("part_arrived")
        return clock.local(arrived).date() if arrived else self.company.today + dt.timedelta(days=2)

    # -- what follows -----------------------------------------------------------------------------

    def _log(self, fault: Fault) -> None:
        """The steps of the order and, where it holds the machine, those of the machine."""
        source: str | None = None
        since = fault.created
        rests = "standby" if fault.device.spare else "running"
        stands: str = rests
        for step in fault.steps:
            target = LEADS_TO[step.name]
            minutes = self.working.work_between(since, step.at) if source else None
            self._note(RepairOrder, fault.id, step.name, source, target, step.at, step.login, step.note, minutes)  # fmt: skip
            source, since = target, step.at
            if not fault.holds:
                continue
            to = {"reported": "fault", "repairing": "repairing", "repaired": rests, "cancelled": rests}.get(target, stands)  # fmt: skip
            if to != stands:
                name = {"fault": "fault", "repairing": "repair", "running": "restore", "standby": "restore_spare"}[to]  # fmt: skip
                self._note(Equipment, fault.device.id, name, stands, to, step.at, None, fault.number, None)  # fmt: skip
                stands = to
        if fault.holds and stands != rests:
            self.states[fault.device.id] = (stands, fault.at)

    def _note(
        self,
        entity: type[RepairOrder] | type[Equipment],
        id: int,
        name: str,
        source: str | None,
        target: str,
        at: dt.datetime,
        login: int | None,
        note: str,
        minutes: int | None,
    ) -> None:
        self.bulk.note(
            TransitionLog, entity=entity.key(), record_id=id, transition=name, from_state=source,
            to_state=target, actor_id=login, by_system=login is None, at=at, note=note,
            business_minutes=minutes,
        )  # fmt: skip

    def _clocks(self, fault: Fault) -> None:
        """Time limits, as running would have left them; a pause ends with the part."""
        row = self.bulk.rows(RepairOrder)[-1]
        waited, arrived = fault.moment("wait_part"), fault.moment("part_arrived")
        paused = arrived - waited if waited and arrived else dt.timedelta(0)
        cancelled = fault.moment("cancel")
        sent_back = fault.moment("fail_acceptance", last=True) if fault.finished is None else None
        for name, minutes, stopped in (
            ("respond", ACCEPT_WITHIN[fault.severity], fault.moment("accept") or cancelled),
            ("restore", RESTORE_WITHIN[fault.severity], fault.finished or cancelled),
        ):
            begins = fault.created
            if name == "restore" and sent_back is not None:
                # What was not accepted has half the time once more.
                begins, minutes = sent_back, minutes // 2
            due, status = clocks.write(
                self.bulk, order=row | {"created_at": begins}, name=name, minutes=minutes, mode="always",
                at=fault.steps[-1].at if fault.state == "waiting_part" else arrived or fault.created,
                stopped=stopped, paused=paused if name == "restore" else dt.timedelta(0),
                entity=RepairOrder, workflow=repair_order_workflow,
            )  # fmt: skip
            row[f"{name}_due"] = due
            if name == "restore":
                row["restore_state"] = status

    def _downtime(self, fault: Fault) -> None:
        finished, device = fault.finished, fault.device
        self.bulk.add(
            EquipmentDowntime,
            equipment_id=device.id,
            category_id=device.row["category_id"],
            project_id=device.row["project_id"],
            from_at=fault.at,
            to_at=finished,
            minutes=_minutes(fault.at, finished) if finished else None,
            reason="fault",
            repair_order_id=fault.id,
            created_at=fault.created,
            updated_at=finished or fault.created,
        )

    def _alarms(self, fault: Fault) -> None:
        """What the platform sent: the alarm that opened the order, and those that joined it."""
        more = self.random.randint(1, 3) if self.random.random() < STORM else 0
        for place in range(1 + more):
            at = fault.at + dt.timedelta(minutes=2 * place)
            if at > self.bulk.now:
                break
            self.bulk.add(
                EquipmentAlarm,
                external_id=f"{fault.device.row['serial_no']}-{at:%Y%m%d%H%M%S}-{place}",
                device=fault.device.row["equip_no"],
                equipment_id=fault.device.id,
                project_id=fault.device.row["project_id"],
                fault_code=fault.report.code or "X00",
                severity=fault.severity,
                at=at,
                message=fault.report.said,
                reading={"run_state": 0, "fault": fault.report.code},
                repair_order_id=fault.id,
                joined=place > 0,
                created_at=at,
                created_by_id=self.platform,
            )


def _minutes(since: dt.datetime, until: dt.datetime) -> int:
    return int((until - since).total_seconds() // 60)
