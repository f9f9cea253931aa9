"""The story of a record in the reader's words: headlines, labels and values of what the timeline says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.runtime import clock, history, registry
from app.runtime.context import Context
from app.web import cells
from app.web.language import current_language


@dataclass(frozen=True, slots=True)
class Entry:
    """One act; `changes` is (label, before, after)."""

    at: dt.datetime
    actor: str
    headline: str
    note: str
    changes: list[tuple[str, str, str]]

    @property
    def shown_at(self) -> str:
        return f"{clock.local(self.at):%Y-%m-%d %H:%M}"


def history_of(ctx: Context, entity: Any, pk: int) -> list[Entry]:
    """The latest acts first, under the reader's mask. Raises NotFound when the record is not his."""
    return [_entry(entity, event) for event in history.timeline(ctx, entity, pk).events]


def _entry(entity: Any, event: history.Event) -> Entry:
    language = current_language()
    fields = entity.fields()
    changes = [
        (
            fields[name].label.in_language(language),
            _shown(entity, fields[name], before),
            _shown(entity, fields[name], after),
        )
        for name, (before, after) in event.changes.items()
        if name in fields
    ]
    actor = _("the system") if event.by_system and event.actor_id is None else event.actor
    return Entry(event.at, actor, _headline(entity, event), event.note, changes)


def _shown(entity: Any, field: Any, value: Any) -> str:
    if field.type == "state" and value is not None:
        workflow = registry.current().entity(entity).workflow
        state = workflow.states.get(value) if workflow else None
        return state.label.in_language(current_language()) if state else str(value)
    if field.type == "datetime" and isinstance(value, str):
        return value[:16].replace("T", " ")
    return cells.plain(field, value)


def _headline(entity: Any, event: history.Event) -> str:
    workflow = registry.current().entity(entity).workflow
    mappings = workflow.transitions.get(event.transition or "") if workflow else None
    if mappings:
        return str(mappings[0].label.in_language(current_language()))
    known = {
        "create": _("Created"),
        "update": _("Changed"),
        "delete": _("Deleted"),
        "vote": _("Approved"),
        "reject": _("Rejected."),
    }
    return known.get(event.action, event.action)
