"""Choices of an enum, and references to records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .numbers import INT_LIMIT, PERSON_LIMIT
from .problems import problem

if TYPE_CHECKING:
    from ..field import Field


def choice(field: Field, raw: Any) -> str:
    names = [value.name for value in field.enum.values] if field.enum else []
    if not isinstance(raw, str) or raw not in names:
        raise problem(
            "choice",
            zh=f"没有这个选项，可选：{'、'.join(names)}",
            en=f"There is no such choice; choose one of: {', '.join(names)}.",
        )
    return raw


def choices(field: Field, raw: Any) -> list[str]:
    """In the order of the enum, each once."""
    given = {choice(field, one) for one in listed(raw)}
    names = [value.name for value in field.enum.values] if field.enum else []
    return _at_most(field, [name for name in names if name in given])


def listed(raw: Any) -> list[Any]:
    """A list, or one value standing alone."""
    if isinstance(raw, (str, bytes, Mapping)) or not isinstance(raw, Iterable):
        return [raw]
    return list(raw)


def _at_most(field: Field, values: list[Any]) -> list[Any]:
    if field.max is not None and len(values) > int(field.max):
        raise problem("max", zh=f"最多 {field.max} 个", en=f"At most {field.max} are allowed.")
    return values


def reference(field: Field, raw: Any) -> int:
    """An id, written as number, text, `{"id": 3}` or the record itself."""
    if isinstance(raw, Mapping):
        raw = raw.get("id")
    elif hasattr(raw, "__mapper__"):
        raw = _identity(raw)
    if isinstance(raw, str) and re.fullmatch(r"\s*\d{1,18}\s*", raw):
        raw = int(raw)
    most = PERSON_LIMIT if field.to == "User" else INT_LIMIT
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw <= most:
        raise problem("reference", zh="请选择一条记录", en="Choose a record.")
    return raw


def _identity(record: Any) -> Any:
    """The id without touching the database: the record may be of a session that is past."""
    from sqlalchemy import inspect

    key = inspect(record).identity
    return key[0] if key else record.id


def references(field: Field, raw: Any) -> list[int]:
    return _at_most(field, list(dict.fromkeys(reference(field, one) for one in listed(raw))))
