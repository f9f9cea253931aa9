"""Keyset paging: a cursor remembers the sort values of a row, so page 2,000 costs what page 1 costs.

Rows without a value stand last, up and down, on both databases. The first key's empty rows are a segment of their own:
behind "value < x or value is null" no index helps.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, false, or_

from ..errors import BadRequest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of the order. `index` is where its value stands in a result row; `type` is the field type's name."""

    path: str
    type: str
    sql: Any
    index: int
    descending: bool = False
    nullable: bool = True
    nulls_first: bool = False
    """Only in a list that is read backwards."""

    @property
    def order(self) -> Any:
        order = self.sql.desc() if self.descending else self.sql.asc()
        if not self.nullable:
            return order
        return order.nulls_first() if self.nulls_first else order.nulls_last()

    def turned(self) -> SortKey:
        return replace(self, descending=not self.descending, nulls_first=not self.nulls_first)


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of one page, and whether there are more on either side."""

    rows: list[Sequence[Any]]
    next: str | None
    previous: str | None


class Pager:
    """Cuts pages out of one statement, under one order. What a page begins behind is filled in, so pages share their SQL."""

    def __init__(self, statement: Select[Any], keys: Sequence[SortKey]) -> None:
        self.keys = keys
        self._statement = statement
        self._made: dict[tuple[Any, ...], list[Select[Any]]] = {}

    def cut(
        self, session: Session, values: Mapping[str, Any], *, limit: int, cursor: str | None
    ) -> Cut:
        """One page: one SELECT, a second one only where the rows without a first value begin."""
        keys = self.keys
        if not cursor:
            found = self._fetch(session, values, False, None, limit + 1)
            rows = found[:limit]
            return Cut(rows, _mark(keys, rows, -1) if len(found) > limit else None, None)
        backwards, start = _decode(keys, cursor)
        found = self._fetch(session, values, backwards, start, limit + 1)
        rows = found[:limit]
        if backwards:
            rows.reverse()
        more = len(found) > limit
        return Cut(
            rows,
            _mark(keys, rows, -1) if rows and (backwards or more) else None,
            _mark(keys, rows, 0, backwards=True) if rows and (more or not backwards) else None,
        )

    def _fetch(
        self,
        session: Session,
        values: Mapping[str, Any],
        backwards: bool,
        start: Sequence[Any] | None,
        wanted: int,
    ) -> list[Sequence[Any]]:
        found: list[Sequence[Any]] = []
        behind = {f"cursor_{place}": value for place, value in enumerate(start or ())}
        for part in self._parts(backwards, start):
            given = {**values, **behind, "page_limit": wanted - len(found)}
            found += session.execute(part, given).all()
            if len(found) >= wanted:
                break
        return found

    def _parts(self, backwards: bool, start: Sequence[Any] | None) -> list[Select[Any]]:
        """Made once for each direction and each choice of empty values."""
        shape = (backwards, None if start is None else tuple(value is None for value in start))
        known = self._made.get(shape)
        if known is None:
            keys = [key.turned() for key in self.keys] if backwards else self.keys
            behind = None
            if start is not None:
                behind = [
                    None if value is None else bindparam(f"cursor_{place}", type_=key.sql.type)
                    for place, (key, value) in enumerate(zip(keys, start, strict=True))
                ]
            limit: Any = bindparam("page_limit", type_=Integer)
            parts = _segments(self._statement, keys, behind)
            known = self._made[shape] = [part.limit(limit) for part in parts]
        return known


def _segments(
    statement: Select[Any], keys: Sequence[SortKey], values: Sequence[Any] | None
) -> list[Select[Any]]:
    """The statements whose rows, one behind the other, are the list behind `values` (parameters, or None for empty)."""
    first, rest = keys[0], keys[1:]
    if not first.nullable:
        return [_ordered(statement, keys, values)]
    filled = [replace(first, nullable=False), *rest]
    parts: list[Select[Any] | None] = [
        None
        if values is not None and values[0] is None
        else _ordered(statement.where(first.sql.is_not(None)), filled, values),
        _ordered(
            statement.where(first.sql.is_(None)),
            rest,
            values[1:] if values is not None and values[0] is None else None,
        ),
    ]
    if first.nulls_first:
        parts.reverse()
        if values is not None and values[0] is not None:
            parts[0] = None
        elif values is not None:
            parts[1] = _ordered(statement.where(first.sql.is_not(None)), filled, None)
    return [part for part in parts if part is not None]


def _ordered(
    statement: Select[Any], keys: Sequence[SortKey], values: Sequence[Any] | None
) -> Select[Any]:
    found = statement.order_by(*[key.order for key in keys])
    return found if values is None else found.where(_after(keys, values))


def _after(keys: Sequence[SortKey], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows behind the values: further by the first key, or as far and further by the next …"""
    branches: list[Any] = []
    equal: list[Any] = []
    for key, value in zip(keys, values, strict=True):
        branches.append(and_(*equal, _behind(key, value)))
        equal.append(key.sql.is_(None) if value is None else key.sql == value)
    chain = or_(false(), *branches)
    first = keys[0]
    if first.nullable or len(keys) == 1:
        return chain
    # Says nothing new, but lets the index of the first key start at the right place.
    start = values[0]
    return and_(first.sql <= start if first.descending else first.sql >= start, chain)


