"""Tables that are no longer as the migrations left them: an altered column, a dropped index, a missing trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from .record import latest
from .structure import differing, stamp, structure

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_known: WeakKeyDictionary[Engine, tuple[tuple[object, ...], list[str] | None]] = WeakKeyDictionary()
"""Engine → the stamp of its structure and the answer: looked at again only when the stamp has changed."""


def drift(session: Session) -> list[str] | None:
    """Names of tables that differ; empty: none. None: no publication was written down to compare with."""
    connection = session.connection()
    now = stamp(connection)
    found = _known.get(connection.engine)
    if found is None or found[0] != now:
        found = _known[connection.engine] = (now, _compared(session))
    return found[1]


def _compared(session: Session) -> list[str] | None:
    newest = latest(session)
    if newest is None:
        return None
    return differing(newest.structure, structure(session.connection()))
