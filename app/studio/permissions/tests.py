"""The permission tests of the schema: those in use at the press of a button, those of the draft on its page of changes."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_admin import expose

from app.runtime import audit, records, registry
from app.studio.permissions import drafted
from app.studio.permissions.drafted import Asked
from app.studio.permissions.frame import HOME, PermissionsView
from app.studio.permissions.matrix import KEY
from app.studio.schema import checking
from app.studio.schema.files import published, working
from app.web.reader import context


class TestsView(PermissionsView):
    tab = "tests"

    def __init__(self) -> None:
        super().__init__(name="tests", endpoint="studio_tests", url=f"{HOME}tests")

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Any:
        """The lines of `tests:` in use; sent, each is asked of the rows of the database."""
        files, ctx = published(), context()
        plan = checking.check(files).plan
        places = drafted.places_of(checking.nodes(files)[0])
        lines = list(drafted.of(plan, places)) if plan is not None else []
        asked = None
        if request.method == "POST":
            asked = drafted.in_use(ctx.session, lines)
            _note(asked, "in use")
        return self.page("tests.html", lines=lines, asked=asked, readable=plan is not None)

    @expose("/draft")
    def draft(self) -> Any:
        """A piece of the page of changes: it asks for some seconds at most."""
        work, ctx = working(), context()
        after, before = checking.check(work.files).plan, checking.check(work.published).plan
        asked = None
        if work.draft is not None and after is not None:
            places = drafted.places_of(checking.nodes(work.files)[0])
            asked = drafted.ask(ctx.session, registry.current(), after, before, places)
        return self.page("tests_of_draft.html", asked=asked)


def _note(asked: Asked, which: str) -> None:
    ctx, diff = context(), {"tests": which, "lines": asked.number, "broken": len(asked.broken)}
    with records.writing(ctx):
        audit.log(ctx, "tested", KEY, None, diff)
