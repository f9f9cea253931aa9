"""The column type of sensitive values: encrypted in the database, plain in Python, comparable for equality only.

Stored: `<blind>.<key>.<ciphertext>`. The database itself makes `<column>_blind` of the first 32 characters, which
carries the indexes; the application never writes it. The ciphertext is bound to table and column.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, and_, false, inspect
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.types import TypeDecorator, TypeEngine

from . import cipher

SUFFIX = "_blind"
LENGTH = 32

READ: Mapping[str, Any] = {
    "json": json.loads,
    "date": lambda text: dt.date.fromisoformat(text),
    "time": lambda text: dt.time.fromisoformat(text),
    "datetime": lambda text: dt.datetime.fromisoformat(text),
    "decimal": Decimal,
}


class CannotCompare(TypeError):
    """Sensitive values are equal or not; they have no order and no parts."""


class Sensitive(TypeDecorator[Any]):
    """`kind`: json (texts, whole numbers, truth, lists), decimal, date, time or datetime. `place`: table.column."""

    impl = Text
    cache_ok = True

    def __init__(
        self, place: str, kind: str = "json", *, scale: int = 0, blind: bool = False
    ) -> None:
        super().__init__()
        self.place = place
        self.kind = kind
        self.scale = scale
        self.blind = blind

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        if value is None:
            return None
        plain = self.plain(value)
        mark = cipher.blind(plain, self.place) if self.blind else ""
        return f"{mark}.{cipher.seal(plain, self.place)}"

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        if value is None:
            return None
        return READ[self.kind](cipher.unseal(value.partition(".")[2], self.place).decode())

    def plain(self, value: Any) -> bytes:
        """The bytes that stand for a value: equal values have equal ones."""
        match self.kind:
            case "decimal":
                text = format(round(Decimal(value), self.scale), "f")
            case "datetime":
                text = value.astimezone(dt.UTC).isoformat()
            case "date" | "time":
                text = value.isoformat()
            case _:
                text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return text.encode()

    def mark(self, value: Any) -> str:
        """What stands in the blind column for a value."""
        return cipher.blind(self.plain(value), self.place)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return self

    class Comparator(TypeDecorator.Comparator[Any]):
        """Equality goes to the blind column; everything else but null is refused."""

        def operate(self, op: Any, *other: Any, **more: Any) -> Any:
            if other and op in (operators.eq, operators.ne) and isinstance(other[0], ColumnClause):
                # SQLAlchemy itself asks whether two columns are the same one. As SQL it is never true.
                return super().operate(op, *other, **more)
            value = _value(other[0]) if other else None
            if value is None and op in (operators.eq, operators.is_):
                return super().operate(operators.is_, None)
            if value is None and op in (operators.ne, operators.is_not):
                return super().operate(operators.is_not, None)
            kind: Any = self.type
            if not kind.blind:
                raise CannotCompare(f"{kind.place} is encrypted; it cannot be compared.")
            column = _sibling(self.expr)
            if op in (operators.eq, operators.is_):
                return column == kind.mark(value)
            if op in (operators.ne, operators.is_not):
                return column != kind.mark(value)
            if op in (operators.in_op, operators.not_in_op):
                marks = [kind.mark(one) for one in value or ()]
                there = column.in_(marks) if marks else false()
                if op is operators.in_op:
                    return there
                return and_(column.is_not(None), column.not_in(marks))
            raise CannotCompare(
                f"{kind.place} is encrypted: it is equal to a value or not, and has no order or parts."
            )

    comparator_factory = Comparator


def _value(other: Any) -> Any:
    """The plain value of an operand: literals come as bound parameters."""
    if other is None or isinstance(other, (str, int, Decimal, dt.date, dt.time, list, tuple, set)):
        return other
    if hasattr(other, "value"):
        return other.value
    name = getattr(other, "__visit_name__", "")
    known = {"null": None, "true": True, "false": False}
    if name in known:
        return known[name]
    raise CannotCompare("Sensitive values are compared with given values only, not with columns.")


def _sibling(column: Any) -> Any:
    """The blind column beside it, in the same table or alias."""
    table = getattr(column, "table", None)
    if table is None:
        raise CannotCompare("A sensitive value that was computed cannot be compared.")
    return table.c[f"{column.name}{SUFFIX}"]


def type_of(entity: Any, name: str) -> Sensitive | None:
    """The type of a column that is encrypted, by its name; None for any other."""
    column = inspect(entity).local_table.c.get(name)
    kind = column.type if column is not None else None
    return kind if isinstance(kind, Sensitive) else None
