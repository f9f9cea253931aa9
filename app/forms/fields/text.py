"""Form fields that hold text."""

from __future__ import annotations

from typing import Any

import orjson
from flask_babel import gettext as _

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import AreaControl, TextControl


class StringField(EntityField):
    widget = TextControl()

    def control_attributes(self) -> dict[str, Any]:
        # Long texts are cut by no browser: the server says how much is too much, and what was typed stays.
        limit = self.info.max
        return {"maxlength": int(limit) * 2} if limit is not None else {}


class TextField(EntityField):
    """Several lines. The browser sends CR LF; what is kept has LF alone."""

    wide = True
    widget = AreaControl()

    def text(self) -> str:
        return super().text().replace("\r\n", "\n")


class RichTextField(TextField):
    """Marked-up text is edited and shown as plain text."""

    widget = AreaControl(rows=8)


class AddressField(TextField):
    widget = AreaControl(rows=2)


class EmailField(StringField):
    # type=text for all of these: a browser's own message would come in the browser's language, and before ours.
    widget = TextControl(inputmode="email", autocomplete="off", spellcheck="false")


class PhoneField(StringField):
    widget = TextControl("tel", autocomplete="off")


class UrlField(StringField):
    widget = TextControl(inputmode="url", placeholder="https://", spellcheck="false")


class IdNumberField(StringField):
    widget = TextControl(autocomplete="off", spellcheck="false")


class BankAccountField(StringField):
    widget = TextControl(inputmode="numeric", autocomplete="off")


class RegionField(StringField):
    """A division code of two to twelve digits (GB/T 2260)."""

    widget = TextControl(inputmode="numeric", placeholder="310104")


class BarcodeField(StringField):
    """On the page of a task the camera fills it, where the browser can read codes."""

    widget = TextControl(autocomplete="off", spellcheck="false", **{"data-scan": "camera"})


class ColorField(StringField):
    """A text, not `type=color`: the colour well of browsers cannot be empty."""

    widget = TextControl(placeholder="#17629a", spellcheck="false")


class SecretField(StringField):
    """Never shown again. Left empty means unchanged."""

    widget = TextControl("password", autocomplete="new-password")
    description: str

    def read(self, formdata: Any) -> None:
        if (self.raw_data or [""])[-1].strip():
            again = _("It does not stay on a page: type it again.")
            self.description = f"{self.description} {again}".strip()
        super().read(formdata)
        self.submitted = self.data is not None

    def text(self) -> str:
        return ""

    def show(self, data: Any) -> None:
        self.data = None


class JsonField(EntityField):
    wide = True
    widget = AreaControl(rows=6, css="code")

    def format(self, value: Any) -> str:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


class GeoField(EntityField):
    """A point as `latitude, longitude` in degrees."""

    widget = TextControl(placeholder="31.2304, 121.4737")

    def parse(self, text: str) -> Any:
        return super().parse(text.replace("，", ","))

    def format(self, value: Any) -> str:
        return f"{value['latitude']}, {value['longitude']}"
