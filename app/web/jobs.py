"""Jobs for the system administrator: what waits, runs, was given up; schedules; try again, cancel."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.forms.language import current_language
from app.runtime import clock, jobs
from app.runtime.errors import BadRequest, NotFound
from app.runtime.jobs.manage import STATES
from app.web.guard import administrator_only, logged_in
from app.web.paging import below
from app.web.reader import context

LABELS = {
    "waiting": lazy_gettext("Waiting"),
    "running": lazy_gettext("Running"),
    "failed": lazy_gettext("Failed"),
    "done": lazy_gettext("Done"),
    "cancelled": lazy_gettext("Cancelled"),
}
COLORS = {"waiting": "blue", "running": "orange", "failed": "red", "done": "green"}


class JobsView(BaseView):
    """`/jobs/`: everything works without a script; the two writes are posts of their own."""

    route_base = "/jobs"
    default_view = "list"

    @expose("/")
    @logged_in
    def list(self) -> Any:
        administrator_only()
        state = request.args.get("state") or None
        name = request.args.get("name") or None
        if state is not None and state not in STATES:
            raise BadRequest(f"没有状态 {state} / There is no state {state}.", field="state")
        page = jobs.listed(context().session, state=state, name=name, below=below())
        return self.render_template(
            "jobs/list.html",
            jobs=page.jobs,
            next_url=_here(state, name, page.after) if page.after else "",
            first_url=_here(state, name, None) if "below" in request.args else "",
            counts=jobs.overview(),
            state=state,
            name=name,
            names=sorted(((one, _label(one)) for one in jobs.names()), key=lambda pair: pair[1]),
            label=_label,
            states=STATES,
            labels=LABELS,
            colors=COLORS,
            eta=_eta,
        )

    @expose("/schedules/")
    @logged_in
    def schedules(self) -> Any:
        administrator_only()
        return self.render_template(
            "jobs/schedules.html",
            schedules=jobs.planned(clock.now()),
            counts=jobs.overview(),
            label=_label,
        )

    @expose("/<int:id>")
    @logged_in
    def show(self, id: int) -> Any:
        administrator_only()
        job = jobs.find(context().session, id)
        if job is None:
            raise NotFound
        return self.render_template(
            "jobs/job.html",
            job=job,
            label=_label,
            labels=LABELS,
            colors=COLORS,
            eta=_eta,
            payload=json.dumps(job.payload, ensure_ascii=False, indent=2),
        )

    @expose("/<int:id>/retry", methods=["POST"])
    @logged_in
    def retry(self, id: int) -> Any:
        administrator_only()
        done = jobs.retry(id, by=context())
        return self._answer(done, id, _("It waits again."))

    @expose("/<int:id>/cancel", methods=["POST"])
    @logged_in
    def cancel(self, id: int) -> Any:
        administrator_only()
        done = jobs.cancel(id, by=context())
        return self._answer(done, id, _("It is cancelled; a running job stops after its chunk."))

    @expose("/retry", methods=["POST"])
    @logged_in
    def retry_all(self) -> Any:
        administrator_only()
        count = jobs.retry_all(request.form.get("name") or None, by=context())
        flash(_("%(count)s jobs wait again.", count=count), "success")
        return redirect(url_for("JobsView.list"))

    def _answer(self, done: bool, id: int, said: str) -> Any:
        if done:
            flash(said, "success")
        else:
            flash(_("The job is no longer in a state that allows this."), "warning")
        return redirect(url_for("JobsView.show", id=id))


def _label(name: str) -> str:
    return jobs.label_of(name).in_language(current_language())


def _here(state: str | None, name: str | None, below: int | None) -> str:
    given = {"state": state, "name": name, "below": below}
    query = urlencode({key: value for key, value in given.items() if value is not None})
    return f"{url_for('JobsView.list')}?{query}"


def _eta(job: Any) -> dt.datetime | None:
    return jobs.eta(job, clock.now())
