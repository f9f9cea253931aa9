"""Values of several parts: a location, JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import orjson

from .problems import problem

if TYPE_CHECKING:
    from ..field import Field


def geo(field: Field, raw: Any) -> dict[str, float]:
    """`{"latitude": 31.2, "longitude": 121.5}` or `31.2,121.5`."""
    if isinstance(raw, str):
        parts = raw.split(",")
        raw = dict(zip(("latitude", "longitude"), parts, strict=False)) if len(parts) == 2 else raw
    try:
        latitude, longitude = (float(raw[name]) for name in ("latitude", "longitude"))
    except (TypeError, KeyError, ValueError):
        latitude = longitude = float("nan")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise problem(
            "type",
            zh="位置写作 纬度,经度，如 31.23,121.47",
            en="Write a location as latitude,longitude: 31.23,121.47.",
        )
    return {"latitude": latitude, "longitude": longitude}


def structure(field: Field, raw: Any) -> Any:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError):
            raise problem("type", zh="不是正确的 JSON", en="This is not valid JSON.") from None
    try:
        json.dumps(raw, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise problem("type", zh="不是正确的 JSON", en="This is not valid JSON.") from None
    try:
        # What every answer is written with: a value that it refuses could never be read again, nor the list it is in.
        orjson.dumps(raw)
    except TypeError:
        raise problem(
            "type",
            zh="含有不能保存的内容：超过 64 位的整数、不成对的代理码，或嵌套过深",
            en="Holds what cannot be stored: a whole number of more than 64 bits, half a surrogate pair, or too many levels.",
        ) from None
    return raw
