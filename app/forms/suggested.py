"""Which records a step suggests for one of its references, the best first: declared by the code that would choose by itself.

    suggests(WorkOrder, "assign", "assignee", lambda ctx, order: [Suggestion(7, message(zh="…", en="…"))])

The dialog offers them as one press each; anybody else can still be looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.forms.language import told
from app.runtime import filters, query, registry

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.runtime.errors import Message

MOST = 4
"""More are no help."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record's id, and in a few words why."""

    id: int
    why: Message


Suggests = Callable[["Context", Mapping[str, Any]], Sequence[Suggestion]]
"""(who asks, the record as he sees it) → the best first; it only reads."""

_declared: dict[tuple[str, str], tuple[str, Suggests]] = {}


def suggests(entity: Any, transition: str, field: str, which: Suggests) -> None:
    """Declare whom or what the step's `field` suggests."""
    _declared[entity.meta.name, transition] = (field, which)


def suggested(
    ctx: Context, entity: Any, transition: str, record: Mapping[str, Any]
) -> tuple[str, list[dict[str, Any]]]:
    """(field, `{"id", "title"}` of those that the reader may see); `("", [])` where nothing is declared."""
    declared = _declared.get((entity.meta.name, transition))
    if declared is None:
        return "", []
    name, which = declared
    why = {one.id: one.why for one in list(which(ctx, record))[:MOST]}
    target = registry.current().entity(str(entity.fields()[name].to)).entity
    number = query.reading.field_of(target, "id")
    if not why or number is None:
        return name, []
    known = query.rows(
        ctx, target, where=[filters.Condition("id", number, "in", list(why))], columns=["title"], limit=MOST
    )  # fmt: skip
    titles = {row["id"]: row["title"] for row in known.items}
    return name, [
        {"id": id, "title": f"{titles[id]} · {told(reason)}"}
        for id, reason in why.items()
        if id in titles
    ]
