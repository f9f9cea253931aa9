"""A dictionary: one entity with its child rows, edited in Flask-Admin's frame through records and the policy."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_admin import expose
from flask_admin.model import BaseModelView
from flask_babel import gettext as _

from app.forms import ConfirmForm, RecordForm, screens
from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.forms.rows import RowGrid
from app.runtime import query, records
from app.runtime.errors import AppError, Forbidden, NotFound, StaleRecord
from app.studio.access import AdministratorOnly
from app.studio.sheet import MOST_PASTED, MOST_SENT, Sheet, SheetPage
from app.web.paths import own_path
from app.web.reader import context
from app.web.screen.edit_page import compare_with_saved, layout
from app.web.view import RecordView


class RecordModelView(AdministratorOnly, BaseModelView):
    """Flask-Admin's model view without its own data access: lists ask query, writes ask records.

    Cell editing, CSV and the modal forms of Flask-Admin stay off: they write and read past the policy.
    """

    can_export = False
    can_set_page_size = False
    create_modal = False
    edit_modal = False
    can_view_details = False
    column_editable_list = None

    def __init__(self, entity: Any) -> None:
        key = entity.key()
        super().__init__(entity, name=key, endpoint=f"studio_{key}", url=key)

    # -- what Flask-Admin asks while it starts ---------------------------------------------------

    def scaffold_list_columns(self) -> list[str]:
        return []

    def scaffold_sortable_columns(self) -> dict[str, str]:
        return {}

    def scaffold_form(self) -> Any:
        return ConfirmForm

    def scaffold_filters(self, name: Any) -> None:
        return None

    def init_search(self) -> bool:
        return False

    def get_pk_value(self, model: Any) -> Any:
        return model["id"]

    def get_list(self, *_arguments: Any, **_named: Any) -> tuple[int, list[Any]]:
        page = query.rows(context(), self.model, columns=["title"], count="exact")
        return page.count or 0, list(page.items)

    def get_one(self, id: Any) -> Any:
        return query.get(context(), self.model, int(id))

    def create_model(self, form: RecordForm) -> Any:
        return records.create(context(), self.model, form.record_values() or {})

    def update_model(self, form: RecordForm, model: Any) -> bool:
        records.update(
            context(),
            self.model,
            model["id"],
            form.record_values() or {},
            version=form._given_version,
        )
        return True

    def delete_model(self, model: Any) -> bool:
        records.delete(context(), self.model, model["id"], version=model.get("version"))
        return True

    # -- pages -----------------------------------------------------------------------------------

    def label(self) -> str:
        text: str = self.model.meta.label.in_language(current_language())
        return text

    def home_url(self) -> str:
        return url_for(f"{self.endpoint}.index_view")

    def _view(self) -> RecordView:
        view = screens.of(self.model)
        if view is None or view.form is None:
            raise NotFound
        return view

    def _id(self) -> int:
        id = as_id(request.values.get("id", ""))
        if id is None:
            raise NotFound
        return id

    def _must(self, action: str) -> None:
        """The schema grants the administrator what he may do here, like any other role."""
        decision = self._view().entry.policy.may(context().actor, action)
        if not decision.allowed and decision.reason is not None:
            raise Forbidden(decision.reason)

    @expose("/", methods=("GET", "POST"))
    def index_view(self) -> Any:
        """The cells; sent, each row is saved or comes back with the reason. `open`: a row's child rows beside it."""
        self._must("read")
        view, ctx = self._view(), context()
        sent = request.method == "POST"
        if sent and not (view.may("edit") or view.may("add")):
            self._must("update")
        sheet = self._sheet()
        if sent:
            sheet.take(request.form)
            done = [
                _("%(number)s rows saved.", number=sheet.saved) if sheet.saved else "",
                _("%(number)s rows removed.", number=sheet.removed) if sheet.removed else "",
            ]
            for text in filter(None, done):
                flash(text, "success")
            if sheet.waiting:
                flash(
                    _("%(number)s rows are not saved yet, for at most %(most)s are at once: save again.", number=sheet.waiting, most=MOST_SENT),
                    "warning",
                )  # fmt: skip
            if sheet.left_out:
                flash(
                    _("The last %(number)s pasted rows were not taken, for at most %(most)s are at once: save, then paste them.", number=sheet.left_out, most=MOST_PASTED),
                    "warning",
                )  # fmt: skip
            if sheet.saved or sheet.removed:
                # What was saved is shown as it is now.
                sheet.renew(self._page())
            if not sheet.is_changed:
                return redirect(request.full_path.rstrip("?"))
        page = self.render(
            "studio/sheet.html",
            sheet=sheet,
            page=sheet.page,
            title=self.label(),
            home=self.home_url(),
            here=request.full_path.rstrip("?"),
            opened=self._opened() if not sent else None,
            key=view.entity.key(),
            new_url=url_for(f"{self.endpoint}.create_view") if sheet.may_add else "",
            edit_url=lambda id: url_for(f"{self.endpoint}.edit_view", id=id),
            children_label=_(", ").join(
                grid.label for grid in RowGrid.possible(view._form_class()(ctx=ctx))
            ),
            below=_below(view.entity),
        )
        return page, (409 if sheet.conflicts else 422) if sheet.refused else 200

    def _page(self) -> SheetPage:
        kept = [(key, text) for key, text in request.args.items(multi=True) if key != "open"]
        return SheetPage(
            self._view(), context(), kept, base=self.home_url(),
            open_url=lambda id: url_for(f"{self.endpoint}.edit_view", id=id),
        )  # fmt: skip

    def _sheet(self) -> Sheet:
        sheet = Sheet(self._view(), context(), self.endpoint, self._page())
        if request.method == "GET":
            sheet.show()
        return sheet

    def _opened(self) -> dict[str, Any] | None:
        """The child rows of the record that `open` names, as a form of their own."""
        id = as_id(request.args.get("open", ""))
        if id is None:
            return None
        record = self.get_one(id)
        if not self._view().may("edit"):
            return None
        form = self._view()._form_class().for_request(context(), record=record)
        return {"record": record, "form": form, "grids": form._grids}

    @expose("/row/")
    def row_view(self) -> Any:
        """One row with its boxes, for the cell that somebody goes into."""
        self._must("update")
        id, index = self._id(), as_id(request.args.get("index", ""))
        sheet = Sheet(self._view(), context(), self.endpoint)
        record = sheet.find([id]).get(id)
        if record is None or index is None:
            raise NotFound
        row = sheet.row(str(index), record=record)
        return self.render("studio/row.html", sheet=sheet, row=row, columns=sheet.columns())

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        self._must("create")
        form = self._view()._form_class().for_request(context())
        if form.is_sent() and form.record_values() is not None:
            try:
                self.create_model(form)
            except AppError as error:
                form.take_errors(error)
            else:
                flash(_("Saved."), "success")
                return redirect(self.home_url())
        return self._form_page(form, None, conflict=False)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        self._must("update")
        record = self.get_one(self._id())
        form = self._view()._form_class().for_request(context(), record=record)
        conflict = False
        if form.is_sent() and form.record_values() is not None:
            try:
                self.update_model(form, record)
            except StaleRecord as error:
                conflict = True
                compare_with_saved(form, self.get_one(record["id"]), error)
            except AppError as error:
                form.take_errors(error)
            else:
                flash(_("Saved."), "success")
                return redirect(own_path(request.form.get("next", "")) or self.home_url())
        return self._form_page(form, record, conflict=conflict)

    @expose("/delete/", methods=("POST",))
    def delete_view(self) -> Any:
        self._must("delete")
        record = self.get_one(self._id())
        try:
            # What the page has shown goes, not what somebody has made of it since.
            self.delete_model({**record, "version": as_id(request.form.get("_version", "")) or 0})
        except AppError as error:
            flash(told(error.message), "danger")
            return redirect(url_for(f"{self.endpoint}.edit_view", id=record["id"]))
        flash(_("Deleted: %(title)s", title=record.get("title") or record["id"]), "success")
        return redirect(self.home_url())

    def _form_page(self, form: RecordForm, record: Any, *, conflict: bool) -> Any:
        failed = request.method == "POST" and form.is_sent()
        page = self.render(
            "studio/form.html",
            form=form,
            sections=layout(self._view(), form, record),
            record=record,
            conflict=conflict,
            list_url=self.home_url(),
            delete_url=(
                url_for(f"{self.endpoint}.delete_view")
                if record is not None and self._view().may("delete")
                else ""
            ),
            label=self.label(),
        )
        return page, (409 if conflict else 422) if failed else 200

    # Switched off: routes of Flask-Admin that this view does not serve.
    def details_view(self) -> Any:
        raise NotFound

    def action_view(self) -> Any:
        raise NotFound

    def export(self, export_type: str) -> Any:
        raise NotFound

    def ajax_lookup(self) -> Any:
        raise NotFound

    def ajax_update(self) -> Any:
        raise NotFound


def _below(entity: Any) -> str:
    """The field that leads to a record of the same kind above: a tree; "" without one."""
    for name, field in entity.fields().items():
        if field.type == "ref" and field.to == entity.meta.name:
            return str(name)
    return ""
