"""What a field is: type, labels, limits, conditions. Generated models carry one of these on every column's `info`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .errors import Message

if TYPE_CHECKING:
    from .expression import Expression


class Label(Message):
    """A text in every language of the application."""


def label(**texts: str) -> Label:
    """`label(zh="工单", en="Work order")`."""
    return Label(texts)


@dataclass(frozen=True, slots=True)
class EnumValue:
    name: str
    label: Label
    color: str | None = None


@dataclass(frozen=True, slots=True)
class EnumType:
    """A closed list of values, in the order in which people see them."""

    name: str
    values: Sequence[EnumValue]

    @property
    def names(self) -> list[str]:
        return [value.name for value in self.values]

    def get(self, name: str | None) -> EnumValue | None:
        return next((value for value in self.values if value.name == name), None)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A series: pattern with {yy} {yyyy} {mm} {dd} {seq:N} {scope.field}; `scope` names the ref that counts apart."""

    pattern: str
    scope: str | None = None
    gapless: bool = False


def numbering(pattern: str, *, scope: str | None = None, gapless: bool = False) -> Numbering:
    return Numbering(pattern, scope, gapless)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A stored sum, count, avg, min or max over a child table."""

    function: str
    children: str
    field: str | None = None
    where: Expression | None = None


def aggregate(
    function: str, children: str, field: str | None = None, *, where: Expression | None = None
) -> Aggregate:
    return Aggregate(function, children, field, where)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields on a form and a record page."""

    label: Label
    fields: Sequence[str]
    collapsed: bool = False
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the tabs that sections and child tables of a record stand in."""

    name: str
    label: Label
    children: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Quick:
    """A filter of one press: `filter` is a query string of the list."""

    name: str
    label: Label
    filter: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entity. `required` and `readonly` are True, False or a condition."""

    type: str
    label: Label
    name: str = ""
    help: Label | None = None
    required: bool | Expression = False
    readonly: bool | Expression = False
    visible: Expression | None = None
    default: Any = None
    unique: bool = False
    search: bool = False
    pii: str | None = None
    max: Any = None
    min: Any = None
    scale: int | None = None
    pattern: str | None = None
    enum: EnumType | None = None
    to: str | None = None
    on_delete: str = "restrict"
    trace: str | None = None
    """`cause`: the record that a ref points to led to this one; `result`: it came of this one."""
    numbering: Numbering | None = None
    lookup: Sequence[str] | None = None
    formula: Expression | None = None
    aggregate: Aggregate | None = None
    total: bool = True
    """Whether lists add it up."""
    expires: int | None = None
    """A day that ends something: marked once it is over, and so many days before."""
    color: str | None = None
    """Of the badge that says yes."""

    @property
    def is_computed(self) -> bool:
        """The system fills it: number, lookup, formula, aggregate, state."""
        return (
            self.type in ("number", "state")
            or self.lookup is not None
            or self.formula is not None
            or self.aggregate is not None
        )

    @property
    def is_sensitive(self) -> bool:
        """Encrypted at rest, masked wherever it is shown."""
        return self.pii == "sensitive" or self.type == "secret"

    def named(self, name: str) -> Field:
        return replace(self, name=name)


_OPTIONS = frozenset(Field.__dataclass_fields__) - {"type", "label", "name"}


def field(type: str, **options: Any) -> dict[str, Any]:
    """The `info` of a column: `info=field("string", zh="摘要", en="Summary", required=True, max=120)`.

    Keywords that are no option are label texts by language.
    """
    texts = {key: value for key, value in options.items() if key not in _OPTIONS}
    known = {key: value for key, value in options.items() if key in _OPTIONS}
    return {"field": Field(type, Label(texts), **known)}
