"""Python source from values: calls, lists and dicts laid out as `ruff format` lays them out at 100 columns.

Text of the schema reaches Python through `quoted` only, never by pasting into a template.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

LINE_LENGTH = 100
INDENT = "    "


@dataclass(frozen=True, slots=True)
class Name:
    """Source text that goes out as it is: a name, a dotted name, a type."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """`function(*arguments, **keywords)`; values that are not nodes are written as literals."""

    function: str
    arguments: tuple[Any, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subscript:
    """`base[item, item]`, as in `Literal["a", "b"]`."""

    base: str
    items: tuple[Any, ...]


def call(function: str, *arguments: Any, **keywords: Any) -> Call:
    """A call without the keywords that are None: an absent word in the schema is an absent word in the code."""
    return Call(function, arguments, {k: v for k, v in keywords.items() if v is not None})


def quoted(text: str) -> str:
    """A string literal with the quotes that `ruff format` would choose: double, unless that costs escapes."""
    body = repr(text)
    if body[0] == '"':  # repr uses these only when there is ' and no " in the text
        return body
    inner = body[1:-1].replace("\\'", "'")
    if text.count('"') > text.count("'"):
        return "'" + inner.replace("'", "\\'") + "'"
    return '"' + inner.replace('"', '\\"') + '"'


def docstring(text: str) -> str:
    """One line in triple quotes; what could end the string or its line is replaced."""
    inner = repr(" ".join(text.split()))[1:-1].replace("\\'", "'").replace('"', "'")
    return f'"""{inner}"""'


def width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two, as ruff counts."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _flat(value: Any) -> str:
    """The value on one line."""
    match value:
        case Name(text):
            return text
        case str():
            return quoted(value)
        case bool() | None | int():
            return repr(value)
        case Decimal():
            return quoted(str(value))
        case list():
            return "[" + ", ".join(map(_flat, value)) + "]"
        case tuple():
            return "(" + ", ".join(map(_flat, value)) + (",)" if len(value) == 1 else ")")
        case Call():
            return value.function + "(" + ", ".join(_flat_arguments(value)) + ")"
        case Subscript(base, items):
            return base + "[" + ", ".join(map(_flat, items)) + "]"
        case Mapping():
            return "{" + ", ".join(f"{_flat(k)}: {_flat(v)}" for k, v in value.items()) + "}"
    raise TypeError(f"cannot write {type(value).__name__} as Python: {value!r}")


def _flat_arguments(value: Call) -> Iterator[str]:
    for item in value.arguments:
        yield _flat(item)
    for key, item in value.keywords.items():
        yield f"{_keyword(key)}{_flat(item)}"


def _keyword(name: str) -> str:
    """`name=`; the keyword `**` holds a dict of what cannot be written as a keyword."""
    return name if name == "**" else f"{name}="


def _pieces(value: Any) -> tuple[str, str, list[tuple[str, Any]], bool] | None:
    """How a value may be broken: opening text, closing text, (prefix, item) inside; True: one inner line may do."""
    match value:
        case Call():
            inside = [("", item) for item in value.arguments]
            inside += [(_keyword(key), item) for key, item in value.keywords.items()]
            return value.function + "(", ")", inside, True
        case Subscript(base, items):
            return base + "[", "]", [("", item) for item in items], True
        case list():
            return "[", "]", [("", item) for item in value], False
        case tuple():
            return "(", ")", [("", item) for item in value], False
        case Mapping():
            return "{", "}", [(f"{_flat(key)}: ", item) for key, item in value.items()], False
    return None


def layout(value: Any, *, prefix: str = "", suffix: str = "", indent: int = 0) -> list[str]:
    """Lines of `prefix value suffix`: on one line when it fits, else broken at the outermost bracket."""
    space = INDENT * indent
    flat = _flat(value)
    line = space + prefix + flat + suffix
    pieces = _pieces(value)
    if width(line) <= LINE_LENGTH or pieces is None or not pieces[2]:
        return [line]
    opening, closing, inside, may_share_a_line = pieces
    if may_share_a_line:
        together = space + INDENT + ", ".join(before + _flat(item) for before, item in inside)
        if width(together) <= LINE_LENGTH:
            return [space + prefix + opening, together, space + closing + suffix]
    lines = [space + prefix + opening]
    for before, item in inside:
        lines += layout(item, prefix=before, suffix=",", indent=indent + 1)
    lines.append(space + closing + suffix)
    return lines


def statement(value: Any, *, target: str = "", indent: int = 0) -> list[str]:
    """`target = value` (or only `value`) as lines; `target` may hold an annotation."""
    lines = layout(value, prefix=f"{target} = " if target else "", indent=indent)
    if target and len(lines) > 1 and width(lines[0]) > LINE_LENGTH:
        if broken := _at_the_types(value, target, INDENT * indent):
            return broken
        # Names so long that not even the opening bracket fits: ruff puts the whole value into parentheses.
        space = INDENT * indent
        return [f"{space}{target} = (", *layout(value, indent=indent + 1), f"{space})"]
    return lines


def _at_the_types(value: Any, target: str, space: str) -> list[str]:
    """`target = base[`, the types, `](arguments)`: where a call of a type with types fits so, ruff breaks it there."""
    if not isinstance(value, Call) or not value.function.endswith("]"):
        return []
    base, types = value.function[:-1].split("[", 1)
    inside = [space + INDENT + types]
    if width(inside[0]) > LINE_LENGTH:
        inside = [f"{space}{INDENT}{one}," for one in types.split(", ")]
    closing = layout(Call("]", value.arguments, value.keywords), indent=len(space) // len(INDENT))
    lines = [f"{space}{target} = {base}[", *inside, *closing]
    return lines if all(width(line) <= LINE_LENGTH for line in lines) else []
