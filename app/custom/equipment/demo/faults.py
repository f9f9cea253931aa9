"""The repairs of the demo as stories: what failed when, who took how long over it, and how far it has come by now (2.3, 2.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from app.custom.crm.demo import Company
from app.custom.crm.demo.staff import Person

from .catalogue import PARTS
from .failures import Report, moments
from .park import Device, Park
from .rounds import Task

LEADS_TO = {
    "create": "reported", "dispatch": "dispatched", "redispatch": "dispatched", "accept": "accepted",
    "start": "repairing", "wait_part": "waiting_part", "part_arrived": "repairing",
    "finish": "repaired", "fail_acceptance": "repairing", "pass_acceptance": "closed",
    "cancel": "cancelled",
}  # fmt: skip
WAITS, REWORKED = 0.1, 0.03
FROM_DEVICE = {"lift": 0.35, "water": 0.25, "hvac": 0.3, "fire": 0.5}
"""Family → the share of its faults that the machine reports itself."""
NOTES = {
    "fail_acceptance": ("试运行又停机，请返修", "故障现象仍在", "现场未清理，未复位"),
    "redispatch": ("原维修人在处理困人，改派",),
    "cancel": ("误报：现场设备正常",),
}
OUTSIDE = Decimal(60)


class Step(NamedTuple):
    """One step that was taken, by whom (login; None: the system)."""

    name: str
    at: dt.datetime
    login: int | None
    note: str = ""


@dataclass(slots=True)
class Fault:
    """One repair order. `holds`: the machine stands still from the fault on; `counts`: it is a failure of the machine."""

    device: Device
    at: dt.datetime
    severity: str
    source: str
    report: Report
    technician: Person
    deputy: Person | None
    reporter: Person | None
    cause: str
    counts: bool = True
    steps: list[Step] = field(default_factory=list)
    labour: int = 0
    vendor: Decimal = Decimal(0)
    part: str | None = None
    quantity: Decimal = Decimal(1)
    said: str = ""
    inspection: Task | None = None
    ticket: Mapping[str, Any] | None = None
    id: int = 0
    number: str = ""

    @property
    def holds(self) -> bool:
        return self.severity in ("s1", "s2")

    @property
    def state(self) -> str:
        return LEADS_TO[self.steps[-1].name]

    @property
    def created(self) -> dt.datetime:
        return self.steps[0].at

    def moment(self, *names: str, last: bool = False) -> dt.datetime | None:
        """When a step of these names was taken first, or last."""
        found = [one.at for one in self.steps if one.name in names]
        return found[-1 if last else 0] if found else None

    @property
    def finished(self) -> dt.datetime | None:
        """The last one that was not refused."""
        return self.moment("finish", last=True) if self.state in ("repaired", "closed") else None

    def times(self, name: str) -> int:
        return sum(one.name == name for one in self.steps)

    @property
    def used_at(self) -> dt.datetime | None:
        """When the part was taken out of the stock."""
        started = self.moment("start")
        if self.part is None or started is None or self.state in ("waiting_part", "cancelled"):
            return None
        return self.moment("part_arrived") or started


class Teller:
    """Makes up the stories."""

    def __init__(self, company: Company, random: Random, park: Park) -> None:
        self.company, self.random, self.park, self.now = company, random, park, company.bulk.now
        self.manager = company.crew.by_login["eng_mgr"].login
        self.platform = company.logins["integrator"]
        self._reporters: dict[str, list[Person]] = {}
        for person in company.crew.people:
            engineer = person in park.engineers.get(person.project or "", ())
            if person.project and person.login and not engineer:
                self._reporters.setdefault(person.project, []).append(person)

    def lives(self, care: Mapping[int, Sequence[dt.datetime]]) -> Iterator[Fault]:
        """The failures of every machine, between the beginning of the records and now (or its end). `care`: maintained when."""
        for device in self.park.devices:
            until, breed = device.until or self.now, device.family.breed
            mine = care.get(device.id, ())
            for at, restored in moments(self.random, breed, self.park.since, until, mine):
                yield self.of_life(device, at, restored)

    def of_life(self, device: Device, at: dt.datetime, restored: dt.datetime) -> Fault:
        """The machine stood still from `at` until `restored`."""
        from_device = self.random.random() < FROM_DEVICE.get(device.family.code, 0.0)
        grave = device.family.code == "lift" and self.random.random() < 0.1
        fault = self.fault(
            device, at, self.random.choice(device.family.breed.reports), "s1" if grave else "s2",
            "iot" if from_device else "staff",
        )  # fmt: skip
        shares = [("accept", 0.08), ("start", 0.28)]
        if fault.part is not None and self.random.random() < WAITS:
            shares += [("wait_part", 0.4), ("part_arrived", 0.8)]
        if self.random.random() < REWORKED:
            shares += [("finish", 0.86), ("fail_acceptance", 0.9)]
        delay = (
            dt.timedelta(0) if from_device else min((restored - at) * 0.05, dt.timedelta(minutes=9))
        )
        self.tell(fault, at + delay, restored, shares)
        return fault

    def of_inspection(self, task: Task) -> Fault:
        """What an inspection found: put right before the machine stood still."""
        found = task.finished or self.now
        items = self.park.checklists[task.stop.device.family.code, task.stop.device.sort.code, task.plan.kind]  # fmt: skip
        item = items[task.fails or 0]
        report = Report(str(item["name"]), "已按检查项处理，复检合格", "")
        fault = self.fault(task.stop.device, found, report, str(item["severity"]), "inspection", task.who)  # fmt: skip
        fault.inspection, fault.counts, fault.cause = task, False, "unknown"
        fault.labour = max(10, fault.labour // 2)
        hours = 20 * self.random.lognormvariate(0, 0.8)
        self.tell(fault, found, found + dt.timedelta(hours=hours), [("accept", 0.05), ("start", 0.5)])  # fmt: skip
        return fault

    def of_ticket(self, device: Device, ticket: Mapping[str, Any]) -> Fault:
        """What a resident reported and customer service handed on: somebody's mistake, not the machine's failure."""
        begins = ticket["responded_at"] or ticket["created_at"]
        ends = min(ticket["resolved_at"], begins + dt.timedelta(hours=6))
        fault = self.fault(
            device, ticket["created_at"], Report(ticket["summary"], "复位并检查，运行正常；已向住户说明使用要求", ""),
            "s3", "ticket",
        )  # fmt: skip
        fault.ticket, fault.counts, fault.cause = ticket, False, "misuse"
        span = (ends - begins) * 0.9
        self.tell(fault, begins, begins + span, [("accept", 0.1), ("start", 0.4)])
        return fault

    # -- one of them ------------------------------------------------------------------------------

    def fault(
        self,
        device: Device,
        at: dt.datetime,
        report: Report,
        severity: str,
        source: str,
        reporter: Person | None = None,
    ) -> Fault:
        """Without its steps yet."""
        random, breed = self.random, device.family.breed
        able = [one for one in self.park.able(device.project, device.family) if one.login]
        technician = random.choice(able)
        others = [one for one in able if one is not technician]
        if reporter is None and source in ("staff", "ticket"):
            reporter = random.choice(self._reporters[device.project])
        made = Fault(
            device, at.replace(microsecond=0), severity, source, report, technician,
            random.choice(others) if others else None, reporter,
            random.choices(list(breed.causes), list(breed.causes.values()))[0],
            labour=max(10, round(breed.labour * random.lognormvariate(0, 0.3))),
            part=report.part,
        )  # fmt: skip
        if report.part is not None and PARTS[report.part].uom == "kg":
            made.quantity = Decimal(random.randint(2, 5))
        if device.row["special"] and random.random() < 0.15:
            made.vendor = OUTSIDE * random.randint(3, 12)
        return made

    def tell(
        self,
        fault: Fault,
        created: dt.datetime,
        restored: dt.datetime,
        shares: Iterable[tuple[str, float]],
    ) -> None:
        """The steps until now; `shares`: where between report and restoration each was taken."""
        plan = [("create", created), ("dispatch", created)]
        plan += [(name, created + (restored - created) * share) for name, share in shares]
        plan.append(("finish", restored))
        plan.append(
            ("pass_acceptance", restored + dt.timedelta(minutes=self.random.randint(5, 600)))
        )
        self.steps(fault, plan)

    def steps(self, fault: Fault, plan: Iterable[tuple[str, dt.datetime]]) -> None:
        """What has been taken by now, each by who may take it."""
        judge = self.manager
        if fault.source == "staff" and fault.reporter is not None and self.random.random() < 0.6:
            judge = fault.reporter.login
        by = {
            "create": fault.reporter.login if fault.reporter else self.platform, "dispatch": None,
            "redispatch": self.manager, "cancel": self.manager, "pass_acceptance": judge,
            "fail_acceptance": judge,
        }  # fmt: skip
        for name, at in plan:
            if at > self.now:
                break
            note = self.random.choice(NOTES[name]) if name in NOTES else ""
            login = by.get(name, fault.technician.login)
            fault.steps.append(Step(name, at.replace(microsecond=0), login, note))
