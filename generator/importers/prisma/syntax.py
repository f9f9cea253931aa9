"""What a Prisma schema says, block by block."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Call:
    """`now()`, `dbgenerated("…")`: a function with its arguments."""

    name: str
    arguments: list[Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A bare word: a field, or a value of an enum."""

    text: str


@dataclass(slots=True)
class Attribute:
    """`@name(…)` or `@@name(…)`. Values are texts, numbers, bools, Name, Call or lists of these."""

    name: str
    line: int
    given: list[Any] = dataclasses.field(default_factory=list)
    named: dict[str, Any] = dataclasses.field(default_factory=dict)

    def value(self, *keys: str) -> Any:
        """The argument of one of these names, else the first that has none."""
        for key in keys:
            if key in self.named:
                return self.named[key]
        return self.given[0] if self.given else None

    def __str__(self) -> str:
        inner = [shown(each) for each in self.given]
        inner += [f"{key}: {shown(each)}" for key, each in self.named.items()]
        return f"@{self.name}({', '.join(inner)})" if inner else f"@{self.name}"


@dataclass(slots=True)
class FieldSyntax:
    """`is_list` and `is_optional` are the signs `[]` and `?`; `unsupported` what stands in `Unsupported("…")`."""

    name: str
    type: str
    line: int
    doc: str = ""
    is_list: bool = False
    is_optional: bool = False
    unsupported: str = ""
    attributes: list[Attribute] = dataclasses.field(default_factory=list)

    def attribute(self, name: str) -> Attribute | None:
        return next((one for one in self.attributes if one.name == name), None)


@dataclass(slots=True)
class Block:
    """`kind`: model, view, type, enum, datasource, generator, or another word."""

    kind: str
    name: str
    line: int
    doc: str = ""
    fields: list[FieldSyntax] = dataclasses.field(default_factory=list)
    attributes: list[Attribute] = dataclasses.field(default_factory=list)
    values: list[FieldSyntax] = dataclasses.field(default_factory=list)
    """Values of an enum; the names of settings of datasource and generator."""

    def attribute(self, name: str) -> Attribute | None:
        return next((one for one in self.attributes if one.name == name), None)


def shown(value: Any) -> str:
    """A value as it was written."""
    if isinstance(value, Name):
        return value.text
    if isinstance(value, Call):
        return f"{value.name}({', '.join(shown(each) for each in value.arguments)})"
    if isinstance(value, list):
        return f"[{', '.join(shown(each) for each in value)}]"
    return (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def names(value: Any) -> list[str]:
    """The field names in a list; `title(sort: Desc)` and `address.city` by their first word."""
    given = value if isinstance(value, list) else [value]
    return [
        each.text if isinstance(each, Name) else each.name
        for each in given
        if isinstance(each, Name | Call)
    ]
