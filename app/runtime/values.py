"""What a person or a client typed → the Python value of a field, or a ValueProblem that says what is wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from . import clock
from .errors import Message, message
from .richtext import clean

if TYPE_CHECKING:
    from .field import Field

INT_LIMIT = 2**63 - 1
PERSON_LIMIT = 2**31 - 1
"""Flask-AppBuilder numbers people in 32 bits; PostgreSQL refuses to look for more."""
# JSON numbers beyond this lose digits in browsers; scaled decimals must fit a BigInteger too.
DECIMAL_DIGITS = 18

EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
PHONE = re.compile(r"\+?\d{5,20}")
URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
REGION = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")
ACCOUNT = re.compile(r"\d{8,32}")
RESIDENT = re.compile(r"\d{17}[\dX]")
DOCUMENT = re.compile(r"(?=.*[A-Z])[A-Z0-9()]{5,20}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
CLOCK_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
SPAN = re.compile(r"(\d{1,6}):([0-5]\d)")
TRUE, FALSE = ("true", "1", "on", "yes", "y", "是"), ("false", "0", "off", "no", "n", "否")


class ValueProblem(Exception):
    """One value is not acceptable; `code` is stable, `message` is for people."""

    def __init__(self, code: str, told: Message) -> None:
        super().__init__(told.in_language("en"))
        self.code = code
        self.message = told


@dataclass(frozen=True, slots=True)
class Unfit:
    """In place of a value that a channel refused already: told in its turn, after the rights, with all other problems."""

    problem: ValueProblem


def problem(code: str, *, zh: str, en: str) -> ValueProblem:
    return ValueProblem(code, message(zh=zh, en=en))


def is_empty(raw: Any) -> bool:
    """None, blank text and empty lists are all "nothing"."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []


# -- text ---------------------------------------------------------------------------------------------


def text(field: Field, raw: Any) -> str:
    """One line or many: control characters out of the question, blanks around it cut."""
    if not isinstance(raw, str):
        raise problem("type", zh="应为文本", en="This must be text.")
    value = raw.replace("\r\n", "\n").strip()
    if CONTROL.search(value):
        raise problem(
            "characters", zh="含有不可见的控制字符", en="This contains control characters."
        )
    limit = int(field.max) if field.max is not None else None
    if limit is not None and len(value) > limit:
        raise problem(
            "max",
            zh=f"最多 {limit} 个字，现有 {len(value)} 个",
            en=f"At most {limit} characters; there are {len(value)}.",
        )
    if field.min is not None and len(value) < int(field.min):
        raise problem(
            "min", zh=f"至少 {field.min} 个字", en=f"At least {field.min} characters are needed."
        )
    if field.pattern and not re.fullmatch(field.pattern, value):
        raise problem("pattern", zh="格式不正确", en="This does not have the expected form.")
    return value


def richtext(field: Field, raw: Any) -> str:
    return clean(text(field, raw))


def line(field: Field, raw: Any) -> str:
    value = text(field, raw)
    if "\n" in value or "\t" in value:
        raise problem("characters", zh="只能填写一行", en="This must be a single line.")
    return value


def _matching(
    pattern: re.Pattern[str], value: str, *, zh: str, en: str, code: str = "format"
) -> str:
    if not pattern.fullmatch(value):
        raise problem(code, zh=zh, en=en)
    return value


def email(field: Field, raw: Any) -> str:
    return _matching(
        EMAIL, line(field, raw), zh="邮箱格式不正确", en="This is not an e-mail address."
    )


def phone(field: Field, raw: Any) -> str:
    """Digits with an optional leading +; blanks, dots and hyphens are dropped."""
    value = re.sub(r"[\s.()-]", "", line(field, str(raw) if isinstance(raw, int) else raw))
    return _matching(
        PHONE,
        value,
        zh="电话应为 5 至 20 位数字，可以 + 开头",
        en="A telephone number has 5 to 20 digits and may start with +.",
    )


def url(field: Field, raw: Any) -> str:
    return _matching(
        URL,
        line(field, raw),
        zh="网址应以 http:// 或 https:// 开头",
        en="A web address starts with http:// or https://.",
    )


