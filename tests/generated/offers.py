"""What the list of an entity offers to whoever looks at it: filters with a value each, sorts, a search."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from app.runtime.registry import EntityEntry
from tests.support.worlds import World

_VALUES = {
    "bool": "true", "ref": "1", "date": "2026-01-01", "datetime": "2026-01-01T00:00:00Z", "time": "10:00",
    **dict.fromkeys(("int", "decimal", "money", "percent", "duration", "rating"), "1"),
}  # fmt: skip
_OF_EVERY_RECORD = {"created_at": "datetime", "updated_at": "datetime"}
ONE_VALUE = ("enum", "bool", "ref", "state")
ANY_OF_MANY = ("enums", "refs")
"""And texts: asked for what they contain. A long list does not offer these."""


def view_of(world: World, entry: EntityEntry) -> Any:
    """The generated screen."""
    views = import_module(f"{world.package}.views").VIEWS
    return next(view for view in views if view.entity is entry.entity)


def filters_of(entry: EntityEntry, view: Any) -> Iterator[tuple[str, str]]:
    """`(key, value)` of each filter that the list offers whatever its length."""
    for name in view.filters:
        field = entry.entity.fields().get(name)
        kind = field.type if field is not None else _OF_EVERY_RECORD.get(name, "state")
        if kind == "state":
            assert entry.workflow is not None
            yield name, next(iter(entry.workflow.states))
        elif kind == "enum":
            assert field is not None
            assert field.enum is not None
            yield name, field.enum.names[0]
        elif kind in _VALUES:
            yield (name if kind in ONE_VALUE else f"{name}__gte"), _VALUES[kind]
