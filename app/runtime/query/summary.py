"""Sums over all rows that a filter matches, and the same by groups: one bounded statement each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import String, func, select

from .. import clock, database, registry
from ..accounts.users import User
from ..errors import BadRequest
from ..field import Field
from .lists import rows as page_of
from .plans import Plans
from .question import CAP, Question
from .reading import Place, Reading
from .titles import person

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity
    from ..filters import Filter

Unit = Literal["day", "week", "month"]
UNITS: tuple[Unit, ...] = ("day", "week", "month")
SUMMED = frozenset({"money", "decimal", "int", "duration"})
"""Types whose values are added up."""
GROUPED = frozenset({"enum", "state", "ref", "bool", "date", "datetime"})
"""Types that rows are put together by; moments by the day here, the week, the month."""
MOST_GROUPED = 100_000
"""Rows that are looked at; beyond, groups are not offered: all rows would be read each time."""
MOST_GROUPS = 500
_OWN = frozenset({"id", "version"})


@dataclass(frozen=True, slots=True)
class Group:
    """`value`: as it stands in a row, None where there is none; a ref as `{"id", "title"}`; days as (first, last)."""

    value: Any
    count: int
    sums: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouped:
    """`is_partial`: there are more groups, or more rows, than are looked at."""

    groups: list[Group]
    is_partial: bool


def summed(ctx: Context, entity: type[Entity], paths: Iterable[str]) -> list[str]:
    """Those of the columns that may be added up: own numbers that no row hides from the reader."""
    reading = Reading(ctx.judge, entity)
    found = []
    for path in paths:
        if "." in path or path in _OWN or path == "title":
            continue
        try:
            _place, info = reading.find(path)
        except BadRequest:
            continue
        # In a row where it is masked, a sum would tell of it.
        if (
            info.type in SUMMED
            and info.total
            and not info.is_sensitive
            and not reading.policy.hides(ctx.judge, path)
        ):
            found.append(path)
    return found


def sums(
    ctx: Context,
    entity: type[Entity],
    paths: Sequence[str],
    *,
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> dict[str, Any] | None:
    """path → sum over every row that the reader may see; None beyond 10,000 rows, which are not all read."""
    question = Question(entity, tuple(where), search)
    wanted = tuple(paths)
    plan, given = _sums.of(
        ctx.judge,
        question.key("sums", wanted),
        lambda reader: _Sums(question, reader, wanted),
    )
    row = ctx.session.execute(plan.statement, given | question.values()).one()
    if row[0] > CAP:
        return None
    return dict(zip(wanted, row[1:], strict=True))


class _Sums:
    def __init__(self, question: Question, reader: Actor, paths: Sequence[str]) -> None:
        reading = question.reading(reader, counting=True)
        columns = [_column(reading, path).label(f"s{n}") for n, path in enumerate(paths)]
        some = reading.statement(*columns).limit(CAP + 1).subquery()
        statement = select(func.count(), *(func.sum(some.c[c.name]) for c in columns))
        self.statement = statement.select_from(some).execution_options(**question.options)


_sums: Plans[_Sums] = Plans()


def _column(reading: Reading, path: str) -> Any:
    place, info = reading.find(path)
    return reading.seen(place, info)


def may_group(ctx: Context, entity: type[Entity], path: str) -> bool:
    """Whether rows can be put together by this column: an own one, readable, of few values or of days."""
    try:
        _place, info = Reading(ctx.judge, entity).find(path)
    except BadRequest:
        return False
    return "." not in path and info.type in GROUPED and not info.is_sensitive


def groups(
    ctx: Context,
    entity: type[Entity],
    by: str,
    *,
    unit: Unit = "day",
    paths: Sequence[str] = (),
    where: Sequence[Filter] = (),
    search: str | None = None,
) -> Grouped:
    """The rows by the values of one column, with their number and sums; two statements at most."""
    if not may_group(ctx, entity, by):
        raise BadRequest(
            f"不能按 {by[:60]} 分组 / Rows cannot be grouped by {by[:60]}.",
            field="group",
            code="not_groupable",
        )
    question = Question(entity, tuple(where), search)
    reading = question.reading(ctx.judge, counting=True)
    place, info = reading.find(by)
    value = reading.seen(place, info)
    key = _day(value) if info.type == "datetime" else value
    columns = [_column(reading, path).label(f"s{n}") for n, path in enumerate(paths)]
    some = reading.statement(key.label("g"), *columns).limit(MOST_GROUPED).subquery()
    number = func.count()
    statement = select(some.c.g, number, *(func.sum(some.c[c.name]) for c in columns))
    is_time = info.type in ("date", "datetime")
    order = some.c.g.desc() if is_time else number.desc()
    statement = statement.group_by(some.c.g).order_by(order).limit(MOST_GROUPS * 8 + 1)
    found = ctx.session.execute(
        statement.execution_options(**question.options), question.values()
    ).all()
    made = [Group(row[0], row[1], dict(zip(paths, row[2:], strict=True))) for row in found]
    many = sum(one.count for one in made) >= MOST_GROUPED or len(made) > MOST_GROUPS * 8
    made = _told(ctx, place, info, made, unit)
    return Grouped(made[:MOST_GROUPS], many or len(made) > MOST_GROUPS)


def _day(moment: Any) -> Any:
    """The day of a moment in the application's time zone."""
    zone = clock.zone()
    if not database.current().is_sqlite:
        return func.to_char(func.timezone(zone.key, moment), "YYYY-MM-DD", type_=String)
    offset = clock.local(clock.now()).utcoffset() or dt.timedelta()
    minutes = int(offset.total_seconds() // 60)
    return func.date(moment, f"{minutes:+d} minutes", type_=String)


def _told(ctx: Context, place: Place, info: Field, made: list[Group], unit: Unit) -> list[Group]:
    """The groups as people know them, in the order of people."""
    if info.type in ("date", "datetime"):
        return _by_time(made, unit)
    if info.type == "ref":
        titles = titles_of(ctx, str(info.to), [one.value for one in made if one.value is not None])
        return [
            Group(
                None if one.value is None else {"id": one.value, "title": titles.get(one.value)},
                one.count,
                one.sums,
            )
            for one in made
        ]
    names: list[Any] = [True, False]
    if info.type == "enum" and info.enum is not None:
        names = list(info.enum.names)
    elif info.type == "state":
        workflow = registry.current().entity(place.entity).workflow
        names = list(workflow.states) if workflow is not None else []
    places = {name: number for number, name in enumerate(names)}
    return sorted(made, key=lambda one: places.get(one.value, len(names)))


def titles_of(ctx: Context, name: str, ids: Sequence[int]) -> dict[int, str]:
    """What records of an entity (or users) are called, of those that the reader may see; one statement."""
    wanted = list(dict.fromkeys(ids))[:1000]
    if not wanted or (name != "User" and not registry.current().has(name)):
        return {}
    if name == "User":
        named = select(User.id, User.first_name, User.last_name, User.username)
        found = ctx.session.execute(named.where(User.id.in_(wanted)))
        return {row[0]: person(row[1], row[2], row[3]) for row in found}
    target: Any = registry.current().entity(name).entity
    if not registry.current().entity(target).policy.rows_possible(ctx.judge):
        return {}
    page = page_of(ctx, target, limit=len(wanted), within=target.id.in_(wanted))
    return {row["id"]: str(row["title"]) for row in page.items}


def _by_time(made: Iterable[Group], unit: Unit) -> list[Group]:
    """Days put together to weeks or months, the latest first; what has no day comes last."""
    found: dict[Any, Group] = {}
    for one in made:
        span = None if one.value is None else _span(one.value, unit)
        known = found.get(span)
        if known is None:
            found[span] = Group(span, one.count, one.sums)
        else:
            added = {name: _plus(known.sums[name], one.sums[name]) for name in one.sums}
            found[span] = Group(span, known.count + one.count, added)
    ordered = sorted((key for key in found if key is not None), reverse=True)
    return [found[key] for key in [*ordered, *([None] if None in found else [])]]


def _span(value: Any, unit: Unit) -> tuple[dt.date, dt.date]:
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    if unit == "week":
        first = day - dt.timedelta(days=day.weekday())
        return first, first + dt.timedelta(days=6)
    if unit == "month":
        following = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        return day.replace(day=1), following - dt.timedelta(days=1)
    return day, day


def _plus(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else Decimal(one) + Decimal(other)
