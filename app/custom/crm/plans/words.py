"""Why a plan is recommended, in words: a line for each feature that it weighs (PIPL art. 24)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.web.reading import Line, tell_with

from . import scoring

FEATURES: Mapping[str, tuple[str, str]] = {
    "elder": ("家有老人", "Elderly people at home"),
    "health": ("独居照护", "Lives alone and needs care"),
    "child": ("家有儿童", "Children at home"),
    "pet": ("家有宠物", "Pets at home"),
    "car": ("车辆", "Vehicles"),
    "ev": ("新能源车", "Electric car"),
    "tenure": ("居住年限", "Years in the home"),
    "orders": ("近 12 个月“{about}”报事占比", "Share of “{about}” among the requests of 12 months"),
}
ADDS = ("{name}：{value} × 权重 {weight} = +{points} 分", "{name}: {value} × weight {weight} = +{points}")  # fmt: skip
MASKED = (
    "{name}：未经您同意，未使用（按 0 计）",
    "{name}: not used without your consent (counts as 0)",
)
WITHDRAWN = ("同意已撤回，推荐依据已清除", "The consent was withdrawn: the reasons are erased")
ERASED = {"withdrawn": True}
"""What is kept in place of the reasons after the consent to profiling was withdrawn."""


def kept(one: scoring.Scored, names: Mapping[int | None, str]) -> list[dict[str, Any]]:
    """What is stored of the reasons. `names`: category → its name."""
    return [
        {"feature": line.feature, "category": line.category, "about": names.get(line.category, ""),
         "weight": str(line.weight), "value": str(line.value), "points": str(scoring.rounded(line.points)),
         "masked": line.masked}
        for line in one.lines
    ]  # fmt: skip


def read(template: int, value: Any) -> scoring.Scored | None:
    """The stored reasons as a score again; None where they were erased."""
    if not isinstance(value, list) or not value or "withdrawn" in value[0]:
        return None
    lines = [
        scoring.Line(
            one["feature"], one["category"], Decimal(one["weight"]), Decimal(one["value"]), one["masked"],
        )
        for one in value
    ]  # fmt: skip
    return scoring.Scored(template, "", lines)


def masked(value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored reasons without what was sensitive."""
    return [
        {**one, "value": "0", "points": "0", "masked": True}
        if one.get("feature") in scoring.SENSITIVE
        else one
        for one in value
    ]


def told(value: Any, language: str) -> list[Line]:
    """The lines of stored reasons; what adds most stands first, what adds nothing is left out."""
    if not isinstance(value, list):
        return []
    place = 0 if language == "zh" else 1
    if value and "withdrawn" in value[0]:
        return [Line(WITHDRAWN[place])]
    ordered = sorted(value, key=lambda one: -Decimal(one["points"]))
    return [
        Line(_line(one, place)) for one in ordered if one["masked"] or Decimal(one["points"]) > 0
    ]


def _line(one: Mapping[str, Any], place: int) -> str:
    name = FEATURES[one["feature"]][place].format(about=one.get("about") or "—")
    if one["masked"]:
        return MASKED[place].format(name=name)
    return ADDS[place].format(
        name=name, value=f"{Decimal(one['value']) * 100:.0f}%", weight=f"{Decimal(one['weight']) * 100:.0f}%",
        points=f"{Decimal(one['points']) * 100:.1f}",
    )  # fmt: skip


tell_with("ServicePlan.explanation", told)
