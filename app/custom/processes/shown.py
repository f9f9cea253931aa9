"""Figures of a process as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.runtime.context import Context
from app.runtime.events import Evaluation
from app.runtime.reports.words import NOTHING, rounded, told

if TYPE_CHECKING:
    from .page import Asked

DURATIONS = ("p50", "p90")
COUNTS = ("cases",)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of another period beside this one's; `text` the change, `tone` good, wrong or nothing."""

    when: str
    before: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A line of the table of stages."""

    label: str
    cases: int
    p50: str
    p90: str
    target: str
    ratio: Decimal | None
    share: Decimal
    waits: bool
    is_bottleneck: bool
    url: str


def duration(ctx: Context, seconds: int | None) -> str:
    return told("duration", None if seconds is None else Decimal(seconds) / 60, ctx.language)


def spent(ctx: Context, name: str, value: Any) -> str:
    """A figure by the name that it has in an evaluation."""
    if value is None:
        return NOTHING
    if name in DURATIONS:
        return duration(ctx, value)
    if name in COUNTS:
        return f"{value:,}"
    if name == "handovers_per_case":
        return f"{rounded(value, 2)}"
    return told("percent", value, ctx.language)


def change(ctx: Context, name: str, value: Any, before: Any, wish: str, when: str) -> Change:
    """Of shares the difference in points, of all others in per cent."""
    shown = spent(ctx, name, before)
    if value is None or before is None:
        return Change(when, shown, "", "")
    zh = ctx.language == "zh"
    if name in (*DURATIONS, *COUNTS, "handovers_per_case"):
        moved = rounded((Decimal(value) - before) * 100 / before, 0) if before else Decimal(0)
        text = f"{moved:+,}%"
    else:
        moved = rounded(value - before, 1)
        text = f"{moved:+,} {'个百分点' if zh else 'points'}"
    if not moved:
        return Change(when, shown, "持平" if zh else "unchanged", "")
    tone = "" if not wish else "good" if (moved > 0) == (wish == "up") else "wrong"
    return Change(when, shown, text, tone)


def stages(page: Asked, found: Evaluation) -> list[Stage]:
    """In the order of the workflow."""
    worst = found.bottleneck
    return [
        Stage(
            page.state(one.state),
            one.cases,
            duration(page.ctx, one.p50),
            duration(page.ctx, one.p90),
            duration(page.ctx, one.target),
            one.ratio,
            one.share,
            one.waits,
            worst is not None and worst.state == one.state,
            page.cases_url(state=one.state),
        )
        for one in found.stages
    ]
