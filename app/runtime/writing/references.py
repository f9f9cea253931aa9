"""Refs, lists of refs and attached files: what they point to must exist and be the writer's to see."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, literal, or_, select, union_all, update

from .. import field_types, registry, together
from ..accounts.users import User
from ..errors import FieldError, ValidationFailed, message
from ..system import Attachment

if TYPE_CHECKING:
    from ..context import Context
    from ..field import Field
    from .write import Write

NOT_THERE = message(
    zh="所选记录不存在，或您无权使用", en="There is no such record, or it is not yours to use."
)
ITSELF = message(zh="不能指向自己", en="A record cannot point to itself.")
NO_FILE = message(zh="没有这个文件，请重新上传", en="There is no such file; upload it again.")


def check(write: Write) -> None:
    """One SELECT for all refs of this write, another for its files."""
    wanted: dict[str, set[int]] = {}
    for name, value in write.given.items():
        field = write.fields[name]
        if field.type in ("ref", "refs") and value and value != write.before.get(name):
            ids = set(value) if field.type == "refs" else {value}
            if (
                not write.creating
                and field.to == write.entry.entity.meta.name
                and write.record.id in ids
            ):
                write.wrong(name, "itself", ITSELF)
                continue
            wanted[name] = ids - _known_already(write, field)
    seen = together.of(write.session)
    if seen is not None:
        wanted = {
            name: {id for id in ids if _sight(write, name, id) not in seen.seen}
            for name, ids in wanted.items()
        }
    wanted = {name: ids for name, ids in wanted.items() if ids}
    if wanted:
        _hold(write, wanted)
        questions = [visible(write.ctx, write.fields[name], ids) for name, ids in wanted.items()]
        found: dict[str, set[int]] = {}
        for name, id in write.session.execute(union_all(*questions)):
            found.setdefault(name, set()).add(id)
        for name, ids in wanted.items():
            if ids - found.get(name, set()):
                write.wrong(name, "reference", NOT_THERE)
            elif seen is not None and write.fields[name].to != write.entity.meta.name:
                seen.seen |= {_sight(write, name, id) for id in ids}
    check_files(write)


def _sight(write: Write, name: str, id: int) -> Hashable:
    """That this actor has found the target there, and holds it."""
    return write.ctx.judge, write.ctx.trusted, write.fields[name].to, id


def _hold(write: Write, wanted: Mapping[str, set[int]]) -> None:
    """Keep the targets from being deleted until this commit; waits for one that is being deleted now.

    SQLite has one writer at a time. Elsewhere a delete locks its row for update, which this lock refuses.
    """
    if write.session.get_bind().dialect.name == "sqlite":
        return
    for name, ids in sorted(wanted.items()):
        field = write.fields[name]
        if field.to != "User":
            target = registry.current().entity(str(field.to)).entity
            write.session.execute(
                select(target.id)
                .where(target.id.in_(ids))
                .order_by(target.id)
                .with_for_update(read=True, key_share=True)
            )


def _known_already(write: Write, field: Field) -> set[int]:
    """Targets of a list that were there before need not be visible to who adds another."""
    return set(write.before.get(field.name) or ()) if field.type == "refs" else set()


def visible(ctx: Context, field: Field, ids: set[int]) -> Select[Any]:
    """(field name, id) of the wanted targets that exist and that the writer may read."""
    if field.to == "User":
        users: Select[Any] = select(literal(field.name), User.id)
        chosen: Select[Any] = users.where(User.id.in_(ids))
        # Rules may link an account before it is opened, and after it is closed; people choose open ones.
        return chosen if ctx.trusted else chosen.where(User.active.is_(True))
    entry = registry.current().entity(str(field.to))
    target = entry.entity
    columns: list[Any] = [literal(field.name), target.id]
    statement: Select[Any] = select(*columns).where(target.id.in_(ids), target.deleted_at.is_(None))
    rows = entry.policy.rows(ctx.judge, "read")
    return statement if rows is None else statement.where(rows)


def assign_many(write: Write) -> None:
    """Put the lists of refs on the record; SQLAlchemy keeps the table of pairs."""
    for name, value in write.given.items():
        field = write.fields[name]
        if field.type == "refs" and not write.has_error(name):
            target = registry.current().entity(str(field.to)).entity
            found = write.session.scalars(select(target).where(target.id.in_(value or [-1])))
            by_id = {record.id: record for record in found}
            setattr(write.record, name, [by_id[id] for id in value if id in by_id])


# -- files --------------------------------------------------------------------------------------------


def check_files(write: Write) -> None:
    """A file is the writer's own upload that no record has yet, or in this field of this record already.

    Not just somewhere in this record: a hidden field's file, named in another field, would be opened.
    """
    wanted = {
        name: _file_ids(write.given[name]) - _file_ids(write.before.get(name))
        for name in write.given
        if field_types.of(write.fields[name]).is_file
    }
    ids = set().union(*wanted.values()) if wanted else set()
    if not ids:
        return
    mine: ColumnElement[bool] = Attachment.record_id.is_(None)
    if not write.ctx.trusted:
        mine &= Attachment.created_by_id == write.ctx.actor.id
    here = (Attachment.entity == write.key) & (Attachment.record_id == write.record.id)
    rows = write.session.execute(
        select(Attachment.id, Attachment.record_id, Attachment.field).where(
            Attachment.id.in_(ids), Attachment.deleted_at.is_(None), or_(mine, here)
        )
    )
    places = {row.id: row.field if row.record_id is not None else None for row in rows}
    for name, asked in wanted.items():
        if any(id not in places or places[id] not in (None, name) for id in asked):
            write.wrong(name, "file", NO_FILE)


def own_files(write: Write) -> None:
    """Let newly attached files belong to the record: from now on its policy says who may open them."""
    for name in write.given:
        if not field_types.of(write.fields[name]).is_file:
            continue
        ids = _file_ids(write.given[name]) - _file_ids(write.before.get(name))
        if ids:
            here = (Attachment.entity == write.key) & (Attachment.record_id == write.record.id)
            taken = write.session.execute(
                update(Attachment)
                .where(Attachment.id.in_(ids), Attachment.record_id.is_(None) | here)
                .values(entity=write.key, record_id=write.record.id, field=name)
                .execution_options(synchronize_session=False)
            )
            if taken.rowcount != len(ids):  # type: ignore[attr-defined]
                # Another record took it since it was looked at.
                raise ValidationFailed([FieldError(f"{write.prefix}{name}", "file", NO_FILE)])


def _file_ids(value: Any) -> set[int]:
    if value is None:
        return set()
    return set(value) if isinstance(value, list) else {value}
