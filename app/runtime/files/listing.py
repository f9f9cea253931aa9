"""Attachments for who looks after the disk: by size, age, kind and state; what each entity takes. Names are the policy's matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, tuple_

from .. import checks, query, registry
from ..errors import Forbidden
from ..system import Attachment
from .content import PICTURES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

PAGE = 50
State = Literal["kept", "unowned", "erased"]
STATES: tuple[State, ...] = ("kept", "unowned", "erased")
KINDS = ("picture", "pdf", "text", "office", "other")
MOST_COUNTED = 20_000
"""Rows of the table that a page adds up by itself."""
MOST_ENTITIES = 8
"""Of one page, whose records are asked for; files of further ones are shown without their names."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One file. `name` and `readable` only when the reader may see the record that has it; size in bytes."""

    id: int
    name: str
    mime: str
    size: int
    entity: str
    record_id: int | None
    field: str
    created_at: dt.datetime
    state: State
    readable: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`after`: (size or 0, id) at which the next page goes on, or None."""

    files: list[Stored]
    after: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Total:
    """What one entity's files take; entity "": uploads that no record has taken."""

    entity: str
    number: int
    size: int


def listed(
    ctx: Context,
    *,
    order: Literal["new", "large"] = "new",
    kind: str = "",
    entity: str = "",
    state: str = "",
    after: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> Page:
    """By id or by size, going on at a key; a statement, and one for each entity of the page (at most MOST_ENTITIES)."""
    statement = select(Attachment).limit(limit + 1)
    if order == "large":
        statement = statement.order_by(Attachment.size.desc(), Attachment.id.desc())
        if after is not None:
            statement = statement.where(tuple_(Attachment.size, Attachment.id) < after)
    else:
        statement = statement.order_by(Attachment.id.desc())
        if after is not None:
            statement = statement.where(Attachment.id < after[1])
    for wanted in (_of_kind(kind), _of_state(state)):
        if wanted is not None:
            statement = statement.where(wanted)
    if entity:
        statement = statement.where(Attachment.entity == entity)
    rows = ctx.session.scalars(statement).all()
    shown = rows[:limit]
    seen = _readable(ctx, shown)
    files = [
        Stored(
            id=row.id,
            name=row.name if row.id in seen else "",
            mime=row.mime,
            size=row.size,
            entity=row.entity or "",
            record_id=row.record_id,
            field=row.field or "",
            created_at=row.created_at,
            state=_state(row),
            readable=row.id in seen,
        )
        for row in shown
    ]
    last = (shown[-1].size, shown[-1].id) if len(rows) > limit else None
    return Page(files, last)


@dataclass(frozen=True, slots=True)
class Totals:
    """`at`: when they were counted; None: just now. `known`: whether they were counted at all."""

    entities: list[Total]
    at: dt.datetime | None = None
    known: bool = True


def totals_for_page(session: Session) -> Totals:
    """Counted now as long as there are few rows; of more, what the last check of the disk counted: a page costs what a page costs."""
    newest = session.scalar(select(func.max(Attachment.id))) or 0
    if newest <= MOST_COUNTED:
        return Totals(totals(session))
    runs = [run for run in checks.latest(session, "files") if "totals" in run.result]
    if not runs:
        return Totals([], known=False)
    return Totals([Total(*row) for row in runs[0].result["totals"]], runs[0].ended_at)


def totals(session: Session) -> list[Total]:
    """Number and bytes of each entity's files, the largest first. A content that several records have counts each time."""
    size = func.sum(Attachment.size)
    rows = session.execute(
        select(Attachment.entity, func.count(), size)
        .where(Attachment.deleted_at.is_(None))
        .group_by(Attachment.entity)
        .order_by(size.desc())
    )
    return [Total(entity or "", int(number), int(taken or 0)) for entity, number, taken in rows]


def _of_kind(kind: str) -> ColumnElement[bool] | None:
    mime = Attachment.mime
    office = or_(mime.startswith("application/vnd."), mime == "application/msword")
    kinds: dict[str, ColumnElement[bool]] = {
        "picture": mime.in_(sorted(PICTURES)),
        "pdf": mime == "application/pdf",
        "text": mime.startswith("text/"),
        "office": office,
    }
    if kind == "other":
        return not_(or_(*kinds.values()))
    return kinds.get(kind)


def _of_state(state: str) -> ColumnElement[bool] | None:
    here = Attachment.deleted_at.is_(None)
    return {
        "kept": and_(here, Attachment.record_id.is_not(None)),
        "unowned": and_(here, Attachment.record_id.is_(None)),
        "erased": Attachment.deleted_at.is_not(None),
    }.get(state)


def _state(row: Attachment) -> State:
    if row.deleted_at is not None:
        return "erased"
    return "kept" if row.record_id is not None else "unowned"


def _readable(ctx: Context, rows: Iterable[Attachment]) -> set[int]:
    """The ids of files whose record and field this reader may see; what is nobody's yet is its maker's alone."""
    found = {
        row.id
        for row in rows
        if row.record_id is None
        and row.deleted_at is None
        and row.created_by_id is not None
        and row.created_by_id == ctx.actor.id
    }
    by_entity: dict[str, list[Attachment]] = {}
    for row in rows:
        if row.entity and row.record_id is not None and row.deleted_at is None:
            by_entity.setdefault(row.entity, []).append(row)
    known = registry.current()
    asked = [name for name in by_entity if known.has(name)][:MOST_ENTITIES]
    for name in asked:
        entity = known.entity(name).entity
        ids = {row.record_id for row in by_entity[name]}
        fields = sorted(
            {row.field for row in by_entity[name] if row.field and row.field in entity.fields()}
        )
        may = [one for one in fields if query.may_read(ctx, entity, one)]
        if not may:
            continue
        try:
            page = query.rows(
                ctx, entity, columns=["id", *may], within=entity.id.in_(ids), limit=len(ids)
            )
        except Forbidden:
            continue
        there = {item["id"]: item for item in page.items}
        found |= {
            row.id
            for row in by_entity[name]
            if row.record_id in there and row.field in there[row.record_id]
        }
    return found
