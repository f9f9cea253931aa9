"""A page of rows: the same few statements whatever the columns, roles and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, literal, select

from .. import registry
from ..errors import BadRequest, Forbidden
from .cells import Cells
from .order import sort_keys
from .paging import Pager
from .plans import Plans
from .question import CAP, Question
from .reading import Reading, Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Actor, Context
    from ..entity import Entity
    from ..filters import Filter

MOST_ROWS = 1_000
Count = Literal["exact", "estimated", "none", "capped"]
Kind = Literal["exact", "at_least", "none"]


@dataclass(frozen=True, slots=True)
class Page:
    """`next` and `previous` are cursors or None. `count_kind`: exact, at_least or none."""

    items: list[Row]
    next: str | None
    previous: str | None
    count: int | None
    count_kind: Kind


def rows(
    ctx: Context,
    entity: type[Entity],
    *,
    where: Sequence[Filter] = (),
    columns: Iterable[str] = ("title",),
    sort: Sequence[str] = (),
    limit: int = 50,
    cursor: str | None = None,
    count: Count = "none",
    search: str | None = None,
    action: str = "read",
    within: Any = None,
) -> Page:
    """The rows that the reader may see, in a stable order. Raises BadRequest for what cannot be asked.

    Forbidden, when it cannot be asked because no role of the reader opens any row of the entity.

    `action`: only rows on which he may do this too (export). `within`: a further SQL condition of the caller's own
    (a parent's rows). count: "capped" and "estimated" are exact up to 10,000; "exact" always.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise BadRequest(f"limit 须为 1 至 {MOST_ROWS} / limit is 1 to {MOST_ROWS}.", field="limit")
    question = Question(entity, tuple(where), search, within, action)
    try:
        return answer(ctx, question, columns, sort, limit=limit, cursor=cursor, count=count)
    except BadRequest:
        _refuse_stranger(ctx, entity)
        raise


def answer(
    ctx: Context,
    question: Question,
    columns: Iterable[str],
    sort: Sequence[str],
    *,
    limit: int,
    cursor: str | None = None,
    count: Count = "none",
) -> Page:
    """One page of the rows that are asked for."""
    wanted, order = tuple(columns), tuple(sort)
    plan, values = _lists.of(
        ctx.judge,
        question.key("rows", wanted, order),
        lambda reader: _List(question, reader, wanted, order),
    )
    values |= question.values()
    found = plan.pager.cut(ctx.session, values, limit=limit, cursor=cursor)
    is_whole = cursor is None and found.next is None
    counted, kind = plan.count(ctx.session, values, count, len(found.rows) if is_whole else None)
    items = plan.cells.rows(ctx.session, ctx.judge, found.rows)
    return Page(items, found.next, found.previous, counted, kind)


class _List:
    """The statements of one list: its pages, and how many rows there are."""

    def __init__(
        self, question: Question, reader: Actor, columns: Sequence[str], sort: Sequence[str]
    ) -> None:
        counted, options = question.reading(reader, counting=True), question.options
        self._all = counted.statement(func.count()).execution_options(**options)
        inner = counted.statement(literal(1)).limit(CAP + 1).subquery()
        self._some = select(func.count()).select_from(inner).execution_options(**options)
        # The columns bring joins of their own: no join to one record changes a number of rows.
        reading = question.reading(reader)
        self.cells = Cells(reading, columns)
        keys = sort_keys(reading, sort)
        self.pager = Pager(reading.statement(), keys)

    def count(
        self, session: Session, values: Mapping[str, Any], count: Count, whole: int | None
    ) -> tuple[int | None, Kind]:
        """`whole`: the number of rows, when the page holds them all."""
        if count == "none":
            return None, "none"
        if whole is not None:
            return whole, "exact"
        if count == "exact":
            return int(session.scalar(self._all, values) or 0), "exact"
        number = int(session.scalar(self._some, values) or 0)
        return (number, "exact") if number <= CAP else (CAP, "at_least")


_lists: Plans[_List] = Plans()


def _refuse_stranger(ctx: Context, entity: type[Entity]) -> None:
    """Whoever may read nothing here is told so, not that the fields of the page are unknown."""
    decision = registry.current().entity(entity).policy.may(ctx.judge, "read")
    if decision.reason is not None:
        raise Forbidden(decision.reason)


def may_read(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether a list may show this column to the reader: every ref on the way and the field itself."""
    try:
        Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return path == "title"
    return True
