"""Finds a drop and an add that are probably one rename: the data would go to the trash for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from generator.matching import Pair
from generator.plan import Entity, Field, Labels, Transition

SIMILAR = 0.6


def suspects(
    pairs: list[Pair[Any]], alike: Callable[[Any, Any], bool]
) -> Iterator[tuple[Any, Any]]:
    """(dropped, added) that look like one thing; each dropped one at most once."""
    dropped = [pair.before for pair in pairs if pair.after is None]
    added = [pair.after for pair in pairs if pair.before is None]
    for old in dropped:
        found = next((new for new in added if alike(old, new)), None)
        if found is not None:
            added.remove(found)
            yield old, found


def fields_alike(old: Field, new: Field) -> bool:
    """Same type and target, and a similar name or the same label."""
    if (old.type, old.target) != (new.type, new.target):
        return False
    return similar(old.name, new.name) or same_label(old.labels, new.labels)


def entities_alike(old: Entity, new: Entity) -> bool:
    """The same label, or most fields in common, or similar names with some fields in common."""
    before = {(field.name, field.type) for field in old.fields}
    after = {(field.name, field.type) for field in new.fields}
    share = len(before & after) / max(len(before | after), 1)
    if same_label(old.labels, new.labels):
        return True
    return share >= 0.6 or (share >= 0.3 and similar(old.table, new.table))


def named_alike(old: Any, new: Any) -> bool:
    """Enum values, states and roles: a similar name or the same label."""
    return similar(old.name, new.name) or same_label(old.labels, new.labels)


def transitions_alike(old: Transition, new: Transition) -> bool:
    """A similar name, the same label, or the same way: the log would not know what people did."""
    if named_alike(old, new):
        return True
    return (old.sources, old.target, dict(old.by)) == (new.sources, new.target, dict(new.by))


def similar(first: str, second: str) -> bool:
    """`due_at` and `due_on`; one name inside the other counts from four letters on."""
    if min(len(first), len(second)) >= 4 and (first in second or second in first):
        return True
    return SequenceMatcher(a=first, b=second).ratio() > SIMILAR


def same_label(first: Labels, second: Labels) -> bool:
    return any(first[code] == second.get(code) for code in first)
