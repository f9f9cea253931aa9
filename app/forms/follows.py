"""What follows from a choice and is filled in at once: declared by the code that knows, offered by every form of the entity.

    @follows(WorkOrder, "customer", ["unit", "contact_name"])
    def of_the_customer(ctx, customer_id):
        return {"unit": [7], "contact_name": "王小明"}

A value is a default that one sees and may change: it is put into an empty box, never over what was typed. For a
reference the function tells ids, the best first: one alone is filled in, of several the first are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.runtime import field_types, query
from app.runtime.privacy.mask import Masked

if TYPE_CHECKING:
    from app.runtime.context import Context

MOST = 6
"""More offers are no help: one types."""
NEVER_EMPTY = ("bool", "enums", "refs", "json")
"""Types whose control does not tell whether something was typed, or holds many things."""

Which = Callable[["Context", int], Mapping[str, Any]]
"""(who asks, id of the record that he chose) → field → value; it only reads, and asks `query` for his rights."""


@dataclass(frozen=True, slots=True)
class Following:
    """One declaration."""

    fields: tuple[str, ...]
    which: Which
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`values`: field → value, of a reference `{"id", "title"}`; `offers`: reference → such records, the best first."""

    values: dict[str, Any] = field(default_factory=dict)
    offers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


_declared: dict[tuple[str, str], Following] = {}


def follows(
    entity: Any, source: str, fields: Sequence[str], *, instead_of: str = ""
) -> Callable[[Which], Which]:
    """Declare that `fields` follow from the reference `source`. Raises ValueError for a field that follows already.

    `instead_of` names the reference that a record has in its place, of which the same may follow: a plan is for a
    device or for a category.
    """
    for (owner, other), following in _declared.items():
        if owner == entity.meta.name and other not in (source, instead_of):
            if following.instead_of == source:
                continue
            for name in set(following.fields).intersection(fields):
                raise ValueError(f"{owner}.{name} follows from {other} already")

    def declare(which: Which) -> Which:
        _declared[entity.meta.name, source] = Following(tuple(fields), which, instead_of)
        return which

    return declare


def check(entity: Any, source: str, fields: Sequence[str]) -> None:
    """Raises ValueError for what cannot follow. When it is declared, not every entity has been imported yet."""
    known = entity.fields()
    if source not in known or known[source].type != "ref":
        raise ValueError(f"{entity.meta.name}.{source} is no reference: nothing follows from it")
    for name in fields:
        info = known.get(name)
        if info is None or info.is_computed or info.is_sensitive or info.type in NEVER_EMPTY:
            raise ValueError(f"{entity.meta.name}.{name} cannot follow from {source}")
        if field_types.of(info).is_file:
            raise ValueError(f"{entity.meta.name}.{name} is a file and cannot follow from {source}")


def declared(entity: Any) -> dict[str, Following]:
    """Reference → what follows from it, in the order of declaration. Raises ValueError for what cannot follow."""
    found = {}
    for (owner, source), following in _declared.items():
        if owner == entity.meta.name:
            check(entity, source, following.fields)
            found[source] = following
    return found


def answer(ctx: Context, entity: Any, source: str, id: int) -> Answer:
    """What follows from the chosen record, for this reader; nothing of a record that he may not read."""
    known = entity.fields()
    if id not in query.named(ctx, entity, known[source], [id]):
        return Answer()
    following = declared(entity)[source]
    found, answered = following.which(ctx, id), Answer()
    for name in following.fields:
        value = found.get(name)
        if known[name].type == "ref":
            _records(ctx, entity, known[name], list(value or ()), answered)
        elif value not in (None, "") and not isinstance(value, Masked):
            answered.values[name] = value
    return answered


def _records(ctx: Context, entity: Any, info: Any, ids: list[int], answered: Answer) -> None:
    """Those of `ids` that the reader may choose. One of several is never filled in, also when he sees only this one."""
    titles = query.named(ctx, entity, info, ids[:MOST]) if ids else {}
    known = [{"id": id, "title": titles[id]} for id in ids[:MOST] if id in titles]
    if len(ids) == 1 and known:
        answered.values[info.name] = known[0]
    elif known:
        answered.offers[info.name] = known
