"""What the figures of a plan suggest: another interval, repair after failure, or nothing. Pure (2.5, domain.md §4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from .intervals import Interval, suggested
from .pooling import Level, Pool
from .replacement import Costs, Optimum, optimum
from .weibull import Life

Why = Literal["shape", "cost", "saving"]


@dataclass(frozen=True, slots=True)
class Question:
    """A plan: its present interval, the longest lawful one (days; None: the law is silent), and what its work costs.

    `rate`: yuan an hour of labour; `minutes`: what the plan allows for; `loss`: yuan an hour of standing still;
    `hours_a_day`: 24, or the run hours of a day where the plan counts those.
    """

    current: int
    most: int | None
    rate: float
    minutes: int
    loss: float
    hours_a_day: float = 24.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """From what the suggestion was drawn. Costs in yuan, times in hours or minutes as named."""

    pool: Pool
    level: Level
    life: Life
    best: Optimum
    minutes: float
    preventive: float
    repair: float
    down_hours: float
    failure: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`interval` None: repair after failure, for the reason `why`. An interval that equals the present one suggests nothing."""

    grounds: Grounds
    interval: Interval | None
    why: Why | None = None


def judge(asked: Question, pool: Pool, level: Level) -> Verdict | None:
    """None where the pool has too few failures, or nothing that a failure costs."""
    life = pool.life
    if life is None or not pool.repairs:
        return None
    minutes = pool.maintained_min / pool.maintained if pool.maintained else float(asked.minutes)
    preventive = max(minutes, 1.0) / 60 * asked.rate
    repair, down = pool.repair_cost / pool.repairs, pool.down_min / pool.repairs / 60
    failure = repair + down * asked.loss
    if failure <= 0:
        return None
    best = optimum(life.beta, life.eta, Costs(preventive, failure))
    grounds = Grounds(
        pool, level, life, best, minutes, preventive, repair, down, failure
    )  # fmt: skip
    if best.runs_to_failure and asked.most is None:
        return Verdict(grounds, None, _why(grounds))
    days = inf if best.runs_to_failure or best.hours is None else best.hours / asked.hours_a_day
    return Verdict(grounds, suggested(days, asked.current, most=asked.most))


def _why(grounds: Grounds) -> Why:
    if grounds.life.beta <= 1:
        return "shape"
    return "cost" if grounds.failure <= grounds.preventive else "saving"
