"""What every page of the console shares: who may, its place among the others, work that is under way, sizes in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, request
from flask_admin import BaseView
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.runtime import clock, jobs, records
from app.runtime.context import Context
from app.runtime.jobs.outbox import REQUEST
from app.runtime.system import Job
from app.studio.access import AdministratorOnly
from app.web.reader import context

PLACES = (
    ("audit", "/studio/audit/", lazy_gettext("Audit log")),
    ("sessions", "/studio/sessions/", lazy_gettext("Sessions")),
    ("files", "/studio/files/", lazy_gettext("Files")),
    ("backups", "/studio/backups/", lazy_gettext("Backups")),
    ("health", "/studio/health/", lazy_gettext("Health")),
)
DAY = 86_400
UNITS = ("B", "kB", "MB", "GB", "TB")


class ConsoleView(AdministratorOnly, BaseView):
    """A view under /studio. `place` is its tab."""

    place = ""

    def __init__(self) -> None:
        super().__init__(
            name=self.place, endpoint=f"studio_{self.place}", url=f"/studio/{self.place}"
        )

    def page(self, template: str, *, status: int = 200, **given: Any) -> Any:
        # A page that a dialog shows has no frame: fragment.html says so in the template.
        shared = {
            "places": PLACES, "place": self.place, "size": size_text, "ago": ago,
            "is_fragment": bool(request.headers.get("X-Fragment")),
        }  # fmt: skip
        return self.render(f"studio/console/{template}", **(shared | given)), status


def ask_for(name: str, **payload: Any) -> Job:
    """Have a job done, or find that it is under way already; told on the page that follows."""
    ctx = context()
    found = jobs.under_way(ctx.session, name)
    if found is not None:
        flash(_("This is under way already."), "warning")
        return found
    # Two who press at one moment ask under one key: the database takes the first, the second is told.
    latest = jobs.listed(ctx.session, name=name, limit=1).jobs
    key = f"asked-after-{latest[0].id if latest else 0}"
    with records.writing(ctx):
        id = jobs.enqueue(ctx, name, key=key, **payload)
    made = ctx.session.get(Job, id)
    if made is None:
        raise LookupError(name)
    if made.payload.get(REQUEST) != ctx.request_id:
        flash(_("This is under way already."), "warning")
    return made


def last_failure(ctx: Context, name: str) -> Job | None:
    """The latest job of this name when it was given up; None when it went well or was never asked for."""
    page = jobs.listed(ctx.session, name=name, limit=1)
    return page.jobs[0] if page.jobs and page.jobs[0].state == "failed" else None


def under_way(ctx: Context, *names: str) -> list[Job]:
    """Jobs of these names that wait or run."""
    found = (jobs.under_way(ctx.session, name) for name in names)
    return [one for one in found if one is not None]


def size_text(size: int) -> str:
    """1234567 → `1.2 MB`, by thousands as disks are sold."""
    value, unit = float(size), 0
    while value >= 999.5 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {UNITS[unit]}" if unit == 0 or value >= 99.5 else f"{value:.1f} {UNITS[unit]}"  # fmt: skip


def ago(moment: Any) -> str:
    """How long that is past, in the largest unit that says something."""
    seconds = max(int((clock.now() - moment).total_seconds()), 0)
    steps: tuple[tuple[int, Callable[[int], str]], ...] = (
        (DAY, lambda n: _("%(number)s days ago", number=n)),
        (3_600, lambda n: _("%(number)s h ago", number=n)),
        (60, lambda n: _("%(number)s min ago", number=n)),
    )
    for length, told in steps:
        # Two days and more are told in days: "1 days ago" says less than "30 h ago".
        if seconds >= length * (2 if length == DAY else 1):
            return str(told(seconds // length))
    return str(_("just now"))
