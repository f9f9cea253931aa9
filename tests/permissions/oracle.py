"""What the schema grants, worked out from the resolved schema and plain dicts; shares no code with app/runtime.

Nothing here imports the application: a mistake in its policy cannot be repeated here by the same line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Mapping[int, Row]]
"""Entity → id → field → value; a ref is an id."""

ACTIONS = ("read", "create", "update", "delete", "export", "import", "reveal")


@dataclass(frozen=True)
class Person:
    """Somebody with some roles; `id` None is nobody in particular."""

    id: int | None
    roles: frozenset[str]

    def __str__(self) -> str:
        return f"{'+'.join(sorted(self.roles)) or 'nobody'}#{self.id}"


Custom = Callable[["Oracle", Person, Row], bool]


@dataclass
class Oracle:
    """`plan` is schema.json; `custom` says again what hand-written scopes mean: (entity, name) → function."""

    plan: Mapping[str, Any]
    tables: Tables
    custom: Mapping[tuple[str, str], Custom] = field(default_factory=dict)
    _values: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path, tables: Tables, custom: Mapping[tuple[str, str], Custom]) -> Oracle:
        return cls(json.loads(file.read_text(encoding="utf-8")), tables, custom)

    def __post_init__(self) -> None:
        self.entities = {entity["name"]: entity for entity in self.plan["entities"]}
        self.roles = [role["name"] for role in self.plan["roles"]]

    # -- who the person is -----------------------------------------------------------------------

    def user(self, person: Person, path: Iterable[str]) -> Any:
        """`user.employee.department.path`; a list for `through`, None for what is not there."""
        first, *rest = path
        if first == "id":
            return person.id
        key = (person.id, first, *rest)
        if key not in self._values:
            self._values[key] = self._user(person, first, rest)
        return self._values[key]

    def _user(self, person: Person, first: str, rest: list[str]) -> Any:
        declared = next(one for one in self.plan["users"] if one["name"] == first)
        if person.id is None:
            return None
        if "through" in declared:
            links = self.tables[declared["through"]].values()
            return {
                link[declared["target_field"]]
                for link in links
                if link[declared["user_field"]] == person.id
                and link[declared["target_field"]] is not None
            }
        mine = [
            id
            for id, row in sorted(self.tables[declared["target"]].items())
            if row[declared["by"]] == person.id
        ]
        return self._walk(declared["target"], mine[0], rest) if mine else None

    def _walk(self, entity: str, id: Any, path: list[str]) -> Any:
        """From one record along refs to the last name; without a name it is the id itself."""
        for place, name in enumerate(path):
            row = self.tables[entity].get(id)
            if row is None:
                return None
            id = row[name]
            if place < len(path) - 1:
                entity = self.target(entity, name)
        return id

    def target(self, entity: str, name: str) -> str:
        fields = self.entities[entity]["fields"]
        return str(next(one["target"] for one in fields if one["name"] == name))

    # -- which rows ------------------------------------------------------------------------------

    def granted(self, person: Person, entity: str, action: str) -> dict[str, str | None]:
        """role → scope name, None for every row."""
        grants = (self.entities[entity].get("permissions") or {}).get("grants", {})
        found = {r: s for r, s in grants.get(action, {}).items() if r in person.roles}
        if action == "read":
            return found
        # Two roles that must be separate, held all the same, change nothing.
        return {r: s for r, s in found.items() if not self.is_separated(person, r)}

    def covers(self, person: Person, entity: str, scope: str | None, row: Row) -> bool:
        if scope is None:
            return True
        found = next(one for one in self.entities[entity]["scopes"] if one["name"] == scope)
        tree = found["expression"]["tree"]
        if tree[0] == "custom":
            return self.custom[(entity, tree[1])](self, person, row)
        return bool(self.value(tree, person, entity, row))

    def may(self, person: Person, entity: str, action: str, row: Row | None = None) -> bool:
        """Without a row: whether on any row at all."""
        scopes = self.granted(person, entity, action).values()
        return any(row is None or self.covers(person, entity, scope, row) for scope in scopes)

    def rows(self, person: Person, entity: str, action: str = "read") -> set[int]:
        if not self.granted(person, entity, action):
            return set()
        return {
            id for id, row in self.tables[entity].items() if self.may(person, entity, action, row)
        }

    # -- which fields ----------------------------------------------------------------------------

    def fields(
        self,
        person: Person,
        entity: str,
        row: Row | None,
        *,
        use: str = "read",
        action: str = "read",
    ) -> set[str]:
        """By the roles that grant this row; without a row: in some row."""
        roles = [
            role
            for role, scope in self.granted(person, entity, action).items()
            if row is None or self.covers(person, entity, scope, row)
        ]
        return {
            name
            for name in self.names(entity)
            if any(self._field(entity, name, role, use) for role in roles)
        }

    def names(self, entity: str) -> list[str]:
        found = [one["name"] for one in self.entities[entity]["fields"]]
        return [*found, "state"] if self.entities[entity].get("workflow") else found

    def _field(self, entity: str, name: str, role: str, use: str) -> bool:
        rules = self.entities[entity]["permissions"].get("fields", ())
        rule = next((one for one in rules if one["field"] == name), {})
        if use == "write" and "write" in rule:
            return role in rule["write"]
        return "read" not in rule or role in rule["read"]

    # -- which steps -----------------------------------------------------------------------------

    def steps(self, person: Person, entity: str, row: Row) -> dict[str, bool]:
        """transition → whether he has the right to it, for every one that leaves the row's state.

        For records that nobody has moved or voted on yet: of the duties only `creator` can matter.
        """
        workflow = self.entities[entity].get("workflow")
        if workflow is None:
            return {}
        return {
            one["name"]: self._step(person, entity, one, row)
            for one in workflow["transitions"]
            if row["state"] in one["sources"]
        }

    def _step(self, person: Person, entity: str, step: Mapping[str, Any], row: Row) -> bool:
        approve = step.get("approve")
        by = dict(step.get("by", {}))
        if approve:
            by = {role: by.get(role) for role in approve["of"]}
        excluded = {*step.get("exclude", ()), *((approve or {}).get("exclude", ()))}
        if "creator" in excluded and row["created_by"] == person.id:
            return False
        reading = self.granted(Person(person.id, person.roles), entity, "read")
        for role, scope in by.items():
            if role not in person.roles or self.is_separated(person, role):
                continue
            if scope is None:
                if role not in reading:
                    continue
                scope = reading[role]
            if self.covers(person, entity, scope, row):
                return True
        return False

    def is_separated(self, person: Person, role: str) -> bool:
        return any(role in pair and pair <= person.roles for pair in self.pairs())

    def pairs(self) -> list[set[str]]:
        """Roles that one person may not hold together."""
        found = self.plan.get("separations") or ()
        return [{one["first"], one["second"]} for one in found if one["kind"] == "roles"]

    # -- expressions -----------------------------------------------------------------------------

    def value(self, tree: Any, person: Person, entity: str, row: Row) -> Any:
        """Two-valued: a comparison with nothing is false. An unknown node is an error, not a guess."""
        kind, *parts = tree

        def of(part: Any) -> Any:
            return self.value(part, person, entity, row)

        match kind:
            case "lit":
                return parts[1]
            case "list":
                return [of(part) for part in parts]
            case "field":
                return row["id"] if parts[0] == "id" else row[parts[0]]
            case "path":
                return self._walk(entity, row["id"], [*parts[0], parts[1]])
            case "user":
                return self.user(person, parts[0])
            case "and":
                return all(of(part) for part in parts)
            case "or":
                return any(of(part) for part in parts)
            case "not":
                return not of(parts[0])
            case "is_null":
                return of(parts[0]) is None
            case "not_null":
                return of(parts[0]) is not None
            case "eq" | "ne" | "lt" | "le" | "gt" | "ge":
                left, right = of(parts[0]), of(parts[1])
                return left is not None and right is not None and _COMPARE[kind](left, right)
            case "in" | "not_in":
                one, many = of(parts[0]), of(parts[1])
                return one is not None and many is not None and (one in many) is (kind == "in")
            case "call" if parts[0] == "starts":
                text, start = of(parts[1]), of(parts[2])
                return text is not None and start is not None and text[: len(start)] == start
        raise NotImplementedError(f"the oracle does not know {tree!r}")


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
