"""Form fields with a short, fixed list of choices."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import AnswersControl, CheckControl, ChecksControl, SelectControl
from app.forms.language import current_language
from app.runtime import field_types


class BooleanField(EntityField):
    widget = CheckControl()

    def read(self, formdata: Any) -> None:
        self.data = "1" in (self.raw_data or [])

    def show(self, data: Any) -> None:
        self.data = bool(data)

    @property
    def is_empty(self) -> bool:
        return False


class EnumField(EntityField):
    widget: Any = SelectControl()

    def options(self) -> list[tuple[str, str]]:
        language = current_language()
        return [(value.name, value.label.in_language(language)) for value in self.info.enum.values]

    def empty_label(self) -> str:
        return _("Choose")

    def stand_open(self) -> None:
        """All choices in sight, each one press, instead of a list that drops down."""
        self.widget = AnswersControl()
        self.is_group = True


class EnumsField(EnumField):
    is_group = True
    widget = ChecksControl()

    def read(self, formdata: Any) -> None:
        self.data = (
            field_types.parse(self.info, [text for text in self.raw_data or [] if text]) or []
        )

    def texts(self) -> list[str]:
        return self.raw_data if self.raw_data is not None else list(self.data or [])
