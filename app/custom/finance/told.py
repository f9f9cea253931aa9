"""What the books keep as JSON, told line by line: how an amount was reckoned, what a check found. Amounts in yuan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from app.web.reading import Line

from .fees import explain

KEPT = {
    "lose": ("已用部分按标准价计", "what was used counts at list price"),
    "pro_rata": ("折扣按已用部分保留", "the discount stays for what was used"),
}
"""What becomes of a discount when somebody moves out."""


def of_bill(value: Any, language: str) -> list[Line]:
    """Each step of the arithmetic, as the resident reads it."""
    return [Line(one) for one in explain.lines(value, language)]


def move_out(value: Any, language: str) -> list[Line]:
    """For each fee item what goes back, then the bills that it comes from."""
    zh = language == "zh"
    items: Sequence[Mapping[str, Any]] = value.get("items") or () if isinstance(value, dict) else ()
    lines = []
    for one in items:
        billed, paid, used, back = (money(one[key]) for key in ("billed", "paid", "used", "back"))
        before = money(one["before"])
        kept = KEPT.get(one["policy"], ("", ""))
        lines.append(
            f"截至 {one['on']}：应收 {billed}，已收 {paid}，已用 {used}，此前已退 {before}，本次退 {back} 元（{kept[0]}）"
            if zh
            else f"Until {one['on']}: billed {billed}, paid {paid}, used {used}, given back before {before}: {back} CNY goes back ({kept[1]})"
        )
        lines += [
            f"{bill['bill']}：{money(bill['amount'])} 元，已用 {money(bill['used'])} 元"
            if zh
            else f"{bill['bill']}: {money(bill['amount'])}, used {money(bill['used'])} CNY"
            for bill in one["bills"]
        ]
    return [Line(one) for one in lines]


def checks(value: Any, language: str) -> list[Line]:
    """The list before a period is closed: what holds, and of what does not the figures."""
    return [
        Line(_said(one, language) + _behind(amounts(one.get("detail") or ""), one["ok"], language))
        for one in value or ()
    ]


def tie_outs(value: Any, language: str) -> list[Line]:
    """Both sides of each."""
    return [
        Line(f"{_said(one, language)} ({money(one['left'])} / {money(one['right'])})")
        for one in value or ()
    ]


def figures(value: Any, language: str) -> list[Line]:
    """They are shown where they are read."""
    period = value.get("period") if isinstance(value, Mapping) else None
    told = "在报表查询中查看" if language == "zh" else "See the statements"
    return [Line(told, f"/statements?{urlencode({'period': period})}")] if period else []


def _said(one: Mapping[str, Any], language: str) -> str:
    return f"{'✓' if one['ok'] else '✗'} {one[language]}"


def _behind(detail: str, ok: bool, language: str) -> str:
    if not detail or (ok and detail == "0"):
        return ""
    return f"：{detail}" if language == "zh" else f": {detail}"


def amounts(text: str) -> str:
    """`7198077.30 / 0.00` with thousands divided; other words stay."""
    return " ".join(money(word) if "." in word else word for word in text.split(" "))


def money(text: Any) -> str:
    """`1234.50` → `1,234.50`; what is no number stays."""
    try:
        return f"{Decimal(str(text)):,.2f}"
    except InvalidOperation:
        return str(text)
