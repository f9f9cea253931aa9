"""A condition of the schema as the filters of a list, so that a figure opens exactly the rows that it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .. import filters

if TYPE_CHECKING:
    from ..context import Actor

Pair = tuple[str, str]

NOBODY: Pair = ("id", "0")
"""What is asked of a value that the reader does not have: no record has this id."""
_OPERATORS = {"eq": "", "ne": "__ne", "lt": "__lt", "le": "__lte", "gt": "__gt", "ge": "__gte"}


def pairs(tree: Any, actor: Actor) -> list[Pair]:
    """`state == 'new' and assignee == user.employee` → [("state", "new"), ("assignee", "7")].

    Raises ValueError for what is no comparison of a field with a value; the generator lets none through.
    """
    kind = tree[0]
    if kind == "and":
        return [pair for part in tree[1:] for pair in pairs(part, actor)]
    if kind in ("field", "path"):
        return [(_name(tree), "true")]
    if tree[1][0] == "call":
        # days(today(), due_on) < 7: up to the last of the next seven days.
        return [(f"{_name(tree[1][3])}__lte", f"next_{tree[2][2] + (kind == 'le')}_days")]
    name = _name(tree[1])
    if kind in ("is_null", "not_null"):
        return [(f"{name}__is_null", "true" if kind == "is_null" else "false")]
    if kind in ("in", "not_in"):
        values = _values(tree[2], actor)
        return [(f"{name}__{kind}", filters.joined(values))] if values else [NOBODY]
    value = _value(tree[2], actor)
    return [NOBODY] if value is None else [(f"{name}{_OPERATORS[kind]}", value)]


def _name(tree: Any) -> str:
    if tree[0] == "field":
        return str(tree[1])
    if tree[0] == "path":
        return ".".join([*tree[1], tree[2]])
    raise ValueError(f"{tree[0]} is no field")


def _value(tree: Any, actor: Actor) -> str | None:
    if tree[0] == "call":
        # The list asks anew each day that it is opened.
        return str(tree[1])
    return _text(actor.value(tuple(tree[1])) if tree[0] == "user" else tree[2])


def _values(tree: Any, actor: Actor) -> list[str]:
    if tree[0] == "user":
        found: Iterable[Any] = sorted(actor.value(tuple(tree[1])) or ())
    else:
        found = [part[2] for part in tree[1:]]
    return [text for one in found if (text := _text(one)) is not None]


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
