"""What a person may have of himself without asking anybody: his account, what he said and was told, how he has his pages, the
records that are he.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import field_types, notify, registry
from ..accounts.tables import LoginSession
from ..accounts.users import User
from ..errors import NotFound
from ..system import Notification
from . import handout, persons, rooms

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

REASON = "本人申请 / asked for by himself"
MOST_MESSAGES = 1000


def collect(ctx: Context) -> dict[str, Any]:
    """Account, sessions, messages, comments, views and settings, and a handout of each record that the login belongs to; logged."""
    user = ctx.session.get(User, ctx.actor.id)
    if user is None:
        raise NotFound
    sessions = ctx.session.scalars(
        select(LoginSession).where(LoginSession.user_id == user.id).order_by(LoginSession.id.desc())
    )
    return {
        "at": field_types.to_json(ctx.now),
        "account": {
            "username": user.username,
            "name": f"{user.last_name or ''}{user.first_name or ''}",
            "email": user.email,
            "roles": sorted(ctx.actor.roles),
            "last_login": field_types.to_json(user.last_login),
        },
        "sessions": [
            {
                "since": field_types.to_json(one.created_at),
                "seen": field_types.to_json(one.seen_at),
                "address": one.address,
                "device": one.device,
            }
            for one in sessions
        ],
        "messages": [
            {"at": field_types.to_json(row.created_at), "text": notify.text(row, ctx.language)}
            for row in notify.inbox(ctx, limit=MOST_MESSAGES)
        ],
        **rooms.collect(ctx),
        "records": [
            handout.collect(ctx, entity, id, reason=REASON, own=True) for entity, id in mine(ctx)
        ],
    }


def mine(ctx: Context) -> list[tuple[type[Entity], int]]:
    """The records that the login belongs to: the customer, the employee."""
    found: list[tuple[type[Entity], int]] = []
    for value in registry.current().users:
        if value.through is not None:
            continue
        entity = registry.current().entity(value.to).entity
        id = ctx.actor.value((value.name,))
        if id is not None and persons.is_person(entity) and (entity, id) not in found:
            found.append((entity, int(id)))
    return found


def size(ctx: Context) -> int:
    """About how many rows that is."""
    messages = select(func.count()).where(Notification.recipient_id == ctx.actor.id)
    return (
        int(ctx.session.scalar(messages) or 0)
        + rooms.size(ctx)
        + sum(handout.size(ctx, entity, id) for entity, id in mine(ctx))
    )
