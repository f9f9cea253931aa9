"""What tells records of one title apart: their numbers, and telephones of which the ends are shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .. import registry
from ..privacy.mask import mask
from .lists import rows
from .reading import Row
from .titles import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..context import Actor, Context
    from ..entity import Entity
    from ..field import Field

_TYPES = ("number", "phone")
_MOST = 2


def telling(entity: type[Entity], reader: Actor) -> list[str]:
    """Names of the fields that do it, at most two, of those that the reader may read and no title has."""
    policy = registry.current().entity(entity).policy
    titled = {path for _, path in pieces(entity.meta.title)}
    return [
        name
        for name, field in entity.fields().items()
        if field.type in _TYPES and name not in titled and policy.readable(reader, name)
    ][:_MOST]


def told(entity: type[Entity], row: Row) -> str:
    """What a row has of these fields: "KH-000017 · 138****8000"."""
    fields = entity.fields()
    parts = [
        str(mask(fields[name], value)) if fields[name].type == "phone" else str(value)
        for name, value in row.items()
        if name in fields and fields[name].type in _TYPES and value
    ]
    return " · ".join(parts)


def tell_apart(ctx: Context, field: Field, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a ref's `lookup` found; those of a title that occurs twice get a `note`. One statement, where there are such."""
    often = Counter(item["title"] for item in items)
    alike = [item["id"] for item in items if often[item["title"]] > 1]
    if not alike or field.to in (None, "User"):
        return list(items)
    entity = registry.current().entity(str(field.to)).entity
    names = telling(entity, ctx.judge)
    if not names:
        return list(items)
    found = rows(ctx, entity, within=entity.id.in_(alike), columns=names, limit=len(alike))
    notes = {row["id"]: told(entity, row) for row in found.items}
    return [
        {**item, "note": notes[item["id"]]} if notes.get(item["id"]) else item for item in items
    ]
