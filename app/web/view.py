"""The screen of one entity: list, record, forms, transitions, history. Generated classes say only what differs.

Everything that a request asks (filters, sort, page, tab) stays in the request: the view object is shared by all threads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ClassVar

from flask import abort, flash, jsonify, redirect, request
from flask_appbuilder import ModelView, expose
from flask_babel import gettext as _
from flask_login import current_user

from app.runtime import query, records, registry
from app.runtime.errors import (
    AppError,
    Forbidden,
    NotFound,
    StaleRecord,
    ValidationFailed,
)
from app.runtime.field import Section
from app.runtime.privacy import reveal
from app.web import cells, guard, screens, steps
from app.web.edit_page import compare_with_saved, layout
from app.web.forms import ConfirmForm, RecordForm, TransitionForm
from app.web.history import history_of
from app.web.interface import RecordInterface
from app.web.language import current_language, told
from app.web.list_page import ListPage, related_rows
from app.web.numbers import as_id
from app.web.reader import context
from app.web.show_page import ShowPage

PERMISSIONS = {
    "can_list": "read",
    "can_show": "read",
    "can_add": "create",
    "can_edit": "update",
    "can_delete": "delete",
    "can_export": "export",
}
"""Flask-AppBuilder's permission → action of the policy."""


def opens(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a page: anonymous visitors go to the entrance, other roles are refused; rows are the policy's matter."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def guarded(self: RecordView, *arguments: Any, **named: Any) -> Any:
            if not current_user.is_authenticated:
                return guard.to_entrance()
            if not self.is_open_to(current_user.roles, permission):
                raise Forbidden("您的角色无权打开此页 / Your role may not open this page.")
            return function(self, *arguments, **named)

        guarded._permission_name = permission.removeprefix("can_")  # type: ignore[attr-defined]
        return guarded

    return decorate


class RecordView(ModelView):
    """A Flask-AppBuilder ModelView whose reads go through query and whose writes go through records."""

    entity: ClassVar[Any]
    form: ClassVar[type[RecordForm] | None] = None
    portal_form: ClassVar[type[RecordForm] | None] = None
    transition_forms: ClassVar[Mapping[str, type[TransitionForm]]] = {}
    columns: ClassVar[Sequence[str]] = ()
    filters: ClassVar[Sequence[str]] = ()
    sort: ClassVar[Sequence[str]] = ()
    sections: ClassVar[Sequence[Section]] = ()
    menu: ClassVar[bool] = True

    base_permissions = list(PERMISSIONS)
    include_route_methods = {
        "list",
        "export",
        "show",
        "add",
        "edit",
        "delete",
        "transition",
        "reject",
        "history",
        "reveal",
        "related",
        "lookup",
    }

    def __init__(self) -> None:
        self.route_base = f"/{self.entity.key()}"
        self.datamodel = RecordInterface(self.entity)
        super().__init__()

    # Flask-AppBuilder would build search, add and edit forms from the columns here, with whole tables as options.
    def _init_properties(self) -> None:
        self.related_views: list[Any] = []
        self._related_views: list[Any] = []

    def _init_forms(self) -> None:
        """The generated forms are the only ones."""

    def _init_titles(self) -> None:
        """Titles are in the reader's language, so they are made for each request."""

    # -- rights ----------------------------------------------------------------------------------

    @property
    def entry(self) -> registry.EntityEntry:
        return registry.current().entity(self.entity)

    def is_open_to(self, roles: frozenset[str], permission: str) -> bool:
        """Whether any of the roles is granted the action at all, on whatever rows."""
        action = PERMISSIONS.get(permission, "read")
        return not roles.isdisjoint(self.entry.policy.grants(action))

    def may(self, action: str) -> bool:
        return self.is_open_to(context().actor.roles, f"can_{action}")

    def label(self) -> str:
        text: str = self.entity.meta.label.in_language(current_language())
        return text

    def _read(self, pk: int, action: str = "read") -> Mapping[str, Any]:
        """The row under the policy, every field that the person may see of it. Raises NotFound."""
        return query.get(context(), self.entity, pk, action=action)

    # -- list ------------------------------------------------------------------------------------

    @expose("/list/")
    @opens("can_list")
    def list(self) -> Any:
        page = ListPage(self, context(), request.args.items(multi=True))
        return self.render_template("records/list.html", page=page, title=self.label())

    @expose("/export")
    @opens("can_export")
    def export(self) -> Any:
        """The list as it is filtered, searched and sorted now, with its columns, as CSV."""
        page = ListPage(self, context(), request.args.items(multi=True))
        return page.as_csv()

    # -- one record ------------------------------------------------------------------------------

    @expose("/show/<int:pk>")
    @opens("can_show")
    def show(self, pk: int) -> Any:
        page = ShowPage(self, context(), self._read(pk))
        return self.render_template("records/show.html", page=page, title=page.title)

    @expose("/related/<int:pk>/<name>")
    @opens("can_show")
    def related(self, pk: int, name: str) -> Any:
        """The rows of one child table as a piece of page, fetched when it comes into view."""
        self._read(pk)
        child = next((c for c in self.entity.meta.children if c.name == name), None)
        if child is None or screens.of(child.of) is None:
            raise NotFound
        rows = related_rows(context(), self.entity, pk, child)
        return self.render_template("records/related.html", rows=rows)

    @expose("/history/<int:pk>")
    @opens("can_show")
    def history(self, pk: int) -> Any:
        refs = [n for n, f in self.entity.fields().items() if f.type == "ref" and self._shows(n)]
        record = query.get(context(), self.entity, pk, columns=["title", *refs])
        entries = history_of(context(), self.entity, record)
        if request.headers.get("X-Fragment"):
            return self.render_template("records/timeline.html", entries=entries)
        return self.render_template(
            "records/history.html", view=self, record=record, entries=entries, title=_("History")
        )

    @expose("/reveal/<int:pk>", methods=["GET", "POST"])
    @opens("can_show")
    def reveal(self, pk: int) -> Any:
        """GET asks for the reason; POST shows the sensitive values of the record, once."""
        ctx = context()
        record = self._read(pk)
        names = [name for name in reveal.fields(ctx, self.entity) if record.get(name) is not None]
        if not names:
            raise NotFound
        fields = self.entity.fields()
        labels = [fields[name].label.in_language(current_language()) for name in names]
        form, problem, values = ConfirmForm(), "", []
        reason = request.form.get("reason", "")
        if request.method == "POST":
            try:
                found = reveal.reveal(ctx, self.entity, pk, names, reason=reason)
            except ValidationFailed as error:
                problem = " ".join(told(one.message) for one in error.errors)
            else:
                shown = [cells.render(self.entity, fields[name], found[name]) for name in names]
                values = [*zip(labels, shown, strict=True)]
        page = self.render_template(
            "records/reveal.html",
            view=self,
            form=form,
            record=record,
            labels=labels,
            values=values,
            reason=reason,
            problem=problem,
            title=_("Show sensitive data"),
        )
        return page, 422 if problem else 200, {"Cache-Control": "no-store"}

    def _shows(self, name: str) -> bool:
        return self.entry.policy.readable(context().actor, name)

    # -- forms -----------------------------------------------------------------------------------

    @expose("/add", methods=["GET", "POST"])
    @opens("can_add")
    def add(self) -> Any:
        ctx = context()
        form = self._form_class().for_request(ctx, given=self._given())
        if form.is_sent() and (values := form.record_values()) is not None:
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
        conflict = False
        if form.is_sent() and (values := form.record_values()) is not None:
            try:
                records.update(ctx, self.entity, pk, values, version=form._given_version)
            except StaleRecord as error:
                conflict = True
                compare_with_saved(form, self._read(pk), error)
            except AppError as error:
                form.take_errors(error)
            else:
                flash(_("Saved."), "success")
                return redirect(self._after_save(pk))
        title = _("Edit: %(title)s", title=record.get("title") or self.label())
        return self._form_page(form, title=title, record=record, conflict=conflict)

    def _form_class(self) -> type[RecordForm]:
        if self.form is None:
            abort(404)
        return self.form

    def _given(self) -> dict[str, Any]:
        """Start values in the address: `/add?customer=5` from a customer's page. Refs are looked up under the policy."""
        given: dict[str, Any] = {}
        for name, field in self.entity.fields().items():
            text = request.args.get(name, "")
            id = as_id(text) if field.type == "ref" else None
            if id is not None and screens.of(str(field.to)) is not None:
                row = query.get(context(), registry.current().entity(str(field.to)).entity, id)
                given[name] = {"id": row["id"], "title": row.get("title")}
        return given

    def _form_page(
        self,
        form: RecordForm,
        *,
        title: str,
        record: Mapping[str, Any] | None = None,
        conflict: bool = False,
    ) -> Any:
        failed = form.is_sent() and request.method == "POST"
        page = self.render_template(
            "records/form.html",
            view=self,
            form=form,
            sections=layout(self, form, record),
            record=record,
            title=title,
            conflict=conflict,
        )
        return page, (409 if conflict else 422) if failed else 200

    def _after_save(self, pk: int) -> str:
        """The record's page; the list, when the person may not read what he has just written."""
        if self.may("show"):
            return f"{self.route_base}/show/{pk}"
        return f"{self.route_base}/list/" if self.may("list") else "/"

    def _read_to(self, action: str, pk: int) -> Mapping[str, Any]:
        """The row of a record that the person may act on; Forbidden with the reason when he may only read it."""
        try:
            return self._read(pk, action)
        except NotFound:
            ctx = context()
            record = query.record(ctx, self.entity, pk)
            decision = self.entry.policy.may(ctx.actor, action, record, ctx.session)
            if decision.reason is not None:
                raise Forbidden(decision.reason) from None
            raise

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

    # -- workflow --------------------------------------------------------------------------------

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
                return redirect(self._after_save(pk))
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
        """One no ends an approval that is being collected."""
        self._read(pk)
        note = request.form.get("_note", "").strip()
        records.reject(context(), self.entity, pk, name, note=note)
        flash(_("Rejected."), "success")
        return redirect(self._after_save(pk))

    # -- pickers ---------------------------------------------------------------------------------

    @expose("/lookup/<name>")
    def lookup(self, name: str) -> Any:
        """The few records that fit a typed text, for forms and filters. Only what the person may read."""
        if not current_user.is_authenticated:
            return jsonify(items=[]), 401
        ctx = context()
        field = self.entity.fields().get(name)
        if field is None or field.type not in ("ref", "refs") or not self._may_pick(name):
            raise NotFound
        text = request.args.get("q", "")[:80]
        return jsonify(items=query.lookup(ctx, self.entity, name, text=text, limit=20))

    def _may_pick(self, name: str) -> bool:
        """Whoever may read or write the field; a transition's dialog asks for it of those who may read the record."""
        ctx = context()
        policy = self.entry.policy
        if policy.readable(ctx.actor, name) or policy.writable(ctx.actor, name):
            return True
        workflow = self.entry.workflow
        asked = {
            one
            for mappings in (workflow.transitions.values() if workflow else ())
            for mapping in mappings
            for one in (*mapping.asks, *mapping.needs)
        }
        return name in asked and self.may("show")
