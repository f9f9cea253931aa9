"""The inspections as rows: tasks with their steps, checklists with what was answered (2.2)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from random import Random

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Row
from app.custom.equipment.tasks.doing import is_sampled
from app.custom.equipment.tasks.judging import options
from app.custom.equipment.tasks.overdue import LEVELS
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask
from app.runtime import calendar, clock
from app.runtime.system import TransitionLog

from .park import Park
from .rounds import Task

AT_ONCE = 2000
"""Tasks that are held as rows; two years of them are written in pieces."""
REMARKS = ("已登记，待维修处理", "较上次明显", "已临时处理，需跟进")
UNANSWERED: Row = {"value": None, "passed": None, "checked_at": None, "remark": None}

Step = tuple[str, str, str, dt.datetime, int | None, str]
"""(transition, from, to, at, login, note)."""


class Answers:
    """Writes the tasks down, oldest first."""

    def __init__(self, company: Company, random: Random, park: Park) -> None:
        self.company, self.random, self.park = company, random, park
        self.bulk, self.today = company.bulk, company.today
        self.manager = company.crew.by_login["eng_mgr"].login
        self.working = calendar.named("working")

    def write(self, tasks: Sequence[Task]) -> None:
        """All of them, numbered month by month."""
        counts: Counter[str] = Counter()
        for place, one in enumerate(tasks, start=1):
            month = f"{clock.local(one.made):%Y%m}"
            counts[month] += 1
            one.number = f"XJ{month}-{counts[month]:06d}"
            self._task(one)
            if place % AT_ONCE == 0:
                self.bulk.flush()
        self.bulk.flush()
        last = counts[f"{self.today:%Y%m}"]
        self.bulk.continue_numbers(InspectionTask, "task_no", last, day=self.today)

    def _task(self, one: Task) -> None:
        device, plan = one.stop.device, one.plan
        finished = one.finished
        on_time = finished is None or clock.local(finished).date() <= one.late_after
        waits = one.state in ("issued", "doing") and one.late_after < self.today
        result = "skipped" if one.skipped else None
        if finished is not None:
            result = "normal" if one.fails is None else "abnormal"
        one.id = self.bulk.add(
            InspectionTask,
            task_no=one.number,
            plan_id=plan.id,
            equipment_id=device.id,
            equipment_name=device.row["name"],
            location=device.row["location"],
            category_id=device.row["category_id"],
            project_id=device.row["project_id"],
            kind=plan.kind,
            nominal_key=one.key,
            nominal_on=one.nominal_on,
            due_on=one.due_on,
            late_after=one.late_after,
            sort_no=one.stop.sort_no,
            assignee_id=one.who.id,
            assignee_name=one.who.name,
            standard_min=plan.row["standard_min"],
            issued_at=one.issued,
            started_at=one.started,
            finished_at=finished,
            scan_verified=True if one.started else None,
            result=result,
            labor_min=one.minutes or None,
            remark="发现异常，已报修" if one.fails is not None else None,
            overdue=(not on_time or waits) if finished or waits else None,
            told_level=min(max(LEVELS), (self.today - one.late_after).days) if waits else 0,
            state=one.state,
            created_at=one.made,
            updated_at=finished or one.skipped or one.started or one.issued,
        )
        row = self.bulk.rows(InspectionTask)[-1]
        row["sampled"] = is_sampled(one.id) if finished else None
        steps = list(self._steps(one, sampled=bool(row["sampled"])))
        row |= {"state": steps[-1][2], "version": len(steps), "updated_at": steps[-1][3]}
        self._log(one.id, one.made, steps)
        for item in self.park.checklists[device.family.code, device.sort.code, plan.kind]:
            self.bulk.add(
                InspectionItem, task_id=one.id, needs_photo=False, created_at=one.issued,
                **item, **self._answer(one, item),
            )  # fmt: skip

    def _steps(self, one: Task, *, sampled: bool) -> Iterable[Step]:
        who = (one.before or one.who).login
        yield "issue", "planned", "issued", one.issued, None, ""
        if one.skipped is not None:
            yield "skip", "issued", "skipped", one.skipped, self.manager, one.note
            return
        if one.started is None:
            return
        if one.before is not None:
            passed = one.issued + (one.started - one.issued) / 2
            yield "transfer", "issued", "issued", passed.replace(microsecond=0), self.manager, f"{one.before.name}调休，转交"  # fmt: skip
            who = one.who.login
        yield "start", "issued", "doing", one.started, who, ""
        if one.finished is None:
            return
        yield "finish", "doing", "done", one.finished, who, ""
        seen = one.finished + dt.timedelta(hours=20 + one.id % 9)
        if sampled and seen <= self.bulk.now:
            yield "verify", "done", "verified", seen, self.manager, ""

    def _log(self, id: int, made: dt.datetime, steps: Iterable[Step]) -> None:
        since = made
        for name, source, target, at, login, note in (("create", None, "planned", made, None, ""), *steps):  # fmt: skip
            minutes = 0 if at == since else self.working.work_between(since, at)
            self.bulk.note(
                TransitionLog, entity=InspectionTask.key(), record_id=id, transition=name,
                from_state=source, to_state=target, actor_id=login, by_system=login is None, at=at,
                note=note, business_minutes=minutes if source else None,
            )  # fmt: skip
            since = at

    # -- answers ----------------------------------------------------------------------------------

    def _answer(self, one: Task, item: Row) -> Row:
        """What stands in the field; while it is being done, of the first half."""
        place = item["sort_no"] - 1
        half = one.finished is None and place >= 2
        if one.started is None or one.skipped or half or item["kind"] == "photo":
            return UNANSWERED
        bad = one.fails == place
        return {
            "value": self._value(item, bad=bad),
            "passed": not bad,
            "checked_at": one.started + dt.timedelta(minutes=min(place + 1, one.minutes or 99)),
            "remark": self.random.choice(REMARKS) if bad else None,
        }

    def _value(self, item: Row, *, bad: bool) -> str:
        if item["kind"] == "choice":
            choices = options(item["demand"])
            return choices[-1] if bad else choices[0]
        if item["kind"] == "num":
            return self._number(item["low"], item["high"], bad=bad)
        return "not" if bad else "ok"

    def _number(self, low: Decimal | None, high: Decimal | None, *, bad: bool) -> str:
        bottom = float(low or 0)
        top = float(high) if high is not None else bottom * 2
        step = 2 if top < 5 else 0
        value = self.random.uniform(bottom + (top - bottom) * 0.2, bottom + (top - bottom) * 0.8)
        if bad:
            value = top * 1.15 if high is not None else bottom * 0.7
        return f"{value:.{step}f}"
