"""Conditions that a list can be filtered by: comparisons of a field with a value, joined by `and`."""

from __future__ import annotations

from typing import Any, Final

from generator.nodes import Node, ScalarNode
from generator.symbols import Symbols

_COMPARED: Final = ("eq", "ne", "lt", "le", "gt", "ge", "in", "not_in")
MOST_DAYS: Final = 366
_TOLD: Final = (
    "only `field == value` and the like, joined by `and`: a figure opens a list of its rows"
)


def check_plain(symbols: Symbols, node: Node | None, path: str) -> None:
    """Refuse a compiled condition that no list of filters can say."""
    compiled = symbols.compiled.get(id(node)) if node is not None else None
    if isinstance(node, ScalarNode) and compiled is not None and not _is_plain(compiled.tree):
        symbols.refuse(node.at, "S806", _TOLD, path)


def _is_plain(tree: Any) -> bool:
    if tree[0] == "and":
        return all(_is_plain(part) for part in tree[1:])
    if tree[0] in ("lt", "le") and _is_soon(tree[1]):
        return bool(
            tree[2][0] == "lit" and isinstance(tree[2][2], int) and 0 < tree[2][2] <= MOST_DAYS
        )
    if tree[0] in _COMPARED:
        return _is_name(tree[1]) and _is_value(tree[2])
    if tree[0] in ("is_null", "not_null"):
        return _is_name(tree[1])
    return _is_name(tree)


def _is_soon(tree: Any) -> bool:
    """`days(today(), due_on)`: the next days up to one."""
    return bool(tree[:3] == ["call", "days", ["call", "today"]] and _is_name(tree[3]))


def _is_name(tree: Any) -> bool:
    return isinstance(tree, list) and bool(tree) and tree[0] in ("field", "path")


def _is_value(tree: Any) -> bool:
    if tree[0] == "list":
        return all(part[0] == "lit" for part in tree[1:])
    return tree[0] in ("lit", "user") or tree == ["call", "today"]
