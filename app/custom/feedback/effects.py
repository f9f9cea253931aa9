"""What goes on by itself with measures: the effect is looked at on its day, owners are reminded (五)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, select

from app.custom.crm import people
from app.generated.improvement import Improvement
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import job, schedule
from app.runtime.system import TransitionLog

from .measures import BY_HAND
from .scores import EFFECTIVE

SOON = dt.timedelta(days=3)
AT_ONCE = 500


@schedule(
    "improvement.check_effects",
    label=message(zh="检查改进措施的效果", en="Check the effect of measures"),
    cron="0 35 3 * * *",
)
def check_effects(ctx: Context) -> None:
    """Every night: of those whose day has come. Each is a job of its own."""
    for id in _ids(ctx, Improvement.state == "done", Improvement.check_on <= ctx.today):
        ctx.enqueue("improvement.check_one", key=f"{id}:{ctx.today}", measure=id)


@job("improvement.check_one", label=message(zh="检查一条措施的效果", en="Check the effect of a measure"))  # fmt: skip
def check_one(ctx: Context, measure: int) -> None:
    """Measured from operations, and judged; what is typed by hand is asked for, and not judged where its owner typed it."""
    one = ctx.get(Improvement, measure)
    if one.state != "done" or one.check_on is None or one.check_on > ctx.today:
        return
    if one.metric == BY_HAND and one.actual is None:
        _ask_for_it(ctx, one)
        return
    if one.metric != BY_HAND:
        try:
            ctx.transition(one, "measure", actual=None)
        except RuleViolation as nothing:
            if nothing.code != "nothing_measured":
                raise
            # What a manager has typed meanwhile stands.
            ctx.session.refresh(one)
            if one.actual is None:
                _ask_for_it(ctx, one)
                return
    if one.measured_rows is None and _typed_by_its_owner(ctx, one):
        ctx.notify(
            people.holders(ctx, "gm", None),
            "improvement.to_judge",
            dedup_key=f"improvement:{one.id}:to_judge:{one.check_on}",
            record=one,
            im_no=one.im_no,
        )
        return
    reached = one.achieved
    if reached is not None:
        ctx.transition(one, "verify" if reached >= EFFECTIVE else "fail")


def _typed_by_its_owner(ctx: Context, measure: Improvement) -> bool:
    """Whether the value that stands there is what its owner says of himself: then a person judges it."""
    last = ctx.session.scalar(
        select(TransitionLog.actor_id)
        .where(
            TransitionLog.entity == Improvement.key(),
            TransitionLog.record_id == measure.id,
            TransitionLog.transition == "measure",
        )
        .order_by(TransitionLog.id.desc())
        .limit(1)
    )
    return last is not None and last in people.login_of_employee(ctx, measure.owner_id)


def _ask_for_it(ctx: Context, measure: Improvement) -> None:
    told = [*people.login_of_employee(ctx, measure.owner_id), *people.holders(ctx, "gm", None)]
    ctx.notify(
        people.unique(told),
        "improvement.to_measure",
        dedup_key=f"improvement:{measure.id}:to_measure:{measure.check_on}",
        record=measure,
        im_no=measure.im_no,
    )


@schedule(
    "improvement.remind",
    label=message(zh="提醒改进措施期限", en="Remind of measures that are due"),
    cron="0 5 8 * * *",
)
def remind(ctx: Context) -> None:
    """In the morning: the owner three days before, and the general manager as well once it is late."""
    rows = ctx.query(
        select(Improvement)
        .where(
            Improvement.state.in_(("approved", "in_progress")),
            Improvement.due_on <= ctx.today + SOON,
            Improvement.deleted_at.is_(None),
        )
        .order_by(Improvement.id)
        .limit(AT_ONCE)
    ).all()
    managers = people.holders(ctx, "gm", None) if rows else []
    for one in rows:
        assert one.due_on is not None  # noqa: S101 - asked for just now
        late = one.due_on < ctx.today
        told = people.login_of_employee(ctx, one.owner_id)
        ctx.notify(
            people.unique([*told, *(managers if late else [])]),
            "improvement.due",
            dedup_key=f"improvement:{one.id}:due:{one.due_on}:{'late' if late else 'soon'}",
            record=one,
            im_no=one.im_no,
            due=one.due_on.isoformat(),
        )


def _ids(ctx: Context, *conditions: ColumnElement[bool]) -> list[int]:
    statement = select(Improvement.id).where(Improvement.deleted_at.is_(None), *conditions)
    return list(ctx.session.scalars(statement.order_by(Improvement.id).limit(AT_ONCE)))
