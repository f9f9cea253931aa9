"""Which columns a list shows and in what order: chosen by each person, kept for him or with a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.forms.numbers import as_id
from app.runtime import query, saved
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.web import cells
from app.web.lists.state import MOST_COLUMNS, ListState

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict


@dataclass(frozen=True, slots=True)
class Choice:
    """One column that there is; `place` counts from 1, also of those that are not shown."""

    path: str
    label: str
    is_shown: bool
    place: int


def choices(ctx: Context, view: Any, now: list[str]) -> list[Choice]:
    """The columns in their order, then all others that this person may read."""
    entity = view.entity
    others = dict.fromkeys([*view.columns, *entity.fields(), *cells.BUILT_IN])
    rest = [
        (cells.column_label(entity, path), path)
        for path in others
        if path not in now and path != "version" and may_show(ctx, entity, path)
    ]
    named = [(cells.column_label(entity, path), path) for path in now]
    return [
        Choice(path, label, place <= len(named), place)
        for place, (label, path) in enumerate([*named, *sorted(rest)], start=1)
    ]


def may_show(ctx: Context, entity: Any, path: str) -> bool:
    """Whether the column is there for this person; a secret is for nobody."""
    try:
        _owner, field = cells.field_of(entity, path)
    except (KeyError, NotFound):
        return False
    return field.type != "secret" and query.may_read(ctx, entity, path)


def shown(ctx: Context, view: Any, state: ListState, mine: saved.Listed) -> list[str]:
    """Those of the address, else the person's own, else the schema's; only what this reader may see."""
    for paths in (state.column_paths, mine.columns, view.columns):
        found = [path for path in paths if may_show(ctx, view.entity, path)]
        if found:
            return found
    return []


def chosen(sent: MultiDict[str, str]) -> list[str]:
    """The ticked ones by their places; those without a number keep their turn at the end."""
    paths = list(dict.fromkeys(sent.getlist("c")))[:MOST_COLUMNS]
    places = {path: as_id(sent.get(f"at-{path}", "").strip()) for path in paths}
    return sorted(paths, key=lambda path: places[path] or MOST_COLUMNS * 10)
