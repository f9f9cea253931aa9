"""`/imports/`: one's own imports; bringing a file, mapping it, the check, the run, what became of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Response, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user

from app.forms import screens
from app.forms.language import current_language, told
from app.runtime import audit, clock, records, registry
from app.runtime.context import Actor, Context
from app.runtime.errors import AppError, ValidationFailed
from app.runtime.imports import batch, refused, workbook
from app.runtime.imports import tables as at
from app.runtime.imports.plan import WHOLE
from app.runtime.imports.sheets import ENDINGS, ROWS, SIZE
from app.runtime.imports.undo import KEPT
from app.web.guard import logged_in
from app.web.imports.mapping import MappingPage
from app.web.paging import below
from app.web.person import lives_in_portal
from app.web.reader import context

LABELS = {
    at.MAPPING: lazy_gettext("To be mapped"),
    at.READING: lazy_gettext("Being read"),
    at.CHECKING: lazy_gettext("Being checked"),
    at.CHECKED: lazy_gettext("Checked"),
    at.RUNNING: lazy_gettext("Running"),
    at.DONE: lazy_gettext("Imported"),
    at.REFUSED: lazy_gettext("Nothing imported"),
    at.STOPPED: lazy_gettext("Stopped"),
    at.UNDOING: lazy_gettext("Being taken back"),
    at.UNDONE: lazy_gettext("Taken back"),
}
COLORS = {
    at.READING: "blue", at.CHECKING: "blue", at.CHECKED: "cyan", at.RUNNING: "blue",
    at.DONE: "green", at.REFUSED: "red", at.STOPPED: "orange", at.UNDOING: "orange",
}  # fmt: skip
COUNTS = (
    (at.NEW, lazy_gettext("to be created"), ""),
    (at.CHANGE, lazy_gettext("to be changed"), ""),
    (at.CREATED, lazy_gettext("created"), "good"),
    (at.UPDATED, lazy_gettext("updated"), "good"),
    (at.BACK, lazy_gettext("taken back"), "good"),
    (at.SAME, lazy_gettext("as they are already"), ""),
    (at.LEFT, lazy_gettext("left alone"), "warn"),
    (at.WRONG, lazy_gettext("with problems"), "wrong"),
)
"""State of a row → what is said of the number; in this order."""
REMAPPED = (at.MAPPING, at.CHECKED, at.REFUSED)


class ImportsView(BaseView):
    """Whose import it is and what he may do is the runtime's to say."""

    route_base = "/imports"
    default_view = "list"

    @expose("/")
    @logged_in
    def list(self) -> Any:
        if lives_in_portal(current_user.roles):
            return redirect("/portal/")
        ctx = context()
        page = batch.listed(ctx, below=below())
        others = {row.user_id for row in page.imports} - {ctx.actor.id}
        return self.render_template(
            "imports/list.html",
            imports=page.imports,
            people=batch.owners(ctx, others),
            entities=[(one.key(), _label(one)) for one in batch.open_to(ctx)],
            next_url=url_for("ImportsView.list", below=page.after) if page.after else "",
            first_url=url_for("ImportsView.list") if "below" in request.args else "",
            label_of=lambda row: _label(batch.entity_of(row)),
            tiles=tiles,
            labels=LABELS,
            colors=COLORS,
        )

    @expose("/new/<entity>", methods=["GET", "POST"])
    @logged_in
    def new(self, entity: str) -> Any:
        ctx, wanted = context(), registry.current().entity(entity).entity
        batch.refuse_others(ctx, wanted)
        problem = ""
        if request.method == "POST":
            file = request.files.get("file")
            content = file.stream.read(SIZE + 1) if file is not None else b""
            if file is None or not file.filename:
                problem = _("Choose a file.")
            else:
                try:
                    id = batch.upload(ctx, wanted, content, file.filename)
                except AppError as refused:
                    problem = told(refused.message)
                else:
                    return redirect(url_for("ImportsView.show", id=id))
        page = self.render_template(
            "imports/new.html",
            entity=wanted.key(),
            label=_label(wanted),
            list_url=_list_url(wanted),
            problem=problem,
            accept=",".join(f".{ending}" for ending in ENDINGS),
            most_rows=f"{ROWS:,}",
            most_size=SIZE // 1024 // 1024,
        )
        return page, 422 if problem else 200

    @expose("/template/<entity>")
    @logged_in
    def template(self, entity: str) -> Any:
        ctx, wanted = context(), registry.current().entity(entity).entity
        batch.refuse_others(ctx, wanted)
        language = current_language()
        return _workbook(workbook.template(ctx, wanted, language), _label(wanted))

    @expose("/<int:id>", methods=["GET", "POST"])
    @logged_in
    def show(self, id: int) -> Any:
        ctx, row = context(), batch.find(context(), id)
        is_mine = row.user_id == ctx.actor.id
        if not is_mine:
            with records.writing(ctx):
                audit.log(ctx, "read", batch.KEY, row.id, {"entity": row.entity})
        wants_mapping = "map" in request.args or row.state == at.MAPPING
        if is_mine and row.state in REMAPPED and (wants_mapping or request.method == "POST"):
            return self._mapping(row)
        return self.render_template("imports/show.html", **self._about(row), is_mine=is_mine)

    def _mapping(self, row: Any) -> Any:
        ctx = context()
        batch.refuse_others(ctx, batch.entity_of(row))
        given = request.form if request.method == "POST" else None
        if given is None and not row.kept:
            return self.render_template("imports/show.html", **self._about(row), is_mine=True)
        page = MappingPage(ctx, row, request.args, given=given)
        if given is not None:
            try:
                batch.prepare(ctx, row.id, page.sent(), page.heads)
            except ValidationFailed as wrong:
                page = MappingPage(ctx, row, request.args, given=given, wrong=wrong)
            else:
                return redirect(url_for("ImportsView.show", id=row.id))
        shown = self.render_template(
            "imports/mapping.html",
            row=row,
            page=page,
            same=batch.same_file(ctx, row),
            why=_why(row),
            label=_label(page.entity),
            list_url=_list_url(page.entity),
        )
        return shown, 422 if page.wrong else 200

    @expose("/<int:id>/progress")
    @logged_in
    def progress(self, id: int) -> Any:
        """The part of the page that changes; asks the page to come anew when there is something to decide."""
        row = batch.find(context(), id)
        answer = Response(self.render_template("imports/_progress.html", **self._about(row)))
        if row.state not in at.BUSY or batch.is_stuck(context(), row):
            answer.headers["X-Reload"] = "1"
        return answer

    @expose("/<int:id>/run", methods=["POST"])
    @logged_in
    def run(self, id: int) -> Any:
        return self._act(id, lambda ctx: batch.start(ctx, id, whole="whole" in request.form))

    @expose("/<int:id>/stop", methods=["POST"])
    @logged_in
    def stop(self, id: int) -> Any:
        return self._act(id, lambda ctx: batch.stop(ctx, id))

    @expose("/<int:id>/again", methods=["POST"])
    @logged_in
    def again(self, id: int) -> Any:
        return self._act(id, lambda ctx: batch.again(ctx, id))

    @expose("/<int:id>/undo", methods=["POST"])
    @logged_in
    def undo(self, id: int) -> Any:
        return self._act(id, lambda ctx: batch.take_back(ctx, id))

    @expose("/<int:id>/remove", methods=["POST"])
    @logged_in
    def remove(self, id: int) -> Any:
        batch.remove(context(), id)
        flash(_("The import is removed; the records that it made stay."), "success")
        return redirect(url_for("ImportsView.list"))

    @expose("/<int:id>/refused")
    @logged_in
    def refused(self, id: int) -> Any:
        ctx, row = context(), batch.find(context(), id)
        name = row.name.rpartition(".")[0] or row.name
        if row.user_id != ctx.actor.id:
            with records.writing(ctx):
                audit.log(ctx, "export", batch.KEY, row.id, {"entity": row.entity})
        return _workbook(
            refused.refused(ctx, row, current_language()), f"{name}-{_('not imported')}"
        )

    def _act(self, id: int, act: Any) -> Any:
        try:
            act(context())
        except AppError as refused:
            if refused.status not in (409, 422):
                raise
            flash(told(refused.message), "warning")
        return redirect(url_for("ImportsView.show", id=id))

    def _about(self, row: Any) -> dict[str, Any]:
        ctx, entity = context(), batch.entity_of(row)
        done, total = batch.progress(ctx, row) if row.state in at.BUSY else (0, 0)
        until = batch.undo_until(row)
        left = row.state in (at.UNDONE,)
        return {
            "row": row,
            "label": _label(entity),
            "list_url": _list_url(entity),
            "state": LABELS[row.state],
            "color": COLORS.get(row.state, ""),
            "busy": row.state in at.BUSY,
            "stuck": batch.is_stuck(ctx, row),
            "done": done,
            "total": total,
            "tiles": tiles(row),
            "why": _why(row),
            "problems": [] if row.state in at.BUSY else batch.problems(
                ctx, row, state=at.LEFT if left else at.WRONG
            ),
            "good": sum(row.counts.get(one, 0) for one in (at.NEW, at.CHANGE)),
            "may_be_whole": row.rows <= WHOLE,
            "undo_until": until if until is not None and until >= clock.now() else None,
            "undo_days": KEPT.days,
            "written": row.counts.get(at.CREATED, 0) + row.counts.get(at.UPDATED, 0),
        }  # fmt: skip


def is_offered() -> bool:
    """Whether the person at the screen may import anything: decided by role in memory."""
    if not current_user.is_authenticated:
        return False
    return _for_roles(current_user.roles, id(registry.current()))


@lru_cache(maxsize=256)
def _for_roles(roles: frozenset[str], _registry: int) -> bool:
    with Context(Actor(None, "", roles)) as ctx:
        return bool(batch.open_to(ctx))


def tiles(row: Any) -> list[tuple[int, str, str]]:
    """(number, what it is, colour) of the rows in each state."""
    return [
        (row.counts[state], str(label), color)
        for state, label, color in COUNTS
        if row.counts.get(state)
    ]


def _why(row: Any) -> str:
    zh, sign, en = (row.why or "").partition(" / ")
    return en if sign and current_language() != "zh" else zh


def _label(entity: Any) -> str:
    return str(entity.meta.label.in_language(current_language()))


def _list_url(entity: Any) -> str:
    view = screens.of(entity.meta.name)
    return f"{view.route_base}/list/" if view is not None and view.may("list") else ""


def _workbook(content: bytes, name: str) -> Response:
    answer = Response(
        content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"import.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
