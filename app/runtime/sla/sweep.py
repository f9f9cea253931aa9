"""Looks at the SLA clocks that are due to tell something: warnings, breaches, escalations, each exactly once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, bindparam, select, update

from .. import audit, clock, jobs, notify, registry
from ..errors import message
from ..recipients import Recipients
from ..system import SlaClock
from ..writing.transaction import transaction
from . import clocks as sla

if TYPE_CHECKING:
    from ..context import Context
    from ..registry import EntityEntry
    from ..workflow import Clock

CHUNK = 5000
"""Clocks that one transaction moves on: what others wait for at most, and what a kill loses."""
MOVING = ("level", "status", "next_at")
"""Columns of a clock that a sweep changes."""
WARNING, BREACH = "sla.warning", "sla.breach"

notify.kind("sla", zh="时限", en="Time limits")
notify.template(
    WARNING,
    zh="{zh} {number}：时限已用 {percent}%，{due} 到期",
    en="{en} {number}: {percent}% of the time is used, due {due}",
    title=message(zh="{zh} {number} 即将超时", en="{en} {number} is nearly overdue"),
    # A clock that runs at night is one that somebody must look after at night.
    urgent=True,
)
notify.template(
    BREACH,
    zh="{zh} {number}：已超时（{percent}%），应于 {due} 完成",
    en="{en} {number}: overdue ({percent}%), it was due {due}",
    title=message(zh="{zh} {number} 已超时", en="{en} {number} is overdue"),
    urgent=True,
)


@dataclass(slots=True)
class Running:
    """A clock as a sweep needs it: thousands of mapped objects would be most of its time."""

    id: int
    entity: str
    record_id: int
    clock: str
    cycle: int
    calendar: str
    target_minutes: int
    used_seconds: int
    running_since: dt.datetime | None
    due_at: dt.datetime | None
    next_at: dt.datetime | None
    level: int
    status: str


COLUMNS = tuple(getattr(SlaClock, one.name) for one in fields(Running))


def sweep(ctx: Context, now: dt.datetime | None = None) -> int:
    """Tell what is due at `now`; returns how many clocks reached a level. Running it again tells nothing."""
    moment = now or ctx.now
    total = 0
    while True:
        with transaction(ctx):
            reached = _chunk(ctx, moment)
        total += reached
        if not reached:
            return total


@jobs.schedule(
    "sla.sweep", label=message(zh="检查服务时限", en="Watch time limits"), cron="0 * * * * *"
)
def _every_minute(ctx: Context) -> None:
    sweep(ctx)


def _chunk(ctx: Context, now: dt.datetime) -> int:
    """One look at the index of what is due; then the records, locked before their clocks, as every write does."""
    due = ctx.session.execute(
        select(*COLUMNS)
        .where(SlaClock.next_at < now)
        .order_by(SlaClock.next_at, SlaClock.id)
        .limit(CHUNK)
    ).all()
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in due:
        groups.setdefault((row.entity, row.clock), []).append(row)
    people = Recipients(ctx)
    return sum(
        _group(ctx, people, entity, name, rows, now) for (entity, name), rows in groups.items()
    )


def _group(
    ctx: Context, people: Recipients, entity: str, name: str, due: list[Any], now: dt.datetime
) -> int:
    """The due clocks of one name of one entity."""
    known = registry.current()
    entry = known.entity(entity) if known.has(entity) else None
    definition = entry.workflow.clocks.get(name) if entry and entry.workflow else None
    if entry is None or definition is None:
        # The schema has no such clock any more.
        ctx.session.execute(
            update(SlaClock).where(SlaClock.id.in_([row.id for row in due])).values(next_at=None)
        )
        return len(due)
    model: Any = entry.entity
    records = {
        record.id: record
        for record in ctx.session.execute(
            select(*_told_of(entry, definition))
            .where(model.id.in_({row.record_id for row in due}))
            .order_by(model.id)
            .with_for_update(key_share=True, skip_locked=True)
        )
    }
    clocks = [Running(*row) for row in _held(ctx, due, records, now)]
    told: dict[int, list[Running]] = {}
    before = {row.id: (row.status, row.due_at) for row in clocks}
    for row in clocks:
        for level in _reach(definition, row, now):
            told.setdefault(level, []).append(row)
    # A due time only changes with its calendar.
    moved = any(row.due_at != before[row.id][1] for row in clocks)
    _keep(ctx, clocks, ("due_at", *MOVING) if moved else MOVING)
    _show(ctx, entry, definition, [row for row in clocks if row.status != before[row.id][0]])
    for level, rows in sorted(told.items()):
        _tell(ctx, people, entry, definition, level, rows, records)
    return len(clocks)


def _held(
    ctx: Context, due: list[Any], records: Collection[int], now: dt.datetime
) -> Sequence[Any]:
    """The clocks of these records, nobody else's until the commit; on SQLite they are that already, as they were read."""
    mine = [row for row in due if row.record_id in records]
    if ctx.session.get_bind().dialect.name == "sqlite":
        return sorted(mine, key=lambda row: row.id)
    return ctx.session.execute(
        select(*COLUMNS)
        .where(SlaClock.id.in_([row.id for row in mine]), SlaClock.next_at < now)
        .order_by(SlaClock.id)
        .with_for_update(key_share=True)
    ).all()


