"""Whole numbers, decimals, yes and no."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from .bounds import bounded
from .problems import problem

if TYPE_CHECKING:
    from ..field import Field

INT_LIMIT = 2**63 - 1
SMALL_LIMIT = 2**31 - 1
"""What the column of an `int` holds when no limit of its own lies beyond; see generator/emit/columns.py."""
PERSON_LIMIT = 2**31 - 1
"""Flask-AppBuilder numbers people in 32 bits; PostgreSQL refuses to look for more."""
# JSON numbers beyond this lose digits in browsers; scaled decimals must fit a BigInteger too.
DECIMAL_DIGITS = 18
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
SPAN = re.compile(r"(\d{1,6}):([0-5]\d)")
TRUE, FALSE = ("true", "1", "on", "yes", "y", "是"), ("false", "0", "off", "no", "n", "否")


def integer(field: Field, raw: Any) -> int:
    if isinstance(raw, (bool, float)):
        raise problem("type", zh="应为整数", en="This must be a whole number.")
    if isinstance(raw, str) and re.fullmatch(r"\s*[+-]?\d{1,19}\s*", raw):
        raw = int(raw)
    if isinstance(raw, Decimal) and raw == raw.to_integral_value():
        raw = int(raw)
    if not isinstance(raw, int):
        raise problem("type", zh="应为整数", en="This must be a whole number.")
    return within(field, int(bounded(field, raw)))


def within(field: Field, value: int) -> int:
    """The value, when its column holds it. ValueProblem: it does not."""
    most = largest(field)
    if value > most:
        raise problem("max", zh=f"不能大于 {most}", en=f"This must not be more than {most}.")
    if value < -most - 1:
        raise problem(
            "min", zh=f"不能小于 {-most - 1}", en=f"This must not be less than {-most - 1}."
        )
    return value


def largest(field: Field) -> int:
    """The largest whole number of the field's column: 63 bits where `min` or `max` need them, else 31."""
    wide = any(
        isinstance(each, int) and not -SMALL_LIMIT - 1 <= each <= SMALL_LIMIT
        for each in (field.min, field.max)
    )
    return INT_LIMIT if wide else SMALL_LIMIT


def duration(field: Field, raw: Any) -> int:
    """Minutes; `1:30` is ninety."""
    if isinstance(raw, str) and (match := SPAN.fullmatch(raw.strip())):
        raw = int(match.group(1)) * 60 + int(match.group(2))
    value = integer(field, raw)
    if value < 0:
        raise problem("min", zh="时长不能为负", en="A duration is not negative.")
    return value


def rating(field: Field, raw: Any) -> int:
    value = integer(field, raw)
    top = int(field.max) if field.max is not None else 5
    if not 1 <= value <= top:
        raise problem("range", zh=f"评分为 1 至 {top}", en=f"A rating goes from 1 to {top}.")
    return value


def decimal(field: Field, raw: Any) -> Decimal:
    """Exact, rounded half up once to the field's scale."""
    within: Decimal = bounded(field, scaled(raw, 2 if field.scale is None else field.scale))
    return within


def scaled(raw: Any, scale: int) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str, Decimal)):
        raise problem("type", zh="应为数字", en="This must be a number.")
    written = raw.replace("，", ",").strip() if isinstance(raw, str) else str(raw)
    if len(written) > 60:
        raise problem("max", zh="数字过大", en="This number is too large.")
    # 1,5 is not 15, and Decimal itself would take 1_000.
    plain = written.replace(",", "") if GROUPED.fullmatch(written) else written
    try:
        value = Decimal(plain.replace("_", "?"))
    except InvalidOperation:
        raise problem("type", zh="应为数字", en="This must be a number.") from None
    if not value.is_finite() or value.adjusted() + scale >= DECIMAL_DIGITS:
        raise problem("max", zh="数字过大", en="This number is too large.")
    return value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP)


def boolean(field: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    written = str(raw).strip().lower() if isinstance(raw, (str, int)) else ""
    if written in TRUE:
        return True
    if written in FALSE:
        return False
    raise problem("type", zh="应为是或否", en="This must be true or false.")
