"""Records by what makes them unique: `{"code": "YX"}` instead of an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from .. import field_types, registry
from ..writing import unique

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity

Key = tuple[str, ...]
AT_ONCE = 200
"""Keys asked for by one statement."""


def keys(entity: type[Entity], actor: Actor) -> list[Key]:
    """The sets of fields that name one record and that this actor can both read and write.

    Neither computed fields nor sensitive ones: their values are not a program's to send or to guess at.
    """
    return [names for names in unique.keys(entity) if _may_name(entity, actor, names)]


def _may_name(entity: type[Entity], actor: Actor, names: Iterable[str]) -> bool:
    policy, fields = registry.current().entity(entity).policy, entity.fields()
    for name in names:
        field = fields.get(name)
        if field is None or field.is_computed or field.is_sensitive or field.readonly is True:
            return False
        if not policy.readable(actor, name) or not policy.writable(actor, name, "create"):
            return False
    return True


def parse(entity: type[Entity], key: Key, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of the key as they are stored. Raises ValueProblem; None stands for one that is empty."""
    fields = entity.fields()
    return tuple(field_types.parse(fields[name], values.get(name)) for name in key)


def find(
    ctx: Context, entity: type[Entity], key: Key, wanted: Sequence[tuple[Any, ...]]
) -> dict[tuple[Any, ...], int]:
    """Key → id of the records that the actor may see; a statement for each AT_ONCE keys."""
    columns = [getattr(entity, field_types.column_name(entity.fields()[name])) for name in key]
    granted = registry.current().entity(entity).policy.rows(ctx.judge, "read")
    found: dict[tuple[Any, ...], int] = {}
    different = list(dict.fromkeys(wanted))
    for start in range(0, len(different), AT_ONCE):
        some = different[start : start + AT_ONCE]
        statement = select(entity.id, *columns).where(
            entity.deleted_at.is_(None),
            or_(*(and_(*(c == v for c, v in zip(columns, one, strict=True))) for one in some)),
        )
        if granted is not None:
            statement = statement.where(granted)
        for id, *values in ctx.session.execute(statement):
            found[tuple(values)] = int(id)
    return found
