"""The pages around a list: a filter being made, columns being chosen, saved views."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.runtime import query, saved
from app.runtime.errors import NotFound
from app.web.lists import bulk, cell, columns, views
from app.web.lists.filter_page import FilterPage
from app.web.lists.lines import lines_of
from app.web.lists.state import ListState
from app.web.opening import opens
from app.web.paths import own_path
from app.web.reader import context
from app.web.screen.entity_view import EntityView


class ListingView(EntityView):
    """What a person says about how he wants to see the list."""

    @property
    def list_url(self) -> str:
        return f"{self.route_base}/list/"

    @expose("/filter")
    @opens("can_list")
    def choose_filter(self) -> Any:
        """A filter as a form; with `op` it is applied, and the list follows."""
        form = FilterPage(context(), self.entity, request.args, is_long="long" in request.args)
        base = own_path(request.args.get("back"), self.list_url)
        if "op" in request.args:
            state = form.applied()
            if state is not None:
                return redirect(state.url(base))
        page = self.render_template(
            "lists/filter.html",
            view=self,
            form=form,
            back=base,
            back_url=form.state.url(base),
            title=form.label,
        )
        return page, 422 if form.problem else 200

    @expose("/columns", methods=["GET", "POST"])
    @opens("can_list")
    def choose_columns(self) -> Any:
        """Which columns, in what order. Inside a saved view they stand in the address, else they are kept."""
        ctx = context()
        state = ListState.read(request.values.get("here", ""))
        if request.method == "POST":
            picked = [] if "usual" in request.form else columns.chosen(request.form)
            if picked or "usual" in request.form:
                if state.view.isdecimal():
                    return redirect(state.but(columns=",".join(picked)).url(self.list_url))
                saved.keep_columns(ctx, self.entity, picked)
                return redirect(state.but(columns="").url(self.list_url))
        shown = columns.shown(ctx, self, state, saved.listed(ctx, self.entity))
        page = self.render_template(
            "lists/columns.html",
            view=self,
            choices=columns.choices(ctx, self, shown),
            here=state.text(),
            back_url=state.url(self.list_url),
            problem=_("Choose one column at least.") if request.method == "POST" else "",
            title=_("Columns"),
        )
        return page, 422 if request.method == "POST" else 200

    @expose("/cell/<int:pk>/<name>", methods=["GET", "POST"])
    @opens("can_edit")
    def cell(self, pk: int, name: str) -> Any:
        """One value of one record, changed where it stands; the answer to a script is the row as it is now."""
        ctx = context()
        form = cell.CellForm(self, ctx, self._read_to("update", pk), name)
        is_script = bool(request.headers.get("X-Fragment"))
        if request.method == "POST" and form.save(request.form):
            if not is_script:
                return redirect(self._after_save(pk))
            return self._row(pk)
        page = self.render_template(
            "lists/cell.html", view=self, form=form, title=form.field.label.text
        )
        return page, form.status

    def _row(self, pk: int) -> Any:
        """The line of the list; nothing, when the record has left this person's sight."""
        ctx = context()
        asked = ListState.of([("columns", request.args.get("columns", ""))])
        paths = columns.shown(ctx, self, asked, saved.Listed())
        try:
            row = query.get(ctx, self.entity, pk, columns=paths)
        except NotFound:
            return "", 204
        edits = cell.editable(self, ctx, paths)
        (line,) = lines_of(self.entity, paths, [row], None, edits)
        return self.render_template("lists/row.html", lines=[line], pick=bulk.offers(self, ctx))

    @expose("/views/new", methods=["GET", "POST"])
    @opens("can_list")
    def view_add(self) -> Any:
        """The list as it is now, under a name."""
        state = ListState.read(request.values.get("here", ""))
        sent = request.form if request.method == "POST" else None
        return self._view_page(views.ViewForm(context(), self.entity, None, sent), state)

    @expose("/views/<int:id>", methods=["GET", "POST"])
    @opens("can_list")
    def view_edit(self, id: int) -> Any:
        """Name, who sees it and, when wanted, what it shows; its owner and the administrator."""
        ctx = context()
        view = saved.find(ctx, self.entity, id)
        state = ListState.read(request.values.get("here", ""))
        sent = request.form if request.method == "POST" else None
        return self._view_page(views.ViewForm(ctx, self.entity, view, sent), state)

    def _view_page(self, form: views.ViewForm, state: ListState) -> Any:
        if request.method == "POST":
            takes = form.view is None or "contents" in request.form
            id = form.save(state if takes else None)
            if id is not None:
                flash(_("Saved."), "success")
                return redirect(f"{self.list_url}?view={id}")
        page = self.render_template(
            "lists/view.html",
            view=self,
            form=form,
            here=state.text(),
            back_url=state.url(self.list_url),
            is_usual=form.view is not None
            and saved.listed(form.ctx, self.entity).usual == form.view.id,
            may_change=form.view is None or saved.may_change(form.ctx, form.view),
            title=_("Save this view") if form.view is None else form.view.name,
        )
        return page, 422 if form.errors else 200

    @expose("/views/<int:id>/usual", methods=["POST"])
    @opens("can_list")
    def view_usual(self, id: int) -> Any:
        """The list opens with it from now on; `off`: no longer."""
        saved.set_usual(context(), self.entity, None if "off" in request.form else id)
        return redirect(f"{self.list_url}?view={id}")

    @expose("/views/<int:id>/delete", methods=["POST"])
    @opens("can_list")
    def view_delete(self, id: int) -> Any:
        saved.delete(context(), self.entity, id)
        flash(_("The view is deleted."), "success")
        return redirect(self.list_url)
