"""What is kept of a month, what of it is red, and the measures that come of it (四)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.custom.processes import evaluating, periods, rules
from app.generated.improvement import Improvement
from app.generated.process_evaluation import ProcessEvaluation
from app.generated.process_finding import ProcessFinding
from app.generated.process_stage import ProcessStage
from app.generated.process_target import ProcessTarget
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import Forbidden, RuleViolation, ValidationFailed
from app.runtime.events import Evaluation, Stage
from app.runtime.system import Notification
from tests.custom.processes.orders import Orders
from tests.support.people import People

AsUser = Callable[..., Context]
FEBRUARY = periods.read("2026-02")


def kept(ctx: Context, period: str = "2026-02") -> ProcessEvaluation:
    with records.writing(ctx):
        evaluating.keep(ctx, "work_order", periods.read(period))
    ctx.session.rollback()
    return ctx.session.scalars(
        select(ProcessEvaluation).where(ProcessEvaluation.period == period)
    ).one()


@pytest.mark.database
def test_o19_1_is_kept_with_its_stages_and_red_items(orders: Orders, ctx: Context) -> None:
    """Rework 33.3 % is above 10 %, assigned takes 4.5 times its target; conformance is whole."""
    found = kept(ctx)
    assert (found.cases, found.cycle_p50_h, found.rework, found.fitness) == (
        3, Decimal("14.00"), Decimal("33.33"), Decimal("100.00"),
    )  # fmt: skip
    assert (found.bottleneck, found.bottleneck_ratio) == ("已派单 / Assigned", Decimal("4.50"))
    stages = ctx.session.scalars(select(ProcessStage).order_by(ProcessStage.place)).all()
    assert [(one.stage, one.is_bottleneck) for one in stages][2] == ("已派单 / Assigned", True)
    findings = ctx.session.scalars(select(ProcessFinding).order_by(ProcessFinding.id)).all()
    assert {one.item: one.value for one in findings} == {
        "bottleneck": Decimal("4.50"), "rework": Decimal("33.33"), "first_time": Decimal("66.67"),
    }  # fmt: skip
    assert found.red == 3
    measures = ctx.session.scalars(select(Improvement).order_by(Improvement.id)).all()
    assert [(one.source, one.state, one.baseline, one.target) for one in measures] == [
        ("process", "proposed", Decimal(9), Decimal(2)),
        ("process", "proposed", Decimal("33.33"), Decimal(10)),
        ("process", "proposed", Decimal("66.67"), Decimal(85)),
    ]


def test_a_red_item_has_one_measure_until_that_has_shown_its_effect(
    orders: Orders, ctx: Context
) -> None:
    """Made anew while it waits, and of the quarter too: the measures stay the same three."""
    first = kept(ctx)
    again = kept(ctx)
    quarter = kept(ctx, "2026-Q1")
    assert again.id == first.id != quarter.id
    assert ctx.session.scalar(select(func.count()).select_from(Improvement)) == 3
    assert ctx.session.scalar(select(func.count()).select_from(ProcessFinding)) == 6
    stages = select(func.count()).where(ProcessStage.deleted_at.is_(None))
    assert ctx.session.scalar(stages) == 10


def test_what_somebody_has_reviewed_stays_as_he_saw_it(
    orders: Orders, ctx: Context, as_user: AsUser
) -> None:
    """The general manager publishes; who wrote the conclusion does not."""
    found = kept(ctx)
    manager, head = as_user("gm"), as_user("gm", "dept_mgr")
    with pytest.raises(ValidationFailed):
        records.transition(head, ProcessEvaluation, found.id, "review", {})
    records.transition(head, ProcessEvaluation, found.id, "review", {"conclusion": "派单太慢"})
    orders.went([("new", 1), ("closed", 0)])
    assert kept(ctx).cases == 3
    with pytest.raises(Forbidden):
        records.transition(head, ProcessEvaluation, found.id, "publish", {})
    records.transition(manager, ProcessEvaluation, found.id, "publish", {})
    ctx.session.rollback()
    assert kept(ctx).published_at is not None


@pytest.mark.usefixtures("orders")
def test_on_the_first_the_month_is_evaluated_and_those_who_review_are_told(
    ctx: Context, people: People
) -> None:
    """By jobs, however often they are asked for."""
    manager = people.user("gm")
    for _ in range(2):
        with records.writing(ctx):
            evaluating.ask_for_last_month(ctx)
        jobs.run_due()
    ctx.session.rollback()
    found = ctx.session.scalars(select(ProcessEvaluation)).all()
    assert [(one.flow, one.period, one.grain) for one in found] == [
        ("work_order", "2026-02", "month")
    ]
    told = ctx.session.scalars(
        select(Notification.template).where(Notification.recipient_id == manager)
    ).all()
    assert list(told).count("process_evaluation.generated") == 1


def test_a_target_that_somebody_sets_is_the_one_that_counts(orders: Orders, ctx: Context) -> None:
    """With 18 hours for assigned, new (2 hours of 1) becomes the bottleneck; codes of no stage are refused."""
    with records.writing(ctx):
        made = ctx.create(ProcessTarget, flow="work_order", stage="assigned", target_hours=18)
    assert made.state_name == "已派单 / Assigned"
    assert kept(ctx).bottleneck == "待受理 / New"
    with pytest.raises(RuleViolation):
        records.update(ctx, ProcessTarget, made.id, {"stage": "new"})
    for wrong in ("asigned", "closed"):
        with pytest.raises(RuleViolation), records.writing(ctx):
            ctx.create(ProcessTarget, flow="work_order", stage=wrong, target_hours=1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 4, 1), ["2026-03", "2026-Q1"]),
        (dt.date(2026, 3, 1), ["2026-02"]),
        (dt.date(2027, 1, 1), ["2026-12", "2026-Q4"]),
    ],
)
def test_a_quarter_is_evaluated_with_its_last_month(day: dt.date, expected: list[str]) -> None:
    assert [str(one) for one in periods.ended(day)] == expected
    assert str(periods.read("2026-Q1").before) == "2025-Q4"
    assert str(FEBRUARY.year_before) == "2025-02"


def test_red_begins_beyond_the_limit_and_not_with_too_few_cases() -> None:
    """Exactly 10 % of rework is not red; of two cases nothing is."""
    parts = Stage("waiting_part", 4, 21, 0, 1, 1, Decimal(21), None, True)
    ten = Evaluation(cases=10, rework=1, unfit=1, clocked=10, late=2, fixed=10, fixed_once=8, seconds=100, stages=[parts])  # fmt: skip
    assert [one.item for one in rules.red(ten, "waiting_part")] == [
        "sla", "fitness", "first_time", "waiting_part",
    ]  # fmt: skip
    assert rules.red(Evaluation(cases=2, rework=2)) == []
