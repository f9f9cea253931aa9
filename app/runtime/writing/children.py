"""Child rows written together with their parent: `{"parts": [{"id": 3, …}, {…new}, {"id": 4, "_delete": true}]}`.

A named row may say which `version` of it was read. That is compared once the row is locked: what somebody else has
written in it since is not overwritten, whoever comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from .. import registry, values
from ..errors import StaleRecord, message
from . import preparing

if TYPE_CHECKING:
    from ..entity import Children
    from ..registry import EntityEntry
    from .write import Write

NOT_A_LIST = message(zh="应为列表", en="This must be a list.")
NOT_A_ROW = message(zh="应为一组字段", en="This must be an object with fields.")
NOT_A_VERSION = message(zh="应为版本号", en="This must be a version.")
NOT_A_CHILD = message(zh="此行不属于本记录", en="This row does not belong to this record.")
LARGEST_ID = 2**63 - 1
"""What a column of ids holds; a greater number is an error of the database driver."""
# One request must not lock the database for minutes.
MOST_ROWS = 500
ABOUT_THE_ROW = ("id", "version", "_delete")
"""What a row says of itself; everything else is a field."""


def split(write: Write, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The record's own values, and the lists of its children."""
    names = {children.name for children in write.entity.meta.children}
    own = {name: value for name, value in given.items() if name not in names}
    return own, {name: value for name, value in given.items() if name in names}


def prepare(write: Write, lists: Mapping[str, Any]) -> None:
    """Validate every child row; its errors are placed as `parts.2.amount`."""
    for children in write.entity.meta.children:
        rows = lists.get(children.name)
        if rows is None:
            continue
        if not isinstance(rows, list):
            write.wrong(children.name, "type", NOT_A_LIST)
            continue
        if len(rows) > MOST_ROWS:
            write.wrong(
                children.name,
                "max",
                message(zh=f"最多 {MOST_ROWS} 行", en=f"At most {MOST_ROWS} rows are allowed."),
            )
            continue
        entry = registry.current().entity(children.of)
        mine = _rows_of(write, entry, children, rows)
        for place, row in enumerate(rows):
            prefix = f"{write.prefix}{children.name}.{place}."
            if not isinstance(row, Mapping):
                write.wrong(f"{children.name}.{place}", "type", NOT_A_ROW)
                continue
            given = {k: v for k, v in row.items() if k not in (*ABOUT_THE_ROW, children.by)}
            if values.is_empty(row.get("id")):
                if not row.get("_delete"):
                    if not values.is_empty(row.get("version")):
                        # There is nothing yet that it could be the version of: refused like any unknown name.
                        given["version"] = row["version"]
                    child = preparing.prepare_create(
                        write.ctx, entry, given, owner=(children.by, write.record), prefix=prefix
                    )
                    write.children.append(child)
                continue
            record = mine.get(_id(row["id"]))
            if record is None:
                write.wrong(f"{children.name}.{place}.id", "reference", NOT_A_CHILD)
                continue
            if given or row.get("_delete"):
                _must_be_fresh(write, f"{children.name}.{place}.version", row, record)
            if row.get("_delete"):
                write.children.append(
                    preparing.prepare_delete(
                        write.ctx, entry, record, owner=(children.by, write.record)
                    )
                )
            elif given:  # a row that is only named stays as it is: nobody needs a right for that
                write.children.append(
                    preparing.prepare_update(
                        write.ctx,
                        entry,
                        record,
                        given,
                        owner=(children.by, write.record),
                        prefix=prefix,
                    )
                )


def _must_be_fresh(write: Write, place: str, row: Mapping[str, Any], record: Any) -> None:
    """Raises StaleRecord when the row, which is locked now, is another than the one that was read."""
    given = row.get("version")
    if given is None:
        return
    if isinstance(given, bool) or not isinstance(given, int):
        write.wrong(place, "type", NOT_A_VERSION)
    elif given != record.version:
        raise StaleRecord(current=record.version, given=given, field=f"{write.prefix}{place}")


def _id(raw: Any) -> int:
    """The id of a row; -1, which no row has, for what cannot be one."""
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        return -1
    text = str(raw).strip()
    if not text.isascii() or not text.isdecimal() or len(text) > 19 or int(text) > LARGEST_ID:
        return -1
    return int(text)


def _rows_of(
    write: Write, entry: EntityEntry, children: Children, rows: list[Any]
) -> dict[int, Any]:
    """The child records that are named, if they are this parent's; one SELECT, rows locked."""
    ids = [_id(row["id"]) for row in rows if isinstance(row, Mapping) and row.get("id")]
    if not ids or write.record.id is None:
        return {}
    child = entry.entity
    statement = (
        select(child)
        .where(
            child.id.in_(ids),
            getattr(child, f"{children.by}_id") == write.record.id,
            child.deleted_at.is_(None),
        )
        .order_by(child.id)
        .with_for_update(key_share=True)
        # As they are now that nobody else can write them, not as this session may have read them before.
        .execution_options(populate_existing=True)
    )
    rows_read = entry.policy.rows(write.ctx.judge, "read")
    if rows_read is not None:
        statement = statement.where(rows_read)
    return {record.id: record for record in write.session.scalars(statement)}


def adopt(child: Any, by: str, parent: Any) -> None:
    """Let an unsaved child see its parent through the ref, before either has an id."""
    if parent.id is not None:
        setattr(child, f"{by}_id", parent.id)
    set_committed_value(child, by, parent)


def save(write: Write) -> None:
    """Write the prepared rows; the parent is in the database now."""
    from .saving import save as save_one

    for child in write.children:
        by, parent = child.owner
        if child.creating and getattr(child.record, f"{by}_id") is None:
            setattr(child.record, f"{by}_id", parent.id)
        save_one(child)
