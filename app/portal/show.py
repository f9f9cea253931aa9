"""What portal templates ask: values, states and choices as a resident reads them."""

from __future__ import annotations

from typing import Any

from app.forms.fields.refs import RefField
from app.runtime import field_types, i18n, query, registry
from app.web.reading import moment, own_language

__all__ = ["choices", "is_ref", "label", "moment", "own_language", "state", "value"]

SHORT_LIST = 50
"""Up to so many choices a list is easier than typing."""

TONES = {
    "green": "good",
    "red": "wrong",
    "orange": "warn",
    "yellow": "warn",
    "blue": "now",
    "purple": "now",
}


def value(entity: Any, row: dict[str, Any], name: str) -> str:
    """A field of a row for reading; a ref by its title."""
    found = row.get(name)
    if isinstance(found, dict) and "title" in found:
        return found["title"] or ""
    return field_types.display(entity.fields()[name], found, i18n.current_language())


def label(entity: Any, name: str) -> str:
    return str(entity.fields()[name].label.in_language(i18n.current_language()))


def state(entity: Any, name: str | None) -> tuple[str, str]:
    """(label, tone) of a workflow state."""
    workflow = registry.current().entity(entity).workflow
    if workflow is None or name is None or name not in workflow.states:
        return "", ""
    found = workflow.states[name]
    return found.label.in_language(i18n.current_language()), TONES.get(found.color or "", "")


def is_ref(field: Any) -> bool:
    return isinstance(field, RefField)


def choices(form: Any, field: Any) -> list[dict[str, Any]]:
    """The records that a ref field may name when they are few; empty: let the person type."""
    found = query.lookup(form._screen.ctx, form.entity, field.short_name, limit=SHORT_LIST)
    chosen = field.chosen_id
    if chosen is not None and all(item["id"] != chosen for item in found):
        found.append({"id": chosen, "title": field.title or f"#{chosen}"})
    return found if len(found) < SHORT_LIST else []
