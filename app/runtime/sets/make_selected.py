"""New records straight from a SELECT of the system's own: the rows never leave the database (see make.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    case,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy import cast as as_type
from sqlalchemy.exc import IntegrityError

from .. import clock, search
from ..system import TransitionLog
from ..writing import aggregates, numbering, unique
from ..writing.saving import refresh_parent
from . import plain
from .make import refuse_what_it_would_skip, stamp, tell_hooks
from .run import Run, log, within


def make_selected(run: Run, statement: Select[Any]) -> int:
    """`statement`: columns named like those of the entity. Returns how many records were made, in its order."""
    plain.must_be_the_system(run)
    refuse_what_it_would_skip(run)
    names = [column.name for column in statement.selected_columns]
    plain.columns_of(run, [dict.fromkeys(names)])
    aside = _set_aside(run, statement)
    if run.entry.workflow is not None and "state" in names:
        begun = run.session.scalars(select(aside.c.state).distinct())
        run.entry.workflow.must_begin({state for state in begun if state is not None})
    count = run.session.scalar(select(func.max(aside.c._place))) or 0
    series = _series(run) if count else {}
    ids = _insert(run, aside, names, series, count) if count else []
    parents = _parents(run, aside)
    aside.drop(run.session.connection())
    if not ids:
        return 0
    if run.entry.workflow is not None:
        _begin_the_road(run, ids)
    for parent, id in parents:
        refresh_parent(run.ctx, parent, id)
    if not search.index_numbers(run.session, run.entity, within(run.entity.id, ids), series):
        search.index_all(run.session, run.entity, ids, new=True)
    log(run, ids, fields=sorted(names))
    tell_hooks(run, ids)
    return len(ids)


def _parents(run: Run, aside: Table) -> list[tuple[aggregates.Parent, int]]:
    """The parents whose stored sums gain these children, each once: lines of one voucher, not children of many."""
    found: list[tuple[aggregates.Parent, int]] = []
    for parent in aggregates.parents_of(run.entity):
        column = aside.c.get(f"{parent.by}_id")
        if column is not None:
            above = select(column).where(column.is_not(None)).distinct().order_by(column)
            found += [(parent, id) for id in run.session.scalars(above)]
    return found


def _set_aside(run: Run, statement: Select[Any]) -> Table:
    """What is selected, counted: numbers are taken for as many, and SQLite would meet rows that it writes."""
    columns = [Column(column.name, column.type) for column in statement.selected_columns]
    place = Column("_place", Integer, primary_key=True)
    aside = Table(f"_make_{run.run}", MetaData(), place, *columns, prefixes=["TEMPORARY"])
    aside.create(run.session.connection())
    names = [column.name for column in columns]
    run.session.execute(insert(aside).from_select(names, statement))
    return aside


def _insert(
    run: Run, aside: Table, names: Sequence[str], series: Mapping[str, search.Around], count: int
) -> list[int]:
    table = cast(Table, run.entity.__table__)
    place = aside.c._place
    values: dict[str, Any] = {name: aside.c[name] for name in names}
    for name, value in stamp(run).items():
        given = values.get(name)
        typed = literal(value, table.c[name].type)
        values[name] = typed if given is None else func.coalesce(given, typed)
    values |= _numbers(run, series, place, count)
    base = 0
    if run.session.get_bind().dialect.name == "sqlite":
        base = run.session.scalar(select(func.max(run.entity.id))) or 0
        values["id"] = place + base
    made = select(*(value.label(name) for name, value in values.items())).order_by(place)
    statement = insert(table).from_select(list(values), made)
    try:
        if base or "id" in values:
            run.session.execute(statement)
            return list(range(base + 1, base + count + 1))
        return sorted(run.session.scalars(statement.returning(table.c.id)))
    except IntegrityError as refused:
        raise unique.explain(refused, run.entity) from refused


def _series(run: Run) -> dict[str, search.Around]:
    """The fields that are counted, and what stands around the count today."""
    day = clock.local(run.ctx.now).date()
    return {
        name: search.Around(*numbering.around(field.numbering.pattern, day=day))
        for name, field in run.entity.fields().items()
        if field.numbering is not None
    }


def _numbers(
    run: Run, series: Mapping[str, search.Around], place: Any, count: int
) -> dict[str, Any]:
    """The numbers of each series as an expression of the place: head, count with its zeros, tail."""
    day = clock.local(run.ctx.now).date()
    found: dict[str, Any] = {}
    for name, field in run.entity.fields().items():
        rule = field.numbering
        if rule is None:
            continue
        around = series[name]
        key = numbering.series(run.entity.key(), name, rule.pattern, day=day)
        first = numbering.take(run.session, key, gapless=rule.gapless, count=count)
        width = around.width
        number = as_type(place + (first - 1), String)
        zeros = func.substr("0" * width, 1, width - func.length(number), type_=String)
        padded = case((func.length(number) >= width, number), else_=zeros.concat(number))
        found[name] = (
            literal(around.head, String).concat(padded).concat(literal(around.tail, String))
        )
    return found


def _begin_the_road(run: Run, ids: Sequence[int]) -> None:
    """The state that each begins in."""
    entity = run.entity
    for condition in within(entity.id, ids):
        rows = select(
            literal(entity.key()), entity.id, literal("create"), entity.state,
            literal(run.ctx.person_id, Integer), literal(True), literal(run.ctx.now, TransitionLog.at.type),
            literal(""),
        ).where(condition).order_by(entity.id)  # fmt: skip
        names = [
            "entity", "record_id", "transition", "to_state", "actor_id", "by_system", "at", "note",
        ]  # fmt: skip
        log_table = cast(Table, TransitionLog.__table__)
        run.session.execute(insert(log_table).from_select(names, rows))
