"""Unique values: asked before the write for a clear answer, and read from the database's refusal in a race."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Index, and_, inspect, literal, select, union_all
from sqlalchemy.exc import IntegrityError

from .. import field_types
from ..errors import FieldError, Message, ValidationFailed, message
from ..privacy.column import SUFFIX, type_of

if TYPE_CHECKING:
    from ..entity import Entity
    from .write import Write


def check(write: Write) -> None:
    """One SELECT over every unique set that this write touches; deleted rows do not count."""
    record, entity = write.record, write.entity
    changed = {_column(write, name) for name in write.changed()}
    questions = []
    sets = unique_sets(entity)
    for place, columns in enumerate(sets):
        values = [_stored(entity, record, column) for column in columns]
        if any(value is None for value in values) or changed.isdisjoint(map(_plain, columns)):
            continue
        if write.owner is not None and any(column == f"{write.owner[0]}_id" for column in columns):
            continue  # the parent may not have an id yet; the database answers
        same = [
            entity.__table__.c[column] == value
            for column, value in zip(columns, values, strict=True)
        ]
        other = [entity.id != record.id] if record.id is not None else []
        questions.append(
            select(literal(place))
            .select_from(entity)
            .where(and_(entity.deleted_at.is_(None), *same, *other))
            .limit(1)
            .subquery()
        )
    if not questions:
        return
    statement = union_all(*(select(question) for question in questions))
    for place in write.session.scalars(statement):
        name, told = _problem(entity, sets[place])
        write.wrong(name, "unique", told)


def unique_sets(entity: type[Entity]) -> list[tuple[str, ...]]:
    """Column names of every unique index of an entity's table."""
    table: Any = entity.__table__
    return [
        tuple(column.name for column in index.columns)
        for index in sorted(table.indexes, key=lambda found: str(found.name))
        if index.unique
    ]


def keys(entity: type[Entity]) -> list[tuple[str, ...]]:
    """Field names of every unique set: what names one record."""
    return [
        tuple(_field_name(entity, _plain(column)) for column in columns)
        for columns in unique_sets(entity)
    ]


def explain(error: IntegrityError, entity: type[Entity], prefix: str = "") -> Exception:
    """The ValidationFailed that a refused INSERT or UPDATE means, or the error itself when it is a bug."""
    told = str(error.orig)
    table: Any = entity.__table__
    for index in table.indexes:
        if isinstance(index, Index) and index.unique and _names(told, index, table.name):
            name, text = _problem(entity, tuple(column.name for column in index.columns))
            return ValidationFailed([FieldError(f"{prefix}{name}", "unique", text)])
    return error


def _names(told: str, index: Index, table: str) -> bool:
    if f'"{index.name}"' in told or f"'{index.name}'" in told:
        return True
    columns = ", ".join(f"{table}.{column.name}" for column in index.columns)
    return told == f"UNIQUE constraint failed: {columns}"


def _problem(entity: type[Entity], columns: tuple[str, ...]) -> tuple[str, Message]:
    """The field to mark, the last of the set, and what to say."""
    fields = entity.fields()
    names = [_field_name(entity, column) for column in columns]
    labels = [fields[name].label for name in names if name in fields]
    zh = "、".join(label.in_language("zh") for label in labels)
    en = ", ".join(label.in_language("en") for label in labels)
    return names[-1], message(
        zh=f"已有相同的{zh}", en=f"There is already a record with the same {en}."
    )


def _plain(column: str) -> str:
    """The column that a blind one stands for, else itself."""
    return column.removesuffix(SUFFIX)


def _stored(entity: type[Entity], record: Any, column: str) -> Any:
    """The value of a column; the database makes that of a blind one only when it stores the row."""
    kind = type_of(entity, _plain(column)) if column.endswith(SUFFIX) else None
    value = getattr(record, _attribute(entity, _plain(column) if kind else column))
    return value if kind is None or value is None else kind.mark(value)


def _field_name(entity: type[Entity], column: str) -> str:
    attribute = _attribute(entity, _plain(column))
    if attribute in entity.fields():
        return attribute
    return attribute.removesuffix("_id")


def _attribute(entity: type[Entity], column: str) -> str:
    mapper = inspect(entity)
    table: Any = entity.__table__
    return mapper.get_property_by_column(table.c[column]).key


def _column(write: Write, name: str) -> str:
    return field_types.column_name(write.fields[name])
