"""The figures of a process over a window: three statements, whatever the number of cases (domain.md §4.19).

Percentiles are by the nearest rank: of three cases the second is the median, of ten the ninth is the p90.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from .case import Cases, Process, Window, accepted

if TYPE_CHECKING:
    from ..context import Context

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Stage:
    """A state and the time that cases spent in it: seconds by the clock, `business_minutes` of working time.

    `share` of the time of all cases, in per cent. `ratio`: p90 by target; None without a target.
    """

    state: str
    cases: int
    seconds: int
    business_minutes: int
    p50: int
    p90: int
    share: Decimal
    target: int | None
    waits: bool

    @property
    def ratio(self) -> Decimal | None:
        return Decimal(self.p90) / self.target if self.target else None


@dataclass(frozen=True, slots=True)
class Move:
    """How often a step led from one state to another, how often by the system; `is_known`: the definition has it."""

    name: str
    source: str | None
    target: str
    number: int
    automatic: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found. Durations in seconds, working time in minutes, shares in per cent (None: of nothing).

    `business_p50` and `business_p90` are of the working minutes of whole cases. `clocked`: cases that had a time
    limit, `late`: those that broke it. `fixed`: cases that came to a state that says done, `fixed_once`: once only.
    """

    cases: int = 0
    p50: int | None = None
    p90: int | None = None
    business_p50: int | None = None
    business_p90: int | None = None
    seconds: int = 0
    steps: int = 0
    automatic: int = 0
    handovers: int = 0
    handed: int = 0
    rework: int = 0
    unfit: int = 0
    clocked: int = 0
    late: int = 0
    fixed: int = 0
    fixed_once: int = 0
    stages: Sequence[Stage] = field(default_factory=list)
    moves: Sequence[Move] = field(default_factory=list)

    @property
    def fitness(self) -> Decimal | None:
        """Cases whose whole trace the published definition accepts."""
        return _share(self.cases - self.unfit, self.cases)

    @property
    def rework_rate(self) -> Decimal | None:
        return _share(self.rework, self.cases)

    @property
    def breach_rate(self) -> Decimal | None:
        return _share(self.late, self.clocked)

    @property
    def first_time(self) -> Decimal | None:
        return _share(self.fixed_once, self.fixed)

    @property
    def automation(self) -> Decimal | None:
        """Steps that nobody had to take."""
        return _share(self.automatic, self.steps)

    @property
    def handovers_per_case(self) -> Decimal | None:
        return Decimal(self.handovers) / self.cases if self.cases else None

    @property
    def waiting(self) -> Decimal | None:
        """The share of the time in which nobody worked on the case."""
        return _share(sum(one.seconds for one in self.stages if one.waits), self.seconds)

    @property
    def bottleneck(self) -> Stage | None:
        """The stage whose p90 is the largest multiple of its target, of equals the one with the larger share.

        Without any target the one with the largest share.
        """
        with_target = [one for one in self.stages if one.ratio is not None]
        if with_target:
            return max(with_target, key=lambda one: (one.ratio or 0, one.share))
        return max(
            (one for one in self.stages if one.seconds), key=lambda one: one.share, default=None
        )

    def stage(self, state: str) -> Stage | None:
        return next((one for one in self.stages if one.state == state), None)


def evaluate(ctx: Context, process: Process, window: Window, *, whole: bool = True) -> Evaluation:
    """The figures of the cases that the reader may see; without stages and moves unless `whole`."""
    found = Cases(ctx, process, window, accepted(ctx, process, window))
    row = ctx.session.execute(_summary(found)).one()._asdict()
    stages: list[Stage] = []
    moves: list[Move] = []
    if whole and row["cases"]:
        stages = _stages(ctx, process, found)
        moves = _moves(ctx, process, found)
    numbers = {name: None if value is None else int(value) for name, value in row.items()}
    counts = {name: numbers[name] or 0 for name in numbers if name not in _PERCENTILES}
    percentiles = {name: numbers[name] for name in _PERCENTILES}
    return Evaluation(**counts, **percentiles, stages=stages, moves=moves)  # type: ignore[arg-type]


