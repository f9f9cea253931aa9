"""The pages that show: list, export, record, child tables, sensitive values, pickers."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms import ConfirmForm, screens
from app.forms.language import current_language, told
from app.runtime import query, saved
from app.runtime.errors import NotFound, ValidationFailed
from app.runtime.privacy import handout, parcels, reveal
from app.web import cells
from app.web.accounts.handing_out import ReasonForm, download
from app.web.lists import views
from app.web.lists.files import as_csv, as_xlsx
from app.web.lists.state import ListState
from app.web.opening import opens
from app.web.reader import context
from app.web.screen.entity_view import EntityView
from app.web.screen.list_page import ListPage, related_rows
from app.web.screen.noted import noted
from app.web.screen.show_page import ShowPage


class ReadingView(EntityView):
    """What a person may see of the entity."""

    @expose("/list/")
    @opens("can_list")
    def list(self) -> Any:
        ctx, base = context(), f"{self.route_base}/list/"
        mine = saved.listed(ctx, self.entity)
        asked = ListState.of(request.args.items(multi=True))
        view = views.asked_for(ctx, self.entity, asked, mine)
        if view is not None:
            found = views.opened(ctx, self.entity, view)
            for note in found.notes:
                flash(note, "warning")
            return redirect(found.state.url(base))
        page = ListPage(self, ctx, request.args.items(multi=True), mine=mine)
        return self.render_template("records/list.html", page=page, title=self.label())

    @expose("/export")
    @opens("can_export")
    def export(self) -> Any:
        """The list as it is filtered, searched and sorted now, with its columns, as CSV."""
        page = ListPage(self, context(), request.args.items(multi=True))
        return as_csv(page)

    @expose("/export.xlsx")
    @opens("can_export")
    def export_xlsx(self) -> Any:
        """The same as a workbook: numbers are numbers, dates are dates."""
        page = ListPage(self, context(), request.args.items(multi=True))
        return as_xlsx(page)

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

    @expose("/handout/<int:pk>", methods=["GET", "POST"])
    @opens("can_show")
    def handout(self, pk: int) -> Any:
        """The data of a person as one file, for his request: reason and password first."""
        ctx = context()
        record = self._read(pk)
        if not handout.is_possible(ctx, self.entity):
            raise NotFound
        handout.check(ctx, self.entity, pk)
        form = ReasonForm()
        if form.is_confirmed():
            reason = " ".join(form.reason.data.split())
            content = parcels.of_record(ctx, self.entity, pk, reason=reason)
            if content is not None:
                return download(content, f"{self.entity.key()}-{pk}")
            flash(_("It is much: it is being made and stands here when it is ready."), "success")
            return redirect("/me/data")
        page = self.render_template(
            "records/handout.html",
            view=self,
            form=form,
            record=record,
            title=_("Hand out the data"),
        )
        return page, 422 if form.errors else 200

    @expose("/lookup/<name>")
    def lookup(self, name: str) -> Any:
        """The few records that fit a typed text, for forms and filters. Only what the person may read."""
        if not current_user.is_authenticated:
            return jsonify(items=[]), 401
        ctx = context()
        field = self.entity.fields().get(name) or cells.BUILT_IN.get(name)
        if field is None or field.type not in ("ref", "refs") or not self._may_pick(name):
            raise NotFound
        text = request.args.get("q", "")[:80]
        items = query.lookup(ctx, self.entity, name, text=text, limit=20)
        return jsonify(items=noted(ctx, field, query.tell_apart(ctx, field, items)))

    def _may_pick(self, name: str) -> bool:
        """Whoever may read or write the field; a transition's dialog asks for it of those who may read the record."""
        ctx = context()
        if name in cells.BUILT_IN:
            return self.may("list") and query.may_read(ctx, self.entity, name)
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
