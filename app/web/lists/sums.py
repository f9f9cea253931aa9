"""The sums under a list: of all rows that it is narrowed to, not of the page alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.forms.language import current_language
from app.runtime import field_types, query
from app.web import cells

if TYPE_CHECKING:
    from app.web.screen.list_page import ListPage


def totals(page: ListPage) -> list[tuple[str, str]] | None:
    """(label, sum) for each column that has one, "" for the others; None where nothing is added up."""
    if not page.page.items or page.is_long:
        return None
    if not page.summed:
        return None
    found: Mapping[str, Any] | None
    if page.has_states:
        found = _of_states(page)
    elif page.cursor is None and page.page.next is None:
        found = {path: _added(row.get(path) for row in page.page.items) for path in page.summed}
    else:
        found = query.sums(
            page.ctx, page.entity, page.summed, where=page.conditions, search=page.text
        )
    if found is None:
        return None
    fields = page.entity.fields()
    return [
        (
            cells.column_label(page.entity, path),
            field_types.display(fields[path], found[path], current_language())
            if found.get(path) is not None
            else "",
        )
        for path in page.columns
    ]


def _of_states(page: ListPage) -> Mapping[str, Any] | None:
    """Of the open tab, or of all of them."""
    sums = page.tallies[1]
    if sums is None:
        return None
    rows = [row for state, row in sums.items() if page.state in ("", state)]
    return {path: _added(row[n] for row in rows) for n, path in enumerate(page.summed)}


def _added(values: Iterable[Any]) -> Any:
    numbers = [value for value in values if value is not None]
    return sum(numbers[1:], numbers[0]) if numbers else None
