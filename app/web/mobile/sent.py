"""What a phone kept while it had no connection is sent with a key: sent twice, it happens once."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.system import Idempotency

HEADER = "X-Outbox"
FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
START = "outbox "
"""Keys of programs are told apart from these."""


class SentAlready(Exception):
    """Another sending of the same came first."""


def key_of(text: str | None) -> str | None:
    """The key of a sending that a script makes; raises BadRequest for one that is no UUID."""
    if text is None:
        return None
    if not FORM.fullmatch(text):
        raise BadRequest("发送编号不正确 / The key of this sending is no UUID.")
    return START + text


def was_sent(ctx: Context, key: str) -> bool:
    """Whether this person's sending has been carried out before."""
    mine = (Idempotency.actor_id == ctx.actor.id, Idempotency.key == key)
    return ctx.session.scalar(select(Idempotency.id).where(*mine)) is not None


def claim(ctx: Context, key: str) -> None:
    """Take the key inside the open write: it stays if the write does. Raises SentAlready for whoever comes second."""
    session = ctx.session
    values = {
        "actor_id": ctx.actor.id,
        "key": key,
        "digest": "",
        "status": 200,
        "created_at": ctx.now,
    }
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    dialect = postgresql if on_postgresql else sqlite
    statement = dialect.insert(Idempotency).values(values).on_conflict_do_nothing()
    if session.execute(statement.returning(Idempotency.id)).first() is None:
        raise SentAlready
