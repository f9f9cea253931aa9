"""A cell as the value of a field: dates, numbers and choices in the ways that people here write them.

What cannot be read becomes `Unfit`: the write path tells it in its turn, with everything else that is wrong with the row.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils.datetime import from_excel

from ..field import Field
from ..values import Unfit, ValueProblem, problem

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings before which an export puts an apostrophe."""
SERIALS = (1, 2_958_465)
"""1900-01-01 to 9999-12-31 as Excel counts days."""
EXACT = 10**15
"""Whole numbers from here on have lost digits in Excel."""
PARTS = re.compile(r"[;；、,，\n|]")
DAY = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:\s?星期[一二三四五六日天])?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
CLOCK = re.compile(
    r"(上午|下午|中午|晚上|凌晨|AM|PM)?\s?(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})?秒?)?\s?(AM|PM)?(?:\.0+)?",
    re.IGNORECASE,
)
AFTERNOON = ("下午", "晚上", "PM")
MONEY = re.compile(r"RMB|CNY|人民币|[¥￥$元圆]", re.IGNORECASE)
TRUE = ("是", "有", "对", "真", "√", "✓", "✔", "true", "yes", "y", "1", "on", "t")
FALSE = ("否", "无", "没有", "错", "假", "×", "✗", "✘", "false", "no", "n", "0", "off", "f")


