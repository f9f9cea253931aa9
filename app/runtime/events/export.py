"""Who may take an event log away, what of it names people, and the log itself, a few thousand cases at a time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, func, select

from .. import audit, records, registry
from ..accounts.users import User
from ..context import Context
from ..errors import Forbidden, NotFound, message
from ..query import conditions
from ..query.reading import Reading
from ..query.titles import person
from ..system import TransitionLog
from .case import closes
from .xes import Event, Trace, written

if TYPE_CHECKING:
    from .case import Process, Window

_LOG = cast(Table, TransitionLog.__table__)
CHUNK = 2000
"""Cases that are read at once."""
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Asked:
    """`people`: with the names of those who took the steps, for whoever may reveal what such records keep covered."""

    process: Process
    window: Window
    people: bool = False


def refusal(ctx: Context, process: Process, *, people: bool = False) -> Any:
    """Why the reader may not take it, None when he may: the right to export such records; for names, to reveal too."""
    policy = registry.current().entity(process.entity).policy
    decision = policy.may(ctx.actor, "export")
    if not decision.allowed:
        return decision.reason or NotFound().message
    if people and not policy.may(ctx.actor, "reveal").allowed:
        return message(
            zh="您没有查看经办人姓名的权限，请导出化名的日志",
            en="You may not see who took the steps: export the log with pseudonyms.",
        )
    return None


def stream(ctx: Context, asked: Asked) -> Iterator[bytes]:
    """The file in pieces: first the right and the audit row, then, as it is sent, chunk by chunk.

    Its cases are those that ended in the window and that the reader may see and export. Raises Forbidden.
    """
    refused = refusal(ctx, asked.process, people=asked.people)
    if refused is not None:
        raise Forbidden(refused)
    window, key = asked.window, asked.process.entity.key()
    count = ctx.session.scalar(select(func.count()).select_from(_ended(ctx, asked).subquery()))
    with records.writing(ctx):
        audit.log(
            ctx,
            "export",
            key,
            None,
            {
                "format": "xes",
                "rows": count,
                "from": window.start.isoformat(),
                "to": window.end.isoformat(),
                "people": asked.people,
            },
        )
    # The request's own session is closed by the time that the pieces are sent.
    return (piece.encode() for piece in written(_name(ctx, asked), _traces(ctx, asked)))


def _name(ctx: Context, asked: Asked) -> str:
    return str(asked.process.entity.meta.label.in_language(ctx.language))


def _ended(ctx: Context, asked: Asked) -> Any:
    """Cases by their id, each with the last event that belongs to it."""
    reading = Reading(ctx.judge, asked.process.entity)
    conditions.apply(reading, asked.window.where)
    reading.where(reading.policy.rows(ctx.judge, "export"))
    entity: Any = asked.process.entity
    return (
        select(_LOG.c.record_id, func.max(_LOG.c.id).label("last"))
        .where(
            _LOG.c.entity == entity.key(),
            *closes(asked.process),
            _LOG.c.at >= asked.window.start,
            _LOG.c.at < asked.window.end,
            _LOG.c.record_id.in_(reading.statement(entity.id)),
        )
        .group_by(_LOG.c.record_id)
    )


def _traces(ctx: Context, asked: Asked) -> Iterator[Trace]:
    names = _Names(asked.people)
    key = asked.process.entity.key()
    with Context(ctx.actor, channel=ctx.channel, request_id=ctx.request_id, ip=ctx.ip) as own:
        after = 0
        while True:
            ended = (
                _ended(own, asked)
                .where(_LOG.c.record_id > after)
                .order_by(_LOG.c.record_id)
                .limit(CHUNK)
                .cte("ended")
            )
            rows = own.session.execute(
                select(
                    _LOG.c.record_id, _LOG.c.transition, _LOG.c.at, _LOG.c.actor_id,
                    _LOG.c.by_system, _LOG.c.from_state, _LOG.c.to_state,
                )
                .join(ended, ended.c.record_id == _LOG.c.record_id)
                .where(_LOG.c.entity == key, _LOG.c.id <= ended.c.last)
                .order_by(_LOG.c.record_id, _LOG.c.id)
            ).all()  # fmt: skip
            names.learn(own, rows)
            # A slow reader keeps no connection and no snapshot between two pieces.
            own.session.rollback()
            if not rows:
                return
            for id, steps in groupby(rows, key=lambda row: row.record_id):
                yield Trace(f"{key}/{id}", [_event(row, names) for row in steps])
            after = rows[-1].record_id


def _event(row: Any, names: _Names) -> Event:
    who = SYSTEM if row.by_system or row.actor_id is None else names.of(row.actor_id)
    return Event(row.transition, row.at, who, row.from_state, row.to_state)


class _Names:
    """What people are called in one file: by name, or by a pseudonym that no other file shares."""

    def __init__(self, people: bool) -> None:
        self.people = people
        self._key = secrets.token_bytes(16)
        self._known: dict[int, str] = {}

    def learn(self, ctx: Context, rows: Sequence[Any]) -> None:
        new = {row.actor_id for row in rows if row.actor_id is not None} - set(self._known)
        if not new or not self.people:
            return
        found = ctx.session.execute(
            select(User.id, User.first_name, User.last_name, User.username).where(User.id.in_(new))
        )
        self._known |= {id: person(first, last, name) for id, first, last, name in found}

    def of(self, id: int) -> str:
        if self.people:
            return self._known.get(id, f"#{id}")
        return f"r-{hmac.new(self._key, str(id).encode(), hashlib.sha256).hexdigest()[:10]}"
