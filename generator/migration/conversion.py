"""What becomes of stored values when a field changes: filled, rescaled, checked, or refused."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.emit.columns import column_type, storage
from generator.emit.python import Call, call
from generator.expression.literals import moment
from generator.field_types import FIELD_TYPES
from generator.migration.steps import Operation, helper
from generator.plan import Enum, Field

INSTANTS = ("time", "datetime")
"""Each database keeps these in a form of its own."""


def instant(kind: str, text: str, timezone: str) -> Call:
    """A fixed time or moment; one that the compiler has read carries its offset already."""
    return call(f"a_{kind}", moment(text, kind, timezone) or text)


def clock(name: str, timezone: str) -> Call:
    """`today()` and `now()` of expressions, at the time of the migration."""
    return call("today", timezone) if name == "today" else call("now")


def sql_literal(value: Any, field: Field, timezone: str) -> str | Call:
    """A stored value as SQL that SQLite and PostgreSQL both read."""
    row = FIELD_TYPES[field.type]
    if row.kind in INSTANTS:
        return instant(row.kind or "", str(value), timezone)
    if isinstance(value, bool):
        return "true" if value else "false"
    if row.kind == "decimal":
        return str(scaled(value, scale_of(field)))
    if row.is_number:
        return str(int(value))
    if isinstance(value, list | tuple | dict):
        return _text(json.dumps(list(value) if isinstance(value, tuple) else value))
    return _text(str(value))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def scale_of(field: Field) -> int:
    """Digits after the point that the stored whole number carries."""
    if FIELD_TYPES[field.type].kind != "decimal":
        return 0
    default = FIELD_TYPES[field.type].default_scale or 0
    return default if field.scale is None else field.scale


def scaled(value: Any, scale: int) -> int:
    exact = Decimal(str(value)).scaleb(scale)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def default_sql(field: Field, timezone: str) -> str | Call | None:
    """What existing rows get when the field is new: its default, when that is the same for every row."""
    if field.default is not None:
        return sql_literal(field.default, field, timezone)
    tree = field.default_expression.tree if field.default_expression else None
    if tree and tree[0] == "call" and tree[1] in ("today", "now") and field.type != "time":
        return clock(tree[1], timezone)
    if tree and tree[0] == "lit":
        return sql_literal(tree[2], field, timezone)
    return None


def convertible(old: Field, new: Field) -> bool:
    """Values keep their meaning: texts among texts, numbers among numbers, otherwise only the same type."""
    if old.type == new.type:
        return old.target == new.target
    if storage(old) != storage(new):
        return False
    if storage(old) == "attachment":
        return True
    before, after = FIELD_TYPES[old.type], FIELD_TYPES[new.type]
    if before.is_number and after.is_number:
        return True
    texts = {"string", "enum"}
    if before.kind in texts and after.kind in texts:
        return True
    return {old.type, new.type} <= {"files", "images"}


def guards(table: str, old: Field, new: Field, enum: Enum | None, where: str) -> list[Operation]:
    """Checks on the rows before a narrowing; each tells which rows are in the way."""
    result: list[Operation] = []
    column = new.name
    size = _length(new)
    if size is not None and (_length(old) is None or (_length(old) or 0) > size):
        result.append(helper("refuse_longer", table, column, size, where=where))
    if enum and old.type != new.type:
        values = [value.name for value in enum.values]
        result.append(helper("refuse_other_values", table, column, values, where=where))
    return result


def results(
    table: str, column: str, field: Field, enum: Enum | None, where: str
) -> list[Operation]:
    """Checks on what `using:` gave the rows."""
    found: list[Operation] = []
    size = _length(field)
    if size is not None:
        found.append(helper("refuse_longer", table, column, size, where=where))
    if enum and field.type == "enum":
        values = [value.name for value in enum.values]
        found.append(helper("refuse_other_values", table, column, values, where=where))
    return found


def _length(field: Field) -> int | None:
    """Characters that the column takes; None: any number, or no text."""
    return column_type(field).length if storage(field) == "column" else None
