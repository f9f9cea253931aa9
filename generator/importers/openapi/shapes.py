"""Schemas with their references followed and their parts joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from generator.importers.located import Table

DEEPEST: Final = 40
_PREFIXES: Final = ("#/components/schemas/", "#/definitions/", "#/$defs/")


@dataclass(slots=True)
class Shape:
    """A schema as one mapping. `ref`: its name, when it is a reference to an entity or enum and nothing more."""

    table: Table
    ref: str = ""
    nullable: bool = False
    alternatives: list[Table] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)


class Shapes:
    """Answers what a schema is. `named`: the schemas of the document."""

    def __init__(self, named: dict[str, Table]) -> None:
        self.named = named

    def name_of(self, table: Table) -> str:
        """The name that `$ref` leads to; empty for none, and for what is not in the document."""
        ref = table.get("$ref")
        if not isinstance(ref, str):
            return ""
        for prefix in _PREFIXES:
            if ref.startswith(prefix):
                name = (
                    ref.removeprefix(prefix)
                    .replace("~1", "/")
                    .replace("~0", "~")
                    .replace("%20", " ")
                )
                return name if name in self.named else ""
        return ""

    def is_enum(self, name: str) -> bool:
        values = self.named[name].get("enum")
        return (
            isinstance(values, list)
            and any(isinstance(each, str | int) for each in values)
            and self.named[name].get("type") != "boolean"
        )

    def is_entity(self, name: str, depth: int = 0) -> bool:
        """An object with properties, however these are put together."""
        return depth < DEEPEST and self._has_properties(self.named[name], depth)

    def _has_properties(self, table: Table, depth: int) -> bool:
        if table.table("properties"):
            return True
        inner = self.name_of(table)
        if inner:
            return self.is_entity(inner, depth + 1)
        for key in ("allOf", "oneOf", "anyOf"):
            if depth < DEEPEST and any(
                self._has_properties(each, depth + 1) for each in table.rows(key)
            ):
                return True
        return False

    def shape(self, table: Table, depth: int = 0) -> Shape:
        """One schema: references to plain types are followed, `allOf` is joined, null is taken out of alternatives."""
        made = Shape(Table(table.line))
        if depth > DEEPEST:
            return made
        self._join(made, table, depth)
        if made.ref and made.table.table("properties"):
            # `allOf` of a named object and more of its own: an object without a name that has both.
            own, base = made.table, self.object_(made.ref).table
            made.ref, made.table = "", base
            for key, value in own.items():
                self._put(made.table, own, key, value)
        given = made.table.get("type")
        if isinstance(given, list):
            kinds = [each for each in given if each != "null"]
            made.nullable |= "null" in given
            made.table["type"] = kinds[0] if len(kinds) == 1 else ("string" if kinds else "null")
            if len(kinds) > 1:
                made.table["x-several-types"] = kinds
        made.nullable |= made.table.flag("nullable") or made.table.flag("x-nullable")
        return made

    def _join(self, made: Shape, table: Table, depth: int) -> None:
        name = self.name_of(table)
        if name and (self.is_entity(name) or self.is_enum(name)):
            if made.ref:
                self._flatten(made, name, depth)
            else:
                made.ref = name
        elif name and depth < DEEPEST:
            self._join(made, self.named[name], depth + 1)
        for part in table.rows("allOf"):
            self._join(made, part, depth + 1)
        for key in ("oneOf", "anyOf"):
            rows = table.rows(key)
            others = [
                row for row in rows if row.get("type") != "null" and row.get("enum") != [None]
            ]
            made.nullable |= len(others) < len(rows)
            if len(others) == 1:
                self._join(made, others[0], depth + 1)
            else:
                made.alternatives += others
        for key, value in table.items():
            if key in ("$ref", "allOf", "oneOf", "anyOf"):
                continue
            self._put(made.table, table, key, value)

    def _flatten(self, made: Shape, name: str, depth: int) -> None:
        if depth < DEEPEST:
            made.parents.append(name)
            self._join(made, self.named[name], depth + 1)

    def _put(self, into: Table, table: Table, key: str, value: Any) -> None:
        if key == "properties" and isinstance(value, Table):
            whole = into.setdefault("properties", Table(value.line))
            whole.update(value)
            whole.lines.update(value.lines)
        elif key == "required" and isinstance(value, list):
            into[key] = list(
                dict.fromkeys([*(into.get(key) or []), *(str(each) for each in value)])
            )
        else:
            into[key] = value
        into.lines[key] = table.at(key)

    def object_(self, name: str) -> Shape:
        """The named object: its own properties and those of everything in its `allOf`."""
        made = Shape(Table(self.named[name].line))
        self._whole(made, self.named[name], {name}, 0)
        return made

    def _whole(self, made: Shape, table: Table, seen: set[str], depth: int) -> None:
        if depth > DEEPEST:
            return
        name = self.name_of(table)
        if name and name not in seen:
            made.parents.append(name)
            self._whole(made, self.named[name], seen | {name}, depth + 1)
        for part in table.rows("allOf"):
            self._whole(made, part, seen, depth + 1)
        for key in ("oneOf", "anyOf"):
            made.alternatives += [row for row in table.rows(key) if row.get("type") != "null"]
        for key, value in table.items():
            if key not in ("$ref", "allOf", "oneOf", "anyOf"):
                self._put(made.table, table, key, value)
