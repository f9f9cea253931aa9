"""What a JDL file says, statement by statement."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(slots=True)
class Annotation:
    """`@name` or `@name(value)`."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class Validation:
    """`required`, `min(3)`, `pattern(/…/)`: `value` is the text in brackets, constants put in."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class FieldSyntax:
    name: str
    type: str
    line: int
    doc: str = ""
    validations: list[Validation] = dataclasses.field(default_factory=list)
    annotations: list[Annotation] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class EntitySyntax:
    name: str
    table: str
    line: int
    doc: str = ""
    fields: list[FieldSyntax] = dataclasses.field(default_factory=list)
    annotations: list[Annotation] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class EnumSyntax:
    """Values: (name, text in brackets, comment, line)."""

    name: str
    line: int
    doc: str = ""
    values: list[tuple[str, str, str, int]] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Side:
    """`Author{books(title) required}`; `field` and `display` may be empty."""

    entity: str
    line: int
    field: str = ""
    display: str = ""
    required: bool = False
    doc: str = ""
    annotations: list[Annotation] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Relationship:
    """`kind`: OneToOne, OneToMany, ManyToOne or ManyToMany. `options`: the words after `with`."""

    kind: str
    source: Side
    target: Side
    line: int
    options: list[str] = dataclasses.field(default_factory=list)


@dataclass(slots=True)
class Option:
    """`dto A, B with mapstruct except C`, `config { … }` entries and whatever else is said about entities."""

    name: str
    value: str
    entities: list[str]
    excluded: list[str]
    line: int


@dataclass(slots=True)
class Document:
    """`application`: the settings of the first `application { config { … } }`."""

    entities: list[EntitySyntax] = dataclasses.field(default_factory=list)
    enums: list[EnumSyntax] = dataclasses.field(default_factory=list)
    relationships: list[Relationship] = dataclasses.field(default_factory=list)
    options: list[Option] = dataclasses.field(default_factory=list)
    settings: list[Option] = dataclasses.field(default_factory=list)
    unknown: list[tuple[str, int]] = dataclasses.field(default_factory=list)
