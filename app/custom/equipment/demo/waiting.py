"""Repairs that are under way when the demo begins: one in every state, and something for each who logs in (2.3, 2.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..reliability.figures import OFTEN
from .failures import Report
from .faults import Fault, Teller
from .park import Device

LATELY = 85
"""Days within which a machine that fails often did so."""
TICKETS = 14
"""Work orders of residents that were handed on as repairs."""


@dataclass(frozen=True, slots=True)
class Plot:
    """`steps`: what was done so many minutes ago. `mine`: by the demo technician; `said`: the words of the report."""

    project: str
    sort: str
    severity: str
    report: Report
    steps: tuple[tuple[str, int], ...]
    mine: bool = False
    source: str = "staff"
    reporter: str | None = None


PLOTS = (
    Plot("YX", "drain", "s3", Report("排污泵有异味，运行声音偏大", "", "P02"), (("create", 9), ("dispatch", 9)), mine=True),
    Plot("YX", "camera", "s3", Report("单元大堂摄像机画面闪烁", "", "C02"), (("create", 95), ("dispatch", 95), ("accept", 70)), mine=True, reporter="employee"),
    Plot("YX", "supply", "s2", Report("2 号给水泵漏水，已停泵", "", "P01", "seal"), (("create", 130), ("dispatch", 130), ("accept", 122), ("start", 65)), mine=True),
    Plot("YX", "access", "s3", Report("单元门禁刷卡无反应", "更换读卡头，测试正常", "C04"), (("create", 900), ("dispatch", 900), ("accept", 880), ("start", 600), ("finish", 40)), mine=True, reporter="employee"),
    Plot("JX", "passenger", "s2", Report("电梯轿门反复开合，已停梯", "", "E22", "curtain"), (("create", 1300), ("dispatch", 1300), ("accept", 1292), ("start", 1210), ("wait_part", 1100))),
    Plot("KC", "passenger", "s1", Report("电梯困人，乘客已救出，停梯检查", "", "E01"), (("create", 42), ("dispatch", 42), ("accept", 39)), source="iot"),
    Plot("BJ", "unit", "s3", Report("中庭空调不冷", "清洗滤网", "H04"), (("create", 2900), ("dispatch", 2900), ("accept", 2860), ("start", 2600), ("finish", 2300), ("fail_acceptance", 180))),
    Plot("BJ", "chiller", "s2", Report("冷水机组高压报警停机", "", "H01", "refrigerant"), (("create", 620), ("dispatch", 620), ("accept", 611), ("start", 520)), source="iot"),
    Plot("HX", "hydrant", "s4", Report("消火栓箱玻璃破损", "", ""), (("create", 55), ("dispatch", 55))),
    Plot("KC", "cabinet", "s3", Report("配电柜指示灯不亮", "", "D04"), (("create", 16),)),
    Plot("JX", "supply", "s2", Report("泵房控制屏报缺相，疑似停泵", "", "P04"), (("create", 1500), ("dispatch", 1500), ("cancel", 1480))),
    Plot("JX", "camera", "s3", Report("周界摄像机掉线", "", "C02"), (("create", 200), ("dispatch", 200), ("redispatch", 45))),
)  # fmt: skip


def plots(teller: Teller, lives: Sequence[Fault]) -> Iterator[Fault]:
    """The open ones, each on a machine that is not down already."""
    lately = teller.now - dt.timedelta(days=4)
    taken = {one.device.id for one in lives if (one.finished or teller.now) > lately}
    for plot in PLOTS:
        device = _free(teller.park.devices, plot, taken)
        if device is not None:
            taken.add(device.id)
            yield _fault(teller, plot, device)


def _free(devices: Sequence[Device], plot: Plot, taken: set[int]) -> Device | None:
    """Of the last ones: inspections that are due today are of the first."""
    able = [
        one
        for one in devices
        if one.project == plot.project and one.sort.code == plot.sort and one.id not in taken
        and one.until is None and not one.spare
    ]  # fmt: skip
    return able[-1] if able else None


def _fault(teller: Teller, plot: Plot, device: Device) -> Fault:
    crew = teller.company.crew
    ago = {name: teller.now - dt.timedelta(minutes=minutes) for name, minutes in plot.steps}
    reporter = crew.by_login[plot.reporter] if plot.reporter else None
    fault = teller.fault(device, ago["create"], plot.report, plot.severity, plot.source, reporter)
    technician = crew.by_login["technician"]
    if plot.mine:
        if fault.deputy is technician:
            fault.deputy = fault.technician
        fault.technician = technician
    elif fault.technician is technician and fault.deputy is not None:
        fault.technician, fault.deputy = fault.deputy, technician
    teller.steps(fault, ago.items())
    return fault


def often(teller: Teller, lives: Sequence[Fault]) -> Iterator[Fault]:
    """One pump fails again and again: among those that failed lately, the one that did so most, until it is OFTEN."""
    recent: dict[int, list[Fault]] = {}
    for one in lives:
        late = one.at > teller.now - dt.timedelta(days=LATELY)
        if late and one.device.family.code == "water" and one.device.until is None:
            recent.setdefault(one.device.id, []).append(one)
    if not recent:
        return
    worst = max(recent.values(), key=lambda ones: (len(ones), ones[0].device.id))
    device, times = worst[0].device, [one.at for one in worst]
    for days in range(LATELY - 4, 5, -3):
        at = teller.now - dt.timedelta(days=days, hours=3)
        if len(times) >= OFTEN:
            return
        if all(abs(at - other) > dt.timedelta(days=6) for other in times):
            times.append(at)
            yield teller.of_life(device, at, at + dt.timedelta(hours=device.family.breed.down))


def tickets(teller: Teller) -> Iterator[Fault]:
    """Work orders about lifts that were closed, the newest first, each about a lift of its project."""
    rules, random = teller.company.rules, teller.random
    wanted = rules.categories["repair.lift"]
    closed = [
        row
        for row in teller.company.history.closed
        if row["category_id"] == wanted and row["created_at"] > teller.park.since and row["resolved_at"]
    ]  # fmt: skip
    for row in closed[-TICKETS:]:
        lifts = [
            one
            for one in teller.park.devices
            if one.family.code == "lift" and one.row["project_id"] == row["project_id"] and one.until is None
        ]  # fmt: skip
        if lifts:
            yield teller.of_ticket(random.choice(lifts), row)
