"""Telling people: rows in the transaction of the act, and one job that takes them outside.

Few or many, the number of statements for a thousand messages is the same.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from .. import jobs
from ..system import Notification
from . import channels, templates
from .recipients import Recipient, active, resolve

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from .templates import Template

ROUTE = "notify.route"
ROUTED_AT_ONCE = 500
TOLD_AT_ONCE = 1000
PLAIN = frozenset({str, int, bool, type(None)})


@dataclass(frozen=True, slots=True)
class Told:
    """One of many messages that differ from person to person; `person` is a user's id."""

    person: int
    params: Mapping[str, Any] = field(default_factory=dict)
    dedup_key: str | None = None
    record: Entity | None = None
    about: tuple[str, int] | None = None
    """(key of the entity, id) in place of `record`, where many are told and no record is read."""


def send(
    ctx: Context,
    recipients: Recipient,
    name: str,
    *,
    dedup_key: str | None = None,
    record: Entity | None = None,
    channels: Sequence[str] | None = None,
    **params: Any,
) -> int:
    """Tell each of `recipients` once; returns to how many people.

    Part of the open transaction: nothing is told when it rolls back. `dedup_key`: who was told under
    this key is not told again. `record` is what the message leads to.
    `channels`: where it goes outside, whatever the person's preferences say (an empty list: nowhere).
    """
    said = templates.must_be(name)
    plain = _plain(said, params)
    _must_be_open(ctx, name)
    key = dedup_key or f"{name} {uuid.uuid4()}"
    now = ctx.now
    people = sorted(resolve(ctx.session, recipients))
    for start in range(0, len(people), TOLD_AT_ONCE):
        part = people[start : start + TOLD_AT_ONCE]
        _store(
            ctx, [_row(now, name, person, plain, key, _about(record)) for person in part], channels
        )
    return len(people)


def send_each(ctx: Context, name: str, messages: Iterable[Told]) -> int:
    """Tell many people something of their own, set by set; returns to how many. See `send`."""
    said = templates.must_be(name)
    _must_be_open(ctx, name)
    count, now = 0, ctx.now
    for part in _parts(messages):
        there = active(ctx.session, {one.person for one in part})
        rows = [
            _row(
                now, name, one.person, _plain(said, one.params),
                one.dedup_key or f"{name} {uuid.uuid4()}", one.about or _about(one.record),
            )
            for one in part
            if one.person in there
        ]  # fmt: skip
        _store(ctx, rows)
        count += len(rows)
    return count


def _parts(messages: Iterable[Told]) -> Iterator[list[Told]]:
    part: list[Told] = []
    for one in messages:
        part.append(one)
        if len(part) == TOLD_AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _plain(said: Template, params: Mapping[str, Any]) -> dict[str, Any]:
    plain = dict(params)
    for name, value in params.items():
        if type(value) not in PLAIN:
            plain[name] = json.loads(json.dumps(value, default=str))
    for name in said.needs - plain.keys():
        raise KeyError(name)  # a parameter that is missing is a bug to be seen now
    return plain


def _must_be_open(ctx: Context, name: str) -> None:
    if not ctx.session.in_transaction():
        raise RuntimeError(f"Message {name!r} outside a transaction; use records.writing(ctx).")


def _about(record: Entity | None) -> tuple[str | None, int | None]:
    return (record.key(), record.id) if record is not None else (None, None)


def _row(
    now: dt.datetime,
    name: str,
    person: int,
    params: dict[str, Any],
    dedup_key: str,
    about: tuple[str | None, int | None],
) -> dict[str, Any]:
    entity, record_id = about
    return {
        "recipient_id": person, "channel": "inapp", "template": name, "params": params,
        "entity": entity, "record_id": record_id,
        "dedup_key": dedup_key, "status": "sent", "attempts": 0, "created_at": now,
    }  # fmt: skip


def _store(ctx: Context, rows: Sequence[dict[str, Any]], only: Sequence[str] | None = None) -> None:
    if not rows:
        return
    on_postgresql = ctx.session.get_bind().dialect.name == "postgresql"
    dialect = postgresql if on_postgresql else sqlite
    table = cast(Table, Notification.__table__)
    insert = dialect.insert(table).on_conflict_do_nothing()
    ctx.session.flush()
    routed = bool(channels.settings().channels) and only != []
    if not routed and not on_postgresql:
        # Nobody asks which ones are new.
        ctx.session.connection().execute(insert, rows)
        return
    # Only who was not told before: the others' rows are not returned. Asking for ids also makes it one
    # statement for many rows, where PostgreSQL's driver would send one for each.
    new = sorted(ctx.session.connection().scalars(insert.returning(table.c.id), rows))
    if not routed:
        return
    for start in range(0, len(new), ROUTED_AT_ONCE):
        ids = new[start : start + ROUTED_AT_ONCE]
        if only is None:
            jobs.enqueue(ctx, ROUTE, ids=ids)
        else:
            jobs.enqueue(ctx, ROUTE, ids=ids, only=list(only))
