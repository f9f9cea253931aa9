"""What a column holds, by its cells."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final

from generator.importers.kinds import is_money
from generator.importers.model import Choice, Field
from generator.importers.places import Place
from generator.importers.xlsx.sheets import Column

_TRUE: Final = frozenset({"是", "yes", "y", "true", "√", "有", "t"})
_FALSE: Final = frozenset({"否", "no", "n", "false", "×", "无", "f"})
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL: Final = re.compile(r"https?://\S+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 -]{6,19}")
_DATE: Final = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日")
_MOMENT: Final = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?")
_TIME: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_PHONES: Final = ("电话", "手机", "phone", "mobile", "tel")
_MONEY: Final = (
    "金额",
    "单价",
    "价格",
    "费用",
    "余额",
    "押金",
    "租金",
    "工资",
    "应收",
    "实收",
    "合计金额",
    "总价",
    "元)",
    "（元",
)
MOST_CHOICES: Final = 20
LENGTHS: Final = (20, 40, 60, 120, 200, 500, 1000, 4000)


def guessed(column: Column, place: Place, name: str) -> Field:
    """A field of the type that all cells have; a text where they differ."""
    made = Field(
        name,
        "string",
        place,
        label={"zh" if re.search("[\u3400-\u9fff]", column.header) else "en": column.header},
    )
    values = column.values
    if column.choices:
        made.type, made.choices = "enum", [Choice(each, {}, place) for each in column.choices]
        if any(str(value) not in column.choices for value in values):
            made.choices += [
                Choice(each)
                for each in dict.fromkeys(str(value) for value in values)
                if each not in column.choices
            ][: MOST_CHOICES * 5]
        return made
    if not values:
        return made
    made.type = _type(column)
    if made.type == "int":
        made.wide = any(not -(2**31) <= _plain(value) < 2**31 for value in values)
    if made.type in ("decimal", "percent"):
        made.scale = min(8, max(_digits(value) for value in values)) or 2
    if made.type == "string":
        _text(
            made,
            [str(value) for value in values],
            of_one_kind=len({type(one) for one in values}) == 1,
        )
    return made


def _type(column: Column) -> str:
    values, header = column.values, column.header.casefold()
    texts = [str(value).strip() for value in values]
    folded = {text.casefold() for text in texts}
    if all(isinstance(value, bool) for value in values) or (
        folded <= _TRUE | _FALSE and len(values) > 1
    ):
        return "bool"
    if all(isinstance(value, dt.datetime) for value in values):
        return "date" if all(value.time() == dt.time() for value in values) else "datetime"
    if all(isinstance(value, dt.date) for value in values):
        return "date"
    if all(isinstance(value, dt.time) for value in values):
        return "time"
    for pattern, kind in (
        (_MAIL, "email"),
        (_URL, "url"),
        (_MOMENT, "datetime"),
        (_DATE, "date"),
        (_TIME, "time"),
    ):
        if all(pattern.fullmatch(text) for text in texts):
            return kind
    if any(word in header for word in _PHONES) and all(_PHONE.fullmatch(text) for text in texts):
        return "phone"
    if all(_is_number(value) for value in values):
        return _number(column, header)
    return "string"


def _is_number(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float | Decimal):
        return True
    # A leading zero, or so many digits, is a code and no amount.
    text = str(value).strip()
    return (
        bool(_NUMBER.fullmatch(text))
        and not re.match(r"-?0\d", text)
        and len(text.replace(",", "")) < 12
    )


def _number(column: Column, header: str) -> str:
    if any("%" in each for each in column.formats):
        return "percent"
    money = any(sign in each for each in column.formats for sign in "¥￥$€£") or any(
        word in header for word in _MONEY
    )
    if (money or is_money(column.header, None)) and max(
        _digits(value) for value in column.values
    ) <= 2:
        return "money"
    return (
        "int"
        if all(_digits(value) == 0 and abs(_plain(value)) < 2**63 for value in column.values)
        else "decimal"
    )


def _plain(value: Any) -> Decimal:
    return Decimal(str(value).strip().replace(",", ""))


def _digits(value: Any) -> int:
    try:
        number = _plain(value).normalize()
    except ArithmeticError:
        return 0
    return max(0, -int(number.as_tuple().exponent))


def _text(made: Field, texts: list[str], *, of_one_kind: bool) -> None:
    different = list(dict.fromkeys(texts))
    repeated = len(different) <= min(MOST_CHOICES, len(texts) // 3) and all(
        len(text) <= 30 for text in different
    )
    if repeated and of_one_kind and len(texts) >= 6:
        made.type, made.choices = "enum", [Choice(text, {}, made.place) for text in different]
        return
    longest = max(len(text) for text in texts)
    if longest > 200 or any("\n" in text for text in texts):
        made.type = "text"
    else:
        made.max = next(size for size in LENGTHS if size >= longest)
