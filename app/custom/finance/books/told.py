"""The checklist of a period as people read it: each check with what it found, and the page where somebody sees to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.web.reading import Line


def checks(found: Any, language: str) -> Sequence[Line]:
    """The lines of `AccountingPeriod.checks`; those that hinder the closing are marked."""
    return [_line(one, language) for one in found or ()]


def _line(one: Any, language: str) -> Line:
    zh = language == "zh"
    mark = "✓" if one["ok"] else "✗"
    text = one["zh" if zh else "en"]
    more = one.get("detail") or ""
    if not one["ok"] and one.get("found"):
        some = ("、" if zh else ", ").join(map(str, one["found"][:5]))
        more = f"{more}：{some}" if zh and more else f"{more}: {some}" if more else some
    brackets = ("（", "）") if zh else (" (", ")")
    return Line(
        f"{mark} {text}{brackets[0]}{more}{brackets[1]}" if more else f"{mark} {text}",
        one.get("url", ""),
    )
