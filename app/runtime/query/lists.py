"""A page of rows and grouped counts: the same few statements whatever the columns, roles and rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import BigInteger, bindparam, case, func, literal, select, union_all

from .. import database, registry
from .. import search as searching
from ..errors import BadRequest, Forbidden
from ..field import Field
from ..field_types import FIELD_TYPES, column_name
from . import conditions
from .cells import Cells
from .paging import Pager, SortKey
from .plans import Plans
from .reading import Place, Reading, Row, field_of
from .titles import pieces

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Actor, Context
    from ..entity import Entity
    from ..filters import Filter

CAP = 10_000
"""Counts are exact up to here; beyond, a person wants to know "many", not to wait."""
MOST_ROWS = 1_000
MOST_KEYS = 8
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


@dataclass(frozen=True, slots=True)
class Owner:
    """The record whose child rows are asked for; `by` is the ref of theirs that names it."""

    entity: type[Entity]
    id: int
    by: str

    def rows(self, reader: Actor, child: Any) -> Any:
        """Its child rows, while the reader may see the owner itself."""
        seen = Reading(reader, self.entity)
        seen.where(self.entity.id == bindparam("owner_id", type_=BigInteger))
        return getattr(child, f"{self.by}_id").in_(seen.statement(self.entity.id))


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows are asked for. Hand-made SQL and typed words make a question that is asked once."""

    entity: type[Entity]
    where: tuple[Filter, ...] = ()
    search: str | None = None
    within: Any = None
    action: str = "read"
    owner: Owner | None = None

    def key(self, *more: Hashable) -> Hashable | None:
        """What a statement for this question is kept under; None when it is not kept."""
        if self.within is not None or (self.search and self.search.strip()):
            return None
        owner = self.owner and (self.owner.entity, self.owner.by)
        return (*more, self.entity, self.action, owner, conditions.shape(self.where))

    def values(self) -> dict[str, Any]:
        """What fills the filters."""
        found = conditions.values(self.where)
        return found if self.owner is None else {**found, "owner_id": self.owner.id}

    @property
    def options(self) -> dict[str, Any]:
        """Which index counts best hangs on the filter's value: of a million orders most are closed and few are new.

        A page has an order to go along, whatever the value.
        """
        return {database.PLAN_ANEW: bool(self.where or self.search)}

    def reading(self, reader: Actor, *, counting: bool = False) -> Reading:
        """The rows as SQL, without columns yet."""
        found = Reading(reader, self.entity)
        if self.action != "read":
            found.where(found.policy.rows(reader, self.action))
        found.where(self.within)
        if self.owner is not None:
            found.where(self.owner.rows(reader, self.entity))
        conditions.apply(found, self.where, counting=counting)
        if self.search and self.search.strip():
            found.where(searching.match(self.entity, self.search, reader))
        return found


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
        keys = _sort_keys(reading, sort)
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


