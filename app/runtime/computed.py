"""What the system fills: defaults, lookups, formulas, numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, cast

from . import clock, field_types, numbering, registry, values
from .expression import Expression
from .validation import own_fields

if TYPE_CHECKING:
    from .entity import Entity
    from .field import Field
    from .write import Write


def defaults(write: Write) -> None:
    """Fields that were not given take their default; an expression sees the fields before it."""
    for name, field in write.fields.items():
        if field.default is None or name in write.given or write.has_error(name):
            continue
        default = field.default
        if isinstance(default, Expression):
            default = default.python(write.record, write.ctx.actor)
        if field.type == "refs":
            write.given[name] = field_types.parse(field, default)
        else:
            write.assign(name, field_types.parse(field, default))


def lookups(write: Write) -> None:
    """A lookup copies its value when the ref is set, and keeps it: the record says what was true then."""
    changed = write.changed()
    for name, field in write.fields.items():
        if field.lookup and (write.creating or field.lookup[0] in changed):
            write.assign(name, _follow(write.record, field))


def _follow(record: Any, field: Field) -> Any:
    """`["customer", "phone"]`: the ref's record, then its value; nothing on the way is nothing."""
    here = record
    for step in field.lookup or ():
        if here is None:
            return None
        column = f"{step}_id"
        is_last = step is (field.lookup or ())[-1]
        here = getattr(here, column if is_last and hasattr(type(here), column) else step, None)
    return here


def formulas(write: Write) -> None:
    """Formulas in the order in which they read each other; rounded half up once, at assignment."""
    for name in formula_order(write.entity):
        field = write.fields[name]
        rule = cast(Expression, field.formula)
        if rule.custom:
            function = registry.current().custom_function(
                "formula", write.entity.meta.name, rule.custom
            )
            result = function(write.record)
        else:
            result = rule.python(write.record, write.ctx.actor)
        write.assign(name, rounded(field, result))


def rounded(field: Field, value: Any) -> Any:
    """A computed value as the field stores it."""
    if value is None:
        return None
    if field.type in ("decimal", "money", "percent"):
        return values.scaled(value, field.scale if field.scale is not None else 2)
    if field.type in ("int", "duration", "rating"):
        return int(Decimal(value).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return value


_orders: dict[type[Any], tuple[str, ...]] = {}


def formula_order(entity: type[Entity]) -> tuple[str, ...]:
    """Names of the formula fields, each after those that it reads. The generator refuses circles."""
    known = _orders.get(entity)
    if known is None:
        pending = {
            name: set(own_fields(field.formula.tree))
            for name, field in entity.fields().items()
            if field.formula is not None
        }
        ordered: list[str] = []
        while pending:
            ready = [name for name, reads in pending.items() if not (reads - {name}) & set(pending)]
            for name in ready or list(pending):
                ordered.append(name)
                del pending[name]
        known = _orders[entity] = tuple(ordered)
    return known


def numbers(write: Write) -> None:
    """Give a new record its numbers, last of all, so that a refused one takes none."""
    for name, field in write.fields.items():
        rule = field.numbering
        if rule is None or write.value(name) is not None:
            continue
        scope = getattr(write.record, rule.scope) if rule.scope else None
        day = clock.local(write.ctx.now).date()
        key = numbering.series(write.key, name, rule.pattern, day=day, scope=scope)
        number = numbering.take(write.session, key, gapless=rule.gapless)
        write.assign(name, numbering.render(rule.pattern, day=day, number=number, scope=scope))
