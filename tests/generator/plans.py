"""Plans built by hand, for tests of what comes after parsing."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from generator.plan import (
    Api,
    App,
    Entity,
    Enum,
    EnumValue,
    Expression,
    Field,
    Module,
    Permissions,
    Plan,
    Role,
    Screens,
    Section,
    State,
    Transition,
    Workflow,
)


def both(en: str) -> dict[str, str]:
    return {"zh": f"{en}（中）", "en": en}


def expression(source: str, tree: list[Any], kind: str = "bool") -> Expression:
    return Expression(source, tree, kind)


def field(name: str, type_: str = "string", **options: Any) -> Field:
    return Field(name=name, type=type_, labels=both(name.capitalize()), **options)


def entity(name: str, *fields: Field, **options: Any) -> Entity:
    """An entity with a title, screens and REST, readable by nobody."""
    table = options.pop("table", name.lower())
    names = tuple(item.name for item in fields)
    values: dict[str, Any] = {
        "name": name,
        "table": table,
        "module": "base",
        "labels": both(name),
        "title": "{" + names[0] + "}",
        "fields": fields,
        "screens": Screens(
            columns=names[:5],
            filters=(),
            sort=("-id",),
            sections=(Section(labels=both("Basics"), fields=names),),
        ),
        "api": Api(methods=("list", "get")),
        "permissions": Permissions(grants={"read": {"clerk": None}}),
    }
    return Entity(**(values | options))


def plan(*entities: Entity, enums: tuple[Enum, ...] = ()) -> Plan:
    return Plan(
        app=App("sample", both("Sample"), ("zh", "en"), "Asia/Shanghai", "CNY"),
        roles=(Role("clerk", both("Clerk")),),
        modules=(Module("base", both("Base"), "box"),),
        enums=enums,
        users=(),
        entities=entities,
    )


def enum(name: str, *values: str) -> Enum:
    return Enum(name, tuple(EnumValue(value, both(value.capitalize())) for value in values))


def workflow(*states: str, final: str) -> Workflow:
    """States in a row, one transition `to_<state>` from each to the next."""
    return Workflow(
        initial=states[0],
        states=tuple(State(name, both(name.capitalize()), final=name == final) for name in states),
        transitions=tuple(
            Transition(
                name=f"to_{after}",
                labels=both(f"To {after}"),
                sources=(before,),
                target=after,
                by={"clerk": None},
            )
            for before, after in itertools.pairwise(states)
        ),
    )


def with_entity(base: Plan, changed: Entity) -> Plan:
    """The plan with one entity exchanged for `changed`, by name."""
    entities = tuple(changed if e.name == changed.name else e for e in base.entities)
    return replace(base, entities=entities)


def with_field(base: Plan, entity_name: str, added: Field) -> Plan:
    """The plan with one more field at the end of an entity."""
    [found] = [e for e in base.entities if e.name == entity_name]
    return with_entity(base, replace(found, fields=(*found.fields, added)))
