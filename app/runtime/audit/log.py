"""Rows of the audit log: inserted in the transaction of the act, which fails when they cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, insert

from .. import field_types
from ..system import AuditLog
from . import subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from ..field import Field

Rows = list[dict[str, Any]]

MASK = "•••"
"""What stands for a sensitive value; two different values look the same."""

SAID = "audit said"
"""Under this name a session's notes of what was logged of watched records."""
_watched: set[str] = set()
_TABLE = cast(Table, AuditLog.__table__)
"""Rows are no objects: the table alone takes a third of the time of the entity."""


def watch(entity: str) -> None:
    """Remember within each transaction what is logged of these records: `said` tells it."""
    _watched.add(entity)


def said(session: Session, entity: str, id: int) -> frozenset[str]:
    """The names in the diffs that this transaction has logged of a watched record."""
    return frozenset(session.info.get(SAID, {}).get((entity, id), ()))


def log(
    ctx: Context,
    action: str,
    entity: str,
    id: int | None,
    diff: Mapping[str, Any] | None = None,
) -> None:
    """Insert one row for the open transaction. `diff` is plain JSON, already masked; personal values are wrapped."""
    if entity in _watched and id is not None:
        known = ctx.session.info.setdefault(SAID, {})
        known[entity, id] = known.get((entity, id), frozenset()) | {*(diff or {})}
    release(
        ctx,
        [
            {
                "at": ctx.now,
                "actor_id": ctx.actor.id,
                "actor": ctx.actor.signature,
                "by_system": ctx.trusted,
                "channel": ctx.channel,
                "ip": ctx.ip,
                "request_id": ctx.request_id,
                "action": action,
                "entity": entity,
                "record_id": id,
                "diff": dict(diff or {}),
            }
        ],
    )


@contextmanager
def held_back(ctx: Context) -> Iterator[Rows]:
    """Rows logged inside wait: what a hook does stands after the act that ran it. `release` them then."""
    sessions = ctx.sessions
    before, sessions.held = sessions.held, []
    try:
        yield sessions.held
    finally:
        sessions.held = before


def release(ctx: Context, rows: Rows) -> None:
    """Insert rows, their personal values encrypted, or hand them to the act further out that holds back."""
    if ctx.sessions.held is not None:
        ctx.sessions.held += rows
    elif rows:
        subject.seal(ctx.session, rows)
        ctx.session.execute(insert(_TABLE), rows)


def diff(
    fields: Mapping[str, Field], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """field → [old, new] of what differs; sensitive values are masked, personal ones wrapped for `log` to encrypt."""
    return {
        name: [_shown(fields[name], before.get(name)), _shown(fields[name], after.get(name))]
        for name in fields
        if name in after and before.get(name) != after.get(name)
    }


def _shown(field: Field, value: Any) -> Any:
    if value is None or value == []:
        return None
    if field.is_sensitive:
        return MASK
    shown = field_types.to_json(value)
    return subject.Personal(shown) if field.pii == "personal" else shown
