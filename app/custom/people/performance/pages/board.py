"""GET /performance/calibration/<id>: the grades of a cycle against the quota, in their order; HR changes and publishes (4.3)."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.performance_review import PerformanceReview
from app.generated.review_cycle import ReviewCycle
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest
from app.runtime.field import label
from app.web.staff_pages import staff_page

from .. import ranks
from ..scores import GRADES
from . import sent

ROLES = ("hr", "gm")
SHOWN = 60
STEPS = ("calibrate", "reckon", "accept", "publish")
COLUMNS = (
    "place", "employee", "employee_name", "department", "position", "kpi_score", "judged_score",
    "peer_avg", "draft_score", "band_grade", "quota_grade", "draft_grade", "renormalised", "state",
)  # fmt: skip


@staff_page(
    "/performance/calibration/<int:id>",
    name="performance_board",
    label=label(zh="校准", en="Calibration"),
    roles=ROLES,
    methods=("GET", "POST"),
    beside=ReviewCycle,
)
def board(ctx: Context, id: int) -> Any:
    """The distribution, and sixty reviews at a time in the order of their places."""
    problem = ""
    refused: dict[int, str] = {}
    if request.method == "POST":
        try:
            refused = _act(ctx, id)
        except AppError as error:
            problem = sent.why(error, current_language())
        if not problem and not refused:
            return redirect(f"/performance/calibration/{id}?from={_from()}")
    page = Board(ctx, id)
    return (
        render_template(
            "people/performance/board.html", page=page, problem=problem, refused=refused,
            given=request.form, grades=GRADES,
        ),
        422 if problem or refused else 200,
    )  # fmt: skip


def _from() -> int:
    return as_id(request.args.get("from", "")) or 0


def _act(ctx: Context, id: int) -> dict[int, str]:
    """A step of the cycle, or the grades that were changed; review → why it was not."""
    step = request.form.get("step", "")
    if step:
        if step not in STEPS:
            raise BadRequest("未知操作 / There is no such step.")
        records.transition(ctx, ReviewCycle, id, step)
        return {}
    refused: dict[int, str] = {}
    for name, grade in request.form.items():
        head, _, rest = name.partition("-")
        if head != "grade" or not rest.isdecimal() or grade == request.form.get(f"was-{rest}"):
            continue
        step = "recalibrate" if request.form.get(f"state-{rest}") == "calibrated" else "calibrate"
        error = sent.tried(
            lambda rest=rest, step=step, grade=grade: records.transition(  # type: ignore[misc]
                ctx, PerformanceReview, int(rest), step, {"draft_grade": grade or None}
            )
        )
        if error is not None:
            refused[int(rest)] = sent.why(error, current_language())
    return refused


class Board:
    """Everything through the reader's own rights."""

    def __init__(self, ctx: Context, id: int) -> None:
        self.cycle = query.get(ctx, ReviewCycle, id)
        mine = filters.parse(PerformanceReview, ctx.actor, [("cycle", str(id))])
        self.start = _from()
        page = query.rows(
            ctx, PerformanceReview,
            where=[*mine, *filters.parse(PerformanceReview, ctx.actor, [("place__gt", str(self.start))])],
            columns=COLUMNS, sort=["place", "id"], limit=SHOWN + 1,
        )  # fmt: skip
        rows = page.items
        self.next = rows[SHOWN - 1]["place"] if len(rows) > SHOWN else None
        self.rows = rows[:SHOWN]
        self.counts = query.counts(ctx, PerformanceReview, by="draft_grade", where=mine)
        self.proposed = query.counts(ctx, PerformanceReview, by="quota_grade", where=mine)
        self.states = query.counts(ctx, PerformanceReview, by="state", where=mine)
        if self.start == 0:
            waiting = filters.parse(PerformanceReview, ctx.actor, [("place__is_null", "true")])
            self.waiting = query.rows(
                ctx, PerformanceReview, where=[*mine, *waiting], columns=["employee_name", "state"],
                sort=["id"], limit=SHOWN,
            ).items  # fmt: skip
        else:
            self.waiting = []

    @property
    def number(self) -> int:
        return sum(self.states.values())

    @property
    def bars(self) -> list[tuple[str, int, int, int | None]]:
        """Grade, how many have it, how many would have it as proposed, how many may."""
        has, would = self.counts, self.proposed
        limits = {
            "s": ranks.allowed(self.number, self.cycle["s_quota"]),
            "a": ranks.allowed(self.number, self.cycle["a_quota"]),
        }
        return [(one, has.get(one, 0), would.get(one, 0), limits.get(one)) for one in GRADES]
