"""A plan as text: each change with its rows, lock and way back, what mentions it, and who may do more or less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from app.cli.console import both
from app.cli.planning import custom
from generator import custom_code
from generator.access import AccessChange, compare
from generator.diff import Change, diff
from generator.effects import Effect, effects
from generator.impact import Place

if TYPE_CHECKING:
    from pathlib import Path

    from app.cli.planning.prepare import Planned
    from app.runtime.registry import Registry

RISKS = {
    "data": both("涉及数据", "touches rows"),
    "access": both("涉及权限", "touches access"),
}
SHOWN = 5
OF_ACCESS = ("permission", "field permission")
"""Told by the comparison of rights instead, which looks at what they mean."""


@dataclass
class Report:
    """`count` answers how many rows a table of the database has; 0 when it has no such table."""

    planned: Planned
    registry: Registry
    root: Path
    count: Callable[[str], int]

    def lines(self) -> Iterator[str]:
        before, after = self.planned.before, self.planned.after
        if before is None:
            yield both("新数据库", "a new database")
            return
        changes = [each for each in diff(before, after) if each.what not in OF_ACCESS]
        done = [effect for _, text in self.planned.scripts for effect in effects(text)]
        for change in changes:
            yield self._headline(change)
            yield from (f"    {line}" for line in self._details(change, done))
        for effect in done:
            if effect.act == "hand-written":
                yield both("手写迁移：请阅读", "written by hand: read it") + f" {effect.table}"
        access = compare(before, after)
        if access:
            yield both("权限变化", "who may do more (+), less (-), or on other rows (~)")
            yield from (f"  {line}" for line in grouped(access))
        if not changes and not access:
            yield both("与已发布的 schema 相同", "the same as the published schema")

    @staticmethod
    def _headline(change: Change) -> str:
        risk = f"  ← {RISKS[change.risk]}" if change.risk in RISKS else ""
        return str(change).removesuffix(f"  [{change.risk}]") + risk

    def _details(self, change: Change, done: Sequence[Effect]) -> Iterator[str]:
        before = self.planned.before
        place = Place.of(change, before, self.planned.after) if before else None
        if place is None:
            return
        mine = [effect for effect in done if place.meets(effect)]
        if mine:
            rows = max((self.count(table) for table in place.tables), default=0)
            locks = "; ".join(dict.fromkeys(effect.postgresql for effect in mine))
            copied = any("copied" in effect.sqlite for effect in mine)
            yield both(f"{rows} 行", f"{rows} rows")
            yield f"PostgreSQL: {locks}"
            yield "SQLite: " + both(
                "整个文件" + ("，重建该表" if copied else ""),
                "the whole file" + (", the table is copied" if copied else ""),
            )
            yield both("撤回", "back") + ": " + _ways_back(mine)
        named = place.mentions()
        if named:
            yield both("提到它的", "mentioned in") + ": " + _short(named)
        code = self._code(place)
        if code:
            yield both("手写规则", "hooks and custom code") + ": " + _short(code)

    def _code(self, place: Place) -> list[str]:
        entity = place.old or place.new
        if place.kind == "value":
            holders = [each for each in place.before.entities if place.holds(each)]
            each_one = (
                custom_code.lines(self.root, each.name, each.table, place.was) for each in holders
            )
            return list(dict.fromkeys(chain.from_iterable(each_one)))
        if entity is None or place.kind == "index":
            return []
        found = (
            []
            if place.kind == "entity"
            else custom_code.lines(self.root, entity.name, entity.table, place.was)
        )
        if place.kind == "entity":
            found = custom.hooks(self.registry, entity.name)
        elif place.kind == "transition":
            found = [*custom.hooks(self.registry, entity.name, place.was), *found]
        return found


def grouped(access: Sequence[AccessChange]) -> Iterator[str]:
    """Roles that gain or lose the same stand on one line, and so do fields of which the same is true."""
    roles: dict[AccessChange, list[str]] = defaultdict(list)
    for change in access:
        roles[replace(change, role="")].append(change.role)
    things: dict[tuple[AccessChange, tuple[str, ...]], list[str]] = defaultdict(list)
    for change, names in roles.items():
        things[change.of_any_field(), tuple(dict.fromkeys(names))].append(change.thing)
    for (change, who), fields in things.items():
        yield f"{change.sign} {', '.join(who)}: {change.told(fields)}"


def _ways_back(effects: Sequence[Effect]) -> str:
    """Each way once; "reversible" says nothing beside one that says more."""
    found = list(dict.fromkeys(effect.back for effect in effects))
    return "; ".join(each for each in found if each != "reversible" or len(found) == 1)


def _short(names: Sequence[str]) -> str:
    more = f" … (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
