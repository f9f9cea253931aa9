"""A plan as text: each change with its rows, lock and way back, what mentions it, and who may do more or less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from app.cli.console import both
from app.cli.planning import custom
from generator import mentions
from generator.access import AccessChange, compare
from generator.diff import Change, diff
from generator.effects import Effect, effects
from generator.emit.columns import column_name

if TYPE_CHECKING:
    from pathlib import Path

    from app.cli.planning.prepare import Planned
    from app.runtime.registry import Registry
    from generator.plan import Entity, Plan

RISKS = {
    "data": both("涉及数据", "touches rows"),
    "access": both("涉及权限", "touches access"),
}
SHOWN = 5
WITH_DETAILS = (
    *("entity", "field", "type", "length", "scale", "required", "unique", "index", "pii"),
    *("formula", "lookup", "aggregate", "workflow", "state", "transition", "enum value", "ledger"),
)
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
        place = _Place.of(change, self.planned)
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
        code = place.code(self.registry, self.root)
        if code:
            yield both("手写规则", "hooks and custom code") + ": " + _short(code)


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


@dataclass
class _Place:
    """What a change is about, in the old plan's words and the new one's."""

    kind: str
    before: Plan
    after: Plan
    old: Entity | None
    new: Entity | None
    name: str
    was: str
    columns: frozenset[str] = frozenset()

    @classmethod
    def of(cls, change: Change, planned: Planned) -> _Place | None:
        before, after = planned.before, planned.after
        parts = change.path.split(".")
        if (
            change.what not in WITH_DETAILS
            or before is None
            or len(parts) < 2
            or parts[0] not in ("entities", "enums")
        ):
            return None
        if parts[0] == "enums":
            was = change.before if change.kind == "rename" else parts[-1]
            return cls("value", before, after, None, None, parts[-1], was)
        new = next((each for each in after.entities if each.name == parts[1]), None)
        names = {parts[1], new.was if new else None}
        if change.what == "entity" and change.kind == "rename":
            names = {change.before}
        old = next((each for each in before.entities if each.name in names), None)
        kind = {"fields": "field", "workflow": "state"}.get(parts[2] if len(parts) > 2 else "", "")
        if change.what == "transition":
            kind = "transition"
        kind = kind or ("index" if change.what in ("unique", "index") else "entity")
        was = change.before if change.kind == "rename" else parts[-1]
        made = cls(kind, before, after, old, new, parts[-1], was)
        made.columns = frozenset(made._columns())
        return made

    @property
    def tables(self) -> set[str]:
        if self.kind == "value":
            return {entity.table for entity in self.before.entities if self._holds(entity)}
        return {entity.table for entity in (self.old, self.new) if entity}

    def meets(self, effect: Effect) -> bool:
        if effect.table not in self.tables:
            return False
        if self.kind == "field":
            return effect.column in self.columns
        if self.kind == "value":
            return effect.act == "rename values"
        if self.kind in ("state", "transition"):
            return effect.column == "state" or (
                effect.column == "" and effect.act in ("rename values", "rename in the log")
            )
        if self.kind == "index":
            return effect.act in ("index", "unindex")
        return effect.column == ""

    def mentions(self) -> list[str]:
        """In the old schema: what still speaks of the old name has to follow."""
        if self.kind == "value":
            return mentions.of_value(self.before, self.was)
        if self.old is None:
            return []
        if self.kind == "field":
            return mentions.of_field(self.before, self.old.name, self.was)
        if self.kind == "state":
            return mentions.of_value(self.before, self.was, self.old.name)
        return mentions.of_entity(self.before, self.old.name) if self.kind == "entity" else []

    def code(self, registry: Registry, root: Path) -> list[str]:
        entity = self.old or self.new
        if self.kind == "value":
            holders = [each for each in self.before.entities if self._holds(each)]
            each_one = (custom.lines(root, each.name, each.table, self.was) for each in holders)
            return list(dict.fromkeys(chain.from_iterable(each_one)))
        if entity is None or self.kind == "index":
            return []
        found = (
            [] if self.kind == "entity" else custom.lines(root, entity.name, entity.table, self.was)
        )
        if self.kind == "entity":
            found = custom.hooks(registry, entity.name)
        elif self.kind == "transition":
            found = [*custom.hooks(registry, entity.name, self.was), *found]
        return found

    def _columns(self) -> Iterator[str]:
        for entity, name in ((self.old, self.was), (self.new, self.name)):
            for field in entity.fields if entity else ():
                if field.name == name:
                    yield column_name(field)

    def _holds(self, entity: Entity) -> bool:
        enum = {
            each.name
            for each in self.before.enums
            if self.was in {value.name for value in each.values}
        }
        return any(field.enum in enum for field in entity.fields)
