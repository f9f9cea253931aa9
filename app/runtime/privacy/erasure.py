"""Erasing people: their personal fields, files, words in the search index, and the keys of what the audit log says.

The rows stay, and everything that points to them. Ledgers are never touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, delete, inspect, select, update

from .. import field_types, jobs, registry, search
from ..audit import subject
from ..audit.several import log_several
from ..comments.tables import Comment
from ..errors import NotFound, message
from ..files.store import path_of
from ..notify.tables import Delivery
from ..system import Approval, Attachment, Notification, TransitionLog
from ..writing.transaction import transaction
from . import persons, rooms

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..field import Field
    from ..registry import EntityEntry

ERASED = "已删除"
"""What stands in a required text afterwards."""


def erase(ctx: Context, entity: type[Entity], id: int, *, reason: str) -> dict[str, int]:
    """Erase one person everywhere; entity → rows. The system alone may: commands and jobs. Raises NotFound."""
    if not ctx.trusted:
        raise RuntimeError("Erasure is a command or a job of the system.")
    entry = registry.current().entity(entity)
    with transaction(ctx):
        if ctx.session.get(entity, id) is None:
            raise NotFound
        return erase_all(ctx, entry, [id], reason=reason, action="erase")


def erase_all(
    ctx: Context, entry: EntityEntry, ids: Sequence[int], *, reason: str, action: str
) -> dict[str, int]:
    """Some people in the open transaction: a few statements and one audit row for each entity concerned."""
    entity = entry.entity
    users = rooms.logins(ctx.session, entity, ids)
    done = {entity.key(): _clear(ctx, entity, ids, persons.personal(entity))}
    _drop_files(ctx, entity.key(), ids)
    for mention in persons.mentions(entity):
        rows = list(ctx.session.scalars(mention.rows(list(ids))))
        if not rows:
            continue
        key = mention.entry.entity.key()
        done[key] = done.get(key, 0) + _clear(ctx, mention.entry.entity, rows, mention.fields)
        cleared = [field.name for field in mention.fields]
        of_it = {"of": entity.key(), "fields": cleared, "note": reason}
        log_several(ctx, action, key, rows, of_it, by_record=True)
    rooms.empty(ctx.session, users)
    fields = [field.name for field in persons.personal(entity)]
    told = {"fields": fields, "also": done, "note": reason}
    log_several(ctx, action, entity.key(), ids, told, by_record=True)
    return done


def _clear(ctx: Context, entity: Any, ids: Sequence[int], fields: Sequence[Field]) -> int:
    table: Any = inspect(entity).local_table
    values = {field_types.column_name(field): _empty(table, field) for field in fields}
    ctx.session.execute(
        update(entity)
        .where(entity.id.in_(ids))
        .values(
            **values, version=entity.version + 1, updated_at=ctx.now, updated_by_id=ctx.actor.id
        )
        .execution_options(synchronize_session=False)
    )
    unique = {name for index in table.indexes if index.unique for name in _names(index)}
    for name, value in values.items():
        if value is not None and {name, f"{name}_blind"} & unique:
            # A unique value must differ from row to row.
            for id in ids:
                ctx.session.execute(
                    update(entity).where(entity.id == id).values({name: f"{ERASED} {id}"})
                )
    ctx.session.expire_all()
    _clear_beside(ctx, entity.key(), ids)
    search.index_all(ctx.session, entity, ids)
    subject.destroy(ctx.session, ctx.now, entity.key(), ids)
    return len(ids)


def _names(index: Any) -> list[str]:
    return [column.name for column in index.columns]


def _clear_beside(ctx: Context, key: str, ids: Sequence[int]) -> None:
    """Messages, comments and notes about the records."""
    session = ctx.session
    about = (Notification.entity == key, Notification.record_id.in_(ids))
    # A message that went out leaves first what says so.
    told = select(Notification.id).where(*about)
    session.execute(delete(Delivery).where(Delivery.notification_id.in_(told)))
    session.execute(delete(Notification).where(*about))
    for log in (TransitionLog, Approval):
        session.execute(
            update(log).where(log.entity == key, log.record_id.in_(ids)).values(note="")
        )
    session.execute(
        update(Comment)
        .where(Comment.entity == key, Comment.record_id.in_(ids), Comment.deleted_at.is_(None))
        .values(text="", deleted_at=ctx.now)
    )


def _drop_files(ctx: Context, key: str, ids: Sequence[int]) -> None:
    """The records' files: gone for readers now, from the disk when this is committed."""
    digests = ctx.session.scalars(
        update(Attachment)
        .where(Attachment.entity == key, Attachment.record_id.in_(ids))
        .values(deleted_at=ctx.now, name=ERASED)
        .returning(Attachment.sha256)
        .execution_options(synchronize_session=False)
    ).all()
    if digests:
        jobs.enqueue(ctx, "privacy.files", digests=sorted(set(digests)))


@jobs.job(
    "privacy.files", label=message(zh="删除已清除资料的文件", en="Remove files of erased persons")
)
def _remove(ctx: Context, digests: list[str]) -> None:
    """Content stays only where another record has the same file."""
    held = set(
        ctx.session.scalars(
            select(Attachment.sha256).where(
                Attachment.sha256.in_(digests), Attachment.deleted_at.is_(None)
            )
        )
    )
    for digest in set(digests) - held:
        path_of(digest).unlink(missing_ok=True)


def _empty(table: Any, field: Field) -> Any:
    """Null, or for what must not be null a value that says nothing."""
    column = table.c[field_types.column_name(field)]
    if column.nullable:
        return None
    return _NEUTRAL.get(field.type, ERASED[: _length(column)])


def _length(column: Any) -> int | None:
    return column.type.length if isinstance(column.type, String) else None


_NEUTRAL: Mapping[str, Any] = {
    **dict.fromkeys(("int", "decimal", "money", "percent", "duration", "rating"), 0),
    "bool": False,
    "date": dt.date(1900, 1, 1),
    "datetime": dt.datetime(1900, 1, 1, tzinfo=dt.UTC),
    "time": dt.time(),
    "json": {},
    "enums": [],
}
