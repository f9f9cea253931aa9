"""Keeps `sys_search_entry` and the database's own full-text index over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, delete, insert, select, text, update

from .. import together
from ..registry import current
from ..system import SearchEntry
from .words import index_words

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection
    from sqlalchemy.orm import Session

    from ..entity import Entity
    from ..field import Field

FTS = "sys_search_fts"
GIN = "ix_sys_search_entry_words"
TEXTS = frozenset(
    {"string", "text", "richtext", "address", "email", "phone", "url", "number", "barcode"}
)
CHUNK = 500

_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS sys_search_fts USING fts5(words,"
    " content='sys_search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER IF NOT EXISTS sys_search_fts_added AFTER INSERT ON sys_search_entry BEGIN"
    " INSERT INTO sys_search_fts(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER IF NOT EXISTS sys_search_fts_gone AFTER DELETE ON sys_search_entry BEGIN"
    " INSERT INTO sys_search_fts(sys_search_fts, rowid, words)"
    " VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER IF NOT EXISTS sys_search_fts_changed AFTER UPDATE OF words"
    " ON sys_search_entry BEGIN INSERT INTO sys_search_fts(sys_search_fts, rowid, words)"
    " VALUES ('delete', old.id, old.words);"
    " INSERT INTO sys_search_fts(rowid, words) VALUES (new.id, new.words); END",
)
# array_to_tsvector takes words as they are: no parser, no dictionary, the same words as on SQLite.
_POSTGRESQL = (
    f"CREATE INDEX IF NOT EXISTS {GIN} ON sys_search_entry"
    " USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def create_index(connection: Connection) -> None:
    """Make the full-text index; does nothing when it is there. Part of `dougong migrate`."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))


def owns(name: str | None) -> bool:
    """Whether a table or index of that name is the full-text index: migrations leave it alone."""
    return name is not None and (name == GIN or name.startswith(FTS))


def indexed_fields(entity: type[Entity]) -> list[Field]:
    """The fields that search looks into: `search: true` and numbers; sensitive ones never."""
    return [
        field
        for field in entity.fields().values()
        if field.type in TEXTS
        and (field.search or field.type == "number")
        and field.pii != "sensitive"
    ]


def part_of(entity: type[Entity], field: str) -> str:
    """The part of the index a field belongs to: its own when not everybody may read it."""
    policy = current().entity(entity.__tablename__).policy
    return field if policy.is_restricted(field, "read") else ""


def index(session: Session, record: Entity) -> None:
    """Write the words of a record, in the transaction that writes the record."""
    entity = type(record)
    left = together.of(session)
    if left is not None:
        left.words.setdefault(entity, set()).add(record.id)
        return
    wanted = _words_of(entity, record)
    found = {
        row.part: row
        for row in session.execute(
            select(SearchEntry.id, SearchEntry.part, SearchEntry.words).where(
                SearchEntry.entity == entity.__tablename__, SearchEntry.record_id == record.id
            )
        )
    }
    for part, words in wanted.items():
        known = found.pop(part, None)
        if known is None:
            session.execute(insert(SearchEntry).values(**_row(entity, record.id, part, words)))
        elif known.words != words:
            session.execute(
                update(SearchEntry).where(SearchEntry.id == known.id).values(words=words)
            )
    for row in found.values():
        session.execute(delete(SearchEntry).where(SearchEntry.id == row.id))


def forget(session: Session, record: Entity) -> None:
    """Take a deleted record out of the index."""
    session.execute(
        delete(SearchEntry).where(
            SearchEntry.entity == type(record).__tablename__, SearchEntry.record_id == record.id
        )
    )


def index_all(
    session: Session, entity: type[Entity], ids: Iterable[int] | None = None, *, new: bool = False
) -> int:
    """Write the words of many records (None: all) that are new to the index or changed in bulk.

    `new`: the index has nothing of them yet.
    """
    searched = indexed_fields(entity)
    if not searched:
        return 0
    table = entity.__tablename__
    # The texts alone: a whole record costs ten times as much to load.
    columns = [getattr(entity, field.name) for field in searched]
    parts = {field.name: part_of(entity, field.name) for field in searched}
    statement = select(entity.id, *columns).where(entity.deleted_at.is_(None)).order_by(entity.id)
    wanted = None if ids is None else sorted(ids)
    count, last = 0, 0
    while True:
        if wanted is None:
            chunk = statement.where(entity.id > last).limit(CHUNK)
        else:
            chunk = statement.where(_among(entity.id, wanted[count : count + CHUNK]))
        records: Sequence[Any] = session.execute(chunk).all()
        if not records:
            return count
        if not new:
            session.execute(
                delete(SearchEntry).where(
                    SearchEntry.entity == table,
                    SearchEntry.record_id.in_([record.id for record in records]),
                )
            )
        rows = [
            _row(entity, record.id, part, words)
            for record in records
            for part, words in _words(record, parts).items()
        ]
        if rows:
            session.execute(insert(cast(Table, SearchEntry.__table__)), rows)
        last = records[-1].id
        count += CHUNK if wanted is not None else len(records)


def _among(column: Any, ids: Sequence[int]) -> Any:
    """New records mostly stand in a row: a range costs nothing to say."""
    if ids and ids[-1] - ids[0] == len(ids) - 1:
        return column.between(ids[0], ids[-1])
    return column.in_(ids)


def _words_of(entity: type[Entity], record: Any) -> dict[str, str]:
    parts = {field.name: part_of(entity, field.name) for field in indexed_fields(entity)}
    return _words(record, parts)


def _words(record: Any, parts: dict[str, str]) -> dict[str, str]:
    """`parts`: searched field → the part of the index that its words belong to."""
    texts: dict[str, list[str]] = {}
    for name, part in parts.items():
        value = getattr(record, name)
        if value:
            texts.setdefault(part, []).append(str(value))
    words = {part: " ".join(index_words("\n".join(given))) for part, given in texts.items()}
    return {part: found for part, found in words.items() if found}


def _row(entity: type[Entity], id: int, part: str, words: str) -> dict[str, Any]:
    return {"entity": entity.__tablename__, "record_id": id, "part": part, "words": words}
