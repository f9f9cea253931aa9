"""Who says what he thinks in tests, and who acts upon it, in few words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import time_machine
from sqlalchemy import select

from app.custom.feedback import intake, topics
from app.generated.customer import Customer
from app.generated.feedback import Feedback
from app.generated.feedback_topic import FeedbackTopic
from app.generated.improvement import Improvement
from app.runtime import jobs, notify, query, records
from app.runtime.context import Context
from tests.custom.crm.town import Town

CSR, MANAGER, BOSS, CLERK, AUDITOR, RESIDENT = (
    "林客服",
    "何经理",
    "沈总",
    "陈文员",
    "顾审计",
    "王小明",
)
STAFF = {MANAGER: "dept_mgr", BOSS: "gm", CLERK: "employee", AUDITOR: "auditor"}
SURE = "电梯总是坏，电梯又困人，太慢"
"""Sure to be about lifts, and a danger."""


@dataclass
class Voices:
    town: Town
    topics: dict[str, FeedbackTopic] = field(default_factory=dict)
    resident: Customer = field(init=False)

    def build(self) -> Voices:
        for name, role in STAFF.items():
            self.town.staff(role, "GM", name=name)
        self.town.resident(RESIDENT)
        with records.writing(self.town.ctx):
            topics.ensure(self.town.ctx)
        return self

    def found(self) -> Voices:
        session = self.town.ctx.session
        self.resident = session.scalars(select(Customer)).one()
        assert self.resident.login_id is not None
        self.town.logins[RESIDENT] = self.resident.login_id
        for name, role in STAFF.items():
            self.town.logins[name] = self.town.logins[role] = (
                self.town.employees[name].login_id or 0
            )
        self.topics = {one.code: one for one in session.scalars(select(FeedbackTopic))}
        return self

    # -- saying -----------------------------------------------------------------------------------

    def says(
        self, content: str, *, who: str = RESIDENT, kind: str = "complaint", **values: Any
    ) -> Feedback:
        """With his name."""
        given = {"content": content, "kind": kind, "project": self.town.project.id, **values}
        if who in (RESIDENT,):
            del given["project"]
        return intake.named(self.town.as_(who), given)

    def whispers(
        self, content: str, *, who: str = RESIDENT, kind: str = "complaint"
    ) -> tuple[Feedback, str]:
        """Without his name; and the code that he takes home."""
        given = {"content": content, "kind": kind}
        channel = "portal" if who == RESIDENT else "office"
        sent = intake.without_name(
            self.town.as_(who),
            given,
            channel=channel,
            project=self.town.project.id,  # type: ignore[arg-type]
        )
        return self.number(sent.number), sent.code

    def anybody(
        self, content: str, *, address: str = "192.0.2.7", kind: str = "complaint"
    ) -> tuple[Feedback, str]:
        """Without an account."""
        given = {"content": content, "kind": kind, "project": self.town.project.id}
        sent = intake.without_account("zh", address, given)
        return self.number(sent.number), sent.code

    def month(self, topic: str, count: int, *, at: dt.datetime, **values: Any) -> None:
        """So many items of a topic at a moment, as an old system brought them."""
        rows = [
            {"fb_no": f"{topic}-{at:%m%d}-{number}", "created_at": at, "submitter_kind": "anonymous", "channel": "public",
             "project_id": self.town.project.id, "kind": "complaint", "content": "电梯", "topic_id": self.topics[topic].id,
             "mood": "neutral", "severity": "low", "state": "closed", **values}
            for number in range(count)
        ]  # fmt: skip
        with records.writing(self.town.ctx):
            # A number tells one kind of rows from another.
            for number, row in enumerate(rows):
                row["fb_no"] += f"-{values.get('severity', '')}{values.get('mood', '')}{number}"
            records.write_set(self.town.ctx, Feedback, rows, action="history", audit="test")

    # -- acting -----------------------------------------------------------------------------------

    def step(self, record: Any, name: str, who: str = CSR, note: str = "", **values: Any) -> Any:
        """One step by somebody."""
        return records.transition(
            self.town.as_(who), type(record), record.id, name, values, note=note
        )

    def measure(self, **values: Any) -> Improvement:
        """One that the manager proposes."""
        given = {
            "name": "电梯改进",
            "action": "更换门机",
            "project": self.town.project.id,
            **values,
        }
        return records.create(self.town.as_(MANAGER), Improvement, given)

    def approved(self, measure: Improvement, **values: Any) -> Improvement:
        """By the general manager, owned by the clerk."""
        given = {
            "owner": self.town.employees[CLERK].id, "due_on": dt.date(2026, 4, 30), "metric": "other",
            "metric_note": "平均维修时长" if values.get("metric", "other") == "other" else None, "baseline": "6.0", "target": "4.0", **values,
        }  # fmt: skip
        return self.step(measure, "approve", BOSS, **given)

    def done(self, measure: Improvement, **values: Any) -> Improvement:
        """Approved, started and finished."""
        self.step(self.approved(measure, **values), "start", CLERK)
        return self.step(measure, "finish", CLERK, result="已更换")

    # -- looking ----------------------------------------------------------------------------------

    def fresh(self, record: Any) -> Any:
        """As it is stored now."""
        session = self.town.ctx.session
        session.rollback()
        session.expire_all()
        return session.get(type(record), record.id)

    def all(self, entity: type[Any], *conditions: Any) -> list[Any]:
        """Every record as it is stored now, the oldest first."""
        self.town.ctx.session.rollback()
        self.town.ctx.session.expire_all()
        return list(
            self.town.ctx.session.scalars(select(entity).where(*conditions).order_by(entity.id))
        )

    def number(self, number: str) -> Feedback:
        self.town.ctx.session.rollback()
        return self.town.ctx.session.scalars(select(Feedback).where(Feedback.fb_no == number)).one()

    def told(self, who: str) -> list[str]:
        """The messages of somebody, the newest first."""
        ctx = self.town.as_(who)
        return [row.template for row in notify.inbox(ctx)]

    def read(self, who: str, record: Any) -> Mapping[str, Any]:
        """What somebody sees of a record."""
        return query.get(self.town.as_(who), type(record), record.id)

    def may_read(self, who: str, record: Any) -> bool:
        ctx: Context = self.town.as_(who)
        return bool(query.rows(ctx, type(record), columns=["title"], limit=100).items) and any(
            row["id"] == record.id
            for row in query.rows(ctx, type(record), columns=["title"], limit=100).items
        )

    def wait(
        self,
        at: time_machine.Coordinates,
        until: dt.timedelta | dt.datetime,
        *schedules: Callable[[Context], None],
    ) -> None:
        """Time goes by; then these schedules come, and what they ask for is done."""
        if isinstance(until, dt.timedelta):
            at.shift(until)
        else:
            at.move_to(until)
        with Context.system() as ctx, records.writing(ctx):
            for schedule in schedules:
                schedule(ctx)
        jobs.run_due()
