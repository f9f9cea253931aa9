"""Machines that do not run, and since when: put aside, out of service, scrapped; every machine with how it came there (2.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from app.custom.crm.demo import Company
from app.generated.equipment import Equipment
from app.runtime.system import TransitionLog

from .park import Device, Park

SPARE = 6
Step = tuple[str, str, str, int, str, str]
"""(transition, from, to, days ago, by, note)."""
ENDS: tuple[tuple[str, tuple[Step, ...]], ...] = (
    ("passenger", (("stop", "running", "stopped", 40, "eng_mgr", "检验有效期已过，待检验合格后启用"),)),
    ("unit", (("stop", "running", "stopped", 24, "eng_mgr", "商铺改造，暂停使用"),)),
    ("camera", (("stop", "running", "stopped", 33, "eng_mgr", "更换数字机位"), ("propose_scrap", "stopped", "scrapping", 12, "eng_mgr", "已停产，无备件"))),
    ("drain", (("stop", "running", "stopped", 50, "eng_mgr", "泵体开裂"), ("propose_scrap", "stopped", "scrapping", 45, "eng_mgr", "维修费超过原值一半"), ("scrap", "scrapping", "scrapped", 30, "fin_mgr", ""))),
)  # fmt: skip


def decide(company: Company, park: Park) -> None:
    """Which machines end or rest; before there are plans and failures."""
    for sort, steps in ENDS:
        device = _chosen(park, sort)
        if device is not None:
            device.until = company.bulk.now - dt.timedelta(days=steps[0][3])
            device.row["state"] = steps[-1][2]
            if device.row["special"]:
                device.row["inspection_valid_to"] = company.today - dt.timedelta(days=41)
    drains = [one for one in park.devices if one.sort.code == "drain" and one.until is None]
    for device in drains[3::7][:SPARE]:
        device.spare = True
        device.row["state"] = "standby"


def _chosen(park: Park, sort: str) -> Device | None:
    mine = [one for one in park.devices if one.sort.code == sort]
    return mine[len(mine) // 2] if mine else None


def log_the_beginning(company: Company, park: Park) -> None:
    """Each came into the registry; some pumps were put aside at once."""
    manager = company.logins["eng_mgr"]
    for device in park.devices:
        _note(company, device, "create", None, "running", park.since, None, "")
        if device.spare:
            moment = park.since + dt.timedelta(hours=1)
            _note(company, device, "standby", "running", "standby", moment, manager, "备用泵")


def log_the_end(company: Company, park: Park) -> None:
    """After their last repairs: how those that are out of service came there."""
    for sort, steps in ENDS:
        device = _chosen(park, sort)
        if device is None:
            continue
        for name, source, target, days, by, note in steps:
            at = company.bulk.now - dt.timedelta(days=days)
            _note(company, device, name, source, target, at, company.logins[by], note)


def _note(
    company: Company,
    device: Device,
    name: str,
    source: str | None,
    target: str,
    at: dt.datetime,
    login: int | None,
    note: str,
) -> None:
    company.bulk.note(
        TransitionLog, entity=Equipment.key(), record_id=device.id, transition=name, from_state=source,
        to_state=target, actor_id=login, by_system=login is None, at=at, note=note,
        business_minutes=None,
    )  # fmt: skip


def settle(
    company: Company,
    park: Park,
    down: Mapping[int, tuple[str, dt.datetime | None]],
    last: Mapping[int, dt.date],
) -> None:
    """What repairs and inspections left behind. `down`: state and since when; `last`: when it was looked at last."""
    for device in park.devices:
        company.bulk.link(Equipment, device.id, **dict(_left(device, down, last)))


def _left(
    device: Device,
    down: Mapping[int, tuple[str, dt.datetime | None]],
    last: Mapping[int, dt.date],
) -> Iterator[tuple[str, object]]:
    yield "last_maintained_on", last.get(device.id)
    yield "run_hours", device.row["run_hours"]
    yield "read_on", device.row["read_on"]
    if device.id in down:
        state, since = down[device.id]
        yield "state", state
        yield "fault_since", since
