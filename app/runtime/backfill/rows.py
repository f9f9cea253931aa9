"""Record by record, in chunks of flat memory: for rules that SQL cannot say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from .. import field_types, registry
from ..types import ScaledDecimal
from ..values import ValueProblem, problem
from ..writing.computed import followed, rounded
from .fitting import SHOWN, DoesNotFit, limit, longest

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..field import Field

CHUNK = 1000


def fill(ctx: Context, entity: type[Entity], field: Field) -> None:
    """Raises DoesNotFit with the first rows whose value the field cannot hold."""
    session = ctx.session
    name = field_types.column_name(field)
    bad: list[int] = []
    last = 0
    while len(bad) <= SHOWN:
        chunk = select(entity).where(entity.id > last).order_by(entity.id).limit(CHUNK)
        records = list(session.scalars(chunk))
        if not records:
            break
        last = records[-1].id
        found: list[dict[str, Any]] = []
        for record in records:
            try:
                found.append({"id": record.id, name: _value(ctx, entity, field, record)})
            except ValueProblem:
                bad.append(record.id)
        session.execute(update(entity), found)
        session.expunge_all()
    if bad:
        raise DoesNotFit(entity, field, bad)


def _value(ctx: Context, entity: type[Entity], field: Field, record: Entity) -> Any:
    """Raises ValueProblem: the field cannot hold it."""
    if field.lookup:
        value = followed(record, field.lookup)
    elif field.formula is not None and field.formula.custom:
        rule = registry.current().custom_function("formula", entity.meta.name, field.formula.custom)
        value = rule(record)
    elif field.formula is not None:
        value = field.formula.python(record, ctx.actor)
    else:
        raise RuntimeError(f"{entity.meta.name}.{field.name}: aggregates are SQL")
    value = rounded(field, value)
    column = getattr(entity, field_types.column_name(field))
    largest, length = limit(column), longest(column)
    scale = column.type.scale if isinstance(column.type, ScaledDecimal) else 0
    too_large = (
        largest is not None
        and isinstance(value, int | Decimal)
        and abs(Decimal(value).scaleb(scale)) > largest
    )
    if too_large or (length is not None and isinstance(value, str) and len(value) > length):
        raise problem("max", zh="放不下", en="It does not fit.")
    return value
