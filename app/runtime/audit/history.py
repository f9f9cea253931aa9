"""The timeline of one record, from the audit log, under the reader's mask: one page for screens, portal and REST."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, case, exists, func, literal, or_, select, union_all

from .. import registry
from ..accounts.users import User
from ..comments.tables import Comment
from ..errors import NotFound
from ..privacy.mask import mask
from ..system import AuditLog
from . import subject
from .tables import FormerName

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from ..context import Context
    from ..entity import Entity
    from ..field import Field


WRITTEN = "comment:add"
CORRECTIONS = ("comment:edit", "comment:delete")
DERIVED = "derive"
"""Totals of a record followed what was done to its lines."""
SYSTEM = "system"
COMMENTS = (WRITTEN, *CORRECTIONS)
"""Acts on comments: they change nothing of the record, and not everybody knows of them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act. `changes` is field → (old, new) of what the reader may see; `actor` is a name for people.

    `transition` is set when the act was a step of the workflow; a vote or a rejection of one is an act of its own.
    """

    id: int
    at: dt.datetime
    action: str
    actor_id: int | None
    actor: str
    by_system: bool
    transition: str | None
    from_state: str | None
    to_state: str | None
    note: str
    changes: Mapping[str, tuple[Any, Any]]
    comment: Comment | None = None
    """The comment that was written then, as it is now."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events, newest first; `next` is the `before` of the page that follows, or None."""

    events: list[Event]
    next: int | None


def timeline(
    ctx: Context,
    entity: type[Entity],
    id: int,
    *,
    limit: int = 50,
    before: int | None = None,
    comments: bool = False,
) -> Timeline:
    """What happened to a record. Raises NotFound when the reader may not see it.

    `comments`: also when somebody wrote one, for a reader who may know of them.
    """
    entry = registry.current().entity(entity)
    rows = entry.policy.rows(ctx.judge, "read")
    found = select(entity).where(entity.id == id, entity.deleted_at.is_(None))
    record = ctx.session.scalar(found if rows is None else found.where(rows))
    if record is None:
        raise NotFound
    visible = entry.policy.fields_on(ctx.judge, record, ctx.session, use="read", action="read")
    shown = {name: field for name, field in entity.fields().items() if name in visible}
    statement = (
        select(AuditLog, User.first_name, User.last_name, *([Comment] if comments else []))
        .outerjoin(User, User.id == AuditLog.actor_id)
        .where(about(entity.key()), AuditLog.record_id == id)
        .order_by(AuditLog.id.desc())
        .limit(limit + 1)
    )
    statement = statement.where(AuditLog.action.not_in(CORRECTIONS if comments else COMMENTS))
    if comments:
        # PostgreSQL would read a number out of any row, whatever stands there: the case keeps to comments.
        which = case((AuditLog.action == WRITTEN, AuditLog.diff["comment:id"].as_integer()))
        statement = statement.outerjoin(Comment, which == Comment.id)
    if before is not None:
        statement = statement.where(AuditLog.id < before)
    logged = list(ctx.session.execute(statement))
    steps = frozenset(entry.workflow.transitions) if entry.workflow is not None else frozenset()
    diffs = subject.open_all(
        ctx.session, entity.key(), id, (row[0].diff or {} for row in logged[:limit])
    )
    events = [
        _event(log, diff, first, last, shown, steps, *comment)
        for (log, first, last, *comment), diff in zip(logged[:limit], diffs, strict=True)
    ]
    return Timeline(events, events[-1].id if len(logged) > limit else None)


def about(key: str) -> ColumnElement[bool]:
    """Rows of the entity, also under names that it had; not those of another one that had its name before."""
    old, last, now = FormerName.old, FormerName.last_id, FormerName.entity
    names = union_all(select(literal(key, String(40))), select(old).where(now == key))
    given_away = select(func.max(last)).where(old == key, now != key).scalar_subquery()
    return and_(
        AuditLog.entity.in_(names),
        or_(
            and_(AuditLog.entity == key, AuditLog.id > func.coalesce(given_away, 0)),
            exists().where(old == AuditLog.entity, now == key, AuditLog.id <= last),
        ),
    )


def _event(
    log: AuditLog,
    diff: Mapping[str, Any],
    first: str | None,
    last: str | None,
    shown: Mapping[str, Field],
    steps: frozenset[str],
    comment: Comment | None = None,
) -> Event:
    # A field's change is a pair; a text under "note" is what the actor wrote, not a field.
    note = diff.get("note")
    changes = {
        name: (as_seen(shown[name], pair[0]), as_seen(shown[name], pair[1]))
        for name, pair in diff.items()
        if name in shown and isinstance(pair, list) and len(pair) == 2
    }
    state = changes.get("state", (None, None))
    # A total that the reader may not see was moved by somebody's line: whose line it was is not his to know.
    unseen = log.action == DERIVED and not changes
    return Event(
        id=log.id,
        at=log.at,
        action=log.action,
        actor_id=None if unseen else log.actor_id,
        actor=SYSTEM if unseen else f"{first or ''} {last or ''}".strip() or log.actor,
        by_system=unseen or log.by_system,
        transition=log.action if log.action in steps else None,
        from_state=state[0],
        to_state=state[1],
        note=note if isinstance(note, str) else "",
        changes=changes,
        comment=comment,
    )


def as_seen(field: Field, value: Any) -> Any:
    """Personal data that the system alone sets is masked: it may have taken away what stood there before."""
    return mask(field, value) if field.pii == "personal" and field.readonly is True else value
