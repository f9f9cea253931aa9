"""Work orders whose course is written into the log hour by hour."""

from __future__ import annotations

import datetime as dt
from typing import cast

from sqlalchemy import Table, insert, select

from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.generated.work_order import WorkOrder
from app.runtime import records
from app.runtime.accounts.users import User
from app.runtime.context import Context
from app.runtime.system import TransitionLog
from tests.support.people import People

START = dt.datetime(2026, 2, 2, 1, tzinfo=dt.UTC)
"""Monday 2 February, 09:00 in Shanghai."""
NAMES = {
    "new": "create",
    "accepted": "accept",
    "assigned": "assign",
    "in_progress": "start",
    "resolved": "resolve",
    "closed": "confirm",
}
Path = list[tuple[str, float]]
"""(state, hours in it), in their order; the last one is the end."""
O19: list[Path] = [
    [("new", 1), ("accepted", 1), ("assigned", 2), ("in_progress", 4), ("resolved", 0), ("closed", 0)],
    [("new", 2), ("accepted", 1), ("assigned", 9), ("in_progress", 4), ("resolved", 0), ("closed", 0)],
    [("new", 1), ("accepted", 1), ("assigned", 2), ("in_progress", 4), ("resolved", 0), ("in_progress", 6), ("resolved", 0), ("closed", 0)],
]  # fmt: skip


class Orders:
    def __init__(self, ctx: Context, people: People) -> None:
        self.ctx, self.people = ctx, people
        self.projects: list[int] = []
        self.technician = self.dispatcher = 0

    def build(self) -> Orders:
        """Two projects, a technician, a dispatcher who works for the first one, and the three orders there."""
        self.technician = self.people.user("technician", username="zhang")
        self.dispatcher = self.people.user("dispatcher", username="li")
        with records.writing(self.ctx):
            for code, name in (("YX", "云溪"), ("JX", "锦绣")):
                made = self.ctx.create(
                    Project,
                    code=code,
                    name=name,
                    kind="residential",
                    address="一路 1 号",
                    contract_from=dt.date(2020, 1, 1),
                )
                self.projects.append(made.id)
            self.ctx.create(RoleProject, user=self.dispatcher, project=self.projects[0])
        for path in O19:
            self.went(path)
        return self

    def found(self) -> Orders:
        """What `build` made, in a copy of its database."""
        session = self.ctx.session
        self.projects = list(session.scalars(select(Project.id).order_by(Project.id)))
        users: dict[str, int] = dict(session.execute(select(User.username, User.id)).all())
        self.technician, self.dispatcher = users["zhang"], users["li"]
        session.rollback()
        return self

    def went(self, path: Path, *, start: dt.datetime = START, project: int = 0) -> int:
        """An order that went along `path`; the system assigns it, the technician works on it, the others are the dispatcher's."""
        number = self.ctx.session.scalar(
            select(WorkOrder.id).order_by(WorkOrder.id.desc()).limit(1)
        )
        number = (number or 0) + 1
        rows, now, before = [], start, None
        for state, hours in path:
            name = NAMES[state]
            if before == "resolved" and state == "in_progress":
                name = "reopen"
            rows.append(
                {
                    "entity": "work_order", "record_id": number, "transition": name,
                    "from_state": before, "to_state": state, "at": now, "note": "",
                    "actor_id": {"assigned": None, "in_progress": self.technician, "resolved": self.technician}.get(state, self.dispatcher),
                    "by_system": state == "assigned", "business_minutes": None if before is None else 60,
                }
            )  # fmt: skip
            before, now = state, now + dt.timedelta(hours=hours)
        order = {
            "id": number, "order_no": f"GD{number:06}", "project_id": self.projects[project], "summary": "x",
            "source": "web", "state": before, "reassign_count": 0, "hold_count": 0, "reopen_count": 0,
            "created_at": start, "closed_at": rows[-1]["at"],
        }  # fmt: skip
        records.write_set(self.ctx, WorkOrder, [order], action="history", audit="the old books")
        with records.writing(self.ctx):
            self.ctx.session.execute(insert(cast(Table, TransitionLog.__table__)), rows)
        return number
