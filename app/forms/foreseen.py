"""What will come of a record as it stands, or as it is typed: declared by the code that knows, shown beside the fields that it hangs on.

    @foresees(MaintenancePlan, label(zh="接下来六次", en="The next six"), ["interval", "unit"])
    def next_dates(ctx, values):
        return [Line(message(zh="2026-02-28 周六", en="2026-02-28 Sat"), message(zh="调休上班", en="a working day"))]

It stands in the section of the first of these fields, on the record's page and on its form, where it follows what is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.forms.language import current_language, told
from app.runtime import query
from app.runtime.errors import Message
from app.runtime.field import Label

if TYPE_CHECKING:
    from app.runtime.context import Context


@dataclass(frozen=True, slots=True)
class Line:
    """`note` says why; `color` makes it a badge."""

    text: Message
    note: Message | None = None
    color: str = ""


Which = Callable[["Context", Mapping[str, Any]], Sequence[Line]]
"""(who asks, field → value or None, of a ref its id) → lines; it only reads, and tells nothing that is not the reader's."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One declaration."""

    label: Label
    fields: tuple[str, ...]
    which: Which


@dataclass(frozen=True, slots=True)
class Told:
    """What a page shows: (text, note, colour) each."""

    label: str
    lines: list[tuple[str, str, str]]


_declared: dict[str, Foreseen] = {}


def foresees(entity: Any, label: Label, fields: Sequence[str]) -> Callable[[Which], Which]:
    """Declare what is foreseen of an entity, and by which of its fields."""

    def declare(which: Which) -> Which:
        _declared[entity.meta.name] = Foreseen(label, tuple(fields), which)
        return which

    return declare


def declared(ctx: Context, entity: Any) -> Foreseen | None:
    """What is foreseen for this reader; None where he may not see all that it hangs on."""
    found = _declared.get(entity.meta.name)
    if found is None or not all(query.may_read(ctx, entity, name) for name in found.fields):
        return None
    return found


def told_of(ctx: Context, foreseen: Foreseen, values: Mapping[str, Any]) -> Told:
    """`values`: as the function wants them, or refs as `{"id", "title"}`."""
    plain = {name: _plain(values.get(name)) for name in foreseen.fields}
    lines = [
        (told(one.text), told(one.note) if one.note else "", one.color)
        for one in foreseen.which(ctx, plain)
    ]
    return Told(foreseen.label.in_language(current_language()), lines)


def _plain(value: Any) -> Any:
    return value["id"] if isinstance(value, Mapping) and "id" in value else value
