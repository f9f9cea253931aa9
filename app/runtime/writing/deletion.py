"""What a delete means for those that point to the record: refuse, go along, or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select, union_all

from .. import registry
from ..errors import InvalidState, message

if TYPE_CHECKING:
    from ..field import Field
    from ..registry import EntityEntry
    from .write import Write


def refuse_ledger(write: Write) -> None:
    """Rows of a ledger stay for good; a mistake is corrected by another row."""
    if write.entity.meta.ledger:
        label = write.entity.meta.label
        raise InvalidState(
            message(
                zh=f"{label.in_language('zh')}不可删除，请用冲销更正",
                en=f"A {label.in_language('en')} is never deleted; correct it by a reversal.",
            ),
            code="ledger",
        )


def refuse_if_used(write: Write) -> None:
    """`on_delete: restrict`: one SELECT over everything that may point here."""
    questions: list[Any] = []
    held = [
        (entry, field)
        for entry, field in registry.current().pointing_at(write.entity)
        if field.on_delete == "restrict"
    ]
    for place, (entry, field) in enumerate(held):
        source = entry.entity
        questions.append(
            select(literal(place), func.count())
            .select_from(source)
            .where(
                getattr(source, f"{field.name}_id") == write.record.id, source.deleted_at.is_(None)
            )
        )
    if not questions:
        return
    used = [
        (held[place], count)
        for place, count in write.session.execute(union_all(*questions))
        if count
    ]
    if used:
        zh = "、".join(f"{e.entity.meta.label.in_language('zh')} {n} 条" for (e, _), n in used)
        en = ", ".join(f"{n} × {e.entity.meta.label.in_language('en')}" for (e, _), n in used)
        raise InvalidState(
            message(
                zh=f"仍被引用，不能删除：{zh}",
                en=f"This is still in use and cannot be deleted: {en}.",
            ),
            code="in_use",
        )


def followers(write: Write) -> list[tuple[EntityEntry, Field, list[Any]]]:
    """(entity, ref field, records) of those that are deleted along or lose their ref."""
    found = []
    for entry, field in registry.current().pointing_at(write.entity):
        if field.on_delete == "restrict":
            continue
        source = entry.entity
        statement = (
            select(source)
            .where(
                getattr(source, f"{field.name}_id") == write.record.id, source.deleted_at.is_(None)
            )
            .order_by(source.id)
            .with_for_update()
        )
        rows = list(write.session.scalars(statement))
        if rows:
            found.append((entry, field, rows))
    return found
