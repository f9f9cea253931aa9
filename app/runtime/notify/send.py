"""Telling people: rows in the transaction of the act, and one job that takes them outside."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

from .. import jobs
from ..system import Notification
from . import channels, templates
from .recipients import Recipient, resolve

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

ROUTE = "notify.route"
ROUTED_AT_ONCE = 500


def send(
    ctx: Context,
    recipients: Recipient,
    name: str,
    *,
    dedup_key: str | None = None,
    record: Entity | None = None,
    **params: Any,
) -> int:
    """Tell each of `recipients` once; returns to how many people.

    Part of the open transaction: nothing is told when it rolls back. `dedup_key`: who was told under
    this key is not told again. `record` is what the message leads to.
    """
    said = templates.must_be(name)
    plain = json.loads(json.dumps(params, default=str))
    for message in (said.text, said.title):
        for text in message.texts.values() if message else ():
            text.format_map(plain)  # a parameter that is missing is a bug to be seen now
    if not ctx.session.in_transaction():
        raise RuntimeError(f"Message {name!r} outside a transaction; use records.writing(ctx).")
    people = resolve(ctx.session, recipients)
    rows = [
        {
            "recipient_id": person, "channel": "inapp", "template": name, "params": plain,
            "entity": record.key() if record is not None else None,
            "record_id": record.id if record is not None else None,
            "dedup_key": dedup_key or f"{name} {uuid.uuid4()}", "status": "sent", "attempts": 0,
            "created_at": ctx.now,
        }
        for person in sorted(people)
    ]  # fmt: skip
    if not rows:
        return 0
    dialect = postgresql if ctx.session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(Notification).on_conflict_do_nothing()
    if not channels.settings().channels:
        ctx.session.execute(insert, rows)
        return len(rows)
    # Only who was not told before: the others' rows are not returned.
    new = sorted(ctx.session.scalars(insert.returning(Notification.id), rows))
    for start in range(0, len(new), ROUTED_AT_ONCE):
        jobs.enqueue(ctx, ROUTE, ids=new[start : start + ROUTED_AT_ONCE])
    return len(rows)
