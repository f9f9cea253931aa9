"""Fields that are worked out from others: a reader of the copy may see what he could not see at its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.plan import Entity, Field, FieldGrant, Plan


def tells_more(plan: Plan, entity: Entity, field: Field) -> bool:
    """Whether somebody may read this field who may not read all that it is worked out from.

    A source with `pii` counts as such. Of another entity only who reads every row of it reads the source.
    """
    readers = _readers(entity, field.name)
    for owner, source in _sources(plan, entity, field):
        if source is not None and source.pii and source.pii != field.pii:
            return True
        if readers - _readers(
            owner, source.name if source else None, whole=owner.name != entity.name
        ):
            return True
    return False


def _readers(entity: Entity, field: str | None, *, whole: bool = False) -> set[str]:
    """Roles. `whole`: without those that read some rows alone."""
    granted = entity.permissions.grants.get("read", {})
    roles = {role for role, scope in granted.items() if not (whole and scope)}
    rule = next((one for one in entity.permissions.fields if one.field == field), FieldGrant(""))
    return roles if rule.read is None else roles & set(rule.read)


def _sources(plan: Plan, entity: Entity, field: Field) -> Iterator[tuple[Entity, Field | None]]:
    """What it is worked out from, with the owner; no field: the rows themselves."""
    if field.lookup:
        yield from _along(plan, entity, field.lookup)
    if field.formula:
        yield from _of_tree(plan, entity, field.formula.tree)
    if field.aggregate:
        child = next((one for one in entity.children if one.name == field.aggregate.children), None)
        rows = _entity(plan, child.entity) if child else None
        if rows is not None:
            yield rows, _field(rows, field.aggregate.field or "")
            if field.aggregate.where:
                yield from _of_tree(plan, rows, field.aggregate.where.tree)


def _of_tree(plan: Plan, entity: Entity, tree: Any) -> Iterator[tuple[Entity, Field | None]]:
    match tree:
        case ["lit", *_]:
            return
        case ["field", str(name)]:
            yield from _along(plan, entity, (name,))
        case ["path", [*steps], str(last)]:
            yield from _along(plan, entity, (*steps, last))
        case [*parts]:
            for part in parts:
                yield from _of_tree(plan, entity, part)


def _along(
    plan: Plan, entity: Entity, names: tuple[str, ...]
) -> Iterator[tuple[Entity, Field | None]]:
    here = entity
    for number, name in enumerate(names):
        found = _field(here, name)
        yield here, found
        following = _entity(plan, found.target or "") if found else None
        if following is None or number == len(names) - 1:
            return
        here = following


def _entity(plan: Plan, name: str) -> Entity | None:
    return next((one for one in plan.entities if one.name == name), None)


def _field(entity: Entity, name: str) -> Field | None:
    return next((one for one in entity.fields if one.name == name), None)
