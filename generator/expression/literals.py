"""Fixed values in expressions: numbers, texts, and texts that mean a date or an enum value."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from generator.expression import grammar
from generator.expression.types import DECIMAL, INT, STRING, Type
from generator.problem import did_you_mean

if TYPE_CHECKING:
    from generator.expression.compiler import Compiler, Typed
    from generator.plan import Tree

_WHOLE: Final = re.compile(r"(?:0|[1-9][0-9]{0,14})\Z")
_DECIMAL: Final = re.compile(r"(?:0|[1-9][0-9]{0,14})\.[0-9]{1,8}\Z")


def constant(compiler: Compiler, node: ast.Constant) -> Typed:
    """Numbers are read from the text: 0.1 stays a tenth, and 1e5, 0x1F, 1_000 and 1j are refused."""
    text = grammar.segment(compiler.source, node)
    if isinstance(node.value, str):
        if text[:1] not in "'\"" or text[:3] in ("'''", '"""') or len(text) - 2 != len(node.value):
            raise compiler.refuse(node, "S703", "a text stands between one pair of quotes")
        return ["lit", "string", node.value], STRING
    if isinstance(node.value, bool) or node.value is None:
        wanted = {None: "null", True: "true", False: "false"}[node.value]
        raise compiler.refuse(node, "S703", f"'{text}' is not known here", f"write {wanted}")
    if _WHOLE.match(text):
        return ["lit", "int", int(text)], INT
    if _DECIMAL.match(text):
        return ["lit", "decimal", text], DECIMAL
    raise compiler.refuse(
        node,
        "S703",
        f"'{text[:40]}' is not a number",
        "at most 15 digits before and 8 after the point, such as 1250.5",
    )


def as_type(
    compiler: Compiler, node: ast.expr, literal: Tree, literal_type: Type, other: Type
) -> Typed:
    """The literal as a value of the other side's type, where a quoted text can be one."""
    if literal_type != STRING or other == STRING:
        return literal, literal_type
    text = literal[2]
    match other.kind:
        case "enum":
            values = compiler.names.declared.enum_values(other.of or "")
            if values is not None and text not in values:
                what = "state" if (other.of or "").endswith(".state") else "enum value"
                code = "S406" if what == "state" else "S405"
                raise compiler.refuse(
                    node, code, f"unknown {what} '{text[:60]}'", did_you_mean(text, values)
                )
            return ["lit", "string", text], other
        case "date" | "datetime" | "time":
            value = moment(text, other.kind, compiler.names.declared.timezone)
            if value is None:
                raise compiler.refuse(
                    node,
                    "S704",
                    f"'{text[:40]}' is not a {other.kind}",
                    f"write {_SAMPLES[other.kind]}",
                )
            return ["lit", other.kind, value], other
    return literal, literal_type


_SAMPLES: Final = {"date": "'2026-01-31'", "datetime": "'2026-01-31 18:00'", "time": "'18:00'"}
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\Z")


def moment(text: str, kind: str, timezone: str) -> str | None:
    """The ISO text of a date, time or moment (local time gets the app's offset); None when it is none."""
    try:
        if kind == "date":
            return date.fromisoformat(text).isoformat() if _DATE.match(text) else None
        if kind == "time":
            return time.fromisoformat(text).isoformat() if _TIME.match(text) else None
        day, _, clock = text.replace("T", " ").partition(" ")
        if not _DATE.match(day) or not _TIME.match(clock):
            return None
        local = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(timezone))
        return local.isoformat()
    except ValueError:
        return None
