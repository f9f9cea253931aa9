"""What the administrator of a running system looks after, in two statements: for his first page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from . import clock
from .clients.tables import ApiClient
from .manual import versions
from .system import BackupRun, Job
from .webhooks.tables import DEAD, WebhookDelivery

OVERDUE = dt.timedelta(minutes=5)
"""So long a job that is due may wait before somebody should look."""
SOON = dt.timedelta(days=30)
DAILY = dt.timedelta(hours=26)
"""A backup is made every day; two hours for one that takes its time."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    overdue: int
    """Jobs that are due and that nobody does."""
    failed: int
    """Jobs that were given up."""
    undelivered: int
    """Messages to webhooks that were given up."""
    expiring: int
    """Clients of the API whose access ends within SOON."""
    unpublished: int
    """Manuals that are behind what runs."""
    backup_at: dt.datetime | None
    """The last archive; None: there is none yet."""
    backup_restored: bool | None
    """Whether a rehearsal restored it; None: it was not tried."""

    @property
    def backup_is_fresh(self) -> bool:
        return self.backup_at is not None and clock.now() - self.backup_at <= DAILY


def look(session: Session) -> Upkeep:
    """How things stand now."""
    now = clock.now()
    last = select(func.max(BackupRun.id)).scalar_subquery()
    found = session.execute(
        select(
            _many(Job, Job.state == "waiting", Job.run_at < now - OVERDUE),
            _many(Job, Job.state == "failed"),
            _many(WebhookDelivery, WebhookDelivery.state == DEAD),
            _many(ApiClient, ApiClient.revoked_at.is_(None), ApiClient.expires_at.between(now, now + SOON)),
            _of_last(BackupRun.at, last),
            _of_last(BackupRun.restored_ok, last),
        )
    ).one()  # fmt: skip
    overdue, failed, undelivered, expiring, backup_at, restored = found
    stale = len(versions.stale(session))
    return Upkeep(overdue, failed, undelivered, expiring, stale, backup_at, restored)


def _many(table: type, *which: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(table).where(*which).scalar_subquery()


def _of_last(column: Any, last: Any) -> Any:
    return select(column).where(BackupRun.id == last).scalar_subquery()
