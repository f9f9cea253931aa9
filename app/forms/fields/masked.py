"""The control of a sensitive value that is no text, on a form of a record that has one: kept, or given anew."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import SelectControl, TextControl
from app.runtime.privacy.mask import HIDDEN


class MaskedField(EntityField):
    """Shows the mask; whoever types something else replaces the value, in the form that the API takes."""

    widget = TextControl()


class MaskedTruth(EntityField):
    """The same for yes and no."""

    widget = SelectControl()

    def options(self) -> list[tuple[str, str]]:
        return [(HIDDEN, _("As it is")), ("true", _("Yes")), ("false", _("No"))]

    def empty_label(self) -> str:
        return _("Choose")

    def format(self, value: Any) -> str:
        return str(value)
