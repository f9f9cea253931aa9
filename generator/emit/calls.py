"""Calls that occur in several generated files: labels, messages, expressions, enums."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from typing import Any

from generator.emit.imports import Imports
from generator.emit.python import Call, Name, Subscript
from generator.plan import Enum, Expression, Labels

FIELD = "app.runtime.field"
ERRORS = "app.runtime.errors"
EXPRESSION = "app.runtime.expression"


def texts(labels: Labels) -> dict[str, Any]:
    """`zh="…", en="…"`; a language code that is no Python name (`zh-TW`) goes through a dict."""
    plain = {code: text for code, text in labels.items() if is_name(code)}
    other = {code: text for code, text in labels.items() if not is_name(code)}
    return plain | ({"**": other} if other else {})


def is_name(text: str) -> bool:
    return text.isidentifier() and not keyword.iskeyword(text)


def label(labels: Labels, imports: Imports) -> Call:
    return Call(imports.use(FIELD, "label"), keywords=texts(labels))


def message(labels: Labels, imports: Imports) -> Call:
    if set(labels) == {"zh", "en"}:
        return Call(imports.use(ERRORS, "message"), keywords=texts(labels))
    return Call(imports.use(ERRORS, "Message"), (dict(labels),))


def expression(value: Expression, imports: Imports) -> Call:
    return Call(imports.use(EXPRESSION, "expression"), (value.source, value.tree))


def condition(value: bool | Expression, imports: Imports) -> bool | Call | None:
    """`True`, an expression, or None (not written) for False."""
    if isinstance(value, Expression):
        return expression(value, imports)
    return value or None


def enum_type(enum: Enum, imports: Imports) -> Call:
    """`EnumType("Priority", [EnumValue("p1", label(…), color="red"), …])`."""
    name = imports.use(FIELD, "EnumValue")
    values = []
    for value in enum.values:
        color: Mapping[str, Any] = {"color": value.color} if value.color else {}
        values.append(Call(name, (value.name, label(value.labels, imports)), color))
    return Call(imports.use(FIELD, "EnumType"), (enum.name, values))


def literal(names: tuple[str, ...], imports: Imports) -> Subscript | Name:
    """`Literal["new", "done"]`; of nothing, `Never`."""
    if not names:
        return Name(imports.use("typing", "Never"))
    return Subscript(imports.use("typing", "Literal"), names)
