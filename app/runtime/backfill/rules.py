"""A computed field as one SQL value over its entity, exactly as the write path would store it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import BigInteger, Boolean, ColumnElement, func, select, type_coerce
from sqlalchemy import false as sql_false
from sqlalchemy.orm import aliased

from .. import registry
from ..expression import sql
from ..expression.functions import scaled_round
from ..types import ScaledDecimal

if TYPE_CHECKING:
    from ..context import Actor
    from ..entity import Entity
    from ..field import Aggregate, Field

WHOLE = ("int", "duration", "rating")


def in_sql(entity: type[Entity], field: Field, actor: Actor) -> ColumnElement[Any] | None:
    """None: only the rule itself knows, record by record."""
    if field.pii == "sensitive" or field.type == "secret":
        # What is encrypted for one place cannot be copied to another.
        return None
    if field.aggregate is not None:
        return _aggregate(entity, field, actor)
    if field.lookup:
        tree = ["path", list(field.lookup[:-1]), field.lookup[-1]]
        return cast("ColumnElement[Any]", sql.part(tree, entity, actor).sql)
    if field.formula is None or field.formula.custom:
        return None
    part = sql.part(field.formula.tree, entity, actor)
    wanted = _scale(field)
    if wanted is None or part.scale is None:
        truth = isinstance(getattr(part.sql, "type", None), Boolean)
        value = func.coalesce(part.sql, sql_false()) if truth and _judges(field) else part.sql
        return cast("ColumnElement[Any]", value)
    return _at_scale(part.sql, part.scale, wanted)


def _judges(field: Field) -> bool:
    """A condition is true or false; a flag that is only copied may be empty."""
    tree = field.formula.tree if field.formula else [""]
    return tree[0] not in ("field", "path", "call") or tree[1] in ("starts", "contains")


def _scale(field: Field) -> int | None:
    """Digits after the point that the field keeps; None: no number."""
    if field.type in WHOLE:
        return 0
    if field.type in ("decimal", "money", "percent"):
        return 2 if field.scale is None else field.scale
    return None


def _at_scale(value: Any, scale: int, wanted: int) -> ColumnElement[Any]:
    """Rounded once, half up, away from zero."""
    if scale > wanted:
        return scaled_round(value, 10 ** (scale - wanted))
    return value if scale == wanted else cast("ColumnElement[Any]", value * 10 ** (wanted - scale))


def _aggregate(entity: type[Entity], field: Field, actor: Actor) -> ColumnElement[Any]:
    """A query over the children of each row; no children: a sum or count is zero, the others are nothing."""
    rule = cast("Aggregate", field.aggregate)
    children = next(item for item in entity.meta.children if item.name == rule.children)
    child: Any = aliased(registry.current().entity(children.of).entity)
    where = [getattr(child, f"{children.by}_id") == entity.id, child.deleted_at.is_(None)]
    if rule.where is not None:
        where.append(rule.where.sql(child, actor))

    def ask(value: Any) -> Any:
        return select(value).select_from(child).where(*where).correlate(entity).scalar_subquery()

    if rule.function == "count":
        return cast("ColumnElement[Any]", ask(func.count()))
    column = getattr(child, str(rule.field))
    scale = column.type.scale if isinstance(column.type, ScaledDecimal) else 0
    plain = type_coerce(column, BigInteger) if isinstance(column.type, ScaledDecimal) else column
    wanted = _scale(field)
    if rule.function == "avg":
        more = 10 ** max((wanted or 0) - scale, 0)
        less = 10 ** max(scale - (wanted or 0), 0)
        return cast(
            "ColumnElement[Any]",
            ask(scaled_round(func.sum(plain) * more, func.nullif(func.count(plain), 0) * less)),
        )
    functions: dict[str, Any] = {"sum": func.sum, "min": func.min, "max": func.max}
    value = functions[rule.function](plain)
    if wanted is not None:
        value = _at_scale(value, scale, wanted)
    if rule.function == "sum":
        value = func.coalesce(value, 0)
    return cast("ColumnElement[Any]", ask(value))
