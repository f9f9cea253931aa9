"""Why a course is recommended, in words: one line for every term that counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.web.reading import Line, tell_with

from .scoring import WEIGHTS, Terms

SAID = {
    "gap": ("技能差距 {value}：岗位要求高于现有等级（{about}）", "Skill gap {value}: the position asks for more ({about})"),
    "kpi": ("薄弱指标 {value}：{about}", "Weak KPI {value}: {about}"),
    "role": ("岗位 {value}：{about}", "Position {value}: {about}"),
    "expiry": ("证书 {about} 到期，需要续证", "The certificate ends on {about}: renew it"),
    "peer": ("同岗位 {value} 的同事已通过", "{value} of the colleagues in this position have passed it"),
}  # fmt: skip
MANDATORY = ("必修课程", "mandatory")
RELATED = ("与岗位要求相关", "related to what it asks for")
WHY = {
    "position": ("岗位必修", "Mandatory for the position"),
    "grade_d": ("绩效为 D，指派培训", "Grade D: assigned"),
    "renewal": ("必修证书 {about} 到期", "What was mandatory ends on {about}"),
}
"""Reasons besides the score."""


def reasons(terms: Terms, about: Mapping[str, str], why: str = "") -> list[dict[str, Any]]:
    """What is stored: term, value, points, and what it is about; only terms that add something."""
    found: list[dict[str, Any]] = [{"why": why, "about": about.get("why", "")}] if why else []
    for name in WEIGHTS:
        value: Decimal = getattr(terms, name)
        if value:
            found.append(
                {"term": name, "value": str(value), "weight": str(WEIGHTS[name]),
                 "points": f"{terms.points(name):.4f}", "about": about.get(name, "")}
            )  # fmt: skip
    return found


def told(value: Any, language: str) -> list[Line]:
    """The lines of stored reasons."""
    if not isinstance(value, list):
        return []
    place = 0 if language == "zh" else 1
    return [Line(_line(one, place)) for one in value if isinstance(one, Mapping)]


def _line(one: Mapping[str, Any], place: int) -> str:
    about = str(one.get("about") or "")
    if "why" in one:
        return WHY[one["why"]][place].format(about=about)
    term = str(one["term"])
    if term == "role":
        about = (MANDATORY if Decimal(one["value"]) == 1 else RELATED)[place]
    value = f"{Decimal(one['value']) * 100:.0f}%"
    added = f"{Decimal(one['points']) * 100:.1f}"
    said = SAID[term][place].format(value=value, about=about or "—")
    return f"{said} · +{added}"


tell_with("TrainingRecommendation.reasons", told)