def color(field: Field, raw: Any) -> str:
    return _matching(
        COLOR, line(field, raw), zh="颜色写作 #1a2b3c", en="Write a colour as #1a2b3c."
    ).lower()


def region(field: Field, raw: Any) -> str:
    return _matching(
        REGION, line(field, raw), zh="行政区划代码不正确", en="This is not a region code."
    )


def bank_account(field: Field, raw: Any) -> str:
    value = re.sub(r"[\s-]", "", line(field, str(raw) if isinstance(raw, int) else raw))
    return _matching(
        ACCOUNT, value, zh="银行账号应为 8 至 32 位数字", en="A bank account has 8 to 32 digits."
    )


def id_number(field: Field, raw: Any) -> str:
    """A resident identity number with its check digit (GB 11643), or another document with a letter in it."""
    value = line(field, raw).upper().replace(" ", "")
    if RESIDENT.fullmatch(value):
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        total = sum(int(digit) * weight for digit, weight in zip(value, weights, strict=False))
        if "10X98765432"[total % 11] != value[17]:
            raise problem(
                "checksum",
                zh="身份证号校验位不符，请核对",
                en="The check digit of this ID number does not fit.",
            )
        return value
    return _matching(DOCUMENT, value, zh="证件号码不正确", en="This is not an ID number.")


# -- numbers ------------------------------------------------------------------------------------------


def integer(field: Field, raw: Any) -> int:
    if isinstance(raw, (bool, float)):
        raise problem("type", zh="应为整数", en="This must be a whole number.")
    if isinstance(raw, str) and re.fullmatch(r"\s*[+-]?\d{1,19}\s*", raw):
        raw = int(raw)
    if isinstance(raw, Decimal) and raw == raw.to_integral_value():
        raw = int(raw)
    if not isinstance(raw, int):
        raise problem("type", zh="应为整数", en="This must be a whole number.")
    if abs(raw) > INT_LIMIT:
        raise problem("max", zh="数字过大", en="This number is too large.")
    return int(_bounded(field, raw))


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
    bounded: Decimal = _bounded(field, scaled(raw, 2 if field.scale is None else field.scale))
    return bounded


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


def _bounded(field: Field, value: Any) -> Any:
    """`min` and `max` of the schema, written as number, decimal text or ISO date."""
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is None:
            continue
        limit = _like(value, bound)
        if (name == "min" and value < limit) or (name == "max" and value > limit):
            zh = f"不能{'小' if name == 'min' else '大'}于 {bound}"
            en = f"This must not be {'less' if name == 'min' else 'more'} than {bound}."
            raise problem(name, zh=zh, en=en)
    return value


def _like(value: Any, bound: Any) -> Any:
    if isinstance(value, dt.datetime):
        return _moment(str(bound))
    if isinstance(value, dt.date):
        return dt.date.fromisoformat(str(bound))
    return Decimal(str(bound))


def boolean(field: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    written = str(raw).strip().lower() if isinstance(raw, (str, int)) else ""
    if written in TRUE:
        return True
    if written in FALSE:
        return False
    raise problem("type", zh="应为是或否", en="This must be true or false.")


# -- time ---------------------------------------------------------------------------------------------


def date(field: Field, raw: Any) -> dt.date:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return _day(field, raw)
    try:
        return _day(field, dt.date.fromisoformat(raw.strip()))
    except (AttributeError, TypeError, ValueError):
        raise problem("type", zh="日期写作 2026-02-14", en="Write a date as 2026-02-14.") from None


def _day(field: Field, value: dt.date) -> dt.date:
    if not 1 < value.year < 9999:
        raise problem("range", zh="年份不正确", en="This year is out of range.")
    bounded: dt.date = _bounded(field, value)
    return bounded


def datetime(field: Field, raw: Any) -> dt.datetime:
    """Aware UTC; a time without a zone is in the application's."""
    value = raw if isinstance(raw, dt.datetime) else None
    if isinstance(raw, str):
        try:
            value = dt.datetime.fromisoformat(raw.strip())
        except ValueError:
            value = None
    if value is None or not 1 < value.year < 9999:
        raise problem(
            "type",
            zh="日期时间写作 2026-02-14 09:30",
            en="Write a date and time as 2026-02-14 09:30.",
        )
    bounded: dt.datetime = _bounded(field, _aware(value))
    return bounded


def _aware(value: dt.datetime) -> dt.datetime:
    return (value if value.tzinfo else value.replace(tzinfo=clock.zone())).astimezone(dt.UTC)


def _moment(written: str) -> dt.datetime:
    return _aware(dt.datetime.fromisoformat(written))


def time(field: Field, raw: Any) -> dt.time:
    if isinstance(raw, dt.time):
        return raw.replace(tzinfo=None)
    match = CLOCK_TIME.fullmatch(raw.strip()) if isinstance(raw, str) else None
    try:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())  # type: ignore[union-attr]
        return dt.time(hours, minutes, seconds)
    except (AttributeError, ValueError):
        raise problem("type", zh="时刻写作 09:30", en="Write a time as 09:30.") from None


