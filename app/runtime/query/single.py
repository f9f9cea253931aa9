"""One record, its related rows, and the few that fit a picker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import BigInteger, bindparam, false, or_, select

from .. import registry
from .. import search as searching
from ..errors import BadRequest, NotFound
from ..policy import both
from . import people
from .cells import Cells, all_columns
from .lists import answer
from .plans import Plans
from .question import Owner, Question
from .reading import Reading, Row, field_of, unknown
from .titles import pieces, title

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity

E = TypeVar("E", bound="Entity")

ABOUT = ("title", "created_at", "created_by", "updated_at", "updated_by")
MOST_CHOICES = 50


def get(
    ctx: Context,
    entity: type[Entity],
    record_id: int,
    *,
    action: str = "read",
    columns: Iterable[str] | None = None,
) -> Row:
    """Every field of one record that the reader may see, refs with their titles. Raises NotFound.

    `action`: the reader must also be granted this on the row (update, delete …), else NotFound.
    """
    wanted = None if columns is None else tuple(columns)
    plan, values = _records.of(
        ctx.judge,
        (entity, action, wanted),
        lambda reader: _Record(Reading(reader, entity), action, wanted),
    )
    values["record_id"] = _checked(record_id)
    found = ctx.session.execute(plan.statement, values).first()
    if found is None:
        raise NotFound()
    return plan.cells.rows(ctx.session, ctx.judge, [found])[0]


class _Record:
    """The statement for one record by its id."""

    def __init__(self, reading: Reading, action: str, columns: Iterable[str] | None) -> None:
        reading.where(reading.entity.id == bindparam("record_id", type_=BigInteger))
        if action != "read":
            reading.where(reading.policy.rows(reading.actor, action))
        self.cells = Cells(reading, [*all_columns(reading), *ABOUT] if columns is None else columns)
        self.statement = reading.statement()


_records: Plans[_Record] = Plans()


def record(ctx: Context, entity: type[E], record_id: int, *, action: str = "read") -> E:
    """The record itself, for the workflow and for rules. Raises NotFound. Never hand it to a template."""
    statement, values = _whole.of(
        ctx.judge, (entity, action), lambda reader: _whole_record(reader, entity, action)
    )
    values["record_id"] = _checked(record_id)
    found: E | None = ctx.session.scalars(statement, values).first()
    if found is None:
        raise NotFound()
    return found


def _whole_record(reader: Actor, entity: Any, action: str) -> Any:
    policy = registry.current().entity(entity).policy
    granted = both(
        policy.rows(reader, "read"), policy.rows(reader, action) if action != "read" else None
    )
    wanted = entity.id == bindparam("record_id", type_=BigInteger)
    statement = select(entity).where(wanted, entity.deleted_at.is_(None))
    return statement if granted is None else statement.where(granted)


_whole: Plans[Any] = Plans()


def related(
    ctx: Context,
    entity: type[Entity],
    record_id: int,
    child_name: str,
    *,
    columns: Iterable[str] | None = None,
    limit: int = 50,
    newest: bool = False,
) -> list[Row]:
    """Rows of a child table, in the order of entry or the newest first, under the child's own policy.

    None at all when the reader may not see the record that they belong to.
    """
    child = next((c for c in entity.meta.children if c.name == child_name), None)
    if child is None:
        raise unknown(entity, child_name)
    target = registry.current().entity(child.of)
    if not target.policy.rows_possible(ctx.judge):
        return []
    wanted = columns
    if wanted is None:
        wanted = [
            name for name in all_columns(Reading(ctx.judge, target.entity)) if name != child.by
        ]
    question = Question(target.entity, owner=Owner(entity, _checked(record_id), child.by))
    return answer(ctx, question, wanted, ["-id" if newest else "id"], limit=limit).items


def lookup(
    ctx: Context, entity: type[Entity], name: str, *, text: str = "", limit: int = 20
) -> list[dict[str, Any]]:
    """`{"id", "title"}` of the records that a ref field may point to, narrowed by what was typed."""
    field = field_of(entity, name)
    if field is None or field.to is None:
        raise unknown(entity, name)
    typed = text.strip()[:80]
    limit = min(limit, MOST_CHOICES)
    if name not in entity.fields():
        return people.makers(ctx, entity, text=typed, limit=limit)
    if field.to == "User":
        return people.lookup(ctx, entity, field, text=typed, limit=limit)
    target = registry.current().entity(field.to)
    if not target.policy.rows_possible(ctx.judge):
        return []
    reading = Reading(ctx.judge, target.entity)
    index = reading.add(((), "id"), lambda: target.entity.id)
    tell = title(reading, reading.place(()))
    if typed:
        reading.where(_fits(ctx, reading, target.entity, typed))
    statement = reading.statement().order_by(target.entity.id).limit(limit)
    return [{"id": row[index], "title": tell(row)} for row in ctx.session.execute(statement).all()]


def _fits(ctx: Context, reading: Reading, entity: type[Entity], typed: str) -> Any:
    """A word of the search index, or the beginning of a text of the title that the index does not know."""
    known = {field.name for field in searching.indexed_fields(entity)}
    conditions: list[Any] = [searching.match(entity, typed, ctx.judge)]
    for _, path in pieces(entity.meta.title):
        field = entity.fields().get(path)
        if field is None or field.type not in ("string", "number", "barcode", "phone"):
            continue
        # What the index finds needs no second look: beside an OR no index is used at all.
        if path in known or not reading.policy.readable(ctx.judge, path):
            continue
        if not reading.policy.hides(ctx.judge, path):
            conditions.append(getattr(entity, path).istartswith(typed, autoescape=True))
    return or_(false(), *conditions)


def _checked(record_id: Any) -> int:
    if not isinstance(record_id, int) or isinstance(record_id, bool) or abs(record_id) >= 2**63:
        raise BadRequest("编号须为整数 / An id is a whole number.", field="id", code="bad_value")
    return record_id
