"""The pages of the other ways to look at a list, and the one place where a card is moved."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.forms import ConfirmForm, RecordForm
from app.forms.numbers import as_id
from app.runtime.errors import AppError, FieldError, NotFound, ValidationFailed, bilingual
from app.web.opening import opens
from app.web.paths import own_path
from app.web.reader import context
from app.web.screen.entity_view import EntityView
from app.web.views.calendar import Calendar
from app.web.views.gantt import Gantt
from app.web.views.kanban import Board
from app.web.views.moving import KINDS, Move, explained
from app.web.views.parent_form import parent_form
from app.web.views.polling import fragment
from app.web.views.switch import may_look
from app.web.views.tree import Tree

BY_SCRIPT = "X-Move"
"""A script that moved a card says so: it is answered with a few words instead of a page."""


class ViewsView(EntityView):
    """Board, calendar, bars and tree of an entity."""

    @expose("/kanban/")
    @opens("can_list")
    def board(self) -> Any:
        return self._look("kanban", Board(self, context(), self._arguments()))

    @expose("/calendar/")
    @opens("can_list")
    def month(self) -> Any:
        return self._look("calendar", Calendar(self, context(), self._arguments()))

    @expose("/gantt/")
    @opens("can_list")
    def bars(self) -> Any:
        return self._look("gantt", Gantt(self, context(), self._arguments()))

    @expose("/tree/")
    @opens("can_list")
    def levels(self) -> Any:
        return self._look("tree", Tree(self, context(), self._arguments()))

    @expose("/branch/<int:pk>")
    @opens("can_list")
    def branch(self, pk: int) -> Any:
        """One level of the tree as a piece of page; 0 is the topmost."""
        asked = [pair for pair in self._arguments() if pair[0] in ("sort", "_after")]
        page = Tree(self, context(), asked)
        nodes = page.level(pk or None)
        return self.render_template("records/views/_branch.html", page=page, nodes=nodes)

    def _arguments(self) -> Any:
        return list(request.args.items(multi=True))

    def _look(self, name: str, page: Any) -> Any:
        if request.headers.get("X-Fragment"):
            return fragment(self.render_template(f"records/views/_{name}.html", page=page))
        return self.render_template(f"records/views/{name}.html", page=page, title=self.label())

    @expose("/move/<int:pk>/<kind>", methods=["GET", "POST"])
    @opens("can_show")
    def move(self, pk: int, kind: str) -> Any:
        """GET asks where to, POST moves. A script gets JSON: done, ask (an address) or refused (why)."""
        ctx = context()
        if kind not in KINDS or not may_look(self, ctx, kind):
            raise NotFound
        back = own_path(request.args.get("next"), f"{self.route_base}/{kind}/")
        moving = Move(self, ctx, kind, self._read(pk), back)
        above = parent_form(moving) if kind == "tree" else None
        problem, status = "", 200
        if request.method == "POST":
            try:
                done, ask = _moved(moving, above)
            except AppError as error:
                problem, status = explained(error), error.status
                if BY_SCRIPT in request.headers:
                    return jsonify(refused=problem), status
            else:
                return self._answered(moving, done, ask)
        page = self.render_template(
            "records/views/move.html",
            move=moving,
            form=ConfirmForm(),
            above=above,
            target=request.args.get("to", ""),
            problem=problem,
            title=_("Move"),
        )
        return page, status

    def _answered(self, moving: Move, done: str, ask: str) -> Any:
        if BY_SCRIPT in request.headers:
            return jsonify(done=done, ask=ask)
        if ask:
            return redirect(ask)
        flash(done, "success")
        return redirect(moving.back)


def _moved(moving: Move, above: RecordForm | None) -> tuple[str, str]:
    """(what was done, where to ask for what is needed)"""
    sent = request.form
    version = as_id(sent.get("_version", ""))
    if moving.is_by_state:
        if sent.get("step"):
            return moving.take(sent["step"], version), ""
        return moving.to_state(sent.get("to", ""), version)
    if above is None or "to" in sent:
        return moving.change(sent.get("to", ""), version), ""
    values = above.record_values()
    if values is None:
        raise ValidationFailed(
            [
                FieldError(moving.by, "reference", bilingual(text))
                for _id, text in above._all_problems()
            ]
        )
    return moving.change(str(values.get(moving.by) or ""), version), ""
