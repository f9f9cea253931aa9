"""The names of an old plan in the words of the new one, so that a rename is no change of rights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.matching import entities, enums, pairs, renames
from generator.plan import Entity, Field, Plan

COMPARE = ("eq", "ne", "in", "not_in")


@dataclass
class Naming:
    """Of one plan; `roles`, … map what is called otherwise in the new plan."""

    plan: Plan
    roles: dict[str, str] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    fields: dict[tuple[str, str], str] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    """(enum, value) and (entity, state)."""
    transitions: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._entities = {entity.name: entity for entity in self.plan.entities}
        self._users = {value.name: value for value in self.plan.users}

    def tree(self, tree: list[Any], entity: str) -> list[Any]:
        """The tree in new names; `user.x` carries what x is, because who it is decides on the rows."""
        match tree:
            case ["field", name]:
                return ["field", self.fields.get((entity, name), name)]
            case ["path", steps, last]:
                return ["path", self._path(entity, [*steps, last])]
            case ["user", path]:
                return ["user", path, self._user(path[0])]
            case ["lit", *_] | ["custom", *_]:
                return tree
            case [kind, left, right] if kind in COMPARE:
                owner = self._chosen(left, entity) or self._chosen(right, entity)
                return [kind, self._side(left, entity, owner), self._side(right, entity, owner)]
        return [self.tree(part, entity) if isinstance(part, list) else part for part in tree]

    def _side(self, tree: list[Any], entity: str, owner: str | None) -> list[Any]:
        match tree:
            case ["lit", kind, value] if owner is not None:
                return ["lit", kind, self.values.get((owner, value), value)]
            case ["list", *items]:
                return ["list", *(self._side(item, entity, owner) for item in items)]
        return self.tree(tree, entity)

    def _chosen(self, tree: list[Any], entity: str) -> str | None:
        """The enum that a side is of, or the entity whose state it is."""
        match tree:
            case ["field", "state"]:
                return entity
            case ["field", name]:
                found = self._field(entity, name)
                return found.enum if found else None
        return None

    def _path(self, entity: str, steps: Sequence[str]) -> list[str]:
        result: list[str] = []
        here: str | None = entity
        for step in steps:
            result.append(self.fields.get((here or "", step), step))
            found = self._field(here or "", step)
            here = found.target if found else None
        return result

    def _field(self, entity: str, name: str) -> Field | None:
        owner: Entity | None = self._entities.get(entity)
        return next((each for each in owner.fields if each.name == name), None) if owner else None

    def _user(self, name: str) -> list[str]:
        found = self._users.get(name)
        if found is None:
            return []
        link = found.through or found.target
        parts = (found.by, found.user_field, found.target_field)
        names = [self.fields.get((link, part), part) for part in parts if part]
        return [
            self.entities.get(found.target, found.target),
            self.entities.get(link, link),
            *names,
        ]


def new_names(before: Plan, after: Plan) -> Naming:
    """What the old plan's names are in the new one."""
    naming = Naming(before, roles=renames(before.roles, after.roles))
    for pair in entities(before, after):
        if not pair.before or not pair.after:
            continue
        old, new = pair.before, pair.after
        naming.entities[old.name] = new.name
        for fields in pairs(old.fields, new.fields):
            if fields.before and fields.after:
                naming.fields[old.name, fields.before.name] = fields.after.name
        if old.workflow and new.workflow:
            for was, now in renames(old.workflow.states, new.workflow.states).items():
                naming.values[old.name, was] = now
            moves = renames(old.workflow.transitions, new.workflow.transitions)
            naming.transitions |= {(old.name, was): now for was, now in moves.items()}
    for enum in enums(before, after):
        if enum.before and enum.after:
            for was, now in renames(enum.before.values, enum.after.values).items():
                naming.values[enum.before.name, was] = now
    return naming
