"""Default values of the source as defaults of our types."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from generator.characters import INVISIBLE
from generator.field_types import FIELD_TYPES
from generator.importers.model import Default, Field
from generator.importers.report import Report

_TRUE: Final = ("1", "true", "t", "yes", "y")
_FALSE: Final = ("0", "false", "f", "no", "n")
_MOMENTS: Final = {"date": "today()", "datetime": "now()", "time": "now()"}
LONGEST: Final = 4_000
UUID_LENGTH: Final = 36


def default_of(one: Field, given: Default, values: Mapping[str, str]) -> tuple[Any, str]:
    """(what stands under `default`, why not). (None, ""): an empty default says nothing."""
    row = FIELD_TYPES[one.type]
    if "default" not in row.options:
        if given.value in (None, "", [], {}):
            return None, ""
        return None, f"a {one.type} field has no default"
    if given.expression:
        return _expression(one, given.expression)
    value = given.value
    if value is None or value in ("", [], {}):
        return None, ""
    if one.type == "json":
        return (value, "") if _is_plain(value) else (None, "it is too large for a schema")
    if one.type in ("enum", "enums"):
        return _choices(one, value, values)
    match row.kind:
        case "bool":
            return _flag(value)
        case "int" | "decimal":
            return _number(one, value, row.kind)
        case "date" | "datetime" | "time":
            return _moment(row.kind, value)
        case "string":
            return _text(one, value)
        case _:
            return None, "a default cannot name a record"


def _expression(one: Field, expression: str) -> tuple[Any, str]:
    kind = FIELD_TYPES[one.type].kind or ""
    if expression in ("today()", "now()"):
        made = _MOMENTS.get(kind)
        return (made, "") if made else (None, f"a {one.type} field is not filled with the clock")
    if expression == "uuid()":
        room = int(one.max or FIELD_TYPES[one.type].default_max or LONGEST)
        if kind != "string" or room < UUID_LENGTH:
            return None, f"a uuid has {UUID_LENGTH} characters and is a text"
        return {"expression": "uuid()"}, ""
    if expression == "user.id":
        if one.type == "ref" and one.target == "User":
            return expression, ""
        if kind == "string":
            return {"expression": "user.username"}, ""
        return None, "only a reference to User takes the person"
    return None, "it is an expression of the source"


def _is_plain(value: Any) -> bool:
    return len(repr(value)) < LONGEST and not INVISIBLE.search(repr(value))


def _choices(one: Field, value: Any, values: Mapping[str, str]) -> tuple[Any, str]:
    many = one.type == "enums"
    given = value if isinstance(value, list) else [value]
    folded = {name.casefold(): ours for name, ours in values.items()}
    made = [values.get(str(each)) or folded.get(str(each).casefold()) for each in given]
    if None in made or not made:
        return None, "it is none of the choices"
    return (made if many else made[0]), ""


def _flag(value: Any) -> tuple[Any, str]:
    text = str(value).casefold()
    if text in _TRUE:
        return True, ""
    return (False, "") if text in _FALSE else (None, "it is neither yes nor no")


def _number(one: Field, value: Any, kind: str) -> tuple[Any, str]:
    if isinstance(value, bool):
        value = int(value)
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None, "it is not a number"
    most = 2**63 if kind == "int" and one.wide else 10**15
    if not number.is_finite() or abs(number) >= most:
        return None, "the number is too large"
    if kind == "int":
        return (int(number), "") if number == int(number) else (None, "it is not a whole number")
    digits = one.scale if one.scale is not None and one.type != "money" else 2
    rounded = number.quantize(Decimal(1).scaleb(-min(8, digits)))
    if rounded != number:
        return None, f"it has more than {digits} digits after the point"
    return (int(rounded) if rounded == int(rounded) else rounded.normalize()), ""


def _moment(kind: str, value: Any) -> tuple[Any, str]:
    text = str(value).strip().replace("T", " ").removesuffix("Z")
    text = re.sub(r"\.\d+|[+-]\d\d:\d\d\Z", "", text)
    try:
        if kind == "date":
            return dt.date.fromisoformat(text[:10]).isoformat(), ""
        if kind == "time":
            return dt.time.fromisoformat(text).isoformat(), ""
        moment = dt.datetime.fromisoformat(text)
        return moment.strftime("%Y-%m-%d %H:%M:%S"), ""
    except ValueError:
        return None, f"it is not a {kind}"


def _text(one: Field, value: Any) -> tuple[Any, str]:
    text = str(value)
    longest = int(one.max or FIELD_TYPES[one.type].default_max or LONGEST)
    if INVISIBLE.search(text):
        return None, "it holds control characters"
    if len(text) > min(longest, LONGEST):
        return None, f"it has {len(text)} characters, the field {longest}"
    if text.rstrip().endswith(")") and "(" in text:
        if set(text) & set("'\\\n"):
            return None, "it would be taken for an expression"
        return {"expression": f"'{text}'"}, ""
    return text, ""


def without_zeros(one: Field, name: str, report: Report) -> None:
    """MySQL's date of zeros stands for none: the field may be empty instead."""
    given = one.default
    if given is None or one.type not in ("date", "datetime"):
        return
    if str(given.value).startswith("0000-00-00"):
        one.default, one.required = None, False
        report.carried("default")
        report.changed("default", one.place, name, str(given.value), "it is empty instead")
