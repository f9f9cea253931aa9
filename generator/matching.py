"""Which thing of the old plan is which thing of the new one: by name, or by `was:`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.plan import Entity, Enum, Plan

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Pair(Generic[Item]):
    """Both: kept (perhaps renamed). Only `after`: added. Only `before`: dropped."""

    before: Item | None
    after: Item | None


def renames(before: Iterable[Any], after: Iterable[Any]) -> dict[str, str]:
    """old name → new name, for things with `name` and `was`.

    `was:` stays in the schema after it was done, so it counts only when the old name is still there in the
    old plan, the new one is not, and the new plan does not use the old name for something else.
    """
    old = {item.name for item in before}
    items = list(after)
    new = {item.name for item in items}
    return {
        item.was: item.name
        for item in items
        if item.was in old and item.was not in new and item.name not in old
    }


def pairs(before: Iterable[Any], after: Iterable[Any]) -> Iterator[Pair[Any]]:
    """Kept and added in the new order, then what was dropped."""
    old = {item.name: item for item in before}
    new = list(after)
    back = {name: was for was, name in renames(old.values(), new).items()}
    kept: set[str] = set()
    for item in new:
        name = back.get(item.name, item.name)
        kept.add(name)
        yield Pair(old.get(name), item)
    for name, item in old.items():
        if name not in kept:
            yield Pair(item, None)


def entities(before: Plan, after: Plan) -> list[Pair[Entity]]:
    return list(pairs(before.entities, after.entities))


def enums(before: Plan, after: Plan) -> list[Pair[Enum]]:
    """Enums have no `was`: one that a field uses follows that field, so an inline enum follows its entity."""
    old_by_name = {enum.name: enum for enum in before.enums}
    follows: dict[str, str] = {}
    for pair in entities(before, after):
        if pair.before is None or pair.after is None:
            continue
        for fields in pairs(pair.before.fields, pair.after.fields):
            if fields.before and fields.after and fields.before.enum and fields.after.enum:
                follows.setdefault(fields.after.enum, fields.before.enum)
    taken = {enum.name for enum in after.enums}
    result: list[Pair[Enum]] = []
    kept: set[str] = set()
    for enum in after.enums:
        was = enum.name
        if was not in old_by_name and follows.get(was, "") not in taken:
            was = follows.get(was, was)
        kept.add(was)
        result.append(Pair(old_by_name.get(was), enum))
    result += [Pair(enum, None) for name, enum in old_by_name.items() if name not in kept]
    return result
