"""Text: any, one line, and the lines that have a form of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..richtext import clean
from .problems import problem

if TYPE_CHECKING:
    from ..field import Field

EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
PHONE = re.compile(r"\+?\d{5,20}")
URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
COLOR = re.compile(r"#[0-9a-fA-F]{6}")
REGION = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")
ACCOUNT = re.compile(r"\d{8,32}")
RESIDENT = re.compile(r"\d{17}[\dX]")
DOCUMENT = re.compile(r"(?=.*[A-Z])[A-Z0-9()]{5,20}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


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
