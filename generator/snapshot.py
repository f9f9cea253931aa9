"""A plan as JSON and back: app/generated/schema.json and migrations/schema.json."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from generator.plan import Plan

FORMAT = 1
"""Raised when an old snapshot can no longer be loaded as it is."""


def dump(plan: Plan, *, revision: str | None = None) -> str:
    """Stable text: fields in declaration order, what equals its default left out, one entry a line.

    `revision` is the migration that the plan belongs to, in migrations/schema.json.
    """
    document = {"format": FORMAT, **_encode(plan)}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return with_revision(text, revision) if revision else text


def with_revision(text: str, revision: str) -> str:
    """A dump without a revision as one with it: a large plan is written out once."""
    first, rest = text.split("\n", 2)[1], text.split("\n", 2)[2]
    return f'{{\n{first}\n "revision": {json.dumps(revision)},\n{rest}'


def load(text: str) -> Plan:
    """The plan that `dump` wrote. ValueError: the text is no snapshot of this format."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.pop("format", None) != FORMAT:
        raise ValueError(f"not a schema snapshot of format {FORMAT}; run `dougong generate`")
    document.pop("revision", None)
    plan = _decode(Plan, document)
    assert isinstance(plan, Plan)  # noqa: S101 - for the type checker
    return plan


def revision(text: str) -> str:
    """The migration that a snapshot belongs to. ValueError: it names none."""
    document = json.loads(text)
    if not isinstance(document, dict) or not isinstance(document.get("revision"), str):
        raise ValueError("the snapshot names no revision")
    found: str = document["revision"]
    return found


def _encode(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {
            field.name: _encode(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, Mapping):
        return {str(key): _encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encode(item) for item in value]
    raise TypeError(f"a plan cannot hold {type(value).__name__}: {value!r}")


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, value: Any) -> Any:
    """`value` as the annotation `kind` wants it: tuples, mappings with typed keys, nested dataclasses."""
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        hints = _hints(typing.cast(type, kind))
        unknown = sorted(set(value) - set(hints))
        if unknown:
            raise ValueError(f"{getattr(kind, '__name__', kind)} has no {', '.join(unknown)}")
        return typing.cast(Any, kind)(
            **{key: _decode(hints[key], item) for key, item in value.items()}
        )
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return _decode_union(arguments, value)
    if origin is tuple and isinstance(value, list):
        inner = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_decode(each, item) for each, item in zip(inner, value, strict=True))
    if origin is not None and isinstance(value, dict):
        key_kind, item_kind = arguments
        return {
            (int(key) if key_kind is int else key): _decode(item_kind, item)
            for key, item in value.items()
        }
    if kind is Any and isinstance(value, dict) and set(value) == {"$decimal"}:
        return Decimal(value["$decimal"])
    return value


def _decode_union(arguments: tuple[Any, ...], value: Any) -> Any:
    for kind in arguments:
        if isinstance(value, dict) and (
            dataclasses.is_dataclass(kind) or typing.get_origin(kind) is not None
        ):
            return _decode(kind, value)
        if isinstance(value, list) and typing.get_origin(kind) is tuple:
            return _decode(kind, value)
    return value
