"""Checks judge the values that are there: an empty field passes a check that does not speak of null."""

from __future__ import annotations

from dataclasses import replace

from generator.plan import Expression, Tree


def passes_when_empty(expression: Expression, never_empty: frozenset[str]) -> Expression:
    """`due_at >= created_at` → `due_at == null or due_at >= created_at` when `due_at` may be empty.

    Fields inside `coalesce` and fields that the test compares with null itself are left alone.
    """
    found: dict[str, Tree] = {}
    spoken: set[str] = set()
    _collect(expression.tree, never_empty, found, spoken)
    empty = [["is_null", operand] for key, operand in found.items() if key not in spoken]
    return replace(expression, tree=["or", *empty, expression.tree]) if empty else expression


def _collect(
    tree: Tree, never_empty: frozenset[str], found: dict[str, Tree], spoken: set[str]
) -> None:
    match tree[0]:
        case "is_null" | "not_null":
            spoken.add(repr(tree[1]))
        case "field":
            if tree[1] not in never_empty:
                found.setdefault(repr(tree), tree)
        case "path":
            found.setdefault(repr(tree), tree)
        case "call" if tree[1] == "coalesce":
            return
        case "lit" | "user" | "custom" | "list":
            return
        case "call":
            for argument in tree[2:]:
                _collect(argument, never_empty, found, spoken)
        case _:
            for argument in tree[1:]:
                _collect(argument, never_empty, found, spoken)
