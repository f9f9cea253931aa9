"""Colleagues who are asked: chosen by the manager or HR, never himself or his manager, anonymous to him (4.3)."""

from __future__ import annotations

from app.custom.crm import people
from app.custom.finance.books.people import as_system
from app.generated.employee import Employee
from app.generated.peer_score import PeerScore, peer_score_hooks
from app.generated.performance_review import PerformanceReview
from app.generated.review_cycle import ReviewCycle
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import reckoning

OPEN = ("pending", "self_done", "manager_done")

notify.template(
    "performance.peer",
    zh="请为同事 {person} 评分（对本人匿名）。",
    en="Score your colleague {person}; he does not see by whom.",
    title=message(zh="请为同事评分", en="Score a colleague"),
)


@peer_score_hooks.check
def is_a_colleague(score: PeerScore, ctx: Context) -> None:
    """Somebody else who works here; while the review is open."""
    review = ctx.get(PerformanceReview, score.review_id)
    if review.state not in OPEN:
        raise RuleViolation(
            "该考核已不再接受互评 / This review takes no more scores.", field="review"
        )
    if score.peer_id == review.employee_id:
        raise RuleViolation("互评人不能是本人 / Nobody is his own colleague.", field="peer")
    if score.peer_id == review.reviewer_id:
        raise RuleViolation(
            "考核人另行评分，不能兼互评 / The reviewer scores as the manager.", field="peer"
        )
    if ctx.get(Employee, score.peer_id).state == "left":
        raise RuleViolation("该员工已离职 / This employee has left.", field="peer")


@peer_score_hooks.on_create
def ask(score: PeerScore, ctx: Context) -> None:
    """He is told; nobody else is."""
    login = people.login_of_employee(ctx, score.peer_id)
    if login and score.score is None:
        ctx.notify(
            login, "performance.peer", dedup_key=f"performance.peer {score.id}", record=score,
            person=score.subject,
        )  # fmt: skip


@peer_score_hooks.on_update
def answered(score: PeerScore, ctx: Context) -> None:
    """From two answers on the average counts. Nobody's act: "changed by" of the review names no colleague."""
    if "score" in ctx.changes:
        system = as_system(ctx)
        review = system.get(PerformanceReview, score.review_id)
        reckoning.reckon(system, system.get(ReviewCycle, review.cycle_id), only=[review.id])