def _behind(key: SortKey, value: Any) -> Any:
    if value is None:
        return key.sql.is_not(None) if key.nulls_first else false()
    behind = key.sql < value if key.descending else key.sql > value
    return or_(behind, key.sql.is_(None)) if key.nullable and not key.nulls_first else behind


# -- the cursor ---------------------------------------------------------------------------------------


def _mark(
    keys: Sequence[SortKey], rows: Sequence[Sequence[Any]], place: int, *, backwards: bool = False
) -> str:
    """The cursor at a row; `backwards` reads what stands before it."""
    values = [_plain(rows[place][key.index]) for key in keys]
    written = json.dumps(
        [_signature(keys), int(backwards), values], ensure_ascii=False, separators=(",", ":")
    )
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _signature(keys: Sequence[SortKey]) -> str:
    return ",".join(("-" if key.descending else "") + key.path for key in keys)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return value


def _decode(keys: Sequence[SortKey], cursor: str) -> tuple[bool, list[Any]]:
    """Whatever a client sends becomes values of the right types, or one clear refusal."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        signature, backwards, values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        if signature != _signature(keys) or backwards not in (0, 1) or not isinstance(values, list):
            raise ValueError(signature)
        if len(values) != len(keys):
            raise ValueError(values)
        return bool(backwards), [
            _typed(key, value) for key, value in zip(keys, values, strict=True)
        ]
    except (
        ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError,
        binascii.Error, InvalidOperation,
    ):  # fmt: skip
        raise BadRequest(
            "cursor 无效，请从第一页重新开始 / This cursor does not belong to this list; start at the first page.",
            field="cursor",
            code="bad_cursor",
        ) from None


def _typed(key: SortKey, value: Any) -> Any:
    if value is None:
        if not key.nullable:
            raise ValueError(key.path)
        return None
    return _TYPES.get(key.type, _text)(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    value.encode()
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise ValueError(value)
    return value


def _number(value: Any) -> Decimal:
    number = Decimal(_text(value))
    if not number.is_finite() or not -20 < number.adjusted() < 18:
        raise ValueError(value)
    return number


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _moment(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment.astimezone(dt.UTC)


def _time(value: Any) -> dt.time:
    return dt.time.fromisoformat(_text(value)).replace(tzinfo=None)


_TYPES: dict[str, Any] = {
    **dict.fromkeys(("int", "duration", "rating", "ref", "place"), _whole),
    **dict.fromkeys(("decimal", "money", "percent"), _number),
    "bool": _truth,
    "date": lambda value: dt.date.fromisoformat(_text(value)),
    "datetime": _moment,
    "time": _time,
}