def counts(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> dict[Any, int]:
    """value of `by` (a state, an enum or a bool) → number of rows that the reader may see.

    Exact while there are up to 10,000 rows; beyond, each number is exact up to 10,000 of its own.
    """
    return tallies(ctx, entity, by=by, where=where, search=search)[0]


def tallies(
    ctx: Context,
    entity: type[Entity],
    *,
    by: str,
    paths: Sequence[str] = (),
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> tuple[dict[Any, int], dict[Any, Sequence[Any]] | None]:
    """`counts`, and value → the sums of the columns, by one statement; no sums beyond 10,000 rows."""
    question, wanted = Question(entity, tuple(where), search), tuple(paths)
    plan, given = _groups.of(
        ctx.judge,
        question.key("counts", by, wanted),
        lambda reader: _Groups(question, reader, by, wanted),
    )
    given |= question.values()
    rows = ctx.session.execute(plan.together, given).all()
    found = {row[0]: int(row[1]) for row in rows}
    if sum(found.values()) <= CAP:
        return found, {row[0]: row[2:] for row in rows}
    numbers = ctx.session.execute(plan.apart, given)
    return {plan.values[i]: min(int(number), CAP) for i, number in numbers if number}, None


class _Groups:
    """Counting by one field: `together` while there are few rows, `apart` (place of the value, number) beyond."""

    def __init__(
        self, question: Question, reader: Actor, by: str, paths: Sequence[str] = ()
    ) -> None:
        reading, options = question.reading(reader, counting=True), question.options
        place, field = reading.find(by)
        self.values = _values(place, field)
        column = reading.seen(place, field)
        summed = [reading.seen(*reading.find(one)).label(f"s{n}") for n, one in enumerate(paths)]
        some = reading.statement(column.label("value"), *summed).limit(CAP + 1).subquery()
        sums = [func.sum(some.c[one.name]) for one in summed]
        together = select(some.c.value, func.count(), *sums).group_by(some.c.value)
        self.together = together.execution_options(**options)
        parts = []
        for number, value in enumerate(self.values):
            one = reading.statement(literal(1)).where(column == value).limit(CAP + 1).subquery()
            parts.append(
                select(literal(number), select(func.count()).select_from(one).scalar_subquery())
            )
        self.apart = union_all(*parts).execution_options(**options)


_groups: Plans[_Groups] = Plans()


def _values(place: Place, field: Field) -> list[Any]:
    if field.is_sensitive:
        raise BadRequest(
            f"{field.name} 是敏感信息，不能用于分组计数 / {field.name} is sensitive and cannot be counted by.",
            field=field.name,
            code="not_countable",
        )
    if field.type == "state":
        workflow = registry.current().entity(place.entity).workflow
        return list(workflow.states) if workflow is not None else []
    if field.type == "enum" and field.enum is not None:
        return field.enum.names
    if field.type == "bool":
        return [True, False]
    raise BadRequest(
        f"{field.name} 不能用于分组计数 / {field.name} cannot be counted by.",
        field=field.name,
        code="not_countable",
    )


def may_read(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether a list may show this column to the reader: every ref on the way and the field itself."""
    try:
        Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return path == "title"
    return True


def may_sort(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether a list may be ordered by this column."""
    try:
        _, field = Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return False
    return _is_sortable(field)


def has_order(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether an index gives the rows in the order of this column; else they are all read and sorted.

    A ref goes by a title elsewhere and an enum by its place in the schema: no index of this table has that order.
    """
    reading = Reading(ctx.judge, entity)
    try:
        place, field = reading.find(path)
    except BadRequest:
        return False
    if place.refs or not _is_sortable(field) or reading.policy.hides(ctx.actor, path):
        return False
    if field.type == "ref" or (field.type in ("enum", "state") and _is_shuffled(place, field)):
        return False
    table: Any = entity.__table__
    first = {next(iter(index.columns)).name for index in table.indexes if len(index.columns)}
    return path == "id" or column_name(field) in first


def _is_shuffled(place: Place, field: Field) -> bool:
    """The schema lists the choices in another order than the alphabet's."""
    names = _values(place, field)
    return names != sorted(names)


def _is_sortable(field: Field) -> bool:
    row = FIELD_TYPES[field.type]
    if field.is_sensitive:
        return False
    return row.storage in ("column", "reference") and not row.many and "eq" in row.operators


# -- the order ----------------------------------------------------------------------------------------


def _sort_keys(reading: Reading, sort: Sequence[str]) -> list[SortKey]:
    """The wanted order, made total by the id."""
    if len(sort) > MOST_KEYS:
        raise BadRequest(
            f"最多按 {MOST_KEYS} 列排序 / At most {MOST_KEYS} columns to sort by.", field="sort"
        )
    keys: list[SortKey] = []
    for text in (*sort, "-id" if sort and sort[-1].startswith("-") else "id"):
        path = text.removeprefix("-")
        if any(key.path == path for key in keys):
            continue
        place, field = reading.find(path)
        if not _is_sortable(field):
            raise BadRequest(
                f"{path} 不能用于排序 / {path} cannot be sorted by.",
                field="sort",
                code="not_sortable",
            )
        for where, told in _told_by(reading, place, field):
            keys.append(_key(reading, path, where, told, descending=text.startswith("-")))
        if path == "id":
            break
    return keys


def _told_by(reading: Reading, place: Place, field: Field) -> list[tuple[Place, Field]]:
    """The columns that order a field: a ref goes by the title of what it names, not by its number."""
    if field.type != "ref":
        return [(place, field)]
    target = reading.place((*place.refs, field.name))
    names = ["username"] if target.policy is None else _title_names(target)
    found = [(target, named) for name in names if (named := field_of(target.entity, name))]
    return [
        (where, one)
        for where, one in found
        if one.type != "ref"
        and _is_sortable(one)
        and (where.policy is None or where.policy.readable(reading.actor, one.name))
    ] or [(place, field)]


def _title_names(place: Place) -> list[str]:
    return [path for _, path in pieces(place.entity.meta.title) if path and "." not in path]


def _key(reading: Reading, path: str, place: Place, field: Field, *, descending: bool) -> SortKey:
    sql, kind = reading.seen(place, field), field.type
    if kind in ("enum", "state") and _is_shuffled(place, field):
        names = _values(place, field)
        # People order choices as the schema lists them; where that is the alphabet, the index serves.
        places = [(sql == name, number) for number, name in enumerate(names)]
        sql = case(*places, (sql.is_not(None), len(names)), else_=None)
        kind = "place"
    index = reading.add(("sort", place.refs, field.name), lambda: sql)
    return SortKey(path, kind, sql, index, descending, nullable=reading.may_be_null(place, field))
