"""The one sealer: chains new rows in the order of their commits. Whoever writes never waits for the chain."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import exists, select, text
from sqlalchemy.exc import SQLAlchemyError

from .. import database
from ..system import AuditLog
from . import anchor
from .chain import BEGINNING, COLUMNS, Chain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

log = logging.getLogger("dougong.audit")

CHUNK = 2000
EVERY_SECONDS = 5.0
LOCK = 7265412
"""PostgreSQL's number of the one sealer; on SQLite the write lock is enough."""


def seal() -> int:
    """Seal every row that is committed now; how many. Another sealer at work leaves nothing to do."""
    sealed = 0
    while anything_new() and (done := _chunk()):
        sealed += done
    return sealed


def anything_new() -> bool:
    """One look at an index of the rows that are not sealed."""
    with database.current().read_session() as session:
        return bool(session.scalar(select(exists().where(AuditLog.seq.is_(None)))))


def _chunk() -> int:
    with database.current().begin() as session:
        if not _mine(session):
            return 0
        head = session.execute(
            select(AuditLog.seq, AuditLog.seal)
            .where(AuditLog.seq.is_not(None))
            .order_by(AuditLog.seq.desc())
            .limit(1)
        ).first()
        chain = Chain(int(head.seq or 0), head.seal or "") if head else Chain(0, BEGINNING)
        rows = session.execute(
            select(*COLUMNS).where(AuditLog.seq.is_(None)).order_by(AuditLog.id).limit(CHUNK)
        ).all()
        seals = [{"id": row.id, "seal": chain.add(row), "seq": chain.seq} for row in rows]
        if seals:
            session.connection().execute(_FILL, seals)
    if seals:
        # After the commit: an anchor never names what a rollback took back.
        anchor.drop(chain.seq, chain.last)
    return len(seals)


def _mine(session: Session) -> bool:
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK}))


_FILL = text("UPDATE sys_audit_log SET seq = :seq, seal = :seal WHERE id = :id AND seq IS NULL")


# In a serving process ----------------------------------------------------------------------------


_listeners: list[Callable[[], None]] = []


def on_sealed(tell: Callable[[], None]) -> Callable[[], None]:
    """Declare what a serving process does after it has sealed something: short, for the next seal waits for it."""
    _listeners.append(tell)
    return tell


class Sealer:
    """A thread that seals every few seconds; an idle one reads one index entry."""

    def __init__(self, every: float = EVERY_SECONDS) -> None:
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dougong-sealer", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                if seal():
                    for tell in _listeners:
                        tell()
            except (SQLAlchemyError, OSError) as problem:
                # A database or disk that is away for a while comes back; the thread must be there then.
                log.error("cannot seal the audit log: %s", problem)

    def close(self) -> None:
        """Let a running seal end."""
        self._stopping.set()
        self._thread.join()


_sealer: list[Sealer] = []


def start() -> None:
    """Seal in the background of this process until `stop`."""
    if not _sealer:
        _sealer.append(Sealer())


def stop() -> None:
    """Does nothing when not started."""
    while _sealer:
        _sealer.pop().close()
