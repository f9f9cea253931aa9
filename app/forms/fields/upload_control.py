"""The control of a field that holds files: what is there, a box for new ones, the limits; the script adds dropping and progress."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from app.forms.fields.widgets import control, element, joined
from app.runtime.files import KINDS
from app.runtime.files.content import MEGABYTE, kind_of

SHOWN_ENDINGS = 6
UPLOADS = "/files/"


class UploadControl:
    """Files already there with a box to drop each, and the input for new ones."""

    def __init__(self, *, multiple: bool, pictures: bool = False) -> None:
        self.multiple = multiple
        self.pictures = pictures

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        kind = kind_of(field.info.type)
        most = int(field.info.max) if self.multiple and field.info.max is not None else None
        marks = control(
            field,
            type="file",
            multiple=self.multiple,
            accept=",".join(f".{ending}" for ending in kind.endings),
            **attributes,
        )
        marks["name"] = f"{field.name}__new"
        around: dict[str, Any] = {
            "class": "upload",
            "data-upload": UPLOADS,
            "data-name": field.name,
            "data-kind": next((n for n, one in KINDS.items() if one is kind), "file"),
            "data-largest": kind.largest,
            "data-too-large": _(
                "A file may have %(size)d MB at most.", size=kind.largest // MEGABYTE
            ),
            "data-remove": _("Remove"),
            "data-failed": _("Not sent. Check the connection and choose it again."),
        }
        if self.multiple:
            around["data-multiple"] = True
        box = joined(
            [
                element("input", {"type": "hidden", "name": field.name, "value": ""}),
                element(
                    "ul", {"class": "uploads"}, joined(_kept(field, one) for one in field.kept())
                ),
                element("input", marks),
                _camera(field) if self.pictures else Markup(""),
                element("p", {"class": "help muted"}, _limits(kind, most)),
            ]
        )
        return element("div", around, box)


def _kept(field: Any, item: dict[str, Any]) -> Markup:
    picture = (
        Markup('<img src="{}" alt="" loading="lazy">').format(item["url"])
        if item.get("is_picture")
        else ""
    )
    marks = {"href": item["url"], "target": "_blank", "rel": "noopener"}
    if picture:
        marks = {"href": item["url"], "data-preview": item["name"]}
    name = Markup("<span>{}</span>").format(item["name"])
    drop = {"type": "checkbox", "name": f"{field.name}__drop", "value": item["id"]}
    return Markup('<li>{}{}<label class="check small">{} {}</label></li>').format(
        element("a", marks, Markup("{}{}").format(picture, name)),
        element("input", {"type": "hidden", "name": field.name, "value": item["id"]}),
        element("input", drop),
        _("Remove"),
    )


def _camera(field: Any) -> Markup:
    """A phone's camera at once, instead of a choice of applications; the sheet shows it where fingers press."""
    marks = {
        "type": "file",
        "name": f"{field.name}__new",
        "accept": "image/*",
        "capture": "environment",
        "class": "visually-hidden",
    }
    return Markup('<label class="btn btn-sm camera">{}{}</label>').format(
        element("input", marks), _("Take a photo")
    )


def _limits(kind: Any, most: int | None) -> str:
    endings = kind.endings
    shown = _(", ").join(endings[:SHOWN_ENDINGS]) + ("…" if len(endings) > SHOWN_ENDINGS else "")
    size = kind.largest // MEGABYTE
    if most is not None:
        return str(
            _(
                "%(most)d at most, each up to %(size)d MB: %(endings)s",
                most=most,
                size=size,
                endings=shown,
            )
        )
    return str(_("Up to %(size)d MB: %(endings)s", size=size, endings=shown))
