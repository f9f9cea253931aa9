"""The request or the job that this thread is at: what its log lines carry, and what it has done so far."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(slots=True)
class Scene:
    """`user_id` and not a name: log lines hold no personal data."""

    request_id: str | None = None
    user_id: int | None = None
    route: str | None = None
    """The template of the address, `/api/v1/<resource>/<record>`: never what stands in it."""
    job: str | None = None
    job_id: int | None = None
    attempt: int | None = None
    statements: int = 0
    """SQL statements so far."""
    is_written: bool = False
    """Whether a transaction that writes was committed."""
    is_refused: bool = False
    """Whether a transaction was undone as a whole, for a reason that does not hold for the next try."""


_current: ContextVar[Scene | None] = ContextVar("scene", default=None)


def current() -> Scene | None:
    """None: neither a request nor a job."""
    return _current.get()


def enter(scene: Scene | None) -> Scene | None:
    """From here this thread is at `scene`; what it was at before."""
    before = _current.get()
    _current.set(scene)
    return before


@contextmanager
def at(scene: Scene) -> Iterator[Scene]:
    """This thread is at `scene` inside."""
    before = enter(scene)
    try:
        yield scene
    finally:
        enter(before)


def request_id(given: str = "") -> str:
    """What the caller sent as X-Request-Id when it is a plain one (8 to 64 of A-Z a-z 0-9 . _ -), else a new one."""
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def note_written() -> None:
    """A transaction that writes was committed: what asked for it must not be done a second time."""
    scene = _current.get()
    if scene is not None:
        scene.is_written = True


def note_refused() -> None:
    """A transaction was undone as a whole, and another process, or the same one a moment later, may do it."""
    scene = _current.get()
    if scene is not None:
        scene.is_refused = True


@event.listens_for(Engine, "before_cursor_execute")
def _count(*_: Any) -> None:
    scene = _current.get()
    if scene is not None:
        scene.statements += 1
