"""Whether a proxy should send requests here: not before the database is migrated, not after it was again, not while stopping.

A database that is away is no reason: it is away for all, and the application says so better than a proxy.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.runtime import database

DRAINING, NOT_MIGRATED, UPGRADED = "draining", "not migrated", "upgraded"


def drain_file() -> Path | None:
    """DOUGONG_DRAIN: while this file is there, the process finishes what it has and wants nothing new."""
    given = os.environ.get("DOUGONG_DRAIN")
    return Path(given) if given else None


class Readiness:
    """`head`: the revision of the code."""

    def __init__(self, head: Callable[[], str | None]) -> None:
        self.head = cache(head)
        self._drain = drain_file()

    def reason(self) -> str | None:
        """Why nothing should be sent here; None: it should. One short statement."""
        if self._drain is not None and self._drain.exists():
            return DRAINING
        try:
            fits = self.fits()
        except SQLAlchemyError:
            return None
        if fits:
            return None
        return UPGRADED if database.current().revision == self.head() else NOT_MIGRATED

    def fits(self) -> bool:
        """Whether the database is at the code's revision. Raises SQLAlchemyError when it does not answer."""
        with database.current().read_session() as session:
            return bool(session.scalar(database.REVISION) == self.head())
