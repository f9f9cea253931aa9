"""What the books keep as JSON as people read it: the checklist of a period, the tie-outs of a statement. Amounts in yuan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from app.web.reading import Line


def checks(found: Any, language: str) -> Sequence[Line]:
    """The lines of `AccountingPeriod.checks`: each with what it found, and the page where somebody sees to it."""
    return [_line(one, language) for one in found or ()]


def tie_outs(value: Any, language: str) -> Sequence[Line]:
    """The lines of `FinancialReport.checks`: both sides of each."""
    return [
        Line(f"{_said(one, language)} ({money(one['left'])} / {money(one['right'])})")
        for one in value or ()
    ]


def figures(value: Any, language: str) -> Sequence[Line]:
    """`FinancialReport.figures` are shown where they are read."""
    period = value.get("period") if isinstance(value, Mapping) else None
    told = "在报表查询中查看" if language == "zh" else "See the statements"
    return [Line(told, f"/statements?{urlencode({'period': period})}")] if period else []


def amounts(text: str) -> str:
    """`7198077.30 / 0.00` with thousands divided; other words stay."""
    return " ".join(money(word) if "." in word else word for word in text.split(" "))


def money(text: Any) -> str:
    """`1234.50` → `1,234.50`; what is no number stays."""
    try:
        return f"{Decimal(str(text)):,.2f}"
    except InvalidOperation:
        return str(text)


def _said(one: Mapping[str, Any], language: str) -> str:
    return f"{'✓' if one['ok'] else '✗'} {one['zh' if language == 'zh' else 'en']}"


def _line(one: Mapping[str, Any], language: str) -> Line:
    zh = language == "zh"
    more = amounts(one.get("detail") or "")
    if one["ok"] and more == "0":
        more = ""
    if not one["ok"] and one.get("found"):
        some = ("、" if zh else ", ").join(map(str, one["found"][:5]))
        more = f"{more}：{some}" if zh and more else f"{more}: {some}" if more else some
    brackets = ("（", "）") if zh else (" (", ")")
    text = _said(one, language)
    return Line(f"{text}{brackets[0]}{more}{brackets[1]}" if more else text, one.get("url", ""))
