"""The steps of one review that its people take: scores, the answer, the appeal (4.3, domain.md §3.13)."""

from __future__ import annotations

from app.custom.crm import people
from app.generated.kpi_indicator import KpiIndicator
from app.generated.performance_review import PerformanceReview, performance_review_hooks
from app.generated.review_cycle import ReviewCycle
from app.generated.review_item import ReviewItem, review_item_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import reckoning

notify.template(
    "performance.self_done",
    zh="{person} 已提交自评，请评分。",
    en="{person} has scored himself: it is your turn.",
    title=message(zh="有新的自评", en="An own score has come in"),
)
notify.template(
    "performance.appealed",
    zh="有一份绩效申诉等待复核（{cycle}）。",
    en="An appeal against a review waits for you ({cycle}).",
    title=message(zh="绩效申诉待复核", en="An appeal to decide"),
)
notify.template(
    "performance.decided",
    zh="你的绩效申诉（{cycle}）已有答复。",
    en="Your appeal ({cycle}) is answered.",
    title=message(zh="绩效申诉已答复", en="Your appeal is answered"),
)


def _cycle(ctx: Context, review: PerformanceReview, *states: str) -> ReviewCycle:
    """The cycle, if it stands where the step makes sense."""
    cycle = ctx.get(ReviewCycle, review.cycle_id)
    if states and cycle.state not in states:
        raise RuleViolation(
            "考核周期当前状态不允许此操作 / The review cycle does not stand where this can be done.",
            code="cycle",
        )
    return cycle


@performance_review_hooks.on_update
def nobody_judges_himself(review: PerformanceReview, ctx: Context) -> None:
    """HR may give a review to another reviewer, not to whom it is about."""
    if review.reviewer_id == review.employee_id:
        raise RuleViolation(
            "考核人不能是本人 / Nobody is the reviewer of himself.", field="reviewer", code="self"
        )


@performance_review_hooks.on_transition("self_done")
def scored_himself(review: PerformanceReview, ctx: Context) -> None:
    """While the cycle is open; the manager hears of it."""
    cycle = _cycle(ctx, review, "open")
    reckoning.reckon(ctx, cycle, only=[review.id])
    login = people.login_of_employee(ctx, review.reviewer_id)
    if login:
        ctx.notify(
            login, "performance.self_done", dedup_key=f"performance.self_done {review.id}",
            record=review, person=review.employee_name,
        )  # fmt: skip


@performance_review_hooks.on_transition("manager_done")
def scored_by_the_manager(review: PerformanceReview, ctx: Context) -> None:
    """Until the cycle is published, for a late manager holds up everybody."""
    reckoning.reckon(ctx, _cycle(ctx, review, "open", "calibrating"), only=[review.id])


@performance_review_hooks.on_transition("calibrate")
@performance_review_hooks.on_transition("recalibrate")
def calibrated(review: PerformanceReview, ctx: Context) -> None:
    """In the days of calibration only: before, not everybody is scored."""
    _cycle(ctx, review, "calibrating")


@performance_review_hooks.on_transition("acknowledge")
def acknowledged(review: PerformanceReview, ctx: Context) -> None:
    """He has seen it and says so: it is final."""
    review.employee_ack = ctx.now
    ctx.session.flush()
    ctx.transition(review, "finalise")


@performance_review_hooks.on_transition("appeal")
def appealed(review: PerformanceReview, ctx: Context) -> None:
    """The general manager decides."""
    cycle = _cycle(ctx, review)
    ctx.notify(
        people.holders(ctx, "gm", None), "performance.appealed",
        dedup_key=f"performance.appealed {review.id}", record=review, cycle=cycle.name,
    )  # fmt: skip


@performance_review_hooks.on_transition("review_appeal")
def decided(review: PerformanceReview, ctx: Context) -> None:
    """Another grade where he found for the employee; final either way."""
    if review.appeal_grade:
        review.grade = review.appeal_grade
    ctx.session.flush()
    ctx.transition(review, "finalise")
    login = people.login_of_employee(ctx, review.employee_id)
    if login:
        ctx.notify(
            login, "performance.decided", dedup_key=f"performance.decided {review.id}",
            record=review, cycle=_cycle(ctx, review).name,
        )  # fmt: skip


@review_item_hooks.on_update
def entered_by_hand(item: ReviewItem, ctx: Context) -> None:
    """What a manager typed counts at once."""
    if "entered" not in ctx.changes:
        return
    if ctx.get(KpiIndicator, item.indicator_id).source != "manual":
        raise RuleViolation(
            "系统取数的指标不能填写 / This KPI is read from operations.", field="entered"
        )
    review = ctx.get(PerformanceReview, item.review_id)
    reckoning.reckon(ctx, ctx.get(ReviewCycle, review.cycle_id), only=[review.id])
