"""What the demo technician, his manager and the others find in their messages about machines (2.2, 2.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from app.custom.crm.demo import Company
from app.custom.equipment.repair.notices import said, template
from app.generated.repair_order import RepairOrder
from app.runtime.system import Notification

from .faults import Fault
from .rounds import Task


def build(company: Company, tasks: Sequence[Task], faults: Sequence[Fault]) -> None:
    """About what is open; what is over was read long ago."""
    technician, manager = company.crew.by_login["technician"], company.logins["eng_mgr"]
    his = [one for one in tasks if one.who is technician and one.state == "issued"]
    if his:
        first = min(one.due_on for one in his)
        at = max(one.issued for one in his)
        _tell(company, technician.login, "inspection_task.issued", {"count": len(his), "first": f"{first:%m-%d}"}, at, "inspections")  # fmt: skip
    for fault in faults:
        if fault.state == "dispatched" and fault.technician is technician:
            _about(company, technician.login, "for_you", fault)
        elif fault.state == "reported":
            _about(company, manager, "nobody", fault)
        elif fault.state == "repaired":
            more = {"action": fault.report.done}
            _about(company, manager, "to_accept", fault, **more)


def _about(company: Company, login: int | None, step: str, fault: Fault, **more: Any) -> None:
    order = SimpleNamespace(
        repair_no=fault.number, severity=fault.severity, equipment_name=fault.device.row["name"],
        location=fault.device.row["location"], description=fault.report.said,
    )  # fmt: skip
    name = template(order, step)
    _tell(company, login, name, said(order) | more, fault.steps[-1].at, f"{name}:{fault.id}", fault.id)  # fmt: skip


def _tell(
    company: Company,
    login: int | None,
    name: str,
    params: Mapping[str, Any],
    at: dt.datetime,
    key: str,
    order: int | None = None,
) -> None:
    company.bulk.note(
        Notification, recipient_id=login, channel="inapp", template=name, params=dict(params),
        entity=RepairOrder.key() if order else None, record_id=order, dedup_key=f"demo:{key}",
        status="sent", attempts=0, created_at=at, read_at=None,
    )  # fmt: skip
