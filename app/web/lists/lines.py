"""Rows of the query module as lines of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.forms import screens
from app.runtime import query
from app.runtime.context import Context
from app.web import cells, ending

RELATED = 25
RECENT = 10
"""Of records with a life of their own: repairs, visits. There may be thousands, and the newest matter."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the table shows it; `sort_url` is "" where one may not sort, `hint` says why not here and now."""

    path: str
    label: str
    css: str
    sort_url: str
    direction: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its address and its cells (label, class, value)."""

    url: str
    cells: list[tuple[str, str, Markup]]
    id: int = 0
    edits: tuple[str, ...] = ()
    """For each cell the field that may be changed in it, "" for none."""


def lines_of(
    entity: Any,
    columns: list[str],
    rows: Iterable[Mapping[str, Any]],
    open_url: Callable[[int], str] | None = None,
    edits: Iterable[str] = (),
) -> list[Line]:
    """Rows of the query module as cells. A field masked in one row is an empty cell there."""
    heads = [(path, *cells.field_of(entity, path)) for path in columns]
    labels = [cells.column_label(entity, path) for path in columns]
    known = set(edits)
    names = tuple(path if path in known else "" for path in columns) if known else ()
    found = []
    for row in rows:
        drawn = []
        for (path, owner, field), label in zip(heads, labels, strict=True):
            value = row.get(path)
            css = cells.css_class(field)
            if value in (None, "", []):
                css += " blank"
            # The state of another record is not known here.
            told = row if owner is entity else None
            shown = cells.render(owner, field, value, brief=True, record=told)
            drawn.append((label, css, shown))
        url = open_url(row["id"]) if open_url else screens.show_url(entity.meta.name, row["id"])
        found.append(Line(url, drawn, row["id"], names))
    return found


def related_rows(ctx: Context, parent: Any, pk: int, child: Any) -> dict[str, Any]:
    """A child table as the record's page shows it: one statement, the first rows or the newest ones, a link to all.

    What a row only repeats of the record itself is no column.
    """
    view = screens.of(child.of)
    assert view is not None  # noqa: S101 - the callers have looked
    columns = [
        path
        for path in view.columns
        if path != child.by
        and not _repeats(view.entity, path, child.by)
        and query.may_read(ctx, view.entity, path)
    ]
    newest = not screens.is_inline(child) or any(key.startswith("-") for key in view.sort[:1])
    limit = RECENT if newest else RELATED
    asked = [*columns, *ending.also(ctx, view.entity, columns)]
    rows = list(
        query.related(ctx, parent, pk, child.name, columns=asked, limit=limit + 1, newest=newest)
    )
    return {
        "heads": [
            (
                cells.column_label(view.entity, path),
                cells.css_class(cells.field_of(view.entity, path)[1]),
            )
            for path in columns
        ],
        "lines": lines_of(view.entity, columns, rows[:limit]),
        "has_more": len(rows) > limit,
        "all_url": f"{view.route_base}/list/?{child.by}={pk}",
    }


def _repeats(entity: Any, path: str, by: str) -> bool:
    """Whether a column is looked up from the record that the rows belong to."""
    field = entity.fields().get(path)
    return field is not None and field.lookup is not None and field.lookup[0] == by
