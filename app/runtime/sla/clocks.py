"""SLA clocks: started, paused, resumed and stopped by states; their due time and status stand on the record.

A clock counts the time of its calendar. A pause keeps what is left: due = now + (target − used) at the resume.
What a clock tells, and when, is in sweep.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlalchemy import select, update

from .. import calendar, together
from ..errors import InvalidState
from ..system import SlaClock, TransitionLog
from ..writing.transaction import transaction

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..registry import EntityEntry
    from ..workflow import Clock, Workflow
    from ..writing.write import Write

WARN, FULL = 80, 100


class Planned(Protocol):
    """What hangs together when a clock runs: a `SlaClock`, or its columns."""

    calendar: Any
    target_minutes: Any
    used_seconds: Any
    running_since: Any
    due_at: Any
    next_at: Any
    level: Any


def entered(write: Write, source: str | None, target: str) -> None:
    """The record came into `target`: clocks start, pause, go on or stop."""
    workflow = write.entry.workflow
    if workflow is None or not workflow.clocks:
        return
    rows = _clocks(write)
    for definition in workflow.clocks.values():
        mine = [row for row in rows if row.clock == definition.name]
        row = next((row for row in mine if row.stopped_at is None), None)
        if row is None:
            if target in definition.start and source not in definition.start:
                _add(write, start(write, definition, write.ctx.now, cycle=len(mine) + 1))
        elif target in definition.stop:
            _stop(write, definition, row)
        elif workflow.is_final(target):
            _stop(write, definition, row, void=True)
        elif target in definition.pause:
            _pause(write, definition, row)
        elif row.running_since is None:
            _run(write, definition, row, write.ctx.now)


def begin(write: Write) -> list[SlaClock]:
    """The clocks that a new record starts, not in the session yet."""
    workflow = write.entry.workflow
    if workflow is None:
        return []
    found = [
        start(write, definition, write.ctx.now)
        for definition in workflow.clocks.values()
        if write.record.state in definition.start
    ]
    return [row for row in found if row is not None]


def _add(write: Write, row: SlaClock | None) -> None:
    if row is not None:
        write.session.add(row)


def settle(write: Write, changed: Collection[str]) -> None:
    """Priority, policy or calendar changed: open clocks get their new target, missing ones start late."""
    workflow = write.entry.workflow
    if workflow is None or write.record.deleted_at is not None:
        return
    touched = [c for c in workflow.clocks.values() if c.reads.intersection(changed)]
    if not touched:
        return
    rows = _clocks(write)
    for definition in touched:
        mine = [row for row in rows if row.clock == definition.name]
        running = next((row for row in mine if row.stopped_at is None), None)
        if running is not None:
            _retarget(write, definition, running)
        elif workflow.is_final(write.record.state) or write.record.state in definition.stop:
            continue
        elif not mine:
            since = _since(write, definition)
            if since is not None:
                _add(write, start(write, definition, since))
        elif mine[-1].status == "void":
            _revive(write, definition, mine[-1])


def deleted(write: Write) -> None:
    """A deleted record is late for nothing."""
    workflow = write.entry.workflow
    if workflow is not None and workflow.clocks:
        for row in _clocks(write):
            if row.stopped_at is None and row.clock in workflow.clocks:
                _stop(write, workflow.clocks[row.clock], row, void=True)


def abandon(ctx: Context, entry: EntityEntry, ids: Sequence[int]) -> None:
    """What `deleted` does, for a set of records that are deleted together."""
    workflow, model = entry.workflow, cast(Any, entry.entity)
    if workflow is None or not workflow.clocks:
        return
    rows = ctx.session.scalars(
        select(SlaClock)
        .where(
            SlaClock.entity == model.key(),
            SlaClock.record_id.in_(ids),
            SlaClock.stopped_at.is_(None),
        )
        .order_by(SlaClock.id)
        .with_for_update(key_share=True)
    ).all()
    for row in rows:
        _halt(row, ctx.now, void=True)
    for definition in workflow.clocks.values():
        mine = [row.record_id for row in rows if row.clock == definition.name]
        if definition.status and mine:
            ctx.session.execute(
                update(model).where(model.id.in_(mine)).values({definition.status: None})
            )


def restart(ctx: Context, record: Entity, clock: str, *, fraction: Decimal | str | int = 1) -> None:
    """Start a clock anew with a part of its target: `restart(ctx, order, "resolve", fraction="0.5")`.

    For hooks, as when a customer reopens an order. Raises InvalidState when the clock has no target.
    """
    from ..registry import current
    from ..writing.write import Write

    entry = current().entity(type(record))
    definition = cast("Workflow[Any, Any]", entry.workflow).clocks[clock]
    with transaction(ctx):
        write = Write(ctx, entry, "update", record)
        rows = [row for row in _clocks(write) if row.clock == clock]
        for row in rows:
            if row.stopped_at is None:
                _stop(write, definition, row, void=True)
        found = start(write, definition, ctx.now, fraction=Decimal(fraction), cycle=len(rows) + 1)
        if found is None:
            raise InvalidState(
                f"时限“{clock}”没有目标时长 / The clock {clock} has no target for this record.",
                code="no_target",
            )
        write.session.add(found)
        if record.state in definition.pause:  # type: ignore[attr-defined]
            _pause(write, definition, found)
        write.flush()


def start(
    write: Write,
    definition: Clock,
    at: dt.datetime,
    *,
    fraction: Decimal = Decimal(1),
    cycle: int = 1,
) -> SlaClock | None:
    """A running clock of the record, when it has a target; the caller adds it to the session."""
    target = target_minutes(definition, write.record)
    if target is None:
        return None
    row = SlaClock(
        entity=write.key,
        record_id=write.record.id,
        clock=definition.name,
        cycle=cycle,
        calendar=calendar_name(definition, write.record),
        target_minutes=int((target * fraction).to_integral_value(ROUND_UP)),
        used_seconds=0,
        started_at=at,
        level=0,
        status="ok",
    )
    _run(write, definition, row, at)
    return row


def target_minutes(definition: Clock, record: Any) -> int | None:
    """The minutes of this record: by an enum value, by a path to a number, or none."""
    if definition.minutes is not None:
        key = str(getattr(record, definition.minutes_by)) if definition.minutes_by else ""
        return definition.minutes.get(key)
    value = _follow(record, definition.target or ())
    return None if value is None else int(value)


def calendar_name(definition: Clock, record: Any) -> str:
    if isinstance(definition.calendar, str):
        return definition.calendar
    return str(_follow(record, definition.calendar) or "working")


def _follow(record: Any, path: Collection[str]) -> Any:
    for step in path:
        if record is None:
            return None
        record = getattr(record, step)
    return record


# -- one clock ------------------------------------------------------------------------------------------


def _run(write: Write, definition: Clock, row: SlaClock, since: dt.datetime) -> None:
    row.running_since = since
    plan(definition, row)
    _show(write, definition, row)


def plan(definition: Clock, row: Planned) -> None:
    """When a running clock is due, and when it next has something to tell."""
    counted = calendar.named(row.calendar)
    since = cast(dt.datetime, row.running_since)
    target = dt.timedelta(minutes=row.target_minutes)
    used = dt.timedelta(seconds=row.used_seconds)
    row.due_at = counted.after(since, target - used)
    upcoming = next((level for level in definition.levels if level > row.level), None)
    if upcoming is None or upcoming == FULL:
        # Working hours are not counted through a second time.
        row.next_at = row.due_at if upcoming else None
    else:
        row.next_at = counted.after(since, target * upcoming / FULL - used)


def _pause(write: Write, definition: Clock, row: SlaClock) -> None:
    """Time stands still. The record keeps the due time that it had; the clock itself has none."""
    if row.running_since is None:
        return
    row.used_seconds = int(_used(row, write.ctx.now).total_seconds())
    row.running_since = row.due_at = row.next_at = None
    _show(write, definition, row)


def _stop(write: Write, definition: Clock, row: SlaClock, *, void: bool = False) -> None:
    _halt(row, write.ctx.now, void=void)
    _show(write, definition, row)


def _halt(row: SlaClock, now: dt.datetime, *, void: bool) -> None:
    used = _used(row, now)
    row.used_seconds = int(used.total_seconds())
    in_time = used <= dt.timedelta(minutes=row.target_minutes)
    row.status = "void" if void else "met" if in_time else "missed"
    row.stopped_at = now
    row.running_since = row.next_at = None


def _retarget(write: Write, definition: Clock, row: SlaClock) -> None:
    target = target_minutes(definition, write.record)
    name = calendar_name(definition, write.record)
    if target is None:
        row.due_at = None
        _stop(write, definition, row, void=True)
        if definition.due:
            write.assign(definition.due, None)
    elif (target, name) != (row.target_minutes, row.calendar) and row.cycle == 1:
        if name != row.calendar and row.running_since is not None:
            # Minutes of one calendar say nothing in another: it counts from the start.
            row.used_seconds, row.running_since = 0, row.started_at
        row.target_minutes, row.calendar = target, name
        # Levels that the new target has not reached yet are told again when it does.
        share = _used(row, write.ctx.now) / dt.timedelta(minutes=max(target, 1)) * FULL
        row.level = min(row.level, int(share))
        row.status = status_at(row.level)
        if row.running_since is not None:
            plan(definition, row)
        _show(write, definition, row)


def _revive(write: Write, definition: Clock, row: SlaClock) -> None:
    """There is a target again: the clock goes on as if it had always had one."""
    if target_minutes(definition, write.record) is None or _ended_since(write, definition, row):
        return
    since, row.stopped_at, row.status = row.stopped_at, None, status_at(row.level)
    if since is not None and write.record.state not in definition.pause:
        _run(write, definition, row, since)
    _retarget(write, definition, row)
    _show(write, definition, row)


def _used(row: SlaClock, now: dt.datetime) -> dt.timedelta:
    before = dt.timedelta(seconds=row.used_seconds)
    if row.running_since is None:
        return before
    return before + calendar.named(row.calendar).worked(row.running_since, now)


def status_at(level: int) -> str:
    """ok, warn from 80 %, breached from 100 %."""
    return "breached" if level >= FULL else "warn" if level >= WARN else "ok"


def _show(write: Write, definition: Clock, row: SlaClock) -> None:
    """Keep the fields of the record filled."""
    if definition.due and row.due_at is not None:
        write.assign(definition.due, row.due_at)
    if definition.status:
        write.assign(definition.status, None if row.status == "void" else row.status)


# -- rows -----------------------------------------------------------------------------------------------


def _clocks(write: Write) -> list[SlaClock]:
    """Every clock of the record, old cycles too, locked."""
    write.session.flush()
    return list(
        write.session.scalars(
            select(SlaClock)
            .where(SlaClock.entity == write.key, SlaClock.record_id == write.record.id)
            .order_by(SlaClock.id)
            .with_for_update(key_share=True)
        )
    )


def _ended_since(write: Write, definition: Clock, row: SlaClock) -> bool:
    """Whether the clock would have been stopped by now, had it run on."""
    together.settle_steps(write.session)
    found = write.session.scalar(
        select(TransitionLog.id)
        .where(
            TransitionLog.entity == write.key,
            TransitionLog.record_id == write.record.id,
            TransitionLog.to_state.in_(definition.stop),
            TransitionLog.at >= row.stopped_at,
        )
        .limit(1)
    )
    return found is not None


def _since(write: Write, definition: Clock) -> dt.datetime | None:
    """When the record last came into a state that starts the clock."""
    together.settle_steps(write.session)
    return write.session.scalar(
        select(TransitionLog.at)
        .where(
            TransitionLog.entity == write.key,
            TransitionLog.record_id == write.record.id,
            TransitionLog.to_state.in_(definition.start),
        )
        .order_by(TransitionLog.id.desc())
        .limit(1)
    )
