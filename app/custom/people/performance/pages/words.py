"""How hints and evidence are told on every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.web.reading import Line, tell_with

CONDITIONS = {
    "grades": ("最近两次均为 A 以上", "The last two grades are A or better"),
    "months": ("在本职级满 12 个月", "Twelve months in the grade"),
    "no_d": ("最近四次没有 D", "No D in the last four"),
    "training": ("必修培训有效", "Mandatory training is valid"),
    "vacancy": ("有晋升空间和编制", "There is room above and headcount"),
}


def promotion(value: Any, language: str) -> list[Line]:
    """The verdict, then each condition."""
    if not isinstance(value, Mapping):
        return []
    place = 0 if language == "zh" else 1
    verdict = (
        ("建议晋升", "Promotion suggested") if value["ready"] else ("暂不晋升", "No promotion yet")
    )
    return [
        Line(verdict[place]),
        *(
            Line(f"{'✓' if is_met else '✗'} {CONDITIONS[name][place]}")
            for name, is_met in value["conditions"].items()
        ),
    ]  # fmt: skip


def pay(value: Any, language: str) -> list[Line]:
    """The ratio, the rate of the matrix, what came of the budget."""
    if not isinstance(value, Mapping):
        return []
    zh = language == "zh"
    lines = [
        f"薪酬比率 {value['ratio']}，调幅 {value['rate']}%" if zh
        else f"Compa-ratio {value['ratio']}, {value['rate']} %",
        f"建议基本工资 {value['to']} 元" if zh else f"Suggested base pay {value['to']}",
    ]  # fmt: skip
    if value["capped"]:
        lines.append("已到薪酬带上限" if zh else "Capped at the top of the band")
    if value["factor"] != "1":
        lines.append(
            f"按预算缩减至 {value['factor']}" if zh else f"Scaled to the budget: {value['factor']}"
        )
    return [Line(one) for one in lines]


def evidence(value: Any, language: str) -> list[Line]:
    """The number of rows, leading to them."""
    if not isinstance(value, Mapping) or "url" not in value:
        return []
    rows = value["rows"]
    return [Line(f"{rows} 条记录" if language == "zh" else f"{rows} records", str(value["url"]))]


tell_with("PerformanceReview.promotion_hint", promotion)
tell_with("PerformanceReview.pay_hint", pay)
tell_with("ReviewItem.evidence", evidence)
