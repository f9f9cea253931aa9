"""What the database knows of the state of things, as Prometheus reads it: a few statements on indexes, kept some seconds."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from sqlalchemy import case, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from .. import clock, database
from ..jobs.declare import names
from ..publication.tables import Publication
from ..system import AuditLog, BackupRun, Job
from ..version import VERSION

KEPT_SECONDS = 5.0
"""Several who ask at once, or often, cost the database nothing."""
MOST = 100_000
"""So many rows of a backlog are counted; more look the same."""
OTHER = "other"
"""A job that the code does not declare any more."""


class State:
    """Asks at most every KEPT_SECONDS. `revision`: of the code."""

    def __init__(self, revision: str | None) -> None:
        self._revision = revision or ""
        self._lock = threading.Lock()
        self._kept: list[Metric] = []
        self._until = 0.0
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def text(self) -> bytes:
        """In the form that Prometheus reads."""
        return generate_latest(self._registry)

    def describe(self) -> Iterable[Metric]:
        """Nothing: else a registry would ask the database when it is made."""
        return ()

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._kept = list(self._asked())
                self._until = time.monotonic() + KEPT_SECONDS
            yield from self._kept

    def _asked(self) -> Iterator[Metric]:
        build = {"version": VERSION, "revision": self._revision}
        try:
            with database.current().read_session() as session:
                found = [*_jobs(session), *_audit(session), *_backup(session)]
                build |= _published(session)
        except SQLAlchemyError:
            yield GaugeMetricFamily("dougong_database_up", "Whether the database answers.", value=0)
        else:
            yield GaugeMetricFamily("dougong_database_up", "Whether the database answers.", value=1)
            yield from found
        yield InfoMetricFamily("dougong_build", "The code, and what the database holds.", build)


def _jobs(session: Session) -> Iterator[Metric]:
    now = clock.now()
    # Two looks: each on the index of its rows.
    active = (
        select(Job.name, Job.state, Job.run_at)
        .where(Job.state.in_(["waiting", "running"]), Job.run_at <= now)
        .limit(MOST)
        .subquery()
    )
    rows = session.execute(
        select(active.c.name, active.c.state, func.count(), func.min(active.c.run_at)).group_by(
            active.c.name, active.c.state
        )
    ).all()
    dead = session.execute(
        select(Job.name, func.count()).where(Job.state == "failed").group_by(Job.name)
    ).all()
    known = {
        "due": GaugeMetricFamily("dougong_jobs_due", "Jobs whose time has come.", labels=["name"]),
        "running": GaugeMetricFamily("dougong_jobs_running", "Jobs at work.", labels=["name"]),
        "dead": GaugeMetricFamily("dougong_jobs_dead", "Jobs given up.", labels=["name"]),
    }
    age = GaugeMetricFamily(
        "dougong_jobs_due_age_seconds", "How long the oldest has been due.", labels=["name"]
    )
    counts: dict[tuple[str, str], int] = {}
    oldest: dict[str, float] = {}
    for name, state, count, since in rows:
        shown = _name(name)
        kind = "due" if state == "waiting" else "running"
        counts[kind, shown] = counts.get((kind, shown), 0) + count
        if kind == "due":
            oldest[shown] = max(oldest.get(shown, 0.0), (now - since).total_seconds())
    for name, count in dead:
        shown = _name(name)
        counts["dead", shown] = counts.get(("dead", shown), 0) + count
    for (kind, shown), count in sorted(counts.items()):
        known[kind].add_metric([shown], count)
    for shown, seconds in sorted(oldest.items()):
        age.add_metric([shown], seconds)
    yield from known.values()
    yield age


def _name(name: str) -> str:
    return name if name in names() else OTHER


def _audit(session: Session) -> Iterator[Metric]:
    unsealed = select(AuditLog.id).where(AuditLog.seq.is_(None)).limit(MOST).subquery()
    count, first = session.execute(select(func.count(), func.min(unsealed.c.id))).one()
    since = session.scalar(select(AuditLog.at).where(AuditLog.id == first)) if count else None
    yield GaugeMetricFamily(
        "dougong_audit_unsealed_rows", "Rows of the audit log that are not sealed yet.", value=count
    )
    yield GaugeMetricFamily(
        "dougong_audit_unsealed_age_seconds", "Age of the oldest of them.",
        value=_age(since) if since else 0,
    )  # fmt: skip


def _backup(session: Session) -> Iterator[Metric]:
    latest, tried = session.execute(
        select(
            func.max(BackupRun.at),
            func.max(case((BackupRun.restored_ok.is_(True), BackupRun.at))),
        )
    ).one()
    if latest is not None:
        yield GaugeMetricFamily(
            "dougong_backup_age_seconds", "Age of the newest archive.", value=_age(latest)
        )
    if tried is not None:
        yield GaugeMetricFamily(
            "dougong_backup_rehearsed_age_seconds",
            "Age of the newest archive whose restore was compared.", value=_age(tried),
        )  # fmt: skip


def _published(session: Session) -> dict[str, str]:
    digest = session.scalar(select(Publication.digest).order_by(Publication.id.desc()).limit(1))
    return {
        "database_revision": str(session.scalar(database.REVISION) or ""),
        "schema": str(digest or "")[:12],
    }


def _age(moment: dt.datetime) -> float:
    return max((clock.now() - moment).total_seconds(), 0.0)
