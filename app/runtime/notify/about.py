"""Which messages went out about a record: when, of which kind, to whom. What they said is their readers' own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..accounts.users import User
from ..query.titles import person
from ..system import Notification
from .templates import kind_of, label_of

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..errors import Message

MOST = 200
"""Rows read for one page of a timeline; of more the oldest are left out."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message and everybody whom it went to at that moment."""

    at: dt.datetime
    kind: Message
    people: tuple[str, ...]


def messages_about(
    ctx: Context,
    entity: type[Entity],
    id: int,
    *,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> list[Sent]:
    """Newest first, from `since` on, before `until`; one statement. The caller has asked who may see the record."""
    statement = (
        select(
            Notification.created_at,
            Notification.template,
            User.first_name,
            User.last_name,
            User.username,
        )
        .join(User, User.id == Notification.recipient_id)
        .where(Notification.entity == entity.key(), Notification.record_id == id)
        .order_by(Notification.created_at.desc(), Notification.id.desc())
        .limit(MOST)
    )
    if since is not None:
        statement = statement.where(Notification.created_at >= since)
    if until is not None:
        statement = statement.where(Notification.created_at < until)
    groups: dict[tuple[dt.datetime, str], list[str]] = {}
    for row in ctx.session.execute(statement):
        name = person(row.first_name, row.last_name, row.username)
        groups.setdefault((row.created_at, row.template), []).append(name)
    return [
        Sent(at, label_of(kind_of(template)), tuple(dict.fromkeys(people)))
        for (at, template), people in groups.items()
    ]
