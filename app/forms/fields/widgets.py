"""HTML of the form controls. Everything is escaped by Markup; no control carries script or style of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms.widgets import html_params


def control(field: Any, **attributes: Any) -> dict[str, Any]:
    """The attributes that every control carries: id, name, and the links to its help and its errors."""
    described = []
    if field.description:
        described.append(f"{field.id}-help")
    if field.errors:
        described.append(f"{field.id}-error")
    common: dict[str, Any] = {"id": field.id, "name": field.name, **attributes}
    if described:
        common["aria-describedby"] = " ".join(described)
    if field.errors:
        common["aria-invalid"] = "true"
    if getattr(field, "is_required", False):
        # aria-required, not required: the server answers in the reader's language and keeps what was typed.
        common["aria-required"] = "true"
    if getattr(field, "is_readonly", False):
        common["readonly"] = True
    return {key: value for key, value in common.items() if value is not None and value is not False}


def element(tag: str, attributes: dict[str, Any], content: Any = None) -> Markup:
    """One element; `content` None makes a void element. Content that is not Markup is escaped."""
    parameters = Markup(html_params(**attributes))  # noqa: S704 - html_params escapes every value
    if content is None:
        return Markup("<{0} {1}>").format(Markup(tag), parameters)  # noqa: S704 - a literal of ours
    return Markup("<{0} {1}>{2}</{0}>").format(Markup(tag), parameters, content)  # noqa: S704


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


class TextControl:
    """`<input>` of any type that holds one text."""

    def __init__(self, kind: str = "text", **attributes: Any) -> None:
        self.kind = kind
        self.attributes = attributes

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        own = {"type": self.kind, **self.attributes}
        given = {**own, **field.control_attributes(), **attributes}
        return element("input", control(field, value=field.text(), **given))


class AffixControl(TextControl):
    """An input with its unit before or after it: ¥, %, minutes."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        box = super().__call__(field, **attributes)
        before, after = field.affixes()
        return Markup('<div class="affix">{}{}{}</div>').format(
            Markup("<span>{}</span>").format(before) if before else "",
            box,
            Markup("<span>{}</span>").format(after) if after else "",
        )


class AreaControl:
    def __init__(self, rows: int = 4, css: str | None = None) -> None:
        self.rows = rows
        self.css = css

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        given = {"rows": self.rows, "class": self.css, **field.control_attributes(), **attributes}
        # The newline after the tag is dropped by the browser; without it a leading empty line would be lost.
        return element("textarea", control(field, **given), Markup("\n{}").format(field.text()))


class SelectControl:
    def __call__(self, field: Any, **attributes: Any) -> Markup:
        chosen = field.text()
        options = [element("option", {"value": ""}, field.empty_label())]
        known = [(value, label) for value, label in field.options()]
        if chosen and chosen not in {value for value, _label in known}:
            # What was pasted and is none of them stays in sight beside what is said of it.
            known.append((chosen, chosen))
        for value, label in known:
            marks: dict[str, Any] = {"value": value, "selected": value == chosen}
            options.append(element("option", marks, label))
        return element("select", control(field, **attributes), joined(options))


class CheckControl:
    """A tick box. The hidden input before it says that the question was on the page at all."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        marks = control(field, type="checkbox", value="1", checked=bool(field.data), **attributes)
        marks.pop("readonly", None)
        return Markup('<input type="hidden" name="{}" value="">{}').format(
            field.name, element("input", marks)
        )


class ChecksControl:
    """Several of a few: tick boxes in a group."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        chosen = set(field.texts())
        boxes = [Markup('<input type="hidden" name="{}" value="">').format(field.name)]
        for number, (value, label) in enumerate(field.options()):
            marks = {
                "type": "checkbox",
                "name": field.name,
                "id": f"{field.id}-{number}",
                "value": value,
                "checked": value in chosen,
            }
            boxes.append(Markup("<label>{} {}</label>").format(element("input", marks), label))
        return element("div", {"class": "choices", "id": field.id}, joined(boxes))


class AnswersControl:
    """One of a few, each in sight: large buttons of which one is pressed."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        boxes = [Markup('<input type="hidden" name="{}" value="">').format(field.name)]
        for number, (value, label) in enumerate(field.options()):
            marks = {
                "type": "radio", "name": field.name, "id": f"{field.id}-{number}", "value": value,
                "checked": value == field.text(),
            }  # fmt: skip
            box = element("input", marks)
            boxes.append(Markup('<label class="answer">{}{}</label>').format(box, label))
        marks = {"class": "answers few", "role": "radiogroup", "id": field.id, "aria-labelledby": f"{field.id}-label", "tabindex": "-1"}  # fmt: skip
        return element("div", marks, joined(boxes))


def _search_box(field: Any, attributes: dict[str, Any], **more: Any) -> Markup:
    """The text box of a picker; without an address to ask it is a plain one."""
    marks = control(
        field,
        type="text",
        value=field.typed(),
        autocomplete="off",
        placeholder=_("Type to search"),
        **attributes,
    )
    marks["name"] = f"{field.name}__text"
    url = field.lookup_url()
    if url:
        marks |= {
            "role": "combobox",
            "aria-expanded": "false",
            "aria-autocomplete": "list",
            "aria-controls": f"{field.id}-list",
            "data-lookup": url,
            **more,
        }
    return element("input", marks)


class PickerControl:
    """One record: a hidden id, and a text box that asks the server for the few that fit.

    Without script the typed text alone is sent, and the server looks it up; when several fit, they come back as a list.
    """

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        hidden = element(
            "input",
            {
                "type": "hidden",
                "name": field.name,
                "value": "" if field.chosen_id is None else field.chosen_id,
                "data-picker-id": True,
            },
        )
        candidates = [
            Markup("<label>{} {}</label>").format(
                element(
                    "input",
                    {
                        "type": "radio",
                        "name": f"{field.name}__pick",
                        "value": item["id"],
                        "checked": item["id"] == field.chosen_id,
                    },
                ),
                " · ".join(filter(None, (item["title"], item.get("note")))),
            )
            for item in field.candidates
        ]
        return Markup('<div class="picker" data-picker>{}{}{}</div>').format(
            hidden,
            _search_box(field, attributes),
            Markup('<div class="choices">{}</div>').format(joined(candidates))
            if candidates
            else "",
        )


class MultiPickerControl:
    """Several records: a chip for each chosen one, a text box for the next, and boxes to tick for those that are offered."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        chips = [
            Markup(
                '<span class="chip">{0}<input type="hidden" name="{1}" value="{2}">'
                '<input type="hidden" name="{1}__title" value="{0}">'
                '<button type="button" data-unpick aria-label="{3}">×</button></span>'
            ).format(
                item["title"], field.name, item["id"], _("Remove %(title)s", title=item["title"])
            )
            for item in field.chosen
        ]
        there = {item["id"] for item in field.chosen}
        offered = [
            Markup("<label>{} {}</label>").format(
                element("input", {"type": "checkbox", "name": field.name, "value": item["id"]}),
                item["title"],
            )
            for item in field.candidates
            if item["id"] not in there
        ]
        return Markup(
            '<div class="picker" data-picker><input type="hidden" name="{}" value="">'
            '<div class="picked">{}</div>{}{}</div>'
        ).format(
            field.name,
            joined(chips),
            _search_box(field, attributes, **{"data-multiple": field.name}),
            Markup('<div class="choices">{}</div>').format(joined(offered)) if offered else "",
        )
