"""The checklist of a task: the items of its category and those above it that its kind of plan uses, copied at issue (2.2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from app.generated.check_item import CheckItem
from app.generated.inspection_item import InspectionItem
from app.runtime import records
from app.runtime.context import Context

from .. import categories


def copy(ctx: Context, tree: categories.Tree, tasks: Sequence[Any]) -> int:
    """Items for tasks that are being issued (rows with `id`, `category_id`, `kind`); returns how many.

    A later change of the checklist changes no task that is out: what was asked stays what was judged.
    """
    items = _by_category(ctx, {one for task in tasks for one in tree.above(task.category_id)})
    lists: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    rows: list[dict[str, Any]] = []
    for task in tasks:
        key = (task.category_id, task.kind)
        if key not in lists:
            lists[key] = _list(items, tree.above(task.category_id), task.kind)
        rows += [{**item, "task_id": task.id} for item in lists[key]]
    if rows:
        records.write_set(ctx, InspectionItem, rows, action="make", audit="checklists of tasks")
    return len(rows)


def _by_category(ctx: Context, ids: Collection[int]) -> dict[int, list[CheckItem]]:
    found: dict[int, list[CheckItem]] = {}
    for item in ctx.query(
        select(CheckItem)
        .where(CheckItem.category_id.in_(ids), CheckItem.deleted_at.is_(None))
        .order_by(CheckItem.sort_no, CheckItem.id)
    ):
        found.setdefault(item.category_id, []).append(item)
    return found


def _list(
    items: dict[int, list[CheckItem]], above: Sequence[int], kind: str | None
) -> list[dict[str, Any]]:
    """The nearest category's item of a code counts; those of categories above stand behind."""
    found: dict[str, dict[str, Any]] = {}
    for category in above:
        for item in items.get(category, ()):
            if item.code not in found and (not item.kinds or kind in item.kinds):
                found[item.code] = _row(item)
    return [{**row, "sort_no": number} for number, row in enumerate(found.values(), start=1)]


def _row(item: CheckItem) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": item.name,
        "kind": item.kind,
        "demand": demand(item),
        "uom": item.uom,
        "low": item.low,
        "high": item.high,
        "required": item.required,
        "needs_photo": item.needs_photo,
        "severity": item.severity,
    }


def demand(item: CheckItem) -> str | None:
    """What a good answer is, as it stands beside the field: `0.2–0.6 MPa`, or the choices, the normal one first."""
    if item.kind == "choice":
        return item.choices
    if item.kind != "num" or (item.low is None and item.high is None):
        return None
    unit = f" {item.uom}" if item.uom else ""
    if item.low is None or item.high is None:
        return (
            f"≥ {_short(item.low)}{unit}" if item.high is None else f"≤ {_short(item.high)}{unit}"
        )
    return f"{_short(item.low)}–{_short(item.high)}{unit}"


def _short(number: Any) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
