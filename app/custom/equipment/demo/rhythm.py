"""The maintenance plans of the demo: of each lift, of categories, of routes, by run hours; since when each runs (2.2)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.custom.crm.demo import Company
from app.custom.crm.demo.bulk import Row
from app.custom.crm.demo.places import PLANS
from app.custom.crm.demo.staff import Person
from app.custom.equipment.plans.nominal import Rule
from app.custom.equipment.plans.rules import weekday_numbers
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime import clock
from app.runtime.system import TransitionLog

from .park import Device, Park

MORNING = dt.time(9, 30)
TRIED, TRIED_AT, BEFORE = 106, "YX", 60
"""Days since the interval of the pumps of one project was shortened, from so many days: its effect has been checked."""
HOURS = 1000
"""Run hours between two services of a chiller."""
WEEK = ("mon", "tue", "wed", "thu", "fri")
NAMES = {plan.code: plan.name for plan in PLANS}
PUMPS: dict[str, tuple[int, str]] = {"YX": (30, "day"), "JX": (6, "month"), "KC": (3, "month"), "BJ": (6, "month"), "HX": (1, "year")}  # fmt: skip


@dataclass(slots=True)
class Stop:
    """A machine of a plan, and where its series stands (columns of the stop)."""

    device: Device
    sort_no: int
    id: int = 0
    place: Row = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """`since`: the day when it was activated. `before`: its rule until `changed_on`, where the interval was changed."""

    row: Row
    rule: Rule
    since: dt.date
    stops: list[Stop]
    assignee: Person | None = None
    before: Rule | None = None
    changed_on: dt.date | None = None
    id: int = 0

    @property
    def kind(self) -> str:
        return str(self.row["kind"])

    @property
    def lead(self) -> int:
        return int(self.row["lead_days"])

    @property
    def is_statutory(self) -> bool:
        """The law asks for it: nobody may leave it out."""
        return any(stop.device.family.cap for stop in self.stops)


class Planner:
    """Thinks of the plans; `write` remembers them, in the order of the days when they were made."""

    def __init__(self, company: Company, park: Park, inspected_since: dt.date) -> None:
        self.company, self.park = company, park
        self.since = clock.local(park.since).date()
        self.inspected_since = max(self.since, inspected_since)
        self.plans: list[Plan] = []
        self._shift = 0

    def add(
        self,
        name: str,
        project: str,
        devices: Sequence[Device],
        *,
        every: tuple[int, str],
        kind: str = "inspect",
        minutes: int = 15,
        lead: int = 3,
        window: int = 2,
        anchor: dt.date | None = None,
        assignee: Person | None = None,
        **more: Any,
    ) -> Plan | None:
        """None where the project has no such machine."""
        if not devices:
            return None
        since = self.inspected_since if kind == "inspect" else self.since
        interval, unit = every
        row = {
            "name": name, "project_id": self.company.town.projects[project], "kind": kind,
            "covers": "route", "equipment_id": None, "category_id": None, "interval": interval,
            "unit": unit, "basis": "fixed", "anchor_on": anchor or since, "month_end": False,
            "weekdays": None, "nonworkday": "next", "lead_days": lead, "window_days": window,
            "catchup": "latest", "standard_min": minutes, "source": "manual", "rule_from": None,
            "assignee_id": assignee.id if assignee else None,
            "assignee_name": assignee.name if assignee else None, "state": "active", **more,
        }  # fmt: skip
        if row["covers"] != "equipment":
            # Plans of five projects stand in one list.
            row["name"] = f"{NAMES[project]}{name}"
        plan = Plan(row, _rule(row), since, [Stop(one, place) for place, one in enumerate(devices, 1)], assignee)  # fmt: skip
        self.plans.append(plan)
        return plan

    def of_category(self, name: str, project: str, code: str, **how: Any) -> Plan | None:
        """All machines of a family, or of one sort of it. Each begins on a day of its own, so that not all are due at once."""
        family, _, sort = code.partition(".")
        mine = [one for one in self.park.of(project, family) if sort in ("", one.sort.code)]
        if code not in self.park.categories:
            return None
        self._shift = (self._shift + 11) % 28
        since = self.inspected_since if how.get("kind", "inspect") == "inspect" else self.since
        how.setdefault("anchor", since + dt.timedelta(days=3 + self._shift))
        return self.add(
            name, project, mine, covers="category", category_id=self.park.categories[code], **how
        )

    def think(self) -> list[Plan]:
        """All of them."""
        for project in self.company.town.projects:
            for device in self.park.of(project, "lift"):
                self.add(
                    f"{device.row['name']} 保养", project, [device], every=(15, "day"), kind="maintain",
                    minutes=60, lead=7, window=0, nonworkday="none", covers="equipment",
                    equipment_id=device.id, source="equipment", anchor=device.row["in_service_on"],
                )  # fmt: skip
            self._pumps(project)
            self._routes(project)
            self._others(project)
        self._of_the_technician()
        return self.plans

    def _pumps(self, project: str) -> None:
        how: Row = {
            "every": PUMPS[project],
            "kind": "maintain",
            "minutes": 40,
            "lead": 7,
            "window": 7,
        }
        if project != TRIED_AT:
            self.of_category("水泵保养", project, "water", **how)
            return
        changed = self.company.today - dt.timedelta(days=TRIED)
        begins = changed + dt.timedelta(days=how["lead"] + 1)
        anchor = begins - dt.timedelta(days=BEFORE * ((begins - self.since).days // BEFORE))
        plan = self.of_category(
            "水泵保养", project, "water", **how | {"window": 2}, anchor=anchor, rule_from=begins, source="advice",
        )  # fmt: skip
        if plan is not None:
            plan.before, plan.changed_on = Rule(anchor, BEFORE, "day"), changed

    def _routes(self, project: str) -> None:
        """Pumps and switchgear are looked at every week, a line of them each working day."""
        mine = self.park.of(project, "water", "power")
        for number, day in enumerate(WEEK):
            self.add(
                f"泵房配电巡检{'一二三四五'[number]}线", project, mine[number::5], every=(1, "week"),
                weekdays=[day], minutes=10,
            )  # fmt: skip

    def _others(self, project: str) -> None:
        self.of_category("配电设备预防性试验", project, "power", every=(6, "month"), kind="maintain", minutes=90, lead=14, window=14)  # fmt: skip
        self.of_category("消防设施月检", project, "fire", every=(1, "month"), month_end=project == "BJ", minutes=8, lead=5, window=5)  # fmt: skip
        self.of_category("消防主机联动测试", project, "fire.host", every=(1, "quarter"), kind="calibrate", minutes=120, lead=14, window=7)  # fmt: skip
        self.of_category("消防设施年度保养", project, "fire", every=(1, "year"), kind="maintain", minutes=20, lead=14, window=30)  # fmt: skip
        self.of_category("弱电月检", project, "weak", every=(1, "month"), minutes=8, lead=5, window=5)  # fmt: skip
        self.of_category("弱电季度保养", project, "weak", every=(1, "quarter"), kind="maintain", minutes=30, lead=7, window=14)  # fmt: skip
        self.of_category("空调双周巡检", project, "hvac", every=(2, "week"), minutes=12)
        self.of_category("空调季度保养", project, "hvac", every=(1, "quarter"), kind="maintain", minutes=60, lead=7, window=14)  # fmt: skip
        self.of_category("锅炉安全附件校验", project, "hvac.boiler", every=(1, "half"), kind="calibrate", minutes=90, lead=14, window=0)  # fmt: skip
        for device in self.park.of(project, "hvac"):
            if device.sort.code == "chiller":
                self.add(
                    f"{device.row['name']} {HOURS} 小时保养", project, [device], every=(HOURS, "hours"),
                    kind="maintain", minutes=180, window=7, covers="equipment", equipment_id=device.id,
                )  # fmt: skip

    def _of_the_technician(self) -> None:
        """He has something to do every day; two more plans wait, and one has ended."""
        technician = self.company.crew.by_login["technician"]
        mine = self.park.of("YX", "water", "power")
        rooms = [one for one in mine if one.sort.code in ("transformer", "supply")][:3]
        self.add(
            "泵房配电房每日巡查", "YX", rooms, every=(1, "day"), nonworkday="none", lead=1, window=0,
            minutes=10, assignee=technician,
        )  # fmt: skip
        drains = [one for one in mine if one.sort.code == "drain"][:2]
        self.add("集水坑清淤", "YX", drains, every=(20, "day"), basis="floating", minutes=45)
        self.add("泵房夜间巡查", "JX", self.park.of("JX", "water")[:4], every=(1, "day"), state="draft")  # fmt: skip
        self.add("会所空调开机前检查", "YX", self.park.of("YX", "hvac"), every=(1, "year"), state="paused")  # fmt: skip
        self.add("旧变频柜巡检", "HX", self.park.of("HX", "power")[:2], every=(1, "month"), state="archived")  # fmt: skip

    def write(self) -> None:
        """Plans with their numbers, and their machines."""
        bulk, counts = self.company.bulk, Counter[int]()
        manager = self.company.crew.by_login["eng_mgr"].login
        for plan in sorted(self.plans, key=lambda one: one.since):
            made = dt.datetime.combine(plan.since, MORNING, clock.zone()).astimezone(dt.UTC)
            counts[plan.since.year] += 1
            plan.id = bulk.add(
                MaintenancePlan, code=f"JH{plan.since.year}-{counts[plan.since.year]:04d}",
                targets=len(plan.stops), created_at=made, created_by_id=manager, **plan.row,
            )  # fmt: skip
            for name, source, target in _steps(plan.row["state"]):
                bulk.note(
                    TransitionLog, entity=MaintenancePlan.key(), record_id=plan.id, transition=name,
                    from_state=source, to_state=target, actor_id=manager, by_system=False, at=made,
                    note="设备检修中" if name == "pause" else "", business_minutes=None,
                )  # fmt: skip
        bulk.continue_numbers(MaintenancePlan, "code", counts[self.company.today.year], day=self.company.today)  # fmt: skip
        bulk.flush()

    def write_stops(self) -> None:
        """Where each series stands now; once the tasks are known."""
        empty: Row = dict.fromkeys(("last_nominal_on", "last_hours", "next_on", "next_hours"))
        for plan in self.plans:
            for stop in plan.stops:
                stop.id = self.company.bulk.add(
                    PlanStop, plan_id=plan.id, equipment_id=stop.device.id,
                    project_id=plan.row["project_id"], sort_no=stop.sort_no,
                    active=stop.device.until is None and plan.row["state"] != "archived",
                    created_at=dt.datetime.combine(plan.since, MORNING, clock.zone()).astimezone(dt.UTC),
                    **(empty | stop.place),
                )  # fmt: skip


def _rule(row: Row) -> Rule:
    return Rule(
        row["anchor_on"], row["interval"], row["unit"], month_end=row["month_end"],
        weekdays=weekday_numbers(row["weekdays"]), start=row["rule_from"],
    )  # fmt: skip


def _steps(state: str) -> Iterable[tuple[str, str | None, str]]:
    """How a plan came to its state."""
    yield "create", None, "draft"
    if state != "draft":
        yield "activate", "draft", "active"
    if state == "paused":
        yield "pause", "active", "paused"
    if state == "archived":
        yield "archive", "active", "archived"
