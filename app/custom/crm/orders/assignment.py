"""Who should take a work order: hard filters, then a score (1.4, domain.md §4.3, O3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

MAX_LOAD = 8
MAX_TODAY = 6
PLACES = Decimal("0.0001")

SAME_PROJECT = Decimal("1")
NEIGHBOUR = Decimal("0.5")
ELSEWHERE = Decimal("0")

WEIGHTS = {
    "skill": Decimal("0.35"),
    "load": Decimal("0.30"),
    "proximity": Decimal("0.15"),
    "rating": Decimal("0.10"),
    "today": Decimal("0.10"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What the order asks for. No `skill`: anybody will do; `urgent`: may call who is on call."""

    skill: int | None = None
    level: int = 1
    certificate_mandatory: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A technician as he stands now. `rating` 0–5; `level` of the wanted skill, 0 without it."""

    id: int
    emp_no: str
    name: str = ""
    active: bool = True
    on_shift: bool = True
    on_call: bool = False
    on_leave: bool = False
    in_scope: bool = True
    level: int = 0
    certificate_valid: bool = False
    load: int = 0
    today: int = 0
    proximity: Decimal = SAME_PROJECT
    rating: Decimal = Decimal("4")


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate that passes, his score (4 places) and what it is made of."""

    candidate: Candidate
    score: Decimal
    parts: dict[str, Decimal] = field(default_factory=dict)


def refusals(job: Job, candidate: Candidate) -> list[str]:
    """The hard filters that he fails, as codes; empty = eligible."""
    failed: list[str] = []
    if not candidate.active:
        failed.append("inactive")
    if candidate.on_leave:
        failed.append("on_leave")
    if not candidate.on_shift and not (job.urgent and candidate.on_call):
        failed.append("off_shift")
    if not candidate.in_scope:
        failed.append("other_project")
    if job.skill is not None and skill_fit(job, candidate) is None:
        failed.append("skill")
    if job.skill is not None and job.certificate_mandatory and not candidate.certificate_valid:
        failed.append("certificate")
    if candidate.load >= MAX_LOAD:
        failed.append("load")
    return failed


def skill_fit(job: Job, candidate: Candidate) -> Decimal | None:
    """1 at or above the level, 0.7 one below where no certificate is demanded, else None."""
    if job.skill is None or candidate.level >= job.level:
        return Decimal(1)
    if candidate.level == job.level - 1 and candidate.level > 0 and not job.certificate_mandatory:
        return Decimal("0.7")
    return None


def score(job: Job, candidate: Candidate) -> Scored:
    """0.35 skill + 0.30 (1 − load/8) + 0.15 proximity + 0.10 rating/5 + 0.10 (1 − today/6)."""
    fit = skill_fit(job, candidate) or Decimal(0)
    free_today = max(Decimal(0), 1 - Decimal(candidate.today) / MAX_TODAY)
    values = {
        "skill": fit,
        "load": 1 - Decimal(candidate.load) / MAX_LOAD,
        "proximity": candidate.proximity,
        "rating": candidate.rating / 5,
        "today": free_today,
    }
    total = sum((WEIGHTS[part] * value for part, value in values.items()), Decimal(0))
    parts = {part: value.quantize(PLACES, ROUND_HALF_UP) for part, value in values.items()}
    return Scored(candidate, total.quantize(PLACES, ROUND_HALF_UP), parts)


def rank(job: Job, candidates: Iterable[Candidate]) -> list[Scored]:
    """The eligible ones, best first; ties: fewer today, then the lower employee number."""
    eligible = [score(job, candidate) for candidate in candidates if not refusals(job, candidate)]
    return sorted(eligible, key=lambda s: (-s.score, s.candidate.today, s.candidate.emp_no))
