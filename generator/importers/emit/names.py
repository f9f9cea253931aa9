"""Gives everything in a model its lawful name, once, so that conditions can be written with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from generator import naming as ours
from generator.field_types import FIELD_TYPES
from generator.importers import naming
from generator.importers.model import Choice, Entity, Model

_ALWAYS: Final = ours.RESERVED_FIELDS | {"note"}
_SAID: Final = {"version": "revision", "id": "code", "title": "heading", "created_at": "created_on", "updated_at": "updated_on"}  # fmt: skip


@dataclass(slots=True)
class Names:
    """Names of the source → ours."""

    entities: dict[str, str] = field(default_factory=dict)
    enums: dict[str, str] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    children: dict[str, dict[str, str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Enum, or `entity.field` of choices that stand in a field → values."""
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    transitions: dict[str, dict[str, str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)


def names_of(model: Model) -> Names:
    """Every name of the model; the same model gets the same names."""
    names = Names()
    for entity in model.entities:
        made = naming.camel(naming.singular(entity.name), "Entity")
        names.entities[entity.name] = naming.free_entity(made, names.entities.values())
    taken = {*names.entities.values(), *(f"{one}State" for one in names.entities.values())}
    for enum in model.enums:
        reserved = ours.RESERVED_ENUMS | {one.casefold() for one in taken}
        made = naming.free(naming.camel(enum.name, "Choices"), taken, reserved, "Choice")
        names.enums[enum.name] = made
        taken.add(made)
        names.values[enum.name] = _values(enum.choices)
    for entity in model.entities:
        _of_entity(names, entity)
    _avoid_pair_tables(model, names)
    _avoid_inline_enums(model, names, taken)
    names.roles = _plain(model.roles, ours.RESERVED_ROLES | {"sysadmin"}, "role", "_role")
    names.modules = _plain(dict.fromkeys(e.module for e in model.entities), (), "main", "_module")
    return names


def _of_entity(names: Names, entity: Entity) -> None:
    fields: dict[str, str] = {}
    # A workflow brings a field `state` along.
    columns: set[str] = {"state"} if entity.states else set()
    for one in entity.fields:
        made = naming.snake(one.name, f"field_{len(fields) + 1}")
        made = _SAID.get(made, made)
        if one.type == "ref" and made.endswith("_id") and made != "_id":
            made = made.removesuffix("_id")
        is_ref = FIELD_TYPES[one.type].storage == "reference"
        made = _free_column(made, columns, is_ref=is_ref)
        fields[one.name] = made
        columns |= {made, f"{made}_id"} if is_ref else {made}
    names.fields[entity.name] = fields
    children: dict[str, str] = {}
    for child in entity.children:
        made = naming.snake(child.name, f"rows_{len(children) + 1}")
        children[child.name] = _free_column(made, columns, is_ref=False)
        columns.add(children[child.name])
    names.children[entity.name] = children
    for one in entity.fields:
        if one.choices and not one.enum:
            names.values[f"{entity.name}.{one.name}"] = _values(one.choices)
    names.states[entity.name] = _values(
        [Choice(state.name) for state in entity.states], ours.RESERVED_STATES, digit="s_"
    )
    reserved = ours.RESERVED_TRANSITIONS
    steps = dict.fromkeys(step.name for step in entity.transitions)
    names.transitions[entity.name] = _plain(steps, reserved, "step", "_it")


def _free_column(name: str, columns: set[str], *, is_ref: bool) -> str:
    """A name whose column nobody has, and that no form takes for a check of another field."""
    made = naming.free(name, (), _ALWAYS, "_field" if not is_ref else "_ref")
    base, number = made, 1
    while made in columns or (is_ref and f"{made}_id" in columns) or _is_check(made, columns):
        number += 1
        tail = f"_{number}"
        made = f"{base[: naming.LONGEST - len(tail) - 3]}{tail}"
    return made


def _is_check(name: str, columns: set[str]) -> bool:
    if any(
        name.removeprefix(one) in columns
        for one in ("validate_", "filter_")
        if name.startswith(one)
    ):
        return True
    return f"validate_{name}" in columns or f"filter_{name}" in columns


def _values(
    choices: Iterable[Choice], reserved: Iterable[str] = ours.RESERVED_ENUM_VALUES, digit: str = ""
) -> dict[str, str]:
    made: dict[str, str] = {}
    for number, choice in enumerate(choices, start=1):
        if choice.name in made:
            continue
        name = naming.value(choice.name, f"v{number}")
        if digit and name[:1].isdigit():
            name = f"{digit}{name}"
        name = name if len(name) < 38 else name[:36].rstrip("_")
        made[choice.name] = naming.free(name, made.values(), frozenset(reserved), "_value")
    return made


def _plain(
    given: Iterable[str], reserved: Iterable[str], fallback: str, suffix: str
) -> dict[str, str]:
    made: dict[str, str] = {}
    for number, name in enumerate(given, start=1):
        short = naming.snake(name, fallback if number == 1 else f"{fallback}_{number}")
        made[name] = naming.free(short, made.values(), frozenset(reserved), suffix)
    return made


def _avoid_pair_tables(model: Model, names: Names) -> None:
    """The pairs of `refs` stand in the table `entity_field`; a field whose table exists already is renamed."""
    tables = {ours.table(one) for one in names.entities.values()}
    for entity in model.entities:
        fields, table = names.fields[entity.name], ours.table(names.entities[entity.name])
        for one in entity.fields:
            if FIELD_TYPES[one.type].storage != "association":
                continue
            while f"{table}_{fields[one.name]}" in tables:
                fields[one.name] = _free_column(
                    f"{fields[one.name][: naming.LONGEST - 5]}_refs",
                    {*fields.values(), *names.children[entity.name].values()},
                    is_ref=False,
                )
            tables.add(f"{table}_{fields[one.name]}")


def _avoid_inline_enums(model: Model, names: Names, taken: set[str]) -> None:
    """Choices inside a field get the type `EntityField`; a field whose type exists already is renamed."""
    for entity in model.entities:
        fields = names.fields[entity.name]
        for one in entity.fields:
            if not one.choices or one.enum:
                continue
            while ours.inline_enum(names.entities[entity.name], fields[one.name]) in taken:
                fields[one.name] = _free_column(
                    f"{fields[one.name]}_choice", set(fields.values()), is_ref=False
                )
            taken.add(ours.inline_enum(names.entities[entity.name], fields[one.name]))
