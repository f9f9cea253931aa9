"""How a sensitive value is shown to those to whom it was not revealed: 138****8000, 110***********1234, 王**."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..field import Field

HIDDEN = "••••"
"""What has no part that may be shown: amounts, dates, truth."""


class Masked(str):
    """A text in the place of a value; a form that sends it back changes nothing."""

    __slots__ = ()


def mask(field: Field, value: Any) -> Masked | None:
    """The masked text of a stored value, None for none. Its length tells no more than the type does."""
    if value is None or value in ("", []):
        return None
    if not isinstance(value, str) or field.type in ("secret", "enum"):
        return Masked(HIDDEN)
    match field.type:
        case "phone":
            return Masked(_ends(value, 3, 4))
        case "id_no":
            return Masked(_ends(value, 3, 4))
        case "bank_account":
            return Masked(_ends(value, 0, 4))
        case "email":
            name, at, host = value.partition("@")
            return Masked(f"{name[:1]}***{at}{host}")
        case "string" | "address":
            # A name, or the beginning of an address.
            return Masked(f"{value[:1]}**")
        case _:
            return Masked(HIDDEN)


def is_mask(field: Field, given: Any, stored: Any) -> bool:
    """Whether what was given is only the mask of what is stored."""
    shown = mask(field, stored) if field.is_sensitive else None
    return shown is not None and isinstance(given, str) and given.strip() == str(shown)


def _ends(text: str, first: int, last: int) -> str:
    """The ends, stars between; of a short text nothing but stars."""
    if len(text) < first + last + 3:
        return "*" * max(len(text), 4)
    end = text[-last:] if last else ""
    return f"{text[:first]}{'*' * (len(text) - first - last)}{end}"
