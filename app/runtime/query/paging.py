"""Keyset paging: a cursor remembers the last row's sort values, so page 2,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from ..errors import BadRequest
from ..field import Field


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of the order. `index` is where its value stands in a result row."""

    path: str
    field: Field
    sql: Any
    descending: bool
    index: int

    @property
    def order(self) -> Any:
        return self.sql.desc() if self.descending else self.sql.asc()


def encode(keys: Sequence[SortKey], row: Sequence[Any]) -> str:
    """The cursor after `row`."""
    values = [_plain(row[key.index]) for key in keys]
    text = json.dumps([_signature(keys), values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def after(keys: Sequence[SortKey], cursor: str, *, nulls_first: bool) -> ColumnElement[bool]:
    """Rows behind the cursor. `nulls_first`: the database sorts null below every value (SQLite)."""
    values = _decode(keys, cursor)
    branches: list[Any] = []
    equal: list[Any] = []
    for key, value in zip(keys, values, strict=True):
        branches.append(and_(*equal, _behind(key, value, nulls_first=nulls_first)))
        equal.append(key.sql.is_(None) if value is None else key.sql == value)
    return or_(false(), *branches)


def _behind(key: SortKey, value: Any, *, nulls_first: bool) -> Any:
    null_is_behind = key.descending is nulls_first
    if value is None:
        return false() if null_is_behind else key.sql.is_not(None)
    behind = key.sql < value if key.descending else key.sql > value
    return or_(behind, key.sql.is_(None)) if null_is_behind else behind


def _signature(keys: Sequence[SortKey]) -> str:
    return ",".join(("-" if key.descending else "") + key.path for key in keys)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return value


def _decode(keys: Sequence[SortKey], cursor: str) -> list[Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        signature, values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        if signature != _signature(keys) or len(values) != len(keys):
            raise ValueError(signature)
        return [_typed(key.field, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, binascii.Error, InvalidOperation, RecursionError):
        raise BadRequest(
            "cursor 无效，请从第一页重新开始 / This cursor does not belong to this list; start at the first page.",
            field="cursor",
            code="bad_cursor",
        ) from None


def _typed(field: Field, value: Any) -> Any:
    if value is None:
        return None
    match field.type:
        case "decimal" | "money" | "percent":
            number = Decimal(value)
            if not number.is_finite() or abs(number) > Decimal(10) ** 18:
                raise ValueError(value)
            return number
        case "date":
            return dt.date.fromisoformat(value)
        case "datetime":
            moment = dt.datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise ValueError(value)
            return moment
        case "time":
            return dt.time.fromisoformat(value)
        case "int" | "duration" | "rating" | "ref":
            if not isinstance(value, int) or abs(value) >= 2**63:
                raise ValueError(value)
            return value
        case "bool":
            return bool(value)
        case _:
            if not isinstance(value, str) or "\0" in value:
                raise ValueError(value)
            return value
