"""Whether all is well: what the doctor sees in passing and what the page looks at itself, with words what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from flask import current_app, make_response, request
from flask_admin import expose
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from app.forms.language import told
from app.runtime import clock, jobs
from app.runtime.errors import NotFound, bilingual
from app.studio.console import looks
from app.studio.console.frame import ConsoleView
from app.studio.console.looks import Look, State
from app.web.reader import context

DOCTOR = "dougong doctor"
CONSOLE_JOBS = frozenset({"audit.verify", "files.check", "backup.make", "backup.rehearse"})


class HealthView(ConsoleView):
    place = "health"

    @expose("/")
    def index(self) -> Any:
        begun = time.monotonic()
        found = [(_("Operation"), list(_own())), *_of_doctor()]
        every = [one for _group, some in found for one in some]
        return self.page(
            "health.html",
            groups=found,
            bad=sum(one.state == "bad" for one in every),
            remarks=sum(one.state == "remark" for one in every),
            good=sum(one.state == "good" for one in every),
            took=round((time.monotonic() - begun) * 1000),
        )

    @expose("/progress/<int:id>")
    def progress(self, id: int) -> Any:
        """How far a job of the console is, as a piece of page: 304 while nothing has changed, `X-Reload` once it is over."""
        job = jobs.find(context().session, id)
        if job is None or job.name not in CONSOLE_JOBS:
            raise NotFound
        page, status = self.page("_progress.html", job=job, eta=jobs.eta(job, clock.now()))
        answer = make_response(page, status)
        if job.state not in ("waiting", "running"):
            answer.headers["X-Reload"] = "1"
        answer.add_etag()
        return answer.make_conditional(request)


def _own() -> Iterator[Look]:
    try:
        yield from looks.all_of(context().session)
    except SQLAlchemyError:
        yield Look(
            _("Database"), "bad", _("The database does not answer a question."),
            _("Read the log of the process."),
        )  # fmt: skip


def _of_doctor() -> Iterator[tuple[str, list[Look]]]:
    """By group; what the doctor writes as a command is the words what to do."""
    names = {"machine": _("Machine"), "settings": _("Settings"), "running": _("Data")}
    found = current_app.extensions[DOCTOR]()
    for group, some in groupby(found, key=lambda one: one[0]):
        yield names[group], [Look("", _state(ok), told(bilingual(text))) for _g, ok, text in some]


def _state(ok: bool | None) -> State:
    return "remark" if ok is None else "good" if ok else "bad"
