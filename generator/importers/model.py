"""The neutral model between foreign formats and our schema: readers make it, `emit` writes it down.

Names are the source's own; `naming` makes them lawful when they are written. Types are those of
`generator.field_types`. Whatever a reader understands stands here; what it does not, it tells the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.importers.places import Place

Texts = dict[str, str]
"""Language → text."""
Node = list[Any]
"""A condition as a tree; generator.importers.conditions says which nodes there are."""


@dataclass(slots=True)
class Condition:
    """A rule of the source: its own words, and its tree. No tree: `why` it could not be read."""

    source: str
    tree: Node | None
    why: str = ""
    note: str = ""
    """In what it was read otherwise than it stands there; told as changed."""


@dataclass(slots=True)
class Choice:
    """One value of an enum."""

    name: str
    label: Texts = field(default_factory=dict)
    place: Place | None = None
    color: str = ""


@dataclass(slots=True)
class Enum:
    """A shared list of choices."""

    name: str
    place: Place
    choices: list[Choice] = field(default_factory=list)


@dataclass(slots=True)
class Default:
    """`value` as the source has it, an expression of ours (`today()`), or the tree of a value."""

    value: Any = None
    expression: str = ""
    tree: Node | None = None


@dataclass(slots=True)
class Field:
    """One field. `sources`: names of the source that this field stands for besides its own (foreign keys)."""

    name: str
    type: str
    place: Place
    kind: str = "field"
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    required: bool = False
    required_if: Condition | None = None
    readonly: bool = False
    readonly_if: Condition | None = None
    visible: bool = True
    visible_if: list[Condition] = field(default_factory=list)
    unique: bool = False
    index: bool = False
    search: bool = False
    default: Default | None = None
    min: Decimal | int | None = None
    max: Decimal | int | None = None
    scale: int | None = None
    pattern: str = ""
    enum: str = ""
    choices: list[Choice] = field(default_factory=list)
    target: str = ""
    on_delete: str = ""
    number: str = ""
    number_scope: str = ""
    lookup: tuple[str, str] | None = None
    formula: Condition | None = None
    count_of: str = ""
    hidden_from_all: bool = False
    """Written and never read by people."""
    level: int = 0
    """Permission level; 0 is everybody's who has the entity."""
    sources: list[str] = field(default_factory=list)
    wide: bool = False
    """A whole number of 64 bits; without limits it would get a column of 32."""
    stays_open: bool = False
    """May be changed after the record has left its first states (`Entity.drafts`)."""

    @property
    def is_computed(self) -> bool:
        return bool(self.number or self.lookup or self.formula or self.count_of)


@dataclass(slots=True)
class Child:
    """Rows of `entity` whose ref `by` names the record."""

    name: str
    entity: str
    by: str
    place: Place
    label: Texts = field(default_factory=dict)
    kind: str = "inverse side"


@dataclass(slots=True)
class Check:
    """A rule that every record keeps."""

    name: str
    condition: Condition
    place: Place
    message: Texts = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """`was`: what the state is called in the source's own state field."""

    name: str
    place: Place
    label: Texts = field(default_factory=dict)
    color: str = ""
    final: bool = False


@dataclass(slots=True)
class Transition:
    """One step; `roles` are names of the source."""

    name: str
    sources: list[str]
    target: str
    roles: list[str]
    place: Place
    label: Texts = field(default_factory=dict)
    condition: Condition | None = None
    not_creator: bool = False
    danger: bool = False


@dataclass(slots=True)
class Grant:
    """What a role may do: our actions. `own`: only on the rows that he made."""

    role: str
    actions: set[str]
    place: Place
    own: bool = False
    level: int = 0


@dataclass(slots=True)
class Section:
    """A part of the form."""

    label: Texts
    fields: list[str]
    tab: str = ""
    collapsed: bool = False


@dataclass(slots=True)
class Entity:
    """One entity; `implied`: names of the source that every record of ours has anyway → our name of them."""

    name: str
    place: Place
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    module: str = ""
    fields: list[Field] = field(default_factory=list)
    implied: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    unique: list[tuple[tuple[str, ...], Place]] = field(default_factory=list)
    indexes: list[tuple[tuple[str, ...], Place]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    state_names: list[str] = field(default_factory=list)
    """Names of the source for the workflow's state: `workflow_state`, `status`."""
    drafts: list[str] = field(default_factory=list)
    """States in which fields may be changed; empty: in all of them."""
    grants: list[Grant] = field(default_factory=list)
    key: str = ""
    """The field by whose value other records of the source name this one."""
    title: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    sort: str = ""
    tree: str = ""
    """The ref to the parent of a tree."""
    sections: list[Section] = field(default_factory=list)
    read_only: bool = False
    parent: tuple[str, str] | None = None
    """Of rows of a child table: the entity and the ref field that name their parent."""

    def field(self, name: str) -> Field | None:
        """The field that stands for a name of the source: exactly, else whatever its case."""
        return next(self._named(name), None)

    def _named(self, name: str) -> Iterator[Field]:
        yield from (one for one in self.fields if one.name == name or name in one.sources)
        folded = name.casefold()
        yield from (
            one
            for one in self.fields
            if folded in (one.name.casefold(), *(each.casefold() for each in one.sources))
        )

    def child(self, name: str) -> Child | None:
        return next((one for one in self.children if one.name == name), None)


@dataclass(slots=True)
class Model:
    """Everything of one source. `roles`: name of the source → texts."""

    name: str
    entities: list[Entity] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)
    roles: dict[str, Texts] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh", "en")

    def entity(self, name: str) -> Entity | None:
        return next((one for one in self.entities if one.name == name), None)

    def enum(self, name: str) -> Enum | None:
        return next((one for one in self.enums if one.name == name), None)
