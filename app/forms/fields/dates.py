"""Form fields that hold days and times. A time of day is the application's own; the record keeps UTC."""

from __future__ import annotations

from typing import Any

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import TextControl
from app.runtime import clock


class DateField(EntityField):
    widget = TextControl("date")

    def format(self, value: Any) -> str:
        return str(value.isoformat())


class DateTimeField(EntityField):
    widget = TextControl("datetime-local", step="60")

    def format(self, value: Any) -> str:
        return f"{clock.local(value):%Y-%m-%dT%H:%M}"


class TimeField(EntityField):
    widget = TextControl("time")

    def format(self, value: Any) -> str:
        return f"{value:%H:%M}"
