"""One's own checklist on the phone, done with one press; one's own leaving, step by step; the certificate (4.1, 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import Response, flash, redirect, render_template, request

from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.employee import Employee
from app.generated.offboarding_task import OffboardingTask
from app.generated.onboarding_task import OnboardingTask
from app.generated.resignation import Resignation, resignation_workflow
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import AppError, Forbidden, NotFound, ValidationFailed, bilingual, message
from app.runtime.field import label
from app.runtime.privacy import reveal
from app.web.documents.paper import as_pdf
from app.web.reading import read_with
from app.web.staff_pages import staff_page

from . import certificate

EVERYBODY = ("employee",)
READERS = ("hr", "employee", "dept_mgr", "eng_mgr", "gm", "auditor")
KINDS: dict[str, type[Entity]] = {"on": OnboardingTask, "off": OffboardingTask}
OPEN = {"on": "todo", "off": "todo,doing,blocked"}
ROAD = ("submitted", "manager_ok", "clearing", "settling", "completed")
MOST = 50

read_with("OffboardingTask.finding", lambda text, language: bilingual(text).in_language(language))


@staff_page(
    "/people/tasks",
    name="people_tasks",
    label=label(zh="入离职待办", en="People tasks"),
    roles=EVERYBODY,
    module="hr",
    methods=("GET", "POST"),
)
def tasks(ctx: Context) -> Any:
    """What waits for oneself and one's department, each with its button; and how far one's own leaving is."""
    if request.method == "POST":
        _finish(ctx)
        return redirect("/people/tasks", 303)
    return render_template(
        "people/tasks.html",
        waiting=[(kind, row) for kind in KINDS for row in _waiting(ctx, kind)],
        leaving=_own_leaving(ctx),
        road=_road(),
        today=ctx.today.isoformat(),
        language=current_language(),
    )


def _finish(ctx: Context) -> None:
    """One press; what is refused says why, nothing is lost."""
    kind, id = request.form.get("kind", ""), as_id(request.form.get("id", ""))
    if kind not in KINDS or id is None:
        raise NotFound
    language = current_language()
    try:
        done = records.transition(ctx, KINDS[kind], id, "finish")
    except AppError as refused:
        if isinstance(refused, NotFound):
            raise
        flash(refused.message.in_language(language), "danger")
    else:
        item = getattr(done, "item", "")
        flash(message(zh=f"已完成：{item}", en=f"Done: {item}").in_language(language), "success")


def _waiting(ctx: Context, kind: str) -> list[Any]:
    entity = KINDS[kind]
    columns = ["id", "item", "employee", "employee_name", "due_on", "state", "department", "owner"]
    if kind == "off":
        columns += ["finding", "blocking"]
    where = filters.parse(entity, ctx.actor, [("state__in", OPEN[kind])])
    employee = ctx.actor.value(("employee",))
    rows = query.rows(
        ctx, entity, columns=columns, where=where, sort=["due_on", "id"], limit=MOST,
        within=_mine(ctx, entity) & (cast(Any, entity).employee_id != (employee or 0)),
    )  # fmt: skip
    return list(rows.items)


def _mine(ctx: Context, entity: Any) -> Any:
    """One's own, and what no one person of one's department has."""
    return (entity.owner_id == ctx.actor.id) | (
        entity.owner_id.is_(None)
        & (entity.department_id == (ctx.actor.value(("employee", "department")) or 0))
    )


def _own_leaving(ctx: Context) -> dict[str, Any] | None:
    """The notice that is under way, with what each department has cleared."""
    employee = ctx.actor.value(("employee",))
    if employee is None:
        return None
    rows = query.rows(
        ctx, Resignation, columns=["id", "req_no", "state", "last_day", "notice_on", "successor", "settled", "paid_on"],
        where=filters.parse(Resignation, ctx.actor, [("state__in", "draft,submitted,manager_ok,clearing,settling")]),
        sort=["-notice_on"], limit=1, within=Resignation.employee_id == employee,
    ).items  # fmt: skip
    if not rows:
        return None
    asked = rows[0]
    cleared = query.rows(
        ctx, OffboardingTask, columns=["id", "item", "department", "state", "due_on", "finding"],
        sort=["due_on", "id"], limit=MOST, within=OffboardingTask.resignation_id == asked["id"],
    ).items  # fmt: skip
    done = sum(one["state"] in ("done", "waived") for one in cleared)
    left = (asked["last_day"] - ctx.today).days
    return {"asked": asked, "tasks": cleared, "done": done, "left": left}


def _road() -> Sequence[tuple[str, str]]:
    """State → what people call it, of the usual way."""
    language = current_language()
    return [(name, resignation_workflow.states[name].label.in_language(language)) for name in ROAD]


@staff_page(
    "/people/certificate/<int:id>.pdf",
    name="people_certificate",
    label=label(zh="离职证明", en="Certificate of leaving"),
    roles=READERS,
    beside=Resignation,
    once="certificate_on",
)
def paper(ctx: Context, id: int) -> Response:
    """GET /people/certificate/17.pdf, for whom the leaving may be read; the number stands on it for who may reveal it, logged."""
    shown = query.get(ctx, Resignation, id)
    content = certificate.printed(ctx, id, current_language(), id_no=_id_no(ctx, shown["employee"]["id"]))  # fmt: skip
    return as_pdf(content, f"离职证明 {shown['req_no']}")


def _id_no(ctx: Context, employee: int) -> str:
    """In full for HR and for himself, which the audit log keeps; masked for the others who may read the paper."""
    try:
        found = reveal.reveal(ctx, Employee, employee, ["id_no"], reason="开具离职证明")
    except (Forbidden, NotFound, ValidationFailed):
        return ""
    return str(found["id_no"] or "")
