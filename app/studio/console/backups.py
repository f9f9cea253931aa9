"""Backups: what there is and whether it was tried; one made now, a restore rehearsed, what an archive holds.

An archive is not handed out here: it holds every record of the company, which no role of the back office may read.
Who runs the machine copies it from the folder; the digest tells that the copy is whole.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import current_app, redirect, request
from flask_admin import expose

from app.forms.language import told
from app.runtime import backup, checks, clock, jobs
from app.runtime.backup import asked
from app.runtime.errors import bilingual
from app.studio.console.frame import ConsoleView, ask_for, last_failure, under_way
from app.web.reader import context

BASE = "/studio/backups/"


class BackupsView(ConsoleView):
    place = "backups"

    @expose("/")
    def index(self) -> Any:
        ctx = context()
        archives = asked.archives(ctx.session)
        tried = checks.latest(ctx.session, "backup", limit=10)
        return self.page(
            "backups.html",
            archives=archives,
            last=archives[0] if archives else None,
            good=next((one for one in archives if one.restored_ok), None),
            tried=tried,
            warnings=_warnings(archives),
            daily=not current_app.config["DOUGONG"].demo,
            next_at=next((one.next_at for one in jobs.planned(clock.now()) if one.name == "backup.daily"), None),
            working=under_way(ctx, asked.MAKE, asked.REHEARSE),
            failed=last_failure(ctx, asked.MAKE),
            unrehearsed=last_failure(ctx, asked.REHEARSE),
            told=lambda text: told(bilingual(text)),
        )  # fmt: skip

    @expose("/make", methods=("POST",))
    def make(self) -> Any:
        """A backup now, as a durable job."""
        ask_for(asked.MAKE)
        return redirect(BASE)

    @expose("/rehearse", methods=("POST",))
    def rehearse(self) -> Any:
        """One archive restored into a copy and compared, as a durable job."""
        file = asked.located(request.form.get("file", ""))
        ask_for(asked.REHEARSE, file=file.name)
        return redirect(BASE)

    @expose("/archive")
    def archive(self) -> Any:
        """What an archive says that it holds."""
        ctx, name = context(), request.args.get("file", "")
        file, problem, holds = asked.located(name), "", None
        try:
            holds = asked.contents(name)
        except backup.BackupDamaged as damaged:
            problem = told(bilingual(str(damaged)))
        known = next((one for one in asked.archives(ctx.session) if one.file == file.name), None)
        tried = [one for one in checks.latest(ctx.session, "backup", limit=50) if one.subject == file.name]  # fmt: skip
        return self.page(
            "archive.html", archive=known, name=file.name, holds=holds, problem=problem,
            tried=tried, told=lambda text: told(bilingual(text)),
        )  # fmt: skip


def _warnings(archives: list[asked.Archive]) -> list[str]:
    """What somebody should see to: "none", "old", "untried", "broken"."""
    if not archives:
        return ["none"]
    now, found = clock.now(), []
    if now - archives[0].at > asked.DAILY:
        found.append("old")
    good: list[dt.datetime] = [one.at for one in archives if one.restored_ok]
    if not good:
        found.append("never")
    elif now - max(good) > asked.TRIED:
        found.append("untried")
    if next((one.restored_ok for one in archives if one.restored_ok is not None), True) is False:
        found.append("broken")
    return found
