"""What a page of scores was sent: decimals as people type them, nothing for an empty box."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from flask import request

from app.forms.numbers import as_id
from app.runtime.errors import AppError, FieldError, NotFound, ValidationFailed, message

MOST = 10**7


def number(name: str) -> Decimal | None:
    """The number in a box; raises ValidationFailed for what is none."""
    text = request.form.get(name, "").strip().replace("，", ".").replace(",", ".")
    if not text:
        return None
    try:
        found = Decimal(text)
    except ArithmeticError:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found < MOST:
        raise ValidationFailed(
            [FieldError(name, "invalid", message(zh="请填写数字", en="Enter a number"))]
        )
    return found


def record(text: str) -> int:
    """The id of a record; raises NotFound for what is none."""
    found = as_id(text)
    if found is None:
        raise NotFound
    return found


def text(name: str, most: int = 2000) -> str | None:
    """What was written, None for nothing."""
    return request.form.get(name, "").strip()[:most] or None


def tried(act: Callable[[], object]) -> AppError | None:
    """What was refused; None where it was done."""
    try:
        act()
    except AppError as refused:
        return refused
    return None


def why(error: AppError, language: str) -> str:
    """The refusal in one line, with what each field says."""
    told = [one.message.in_language(language) for one in error.errors if one.field]
    return "；".join(told) if told else error.message.in_language(language)
