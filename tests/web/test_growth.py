"""A request costs what it asks for: not what other tables, roles and menu items there are.

Two applications of one shape, one with ten times as much beside what is asked. Counted are calls of functions, which
are the same on every machine, and statements.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.support.generated import generate_package
from tests.support.people import People
from tests.support.statements import heard
from tests.support.worlds import World, settings

ROWS = 10
FEW, MANY = 4, 40


def _schema(letter: str, size: int) -> str:
    """`size` entities in modules of four, and as many roles; each entity refers to the one before it."""
    roles = "".join(f"  {letter}role{n}: {{zh: 角色{n}, en: Role {n}}}\n" for n in range(size))
    modules = "".join(
        f"  {letter}mod{n}: {{label: {{zh: 模块{n}, en: Module {n}}}}}\n" for n in range(0, size, 4)
    )
    entities = "".join(
        f"""  {letter.upper()}thing{n}:
    module: {letter}mod{n - n % 4}
    label: {{zh: 物{n}, en: Thing {n}}}
    fields:
      name: {{type: string, required: true, search: true, label: {{zh: 名称, en: Name}}}}
      kind: {{type: enum, values: {{a: {{zh: 甲, en: A}}, b: {{zh: 乙, en: B}}}}, label: {{zh: 类, en: Kind}}}}
      due: {{type: date, label: {{zh: 日期, en: Due}}}}
{f"      above: {{type: ref, to: {letter.upper()}thing{n - 1}, label: {{zh: 上级, en: Above}}}}" if n else ""}
    permissions:
      read: {_who(letter, n)}
      create: {_who(letter, n)}
      update: {_who(letter, n)}
"""
        for n in range(size)
    )
    return (
        "version: 1\napp: {name: grown, label: {zh: 长, en: Grown}, languages: [zh, en]}\n"
        f"roles:\n{roles}modules:\n{modules}entities:\n{entities}"
    )


def _who(letter: str, n: int) -> str:
    return f"[{letter}role1]" if n == 1 else f"[{letter}role{n}, {letter}role1]"


@cache
def grown(letter: str, size: int) -> World:
    folder = Path(tempfile.mkdtemp(prefix="dougong-grown-"))
    schema = folder / "schema.yaml"
    schema.write_text(_schema(letter, size), encoding="utf-8")
    package = f"grown_{letter}"
    generate_package(schema, folder / package)
    sys.path.append(str(folder))
    return World(name=package, package=package)


@dataclass(frozen=True)
class Cost:
    """Of one answer."""

    calls: int
    statements: int


class Counter:
    """Counts the calls of Python functions in this thread."""

    def __init__(self) -> None:
        self.calls = 0

    def __enter__(self) -> Counter:
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, _frame: Any, event: str, _argument: Any) -> None:
        self.calls += event == "call"


@pytest.fixture
def costs(databases: Any, tmp_path: Path) -> Callable[[str, int], dict[str, Cost]]:
    def measure(letter: str, size: int) -> dict[str, Cost]:
        world = grown(letter, size)
        folder = tmp_path / world.name
        folder.mkdir()
        registry = world.activate()
        url = databases.copy(world.name, world.migrate, folder)
        from app.runtime import database as active

        database = Database(url)
        active.activate(database)
        flask = world.flask(settings(url, folder))
        one = registry.entity(f"{letter.upper()}thing1").entity
        people = People(database)
        with Context.system() as ctx, records.writing(ctx):
            for n in range(ROWS):
                records.create(ctx, one, {"name": f"物{n}", "kind": "a"})
        browser = people.browser(flask, people.user(f"{letter}role1", username="who"))
        key = one.__tablename__
        found: dict[str, Cost] = {}
        for name, address in {
            "REST list": f"/api/v1/{key}?sort=-id&fields=name,kind,above.name",
            "REST item": f"/api/v1/{key}/1",
            "list": f"/{key}/list/",
            "record": f"/{key}/show/1",
            "form": f"/{key}/edit/1",
        }.items():
            for _ in range(3):  # What is made once is made.
                assert browser.get(address).status_code == 200, address
            with heard(database) as sent, Counter() as counter:
                assert browser.get(address).status_code == 200
            found[name] = Cost(counter.calls, len(sent))
        database.dispose()
        return found

    return measure


def test_ten_times_as_many_tables_roles_and_menu_items_cost_a_request_nothing(costs: Any) -> None:
    few, many = costs("s", FEW), costs("l", MANY)
    assert {name: cost.statements for name, cost in many.items()} == {
        name: cost.statements for name, cost in few.items()
    }
    # Not one call for each thing that there is more of; a few come and go (a token is made, a cache is full).
    more = {name: many[name].calls - cost.calls for name, cost in few.items()}
    assert {name: calls for name, calls in more.items() if calls >= MANY - FEW} == {}
