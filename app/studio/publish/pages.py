"""The pages of publication: what is proposed, what was published, and each attempt as it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, request
from flask_admin import expose

from app.forms.language import current_language, told
from app.runtime.errors import AppError
from app.runtime.schema_drafts import proposals, releases
from app.studio.publish import processes, proposing, rehearsal, showing
from app.studio.publish.way_back import way_back
from app.studio.schema.files import working
from app.studio.schema.frame import HOME, SchemaView, seen
from app.studio.schema.plan import patch_file
from app.web.accounts.confirming import must_know_password
from app.web.reader import context

HERE = f"{HOME}publish/"


class PublishView(SchemaView):
    tab = folder = "publish"

    def __init__(self) -> None:
        super().__init__(name="publish", endpoint="studio_publish", url=HERE.rstrip("/"))

    @expose("/")
    def index(self) -> Any:
        """The open proposal, and what was published from here."""
        return self.page("index.html", proposals=showing.listed(context()), here=HERE)

    @expose("/<int:id>")
    def show(self, id: int) -> Any:
        found = showing.shown(context(), id)
        return self.page("show.html", **found, here=HERE)

    @expose("/<int:id>/progress")
    def progress(self, id: int) -> Any:
        """The part of the page that changes; asks the page to come anew at the end."""
        found = showing.progress(context(), id)
        text = self.render("studio/publish/progress.html", **found, language=current_language())
        answer = Response(text)
        if not found["busy"]:
            answer.headers["X-Reload"] = "1"
        return answer

    @expose("/<int:id>/patch")
    def patch(self, id: int) -> Any:
        """What was submitted, and approved, for `git apply`."""
        return patch_file(*proposals.files_of(context(), id))

    @expose("/submit", methods=("POST",))
    def submit(self) -> Any:
        work = working()
        try:
            wanted = proposing.proposed(context().session, work.published, work.files)
            id = proposals.propose(context(), seen(), wanted, request.form.get("reason", ""))
        except AppError as error:
            flash(told(error.message), "danger")
            return redirect(f"{HOME}plan/")
        return redirect(f"{HERE}{id}")

    @expose("/<int:id>/approve", methods=("POST",))
    def approve(self, id: int) -> Any:
        def act() -> None:
            _must_be_oneself()
            proposals.approve(context(), id, request.form.get("reason", ""))

        return self._act(id, act)

    @expose("/<int:id>/refuse", methods=("POST",))
    def refuse(self, id: int) -> Any:
        return self._act(
            id, lambda: proposals.refuse(context(), id, request.form.get("reason", ""))
        )

    @expose("/<int:id>/withdraw", methods=("POST",))
    def withdraw(self, id: int) -> Any:
        return self._act(id, lambda: proposals.withdraw(context(), id))

    @expose("/<int:id>/rehearse", methods=("POST",))
    def rehearse(self, id: int) -> Any:
        return self._act(id, lambda: rehearsal.ask(context(), id))

    @expose("/<int:id>/publish", methods=("POST",))
    def publish(self, id: int) -> Any:
        """Asked again whether it may be done here: the page may be old."""

        def act() -> None:
            _must_be_oneself()
            showing.must_be_possible(context())
            release = releases.begin(context(), id, working().published)
            try:
                processes.publish(release)
            except OSError:
                releases.undone(context(), release)
                raise

        return self._act(id, act)

    @expose("/<int:id>/revert", methods=("POST",))
    def revert(self, id: int) -> Any:
        """The way back is a proposal like any other."""
        try:
            found = proposals.find(context(), id)
            files = way_back(found.before, found.files)
            wanted = proposing.proposed(context().session, working().published, files)
            made = proposals.propose_way_back(context(), id, wanted, request.form.get("reason", ""))
        except AppError as error:
            flash(told(error.message), "danger")
            return redirect(f"{HERE}{id}")
        return redirect(f"{HERE}{made}")

    @expose("/<int:id>/mend", methods=("POST",))
    def mend(self, id: int) -> Any:
        flash(processes.mend(), "info")
        return redirect(f"{HERE}{id}")

    def _act(self, id: int, act: Callable[[], None]) -> Any:
        try:
            act()
        except AppError as error:
            flash(told(error.message), "danger")
        return redirect(f"{HERE}{id}")


def _must_be_oneself() -> None:
    """What changes the application for everybody is not pressed by whoever finds a screen open."""
    must_know_password(request.form.get("current", ""), "studio")
