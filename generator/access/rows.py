"""Sets of rows as alternatives of conditions: enough to say whether one set holds all of another."""

from __future__ import annotations

import itertools
import json
from typing import Any

Rows = frozenset[frozenset[str]]
"""Alternatives, each a set of conditions that hold together. A condition is the text of its tree."""

ALL: Rows = frozenset({frozenset()})
NONE: Rows = frozenset()
MANY = 64
"""More alternatives than this are one condition that nobody looks into."""


def rows(tree: list[Any]) -> Rows:
    """`a and (b or c)` → a b, a c. A list of values is one alternative each."""
    match tree:
        case ["and", *parts]:
            return both(*(rows(part) for part in parts))
        case ["or", *parts]:
            return either(*(rows(part) for part in parts))
        case ["in", left, ["list", *values]]:
            return either(*(_one(["eq", left, value]) for value in values))
        case ["lit", "bool", value]:
            return ALL if value else NONE
    return _one(tree)


def _one(tree: list[Any]) -> Rows:
    return frozenset({frozenset({json.dumps(tree, sort_keys=True, default=str)})})


def both(*sets: Rows) -> Rows:
    """Rows in all of the sets."""
    count = 1
    for each in sets:
        count *= len(each)
    if count > MANY:
        return _one(["and", *(_text(each) for each in sets)])
    return frozenset(frozenset().union(*choice) for choice in itertools.product(*sets))


def either(*sets: Rows) -> Rows:
    """Rows in any of the sets."""
    found = frozenset().union(*sets)
    return _one(["or", *(_text(each) for each in sets)]) if len(found) > MANY else found


def within(inner: Rows, outer: Rows) -> bool:
    """Whether `outer` surely holds every row of `inner`. False also means: nobody can tell."""
    return all(any(wide <= narrow for wide in outer) for narrow in inner)


def _text(found: Rows) -> list[Any]:
    return sorted(sorted(each) for each in found)
