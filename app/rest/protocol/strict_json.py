"""Reads a JSON body and refuses what two readers could understand differently. Every refusal names the place."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any, NoReturn

from app.runtime.errors import AppError, BadRequest, FieldError, Message, message

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 32
MAXIMUM_DIGITS = 40

_MEDIA_TYPES = ("application/json", "application/merge-patch+json")
# A string that never ends goes to the end of the body: tried again from every quote inside, it would take hours.
_PUNCTUATION = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_ODD = re.compile("[\0\ud800-\udfff]")


class UnsupportedMediaType(AppError):
    """415: the body is not JSON in UTF-8; `told` says what else it should have been."""

    def __init__(self, given: str, *, told: Message | None = None) -> None:
        super().__init__(
            told
            or message(
                zh=f"请求体须为 application/json（UTF-8），收到的是 {given or '空'}；无内容时请发送 {{}}",
                en=f"The body must be application/json in UTF-8; this one says {given or 'nothing'}."
                " A call without anything to say sends {}.",
            ),
            [],
            415,
            "unsupported_media_type",
        )


class BodyTooLarge(AppError):
    """413: the body exceeds the limit (bytes)."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(
            message(
                zh=f"请求体过大，上限 {limit:,} 字节",
                en=f"The body is larger than {limit:,} bytes.",
            ),
            [],
            413,
            "body_too_large",
        )


def require_json(content_type: str) -> None:
    """Refuse a Content-Type that is not JSON, or JSON in another charset than UTF-8."""
    media_type, _, parameters = content_type.partition(";")
    charset = re.search(r'charset\s*=\s*"?([\w-]+)', parameters, re.IGNORECASE)
    if media_type.strip().lower() not in _MEDIA_TYPES:
        raise UnsupportedMediaType(media_type.strip()[:80])
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(content_type[:80])


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; fractions come as Decimal, so that 0.1 stays 0.1."""
    value = _parse(_text(body))
    if not isinstance(value, dict):
        raise _malformed(
            zh="请求体须为 JSON 对象，例如 {}",
            en="The body must be a JSON object such as {}.",
        )
    _refuse_odd_text(value, ())
    return value


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed(
            zh=f"请求体第 {error.start} 字节不是 UTF-8",
            en=f"Byte {error.start} of the body is not UTF-8.",
            code="not_utf8",
        ) from None
    depth = 0
    for token in _PUNCTUATION.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > MAXIMUM_DEPTH:
                raise _malformed(
                    zh=f"嵌套超过 {MAXIMUM_DEPTH} 层（第 {token.start()} 个字符处）",
                    en=f"Nested deeper than {MAXIMUM_DEPTH} levels at character {token.start()}.",
                    code="too_deep",
                )
        elif token[0] in "]}":
            depth -= 1
    return text


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_float=_fraction,
            parse_int=_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise _malformed(
            zh=f"JSON 第 {error.lineno} 行第 {error.colno} 列有误",
            en=f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}.",
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name, times in counts.items() if times > 1)
        told = message(
            zh=f"“{shown(twice)}”出现了不止一次", en=f'"{shown(twice)}" appears more than once.'
        )
        raise BadRequest(told, field=shown(twice), code="duplicate_key")
    return found


def _integer(text: str) -> int:
    if len(text) > MAXIMUM_DIGITS:
        raise _number_too_long(text)
    return int(text)


def _fraction(text: str) -> Decimal:
    if len(text) > MAXIMUM_DIGITS:
        raise _number_too_long(text)
    number = Decimal(text)
    # 1e999999999 is nine characters of text and a gigabyte as digits.
    if abs(number.adjusted()) > MAXIMUM_DIGITS:
        raise _number_too_long(text)
    return number


def _refuse_constant(text: str) -> NoReturn:
    raise _malformed(
        zh=f"{text} 不是 JSON 数值", en=f"{text} is not a JSON number.", code="not_a_number"
    )


def _refuse_odd_text(value: Any, place: tuple[str | int, ...]) -> None:
    """NUL breaks PostgreSQL and half a surrogate pair cannot be encoded: name the field that holds one."""
    if isinstance(value, str):
        if not is_storable(value):
            told = message(
                zh="含有不能保存的字符（NUL 或不成对的代理码）",
                en="Contains a character that cannot be stored (NUL or half a surrogate pair).",
            )
            where = ".".join(str(step) for step in place)
            raise BadRequest(told, field=shown(where), code="bad_character")
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_odd_text(key, (*place, key))
            _refuse_odd_text(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _refuse_odd_text(item, (*place, index))


def is_storable(text: str) -> bool:
    """No NUL, and nothing that UTF-8 cannot encode."""
    return _ODD.search(text) is None


def shown(text: str) -> str:
    """A name from outside, fit to be repeated in an answer: printable and at most 60 characters."""
    printable = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in text
    )
    return printable if len(printable) <= 60 else printable[:59] + "…"


def _number_too_long(text: str) -> AppError:
    return _malformed(
        zh=f"数值 {shown(text)} 过大或位数过多",
        en=f"The number {shown(text)} is too large or has too many digits.",
        code="number_too_long",
    )


def _malformed(*, zh: str, en: str, code: str = "malformed_json") -> AppError:
    told = message(zh=zh, en=en)
    return AppError(told, [FieldError("body", code, told)], 400, code)
