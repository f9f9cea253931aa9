"""`dougong demo`: which demo data this application has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from app.custom.crm import demo
from app.custom.crm.demo import Company
from app.custom.equipment.demo import machines
from app.custom.feedback import demo as feedback
from app.custom.finance.demo import months
from app.custom.people.demo import attendance, people, reviews
from app.custom.processes import demo as processes


def load(*, size: Literal["small", "full"], tell: Callable[[str], None]) -> None:
    """Fill an empty database with the demo company, then with its machines, its money and its people."""
    halves = [
        machines.build, months.build, _people, months.posted, _feedback, _processes,
    ]  # fmt: skip
    demo.load(size, tell, halves)


def _people(company: Company) -> None:
    if company.one_writer:
        for build in (people.build, attendance.build, reviews.build):
            build(company)
    else:
        company.step("人事与银行演示数据仅写入 SQLite", "people and the bank are shown on SQLite")


def _feedback(company: Company) -> None:
    if company.one_writer:
        feedback.build(company)


def _processes(company: Company) -> None:
    if company.one_writer:
        processes.build(company)
