"""What other people have done before a task of the people module begins: hired, asked for leave, scored themselves."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from app.runtime import clock
from tests.journeys.given import PEOPLE, Others

_numbers = itertools.count(1)
_told: dict[str, str] = {}


def told(what: str) -> str:
    """The name or number of what somebody has just prepared."""
    return _told[what]


def checklist_done(others: Others, employee: int) -> None:
    """HR ticks everything that has to be done for somebody new."""
    path = "/onboarding_task"
    for task in others.all("hr", path, employee=str(employee), state="todo", limit="100"):
        others.post("hr", f"{path}/{task['id']}/transitions/finish", {})


def hired(others: Others) -> Any:
    """A new colleague of the engineers whose papers are complete; his first day is today."""
    number = next(_numbers)
    who = {
        "name": PEOPLE[number % len(PEOPLE)],
        "phone": f"139000{number:05d}",
        "department": others.first("hr", "/department", code="YX-ENG")["id"],
        "position": others.first("hr", "/position")["id"],
    }
    employee = others.post("hr", "/employee", who)
    checklist_done(others, employee["id"])
    _told["new"] = employee["name"]
    return employee


def somebody_to_begin(others: Others) -> None:
    """His first day is today and everything is there."""
    hired(others)


def somebody_on_probation(others: Others) -> None:
    """A new colleague who has begun."""
    employee = hired(others)
    ends = f"{clock.today() + dt.timedelta(days=90):%Y-%m-%d}"
    others.post("hr", f"/employee/{employee['id']}/transitions/begin", {"probation_to": ends})


def workday(after: int) -> dt.date:
    """A Tuesday, so many weeks ahead: no task asks for the same day twice."""
    today = clock.today()
    return today + dt.timedelta(days=(1 - today.weekday()) % 7 + 7 * after)


def leave_to_approve(others: Others) -> None:
    """Somebody at the service desk would like a day off."""
    day = workday(4 + next(_numbers))
    asked = others.post(
        "csr",
        "/attendance_request",
        {
            "kind": "leave",
            "leave_type": "personal",
            "from_at": f"{day}T00:00:00+08:00",
            "to_at": f"{day + dt.timedelta(days=1)}T00:00:00+08:00",
            "reason": "孩子家长会",
        },
    )
    others.post("csr", f"/attendance_request/{asked['id']}/transitions/submit", {})
    _told["leave"] = asked["req_no"]


def a_month_to_confirm(others: Others) -> None:
    """The technician's report of last month waits for her: what she confirmed before, her manager has sent back."""
    for report in others.all("technician", "/attendance_month", state="employee_confirmed"):
        path = f"/attendance_month/{report['id']}/transitions/send_back"
        others.post("eng_mgr", path, {"note": "请再核对加班"})


def no_notice(others: Others) -> None:
    """The technician has not given notice, or has taken it back."""
    for asked in others.all("technician", "/resignation", state="submitted"):
        others.post("technician", f"/resignation/{asked['id']}/transitions/withdraw", {})


def a_review_to_score(others: Others) -> None:
    """Somebody of the head's team has not scored himself, and HR lets it be: now it is the head's turn."""
    head = str(others.employee("dept_mgr"))
    review = others.first("dept_mgr", "/performance_review", state="pending", reviewer=head)
    others.post("hr", f"/performance_review/{review['id']}/transitions/skip_self", {})


def colleagues(others: Others) -> None:
    """Their names hang on the day on which the demo is made: `told` knows them by their logins."""
    for role in ("technician", "csr"):
        employee = str(others.employee(role))
        _told[role] = others.first("hr", "/employee", id=employee)["name"]