def _keep(ctx: Context, clocks: list[Running], names: Collection[str]) -> None:
    """Where they stand now. Those that wait for their due time next, as most do, by one statement a level."""
    table = cast(Table, SlaClock.__table__)
    connection = ctx.session.connection()
    alike: dict[tuple[int, str], list[int]] = {}
    others: list[Running] = []
    for row in clocks:
        if row.next_at is not None and row.next_at == row.due_at and "due_at" not in names:
            alike.setdefault((row.level, row.status), []).append(row.id)
        else:
            others.append(row)
    for (level, status), ids in sorted(alike.items()):
        connection.execute(
            update(table)
            .where(table.c.id.in_(ids))
            .values(level=level, status=status, next_at=table.c.due_at)
        )
    if others:
        connection.execute(
            update(table)
            .where(table.c.id == bindparam("_id"))
            .values({name: bindparam(f"_{name}") for name in names}),
            [
                {"_id": row.id} | {f"_{name}": getattr(row, name) for name in names}
                for row in others
            ],
        )
    ctx.session.expire_all()


def _reach(definition: Clock, row: Running, now: dt.datetime) -> list[int]:
    """The levels that the clock has passed since it was last looked at."""
    passed: list[int] = []
    while row.next_at is not None and row.next_at < now:
        level = next((level for level in definition.levels if level > row.level), None)
        if level is None:
            # It was planned for a level that the schema no longer has.
            row.next_at = None
            break
        row.level = level
        passed.append(level)
        sla.plan(definition, row)
    row.status = sla.status_at(row.level)
    return passed


def _show(ctx: Context, entry: EntityEntry, definition: Clock, rows: list[Running]) -> None:
    """One UPDATE per status. The version stays: nobody who is editing has to start over for it."""
    model: Any = entry.entity
    if definition.status is None:
        return
    for status in sorted({row.status for row in rows}):
        ids = [row.record_id for row in rows if row.status == status]
        ctx.session.execute(
            update(model).where(model.id.in_(ids)).values({definition.status: status}),
            execution_options={"synchronize_session": False},
        )
        audit.log(
            ctx, "sla", model.key(), None, {"clock": definition.name, "status": status, "ids": ids}
        )


def _tell(
    ctx: Context,
    people: Recipients,
    entry: EntityEntry,
    definition: Clock,
    level: int,
    rows: list[Running],
    records: dict[int, Any],
) -> None:
    names = definition.escalate.get(level)
    if not names:
        return
    said = {name: entry.entity.meta.label.in_language(name) for name in ("zh", "en")}
    number = _number_field(entry)
    told = people.of(entry, [records[row.record_id] for row in rows], names)
    notify.send_each(
        ctx,
        BREACH if level >= sla.FULL else WARNING,
        [
            notify.Told(
                person,
                {
                    **said,
                    # Every recipient may know the number, which is not so of the title.
                    "number": str(getattr(records[row.record_id], number) or row.record_id),
                    "percent": level,
                    "due": _to_the_minute(row.due_at) if row.due_at else "",
                },
                # The level of a cycle is told once, however often the sweep runs.
                dedup_key=f"sla:{row.entity}:{row.record_id}:{row.clock}:{row.cycle}:{level}",
                about=(row.entity, row.record_id),
            )
            for row in rows
            for person in sorted(told[row.record_id])
        ],
    )


def _to_the_minute(moment: dt.datetime) -> str:
    """`2026-03-04 11:35` in the application's time zone; strftime takes three times as long."""
    return clock.local(moment).isoformat(" ", "minutes")[:16]


def _told_of(entry: EntityEntry, definition: Clock) -> list[Any]:
    """The columns that a message needs: the number and whom it goes to. An order may have fifty others."""
    model: Any = entry.entity
    fields = model.fields()
    named = {name for names in definition.escalate.values() for name in names}
    refs = [f"{name}_id" for name in sorted(named) if name in fields]
    numbers = [name for name, field in fields.items() if field.type == "number"]
    return [getattr(model, name) for name in ("id", "created_by_id", *numbers, *refs)]


def _number_field(entry: EntityEntry) -> str:
    """The field that has the record's number."""
    fields = entry.entity.fields()
    return next((name for name, field in fields.items() if field.type == "number"), "id")
