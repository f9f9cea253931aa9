"""GET /performance/me: one's own reviews with the arithmetic, one's own score, the answer, and colleagues to score (4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.peer_score import PeerScore
from app.generated.performance_review import PerformanceReview
from app.generated.review_cycle import ReviewCycle
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest
from app.runtime.field import label
from app.web.staff_pages import staff_page

from ..scores import Parts, rounded
from . import sent

LAST = 8
ASKED = 30
STEPS = ("self_done", "acknowledge", "appeal")
ITEMS = (
    "indicator", "target", "floor", "actual", "score", "weight", "counted", "rows", "evidence",
)  # fmt: skip
SHARES = {"kpi": "kpi_share", "manager": "manager_share", "peer": "peer_share", "own": "self_share"}
PUBLISHED = ("published", "acknowledged", "appealed", "reviewed", "final")


@staff_page(
    "/performance/me",
    name="performance_me",
    label=label(zh="我的绩效", en="My reviews"),
    roles=("employee",),
    module="hr",
    methods=("GET", "POST"),
)
def mine(ctx: Context) -> Any:
    """The newest review, or the one of the address."""
    problem: AppError | None = None
    if request.method == "POST":
        problem = sent.tried(lambda: _act(ctx))
        if problem is None:
            review = request.form.get("id", type=int)
            return redirect(f"/performance/me?review={review or ''}")
    page = Mine(ctx)
    text = sent.why(problem, current_language()) if problem else ""
    return (
        render_template(
            "people/performance/mine.html", page=page, problem=text, given=request.form
        ),
        422 if problem else 200,
    )


def _act(ctx: Context) -> None:
    """One of his steps on his own review, or the score of a colleague."""
    id = sent.record(request.form.get("id", ""))
    act = request.form.get("act", "")
    if act == "peer":
        values = {"score": sent.number("score"), "comment": sent.text("comment", 500)}
        records.update(ctx, PeerScore, id, values)
        return
    if act not in STEPS:
        raise BadRequest("未知操作 / There is no such step.")
    given: dict[str, Any] = {}
    if act == "self_done":
        given = {"self_score": sent.number("self_score"), "self_comment": sent.text("self_comment")}
    if act == "appeal":
        given = {"appeal": sent.text("appeal")}
    records.transition(ctx, PerformanceReview, id, act, given)


class Mine:
    """Everything through the reader's own rights."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.me = ctx.actor.value(("employee",))
        self.reviews: list[dict[str, Any]] = []
        self.review: Mapping[str, Any] | None = None
        self.items: list[dict[str, Any]] = []
        self.cycle: Mapping[str, Any] | None = None
        self.asked: list[dict[str, Any]] = []
        if self.me is None:
            return
        own = filters.parse(PerformanceReview, ctx.actor, [("employee", str(self.me))])
        self.reviews = query.rows(
            ctx, PerformanceReview, where=own, columns=["cycle", "state", "grade", "final_score"],
            sort=["-id"], limit=LAST,
        ).items  # fmt: skip
        self._open()
        waiting = [("peer", str(self.me)), ("score__is_null", "true")]
        self.asked = query.rows(
            ctx, PeerScore, where=filters.parse(PeerScore, ctx.actor, waiting),
            columns=["subject"], sort=["id"], limit=ASKED, action="update",
        ).items  # fmt: skip

    def _open(self) -> None:
        wanted = as_id(request.args.get("review", ""))
        ids = [row["id"] for row in self.reviews]
        id = wanted if wanted in ids else next(iter(ids), None)
        if id is None:
            return
        self.review = query.get(self.ctx, PerformanceReview, id)
        self.items = query.related(
            self.ctx, PerformanceReview, id, "items", columns=ITEMS, limit=LAST * 4
        )
        self.cycle = query.get(self.ctx, ReviewCycle, self.review["cycle"]["id"])

    @property
    def is_published(self) -> bool:
        return self.review is not None and self.review["state"] in PUBLISHED

    @property
    def may_appeal(self) -> bool:
        until = self.review and self.review["appeal_until"]
        return bool(until and self.ctx.today <= until)

    def points(self, item: Mapping[str, Any]) -> Decimal | None:
        """What an indicator adds to the KPI score."""
        if item["score"] is None or item["counted"] is None:
            return None
        return rounded(item["score"] * item["counted"] / 100)

    @property
    def parts(self) -> list[tuple[str, Decimal, Decimal, Decimal]]:
        """Of a published review: the part, its score, the share that counts, the points."""
        if self.review is None or self.cycle is None:
            return []
        row, shares = self.review, {name: self.cycle[field] for name, field in SHARES.items()}
        parts = Parts(row["kpi_score"], row["manager_score"], row["peer_score"], row["self_score"])
        return [
            (name, getattr(parts, name), share, rounded(getattr(parts, name) * share / 100))
            for name, share in parts.counts(shares).items()
        ]
