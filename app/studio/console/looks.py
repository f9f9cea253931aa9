"""What the health page looks at itself: database, jobs, audit log, backups, clock, certificate. Each a few statements on an index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select, text

from app.runtime import checks, clock, database, jobs
from app.runtime.backup.asked import DAILY, TRIED
from app.runtime.system import AuditLog, BackupRun, Job, Schedule
from app.studio.console import certificate
from app.studio.console.frame import ago, size_text
from app.web.reading import moment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

State = Literal["good", "remark", "bad"]
LATE = dt.timedelta(minutes=5)
ALIVE = dt.timedelta(minutes=20)
"""A schedule of every few minutes that was not kept for so long: nobody runs the jobs."""
SKEW = dt.timedelta(seconds=30)
VERIFIED = dt.timedelta(days=10)
ENDS_SOON = dt.timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Look:
    """One line: what was looked at, how it is, what to do when it is not well, and the page where one does it."""

    name: str
    state: State
    told: str
    advice: str = ""
    url: str = ""


def all_of(session: Session) -> Iterator[Look]:
    """Every look of this module; one that fails says so and stops none of the others."""
    steps: tuple[Callable[[Session], Iterator[Look]], ...] = (
        _database, _work, _log, _backups, _clock, _certificate,
    )  # fmt: skip
    for step in steps:
        yield from step(session)


def _database(session: Session) -> Iterator[Look]:
    """How large it is."""
    url = database.current().url
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        beside = file.with_name(f"{file.name}-wal")
        size = sum(one.stat().st_size for one in (file, beside) if one.is_file())
        yield Look(_("Database"), "good", _("SQLite, %(size)s", size=size_text(size)))
    else:
        size = int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        yield Look(_("Database"), "good", _("PostgreSQL, %(size)s", size=size_text(size)))


def _work(session: Session) -> Iterator[Look]:
    """How long the oldest job that is due has waited, whether somebody does them, what was given up."""
    now = clock.now()
    oldest = session.scalar(select(func.min(Job.run_at)).where(Job.state == "waiting", Job.run_at <= now))  # fmt: skip
    standing = jobs.standing(LATE)
    if oldest is not None and now - oldest > LATE:
        yield Look(
            _("Queue"),
            "remark" if standing.at_work else "bad",
            _("%(number)s jobs wait, the oldest since %(when)s", number=standing.overdue, when=moment(oldest)),
            _("Start a worker, or one more: dougong worker."),
            "/jobs/?state=waiting",
        )  # fmt: skip
    else:
        yield Look(_("Queue"), "good", _("No job waits for long."), "", "/jobs/")
    last = session.scalar(select(func.max(Schedule.last_at)))
    alive = last is not None and now - last <= ALIVE
    said = _("Last schedule kept %(ago)s", ago=ago(last)) if last else _("No schedule was kept yet.")  # fmt: skip
    advice = "" if alive or standing.at_work else _("Nobody runs the jobs: start dougong run or dougong worker.")  # fmt: skip
    yield Look(_("Worker"), "bad" if advice else "good", said, advice, "/jobs/schedules/")
    if standing.failed:
        yield Look(
            _("Jobs given up"), "remark", str(standing.failed),
            _("Read what went wrong, mend it, then try again."), "/jobs/?state=failed",
        )  # fmt: skip


def _log(session: Session) -> Iterator[Look]:
    """Whether the log is sealed, and what the last verification found."""
    now = clock.now()
    first = session.scalar(select(func.min(AuditLog.id)).where(AuditLog.seq.is_(None)))
    since = session.scalar(select(AuditLog.at).where(AuditLog.id == first)) if first else None
    if since is not None and now - since > LATE:
        yield Look(
            _("Audit log"), "bad", _("Not sealed since %(when)s", when=moment(since)),
            _("A serving process seals it: start one, or run dougong audit seal."), "/studio/audit/",
        )  # fmt: skip
    runs = checks.latest(session, "audit")
    if not runs:
        yield Look(
            _("Verification"), "remark", _("The audit log was never verified."),
            _("Verify it now."), "/studio/audit/",
        )  # fmt: skip
        return
    ok, old = runs[0].ok, now - runs[0].ended_at > VERIFIED
    yield Look(
        _("Verification"),
        "bad" if not ok else "remark" if old else "good",
        _("The audit log was whole on %(when)s", when=moment(runs[0].ended_at))
        if ok
        else _("The audit log is broken, found on %(when)s", when=moment(runs[0].ended_at)),
        "" if ok and not old else _("Look at the audit log.") if not ok else _("Verify it now."),
        "/studio/audit/",
    )


def _backups(session: Session) -> Iterator[Look]:
    now = clock.now()
    last = session.execute(
        select(BackupRun.at, BackupRun.restored_ok).order_by(BackupRun.id.desc()).limit(1)
    ).first()
    tried = session.scalar(select(func.max(BackupRun.at)).where(BackupRun.restored_ok.is_(True)))
    if last is None:
        yield Look(
            _("Backup"), "bad", _("There is no backup."), _("Make one now."), "/studio/backups/"
        )
        return
    old = now - last.at > DAILY
    yield Look(
        _("Backup"), "bad" if old else "good", _("Made %(ago)s", ago=ago(last.at)),
        _("Make one now, and see why the daily one is missing.") if old else "", "/studio/backups/",
    )  # fmt: skip
    if last.restored_ok is False:
        yield Look(
            _("Rehearsal"), "bad", _("The last backup could not be restored."),
            _("Make another one and rehearse it."), "/studio/backups/",
        )  # fmt: skip
    else:
        fresh = tried is not None and now - tried <= TRIED
        yield Look(
            _("Rehearsal"),
            "good" if fresh else "remark",
            _("The backup of %(when)s was restored", when=moment(tried)) if tried else _("No restore was ever rehearsed."),
            "" if fresh else _("Rehearse the last backup."), "/studio/backups/",
        )  # fmt: skip


def _clock(session: Session) -> Iterator[Look]:
    """The machine's clock beside the database's, and beside the last moment that the log knows."""
    now = clock.now()
    if database.current().url.get_backend_name() != "sqlite":
        theirs: dt.datetime | None = session.scalar(select(func.clock_timestamp()))
        if theirs is not None and abs(theirs - now) > SKEW:
            seconds = int((theirs - now).total_seconds())
            yield Look(
                _("Clock"), "bad", _("The database's clock is %(seconds)s seconds off", seconds=seconds),
                _("Set both clocks by NTP."),
            )  # fmt: skip
            return
    last = session.scalar(select(func.max(AuditLog.at)))
    if last is not None and last - now > SKEW:
        yield Look(
            _("Clock"), "bad", _("The log knows a moment that is yet to come: %(when)s", when=moment(last)),
            _("Set the clock of this machine by NTP."),
        )  # fmt: skip
        return
    yield Look(_("Clock"), "good", moment(now))


def _certificate(_session: Session) -> Iterator[Look]:
    url = current_app.config["DOUGONG"].public_url
    found = certificate.known(url) if url else None
    if found is None:
        return
    if found.until is None:
        asked = not found.problem
        yield Look(
            _("Certificate"), "remark", _("It is being asked for: load the page again.") if asked else found.problem,
            "" if asked else _("See whether the address in PUBLIC_URL answers by HTTPS."),
        )  # fmt: skip
        return
    left = found.until - clock.now()
    state: State = "bad" if left < dt.timedelta(0) else "remark" if left < ENDS_SOON else "good"
    yield Look(
        _("Certificate"), state, _("good until %(when)s", when=moment(found.until)),
        "" if state == "good" else _("Have it renewed."),
    )  # fmt: skip
