"""What was accepted is carried out: begun on its day, visits by their frequency, ended with its term; each exactly once (1.2).

Whoever makes the orders of a service holds its row until the commit and moves on where it stands; the unique key
(source, external id) of the order stands behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from app.custom.crm.surveys.sampling import add_months
from app.generated.employee import Employee
from app.generated.fee_assignment import FeeAssignment
from app.generated.plan_service import PlanService
from app.generated.service_plan import ServicePlan, service_plan_hooks
from app.generated.work_order import WorkOrder
from app.runtime import clock, notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from . import homes

JOB = "plans.carry_out"
AT_ONCE = 100
EVE = dt.timedelta(days=1)
"""An order is there the day before, so that somebody can be sent."""
HOUR = 10
"""Of the day: the appointment that is proposed."""
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LEFT = "已迁出该房屋 / The resident has left the home"
LAPSED = "逾期未答复 / Not answered in time"

notify.template(
    "service_plan.stuck",
    zh="服务方案 {no}“{plan}”未能开始：{why}",
    en="Service plan {no}, {plan}, could not begin: {why}",
    title=message(zh="服务方案未能开始", en="A service plan could not begin"),
)
notify.template(
    "service_plan.no_visit",
    zh="服务方案 {no}“{plan}”的上门工单未能生成：{why}",
    en="Service plan {no}, {plan}: no order could be made for its visit: {why}",
    title=message(zh="服务方案的工单未能生成", en="No order could be made for a service plan"),
)


@schedule(
    "plans.daily",
    cron="0 15 0 * * *",
    label=message(zh="启动每日的服务方案执行", en="Begin the daily work of service plans"),
)
def every_day(ctx: Context) -> None:
    """At a quarter past midnight, for the day that begins."""
    ctx.enqueue(JOB, key=f"{ctx.today}")


@chunked(JOB, label=message(zh="执行服务方案", en="Carry out service plans"))
def carry_out(ctx: Context, at: Progress) -> Progress:
    """What is over ends, what was never answered lapses, what was accepted begins; then the visits that are due."""
    stage, after = at.cursor or ("expire", 0)
    last, done = STAGES[stage](ctx, after)
    if last is not None:
        return at.on([stage, last], done=done)
    following = list(STAGES)[list(STAGES).index(stage) + 1 :][:1]
    return at.on([following[0], 0], done=done) if following else at.end(done=done)


def expire_some(ctx: Context, after: int) -> tuple[int | None, int]:
    """Terms that are over."""
    return _each(ctx, "expire", after, ServicePlan.state == "active", ServicePlan.valid_to < ctx.today)  # fmt: skip


def leave_some(ctx: Context, after: int) -> tuple[int | None, int]:
    """Plans of homes that their resident has left; what he was only offered is taken back."""
    gone = ~homes.is_lived_in(ctx.today)
    ids = _held(ctx, after, ServicePlan.state == "proposed", gone)
    if ids:
        rows = [{"id": id, "ended_on": ctx.today} for id in ids]
        records.write_set(ctx, ServicePlan, rows, action="step", step="withdraw", audit="plans of homes left", note=LEFT)  # fmt: skip
    going = ServicePlan.state.in_(("accepted", "active"))
    last, done = _each(ctx, "terminate", after, going, gone, note=LEFT)
    more = [one for one in (last, ids[-1] if len(ids) == AT_ONCE else None) if one is not None]
    return (min(more) if more else None), done + len(ids)


def lapse_some(ctx: Context, after: int) -> tuple[int | None, int]:
    """Offers that nobody answered: taken back, by one set."""
    ids = _held(ctx, after, ServicePlan.state == "proposed", ServicePlan.reply_by < ctx.today)
    if ids:
        rows = [{"id": id, "ended_on": ctx.today} for id in ids]
        records.write_set(ctx, ServicePlan, rows, action="step", step="withdraw", audit="plans not answered", note=LAPSED)  # fmt: skip
    return (ids[-1] if len(ids) == AT_ONCE else None), len(ids)


def begin_some(ctx: Context, after: int) -> tuple[int | None, int]:
    """Accepted plans whose day has come; what cannot begin is told to whoever looks after it, once."""
    return _each(ctx, "activate", after, ServicePlan.state == "accepted", ServicePlan.valid_from <= ctx.today)  # fmt: skip


def visit_some(ctx: Context, after: int) -> tuple[int | None, int]:
    """The orders of services that are due tomorrow or were due before; of several that were missed the latest one."""
    of, plan = PlanService, ServicePlan
    ctx.session.flush()
    rows = ctx.session.execute(
        select(of, plan)
        .join(plan, plan.id == of.plan_id)
        .where(
            of.id > after, of.next_on <= ctx.today + EVE, of.deleted_at.is_(None),
            plan.state == "active", plan.deleted_at.is_(None),
        )
        .order_by(of.id)
        .limit(AT_ONCE)
        .with_for_update(of=of, key_share=True)
    ).all()  # fmt: skip

    def act(service: PlanService, its_plan: ServicePlan) -> Callable[[], int]:
        return lambda: _visit(ctx, service, its_plan)

    def finish(outcomes: Sequence[records.Outcome]) -> int:
        made = 0
        for (_, its_plan), one in zip(rows, outcomes, strict=True):
            if one.error is not None:
                # Its day stays: tomorrow it is tried again, and the others are not held up.
                _tell_stuck(
                    ctx, its_plan.id, str(one.error.message), template="service_plan.no_visit"
                )
            made += int(one.value or 0) if one.error is None else 0
        return made

    acts = [act(service, its_plan) for service, its_plan in rows]
    made = records.each(ctx, lambda: acts, finish, atomic=False) if acts else 0
    return (rows[-1][0].id if len(rows) == AT_ONCE else None), made


STAGES: dict[str, Callable[[Context, int], tuple[int | None, int]]] = {
    "expire": expire_some,
    "left": leave_some,
    "lapse": lapse_some,
    "begin": begin_some,
    "visits": visit_some,
}


@service_plan_hooks.on_transition("activate")
def begun(plan: ServicePlan, ctx: Context) -> None:
    """The fee runs from today, the first visits are due today; the term counts from the day that was agreed.

    What is charged for the term is the price that the resident accepted, whatever the list says later (民法典 465, 509).
    """
    homes.must_live_there(ctx, plan)
    first = max(plan.valid_from or ctx.today, ctx.today)
    services = ctx.query(
        select(PlanService)
        .where(PlanService.plan_id == plan.id, PlanService.deleted_at.is_(None))
        .order_by(PlanService.id)
    ).all()
    for one in services:
        changes: dict[str, Any] = {}
        if one.category_id is not None:
            changes["next_on"] = first
        if one.fee_item_id is not None:
            made = ctx.create(
                FeeAssignment, fee_item=one.fee_item_id, project=plan.project_id, unit=plan.unit_id,
                customer=plan.customer_id, from_on=first, to_on=plan.valid_to, ground=f"{plan.plan_no} {plan.template_name}",
                override_price=one.price,
            )  # fmt: skip
            ctx.transition(made, "activate" if one.price is None else "begin_as_accepted")
            changes["fee_assignment"] = made.id
        if changes:
            ctx.update(one, **changes)


def _visit(ctx: Context, service: PlanService, plan: ServicePlan) -> int:
    """One order for the latest day that is due, and the day of the next one."""
    anchor, until = plan.valid_from or ctx.today, ctx.today + EVE
    due = service.next_on or until
    while (later := following(anchor, service.frequency, due)) is not None and later <= until:
        due = later
    is_in_term = plan.valid_to is None or due <= plan.valid_to
    changes: dict[str, Any] = {"next_on": later}
    if is_in_term:
        at = dt.datetime.combine(due, dt.time(HOUR), clock.zone()).astimezone(dt.UTC)
        order = ctx.create(
            WorkOrder, source="plan", external_id=f"plan-{service.id}-{due}", customer=plan.customer_id,
            unit=plan.unit_id, project=plan.project_id, category=service.category_id, priority="p3",
            summary=f"{service.service}（{due:%m-%d}）", description=f"{plan.template_name} {plan.plan_no}",
            appointment_at=at, service_plan=plan.id,
        )  # fmt: skip
        changes |= {"visits": (service.visits or 0) + 1, "last_order": order.id}
    ctx.update(service, **changes)
    return int(is_in_term)


def following(anchor: dt.date, frequency: str, after: dt.date) -> dt.date | None:
    """The first day of the rhythm after `after`; counted from the anchor, so that the 31st never drifts. None: once."""
    if frequency == "once":
        return None
    if frequency == "week":
        weeks = max((after - anchor).days // 7 + 1, 0)
        return anchor + dt.timedelta(weeks=weeks)
    step = MONTHS[frequency]
    months = (after.year - anchor.year) * 12 + after.month - anchor.month
    place = max(months // step, 0)
    while (day := add_months(anchor, place * step)) <= after:
        place += 1
    return day


def _held(ctx: Context, after: int, *conditions: Any) -> Sequence[int]:
    """Plans for which this holds, locked: a second worker waits, and then finds that it holds no longer."""
    ctx.session.flush()
    return ctx.session.scalars(
        select(ServicePlan.id)
        .where(ServicePlan.id > after, *conditions, ServicePlan.deleted_at.is_(None))
        .order_by(ServicePlan.id)
        .limit(AT_ONCE)
        .with_for_update(key_share=True)
    ).all()


def _each(
    ctx: Context, step: str, after: int, *conditions: Any, note: str = ""
) -> tuple[int | None, int]:
    """The step for each by itself: one that is refused leaves the others alone."""
    ids = _held(ctx, after, *conditions)

    def act(id: int) -> Callable[[], object]:
        return lambda: records.transition(ctx, ServicePlan, id, step, note=note)

    def finish(outcomes: Sequence[records.Outcome]) -> int:
        refused = [
            (id, one) for id, one in zip(ids, outcomes, strict=True) if one.error is not None
        ]
        for id, one in refused:
            _tell_stuck(ctx, id, str(one.error.message) if one.error else "")
        return len(ids) - len(refused)

    done = records.each(ctx, lambda: [act(id) for id in ids], finish, atomic=False) if ids else 0
    return (ids[-1] if len(ids) == AT_ONCE else None), done


def _tell_stuck(ctx: Context, id: int, why: str, *, template: str = "service_plan.stuck") -> None:
    plan = ctx.get(ServicePlan, id)
    login = ctx.session.scalar(select(Employee.login_id).where(Employee.id == plan.owner_id))
    if login is not None:
        ctx.notify(
            login, template, record=plan, dedup_key=f"{template} {id}",
            no=plan.plan_no, plan=plan.template_name, why=why,
        )  # fmt: skip
