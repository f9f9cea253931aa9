"""Numbers as people write them in Chinese: `1.5万`, `三百二十`, `１，２００` → the text that a number field reads."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

DIGITS = {**{one: n for n, one in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2,
          **{one: n for n, one in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_MIXED = re.compile(r"([+-]?\d+(?:,\d{3})*(?:\.\d+)?)([万萬亿億])")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
LONGEST = 40


def plain_number(text: str) -> str:
    """The number in plain digits; a text that is none comes back as it was, for the field to refuse."""
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").replace("，", ",").strip()
    if len(folded) > LONGEST:
        return folded
    mixed = _MIXED.fullmatch(folded)
    if mixed is not None:
        return format(Decimal(mixed[1].replace(",", "")) * LARGE[mixed[2]], "f")
    if _GROUPED.fullmatch(folded):
        return folded.replace(",", "")
    sign, words = ("-", folded[1:]) if folded.startswith(("-", "负")) else ("", folded)
    found = _words(words)
    return folded if found is None else f"{sign}{found}"


def _words(text: str) -> int | None:
    """`三百二十` → 320, `二〇二六` → 2026, `一万零五` → 10005; None for what is not written in such words."""
    if not text or not all(one in DIGITS or one in UNITS or one in LARGE for one in text):
        return None
    if all(one in DIGITS for one in text):
        return int("".join(str(DIGITS[one]) for one in text))
    total = part = digit = 0
    for one in text:
        if one in DIGITS:
            digit = DIGITS[one]
        elif one in UNITS:
            part += (digit or 1) * UNITS[one]
            digit = 0
        else:
            total = (
                (total + part + digit) * LARGE[one]
                if one in "亿億"
                else total + (part + digit) * LARGE[one]
            )
            part = digit = 0
    return total + part + digit
