"""What functions of SQL, JavaScript, Python and Frappe mean: trees with their names → trees with ours."""

from __future__ import annotations

import re
from typing import Final

from generator.importers.conditions.rewrites import COMPARED, rewritten
from generator.importers.model import Node

_NOW: Final = frozenset(
    {"now", "current_timestamp", "now_datetime", "getdate", "sysdate", "localtimestamp", "getutcdate", "transaction_timestamp"}
)  # fmt: skip
_TODAY: Final = frozenset(
    {"today", "current_date", "curdate", "nowdate", "get_today", "now_date", "get_today_date"}
)
_SAME: Final = frozenset(
    {
        "trim", "btrim", "ltrim", "rtrim", "strip", "cstr", "cint", "flt", "parseint", "parsefloat",
        "number", "string", "tostring", "str", "int", "float", "tofixed", "boolean", "bool", "date_trunc_day",
        "strip_html", "unistr", "valueof", "datetime",
    }
)  # fmt: skip
_RENAMED: Final = {
    "length": "len", "char_length": "len", "character_length": "len", "len": "len", "array_length": "len",
    "coalesce": "coalesce", "ifnull": "coalesce", "nvl": "coalesce", "isnull": "coalesce",
    "startswith": "starts", "starts_with": "starts", "starts": "starts",
    "contains": "contains", "tolowercase": "lower", "touppercase": "upper", "greatest": "max", "least": "min", "min": "min", "max": "max", "round": "round",
    "date_diff": "days_back", "get_diff": "days_back", "get_day_diff": "days_back", "datediff": "days_back", "days": "days",
}  # fmt: skip
_INDEX: Final = {"ge": False, "gt": False, "ne": False, "lt": True, "eq": True}


def meant(node: Node) -> Node:
    """The same tree with nothing but the nodes and functions that `render` knows."""
    kind = node[0]
    if kind in ("lit", "field", "regex", "span"):
        return _word(node) if kind == "field" else node
    if kind in _INDEX and _is_index(node):
        found = ["call", "includes", *node[1][2:]]
        return meant(["not", found] if _INDEX[kind] else found)
    if kind == "attr":
        inner = meant(node[1])
        return ["call", "len", inner] if node[2] in ("length", "size") else ["attr", inner, node[2]]
    if kind == "call":
        return _call(str(node[1]), [meant(each) for each in node[2:]])
    made = [kind, *(meant(each) if isinstance(each, list) else each for each in node[1:])]
    if kind == "same":
        return _same(made)
    if kind in COMPARED:
        return rewritten(made)
    if (
        kind == "in"
        and made[2][0] == "list"
        and made[1][0] == "call"
        and made[1][1] in ("left", "substr", "substring")
    ):
        return ["or", *(rewritten(["eq", made[1], each]) for each in made[2][1:])]
    if kind in ("like", "ilike", "glob", "match"):
        return _pattern(kind, made)
    return made


def _same(node: Node) -> Node:
    """`a is not distinct from b`: equal, or both empty."""
    a, b = node[1:]
    if ["lit", None] in (a, b):
        return ["eq", a, b]
    null: Node = ["lit", None]
    return ["or", ["eq", a, b], ["and", ["eq", a, null], ["eq", b, null]]]


def _word(node: Node) -> Node:
    names = node[1]
    lowered = names[-1].lower()
    if len(names) == 1 and lowered in _NOW:
        return ["call", "now"]
    if len(names) == 1 and lowered in _TODAY:
        return ["call", "today"]
    return node


def _is_index(node: Node) -> bool:
    """`a.indexOf(b) >= 0`, `> -1`, `!= -1`; turned round `== -1`, `< 0`."""
    call, number = node[1], node[2]
    if call[0] != "call" or str(call[1]).lower() != "indexof" or number[0] != "lit":
        return False
    return bool(number[1] == (0 if node[0] in ("ge", "lt") else -1))


