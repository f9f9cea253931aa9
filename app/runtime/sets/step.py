"""Many records take the same step at once, or change to values of their own: for the system, where no rule is skipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, func, insert, select

from .. import calendar
from ..context import Operation
from ..system import TransitionLog
from ..workflow import Transition
from . import hooked, plain
from .change import depending
from .run import Run, log

Row = Mapping[str, Any]


def change_each(run: Run, rows: Sequence[Row], offset: int) -> int:
    """Rows of column values, each with the `id` of its record; what others are computed from is refused."""
    plain.must_be_the_system(run)
    given = [name for name in plain.columns_of(run, rows, offset) if name != "id"]
    names = {name.removesuffix("_id") for name in given}
    hooked.refuse_lonely(run, names)
    if stale := depending(run, names) - names:
        raise RuntimeError(
            f"A set of {', '.join(sorted(names))} would leave {', '.join(sorted(stale))} of "
            f"{run.entity.__name__} unjudged or stale: bring it too, or update one by one."
        )
    ids = [row["id"] for row in rows]
    plain.changed(run, rows)
    plain.index(run, ids, names)
    log(run, ids, fields=sorted(given))
    hooked.tell(run, "update", ids, names)
    return len(ids)


def take(run: Run, name: str, rows: Sequence[Row], offset: int, *, note: str) -> int:
    """The step `name` for the records that stand where it begins; those that moved on meanwhile are left out.

    `rows`: the `id` of each and the columns that change with the step. Raises RuntimeError where the step has a
    guard, approvals, needs, clocks, or hooks whose module has no `on_transition_many`: those are for one record at a time.
    """
    plain.must_be_the_system(run)
    given = [column for column in plain.columns_of(run, rows, offset) if column != "id"]
    steps = _steps(run, name)
    entity = run.entity
    ids = [row["id"] for row in rows]
    standing = run.session.execute(
        select(entity.id, entity.state)
        .where(entity.id.in_(ids), entity.deleted_at.is_(None))
        .order_by(entity.id)
        .with_for_update(key_share=True)
    )
    states: dict[int, str] = {row.id: row.state for row in standing}
    targets = {source: step.target for step in steps for source in step.sources}
    moving = [
        {**row, "state": targets[states[row["id"]]]}
        for row in rows
        if states.get(row["id"], "") in targets
    ]
    if not moving:
        return 0
    moved = [row["id"] for row in moving]
    since = _since(run, moved)
    plain.changed(run, moving)
    run.session.execute(
        insert(cast(Table, TransitionLog.__table__)),
        [
            {
                "entity": entity.key(),
                "record_id": row["id"],
                "transition": name,
                "from_state": states[row["id"]],
                "to_state": row["state"],
                "actor_id": run.ctx.person_id,
                "by_system": True,
                "at": run.ctx.now,
                "note": note,
                "business_minutes": since.get(row["id"]),
            }
            for row in moving
        ],
    )
    plain.index(run, moved, (name.removesuffix("_id") for name in given))
    log(run, moved, fields=sorted([*given, "state"]))
    ctx = run.ctx.within(Operation(action="transition", transition=name, nested=run.ctx.in_hook))
    for hook in run.entry.hooks.of("on_transition_many", name):
        hook.function(moved, ctx)
    return len(moved)


def _steps(run: Run, name: str) -> list[Transition]:
    workflow, hooks = run.entry.workflow, run.entry.hooks
    steps = [step for step in workflow.all() if step.name == name] if workflow else []
    if workflow is None or not steps:
        raise RuntimeError(f"{run.entity.__name__} has no step {name!r}.")
    skipped = [hook.name for hook in hooks.of("check")]
    skipped += [hook.name for hook in hooked.without_twin(hooks, "transition", name)]
    skipped += [hook.name for hook in hooks.of("after_transition", name)]
    skipped += [f"clock {clock}" for clock in workflow.clocks]
    for step in steps:
        rules = {"when": step.when, "approve": step.approve, "needs": step.needs}
        skipped += [rule for rule, there in rules.items() if there]
    if skipped:
        raise RuntimeError(
            f"{run.entity.__name__} cannot take {name!r} as a set; that would skip "
            f"{', '.join(skipped)}: take it one by one."
        )
    return steps


def _since(run: Run, ids: Sequence[int]) -> dict[int, int]:
    """Record → working minutes in the state that it leaves; records that came there together are counted once."""
    rows = run.session.execute(
        select(TransitionLog.record_id, func.max(TransitionLog.at))
        .where(TransitionLog.entity == run.entity.key(), TransitionLog.record_id.in_(ids))
        .group_by(TransitionLog.record_id)
    ).all()
    working = calendar.named("working")
    minutes: dict[dt.datetime, int] = {}
    found: dict[int, int] = {}
    for id, at in rows:
        if at not in minutes:
            minutes[at] = working.work_between(at, run.ctx.now)
        found[id] = minutes[at]
    return found
