"""New records that the system worked out itself: by column, unjudged; numbered, logged and searchable like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError

from .. import clock, search
from ..context import Operation
from ..system import TransitionLog
from ..writing import aggregates, numbering, unique
from ..writing.saving import refresh_parent
from . import hooked, plain
from .run import Run, log


def make(run: Run, rows: Sequence[Mapping[str, Any]], offset: int) -> int:
    """One chunk, inserted by one statement. The rows bring every value but numbers, the first state and the stamps.

    For what is computed in bulk from records that are there (tasks of plans, bills of meters): lookups and formulas
    come with the rows. Raises RuntimeError for entities whose hooks, clocks or numbers of a scope it would skip.
    """
    plain.must_be_the_system(run)
    refuse_what_it_would_skip(run)
    given = plain.columns_of(run, rows, offset)
    empty = dict.fromkeys(given)
    stamped = stamp(run)
    complete = [{**empty, **stamped, **row} for row in rows]
    if run.entry.workflow is not None:
        run.entry.workflow.must_begin({row["state"] for row in complete})
    _number(run, complete)
    try:
        ids = plain.inserted(run, run.entity.__table__, complete)
    except IntegrityError as refused:
        raise unique.explain(refused, run.entity) from refused
    if run.entry.workflow is not None:
        run.session.execute(
            insert(cast(Table, TransitionLog.__table__)),
            [
                {
                    "entity": run.entity.key(),
                    "record_id": id,
                    "transition": "create",
                    "to_state": row["state"],
                    "actor_id": run.ctx.person_id,
                    "by_system": True,
                    "at": run.ctx.now,
                    "note": "",
                }
                for row, id in zip(complete, ids, strict=True)
            ],
        )
    _refresh_parents(run, complete)
    search.index_all(run.session, run.entity, ids, new=True)
    log(run, ids, fields=sorted(given))
    tell_hooks(run, ids)
    return len(ids)


def stamp(run: Run) -> dict[str, Any]:
    """What every new record has unless its row says otherwise."""
    found: dict[str, Any] = {
        "created_at": run.ctx.now,
        "updated_at": run.ctx.now,
        "created_by_id": run.ctx.person_id,
        "updated_by_id": run.ctx.person_id,
        "version": 1,
    }
    if run.entry.workflow is not None:
        found["state"] = run.entry.workflow.initial
    return found


def tell_hooks(run: Run, ids: list[int]) -> None:
    """The set-based twins of `on_create`."""
    ctx = run.ctx.within(Operation(action="create", nested=run.ctx.in_hook))
    for hook in run.entry.hooks.of("on_create_many"):
        hook.function(ids, ctx)


def refuse_what_it_would_skip(run: Run) -> None:
    hooks = run.entry.hooks
    mine = [*hooks.of("check"), *hooks.of("after_create"), *hooked.without_twin(hooks, "create")]
    skipped = [hook.name for hook in mine]
    if run.entry.workflow is not None:
        skipped += [f"clock {name}" for name in run.entry.workflow.clocks]
    if skipped:
        raise RuntimeError(
            f"{run.entity.__name__} cannot be made by column; that would skip {', '.join(skipped)}."
        )


def _number(run: Run, rows: Sequence[dict[str, Any]]) -> None:
    """A block of numbers for the rows that bring none."""
    day = clock.local(run.ctx.now).date()
    for name, field in run.entity.fields().items():
        rule = field.numbering
        if rule is None:
            continue
        if rule.scope:
            raise RuntimeError(f"{run.entity.__name__}.{name} counts by {rule.scope}: use create.")
        new = [row for row in rows if row.get(name) is None]
        if not new:
            continue
        key = numbering.series(run.entity.key(), name, rule.pattern, day=day)
        first = numbering.take(run.session, key, gapless=rule.gapless, count=len(new))
        numbers = numbering.render_many(rule.pattern, day=day, first=first, count=len(new))
        for row, number in zip(new, numbers, strict=True):
            row[name] = number


def _refresh_parents(run: Run, rows: Sequence[Mapping[str, Any]]) -> None:
    """Stored aggregates of the parents, each parent once."""
    for parent in aggregates.parents_of(run.entity):
        above = {id for row in rows if (id := row.get(f"{parent.by}_id")) is not None}
        for id in sorted(above):
            refresh_parent(run.ctx, parent, id)
