"""The pages that write: new, edit, delete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, jsonify, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms import ConfirmForm, RecordForm, follows, foreseen, prefill
from app.forms.fields.base import EntityField
from app.forms.language import told
from app.forms.numbers import as_id
from app.forms.rows import RowGrid
from app.runtime import records
from app.runtime.errors import AppError, NotFound, StaleRecord
from app.web.opening import opens
from app.web.reader import context
from app.web.screen import meeting
from app.web.screen.edit_page import layout
from app.web.screen.entity_view import EntityView
from app.web.screen.tabs import arrange
from app.web.views.calendar import on_day


class FormView(EntityView):
    """What a person writes, in the generated forms."""

    @expose("/add", methods=["GET", "POST"])
    @opens("can_add")
    def add(self) -> Any:
        ctx = context()
        form = self._form_class().for_request(ctx)
        if request.method == "GET":
            prefill.take(form, request.args, on_day)
        came = form._followed.take()
        if form.is_sent() and (values := form.record_values()) is not None and not came:
            try:
                record = records.create(ctx, self.entity, values)
            except AppError as error:
                form.take_errors(error)
            else:
                flash(_("Saved."), "success")
                return redirect(self._after_save(record.id))
        return self._form_page(form, title=_("New: %(label)s", label=self.label()))

    @expose("/edit/<int:pk>", methods=["GET", "POST"])
    @opens("can_edit")
    def edit(self, pk: int) -> Any:
        ctx = context()
        record = self._read_to("update", pk)
        form = self._form_class().for_request(ctx, record=record)
        met: meeting.Meeting | None = None
        if form.is_sent():
            unsettled = meeting.settle(form)
            values = form.record_values()
            if unsettled:
                form.form_errors.append(_("Choose which value stays."))
                met = meeting.Meeting(unsettled)
            elif values is not None:
                try:
                    if meeting.rows_changed(form):
                        raise StaleRecord(current=record["version"], given=form._given_version or 0)
                    records.update(ctx, self.entity, pk, values, version=form._given_version)
                except StaleRecord as error:
                    # Of a row that was another, the form goes on with the version that the record has.
                    met = meeting.meet(form, self._read(pk), None if error.errors else error)
                except AppError as error:
                    form.take_errors(error)
                else:
                    flash(_("Saved."), "success")
                    return redirect(self._after_save(pk))
        form._before = form._before or request.form.get("_before") or meeting.remember(form)
        title = _("Edit: %(title)s", title=record.get("title") or self.label())
        return self._form_page(form, title=title, record=record, met=met)

    @expose("/row/<int:pk>/<name>/<int:child>")
    @opens("can_edit")
    def row(self, pk: int, name: str, child: int) -> Any:
        """One row of a table inside the form, with its boxes: long tables show most of theirs closed."""
        record = self._read_to("update", pk)
        form = self._form_class().for_request(context(), record=record, grids=False)
        grid = RowGrid.named(form, name)
        index = as_id(request.args.get("index", ""))
        if grid is None or index is None:
            raise NotFound
        row = grid.open_row(child, str(index))
        grid.rows = [row]
        page = {"grid": grid, "row": row, "columns": grid.columns()}
        return self.render_template("records/row.html", **page)

    @expose("/follow/<name>")
    def follow(self, name: str) -> Any:
        """What follows from the record that somebody chose in a form, as its boxes would show it. Only what he may read."""
        if not current_user.is_authenticated:
            return jsonify(values={}, offers={}), 401
        ctx, id = context(), as_id(request.args.get("id", ""))
        if name not in follows.declared(self.entity) or id is None or not self._may_ask(name):
            raise NotFound
        found = follows.answer(ctx, self.entity, name, id)
        form = self._form_class()(ctx=ctx)
        values = {}
        for one, value in found.values.items():
            field = form._fields.get(one)
            if isinstance(field, EntityField):
                field.process(None, value)
                values[one] = value if isinstance(value, dict) else field.text()
        return jsonify(values=values, offers=found.offers)

    @expose("/foresee")
    def foresee(self) -> Any:
        """What will come of what stands in a form, as a piece of page; what cannot be read yet counts as empty."""
        if not current_user.is_authenticated:
            return "", 401
        ctx = context()
        found = foreseen.declared(ctx, self.entity)
        if found is None or not (self.may("add") or self.may("edit")):
            raise NotFound
        changed = as_id(request.args.get("record", ""))
        values = dict(self._read(changed)) if changed is not None else {}
        form = self._form_class()(ctx=ctx, formdata=request.args)
        for name in found.fields:
            box = form._fields.get(name)
            if isinstance(box, EntityField) and not box.is_readonly:
                is_known = box.is_visible and not box.process_errors
                values[name] = box.data if is_known else None
        told = foreseen.told_of(ctx, found, values)
        return self.render_template("records/foreseen.html", foreseen=told)

    def _may_ask(self, name: str) -> bool:
        """Whoever may choose the record: he writes the field, or a step asks him for it."""
        actor, workflow = context().actor, self.entry.workflow
        if self.entry.policy.writable(actor, name):
            return True
        steps = workflow.transitions.values() if workflow else ()
        asked = {one for mappings in steps for mapping in mappings for one in mapping.asks}
        return name in asked and self.may("show")

    def _form_class(self) -> type[RecordForm]:
        if self.form is None:
            abort(404)
        return self.form

    def _form_page(
        self,
        form: RecordForm,
        *,
        title: str,
        record: Mapping[str, Any] | None = None,
        met: meeting.Meeting | None = None,
    ) -> Any:
        failed = form.is_sent() and request.method == "POST"
        page = self.render_template(
            "records/form.html",
            view=self,
            form=form,
            arranged=arrange(self.tabs, layout(self, form, record)),
            record=record,
            title=title,
            meeting=met,
        )
        return page, (409 if met else 422) if failed else 200

    @expose("/delete/<int:pk>", methods=["GET", "POST"])
    @opens("can_delete")
    def delete(self, pk: int) -> Any:
        """GET asks, POST deletes."""
        record = self._read_to("delete", pk)
        form = ConfirmForm()
        problem = ""
        if request.method == "POST":
            version = as_id(request.form.get("_version", ""))
            try:
                records.delete(context(), self.entity, pk, version=version)
            except AppError as error:
                problem = told(error.message)
            else:
                flash(_("Deleted: %(title)s", title=record.get("title") or pk), "success")
                return redirect(f"{self.route_base}/list/")
        page = self.render_template(
            "records/delete.html",
            view=self,
            form=form,
            record=record,
            problem=problem,
            title=_("Delete?"),
        )
        return page, 409 if problem else 200
