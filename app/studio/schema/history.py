"""The steps of the draft: taken back, done again, or all of it thrown away."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect
from flask_admin import expose
from flask_babel import gettext as _

from app.forms.language import told
from app.runtime import schema_drafts
from app.runtime.errors import AppError
from app.studio.schema.files import working
from app.studio.schema.frame import HOME, SchemaView, acted, back_to, seen
from app.studio.schema.text import beside
from app.web.reader import context

MOST_LINES = 400
"""Of the differences of one file; the rest is in the text."""


class HistoryView(SchemaView):
    tab = "history"

    def __init__(self) -> None:
        super().__init__(name="history", endpoint="studio_history", url=f"{HOME}history")

    @expose("/")
    def index(self) -> Any:
        work = working()
        steps = schema_drafts.steps(context(), work.draft) if work.draft else []
        differs = [
            (name, beside(work.published.get(name, ""), work.files.get(name, ""))[:MOST_LINES])
            for name in work.changed()
        ]
        return self.page("history.html", steps=steps, differs=differs)

    @expose("/undo", methods=("POST",))
    def undo(self) -> Any:
        return acted(schema_drafts.undo, context(), seen(), to=back_to(f"{HOME}history/"))

    @expose("/redo", methods=("POST",))
    def redo(self) -> Any:
        return acted(schema_drafts.redo, context(), seen(), to=back_to(f"{HOME}history/"))

    @expose("/discard", methods=("POST",))
    def discard(self) -> Any:
        try:
            schema_drafts.discard(context(), seen())
        except AppError as error:
            flash(told(error.message), "danger")
            return redirect(f"{HOME}history/")
        flash(_("The draft is closed. What is in use has not changed."), "success")
        return redirect(HOME)
