"""The inspections of two years as they were worked: made, issued, done by the keeper, a few late, a few left out (2.2).

Which days a plan is due, and what its machines have in common with the real thing, comes from the calculation itself
(plans/nominal.py), so that the first night after the demo makes what is new and nothing twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.custom.crm.demo import Company
from app.custom.crm.demo.staff import Person
from app.custom.equipment.plans import nominal
from app.custom.equipment.plans.rules import HOURS, workday
from app.runtime import clock

from .park import Park
from .rhythm import Plan, Stop

LATE, LATE_BY_LAW = 0.04, 0.015
LEFT_OUT, PASSED_ON, ABNORMAL = 0.01, 0.01, 0.03
NIGHT = dt.time(0, 5)
DAY = dt.timedelta(days=1)
SKIPS = (
    "设备当天检修，停机未检",
    "楼层装修封闭，无法进入",
    "暴雨，屋面不能作业",
    "与上一次巡检间隔过近",
)


@dataclass(slots=True)
class Task:
    """One inspection. Moments are empty where it has not come so far; `fails`: the item that is not good."""

    plan: Plan
    stop: Stop
    key: str
    nominal_on: dt.date
    due_on: dt.date
    late_after: dt.date
    made: dt.datetime
    issued: dt.datetime
    who: Person
    before: Person | None = None
    started: dt.datetime | None = None
    finished: dt.datetime | None = None
    skipped: dt.datetime | None = None
    note: str = ""
    minutes: int = 0
    fails: int | None = None
    id: int = 0
    number: str = ""

    @property
    def state(self) -> str:
        if self.skipped is not None:
            return "skipped"
        if self.finished is not None:
            return "done"
        return "doing" if self.started is not None else "issued"


class Rounds:
    """Works through the plans; `tasks` in the order in which they were made."""

    def __init__(self, company: Company, random: Random, park: Park) -> None:
        self.company, self.random, self.park = company, random, park
        self.now, self.today = company.bulk.now, company.today
        self.technician = company.crew.by_login["technician"]
        self.is_workday = workday()
        self._his = 0

    def walk(self, plans: Sequence[Plan]) -> list[Task]:
        """Every inspection of every plan by dates; those by run hours come with the readings."""
        found: list[Task] = []
        for plan in plans:
            if plan.row["state"] in ("draft", "archived") or plan.row["unit"] == HOURS:
                continue
            if plan.row["basis"] == "floating":
                for stop in plan.stops:
                    found += self._rolling(plan, stop)
                continue
            dates = self._dates(plan)
            for stop in plan.stops:
                mine = self._for(stop, [day for day, _due in dates])
                found += [self.task(plan, stop, day, due) for day, due in dates[:mine] if due]
                last = dates[mine - 1][0] if mine else None
                stop.place = {
                    "last_nominal_on": last,
                    "next_on": nominal.next_after(plan.rule, last or plan.since - DAY),
                }
        return found

    def begin_one(self, tasks: Sequence[Task]) -> None:
        """The demo technician is in the middle of one of those that he is to do today."""
        his = [
            one
            for one in tasks
            if one.who is self.technician and one.due_on == self.today and one.state == "issued"
        ]
        if his:
            his[-1].started = max(his[-1].issued, self.now - dt.timedelta(minutes=12))

    def _dates(self, plan: Plan) -> list[tuple[dt.date, dt.date | None]]:
        """(nominal, due) until the days ahead are over; by the rule of the time."""
        until = self.today + plan.lead * DAY
        if plan.row["state"] == "paused":
            until = min(until, plan.since)
        after = plan.since - DAY
        days: list[tuple[nominal.Rule, dt.date]] = []
        if plan.before is not None and plan.rule.start is not None:
            last = plan.rule.start - DAY
            days += [(plan.before, day) for day in nominal.between(plan.before, after, last)]
            after = last
        days += [(plan.rule, day) for day in nominal.between(plan.rule, after, until)]
        cap = 15 if plan.is_statutory else None
        policy = plan.row["nonworkday"]
        return [(day, nominal.lawful_due(rule, day, policy, cap, self.is_workday)) for rule, day in days]  # fmt: skip

    def _for(self, stop: Stop, days: Sequence[dt.date]) -> int:
        """How many of the days a machine was still in service for."""
        if stop.device.until is None:
            return len(days)
        end = clock.local(stop.device.until).date()
        return sum(day < end for day in days)

    def _rolling(self, plan: Plan, stop: Stop) -> list[Task]:
        """After completion: the next one is counted from the day when this one was done."""
        found: list[Task] = []
        day: dt.date | None = plan.since
        while day is not None and day <= self.today + plan.lead * DAY:
            due = nominal.shifted(day, plan.row["nonworkday"], self.is_workday) or day
            one = self.task(plan, stop, day, due)
            found.append(one)
            closed = one.finished or one.skipped
            last, day = day, None
            if closed is not None:
                day = nominal.rolled(
                    clock.local(closed).date(), plan.row["interval"], plan.row["unit"]
                )
                day = max(day, last + DAY)
            stop.place = {"last_nominal_on": last, "next_on": day}
        return found

    # -- one of them ------------------------------------------------------------------------------

    def task(
        self,
        plan: Plan,
        stop: Stop,
        day: dt.date,
        due: dt.date,
        *,
        key: str = "",
        noticed: dt.datetime | None = None,
    ) -> Task:
        """What became of one occurrence. `noticed`: when a reading brought it, for those by run hours."""
        made = noticed or self._at_night(plan, day - plan.lead * DAY)
        issued = noticed or self._at_night(plan, max(due - plan.lead * DAY, day - plan.lead * DAY))
        one = Task(
            plan, stop, key or day.isoformat(), day, due, due + plan.row["window_days"] * DAY, made,
            issued, plan.assignee or stop.device.keeper,
        )  # fmt: skip
        if plan.kind == "inspect" and not plan.is_statutory and self.random.random() < LEFT_OUT:
            self._leave_out(one)
            return one
        if self.random.random() < PASSED_ON and one.who is not self.technician:
            able = self.park.able(stop.device.project, stop.device.family)
            others = [person for person in able if person is not one.who]
            if others:
                one.before, one.who = one.who, self.random.choice(others)
        self._work(one)
        return one

    def _at_night(self, plan: Plan, day: dt.date) -> dt.datetime:
        """In the night of a day; never before the plan was there."""
        if day <= plan.since:
            return self._moment(plan.since, dt.time(9, 31))
        return self._moment(day, NIGHT)

    def _moment(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, clock.zone()).astimezone(dt.UTC)

    def _leave_out(self, one: Task) -> None:
        at = max(one.issued, self._moment(one.due_on, dt.time(8, 40)))
        if at <= self.now:
            one.skipped, one.note = at, self.random.choice(SKIPS)

    def _work(self, one: Task) -> None:
        minutes = max(3, round(one.plan.row["standard_min"] * self.random.lognormvariate(0, 0.25)))
        late = self.random.random() < (LATE_BY_LAW if one.plan.is_statutory else LATE)
        first = max(clock.local(one.issued).date(), one.due_on - 2 * DAY)
        if late:
            day = one.late_after + self.random.randint(1, 6) * DAY
        else:
            day = first + self.random.randint(0, max(0, (one.late_after - first).days)) * DAY
        hour = self.random.uniform(8.5, 16.8)
        fails = self.random.random() < ABNORMAL
        if one.who is self.technician and one.due_on == self.today:
            # The demo technician finds something to do whenever one looks.
            self._his += 1
            day, hour = self.today, 0.6 if self._his == 1 else 24.0
        midnight = self._moment(day, dt.time())
        started = max(
            midnight + dt.timedelta(hours=hour), one.issued + dt.timedelta(minutes=20)
        ).replace(microsecond=0)
        finished = started + dt.timedelta(minutes=minutes)
        if started <= self.now:
            one.started = started
        if finished <= self.now:
            one.finished, one.minutes = finished, minutes
            items = self.park.checklists[self._list(one)]
            if fails and one.who is not self.technician:
                one.fails = self._broken(items)

    def _list(self, one: Task) -> tuple[str, str, str]:
        device = one.stop.device
        return device.family.code, device.sort.code, one.plan.kind

    def _broken(self, items: Sequence[dict[str, object]]) -> int:
        """An item that can be told without a picture, and that does not stop the machine."""
        able = [
            place
            for place, item in enumerate(items)
            if item["kind"] != "photo" and item["severity"] in ("s3", "s4")
        ]
        return self.random.choice(able)
