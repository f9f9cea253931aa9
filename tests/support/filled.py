"""Databases with records in them, written once for all tests of a session: each gets a copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World

if TYPE_CHECKING:
    from app.runtime.context import Context

Fill = Callable[["Context", People], Any]


def filled(databases: Databases, world: World, name: str, fill: Fill, folder: Path) -> str:
    """The URL of a copy of the world's database that `fill` wrote to; it returns a dataclass of plain values."""

    def build(url: str) -> None:
        from app.runtime.context import Context
        from app.runtime.database import Database, activate

        world.activate()
        database = Database(url)
        activate(database)
        with Context.system() as ctx:
            made = fill(ctx, People(database))
        database.dispose()
        _note(databases, name).write_text(json.dumps(asdict(made)), encoding="utf-8")

    return databases.copy(name, build, folder, after=(world.name, world.migrate))


def what_was_made(databases: Databases, name: str) -> dict[str, Any]:
    """What `fill` returned, by the names of its fields."""
    read: dict[str, Any] = json.loads(_note(databases, name).read_text(encoding="utf-8"))
    return read


def _note(databases: Databases, name: str) -> Path:
    return databases.folder / f"{name}.json"
