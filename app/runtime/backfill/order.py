"""Columns of migrations → fields of entities, in the order in which they read each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from .. import field_types, registry
from ..writing.validation import own_fields

if TYPE_CHECKING:
    from ..entity import Entity
    from ..field import Field

Key = tuple[str, str]
"""Name of an entity, name of a field."""


def ordered(wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[type[Entity], Field]]:
    """Each (table, column) once; what is no computed field of the active registry is left out."""
    found = dict(_computed(wanted))
    graph = {key: set(_reads(*found[key])) & found.keys() - {key} for key in found}
    for key, (entity, field) in found.items():
        if field.formula is not None and field.formula.custom:
            # A hand-written rule does not say what it reads of its record, so it comes after the rest of it.
            graph[key] |= {other for other in _simple(found) if other[0] == entity.meta.name}
    for key in TopologicalSorter(graph).static_order():
        yield found[key]


def dependents(entity: type[Entity], column: str | None) -> list[tuple[str, str]]:
    """(table, column) of what is worked out from a column of the entity, or from any of it and in it (None)."""
    known = registry.current()
    computed = {
        (entry.entity.meta.name, name): (entry.entity, field)
        for entry in known.entities()
        for name, field in entry.entity.fields().items()
        if field.formula or field.lookup or field.aggregate
    }
    name = entity.meta.name
    stale = {
        (name, field.name)
        for field in entity.fields().values()
        if column in (None, field_types.column_name(field))
    }
    reads = {key: _read_here(*rule) for key, rule in computed.items()}
    while more := {key for key in computed if key not in stale and reads[key] & stale}:
        stale |= more
    return [
        (owner.key(), field_types.column_name(field))
        for key, (owner, field) in computed.items()
        if key in stale
    ]


def _read_here(entity: type[Entity], field: Field) -> set[Key]:
    """A lookup keeps what was true when its ref was set, so only that ref moves it."""
    return {(entity.meta.name, field.lookup[0])} if field.lookup else set(_reads(entity, field))


def _simple(found: Mapping[Key, tuple[type[Entity], Field]]) -> set[Key]:
    """Lookups, and what reads no hand-written rule."""
    hard = {key for key, (_, field) in found.items() if field.formula and field.formula.custom}
    while more := {k for k, v in found.items() if k not in hard and set(_reads(*v)) & hard}:
        hard |= more
    return set(found) - hard


def _computed(
    wanted: Iterable[tuple[str, str]],
) -> Iterator[tuple[Key, tuple[type[Entity], Field]]]:
    known = registry.current()
    for table, column in wanted:
        if not known.has(table):
            continue
        entity = known.entity(table).entity
        for name, field in entity.fields().items():
            rule = field.formula or field.lookup or field.aggregate
            if rule and field_types.column_name(field) == column:
                yield (entity.meta.name, name), (entity, field)


def _reads(entity: type[Entity], field: Field) -> Iterator[Key]:
    if field.formula is not None:
        yield from _tree(entity, field.formula.tree)
    if field.lookup:
        yield from _path(entity, field.lookup)
    if field.aggregate is not None:
        rule = field.aggregate
        children = next(item for item in entity.meta.children if item.name == rule.children)
        child = registry.current().entity(children.of).entity
        yield child.meta.name, children.by
        if rule.field:
            yield child.meta.name, rule.field
        if rule.where is not None:
            yield from ((child.meta.name, each) for each in own_fields(rule.where.tree))


def _tree(entity: type[Entity], tree: object) -> Iterator[Key]:
    if not isinstance(tree, list) or not tree or tree[0] in ("lit", "user", "custom"):
        return
    if tree[0] == "field":
        yield entity.meta.name, str(tree[1])
    elif tree[0] == "path":
        yield from _path(entity, [*tree[1], tree[2]])
    else:
        for part in tree[1:]:
            yield from _tree(entity, part)


def _path(entity: type[Entity], steps: Iterable[str]) -> Iterator[Key]:
    known = registry.current()
    here: type[Entity] | None = entity
    for step in steps:
        if here is None:
            return
        yield here.meta.name, step
        field = here.fields().get(step)
        target = field.to if field else None
        here = known.entity(target).entity if target and known.has(target) else None
