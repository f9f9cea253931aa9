"""Conditions that our expressions have no sign for, said in others that mean the same."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from generator.importers.model import Node

COMPARED: Final = ("eq", "ne", "lt", "le", "gt", "ge")
MOST_COUNTED: Final = 4
"""Conditions that are counted (`num_nonnulls(a, b) = 1`): every way to reach the number is written out."""
_NULL: Final[Node] = ["lit", None]
_DAYS: Final = re.compile(r"\s*(-?\d{1,5})\s*(day|days|week|weeks)\s*\Z", re.IGNORECASE)
_TESTS: Final[dict[str, Callable[[int, int], bool]]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
}  # fmt: skip
_BOOLEAN: Final = frozenset({*COMPARED, "and", "or", "not", "in"})


def rewritten(node: Node) -> Node:
    """The comparison itself, or one without counting of conditions, remainders, parts of texts and of dates."""
    kind, left, right = node
    if left[0] == "lit" and right[0] != "lit":
        kind, left, right = _TURNED[kind], right, left
    if left[:2] == ["call", "row"] and right == _NULL and kind in ("eq", "ne"):
        return ["and", *([kind, each, _NULL] for each in left[2:])]
    value = right[1] if right[0] == "lit" else None
    if isinstance(value, int) and not isinstance(value, bool):
        counted = _counted(left)
        if counted:
            return _ways(counted, kind, value)
    for rule in (_remainder, _part, _place, _year):
        found = rule(kind, left, value)
        if found is not None:
            return found
    return _moved(kind, left, right) or node


_TURNED: Final = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}


def _counted(node: Node) -> list[Node] | None:
    """The conditions that are added up; None: it is no sum of conditions."""
    if node[0] == "call" and node[1] in ("num_nonnulls", "num_nulls"):
        kind = "ne" if node[1] == "num_nonnulls" else "eq"
        found = [[kind, each, _NULL] for each in node[2:]]
    elif node[0] == "add":
        found = []
        for each in node[1:]:
            inner = _counted(each)
            if inner is None and each[0] not in _BOOLEAN:
                return None
            found += inner or [each]
    else:
        return None
    return found if len(found) <= MOST_COUNTED else None


def _ways(conditions: list[Node], kind: str, number: int) -> Node:
    """Every combination whose count fits, as one alternative."""
    ways = [
        [
            "and",
            *(each if held else ["not", each] for each, held in zip(conditions, row, strict=True)),
        ]
        for row in itertools.product((True, False), repeat=len(conditions))
        if _TESTS[kind](sum(row), number)
    ]
    some = _TESTS[kind]
    size = len(conditions)
    if all(some(count, number) == (count > 0) for count in range(size + 1)):
        return ["or", *conditions]
    if all(some(count, number) == (count == size) for count in range(size + 1)):
        return ["and", *conditions]
    return ["or", *ways] if ways else ["lit", False]


def _remainder(kind: str, left: Node, value: Any) -> Node | None:
    """`a % 5 = 0`: five times the rounded fifth is the number itself."""
    if left[0] != "mod" or left[2][0] != "lit" or value != 0 or kind not in ("eq", "ne"):
        return None
    step = left[2][1]
    if isinstance(step, bool) or not isinstance(step, int | Decimal) or not 0 < step < 10**6:
        return None
    return [kind, ["mul", ["call", "round", ["div", left[1], left[2]]], left[2]], left[1]]


def _part(kind: str, left: Node, value: Any) -> Node | None:
    """`left(code, 2) = 'AB'`, `substr(code, 1, 2) = 'AB'`: begins with it."""
    if left[0] != "call" or kind not in ("eq", "ne") or not isinstance(value, str) or not value:
        return None
    length = None
    if left[1] == "left" and len(left) == 4:
        length = left[3]
    elif left[1] in ("substr", "substring") and len(left) == 5 and left[3] == ["lit", 1]:
        length = left[4]
    elif left[1] in ("charat", "at") and len(left) == 4 and left[3] == ["lit", 0]:
        length = ["lit", 1]
    if length != ["lit", len(value)]:
        return None
    found: Node = ["call", "starts", left[2], ["lit", value]]
    return found if kind == "eq" else ["not", found]


def _place(kind: str, left: Node, value: Any) -> Node | None:
    """`position('@' in mail) > 0`, `instr(mail, '@')`: contains it."""
    if left[0] != "call" or left[1] not in ("strpos", "instr", "position", "charindex"):
        return None
    holds = {("gt", 0): True, ("ge", 1): True, ("ne", 0): True, ("eq", 0): False, ("lt", 1): False}
    if len(left) != 4 or (kind, value) not in holds:
        return None
    text, part = (left[3], left[2]) if left[1] in ("position", "charindex") else (left[2], left[3])
    found: Node = ["call", "contains", text, part]
    return found if holds[kind, value] else ["not", found]


def _year(kind: str, left: Node, value: Any) -> Node | None:
    """`extract(year from day) >= 2000`: not before the year's first day."""
    if left[:2] != ["call", "year"] or len(left) != 3:
        return None
    try:
        year = int(value)
    except (TypeError, ValueError):
        return None
    if not 1 <= year <= 9998 or year != value:
        return None
    first, after = (["lit", f"{each:04}-01-01"] for each in (year, year + 1))
    made: dict[str, Node] = {
        "ge": ["ge", left[2], first], "gt": ["ge", left[2], after], "le": ["lt", left[2], after], "lt": ["lt", left[2], first],
        "eq": ["and", ["ge", left[2], first], ["lt", left[2], after]], "ne": ["or", ["lt", left[2], first], ["ge", left[2], after]],
    }  # fmt: skip
    return made[kind]


def _moved(kind: str, left: Node, right: Node) -> Node | None:
    """`due <= start + 30`: from the start to the day when it is due are at most 30 days."""
    for turned, here, there in ((kind, left, right), (_TURNED[kind], right, left)):
        if there[0] in ("add", "sub") and here[0] == "field":
            days = days_of(there[2])
            if days is not None and there[1][0] in ("field", "call"):
                number = days if there[0] == "add" else -days
                return ["span", turned, there[1], here, number, [kind, left, right]]
    return None


def days_of(node: Node) -> int | None:
    """Whole days that a number or an interval is; None: it is neither."""
    if node[0] == "call" and node[1] == "interval" and len(node) == 3:
        node = node[2]
    if node[0] != "lit" or isinstance(node[1], bool):
        return None
    if isinstance(node[1], int):
        return node[1]
    found = _DAYS.match(node[1]) if isinstance(node[1], str) else None
    if found is None:
        return None
    return int(found[1]) * (7 if found[2].lower().startswith("week") else 1)
