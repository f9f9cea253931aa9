"""Looks at the SLA clocks that are due to tell something: warnings, breaches, escalations, each exactly once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

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

CHUNK = 2000
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
        select(SlaClock.id, SlaClock.entity, SlaClock.record_id, SlaClock.clock)
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
    clocks = list(
        ctx.session.scalars(
            select(SlaClock)
            .where(
                SlaClock.id.in_([row.id for row in due]),
                SlaClock.record_id.in_(list(records)),
                SlaClock.next_at < now,
            )
            .order_by(SlaClock.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )
    told: dict[int, list[SlaClock]] = {}
    before = {row.id: row.status for row in clocks}
    for row in clocks:
        for level in _reach(definition, row, now):
            told.setdefault(level, []).append(row)
    _show(ctx, entry, definition, [row for row in clocks if row.status != before[row.id]])
    for level, rows in sorted(told.items()):
        _tell(ctx, people, entry, definition, level, rows, records)
    ctx.session.flush()
    return len(clocks)


def _reach(definition: Clock, row: SlaClock, now: dt.datetime) -> list[int]:
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


def _show(ctx: Context, entry: EntityEntry, definition: Clock, rows: list[SlaClock]) -> None:
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
    rows: list[SlaClock],
    records: dict[int, Any],
) -> None:
    names = definition.escalate.get(level)
    if not names:
        return
    label = entry.entity.meta.label
    told = people.of(entry, [records[row.record_id] for row in rows], names)
    notify.send_each(
        ctx,
        BREACH if level >= sla.FULL else WARNING,
        [
            notify.Told(
                person,
                {
                    "zh": label.in_language("zh"),
                    "en": label.in_language("en"),
                    "number": _number(entry, records[row.record_id]),
                    "percent": level,
                    "due": f"{clock.local(row.due_at):%Y-%m-%d %H:%M}" if row.due_at else "",
                },
                # The level of a cycle is told once, however often the sweep runs.
                dedup_key=f"sla:{row.entity}:{row.record_id}:{row.clock}:{row.cycle}:{level}",
                about=(row.entity, row.record_id),
            )
            for row in rows
            for person in sorted(told[row.record_id])
        ],
    )


def _told_of(entry: EntityEntry, definition: Clock) -> list[Any]:
    """The columns that a message needs: the number and whom it goes to. An order may have fifty others."""
    model: Any = entry.entity
    fields = model.fields()
    named = {name for names in definition.escalate.values() for name in names}
    refs = [f"{name}_id" for name in sorted(named) if name in fields]
    numbers = [name for name, field in fields.items() if field.type == "number"]
    return [getattr(model, name) for name in ("id", "created_by_id", *numbers, *refs)]


def _number(entry: EntityEntry, record: Any) -> str:
    """The record's number: every recipient may know it, which is not so of its title."""
    names = (name for name, field in entry.entity.fields().items() if field.type == "number")
    return str(getattr(record, next(names, "id")) or record.id)
