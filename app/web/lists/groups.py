"""A list by groups: one line for each value, with the number of rows, sums, and the way to the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.forms.language import current_language
from app.runtime import field_types, query
from app.runtime.errors import BadRequest
from app.runtime.query.summary import UNITS
from app.web import cells

if TYPE_CHECKING:
    from app.runtime.query.summary import Group
    from app.web.screen.list_page import ListPage


MOST_CELLS = 1_000
"""Elements that lines of groups put on one page; what is beyond is told as partial."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to put rows together: `created_at:month`."""

    value: str
    label: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """`url` leads to the rows; "" where there is no filter that finds them."""

    label: Markup
    count: int
    sums: list[str]
    url: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    label: str
    heads: list[str]
    lines: list[GroupLine]
    is_partial: bool


def choices(page: ListPage) -> list[Choice]:
    """What the rows can be put together by; times by day, week and month."""
    texts = {"day": _("by day"), "week": _("by week"), "month": _("by month")}
    found = []
    for path in (*page.entity.fields(), "created_at"):
        if not query.may_group(page.ctx, page.entity, path):
            continue
        _owner, field = cells.field_of(page.entity, path)
        label = cells.column_label(page.entity, path)
        if field.type in ("date", "datetime"):
            values = [(f"{path}:{unit}", f"{label} · {texts[unit]}") for unit in UNITS]
        else:
            values = [(path, label)]
        found += [Choice(value, text, value == page.now.group) for value, text in values]
    return found


def table(page: ListPage) -> GroupTable:
    """Raises BadRequest for a column or a unit that there is not."""
    path, unit = page.now.group_by
    if unit and unit not in UNITS:
        raise BadRequest(
            f"没有时间单位 {unit[:20]} / There is no unit {unit[:20]}.",
            field="group",
            code="bad_value",
        )
    paths = page.summed
    found = query.groups(
        page.ctx,
        page.entity,
        path,
        unit=unit or "day",
        paths=paths,
        where=page.conditions,
        search=page.text,
    )
    owner, field = cells.field_of(page.entity, path)
    fields, language = page.entity.fields(), current_language()
    lines = []
    most = MOST_CELLS // (len(paths) + 4)
    for group in found.groups[:most]:
        sums = [
            field_types.display(fields[name], value, language) if value is not None else ""
            for name, value in group.sums.items()
        ]
        lines.append(
            GroupLine(
                _label(owner, field, group), group.count, sums, _url(page, path, field, group)
            )
        )
    heads = [cells.column_label(page.entity, one) for one in paths]
    is_partial = found.is_partial or len(found.groups) > most
    return GroupTable(cells.column_label(page.entity, path), heads, lines, is_partial)


def _label(owner: Any, field: Any, group: Group) -> Markup:
    if group.value is None:
        return Markup('<span class="muted">{}</span>').format(_("(empty)"))
    if isinstance(group.value, tuple):
        first, last = group.value
        text = first.isoformat()
        if first != last:
            is_month = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
            text = f"{first:%Y-%m}" if is_month else f"{first} – {last}"
        return escape(text)
    if field.type == "ref":
        title = group.value.get("title")
        return (
            escape(title)
            if title
            else Markup('<span class="muted">{}</span>').format(_("not shared with you"))
        )
    return cells.render(owner, field, group.value, brief=True)


def _url(page: ListPage, path: str, field: Any, group: Group) -> str:
    """The list of the group's rows: one more filter in the place of the grouping."""
    value = group.value
    if value is None:
        pair = (f"{path}__is_null", "true")
    elif isinstance(value, tuple):
        first, last = value
        pair = (
            (f"{path}__eq", str(first))
            if first == last
            else (f"{path}__between", f"{first},{last}")
        )
    elif isinstance(value, Mapping):
        pair = (path, str(value["id"]))
    elif isinstance(value, bool) or field.type == "bool":
        pair = (path, "true" if value else "false")
    else:
        pair = (path, str(value))
    kept = [one for one in page.now.pairs if one[0] != path or field.type in ("date", "datetime")]
    return page.now.but(pairs=(*kept, pair), group="").url(page.base)
