"""The whole log for an administrator: who did what when, by index, over millions of rows; values under the reader's policy.

What was done is told to whoever reads the log. What stood in a field is told only as far as the policy lets this reader
see that field of that very record: the log is no way around it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, and_, func, select, tuple_

from .. import query, registry
from ..accounts.users import User
from ..errors import Forbidden, NotFound
from ..privacy.mask import Masked
from ..system import AuditLog
from . import subject
from .history import about, as_seen
from .tables import FormerName

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
    from sqlalchemy.sql import Select

    from ..context import Context

PAGE = 50
WINDOW = dt.timedelta(days=30)
"""What no index leads to (an action, a channel alone) is looked for in the last days before `until` only."""
MOST_EXPORTED = 50_000
AT_ONCE = 1_000
OWN = ("sys_", "ab_")
"""How the names of the framework's own tables begin; they have no policy."""
OWN_NAMES = frozenset({"manual", "permissions"})
"""Under these it writes of what has no table of that name."""
OVERSEEN = frozenset({"reveal", "privacy:export", "erase", "retain"})
"""Whose reason is about the act: whoever reads the log oversees it."""
Mark = tuple[dt.datetime, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters. `since` and `until` in UTC, the second one excluded; `record_id` goes with an entity."""

    actor_id: int | None = None
    entity: str = ""
    record_id: int | None = None
    action: str = ""
    channel: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None

    @property
    def is_wide(self) -> bool:
        """Whether it asks for something that no index leads to, over the whole log."""
        led = self.actor_id is not None or self.entity or self.since is not None
        return bool((self.action or self.channel) and not led)

    def within(self, now: dt.datetime) -> Asked:
        """The same, narrowed to WINDOW where it is wide."""
        return replace(self, since=(self.until or now) - WINDOW) if self.is_wide else self


@dataclass(frozen=True, slots=True)
class Act:
    """One row. `fields`: the names of what changed; `name` of the person as people know him."""

    id: int
    at: dt.datetime
    actor_id: int | None
    actor: str
    name: str
    by_system: bool
    channel: str
    ip: str | None
    request_id: str | None
    action: str
    entity: str
    record_id: int | None
    fields: tuple[str, ...]
    note: str
    seq: int | None
    count: int | None = None
    """Of an act on many records at once: how many."""


@dataclass(frozen=True, slots=True)
class Page:
    """The latest first; `after` is where the next page goes on, or None."""

    acts: list[Act]
    after: Mark | None


def listed(session: Session, asked: Asked, *, after: Mark | None = None, limit: int = PAGE) -> Page:
    """One statement, led by an index in its own order: nothing is sorted, nothing is counted."""
    rows = session.execute(statement(asked, after=after, limit=limit + 1)).all()
    acts = [_act(*row) for row in rows[:limit]]
    return Page(acts, (acts[-1].at, acts[-1].id) if len(rows) > limit else None)


def statement(asked: Asked, *, after: Mark | None, limit: int) -> Select[Any]:
    """The rows that fit, the latest first, on from a mark."""
    found = (
        select(AuditLog, User.first_name, User.last_name)
        .outerjoin(User, User.id == AuditLog.actor_id)
        .order_by(AuditLog.at.desc(), AuditLog.id.desc())
        .limit(limit)
    )
    if asked.record_id is not None and asked.entity:
        found = found.where(about(asked.entity), AuditLog.record_id == asked.record_id)
    elif asked.entity:
        found = found.where(AuditLog.entity == asked.entity)
    if asked.actor_id is not None:
        found = found.where(AuditLog.actor_id == asked.actor_id)
    if asked.action:
        found = found.where(AuditLog.action == asked.action)
    if asked.channel:
        found = found.where(AuditLog.channel == asked.channel)
    if asked.since is not None:
        found = found.where(AuditLog.at >= asked.since)
    if asked.until is not None:
        found = found.where(AuditLog.at < asked.until)
    if after is not None:
        # The first half leads an index that ends at the moment; the pair tells apart what happened in one.
        found = found.where(and_(AuditLog.at <= after[0], tuple_(AuditLog.at, AuditLog.id) < after))
    return found


def end_of_piece(
    session: Session, asked: Asked, *, after: Mark | None = None, most: int = MOST_EXPORTED
) -> Mark | None:
    """Where a file of `most` rows ends, on from a mark; None: everything fits into one. It walks an index, and reads two rows."""
    rows = session.execute(statement(asked, after=after, limit=2).offset(most - 1)).all()
    return (rows[0][0].at, rows[0][0].id) if len(rows) > 1 else None


def every(
    session: Session, asked: Asked, *, after: Mark | None = None, most: int = MOST_EXPORTED
) -> Iterator[Act]:
    """What fits, page by page, at most so many, on from a mark: for a file."""
    while most > 0:
        page = listed(session, asked, after=after, limit=min(AT_ONCE, most))
        yield from page.acts
        most -= len(page.acts)
        after = page.after
        if after is None:
            return


@dataclass(frozen=True, slots=True)
class Shown:
    """One act with what its reader may see of the values: field → (before, after).

    `hidden`: changed fields whose values he may not see. `title` of the record, "" when he may not see it.
    `facts`: what the framework wrote about something of its own (an account, a job).
    """

    act: Act
    entity: str
    """What it is about, by its name of today; "" when that is no entity (any more)."""
    title: str
    changes: Mapping[str, tuple[Any, Any]]
    hidden: tuple[str, ...]
    facts: Mapping[str, Any]
    note: str = ""
    """What was said with it: of a record only to whoever may read that record, and why somebody looked at a person's data."""


def shown(ctx: Context, id: int) -> Shown:
    """One row of the log. Raises NotFound."""
    row = ctx.session.execute(
        select(AuditLog, User.first_name, User.last_name)
        .outerjoin(User, User.id == AuditLog.actor_id)
        .where(AuditLog.id == id)
    ).first()
    if row is None:
        raise NotFound
    log, act = row[0], _act(*row)
    known = registry.current()
    diff: dict[str, Any] = dict(log.diff or {})
    called = _called_now(ctx.session, log)
    if called.startswith(OWN) or (called in OWN_NAMES and not known.has(called)):
        facts = {name: value for name, value in diff.items() if name != "note"}
        return Shown(act, "", "", {}, (), facts, act.note)
    if not known.has(called):
        # Nobody's policy speaks for what the schema has no longer.
        return Shown(act, "", "", {}, act.fields, {})
    entity = known.entity(called).entity
    fields = entity.fields()
    pairs = {
        name: pair
        for name, pair in diff.items()
        if name in fields and isinstance(pair, list) and len(pair) == 2
    }
    beside = {
        name: value
        for name, value in diff.items()
        if name not in fields and name != "note" and log.record_id is None
    }
    record = _as_read(ctx, entity, log.record_id, pairs) if log.record_id is not None else {}
    opened = (
        subject.open_all(ctx.session, entity.key(), log.record_id, [pairs])[0]
        if record and log.record_id is not None
        else pairs
    )
    changes = {
        name: (as_seen(fields[name], opened[name][0]), as_seen(fields[name], opened[name][1]))
        for name in pairs
        if name in record and not isinstance(record[name], Masked)
    }
    hidden = tuple(name for name in pairs if name not in changes)
    is_his = bool(record) or (log.record_id is None and known.entity(entity).policy.may(ctx.actor, "read").allowed)  # fmt: skip
    note = act.note if is_his or log.action in OVERSEEN else ""
    return Shown(act, entity.key(), str(record.get("title") or ""), changes, hidden, beside, note)


def _called_now(session: Session, log: AuditLog) -> str:
    """The entity that this row is about, by its name of today: it may have had another, and another one may have it now."""
    found = session.scalar(
        select(FormerName.entity)
        .where(FormerName.old == log.entity, FormerName.last_id >= log.id)
        .order_by(FormerName.last_id)
        .limit(1)
    )
    return found if found is not None else log.entity


def _as_read(ctx: Context, entity: Any, id: int, names: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record as this reader sees it now; empty when it is gone or not his."""
    columns = [name for name in names if query.may_read(ctx, entity, name)]
    try:
        return query.get(ctx, entity, id, columns=["title", *columns])
    except (NotFound, Forbidden):
        return {}


def people(session: Session, ids: set[int]) -> dict[int, str]:
    """id → user name, for filters that are in force."""
    rows = session.execute(select(User.id, User.username).where(User.id.in_(ids or {-1})))
    return {int(id): str(name) for id, name in rows}


def person(session: Session, username: str) -> int | None:
    """The account of this user name, whoever typed it how; None: there is none."""
    found = session.scalar(
        select(User.id).where(func.lower(User.username) == username.strip().lower()).limit(1)
    )
    return int(found) if found is not None else None


def vocabulary(session: Session) -> tuple[list[str], list[str]]:
    """(entities, actions) of the last rows: what a filter may offer without reading the log."""
    last = (
        select(AuditLog.entity, AuditLog.action)
        .order_by(AuditLog.id.desc())
        .limit(2_000)
        .subquery()
    )
    rows = session.execute(
        select(last.c.entity.cast(String), last.c.action.cast(String)).distinct()
    ).all()
    return sorted({row[0] for row in rows}), sorted({row[1] for row in rows})


def _act(log: AuditLog, first: str | None, last: str | None) -> Act:
    diff = log.diff or {}
    note = diff.get("note")
    name = f"{last or ''}{first or ''}" if _is_chinese(f"{last}{first}") else f"{first or ''} {last or ''}"  # fmt: skip
    return Act(
        id=log.id,
        at=log.at,
        actor_id=log.actor_id,
        actor=log.actor,
        name=name.strip() or log.actor,
        by_system=log.by_system,
        channel=log.channel,
        ip=log.ip,
        request_id=log.request_id,
        action=log.action,
        entity=log.entity,
        record_id=log.record_id,
        fields=_changed(diff, many=log.record_id is None),
        note=note if isinstance(note, str) else "",
        seq=log.seq,
        count=diff["count"]
        if log.record_id is None and isinstance(diff.get("count"), int)
        else None,
    )


def _changed(diff: Mapping[str, Any], *, many: bool) -> tuple[str, ...]:
    """The names of what changed; an act on many records lists them, by columns."""
    listed = diff.get("fields")
    if many and isinstance(listed, list):
        return tuple(str(name).removesuffix("_id") for name in listed)
    return tuple(key for key, value in diff.items() if isinstance(value, list))


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
