"""The transaction around a write: the outermost call opens and commits it, calls inside it join."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError

from .. import database, outage
from ..telemetry import scene

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

R = TypeVar("R")
LastWord = Callable[["Context", "Session"], None]
Keep = Callable[["Session"], Callable[[], None]]

ATTEMPTS = 4
_PG_UNIQUE = "23505"


_last_words: list[LastWord] = []
_keepers: list[Keep] = []


def before_commit(function: LastWord) -> LastWord:
    """Declare what is done in every outermost transaction just before it is committed."""
    _last_words.append(function)
    return function


def on_undone(function: Keep) -> Keep:
    """Declare what remembers a session's notes before a savepoint, and returns what puts them back when it is undone."""
    _keepers.append(function)
    return function


def repeated(ctx: Context, act: Callable[[], R]) -> R:
    """Run a write of its own transaction, again when the database undid it to let another one through."""
    for _ in range(ATTEMPTS - 1):
        try:
            return act()
        except OperationalError as refused:
            joined = ctx.sessions.writer is not None
            if joined or getattr(refused.orig, "sqlstate", None) not in outage.PG_AGAIN:
                raise
    return act()


def _must_fit(session: Session) -> None:
    """Raises Outdated when the database was migrated since this process began to serve.

    A migration waits for every write that has begun, and lets the next ones wait: whoever still sees the old
    revision here commits before it begins.
    """
    ours = database.current().revision
    if ours is not None and session.scalar(database.REVISION) != ours:
        raise outage.Outdated


def settled(ctx: Context, act: Callable[[], R]) -> R:
    """Like `repeated`, for a write that looks whether a row is there and makes it: when another request made the same
    one in between, it looks again, and finds it.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return repeated(ctx, act)
        except IntegrityError as refused:
            joined = ctx.sessions.writer is not None
            if joined or getattr(refused.orig, "sqlstate", None) != _PG_UNIQUE:
                raise
    return repeated(ctx, act)


@contextmanager
def transaction(ctx: Context, *, keep: bool = True) -> Iterator[Session]:
    """A write session on `ctx.session`. An error inside undoes what was written inside, and goes on up.

    A joined call gets a savepoint of its own, so that a group that catches one row's error keeps the others.
    `keep=False` undoes the outermost transaction at its end: a rehearsal.
    """
    sessions = ctx.sessions
    if sessions.writer is not None:
        told = len(sessions.held or ())
        undo: list[Callable[[], None]] = []
        try:
            with sessions.writer.begin_nested():
                # After what was pending is flushed: that stays when this is undone.
                undo += [keep(sessions.writer) for keep in _keepers]
                yield sessions.writer
        except BaseException:
            # What was undone is not told either.
            if sessions.held is not None:
                del sessions.held[told:]
            for put_back in undo:
                put_back()
            raise
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
            session.flush()
            for say in _last_words:
                say(ctx, session)
            if sessions.before_commit is not None:
                sessions.before_commit(session)
            _must_fit(session)
            session.commit()
            scene.note_written()
        else:
            session.rollback()
    except BaseException as problem:
        session.rollback()
        if isinstance(problem, Exception) and database.current().is_outdated():
            # What the old code makes of the new tables is nobody's mistake.
            raise outage.Outdated from problem
        raise
    finally:
        sessions.writer = None
        session.close()
        # What the caller holds is read anew, so that he sees his own write.
        if sessions.reader is not None:
            sessions.reader.rollback()
            sessions.reader.expire_all()
