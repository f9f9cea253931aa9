"""Days that end something (`expires:` of the schema): marked once they are over, and some days before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from app.runtime import clock, query, registry
from app.runtime.context import Context
from app.runtime.field import Field


def marked(
    entity: Any,
    field: Field,
    value: dt.date | dt.datetime,
    text: Markup,
    *,
    brief: bool,
    record: Mapping[str, Any] | None,
) -> Markup:
    """The day as it is, or with how far away its end is; in words, for a colour alone says nothing to some."""
    if field.expires is None or _is_over(entity, record):
        return text
    day = clock.local(value).date() if isinstance(value, dt.datetime) else value
    left = (day - clock.today()).days
    if left > field.expires:
        return text
    is_past = left < 0 or (isinstance(value, dt.datetime) and value < clock.now())
    words = _told(left, is_past=is_past)
    css = "over" if is_past else "soon"
    if brief:
        return Markup(
            '<span class="ends {0}" title="{2}">{1}<span class="visually-hidden"> {2}</span></span>'
        ).format(css, text, words)
    return Markup('{} <span class="badge {}">{}</span>').format(
        text, "red" if is_past else "yellow", words
    )


def is_past(entity: Any, field: Field, record: Mapping[str, Any]) -> bool:
    """Whether the record's day is over, and still matters."""
    value = record.get(field.name)
    if not isinstance(value, dt.date) or field.expires is None or _is_over(entity, record):
        return False
    return value < clock.now() if isinstance(value, dt.datetime) else value < clock.today()


def also(ctx: Context, entity: Any, columns: Iterable[str]) -> list[str]:
    """The state, where a column needs it: in a final one no day matters any more."""
    fields, shown = entity.fields(), list(columns)
    if "state" in shown or registry.current().entity(entity).workflow is None:
        return []
    asks = any(name in fields and fields[name].expires is not None for name in shown)
    return ["state"] if asks and query.may_read(ctx, entity, "state") else []


def _told(left: int, *, is_past: bool) -> str:
    if left == 0:
        return _("over today") if is_past else _("ends today")
    if is_past:
        return _("over for %(number)s days", number=-left)
    return _("%(number)s days left", number=left)


def _is_over(entity: Any, record: Mapping[str, Any] | None) -> bool:
    workflow = registry.current().entity(entity).workflow
    state = record.get("state") if record is not None else None
    return bool(workflow is not None and state in workflow.states and workflow.states[state].final)
