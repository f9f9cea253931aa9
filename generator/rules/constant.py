"""Conditions that say the same about every record, or that contradict themselves."""

from __future__ import annotations

from generator.plan import Tree

_NEGATED = {"is_null": "not_null", "not_null": "is_null"}


def constant_condition(tree: Tree) -> str:
    """What is wrong with the condition; empty when nothing is."""
    if not _reads_something(tree):
        return "this is the same for every record"
    return _contradiction(tree)


def _reads_something(tree: Tree) -> bool:
    match tree[0]:
        case "field" | "path" | "user" | "custom":
            return True
        case "call":
            return tree[1] in ("today", "now", "uuid") or any(
                _reads_something(each) for each in tree[2:]
            )
        case "lit" | "list":
            return False
        case _:
            return any(_reads_something(each) for each in tree[1:])


def _contradiction(tree: Tree) -> str:
    """`a == 1 and a == 2`, `a and not a`, `a == null and a != null`; `or` of a condition and its negation."""
    if tree[0] not in ("and", "or"):
        return _contradiction(tree[1]) if tree[0] == "not" else ""
    parts = tree[1:]
    for part in parts:
        told = _contradiction(part)
        if told:
            return told
    for number, part in enumerate(parts):
        if part in parts[:number]:
            return "the same condition stands here twice"
        for other in parts[:number]:
            if tree[0] == "and" and (_excludes(part, other) or _excludes(other, part)):
                return "this can never be true"
            if tree[0] == "or" and _is_negation(part, other):
                return "this is always true"
    return ""


def _is_negation(a: Tree, b: Tree) -> bool:
    return bool(
        a == ["not", b] or b == ["not", a] or (_NEGATED.get(a[0]) == b[0] and a[1:] == b[1:])
    )


def _excludes(a: Tree, b: Tree) -> bool:
    if _is_negation(a, b):
        return True
    if a[0] != "eq":
        return False
    if b[0] == "eq":
        two_values = a[2][0] == b[2][0] == "lit" and a[2] != b[2]
        return bool(two_values and a[1] == b[1])
    return bool(b[0] == "is_null" and a[1] == b[1])
