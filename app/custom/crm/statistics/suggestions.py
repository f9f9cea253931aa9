"""What the figures suggest, in words, with the figures that say so (1.5, domain.md §4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.custom.crm import bilingual_lines

from .change import SIGNIFICANT
from .figures import REPEATED, WITHIN

MORE_SHARE = Decimal(5)
"""Points by which a category's share has to grow."""
LOW_SLA = Decimal(90)
CSAT_DROP = Decimal("0.3")
ENOUGH = 30

Kind = Literal["shift", "root_cause", "training", "demand"]
LINES: Mapping[Kind, tuple[str, str]] = {
    "shift": (
        "增加{skill}班次：{category}占比 {before}% → {now}%，时限达成率 {sla}%（低于 90%）",
        "More {skill} shifts: {category} went from {before}% to {now}% of the orders, and {sla}% met their time limit (below 90%)",
    ),
    "root_cause": (
        "查根本原因：{category}在 {units} 处房屋 90 天内各重复 3 次以上（共 {orders} 单）",
        "Look for the root cause: {category} came back three times or more within 90 days in {units} homes ({orders} orders)",
    ),
    "training": (
        "服务再培训：评分 {before} → {now}，下降 {drop}（评价 {n} 条{few}）",
        "Train anew: the rating fell from {before} to {now}, by {drop} (ratings: {n}{few})",
    ),
    "demand": (
        "需求结构显著变化（PSI {psi}）：按新的分类占比复核班次与备件，变化最大的是{category}（{before}% → {now}%）",
        "Demand has changed a lot (PSI {psi}): plan shifts and parts by the new shares; most changed: {category} ({before}% to {now}%)",
    ),
}
SAID = bilingual_lines.Lines(LINES.values())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`category`, `unit`: whose rows show it."""

    kind: Kind
    params: Mapping[str, str]
    category: int | None = None

    def stored(self) -> str:
        """Both languages, as the monthly statistics keep it."""
        return bilingual_lines.stored(*LINES[self.kind], **self.params)

    def told(self, language: str) -> str:
        zh, en = LINES[self.kind]
        return (zh if language == "zh" else en).format(**self.params)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at. Counts by category; `skills` and `names`: what they are called."""

    now: Mapping[int | None, int]
    before: Mapping[int | None, int]
    sla: Mapping[int | None, Decimal | None]
    repeated: Mapping[tuple[int, int], int]
    rating: Decimal | None
    rating_before: Decimal | None
    ratings: int
    psi: float | None
    names: Mapping[int | None, str]
    skills: Mapping[int | None, str]


def suggest(found: Evidence) -> list[Suggestion]:
    """The rules of the domain, the most pressing first."""
    return [*_repeated(found), *_shifts(found), *_training(found), *_demand(found)]


def share(counts: Mapping[int | None, int], category: int | None) -> Decimal:
    """A category's share in per cent."""
    total = sum(counts.values())
    return Decimal(counts.get(category, 0)) * 100 / total if total else Decimal(0)


def _shifts(found: Evidence) -> list[Suggestion]:
    made = []
    if not sum(found.before.values()):
        return []
    for category in found.now:
        now, before = share(found.now, category), share(found.before, category)
        sla = found.sla.get(category)
        if category is None or sla is None or now - before < MORE_SHARE or sla >= LOW_SLA:
            continue
        name = found.names.get(category, "")
        params = {
            "skill": found.skills.get(category) or name, "category": name,
            "before": _one(before), "now": _one(now), "sla": _one(sla),
        }  # fmt: skip
        made.append(Suggestion("shift", params, category))
    return made


def _repeated(found: Evidence) -> list[Suggestion]:
    units: dict[int, list[int]] = {}
    for (_unit, category), number in found.repeated.items():
        units.setdefault(category, []).append(number)
    return [
        Suggestion(
            "root_cause",
            {
                "category": found.names.get(category, ""), "units": str(len(numbers)),
                "orders": str(sum(numbers)),
            },
            category,
        )
        for category, numbers in sorted(units.items(), key=lambda one: (-sum(one[1]), one[0]))
    ]  # fmt: skip


def _training(found: Evidence) -> list[Suggestion]:
    now, before = found.rating, found.rating_before
    if now is None or before is None or before - now < CSAT_DROP:
        return []
    params = {
        "before": f"{before:.2f}", "now": f"{now:.2f}", "drop": f"{before - now:.2f}",
        "n": str(found.ratings), "few": "; n < 30" if found.ratings < ENOUGH else "",
    }  # fmt: skip
    return [Suggestion("training", params)]


def _demand(found: Evidence) -> list[Suggestion]:
    if found.psi is None or found.psi < SIGNIFICANT:
        return []
    keys = [key for key in {**found.now, **found.before} if key is not None]
    if not keys:
        return []
    most = max(keys, key=lambda key: (abs(share(found.now, key) - share(found.before, key)), -key))
    params = {
        "psi": f"{found.psi:.2f}", "category": found.names.get(most, ""),
        "before": _one(share(found.before, most)), "now": _one(share(found.now, most)),
    }  # fmt: skip
    return [Suggestion("demand", params, most)]


def _one(value: Decimal) -> str:
    return f"{value:.1f}"


__all__ = ["LINES", "REPEATED", "SAID", "WITHIN", "Evidence", "Suggestion", "share", "suggest"]
