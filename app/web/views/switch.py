"""Which ways there are to look at a list, for this reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.runtime import query
from app.runtime.context import Context

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView


@dataclass(frozen=True, slots=True)
class Way:
    """One way to look: the name is the last part of its address."""

    name: str
    label: str
    icon: str


def ways(view: EntityView, ctx: Context) -> list[Way]:
    """The list first; then what the schema names and the reader may see the fields of."""
    named: list[tuple[Way, tuple[str, ...]]] = [
        (Way("kanban", _("Board"), icon="layout-kanban"), (view.kanban,) if view.kanban else ()),
        (
            Way("calendar", _("Calendar"), icon="calendar"),
            (view.calendar,) if view.calendar else (),
        ),
        (Way("gantt", _("Gantt chart"), icon="timeline"), tuple(view.gantt or ())),
        (Way("tree", _("Tree"), icon="binary-tree"), (view.tree,) if view.tree else ()),
    ]
    entity: Any = view.entity
    found = [
        way
        for way, fields in named
        if fields and all(query.may_read(ctx, entity, name) for name in fields)
    ]
    return [Way("list", _("List"), icon="list"), *found] if found else []


def may_look(view: EntityView, ctx: Context, name: str) -> bool:
    """Whether there is this way to look for this reader."""
    return any(way.name == name for way in ways(view, ctx))
