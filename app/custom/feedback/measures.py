"""What each step of a measure does: its baseline, its effect, who is told, what follows one without effect (五, domain.md §3.17)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.custom.crm import people
from app.generated.employee import Employee
from app.generated.feedback import Feedback
from app.generated.improvement import Improvement, improvement_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import metrics, submitters
from .metrics import Place

BY_HAND = "other"
TRIAL = dt.timedelta(days=metrics.DAYS)
"""So long after it is done the effect is looked at, where nobody names a day."""
LONGEST_CHAIN = 20
LEFT = ("leaving", "left")


@improvement_hooks.check
def is_to_come(measure: Improvement, ctx: Context) -> None:
    """A measure is approved for a day to come, and says what it is measured by."""
    if ctx.transition_name != "approve":
        return
    if measure.due_on is not None and measure.due_on < ctx.today:
        raise RuleViolation("期限已过，请选择今天或以后 / This day is over; choose today or later.", field="due_on")  # fmt: skip
    if measure.metric == BY_HAND and not measure.metric_note:
        raise RuleViolation("请写明指标是什么、怎么取数 / Say what is measured, and how.", field="metric_note")  # fmt: skip


@improvement_hooks.on_create
def ask_for_approval(measure: Improvement, ctx: Context) -> None:
    """The general managers decide."""
    ctx.notify(
        people.holders(ctx, "gm", None),
        "improvement.proposed",
        dedup_key=f"improvement:{measure.id}:proposed",
        record=measure,
        im_no=measure.im_no,
        what=measure.name,
    )


@improvement_hooks.on_transition("approve")
def approved(measure: Improvement, ctx: Context) -> None:
    """The baseline is measured where nobody typed it; the owner is told."""
    if measure.baseline is None:
        found = metrics.measure(ctx, measure.metric, _place(measure), metrics.last_days(ctx.today))
        if found is None:
            raise RuleViolation(
                "最近 90 天没有可取的数据，请填写基线，或换一个指标 / "
                "There is nothing to measure in the last 90 days: type the baseline, or choose another metric.",
                field="baseline",
                code="nothing_measured",
            )
        ctx.update(measure, baseline=found.actual)
    if measure.owner_id is None or measure.due_on is None:
        return
    if ctx.get(Employee, measure.owner_id).state in LEFT:
        raise RuleViolation("此人已离职，请另选责任人 / This person has left; choose another owner.", field="owner")  # fmt: skip
    ctx.notify(
        people.login_of_employee(ctx, measure.owner_id),
        "improvement.yours",
        dedup_key=f"improvement:{measure.id}:yours:{measure.owner_id}",
        record=measure,
        im_no=measure.im_no,
        what=measure.name,
        due=measure.due_on.isoformat(),
    )


@improvement_hooks.on_transition("finish")
def finished(measure: Improvement, ctx: Context) -> None:
    """Done today; its effect needs time to show."""
    measure.done_on = ctx.today
    if measure.check_on is None or measure.check_on <= ctx.today:
        ctx.update(measure, check_on=ctx.today + TRIAL)


@improvement_hooks.on_transition("measure")
def measured(measure: Improvement, ctx: Context) -> None:
    """As it was typed; else from the operations since it was done, the last ninety days at most."""
    if measure.metric == BY_HAND and measure.actual is None:
        raise RuleViolation("此指标须人工填写 / This metric is typed by hand.", field="actual")
    # What was taken out of the field is to be measured anew.
    typed = "actual" in ctx.changes and measure.actual is not None
    if typed or measure.metric == BY_HAND:
        if measure.metric != BY_HAND and is_own(ctx, measure):
            raise RuleViolation(
                "此指标由系统取数，请留空；确需填写的由经理填写，不能由责任人本人 / "
                "The system measures it: leave it empty. Where it must be typed, a manager does it and not its owner.",
                field="actual",
                code="own_measure",
            )
        measure.measured_on, measure.measured_rows = ctx.today, None
        return
    span = metrics.last_days(ctx.today, measure.done_on)
    found = metrics.measure(ctx, measure.metric, _place(measure), span)
    if found is None:
        raise RuleViolation(
            "完成以来没有可取的数据，请过些天再取，或直接填写 / "
            "Nothing to measure has happened since it was done: try later, or type the value.",
            field="actual",
            code="nothing_measured",
        )
    ctx.update(measure, actual=found.actual, measured_on=ctx.today, measured_rows=found.rows)


def is_own(ctx: Context, measure: Improvement) -> bool:
    """Whether the person who acts answers for the measure."""
    return ctx.by_person and ctx.actor.id in people.login_of_employee(ctx, measure.owner_id)


def _not_ones_own(ctx: Context, measure: Improvement) -> None:
    if is_own(ctx, measure):
        raise RuleViolation(
            "不能认定本人负责的措施 / Nobody judges the effect of his own measure.",
            code="own_measure",
        )


@improvement_hooks.on_transition("verify")
def had_an_effect(measure: Improvement, ctx: Context) -> None:
    """The owner learns it."""
    _not_ones_own(ctx, measure)
    measure.effective = True
    _tell_owner(ctx, measure, "verified")


@improvement_hooks.on_transition("fail")
def had_none(measure: Improvement, ctx: Context) -> None:
    """Another measure is proposed in its place: same place, topic and metric, from where things stand now."""
    _not_ones_own(ctx, measure)
    measure.effective = False
    follower = ctx.create(
        Improvement,
        name=measure.name,
        source=measure.source,
        project=measure.project_id,
        topic=measure.topic_id,
        action=measure.action,
        previous=measure.id,
        metric=measure.metric,
        metric_note=measure.metric_note,
        baseline=measure.actual,
        target=measure.target if measure.target != measure.actual else None,
        owner=measure.owner_id,
    )
    _tell_owner(ctx, measure, "ineffective", next_no=follower.im_no)


@improvement_hooks.on_transition("publish")
def publish(measure: Improvement, ctx: Context) -> None:
    """Whoever said something that led to it, or to one before it, is told once: you said it, we changed it."""
    measure.published_at = ctx.now
    measure.told = submitters.tell_of_measure(ctx, measure, list(opinions(ctx, measure).values()))


def opinions(ctx: Context, measure: Improvement) -> dict[int, Feedback]:
    """Feedback → itself, of this measure and of those that it follows."""
    chain, previous = [measure.id], measure.previous_id
    while previous is not None and previous not in chain and len(chain) < LONGEST_CHAIN:
        chain.append(previous)
        previous = ctx.session.scalar(
            select(Improvement.previous_id).where(Improvement.id == previous)
        )
    rows = ctx.query(
        select(Feedback)
        .where(Feedback.measure_id.in_(chain), Feedback.deleted_at.is_(None))
        .order_by(Feedback.id)
    )
    return {row.id: row for row in rows}


def _place(measure: Improvement) -> Place:
    return Place(measure.project_id, measure.topic_id)


def _tell_owner(ctx: Context, measure: Improvement, step: str, **params: object) -> None:
    reached = measure.achieved if measure.achieved is not None else Decimal(0)
    told = [*people.login_of_employee(ctx, measure.owner_id), *people.holders(ctx, "gm", None)]
    ctx.notify(
        people.unique(told),
        f"improvement.{step}",
        dedup_key=f"improvement:{measure.id}:{step}",
        record=measure,
        im_no=measure.im_no,
        reached=f"{reached:.0f}",
        **params,
    )
