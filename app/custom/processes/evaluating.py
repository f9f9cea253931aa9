"""Every month and quarter: how each process went, kept as a record; what is red becomes a measure, once (四)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select

from app.custom.crm.people import holders
from app.generated.improvement import Improvement
from app.generated.process_evaluation import ProcessEvaluation
from app.generated.process_finding import ProcessFinding
from app.generated.process_stage import ProcessStage
from app.runtime import events, notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule
from app.runtime.reports.words import rounded

from . import notices, periods, rules, words
from .flows import FLOWS
from .periods import Period
from .rules import Red
from .targets import process_of

EVALUATE = "processes.evaluate"
OPEN = ("proposed", "approved", "in_progress", "done")
"""States of a measure that is still to show its effect: another of the same kind would only repeat it."""
METRICS = {
    ("work_order", "sla"): "on_time",
    ("work_order", "first_time"): "first_fix",
    ("repair_order", "first_time"): "first_fix",
}
"""What the system measures by itself afterwards; of the others somebody types the effect in."""


@schedule(
    "processes.monthly",
    cron="0 10 3 1 * *",
    label=message(zh="启动上月（季）流程评估", en="Begin the evaluation of last month's processes"),
)
def ask_for_last_month(ctx: Context) -> None:
    """At 03:10 on the first: the month, and the quarter when one is over."""
    for period in periods.ended(ctx.today):
        ctx.enqueue(EVALUATE, key=str(period), period=str(period))


@chunked(
    EVALUATE,
    lock="process evaluations",
    label=message(zh="评估流程", en="Evaluate processes"),
)
def evaluate(ctx: Context, at: Progress, *, period: str) -> Progress:
    """One process a chunk; at the end those who review them are told."""
    place, names = at.cursor or 0, list(FLOWS)
    if place >= len(names):
        tell(ctx, period)
        return at.end()
    keep(ctx, names[place], periods.read(period))
    return at.on(place + 1, done=1, total=len(names))


def keep(ctx: Context, flow: str, period: Period) -> ProcessEvaluation | None:
    """The evaluation of a process over a period, made or, while it waits for review, made anew.

    None: no case ended, or a person has reviewed it already, and what he judged stays as it is.
    """
    known = ctx.query(
        select(ProcessEvaluation).where(
            ProcessEvaluation.flow == flow,
            ProcessEvaluation.period == str(period),
            ProcessEvaluation.deleted_at.is_(None),
        )
    ).first()
    if known is not None and known.state != "generated":
        return None
    found = events.evaluate(ctx, process_of(ctx, flow), period.window())
    if not found.cases:
        return None
    reds = rules.red(found, FLOWS[flow].parts)
    values = {**figures(flow, found), "red": len(reds), "made_at": ctx.now}
    if known is None:
        known = ctx.create(
            ProcessEvaluation, flow=flow, period=str(period), grain=period.grain, **values
        )
    else:
        ctx.update(known, **values)
    _keep_stages(ctx, known, flow, found)
    _keep_red(ctx, known, flow, reds)
    return known


def figures(flow: str, found: events.Evaluation) -> dict[str, Any]:
    """The fields of an evaluation."""
    worst = found.bottleneck
    return {
        "cases": found.cases,
        "cycle_p50_h": words.hours(found.p50 or 0),
        "cycle_p90_h": words.hours(found.p90 or 0),
        "work_p50_h": rounded(Decimal(found.business_p50 or 0) / 60, 2),
        "work_p90_h": rounded(Decimal(found.business_p90 or 0) / 60, 2),
        "bottleneck": words.stage_label(FLOWS[flow], worst.state)[:100] if worst else None,
        "bottleneck_ratio": _two(worst.ratio) if worst else None,
        "waiting": _two(found.waiting),
        "sla_breach": _two(found.breach_rate),
        "rework": _two(found.rework_rate),
        "fitness": _two(found.fitness),
        "first_time": _two(found.first_time),
        "handovers": _two(found.handovers_per_case),
        "automation": _two(found.automation),
    }


def _two(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, 2)


def _keep_stages(
    ctx: Context, evaluation: ProcessEvaluation, flow: str, found: events.Evaluation
) -> None:
    worst = found.bottleneck
    rows = [
        {
            "evaluation": evaluation.id,
            "place": place,
            "stage": words.stage_label(FLOWS[flow], one.state)[:100],
            "cases": one.cases,
            "p50_h": words.hours(one.p50),
            "p90_h": words.hours(one.p90),
            "target_h": None if one.target is None else words.hours(one.target),
            "ratio": _two(one.ratio),
            "share": _two(one.share),
            "waits": one.waits,
            "is_bottleneck": worst is not None and one.state == worst.state,
        }
        for place, one in enumerate(found.stages, start=1)
    ]
    mine = and_(ProcessStage.evaluation_id == evaluation.id, ProcessStage.deleted_at.is_(None))
    if ctx.session.scalar(select(func.count()).select_from(ProcessStage).where(mine)):
        records.write_set(ctx, ProcessStage, mine, action="delete", audit=evaluation.period)
    if rows:
        records.write_set(ctx, ProcessStage, rows, action="create", audit=evaluation.period)


def _keep_red(ctx: Context, evaluation: ProcessEvaluation, flow: str, reds: Sequence[Red]) -> None:
    """Red items of the period, each with its measure; what is red no more is taken back, its measure is the manager's."""
    known: dict[str, ProcessFinding] = {
        one.item: one
        for one in ctx.query(
            select(ProcessFinding).where(
                ProcessFinding.flow == flow,
                ProcessFinding.period == evaluation.period,
                ProcessFinding.deleted_at.is_(None),
            )
        )
    }
    for one in reds:
        values = {
            "value": _two(one.value),
            "threshold": _two(one.limit),
            "suggestion": words.suggestion(flow, one),
        }
        before = known.pop(one.item, None)
        if before is not None:
            ctx.update(before, **values)
            continue
        ctx.create(
            ProcessFinding,
            evaluation=evaluation.id,
            flow=flow,
            period=evaluation.period,
            item=one.item,
            measure=_open_measure(ctx, flow, one.item) or _propose(ctx, evaluation, flow, one),
            **values,
        )
    for gone in known.values():
        ctx.delete(gone)


