"""Acts on many rows: what to write, the rehearsal, the confirmation, the results. Plain pages, one after the other."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.forms.language import told
from app.runtime.bulk import runs
from app.runtime.errors import AppError, RuleViolation
from app.web.lists.bulk import BulkForm, Choice, Report, chosen
from app.web.lists.state import ListState
from app.web.opening import opens
from app.web.reader import context
from app.web.screen.entity_view import EntityView


class BulkView(EntityView):
    """Every record is judged and written by itself, as if it were the only one."""

    @expose("/bulk", methods=["GET", "POST"])
    @opens("can_list")
    def bulk(self) -> Any:
        """What is to be done with the ticked rows; sent again with it, it is rehearsed."""
        state = ListState.read(request.values.get("_here", ""))
        back = state.url(f"{self.route_base}/list/")
        if request.method == "GET":
            return redirect(back)
        ctx = context()
        form = BulkForm(self, ctx, request.form)
        problem = ""
        choice = Choice([], False)
        try:
            choice = chosen(ctx, self.entity, state, request.form)
        except RuleViolation as error:
            problem = told(error.message)
        if not problem and "_send" in request.form and not form.is_asking_for_fields:
            act = form.act()
            if act is not None and self._is_confirmed(choice):
                try:
                    id = runs.begin(ctx, self.entity, act, choice.records)
                except AppError as error:
                    problem = told(error.message)
                else:
                    return redirect(f"{self.route_base}/bulk/{id}")
            elif act is not None:
                problem = _(
                    "The number of records has changed meanwhile. Look at it, then send again."
                )
        page = self.render_template(
            "lists/bulk.html",
            view=self,
            form=form,
            choice=choice,
            here=state.text(),
            back_url=back,
            problem=problem or form.problem,
            title=form.offer.label if form.offer else "",
        )
        return page, 422 if problem or form.problem else 200

    def _is_confirmed(self, choice: Choice) -> bool:
        """All that match: as many as the person was told."""
        return not choice.is_all or request.form.get("_number") == str(len(choice.records))

    @expose("/bulk/<int:id>")
    @opens("can_list")
    def bulk_run(self, id: int) -> Any:
        """How far it is, what can be done and what not, and at last what came of it."""
        ctx = context()
        report = Report(self, ctx, runs.find(ctx, self.entity, id))
        page = self.render_template(
            "lists/bulk_run.html", view=self, report=report, run=report.run, title=report.what
        )
        return page, 200, {"Cache-Control": "no-store"}

    @expose("/bulk/<int:id>/go", methods=["POST"])
    @opens("can_list")
    def bulk_go(self, id: int) -> Any:
        runs.confirm(context(), self.entity, id)
        return redirect(f"{self.route_base}/bulk/{id}")

    @expose("/bulk/<int:id>/stop", methods=["POST"])
    @opens("can_list")
    def bulk_stop(self, id: int) -> Any:
        runs.stop(context(), self.entity, id)
        return redirect(f"{self.route_base}/bulk/{id}")