def _call(name: str, given: list[Node]) -> Node:
    lowered = name.lower()
    if lowered in _NOW:
        return ["call", "now"]
    if lowered in _TODAY or (lowered == "date" and given[:1] == [["lit", "now"]]):
        return ["call", "today"]
    if lowered in _SAME or (lowered == "date" and len(given) == 1):
        return given[0] if given else ["call", name]
    if lowered in ("in_list", "includes") and len(given) == 2:
        if given[0][0] == "list":
            return ["in", given[1], given[0]]
        return ["call", "contains", *given]
    if lowered == "days_diff" or _RENAMED.get(lowered) == "days_back":
        return ["call", "days", *reversed(given[:2])]
    if lowered in ("test", "regexp_like", "regexp_matches", "match") and len(given) == 2:
        pattern, value = given if given[0][0] == "regex" else (given[1], given[0])
        return _pattern("match", ["match", value, pattern])
    if lowered == "abs" and len(given) == 1:
        return ["call", "max", given[0], ["neg", given[0]]]
    if lowered in ("typeof", "json_valid", "json_type"):
        return ["call", "typeof"]
    if lowered in (
        "mod",
        "num_nonnulls",
        "num_nulls",
        "row",
        "left",
        "substr",
        "substring",
        "strpos",
        "instr",
        "position",
        "charindex",
        "charat",
    ):
        return (
            ["mod", *given] if lowered == "mod" and len(given) == 2 else ["call", lowered, *given]
        )
    if lowered == "year" or (lowered == "date_part" and given[:1] == [["lit", "year"]]):
        return ["call", "year", *given[-1:]]
    if lowered == "nullif" and len(given) == 2 and given[1] == ["lit", ""]:
        return given[0]
    if lowered == "add_days" and len(given) == 2:
        return ["add", *given]
    if lowered in ("power", "pow") and len(given) == 2 and given[1] in (["lit", 2], ["lit", 3]):
        made = given[0]
        for _ in range(int(given[1][1]) - 1):
            made = ["mul", made, given[0]]
        return made
    if lowered == "isfinite" and len(given) == 1:
        return ["lit", True]
    if lowered == "cardinality":
        return ["call", "len", *given]
    if lowered in ("is_set", "isset") and given:
        return ["ne", given[0], ["lit", None]]
    if lowered in ("lower", "upper"):
        name = lowered
    return ["call", _RENAMED.get(lowered, name), *given]


def _pattern(kind: str, node: Node) -> Node:
    """LIKE, GLOB and simple regular expressions as starts, contains or equality; the others stay."""
    value, pattern = node[1], node[2]
    text = pattern[1] if pattern[0] in ("lit", "regex") else None
    if not isinstance(text, str):
        return [kind, *node[1:]]
    if kind in ("like", "glob"):
        return _like(value, text, "%" if kind == "like" else "*") or [kind, value, ["lit", text]]
    if kind == "ilike":
        return ["ilike", value, ["lit", text]]
    if re.fullmatch(r"\^[\w @-]+", text):
        return ["call", "starts", value, ["lit", text[1:]]]
    if re.fullmatch(r"[\w @-]+", text):
        return ["call", "contains", value, ["lit", text]]
    choices = re.fullmatch(r"\^(?:\(\??:?)?([\w @-]+(?:\|[\w @-]+)*)\)?\$", text)
    if choices and ("|" not in text or "(" in text):
        return ["in", value, ["list", *(["lit", one] for one in choices[1].split("|"))]]
    return ["match", value, ["lit", text]]


def _like(value: Node, text: str, mark: str) -> Node | None:
    inner = text.strip(mark)
    if not inner or set(inner) & {"%", "_", "*", "?", "["}:
        return None
    literal: Node = ["lit", inner]
    if text == inner:
        return ["eq", value, literal]
    if text.startswith(mark) and text.endswith(mark):
        return ["call", "contains", value, literal]
    return ["call", "starts", value, literal] if text.endswith(mark) else None