def _open_measure(ctx: Context, flow: str, item: str) -> int | None:
    """The measure of an earlier period against the same that has not shown its effect yet."""
    return ctx.session.scalar(
        select(Improvement.id)
        .join(ProcessFinding, ProcessFinding.measure_id == Improvement.id)
        .where(
            ProcessFinding.flow == flow,
            ProcessFinding.item == item,
            Improvement.state.in_(OPEN),
            Improvement.deleted_at.is_(None),
        )
        .order_by(Improvement.id.desc())
        .limit(1)
    )


def _propose(ctx: Context, evaluation: ProcessEvaluation, flow: str, one: Red) -> int:
    """A measure that the general manager approves or not: what is red, how much, and what it ought to be."""
    metric = METRICS.get((flow, one.item), "other")
    baseline, target = rounded(one.value, 2), one.limit
    if one.stage is not None:
        baseline, target = words.hours(one.stage.p90), words.hours(one.stage.target or 0)
    elif metric == "on_time":
        baseline, target = 100 - baseline, 100 - one.limit
    made = ctx.create(
        Improvement,
        name=words.name(flow, one),
        source="process",
        reason=words.reason(flow, evaluation.period, one),
        action=words.action(flow, one),
        metric=metric,
        metric_note=words.metric(flow, one) if metric == "other" else None,
        baseline=baseline,
        target=target,
    )
    return made.id


def tell(ctx: Context, period: str) -> None:
    """Those who review evaluations hear once that they wait."""
    number, red = ctx.session.execute(
        select(func.count(), func.coalesce(func.sum(ProcessEvaluation.red), 0)).where(
            ProcessEvaluation.period == period,
            ProcessEvaluation.state == "generated",
            ProcessEvaluation.deleted_at.is_(None),
        )
    ).one()
    if not number:
        return
    people = {person for role in ("dept_mgr", "gm") for person in holders(ctx, role, None)}
    notify.send(
        ctx,
        sorted(people),
        notices.WAITING,
        dedup_key=f"{notices.WAITING} {period}",
        period=period,
        number=number,
        red=int(red or 0),
    )
