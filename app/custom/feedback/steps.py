"""What each step of a piece of feedback does: a work order, the reply, a measure (五, domain.md §3.17)."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm import bilingual_lines
from app.generated.feedback import Feedback, feedback_hooks
from app.generated.improvement import Improvement
from app.generated.work_order import WorkOrder, work_order_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import proposals, submitters, triage

ENDED = ("rejected", "ineffective")
SHORT = 60
REPLIES = {
    "confirm": (
        "已处理完成（工单 {order_no}）：{result}",
        "Done (work order {order_no}): {result}",
    ),
    "cancel": ("工单 {order_no} 已取消：{note}", "Work order {order_no} was cancelled: {note}"),
    "reject": (
        "工单 {order_no} 未受理：{note}",
        "Work order {order_no} was not accepted: {note}",
    ),
}
ANSWERS = bilingual_lines.Lines(REPLIES.values())
"""How the replies that the system writes are read."""


@feedback_hooks.on_transition("triage")
def triaged(said: Feedback, ctx: Context) -> None:
    """Taken up; what a person has found to be critical is told."""
    said.triaged_at = ctx.now
    if "severity" in ctx.changes and said.severity == "critical":
        triage.tell_critical(ctx, said)


@feedback_hooks.on_transition("ticket")
def make_an_order(said: Feedback, ctx: Context) -> None:
    """The words go to those who can do something; the order knows a name only where one was given."""
    text = " ".join(said.content.split())
    order = ctx.create(
        WorkOrder,
        source="feedback",
        external_id=str(said.fb_no),
        customer=said.customer_id,
        project=said.project_id,
        summary=text[:SHORT] + ("…" if len(text) > SHORT else ""),
        description=said.content,
        priority="p1" if said.severity == "critical" else None,
    )
    ctx.update(said, work_order=order.id)
    if order.state in ("rejected", "cancelled"):
        # The same trouble is open already: the order ended in the moment it was made.
        _answer(ctx, said, order, "reject")
        return
    submitters.tell(ctx, said, "ticketed")


@feedback_hooks.on_transition("reply")
def replied(said: Feedback, ctx: Context) -> None:
    """The answer goes to whoever said it; whoever has only a code reads it there."""
    said.replied_at = ctx.now
    submitters.tell(ctx, said, "replied", reply=said.reply)


@feedback_hooks.on_transition("close")
def closed(said: Feedback, ctx: Context) -> None:
    said.closed_at = ctx.now


@feedback_hooks.on_transition("improve")
def take_up(said: Feedback, ctx: Context) -> None:
    """Into the measure that was chosen, or into a new one, which is proposed."""
    before, _after = ctx.changes.get("measure", (said.measure_id, None))
    if before is not None:
        raise RuleViolation("已关联改进措施 / It belongs to a measure already.", field="measure")
    if said.measure_id is None:
        topic = triage.topic_name(ctx, said.topic_id)
        about = f"意见 {said.fb_no}"
        # A measure is published to residents and staff: it tells the number, not the words of whoever said it.
        made = ctx.create(
            Improvement,
            source="feedback",
            project=said.project_id,
            topic=said.topic_id,
            name=f"{topic}：按{about}改进" if topic else f"按{about}改进",
            action=f"查找{about}所说问题的原因，确定责任人、指标和目标。",
            reason=about,
            metric="topic_items" if said.topic_id else None,
        )
        ctx.update(said, measure=made.id)
        proposals.count_opinions(ctx, made)
        return
    chosen = ctx.get(Improvement, said.measure_id)
    if chosen.state in ENDED:
        raise RuleViolation(
            f"措施 {chosen.im_no} 已结束，请选择进行中的措施，或留空新建 / "
            f"{chosen.im_no} has ended: choose one that is open, or leave it empty to propose a new one.",
            field="measure",
        )
    if chosen.project_id not in (None, said.project_id):
        raise RuleViolation(
            "措施属于别的项目 / This measure is of another project.", field="measure"
        )
    proposals.count_opinions(ctx, chosen)
    if chosen.published_at is not None:
        submitters.tell(ctx, said, "measure", im_no=chosen.im_no, note=chosen.public_note or "")


@work_order_hooks.on_transition("confirm")
def answer_with_the_result(order: WorkOrder, ctx: Context) -> None:
    """The order is closed: what was done is the reply."""
    _end(order, ctx, "confirm")


@work_order_hooks.on_transition("cancel")
def answer_that_it_was_cancelled(order: WorkOrder, ctx: Context) -> None:
    _end(order, ctx, "cancel")


@work_order_hooks.on_transition("reject")
def answer_that_it_was_refused(order: WorkOrder, ctx: Context) -> None:
    _end(order, ctx, "reject")


def _end(order: WorkOrder, ctx: Context, step: str) -> None:
    if order.source != "feedback":
        return
    waiting = ctx.query(
        select(Feedback)
        .where(
            Feedback.work_order_id == order.id,
            Feedback.state == "ticketed",
            Feedback.deleted_at.is_(None),
        )
        .order_by(Feedback.id)
    ).all()
    for said in waiting:
        _answer(ctx, said, order, step)


def _answer(ctx: Context, said: Feedback, order: WorkOrder, step: str) -> None:
    zh, en = REPLIES[step]
    note = ctx.note or "重复来报 / reported before"
    ctx.transition(
        said,
        "reply",
        reply=bilingual_lines.stored(
            zh, en, order_no=order.order_no, result=order.result or "", note=note
        ),
    )
