"""Form fields that hold days and times. A time of day is the application's own; the record keeps UTC."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, ClassVar

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import TextControl
from app.runtime import clock


class _TimeControlField(EntityField):
    """A browser shows nothing at all in a control for days where it reads none: such words get a box for text."""

    shape: ClassVar[str]
    kind: ClassVar[Any]

    def control_attributes(self) -> dict[str, Any]:
        text = self.text()
        return {} if not text or self._is_shown(text) else {"type": "text", "step": None}

    def _is_shown(self, text: str) -> bool:
        """Whether the browser's own control can hold the text."""
        try:
            self.kind.fromisoformat(text)
        except ValueError:
            return False
        return re.fullmatch(self.shape, text) is not None


class DateField(_TimeControlField):
    widget = TextControl("date")
    shape = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    kind = dt.date

    def format(self, value: Any) -> str:
        return str(value.isoformat())


class DateTimeField(_TimeControlField):
    widget = TextControl("datetime-local", step="60")
    shape = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?"
    kind = dt.datetime

    def format(self, value: Any) -> str:
        return f"{clock.local(value):%Y-%m-%dT%H:%M}"


class TimeField(_TimeControlField):
    widget = TextControl("time")
    shape = "[0-9]{2}:[0-9]{2}(:[0-9]{2})?"
    kind = dt.time

    def format(self, value: Any) -> str:
        return f"{value:%H:%M}"
