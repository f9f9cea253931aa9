"""A record as a sheet of paper says it: exactly what its page shows this reader, nothing beside it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.forms import screens
from app.forms.language import current_language
from app.runtime import clock, query, registry
from app.web import cells
from app.web.documents import codes
from app.web.documents.words import words
from app.web.screen.history import Entry, history_of
from app.web.screen.show_page import ShowPage

MOST_LINES = 200
"""Lines of a child table on paper; what is beyond is said to be there."""
MOST_ACTS = 100
"""Acts of the history on paper, the latest first."""


def sheet(page: ShowPage, person: str, *, timeline: bool = False) -> dict[str, Any]:
    """What `record.typ` and `documents/record.html` draw. Statements: two, one a child table, three for the timeline."""
    language, meta = current_language(), page.entity.meta
    link = codes.address(page.entity.key(), page.id)
    now = f"{clock.local(clock.now()):%Y-%m-%d %H:%M}"
    return {
        "language": language,
        "app": registry.current().app.label.in_language(language),
        "kind": meta.label.in_language(language),
        "title": page.title,
        "state": _state(page),
        "number": _number(page),
        "qr": codes.svg(link, inline=True),
        "link": link,
        "road": _road(page),
        "sections": [
            {"title": part.title, "rows": [_row(r.label, r.value, r.is_wide) for r in part.rows]}
            for part in page.sections()
        ],
        "pictures": [],
        "children": _children(page),
        "timeline": _timeline(page) if timeline else [],
        "timeline_title": _("History"),
        "stamps": [f"{label} {words(value)}" for label, value in page.stamps()],
        "none": _("None yet."),
        "printed": _("Printed by %(person)s, %(moment)s", person=person, moment=now),
    }


def _row(label: str, value: Any, wide: bool) -> dict[str, Any]:
    return {"label": label, "value": words(value), "wide": wide}


def _state(page: ShowPage) -> dict[str, Any] | None:
    workflow = page.view.entry.workflow
    state = workflow.states.get(str(page.record.get("state"))) if workflow is not None else None
    if state is None or not page.has_states():
        return None
    return {"label": state.label.in_language(current_language()), "colour": state.color}


def _number(page: ShowPage) -> str:
    """The record's own number where it has one that the reader may see, else its id."""
    for name, field in page.entity.fields().items():
        if field.type == "number" and page.record.get(name):
            return str(page.record[name])
    return f"#{page.id}"


def _road(page: ShowPage) -> list[dict[str, str]]:
    if not page.has_states():
        return []
    road, beside = page.road()
    left = [(label, place) for label, place in beside if place == "now"]
    return [{"label": label, "place": place} for label, place in [*road, *left]]


def _children(page: ShowPage) -> list[dict[str, Any]]:
    """Every child table that the reader may see, in the columns of its own list."""
    found = []
    for child in page.entity.meta.children:
        view = screens.of(child.of)
        if view is None or not view.is_open_to(page.ctx.actor.roles, "can_list"):
            continue
        columns = [
            path
            for path in view.columns
            if path != child.by and query.may_read(page.ctx, view.entity, path)
        ]
        if not columns:
            continue
        rows = query.related(
            page.ctx, page.entity, page.id, child.name, columns=columns, limit=MOST_LINES + 1
        )
        fields = [(path, *cells.field_of(view.entity, path)) for path in columns]
        heads = [
            {
                "label": cells.column_label(view.entity, path),
                "number": cells.css_class(field) == "number",
            }
            for path, _owner, field in fields
        ]
        lines = [
            [words(cells.render(owner, field, row.get(path))) for path, owner, field in fields]
            for row in rows[:MOST_LINES]
        ]
        more = _("The first %(number)s are shown.", number=MOST_LINES)
        found.append(
            {
                "title": child.label.in_language(current_language()),
                "heads": heads,
                "rows": lines,
                "more": more if len(rows) > MOST_LINES else "",
            }
        )
    return found


def _timeline(page: ShowPage) -> list[dict[str, Any]]:
    """The latest acts, comments and messages, as many as a print may hold."""
    story = history_of(page.ctx, page.entity, page.record, page=MOST_ACTS)
    return [_told(entry) for entry in story.entries]


def _told(entry: Entry) -> dict[str, Any]:
    text = (
        entry.note
        if entry.remark is None
        else entry.remark.text or _("This comment was taken back.")
    )
    return {
        "headline": entry.headline or _("Comment"),
        "actor": entry.actor,
        "at": entry.shown_at,
        "note": text,
        "changes": [
            {"label": label, "text": after if before == "—" else f"{before} → {after}"}
            for label, before, after in entry.changes
        ],
    }
