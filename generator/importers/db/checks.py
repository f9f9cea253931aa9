"""CHECK constraints: choices, limits, patterns and lengths where they are one; expressions otherwise."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from generator.importers.conditions import NotUnderstood, parse
from generator.importers.conditions.meaning import meant
from generator.importers.db.tables import CheckRule
from generator.importers.emit.patterns import whole
from generator.importers.model import Check, Choice, Condition, Entity, Field, Node
from generator.importers.places import Place
from generator.importers.report import Report

_TURNED: Final = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}
_GLOB: Final = {"*": ".*", "?": "."}


def read(rule: CheckRule, entity: Entity, place: Place, number: int, report: Report) -> None:
    """Each part of an `and` by itself: a part may be a limit of a field, the rest is a check."""
    try:
        tree = meant(parse(rule.sql, sql=True))
    except NotUnderstood as error:
        entity.checks.append(
            Check(rule.name or f"check_{number}", Condition(rule.sql, None, str(error)), place)
        )
        return
    if not _reads_a_column(tree):
        report.lost(
            "constant check", place, f"{entity.name}.{rule.name or f'check_{number}'}", rule.sql,
            "it reads no column, so it says nothing about a row", "nothing to do",
        )  # fmt: skip
        return
    parts = tree[1:] if tree[0] == "and" else [tree]
    rest = [part for part in parts if not _as_field(part, entity, place, rule.sql, report)]
    if rest:
        whole_ = rest[0] if len(rest) == 1 else ["and", *rest]
        entity.checks.append(
            Check(rule.name or f"check_{number}", Condition(rule.sql, whole_), place)
        )
    else:
        report.carried("check")


def _reads_a_column(tree: Node) -> bool:
    return tree[0] == "field" or any(
        _reads_a_column(each) for each in tree[1:] if isinstance(each, list) and each
    )


def _as_field(part: Node, entity: Entity, place: Place, source: str, report: Report) -> bool:
    """Whether the part is said by a field now."""
    part = _without_null(part)
    if part[0] == "in" and part[2][0] == "list":
        return _choices(part, entity, place)
    if part[0] in ("match", "glob", "like", "ilike"):
        return _pattern(part, entity)
    if part[0] == "not" and part[1][0] == "match":
        return _without(part[1], entity)
    if part[0] == "eq" and part[2][0] == "call" and part[2][1] in ("lower", "upper"):
        return _cased(part, entity, place, report)
    if part[0] == "or" and all(each[0] == "eq" for each in part[1:]):
        return (
            _choices(["in", part[1][1], ["list", *(each[2] for each in part[1:])]], entity, place)
            if len({str(each[1]) for each in part[1:]}) == 1
            else False
        )
    if part[0] in ("lt", "le", "gt", "ge"):
        kind, left, right = part
        if left[0] == "lit":
            kind, left, right = _TURNED[kind], right, left
        return _limit(kind, left, right, entity)
    if part[0] == "eq" and part[1][:2] == ["call", "len"] and part[2][0] == "lit":
        one = _named(part[1][2], entity)
        if one is not None and one.type == "string" and isinstance(part[2][1], int):
            one.min = one.max = part[2][1]
            return True
    if part[0] == "ne" and part[1][0] == "field" and part[2] == ["lit", ""]:
        one = _named(part[1], entity)
        if one is not None and one.required:
            return True  # a required text is never empty here
    if part[0] == "ne" and part[2] == ["lit", None]:
        one = _named(part[1], entity)
        if one is not None and not one.is_computed:
            one.required = True
            return True
    return False


def _without_null(part: Node) -> Node:
    """`x is null or …`: an empty field passes anyway."""
    if part[0] == "or" and len(part) == 3:
        for null, other in ((part[1], part[2]), (part[2], part[1])):
            if (
                null[0] == "eq"
                and null[2] == ["lit", None]
                and other[0] in ("in", "lt", "le", "gt", "ge", "match")
            ):
                found: Node = other
                return found
    return part


def _named(node: Node, entity: Entity) -> Field | None:
    return entity.field(node[1][-1]) if node[0] == "field" else None


def _choices(part: Node, entity: Entity, place: Place) -> bool:
    one = _named(part[1], entity)
    values = [
        each[1] if each[0] == "lit" else each[1][-1] if each[0] == "field" else None
        for each in part[2][1:]
    ]
    if (
        one is None
        or one.type not in ("string", "text")
        or not all(isinstance(value, str) and value for value in values)
    ):
        if one is not None and one.type == "bool":
            return True
        if one is not None and one.type == "int" and sorted(map(str, values)) == ["0", "1"]:
            one.type = "bool"
            return True
        return False
    one.type, one.max, one.choices = (
        "enum",
        None,
        [Choice(str(value), {}, place) for value in dict.fromkeys(values)],
    )
    return True


def _pattern(part: Node, entity: Entity) -> bool:
    one, text = _named(part[1], entity), part[2][1] if part[2][0] == "lit" else None
    if (
        one is None
        or one.type not in ("string", "text")
        or one.pattern
        or not isinstance(text, str)
    ):
        return False
    if part[0] == "glob":
        text = "".join(
            _GLOB.get(sign, sign if sign in "[]-" else f"\\{sign}" if not sign.isalnum() else sign)
            for sign in text
        )
        one.pattern = text.replace("[\\^", "[^")
    elif part[0] in ("like", "ilike"):
        signs = (
            "[\\s\\S]*" if sign == "%" else "[\\s\\S]" if sign == "_" else re.escape(sign)
            for sign in text
        )
        one.pattern = ("(?i)" if part[0] == "ilike" else "") + "".join(signs)
    else:
        one.pattern = whole(text)
    if one.type == "text":
        one.type, one.max = "string", one.max or 4000
    return True


def _without(match: Node, entity: Entity) -> bool:
    """`x !~ '[class]'`: every sign of the value is another one."""
    one, text = _named(match[1], entity), match[2][1] if match[2][0] == "lit" else None
    found = re.fullmatch(r"\[(?!\^)((?:[^\]\\]|\\.)+)\]|(\\[sdw]|[\w @-])", str(text))
    if one is None or one.type not in ("string", "text") or one.pattern or found is None:
        return False
    return _pattern(["match", match[1], ["lit", f"^[^{found[1] or found[2]}]*$"]], entity)


def _cased(part: Node, entity: Entity, place: Place, report: Report) -> bool:
    """`name = lower(name)`: no capital letter stands in it; letters beyond ASCII are not looked at."""
    one = _named(part[1], entity)
    if one is None or part[2][2:] != [part[1]] or one.pattern:
        return False
    if not _pattern(
        ["match", part[1], ["lit", f"^[^{'A-Z' if part[2][1] == 'lower' else 'a-z'}]*$"]], entity
    ):
        return False
    report.changed(
        "check",
        place,
        f"{entity.name}.{one.name}",
        f"{part[2][1]}({one.name})",
        "only the letters A to Z are looked at",
    )
    return True


def _limit(kind: str, left: Node, right: Node, entity: Entity) -> bool:
    value: Any = right[1] if right[0] == "lit" else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    if left[:2] == ["call", "len"]:
        one = _named(left[2], entity)
        is_fit = one is not None and one.type in ("string", "text") and isinstance(value, int)
    else:
        one = _named(left, entity)
        is_fit = one is not None and one.type in ("int", "decimal", "money") and not one.is_computed
        if one is not None and kind in ("lt", "gt") and one.type != "int":
            return False
    if one is None or not is_fit:
        return False
    step = {"gt": 1, "lt": -1}.get(kind, 0)
    if kind in ("gt", "ge"):
        one.min = value + step if one.min is None else max(one.min, value + step)
    else:
        one.max = value + step if one.max is None else min(one.max, value + step)
    return True
