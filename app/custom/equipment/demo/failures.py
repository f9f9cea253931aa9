"""Failures of the demo's machines, drawn from lives that are known: what the optimiser is to find again (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from app.custom.crm.demo.bulk import Bulk
from app.generated.equipment_downtime import EquipmentDowntime
from app.generated.repair_order import RepairOrder
from app.runtime import clock
from app.runtime.system import TransitionLog

STEPS = (
    ("create", None, "reported"),
    ("dispatch", "reported", "dispatched"),
    ("accept", "dispatched", "accepted"),
    ("start", "accepted", "repairing"),
    ("finish", "repairing", "repaired"),
    ("pass_acceptance", "repaired", "closed"),
)
WEARING = {"wear": 58, "part": 22, "env": 8, "misuse": 5, "power": 5, "unknown": 2}
CHANCE = {"power": 32, "env": 26, "part": 18, "unknown": 14, "misuse": 10}


@dataclass(frozen=True, slots=True)
class Breed:
    """How a kind of machine fails: Weibull `beta` and `eta` (hours), hours down (median), labour (minutes), parts (yuan)."""

    beta: float
    eta: float
    down: float
    labour: int
    parts: int
    reports: Sequence[tuple[str, str]]
    """(what was reported, what was done)."""

    @property
    def causes(self) -> Mapping[str, int]:
        return WEARING if self.beta > 1.2 else CHANCE


BREEDS: Mapping[str, Breed] = {
    "pump": Breed(
        2.5, 2000, 5, 120, 380,
        [("水泵漏水，机封处滴水不止", "更换机械密封，试运行 30 分钟正常"), ("水泵异响，振动大", "更换轴承并校正联轴器"),
         ("水泵不启动，热继电器动作", "更换接触器，复位并测绝缘")],
    ),
    "lift_door": Breed(
        1.6, 3000, 3, 90, 260,
        [("层门关不严，电梯停梯", "调整门机皮带，清理地坎"), ("轿门反复开合", "更换光幕，调整门刀间隙")],
    ),
    "camera": Breed(
        1.0, 8000, 8, 45, 150,
        [("画面黑屏", "更换电源适配器"), ("画面卡顿掉线", "重做水晶头，更换交换机端口"), ("夜视不清", "清洁镜头，更换红外灯板")],
    ),
}  # fmt: skip
"""domain.md §7: pumps wear out, lift doors a little, cameras fail by chance."""


def moments(
    random: Random, breed: Breed, since: dt.datetime, until: dt.datetime, maintained: Iterable[dt.datetime] = ()
) -> Iterator[tuple[dt.datetime, dt.datetime]]:  # fmt: skip
    """(failed, restored) of one machine. Maintenance and repair make it as new; none is done while it is down."""
    care = iter(sorted(moment for moment in maintained if since < moment < until))
    following = next(care, None)
    renewed = since
    while True:
        at = renewed + dt.timedelta(hours=random.weibullvariate(breed.eta, breed.beta))
        while following is not None and following <= renewed:
            following = next(care, None)
        if following is not None and following < at:
            renewed = following
            continue
        at = at.replace(microsecond=0)
        down = breed.down * random.lognormvariate(0, 0.6)
        restored = at + dt.timedelta(minutes=max(20, round(down * 60)))
        if restored >= until:
            return
        yield at, restored
        renewed = restored


def write(
    bulk: Bulk,
    random: Random,
    device: Mapping[str, Any],
    breed: Breed,
    *,
    since: dt.datetime,
    maintained: Iterable[dt.datetime] = (),
    technicians: Sequence[tuple[int, str, int | None]] = (),
    reporter: tuple[int, str, int | None] | None = None,
    rate: Decimal = Decimal(60),
) -> int:
    """Remember the repair orders of one machine (a row of Equipment) from `since` to the bulk's now; returns how many.

    `technicians`, `reporter`: (employee, name, login). `rate`: yuan an hour of labour. The numbers are the caller's: see
    `number`.
    """
    made = 0
    for at, restored in moments(random, breed, since, bulk.now, maintained):
        _order(bulk, random, device, breed, at, restored, technicians, reporter, rate)
        made += 1
    return made


def number(bulk: Bulk) -> None:
    """Number the orders by day in order of time, and let the series go on after today's last."""
    counts: dict[dt.date, int] = {}
    for row in sorted(bulk.rows(RepairOrder), key=lambda one: (one["created_at"], one["id"])):
        day = clock.local(row["created_at"]).date()
        counts[day] = counts.get(day, 0) + 1
        row["repair_no"] = f"BX{day:%Y%m%d}-{counts[day]:04}"
    today = clock.local(bulk.now).date()
    bulk.continue_numbers(RepairOrder, "repair_no", counts.get(today, 0), day=today)


def _order(
    bulk: Bulk,
    random: Random,
    device: Mapping[str, Any],
    breed: Breed,
    at: dt.datetime,
    restored: dt.datetime,
    technicians: Sequence[tuple[int, str, int | None]],
    reporter: tuple[int, str, int | None] | None,
    rate: Decimal,
) -> None:
    report, done = random.choice(breed.reports)
    who = random.choice(technicians) if technicians else (None, None, None)
    reported_by = reporter or (None, None, None)
    minutes = max(10, round(breed.labour * random.lognormvariate(0, 0.3)))
    labour = (rate * minutes / 60).quantize(Decimal("0.01"))
    parts = Decimal(round(breed.parts * random.lognormvariate(0, 0.5)))
    down = round((restored - at).total_seconds() / 60)
    accepted = at + (restored - at) * 0.1
    started = at + (restored - at) * 0.3
    closed = restored + dt.timedelta(minutes=random.randint(5, 600))
    order = bulk.add(
        RepairOrder,
        created_at=at,
        updated_at=min(closed, bulk.now),
        created_by_id=reported_by[2],
        equipment_id=device["id"],
        equipment_name=device["name"],
        location=device["location"],
        category_id=device["category_id"],
        project_id=device["project_id"],
        source="staff",
        reporter_id=reported_by[0],
        reporter_name=reported_by[1],
        severity="s2",
        fault_at=at,
        description=report,
        assignee_id=who[0],
        assignee_name=who[1],
        notified_at=at,
        respond_due=at + dt.timedelta(minutes=15),
        restore_due=at + dt.timedelta(minutes=480),
        restore_state="met" if down <= 480 else "missed",
        accepted_at=accepted.replace(microsecond=0),
        started_at=started.replace(microsecond=0),
        finished_at=restored,
        closed_at=min(closed, bulk.now),
        cause=random.choices(list(breed.causes), list(breed.causes.values()))[0],
        action=done,
        labor_min=minutes,
        labor_cost=labour,
        part_cost=Decimal(0),
        vendor_cost=parts,
        total_cost=labour + parts,
        equipment_after="running",
        failure=True,
        down_min=down,
        state="closed",
    )
    bulk.add(
        EquipmentDowntime,
        created_at=at,
        equipment_id=device["id"],
        category_id=device["category_id"],
        project_id=device["project_id"],
        from_at=at,
        to_at=restored,
        minutes=down,
        reason="fault",
        repair_order_id=order,
    )
    times = (at, at, accepted, started, restored, min(closed, bulk.now))
    persons = (reported_by[2], None, who[2], who[2], who[2], reported_by[2])
    for (name, source, target), moment, person in zip(STEPS, times, persons, strict=True):
        bulk.note(
            TransitionLog, entity=RepairOrder.key(), record_id=order, transition=name, from_state=source,
            to_state=target, actor_id=person, by_system=person is None, at=moment, note="",
        )  # fmt: skip
