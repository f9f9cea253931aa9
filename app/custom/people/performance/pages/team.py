"""GET /performance/team: whom one has to score, with their figures; many scores are saved with one press (4.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.performance_review import PerformanceReview
from app.generated.review_item import ReviewItem
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

from . import sent

ROLES = ("dept_mgr", "eng_mgr", "fin_mgr", "hr", "gm")
"""Who may be a reviewer: domain.md §5."""
SHOWN = 50
OPEN = "pending,self_done,manager_done,calibrated"
COLUMNS = (
    "employee", "employee_name", "cycle", "position", "kpi_score", "renormalised", "self_score",
    "self_comment", "judged_score", "judged_comment", "peer_count", "state",
)  # fmt: skip


@staff_page(
    "/performance/team",
    name="performance_team",
    label=label(zh="团队考核", en="Reviews of my team"),
    roles=ROLES,
    module="hr",
    methods=("GET", "POST"),
)
def team(ctx: Context) -> Any:
    """Those whose manager he is, the ones that wait for him first."""
    refused: dict[int, str] = {}
    done = 0
    if request.method == "POST":
        done, refused = _save(ctx)
        if not refused:
            return redirect(f"/performance/team?done={done}")
    page = Team(ctx)
    return (
        render_template(
            "people/performance/team.html", page=page, refused=refused, given=request.form,
            done=done or as_id(request.args.get("done", "")),
        ),
        422 if refused else 200,
    )  # fmt: skip


def _save(ctx: Context) -> tuple[int, dict[int, str]]:
    """Each row by itself: one that is refused keeps nothing of the others back. How many; review → why not."""
    done, refused = 0, {}
    for id in _ids()[:SHOWN]:
        problem = sent.tried(lambda id=id: _score(ctx, id))  # type: ignore[misc]
        if problem is None:
            done += 1
        else:
            refused[id] = sent.why(problem, current_language())
    return done, refused


def _ids() -> list[int]:
    """The rows in which something was typed."""
    found = []
    for name in request.form:
        head, _, rest = name.partition("-")
        if head == "score" and rest.isdecimal() and len(rest) < 19 and _is_filled(rest):
            found.append(int(rest))
    return found


def _is_filled(id: str) -> bool:
    names = [f"score-{id}", *(name for name in request.form if name.startswith(f"item-{id}-"))]
    return any(request.form.get(name, "").strip() for name in names)


def _score(ctx: Context, id: int) -> None:
    """Values entered by hand, then the score with the step that hands it in."""
    with records.writing(ctx):
        for name in request.form:
            if name.startswith(f"item-{id}-"):
                value = sent.number(name)
                item = sent.record(name.rpartition("-")[2])
                if value is not None and request.form.get(f"was-{item}", "") != str(value):
                    records.update(ctx, ReviewItem, item, {"entered": value})
        score = sent.number(f"score-{id}")
        comment = f"comment-{id}"
        if score is not None:
            records.transition(
                ctx, PerformanceReview, id, "manager_done",
                {"judged_score": score, "judged_comment": sent.text(comment)},
            )  # fmt: skip


class Team:
    """Everything through the reader's own rights: three statements whatever the number of people."""

    def __init__(self, ctx: Context) -> None:
        me = ctx.actor.value(("employee",))
        self.rows: list[dict[str, Any]] = []
        self.number = self.scored = 0
        self.items: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        if me is None:
            return
        wanted = [("reviewer", str(me)), ("state__in", OPEN)]
        found = query.rows(
            ctx, PerformanceReview, where=filters.parse(PerformanceReview, ctx.actor, wanted),
            # The finance manager scores his people and reads no unpublished score, for he reads the reviews of everybody.
            columns=[one for one in COLUMNS if query.may_read(ctx, PerformanceReview, one)], sort=["-cycle", "employee"], limit=SHOWN * 4,
        ).items  # fmt: skip
        order = {"self_done": 0, "pending": 1}
        self.number = len(found)
        self.scored = sum(row["state"] in ("manager_done", "calibrated") for row in found)
        self.rows = sorted(found, key=lambda row: order.get(row["state"], 2))[:SHOWN]
        if self.rows:
            ids = ",".join(str(row["id"]) for row in self.rows)
            by_hand = [("review__in", ids), ("indicator.source", "manual")]
            for item in query.rows(
                ctx, ReviewItem, where=filters.parse(ReviewItem, ctx.actor, by_hand),
                columns=["review", "indicator", "target", "entered"], sort=["id"], limit=SHOWN * 6,
            ).items:  # fmt: skip
                self.items[item["review"]["id"]].append(item)
