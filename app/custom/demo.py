"""`dougong demo`: which demo data this application has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from app.custom.cockpit import demo as cockpit
from app.custom.crm import demo
from app.custom.crm.demo import plans
from app.custom.equipment.demo import machines
from app.custom.feedback import demo as feedback
from app.custom.finance.demo import months
from app.custom.people.demo import attendance, people, reviews
from app.custom.processes import demo as processes


def load(*, size: Literal["small", "full"], tell: Callable[[str], None]) -> None:
    """Fill an empty database with the demo company, then with its machines, its money, its plans, its people, what they say, how it goes."""
    halves = [machines.build, months.build, plans.build, people.build, attendance.build]
    halves += [reviews.build, months.posted, feedback.build, processes.build, cockpit.build]
    demo.load(size, tell, halves)
