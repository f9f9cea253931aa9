"""The machines of the demo company, and what two years did to them (domain.md §7): same seed and day, same data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from app.custom.crm.demo import Company
from app.custom.equipment.plans import generation
from app.runtime import clock

from . import advice, meters, park, states, stores, told, waiting
from .answers import Answers
from .catalogue import FAMILIES, Family
from .faults import Teller
from .rhythm import Planner
from .rounds import Rounds, Task
from .workshop import Workshop

SEED = 20260102
SIZES = {"small": (215, 35), "full": (730, 730)}
"""Days since when failures and maintenance are on record, and inspections."""


def build(company: Company, families: Sequence[Family] = FAMILIES) -> None:
    """Into a database that has the company already."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    days, inspected = (company.today - dt.timedelta(days=one) for one in SIZES[company.size])
    bulk = company.bulk
    place = park.build(company, random, days, families)
    states.decide(company, place)
    states.log_the_beginning(company, place)
    readings = meters.read(company, random, place)
    bulk.flush()
    company.step(f"{len(place.devices)} 台设备", "machines")
    planner = Planner(company, place, inspected)
    plans = planner.think()
    planner.write()
    rounds = Rounds(company, random, place)
    tasks = [*rounds.walk(plans), *meters.tasks(rounds, plans, readings)]
    tasks.sort(key=lambda one: (one.made, one.plan.id, one.stop.sort_no))
    rounds.begin_one(tasks)
    planner.write_stops()
    Answers(company, random, place).write(tasks)
    company.step(f"{len(tasks)} 项巡检", "inspections")
    teller = Teller(company, random, place)
    lives = list(teller.lives(_care(tasks)))
    faults = [
        *lives,
        *waiting.often(teller, lives),
        *(teller.of_inspection(one) for one in tasks if one.fails is not None),
        *waiting.tickets(teller),
        *waiting.plots(teller, lives),
    ]
    faults.sort(key=lambda one: (one.created, one.device.id))
    used, moves = stores.build(company, random, place, faults)
    workshop = Workshop(company, random)
    workshop.write(faults, used)
    stores.write_moves(company, faults, used, moves)
    states.log_the_end(company, place)
    states.settle(company, place, workshop.states, _last(tasks))
    told.build(company, tasks, faults)
    bulk.flush()
    generation.refresh_next_due(bulk.ctx, [one.id for one in place.devices])
    company.step(f"{len(faults)} 张报修单", "repairs")
    advice.build(company, place, plans, months=12 if company.size == "full" else 3)
    company.step("可靠性统计和建议", "reliability and suggestions")


def _care(tasks: Sequence[Task]) -> dict[int, list[dt.datetime]]:
    """Machine → when it was maintained."""
    found: dict[int, list[dt.datetime]] = {}
    for one in tasks:
        if one.plan.kind == "maintain" and one.finished is not None:
            found.setdefault(one.stop.device.id, []).append(one.finished)
    return found


def _last(tasks: Sequence[Task]) -> dict[int, dt.date]:
    """Machine → the day when it was last looked at."""
    found: dict[int, dt.date] = {}
    for one in tasks:
        if one.finished is not None:
            day = clock.local(one.finished).date()
            found[one.stop.device.id] = max(day, found.get(one.stop.device.id, day))
    return found