_PERCENTILES = ("p50", "p90", "business_p50", "business_p90")


def _summary(found: Cases) -> Any:
    cases = found.sums
    number = func.count().over()
    ranked = select(
        cases,
        number.label("number"),
        func.row_number().over(order_by=[cases.c.seconds, cases.c.record_id]).label("place"),
        func.row_number().over(order_by=[cases.c.business, cases.c.record_id]).label("worked"),
    ).subquery("ranked")
    one = ranked.c
    return select(
        func.count().label("cases"),
        _at(one.seconds, one.place, half(one.number)).label("p50"),
        _at(one.seconds, one.place, ninety(one.number)).label("p90"),
        _at(one.business, one.worked, half(one.number)).label("business_p50"),
        _at(one.business, one.worked, ninety(one.number)).label("business_p90"),
        func.sum(one.seconds).label("seconds"),
        func.sum(one.steps).label("steps"),
        func.sum(one.automatic).label("automatic"),
        func.sum(one.handovers).label("handovers"),
        func.sum(case((one.handovers > 0, 1), else_=0)).label("handed"),
        func.sum(one.rework).label("rework"),
        func.sum(one.unfit).label("unfit"),
        func.count(one.late).label("clocked"),
        func.sum(one.late).label("late"),
        func.sum(case((one.fixes > 0, 1), else_=0)).label("fixed"),
        func.sum(case((one.fixes == 1, 1), else_=0)).label("fixed_once"),
    )


def half(number: Any) -> Any:
    """The place of the median."""
    return (number + 1) // 2


def ninety(number: Any) -> Any:
    """The place of the p90."""
    return (number * 9 + 9) // 10


def _at(value: Any, place: Any, wanted: Any) -> Any:
    return func.max(case((place == wanted, value)))


def _stages(ctx: Context, process: Process, found: Cases) -> list[Stage]:
    spans = found.spans()
    ranked = select(
        spans,
        func.count().over(partition_by=spans.c.state).label("number"),
        func.row_number()
        .over(partition_by=spans.c.state, order_by=[spans.c.seconds, spans.c.record_id])
        .label("place"),
    ).subquery("ranked")
    one = ranked.c
    rows = ctx.session.execute(
        select(
            one.state,
            func.count(),
            func.sum(one.seconds),
            func.sum(one.business),
            _at(one.seconds, one.place, half(one.number)),
            _at(one.seconds, one.place, ninety(one.number)),
        ).group_by(one.state)
    ).all()
    total = sum(int(row[2]) for row in rows)
    order = {name: place for place, name in enumerate(process.workflow.states)}
    stages = [
        Stage(
            state,
            number,
            int(spent),
            int(worked),
            int(p50),
            int(p90),
            _share(int(spent), total) or Decimal(0),
            process.targets.get(state),
            state in process.waits,
        )
        for state, number, spent, worked, p50, p90 in rows
    ]
    # States that the definition no longer has stand last.
    return sorted(stages, key=lambda stage: (order.get(stage.state, len(order)), stage.state))


def _moves(ctx: Context, process: Process, found: Cases) -> list[Move]:
    one = found.events.c
    rows = ctx.session.execute(
        select(
            one.transition,
            one.from_state,
            one.to_state,
            func.count(),
            func.sum(case((one.by_system.is_(True), 1), else_=0)),
            func.max(one.unfit),
        ).group_by(one.transition, one.from_state, one.to_state)
    ).all()
    order = {name: place for place, name in enumerate(process.workflow.states)}
    moves = [
        Move(name, source, target, number, int(automatic), not unfit)
        for name, source, target, number, automatic, unfit in rows
    ]
    return sorted(
        moves,
        key=lambda move: (
            order.get(move.source or "", -1),
            order.get(move.target, len(order)),
            move.name,
        ),
    )


def _share(part: int, of: int) -> Decimal | None:
    return Decimal(part) * HUNDRED / of if of else None


def midnight(day: dt.date) -> dt.datetime:
    """The moment at which a day begins, in the application's time zone."""
    from .. import clock

    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)
