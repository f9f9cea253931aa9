"""What the system fills: defaults, lookups, formulas, numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, cast

from .. import clock, field_types, registry, values
from ..expression import Expression
from ..hooks import FILLS
from ..values import ValueProblem
from . import numbering
from .validation import own_fields

if TYPE_CHECKING:
    from ..entity import Entity
    from ..field import Field
    from .write import Write


def defaults(write: Write) -> None:
    """Fields that were not given take their default; an expression sees the fields before it."""
    for name, field in write.fields.items():
        if field.default is None or name in write.given or write.has_error(name):
            continue
        default = field.default
        if isinstance(default, Expression):
            default = default.python(write.record, write.ctx.actor)
            if field.type == "time" and isinstance(default, dt.datetime):
                # `now()`: the time of day where the application is.
                default = clock.local(default).time().isoformat("seconds")
        try:
            value = field_types.parse(field, default)
        except ValueProblem as found:
            write.wrong(name, found.code, found.message)
            continue
        if field.type == "refs":
            write.given[name] = value
        else:
            write.assign(name, value)
    if write.entry.hooks.has(FILLS):
        fills(write)


def fills(write: Write) -> None:
    """What custom code knows of required fields that nobody gave a value; of the state, where the record begins."""
    ctx = write.hook_context(checking=True)
    for name, field in write.fields.items():
        for hook in write.entry.hooks.of(FILLS, name):
            open_to_it = (
                name not in write.given
                if field.type == "state"
                else values.is_empty(write.value(name))
            )
            if open_to_it and not write.has_error(name):
                write.assign(name, hook.function(write.record, ctx))


def lookups(write: Write, *, of: Collection[str] | None = None) -> None:
    """A lookup copies its value when the ref is set, and keeps it: the record says what was true then.

    `of`: only those of refs that a hook has just set; what it set itself stays.
    """
    changed = write.changed() if of is None else set(of)
    for name in lookup_order(write.entity):
        ref, *_ = path = write.fields[name].lookup or ()
        if (write.creating and of is None) or (ref in changed and name not in (of or ())):
            before = write.value(name)
            write.assign(name, followed(write.record, path))
            if write.value(name) != before:
                changed.add(name)


def followed(record: Any, path: Sequence[str]) -> Any:
    """`["customer", "phone"]`: the ref's record, then its value; nothing on the way is nothing."""
    here = record
    for step in path[:-1]:
        here = getattr(here, step, None)
    column = f"{path[-1]}_id"
    return getattr(here, column if hasattr(type(here), column) else path[-1], None)


def formulas(write: Write) -> None:
    """Formulas in the order in which they read each other; rounded half up once, at assignment.

    A result that the field cannot hold is a problem of the write, at that field.
    """
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
        fill(write, name, result)


def fill(write: Write, name: str, value: Any) -> None:
    """Store a computed value, or say that the field cannot hold it."""
    try:
        write.assign(name, rounded(write.fields[name], value))
    except ValueProblem as found:
        if not write.has_error(name):
            write.wrong(name, found.code, found.message)


def rounded(field: Field, value: Any) -> Any:
    """A computed value as the field stores it."""
    if value is None:
        return None
    if field.type in ("decimal", "money", "percent"):
        return values.scaled(value, field.scale if field.scale is not None else 2)
    if field.type in ("int", "duration", "rating"):
        return values.within(field, int(values.scaled(value, 0)))
    return value


def formula_order(entity: type[Entity]) -> tuple[str, ...]:
    """Names of the formula fields, each after those that it reads. The generator refuses circles."""
    return _order(entity)[0]


def lookup_order(entity: type[Entity]) -> tuple[str, ...]:
    """Names of the lookup fields; one that goes through a ref which is looked up itself comes after that."""
    return _order(entity)[1]


_orders: dict[type[Any], tuple[tuple[str, ...], tuple[str, ...]]] = {}


def _order(entity: type[Entity]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = _orders.get(entity)
    if known is None:
        fields = entity.fields().items()
        formulas = {n: set(own_fields(f.formula.tree)) for n, f in fields if f.formula is not None}
        lookups = {n: {f.lookup[0]} for n, f in fields if f.lookup}
        known = _orders[entity] = (_after_what_they_read(formulas), _after_what_they_read(lookups))
    return known


def _after_what_they_read(pending: dict[str, set[str]]) -> tuple[str, ...]:
    ordered: list[str] = []
    while pending:
        ready = [name for name, reads in pending.items() if not (reads - {name}) & set(pending)]
        for name in ready or list(pending):
            ordered.append(name)
            del pending[name]
    return tuple(ordered)


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
