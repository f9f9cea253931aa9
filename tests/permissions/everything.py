"""A third world: the golden schema that uses every feature of the language, generated for this process."""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.golden import CASES
from tests.support.generated import generate_package
from tests.support.worlds import World

PACKAGE = "everything_world"
SOURCE = CASES / "everything"
TAKEN = ("Clerk", "Assistant")
"""The sample has an entity of this name already, and a process has one table of a name."""


@cache
def world() -> World:
    """Write the package and make it importable."""
    folder = Path(tempfile.mkdtemp(prefix="dougong-everything-"))
    schema = folder / "source"
    for file in SOURCE.rglob("*.yaml"):
        target = schema / file.relative_to(SOURCE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.read_text(encoding="utf-8").replace(*TAKEN), encoding="utf-8")
    generate_package(schema / "schema.yaml", folder / PACKAGE)
    sys.path.append(str(folder))
    found = World(name="everything", package=PACKAGE)
    _hand_written(found.registry)
    return found


def _hand_written(registry: Any) -> None:
    """What the schema calls `custom`, as a project would write it."""

    @registry.custom_scope("Shopper", "nearby")
    def nearby(_actor: Any, shopper: Any) -> Any:
        return shopper.region.is_(None)

    @registry.custom_formula("Shopper", "loyalty")
    def loyalty(shopper: Any) -> int:
        return int(shopper.orders_count or 0)

    @registry.custom_guard("Order", "may_reopen")
    def may_reopen(_order: Any, _ctx: Any) -> bool:
        return True
