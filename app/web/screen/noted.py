"""What a list of choices says beside the titles (`screens.picker` of the schema): the stock of a part, the place of a device."""

from __future__ import annotations

from typing import Any

from app.forms import screens
from app.runtime import query
from app.runtime.context import Context
from app.runtime.field import Field
from app.web import cells


def noted(ctx: Context, field: Field, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items that `lookup` found for a ref, with a `note` each; what already has one keeps it. One statement."""
    view = screens.of(str(field.to))
    bare = [item["id"] for item in items if not item.get("note")]
    if view is None or not bare:
        return items
    names = [path for path in view.in_picker if query.may_read(ctx, view.entity, path)]
    if not names:
        return items
    entity = view.entity
    found = query.rows(
        ctx, entity, within=entity.id.in_(bare), columns=names, limit=len(bare)
    ).items
    notes = {row["id"]: _note(entity, names, row) for row in found}
    return [
        {**item, "note": notes[item["id"]]} if notes.get(item["id"]) else item for item in items
    ]


def _note(entity: Any, names: list[str], row: Any) -> str:
    """`库存 9.00`; a field that is empty says nothing."""
    told = []
    for path in names:
        if row.get(path) not in (None, "", []):
            _owner, field = cells.field_of(entity, path)
            told.append(f"{cells.column_label(entity, path)} {cells.plain(field, row[path])}")
    return " · ".join(told)
