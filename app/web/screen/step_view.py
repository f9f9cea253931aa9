"""The pages of the workflow: a transition's dialog, and the no of an approval."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.forms.numbers import as_id
from app.runtime import records
from app.runtime.errors import AppError, NotFound, StaleRecord
from app.web import steps
from app.web.opening import opens
from app.web.paths import own_path
from app.web.reader import context
from app.web.screen.edit_page import compare_with_saved
from app.web.screen.entity_view import EntityView
from app.web.screen.show_page import ShowPage


class StepView(EntityView):
    """What a person does with a record."""

    @expose("/transition/<int:pk>/<name>", methods=["GET", "POST"])
    @opens("can_show")
    def transition(self, pk: int, name: str) -> Any:
        ctx = context()
        record = self._read(pk)
        offer = ShowPage(self, ctx, record).offer(name)
        if offer is None:
            raise NotFound
        if offer.refusal is not None:
            raise offer.refusal
        form_class = self.transition_forms.get(name) or steps.bare_form(self.entity, name)
        form = form_class.for_transition(ctx, record, needs=offer.needs, note=offer.note)
        conflict = False
        if form.is_sent() and (values := form.record_values()) is not None:
            try:
                records.transition(
                    ctx,
                    self.entity,
                    pk,
                    name,
                    values,
                    version=form._given_version,
                    note=form._note_text(),
                )
            except StaleRecord as error:
                conflict = True
                compare_with_saved(form, self._read(pk), error)
            except AppError as error:
                form.take_errors(error)
            else:
                flash(_("Done: %(label)s", label=offer.label), "success")
                # From a board one goes back to the board.
                return redirect(own_path(request.args.get("next"), self._after_save(pk)))
        failed = request.method == "POST"
        page = self.render_template(
            "records/transition.html",
            view=self,
            form=form,
            record=record,
            offer=offer,
            title=offer.label,
            conflict=conflict,
        )
        return page, (409 if conflict else 422) if failed else 200

    @expose("/reject/<int:pk>/<name>", methods=["POST"])
    @opens("can_show")
    def reject(self, pk: int, name: str) -> Any:
        """One no ends an approval that is being collected, of the record as the page showed it."""
        self._read(pk)
        note = request.form.get("_note", "").strip()
        version = as_id(request.form.get("_version", ""))
        try:
            records.reject(context(), self.entity, pk, name, version=version, note=note)
        except StaleRecord:
            flash(
                _(
                    "Not rejected: somebody else has changed this record meanwhile. Look at it again."
                ),
                "warning",
            )
        else:
            flash(_("Rejected."), "success")
        return redirect(self._after_save(pk))
