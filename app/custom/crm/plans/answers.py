"""What the resident says: yes, no and why, or that he wants no more of it (1.2)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.employee import Employee
from app.generated.service_plan import ServicePlan, service_plan_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import features, homes
from .ending import end

notify.template(
    "service_plan.answered",
    zh="服务方案 {no}“{plan}”：客户已{answer_zh}。",
    en="Service plan {no}, {plan}: the resident has {answer_en} it.",
    title=message(zh="客户答复了服务方案", en="A resident answered a service plan"),
)
SAID = {
    "accept": ("接受", "accepted"),
    "decline": ("谢绝", "declined"),
    "terminate": ("终止", "terminated"),
}


@service_plan_hooks.on_transition("accept")
def accepted(plan: ServicePlan, ctx: Context) -> None:
    """In time, and with the consents still there; it begins on its day, or at once where that has passed."""
    if plan.reply_by is not None and plan.reply_by < ctx.today:
        raise RuleViolation(
            "已过答复期限，请联系客服重新提出 / The time to answer is over: ask us to propose it again.",
            code="too_late",
        )
    homes.must_live_there(ctx, plan)
    if plan.personal:
        purposes = features.agreed(ctx, [plan.customer_id]).get(plan.customer_id, frozenset())
        if "profiling" not in purposes or (plan.uses_sensitive and "sensitive" not in purposes):
            raise RuleViolation(
                "相关的个人信息同意已撤回 / The consent that this rests on was withdrawn.",
                code="no_consent",
            )
    plan.answered_on = ctx.today
    _tell_owner(ctx, plan)


@service_plan_hooks.on_transition("decline")
def declined(plan: ServicePlan, ctx: Context) -> None:
    """The reason stands in the report; for half a year nobody asks again."""
    plan.answered_on = ctx.today
    _tell_owner(ctx, plan)


@service_plan_hooks.on_transition("terminate")
def terminated(plan: ServicePlan, ctx: Context) -> None:
    """Visits and fee end today; with the home they ended on its last day."""
    plan.ended_on = homes.last_day(ctx, plan) if ctx.actor.is_system else ctx.today
    end(ctx, plan, plan.ended_on)
    _tell_owner(ctx, plan)


def _tell_owner(ctx: Context, plan: ServicePlan) -> None:
    if plan.owner_id is None:
        return
    login = ctx.session.scalar(select(Employee.login_id).where(Employee.id == plan.owner_id))
    if login is None or login == ctx.person_id:
        return
    zh, en = SAID[str(ctx.transition_name)]
    ctx.notify(
        login, "service_plan.answered", record=plan,
        dedup_key=f"service_plan {plan.id} {ctx.transition_name}",
        no=plan.plan_no, plan=plan.template_name, answer_zh=zh, answer_en=en,
    )  # fmt: skip
