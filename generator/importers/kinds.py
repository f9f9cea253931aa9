"""Words that foreign models share: what is money, and how long texts and numbers are."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from generator.importers.naming import words

_MONEY: Final = frozenset(
    [
        "price",
        "amount",
        "cost",
        "salary",
        "balance",
        "fee",
        "fees",
        "subtotal",
        "revenue",
        "budget",
        "wage",
        "wages",
        "rent",
        "deposit",
        "payment",
        "paid",
        "discount_amount",
        "tax_amount",
        "total_amount",
        "turnover",
        "premium",
    ]
)
FLOAT_SCALE: Final = 6
_CREATED: Final = re.compile(
    r"(?:created|creation|date_created|create_time|created_(?:at|on|date|time))\Z"
)
_UPDATED: Final = re.compile(
    r"(?:updated|modified|last_modified(?:_date)?|last_updated?|update_time|(?:updated|modified)_(?:at|on|date|time))\Z"
)


def is_money(name: str, scale: int | None) -> bool:
    """Whether a decimal number of this name is an amount: of two digits, or of as many as nobody said."""
    return scale in (None, 2) and bool(words(name)) and words(name)[-1] in _MONEY


def is_created(name: str) -> bool:
    return bool(_CREATED.match("_".join(words(name))))


def is_updated(name: str) -> bool:
    return bool(_UPDATED.match("_".join(words(name))))


def number(text: object) -> Decimal | int | None:
    """The number that a text is; None: it is none."""
    if isinstance(text, bool):
        return None
    try:
        value = Decimal(str(text).strip().rstrip("LlFfDd"))
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() and abs(value) < 10**30 else value
