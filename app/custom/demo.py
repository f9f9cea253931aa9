"""`dougong demo`: which demo data this application has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from app.custom.crm import demo
from app.custom.equipment.demo import machines
from app.custom.finance.demo import months


def load(*, size: Literal["small", "full"], tell: Callable[[str], None]) -> None:
    """Fill an empty database with the demo company, then with its machines and its money."""
    demo.load(size, tell, [machines.build, months.build])
