"""The transaction around a write: the outermost call opens and commits it, calls inside it join."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from . import database

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from .context import Context


@contextmanager
def transaction(ctx: Context, *, keep: bool = True) -> Iterator[Session]:
    """A write session on `ctx.session`. An error inside undoes what was written inside, and goes on up.

    A joined call gets a savepoint of its own, so that a group that catches one row's error keeps the others.
    `keep=False` undoes the outermost transaction at its end: a rehearsal.
    """
    sessions = ctx.sessions
    if sessions.writer is not None:
        with sessions.writer.begin_nested():
            yield sessions.writer
        return
    # The reader lets go of its snapshot and connection: a thread never holds two while it writes.
    if sessions.reader is not None:
        sessions.reader.rollback()
    session = database.current().write_session()
    sessions.writer = session
    try:
        session.begin()
        yield session
        if keep:
            session.commit()
        else:
            session.rollback()
    except BaseException:
        session.rollback()
        raise
    finally:
        sessions.writer = None
        session.close()
        # What the caller holds is read anew, so that he sees his own write.
        if sessions.reader is not None:
            sessions.reader.rollback()
            sessions.reader.expire_all()
