"""Everything about one person, on request, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import audit, field_types, registry
from ..audit.history import timeline
from ..comments import read
from ..errors import Forbidden, NotFound
from ..system import Attachment
from ..writing.transaction import transaction
from ..writing.write import value_of
from . import persons

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

ACTIONS = ("export", "reveal")
"""What a role needs on a record to hand it out."""
MOST_ROWS = 10_000
MOST_EVENTS = 1000


def collect(
    ctx: Context, entity: type[Entity], id: int, *, reason: str, own: bool = False
) -> dict[str, Any]:
    """Record, rows that name it, files, comments and history, unmasked. Wants `export` and `reveal` on the record; logged.

    `own`: the record is the person who asks. He needs no grant for it, and gets its personal fields whatever his
    roles may read. Rows of others that the reader may not see are left out. Raises NotFound, Forbidden.
    """
    with transaction(ctx):
        record = ctx.session.get(entity, id) if own else check(ctx, entity, id)
        if record is None:
            raise NotFound
        told = {
            "entity": entity.meta.name,
            "id": id,
            "at": field_types.to_json(ctx.now),
            "record": _values(ctx, record, own=own),
            "related": _related(ctx, entity, id),
            "files": _files(ctx, entity, id),
            "comments": _comments(ctx, entity, id),
            "history": _history(ctx, record),
        }
        audit.log(ctx, "privacy:export", entity.key(), id, {"note": reason})
    return told


def check(ctx: Context, entity: type[Entity], id: int) -> Any:
    """The record, when the reader may hand it out. Raises NotFound, Forbidden."""
    entry = registry.current().entity(entity)
    granted = entry.policy.rows(ctx.judge, "read")
    found = select(entity).where(entity.id == id)
    record = ctx.session.scalar(found if granted is None else found.where(granted))
    if record is None:
        raise NotFound
    for action in ACTIONS:
        decision = entry.policy.may(ctx.judge, action, record, ctx.session)
        if decision.reason is not None:
            raise Forbidden(decision.reason)
    return record


def is_possible(ctx: Context, entity: type[Entity]) -> bool:
    """Whether the entity is about people and the reader may hand out some of its records."""
    policy = registry.current().entity(entity).policy
    return persons.is_person(entity) and all(
        policy.rows_possible(ctx.judge, action) for action in ACTIONS
    )


def size(ctx: Context, entity: type[Entity], id: int) -> int:
    """How many rows name the record, whoever may see them."""
    return sum(
        ctx.session.scalar(
            select(func.count()).where(
                getattr(entry.entity, f"{ref.name}_id") == id, entry.entity.deleted_at.is_(None)
            )
        )
        or 0
        for entry, ref in registry.current().pointing_at(entity)
    )


def _values(ctx: Context, record: Any, *, own: bool = False) -> dict[str, Any]:
    """Label → value of what the reader may see; secrets never."""
    entity = type(record)
    policy = registry.current().entity(entity).policy
    mine = policy.fields_on(ctx.judge, record, ctx.session, use="read", action="read")
    if own:
        mine = mine | {field.name for field in persons.personal(entity)}
    return {
        name: field_types.to_json(value_of(record, field))
        for name, field in entity.fields().items()
        if name in mine and field.type != "secret"
    }


def _related(ctx: Context, entity: type[Entity], id: int) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry, ref in registry.current().pointing_at(entity):
        other: Any = entry.entity
        rows = entry.policy.rows(ctx.judge, "read")
        statement = select(other).where(
            getattr(other, f"{ref.name}_id") == id, other.deleted_at.is_(None)
        )
        if rows is not None:
            statement = statement.where(rows)
        records = ctx.session.scalars(statement.order_by(other.id).limit(MOST_ROWS)).all()
        if records:
            told = [{"id": one.id, **_values(ctx, one)} for one in records]
            found[f"{entry.entity.meta.name}.{ref.name}"] = told
    return found


def _files(ctx: Context, entity: type[Entity], id: int) -> list[dict[str, Any]]:
    rows = ctx.session.scalars(
        select(Attachment).where(
            Attachment.entity == entity.key(),
            Attachment.record_id == id,
            Attachment.deleted_at.is_(None),
        )
    )
    return [{"id": row.id, "name": row.name, "type": row.mime, "size": row.size} for row in rows]


def _comments(ctx: Context, entity: type[Entity], id: int) -> list[dict[str, Any]]:
    """What was said about the record and about rows that name it, as far as the reader may read it on their pages."""
    found = read.of_rows(ctx, entity, entity.id == id)
    for entry, ref in registry.current().pointing_at(entity):
        there: Any = entry.entity
        found += read.of_rows(ctx, there, getattr(there, f"{ref.name}_id") == id)
    once = {one.comment.id: one for one in found}
    return [
        {
            "at": field_types.to_json(one.comment.created_at),
            "entity": one.comment.entity,
            "record": one.comment.record_id,
            "by": one.author,
            "text": one.comment.text,
        }
        for _, one in sorted(once.items())
    ]


def _history(ctx: Context, record: Any) -> list[dict[str, Any]]:
    try:
        events = timeline(ctx, type(record), record.id, limit=MOST_EVENTS).events
    except NotFound:
        # Deleted, or one's own record that one's roles do not open.
        return []
    return [
        {
            "at": field_types.to_json(event.at),
            "action": event.action,
            "by": event.actor,
            "changes": {name: list(pair) for name, pair in event.changes.items()},
        }
        for event in events
    ]
