"""Formulas, lookups and aggregates of filled tables that a change leaves behind: which ones to work out anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.emit.columns import column_name
from generator.matching import entities, pairs
from generator.migration.changes import Changes
from generator.migration.steps import helper
from generator.plan import Entity, Expression, Field, Plan

Key = tuple[str, str]
"""Entity and field, by their new names."""


def recompute(changes: Changes) -> None:
    """New and changed rules, and whatever is worked out from them or from values that the migration fills."""
    kept = {
        pair.after.name
        for pair in entities(changes.before, changes.after)
        if pair.before and pair.after
    }
    stale = set(_new_rules(changes)) | changes.touched
    wanted: set[Key] = {key for key in stale if key not in changes.touched}
    readers = list(_readers(changes.after))
    while True:
        more = {key for key, reads in readers if key not in stale and reads & stale}
        if not more:
            break
        stale |= more
        wanted |= more
    for entity in changes.after.entities:
        fields = [field for field in entity.fields if (entity.name, field.name) in wanted]
        if not fields or entity.name not in kept:
            continue
        names = [f"{entity.name}.{field.name}" for field in fields]
        # A new field is called added, which says enough.
        changes.words += [
            f"recompute {name}" for name in names if f"add {name}" not in changes.words
        ]
        names = [column_name(field) for field in fields]
        changes.add("recompute", [helper("recompute", entity.table, *names)])


def _new_rules(changes: Changes) -> Iterator[Key]:
    """Computed fields that are new, or are computed in another way."""
    for pair in entities(changes.before, changes.after):
        if not pair.before or not pair.after:
            continue
        for fields in pairs(pair.before.fields, pair.after.fields):
            new: Field | None = fields.after
            if new is None or not (new.formula or new.lookup or new.aggregate):
                continue
            if fields.before is None or _rule(fields.before) != _rule(new):
                yield pair.after.name, new.name


def _rule(field: Field) -> tuple[Any, ...]:
    """How a field is worked out; the spelling of an expression does not count."""
    aggregate = field.aggregate
    return (
        _tree(field.formula),
        field.lookup,
        aggregate
        and (aggregate.function, aggregate.children, aggregate.field, _tree(aggregate.where)),
    )


def _tree(expression: Expression | None) -> Any:
    return expression.tree if expression else None


def _readers(plan: Plan) -> Iterator[tuple[Key, set[Key]]]:
    """Every computed field with the fields that it is worked out from."""
    by_name = {entity.name: entity for entity in plan.entities}
    for entity in plan.entities:
        for field in entity.fields:
            reads = set(_reads(entity, field, by_name))
            if reads:
                yield (entity.name, field.name), reads


def _reads(entity: Entity, field: Field, by_name: dict[str, Entity]) -> Iterator[Key]:
    if field.formula:
        yield from ((entity.name, name) for name in own_fields(field.formula.tree))
    if field.lookup:
        yield entity.name, field.lookup[0]
    if field.aggregate:
        rule = field.aggregate
        children = next(item for item in entity.children if item.name == rule.children)
        names = [children.by, *([rule.field] if rule.field else [])]
        names += own_fields(rule.where.tree) if rule.where else []
        yield from ((children.entity, name) for name in names if children.entity in by_name)


def own_fields(tree: Any) -> list[str]:
    """Own fields that a tree reads, a path by its first ref."""
    if not isinstance(tree, list) or not tree or tree[0] in ("lit", "user", "custom"):
        return []
    if tree[0] == "field":
        return [str(tree[1])]
    if tree[0] == "path":
        return [str(tree[1][0])]
    return [name for part in tree[1:] for name in own_fields(part)]
