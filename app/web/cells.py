"""A value of a record as a person sees it in a page: badge, link, picture, number. Everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.forms import screens
from app.forms.language import current_language
from app.runtime import clock, field_types, registry
from app.runtime.field import Field, Label, label
from app.runtime.privacy.mask import Masked
from app.runtime.richtext import clean
from app.web import ending
from app.web.reading import Line, lines_of, own_language

BUILT_IN = {
    "id": Field("int", label(zh="编号", en="Id"), "id"),
    "version": Field("int", label(zh="版本", en="Version"), "version"),
    "created_at": Field("datetime", label(zh="创建时间", en="Created"), "created_at"),
    "updated_at": Field("datetime", label(zh="更新时间", en="Changed"), "updated_at"),
    "created_by": Field("ref", label(zh="创建人", en="Created by"), "created_by", to="User"),
    "updated_by": Field("ref", label(zh="更新人", en="Changed by"), "updated_by", to="User"),
}
"""Columns that every record has, described like fields."""

NUMBERS = frozenset({"int", "decimal", "money", "percent", "duration", "rating"})
COLORS = frozenset({"blue", "green", "red", "orange", "yellow", "purple", "cyan", "teal", "pink"})
SHORT = 60


def field_of(entity: Any, path: str) -> tuple[Any, Field]:
    """`customer.phone` → (Customer, its field); raises KeyError for a name that there is not."""
    first, dot, rest = path.partition(".")
    field = entity.fields().get(first) or BUILT_IN[first]
    if not dot:
        return entity, field
    return field_of(registry.current().entity(str(field.to)).entity, rest)


def column_label(entity: Any, path: str) -> str:
    """`客户 · 电话` for a path, the plain label for an own field."""
    language = current_language()
    _owner, field = field_of(entity, path)
    text = field.label.in_language(language)
    if "." not in path:
        return text
    first = entity.fields()[path.partition(".")[0]]
    return f"{first.label.in_language(language)} · {text}"


def css_class(field: Field) -> str:
    if field.type in NUMBERS:
        return "number"
    if field.type in ("date", "datetime", "time"):
        return "date"
    return "state" if field.type == "state" else ""


def badge(text: str, color: str | None) -> Markup:
    tint = color if color in COLORS else ""
    return Markup('<span class="badge {}">{}</span>').format(tint, text)


def state_badge(entity: Any, name: str | None) -> Markup:
    workflow = registry.current().entity(entity.__name__).workflow
    state = workflow.states.get(name) if workflow is not None and name else None
    if state is None:
        return Markup("{}").format(name or "")
    return badge(state.label.in_language(current_language()), state.color)


def short(text: str, limit: int = SHORT) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def render(
    entity: Any,
    field: Field,
    value: Any,
    *,
    brief: bool = False,
    record: Mapping[str, Any] | None = None,
) -> Markup:
    """`brief` is for a list: long texts are cut, pictures are counted. `record`: whose state says whether days still count."""
    if value is None or value == [] or value == "":
        return Markup('<span class="muted">—</span>')
    if isinstance(value, Masked):
        return Markup('<span class="masked">{}</span>').format(value)
    language = current_language()
    match field.type:
        case "state":
            return state_badge(entity, value)
        case "enum":
            chosen = field.enum.get(value) if field.enum else None
            if chosen is None:
                return escape(str(value))
            text = chosen.label.in_language(language)
            return badge(text, chosen.color) if chosen.color else escape(text)
        case "ref":
            return _link(field.to, value)
        case "refs":
            return Markup("{}").format(_(", ")).join(_link(field.to, one) for one in value)
        case "email":
            return Markup('<a href="mailto:{0}">{0}</a>').format(value)
        case "phone":
            return Markup('<a href="tel:{0}">{0}</a>').format(value)
        case "url":
            # Only web addresses become links: a stored `javascript:` stays text.
            safe = str(value).lower().startswith(("https://", "http://"))
            shown = short(str(value)) if brief else value
            return (
                Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(value, shown)
                if safe
                else escape(shown)
            )
        case "file" | "files" | "image" | "images" | "signature":
            return _files(field, value, brief=brief)
        case "richtext" if not brief:
            # Cleaned when it was written; cleaned again here, because rows may come from a history or another tool.
            return Markup('<div class="rich">{}</div>').format(Markup(clean(str(value))))  # noqa: S704
        case "richtext":
            return escape(short(unescape(re.sub(r"<[^<>]*+>", " ", str(value)))))
        case "color":
            return Markup("<code>{}</code>").format(value)
        case "datetime":
            moment = clock.local(value)
            text = Markup('<time datetime="{}">{:%Y-%m-%d %H:%M}</time>').format(
                moment.isoformat(), moment
            )
            return ending.marked(entity, field, value, text, brief=brief, record=record)
        case "date":
            text = escape(field_types.display(field, value, language))
            return ending.marked(entity, field, value, text, brief=brief, record=record)
        case "json" if (lines := lines_of(value, f"{entity.__name__}.{field.name}")) is not None:
            return _lines(lines, brief=brief)
        case "bool" if field.color and value:
            return badge(field_types.display(field, value, language), field.color)
        case "rating":
            return Markup('<span aria-label="{0}">{1}</span>').format(value, "★" * int(value))
        case _:
            text = field_types.display(field, value, language)
            text = own_language(text, f"{entity.__name__}.{field.name}")
            return escape(short(text) if brief else text)


def _lines(lines: Sequence[Line], *, brief: bool) -> Markup:
    if brief:
        return escape(short("; ".join(line.text for line in lines)))
    items = [
        Markup('<li><a href="{}">{}</a></li>').format(line.url, line.text)
        if line.url
        else Markup("<li>{}</li>").format(line.text)
        for line in lines
    ]
    return Markup('<ul class="plain-list">{}</ul>').format(Markup("").join(items))


def _link(target: str | None, value: Any) -> Markup:
    if not isinstance(value, Mapping):
        return escape(str(value))
    title = value.get("title")
    if title is None:
        # There is such a record, and the reader may not see which.
        return Markup('<span class="muted">{}</span>').format(_("not shared with you"))
    address = screens.show_url(str(target), value["id"])
    return Markup('<a href="{}">{}</a>').format(address, title) if address else escape(title)


def _files(field: Field, value: Any, *, brief: bool) -> Markup:
    given = value if isinstance(value, list) else [value]
    ids = [one["id"] if isinstance(one, Mapping) else one for one in given]
    if brief:
        return Markup("{}").format(_("%(number)d files", number=len(ids)))
    if field.type in ("image", "images", "signature"):
        return Markup(" ").join(
            Markup(
                '<a href="{0}" data-preview="{1}"><img class="image-thumb" src="{0}" alt="{1}" loading="lazy"></a>'
            ).format(screens.attachment_url(one), field.label.in_language(current_language()))
            for one in ids
        )
    return Markup("<br>").join(
        Markup('<a href="{}">{} {}</a>').format(screens.attachment_url(one), _("File"), number)
        for number, one in enumerate(ids, start=1)
    )


def repeats(entity: Any, field: Field, record: Mapping[str, Any]) -> bool:
    """Whether a looked-up text only says what a ref on the same page says: 处理人, then 处理人姓名."""
    value = record.get(field.name)
    if field.lookup is None:
        return False
    *way, _last = field.lookup
    if value is None and len(way) == 1 and record.get(way[0], "") is None:
        # Of nobody there is no name: 处理人 — says it.
        return True
    if not isinstance(value, str) or not value:
        return False
    shown = [record.get(way[0])] if len(way) == 1 else []
    shown += [record.get(n) for n, f in entity.fields().items() if f.lookup and [*f.lookup] == way]
    return any(isinstance(ref, Mapping) and value in str(ref.get("title") or "") for ref in shown)


def plain(field: Field, value: Any) -> str:
    """A value without markup: for the history and the conflict page."""
    if value is None or value == []:
        return "—"
    if isinstance(value, Mapping) and "title" in value:
        return str(value["title"] or "—")
    if (
        isinstance(value, Masked)
        or field.type in ("ref", "refs", "json")
        or field_types.of(field).is_file
    ):
        return short(str(value), 120)
    try:
        return short(field_types.display(field, value, current_language()), 120)
    except (AttributeError, TypeError, ValueError):
        # History keeps values as JSON had them; a field may have had another type then.
        return short(str(value), 120)


__all__ = [
    "BUILT_IN",
    "Label",
    "badge",
    "column_label",
    "css_class",
    "field_of",
    "plain",
    "render",
    "repeats",
]
