"""Form fields that hold numbers. Full-width digits and thousands separators are read as meant."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import AffixControl, SelectControl, TextControl
from app.forms.spelled import plain_number


class NumberField(EntityField):
    """`１２` typed with a Chinese input method is 12, `1.5万` is 15000; a unit typed after the number is dropped."""

    units = ""

    def parse(self, text: str) -> Any:
        plain = unicodedata.normalize("NFKC", text).strip(f" {self.units}")
        return super().parse(plain_number(plain))

    def format(self, value: Any) -> str:
        return format(value, "f") if isinstance(value, Decimal) else str(value)


class IntegerField(NumberField):
    widget = TextControl(inputmode="numeric")


class DecimalField(NumberField):
    widget = TextControl(inputmode="decimal")


class MoneyField(NumberField):
    widget = AffixControl(inputmode="decimal")
    units = "¥￥元"

    def affixes(self) -> tuple[str, str]:
        return "¥", ""


class PercentField(NumberField):
    widget = AffixControl(inputmode="decimal")
    units = "%"

    def affixes(self) -> tuple[str, str]:
        return "", "%"


class DurationField(NumberField):
    """Whole minutes; `1:30` is read as 90."""

    widget = AffixControl(inputmode="numeric")

    def affixes(self) -> tuple[str, str]:
        return "", _("minutes")


class RatingField(NumberField):
    """One to `max` (5 when the schema says nothing)."""

    widget = SelectControl()

    def options(self) -> list[tuple[str, str]]:
        top = int(self.info.max) if self.info.max is not None else 5
        return [(str(number), f"{number} {'★' * number}") for number in range(1, top + 1)]

    def empty_label(self) -> str:
        return "—"