# -- choices ------------------------------------------------------------------------------------------


def choice(field: Field, raw: Any) -> str:
    names = [value.name for value in field.enum.values] if field.enum else []
    if not isinstance(raw, str) or raw not in names:
        raise problem(
            "choice",
            zh=f"没有这个选项，可选：{'、'.join(names)}",
            en=f"There is no such choice; choose one of: {', '.join(names)}.",
        )
    return raw


def choices(field: Field, raw: Any) -> list[str]:
    """In the order of the enum, each once."""
    given = {choice(field, one) for one in listed(raw)}
    names = [value.name for value in field.enum.values] if field.enum else []
    return _at_most(field, [name for name in names if name in given])


def listed(raw: Any) -> list[Any]:
    """A list, or one value standing alone."""
    if isinstance(raw, (str, bytes, Mapping)) or not isinstance(raw, Iterable):
        return [raw]
    return list(raw)


def _at_most(field: Field, values: list[Any]) -> list[Any]:
    if field.max is not None and len(values) > int(field.max):
        raise problem("max", zh=f"最多 {field.max} 个", en=f"At most {field.max} are allowed.")
    return values


def reference(field: Field, raw: Any) -> int:
    """An id, written as number, text, `{"id": 3}` or the record itself."""
    if isinstance(raw, Mapping):
        raw = raw.get("id")
    elif hasattr(raw, "__mapper__"):
        raw = _identity(raw)
    if isinstance(raw, str) and re.fullmatch(r"\s*\d{1,18}\s*", raw):
        raw = int(raw)
    most = PERSON_LIMIT if field.to == "User" else INT_LIMIT
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw <= most:
        raise problem("reference", zh="请选择一条记录", en="Choose a record.")
    return raw


def _identity(record: Any) -> Any:
    """The id without touching the database: the record may be of a session that is past."""
    from sqlalchemy import inspect

    key = inspect(record).identity
    return key[0] if key else record.id


def references(field: Field, raw: Any) -> list[int]:
    return _at_most(field, list(dict.fromkeys(reference(field, one) for one in listed(raw))))


# -- structures ---------------------------------------------------------------------------------------


def geo(field: Field, raw: Any) -> dict[str, float]:
    """`{"latitude": 31.2, "longitude": 121.5}` or `31.2,121.5`."""
    if isinstance(raw, str):
        parts = raw.split(",")
        raw = dict(zip(("latitude", "longitude"), parts, strict=False)) if len(parts) == 2 else raw
    try:
        latitude, longitude = (float(raw[name]) for name in ("latitude", "longitude"))
    except (TypeError, KeyError, ValueError):
        latitude = longitude = float("nan")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise problem(
            "type",
            zh="位置写作 纬度,经度，如 31.23,121.47",
            en="Write a location as latitude,longitude: 31.23,121.47.",
        )
    return {"latitude": latitude, "longitude": longitude}


def structure(field: Field, raw: Any) -> Any:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError):
            raise problem("type", zh="不是正确的 JSON", en="This is not valid JSON.") from None
    try:
        json.dumps(raw, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise problem("type", zh="不是正确的 JSON", en="This is not valid JSON.") from None
    return raw
