"""The timeline of a record and what the staff say in it: pages without a script, pieces of the record's page with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, jsonify, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.forms.language import told
from app.runtime import query
from app.runtime.access.staff import is_staff
from app.runtime.comments import mentions, write
from app.runtime.errors import AppError, NotFound, ValidationFailed
from app.web.opening import opens
from app.web.reader import context
from app.web.screen.entity_view import EntityView
from app.web.screen.history import history_of


class TalkView(EntityView):
    """History, comments, @."""

    @expose("/history/<int:pk>")
    @opens("can_show")
    def history(self, pk: int) -> Any:
        """A page of the timeline; `before` is the cursor of an older one."""
        return self._story(pk)

    @expose("/comment/<int:pk>", methods=["POST"])
    @opens("can_show")
    def comment(self, pk: int) -> Any:
        """Say something about the record."""
        text, shown = request.form.get("text", ""), "in_portal" in request.form
        act = lambda: write.add(context(), self.entity, pk, text, in_portal=shown)  # noqa: E731
        return self._say(pk, act, typed=text)

    @expose("/comment/<int:pk>/<int:comment>", methods=["POST"])
    @opens("can_show")
    def recomment(self, pk: int, comment: int) -> Any:
        """Correct one's own comment, or take it back (`_delete`)."""
        if "_delete" in request.form:
            return self._say(pk, lambda: write.delete(context(), self.entity, pk, comment))
        text = request.form.get("text", "")
        act = lambda: write.edit(context(), self.entity, pk, comment, text)  # noqa: E731
        return self._say(pk, act, typed=text, editing=comment)

    @expose("/mention/<int:pk>")
    @opens("can_show")
    def mention(self, pk: int) -> Any:
        """The few colleagues who fit what was typed after an @."""
        ctx = context()
        query.get(ctx, self.entity, pk, columns=["title"])
        if not is_staff(ctx.actor):
            raise NotFound
        return jsonify(items=mentions.offered(ctx, self.entity, request.args.get("q", "")))

    def _say(
        self, pk: int, act: Callable[[], Any], *, typed: str = "", editing: int | None = None
    ) -> Any:
        try:
            done = act()
        except AppError as error:
            if error.status == 404:
                raise
            problem = told(
                error.errors[0].message if isinstance(error, ValidationFailed) else error.message
            )
            return self._story(pk, typed=typed, problem=problem, editing=editing), 422
        missed = getattr(done, "missed", ())
        warning = (
            _(
                "Not told, because nobody of that name may read this record: %(names)s",
                names=_(", ").join(missed),
            )
            if missed
            else ""
        )
        if request.headers.get("X-Fragment"):
            return self._story(pk, warning=warning)
        if warning:
            flash(warning, "warning")
        return redirect(f"{self.route_base}/history/{pk}")

    def _story(
        self,
        pk: int,
        *,
        typed: str = "",
        problem: str = "",
        warning: str = "",
        editing: int | None = None,
    ) -> Any:
        refs = [n for n, f in self.entity.fields().items() if f.type == "ref" and self._shows(n)]
        record = query.get(context(), self.entity, pk, columns=["title", *refs])
        cursor = request.args.get("before", "")
        asked = request.args.get("edit", "")
        if editing is None and asked.isascii() and asked.isdecimal():
            editing = int(asked[:18])
        is_piece = bool(request.headers.get("X-Fragment"))
        return self.render_template(
            "records/timeline.html" if is_piece else "records/history.html",
            view=self,
            record=record,
            story=history_of(context(), self.entity, record, cursor),
            is_first=not cursor,
            typed=typed,
            problem=problem,
            warning=warning,
            editing=editing,
            title=_("History"),
        )
