"""Stored sums, counts, averages, minima and maxima of a parent over its children."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, select

from .. import registry
from . import computed
from .validation import own_fields

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from ..context import Context
    from ..entity import Children, Entity
    from ..field import Aggregate, Field
    from ..registry import EntityEntry, Registry
    from .write import Write


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent that keeps aggregates over a child entity, and the child's fields that they depend on."""

    entry: EntityEntry
    by: str
    reads: frozenset[str]


def refresh(write: Write) -> None:
    """Recompute every aggregate of the record, in one SELECT."""
    wanted = [(name, field) for name, field in write.fields.items() if field.aggregate is not None]
    if not wanted:
        return
    if write.record.id is None:
        for name, field in wanted:
            computed.fill(write, name, _empty(field))
        return
    columns: list[Any] = []
    for _, field in wanted:
        columns.extend(_questions(write.ctx, write.entity, field, write.record.id))
    answers = iter(write.session.execute(select(*columns)).one())
    for name, field in wanted:
        computed.fill(write, name, _answer(field, answers))


def parents_of(child: type[Entity]) -> tuple[Parent, ...]:
    """The parents whose aggregates look at `child`."""
    return _parents(registry.current()).get(child.meta.name, ())


def lock_parents(ctx: Context, entry: EntityEntry, id: int) -> None:
    """Lock the parents whose sums a write of this child may move, before the child itself.

    A write of a parent locks it before its children: the same order here, so that two never wait for each other.
    """
    parents = parents_of(entry.entity)
    if not parents or ctx.session.get_bind().dialect.name == "sqlite":
        return
    child: Any = entry.entity
    columns = [getattr(child, f"{parent.by}_id") for parent in parents]
    row = ctx.session.execute(select(*columns).where(child.id == id)).one_or_none()
    for parent, parent_id in zip(parents, row or (), strict=False):
        entity = parent.entry.entity
        ctx.session.execute(
            select(entity.id).where(entity.id == parent_id).with_for_update(key_share=True)
        )


def affected(write: Write, changed: Collection[str]) -> list[tuple[Parent, int]]:
    """(parent, id) of the parents to refresh after this write: the old one and the new one of a moved child."""
    found: list[tuple[Parent, int]] = []
    for parent in parents_of(write.entity):
        whole = write.action in ("create", "delete")
        if not whole and not parent.reads.intersection(changed):
            continue
        if write.owner is not None and write.owner[0] == parent.by:
            continue
        ids = {write.before.get(parent.by), write.value(parent.by)} - {None}
        found += [(parent, int(id)) for id in sorted(ids)]
    return found


# A registry is filled once; activating another one asks anew.
@lru_cache(maxsize=4)
def _index(known: Same) -> dict[str, tuple[Parent, ...]]:
    found: dict[str, list[Parent]] = {}
    for entry in known.registry.entities():
        for children in entry.entity.meta.children:
            reads = _reads(entry.entity, children)
            if reads:
                parent = Parent(entry, children.by, frozenset({children.by, *reads}))
                found.setdefault(children.of, []).append(parent)
    return {name: tuple(parents) for name, parents in found.items()}


@dataclass(frozen=True, eq=False, slots=True)
class Same:
    """A registry as a key: by identity."""

    registry: Registry

    def __hash__(self) -> int:
        return id(self.registry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.registry is self.registry


def _parents(known: Registry) -> dict[str, tuple[Parent, ...]]:
    return _index(Same(known))


def _reads(entity: type[Entity], children: Children) -> set[str]:
    reads: set[str] = set()
    for field in entity.fields().values():
        if field.aggregate is not None and field.aggregate.children == children.name:
            reads.add(field.aggregate.field or children.by)
            if field.aggregate.where is not None:
                reads.update(own_fields(field.aggregate.where.tree))
    return reads


def _questions(
    ctx: Context, entity: type[Entity], field: Field, id: int
) -> list[ColumnElement[Any]]:
    rule = cast("Aggregate", field.aggregate)
    children = next(c for c in entity.meta.children if c.name == rule.children)
    child = registry.current().entity(children.of).entity
    where = [getattr(child, f"{children.by}_id") == id, child.deleted_at.is_(None)]
    if rule.where is not None:
        where.append(rule.where.sql(child, ctx.actor))
    if rule.function == "count":
        return [select(func.count()).select_from(child).where(*where).scalar_subquery()]
    column = getattr(child, str(rule.field))
    if rule.function == "avg":
        # Summed and counted exactly, divided in Python: databases average integers each in their own way.
        return [
            select(func.sum(column)).where(*where).scalar_subquery(),
            select(func.count(column)).where(*where).scalar_subquery(),
        ]
    functions: dict[str, Any] = {"sum": func.sum, "min": func.min, "max": func.max}
    function = functions[rule.function]
    return [select(function(column)).where(*where).scalar_subquery()]


def _answer(field: Field, answers: Any) -> Any:
    rule = cast("Aggregate", field.aggregate)
    value = next(answers)
    if rule.function == "avg":
        count = next(answers)
        value = Decimal(value) / Decimal(count) if count else None
    return _empty(field) if value is None else value


def _empty(field: Field) -> Any:
    """No children: a sum or count is zero, the others are nothing."""
    rule = cast("Aggregate", field.aggregate)
    return 0 if rule.function in ("sum", "count") else None