def value(field: Field, cell: Any) -> Any:
    """What the write path is given for this cell; None for an empty one. Refs are not read here, see refs.py."""
    if is_blank(cell):
        return None
    try:
        if isinstance(cell, dict) and "e" in cell:
            raise problem(
                "formula",
                zh=f"公式出错：{cell['e']}",
                en=f"The formula of this cell failed: {cell['e']}",
            )
        read: Callable[[Field, Any], Any] = _READ.get(field.type, _text)
        return read(field, cell)
    except ValueProblem as found:
        return Unfit(found)


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def plain(cell: Any) -> str:
    """A cell as text, as the sheet shows it: for keys, refs, pages."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    if isinstance(cell, dict):
        (kind, found), *_ = cell.items()
        if kind == "t":
            return str(found).replace("T", " ").removesuffix(" 00:00:00")
        return f"{found}%" if kind == "p" else str(found)
    text = str(cell).strip()
    # What an export did to a text that looks like a formula.
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA and text[1:] else text


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as narrow ones, without blanks around."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def _text(field: Field, cell: Any) -> str:
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if is_number and abs(cell) >= EXACT:
        raise problem(
            "digits",
            zh="Excel 只保留 15 位数字，后面的已丢失：请把该列设为文本格式后重新填写",
            en="Excel keeps 15 digits only, the rest is lost: format the column as text and fill it in anew.",
        )
    return plain(cell)


def _narrow_text(field: Field, cell: Any) -> str:
    return narrow(_text(field, cell))


def _number(field: Field, cell: Any) -> str:
    """As plain digits: without currency, separators and full-width signs; (12) is -12."""
    if isinstance(cell, dict) and field.type == "percent" and "p" in cell:
        return str(cell["p"])
    text = MONEY.sub("", narrow(plain(cell))).replace(" ", "")
    if field.type == "percent":
        text = text.removesuffix("%")
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    return text


def _whole(field: Field, cell: Any) -> str:
    text = _number(field, cell)
    try:
        number = Decimal(text)
    except InvalidOperation:
        bare = text.replace(",", "")
        return bare if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", text) else text
    is_whole = number.is_finite() and number == number.to_integral_value() and abs(number) < 10**19
    return str(int(number)) if is_whole else text


def _moment(cell: Any) -> dt.datetime | None:
    """A date with its time, if there is one."""
    if isinstance(cell, dict) and "t" in cell:
        return dt.datetime.fromisoformat(str(cell["t"]))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not SERIALS[0] <= cell <= SERIALS[1] or cell >= 10_000_000:
            return None
        found: Any = from_excel(cell)
        return found if isinstance(found, dt.datetime) else None
    text = narrow(plain(cell))
    try:
        return dt.datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        pass
    match = DAY.match(text) or COMPACT.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip().removeprefix("T").strip()
    at = _clock(rest) if rest else dt.time()
    if at is None:
        return None
    try:
        return dt.datetime.combine(dt.date(*(int(part) for part in match.groups())), at)
    except ValueError:
        return None


def _date(field: Field, cell: Any) -> dt.date:
    if isinstance(cell, int) and not isinstance(cell, bool) and cell >= 10_000_000:
        cell = str(cell)
    found = _moment(cell)
    if found is None:
        raise problem(
            "type",
            zh="日期无法识别，请写作 2026-02-14、2026/2/14 或 2026年2月14日",
            en="This date is not understood; write it as 2026-02-14.",
        )
    return found.date()


def _datetime(field: Field, cell: Any) -> dt.datetime:
    found = _moment(cell)
    if found is None:
        raise problem(
            "type",
            zh="日期时间无法识别，请写作 2026-02-14 09:30",
            en="This date and time are not understood; write them as 2026-02-14 09:30.",
        )
    return found


def _clock(text: str) -> dt.time | None:
    match = CLOCK.fullmatch(text)
    if match is None:
        return None
    before, hours, minutes, seconds, after = match.groups()
    hour = int(hours)
    if (before or after or "").upper() in AFTERNOON and hour < 12:
        hour += 12
    try:
        return dt.time(hour, int(minutes or 0), int(seconds or 0))
    except ValueError:
        return None


def _time(field: Field, cell: Any) -> Any:
    if isinstance(cell, dict) and ("h" in cell or "t" in cell):
        found = str(cell.get("h") or cell.get("t"))
        return (
            dt.datetime.fromisoformat(found).time() if "t" in cell else dt.time.fromisoformat(found)
        )
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        return (dt.datetime.min + dt.timedelta(seconds=round(cell * 86400))).time()
    text = narrow(plain(cell))
    return _clock(text) or text


def _duration(field: Field, cell: Any) -> str:
    """Minutes; a cell of hours and minutes is told as a time of day by Excel."""
    if isinstance(cell, dict):
        if "m" in cell:
            return str(round(float(cell["m"])))
        found = _time(field, cell)
        if isinstance(found, dt.time):
            return str(found.hour * 60 + found.minute)
    return _whole(field, cell)


def _boolean(field: Field, cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    text = narrow(plain(cell)).lower()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise problem("type", zh="请填写 是 或 否", en="Write yes or no.")


def _choice(field: Field, cell: Any) -> str:
    """By label in any language, or by the value itself."""
    text = narrow(plain(cell)).lower()
    known = field.enum.values if field.enum else ()
    for one in known:
        if text in {
            one.name.lower(),
            *(narrow(label).lower() for label in one.label.texts.values()),
        }:
            return one.name
    raise problem(
        "choice",
        zh=f"没有这个选项，可填：{'、'.join(one.label.in_language('zh') for one in known)}",
        en=f"There is no such choice; write one of: {', '.join(one.label.in_language('en') for one in known)}.",
    )


def _choices(field: Field, cell: Any) -> list[str]:
    return [_choice(field, part) for part in PARTS.split(plain(cell)) if part.strip()]


def _color(field: Field, cell: Any) -> str:
    text = narrow(plain(cell))
    return text if text.startswith("#") or len(text) != 6 else f"#{text}"


_READ: dict[str, Callable[[Field, Any], Any]] = {
    "int": _whole, "rating": _whole, "decimal": _number, "money": _number, "percent": _number,
    "bool": _boolean, "date": _date, "datetime": _datetime, "time": _time, "duration": _duration,
    "enum": _choice, "enums": _choices, "color": _color,
    "email": _narrow_text, "phone": _narrow_text, "url": _narrow_text, "id_no": _narrow_text,
    "bank_account": _narrow_text, "region": _narrow_text, "barcode": _narrow_text,
    "geo": _narrow_text, "json": _text,
}  # fmt: skip
