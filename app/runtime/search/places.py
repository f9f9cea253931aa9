"""Where search looks for one reader: his open words, fields kept from others, refs, values that must be typed whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import current
from .index import indexed_fields, part_of

if TYPE_CHECKING:
    from ..context import Actor
    from ..entity import Entity
    from ..field import Field


def is_searchable(entity: type[Entity], actor: Actor) -> bool:
    """Whether a search box over this entity can find anything for the actor."""
    return bool(
        open_part(entity, actor)
        or restricted_parts(entity, actor)
        or paths(entity, actor)
        or exact_fields(entity, actor)
    )


def open_part(entity: type[Entity], actor: Actor) -> bool:
    """Whether there are words that everybody who may read a row may find it by."""
    return any(not part_of(entity, field.name) for field in indexed_fields(entity))


def restricted_parts(entity: type[Entity], actor: Actor) -> list[str]:
    """Fields with words of their own, because not everybody may read them: those that the actor may."""
    policy = current().entity(entity).policy
    return [
        field.name
        for field in indexed_fields(entity)
        if part_of(entity, field.name) and policy.readable(actor, field.name)
    ]


def paths(entity: type[Entity], actor: Actor) -> list[Field]:
    """Refs that are searched: what finds the record that they name finds this one. One step, not further."""
    policy = current().entity(entity).policy
    return [
        field
        for field in entity.fields().values()
        if field.search
        and field.type == "ref"
        and field.to is not None
        and policy.readable(actor, field.name)
        and current().entity(field.to).policy.rows_possible(actor)
        and indexed_fields(current().entity(field.to).entity)
    ]


def exact_fields(entity: type[Entity], actor: Actor) -> list[Field]:
    """Sensitive fields that are searched: found by their whole value, whose blind mark is compared."""
    policy = current().entity(entity).policy
    return [
        field
        for field in entity.fields().values()
        if field.search and field.pii == "sensitive" and policy.readable(actor, field.name)
    ]
