"""Taking an import back: what it made goes, what it changed becomes what it was, unless somebody has changed it since."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from .. import field_types, jobs, records, registry
from ..errors import AppError, FieldError, NotFound, RuleViolation, message
from ..system import AuditLog
from ..writing.write import value_of
from . import store, work
from .acts import told
from .tables import BACK, CREATED, LEFT, STOPPED, UNDOING, UNDONE, UPDATED, ImportRow

if TYPE_CHECKING:
    from ..context import Context

UNDO = "imports.undo"
KEPT = dt.timedelta(days=7)
"""For how long after it was written an import can be taken back."""
CHUNK = 50


class Conflict(AppError):
    """Some of what the import wrote is somebody else's by now; the rest of the row was taken back."""


@jobs.chunked(UNDO, label=message(zh="撤销导入", en="Take an import back"))
def take_back(ctx: Context, progress: jobs.Progress, *, batch: int) -> jobs.Progress:
    """From the last row to the first: what stands on another row's record goes before it."""
    work.give_way(progress)
    at = work.at_work(ctx, batch, UNDOING)
    if at is None:
        return progress.end()
    who = work.acting(ctx, at.entity, at.user_id)
    if who is None:
        work.put(ctx, batch, state=STOPPED, why=work.both(work.LOST))
        return progress.end()
    below = progress.cursor or 2**31 - 1
    rows = ctx.session.execute(
        select(ImportRow.line, ImportRow.state, ImportRow.record_id, ImportRow.effect)
        .where(
            ImportRow.import_id == batch,
            ImportRow.state.in_((CREATED, UPDATED)),
            ImportRow.line < below,
        )
        .order_by(ImportRow.line.desc())
        .limit(CHUNK)
    ).all()
    counts = _chunk(who, at, rows)
    if len(rows) == CHUNK:
        work.put(ctx, batch, counts=counts)
        return progress.on(rows[-1][0], done=len(rows), total=at.rows)
    work.put(ctx, batch, counts=counts, state=UNDONE)
    return progress.end(done=len(rows))


def _chunk(who: Context, at: work.At, rows: Sequence[Any]) -> dict[str, int]:
    counts = Counter(at.counts)
    if not rows:
        return dict(counts)
    effects = {row.line: store.unseal(row.effect, work.place_of(at.id, row.line)) for row in rows}
    touched = _touched(who, at, rows, effects)
    acts: list[Callable[[], Any]] = [
        _act(who, at, row, effects[row.line], touched=row.record_id in touched) for row in rows
    ]
    outcomes = records.each(who, lambda: acts, list, atomic=False)
    verdicts = []
    for row, one in zip(rows, outcomes, strict=True):
        left = one.error or one.value
        state = LEFT if left is not None else BACK
        problems = told(at.plan, at.entity, left) if left is not None else None
        sealed = store.seal(problems, work.place_of(at.id, row.line)) if problems else None
        verdicts.append({"import_id": at.id, "line": row.line, "state": state, "told": sealed})
        counts[row.state] -= 1
        counts[state] += 1
    who.session.execute(update(ImportRow), verdicts)
    return {state: count for state, count in counts.items() if count}


def _touched(
    who: Context, at: work.At, rows: Sequence[Any], effects: Mapping[int, Any]
) -> set[int]:
    """Records that a person has changed since their row was written; one statement for the chunk."""
    earliest = min(effect["after"] for effect in effects.values())
    latest = {row.record_id: effects[row.line]["after"] for row in rows}
    found = who.session.execute(
        select(AuditLog.record_id, func.max(AuditLog.id))
        .where(
            AuditLog.entity == at.entity.key(),
            AuditLog.record_id.in_(list(latest)),
            AuditLog.id > earliest,
            AuditLog.by_system.is_(False),
            AuditLog.action.not_in(("read", "reveal", "privacy:export")),
        )
        .group_by(AuditLog.record_id)
    )
    return {int(id) for id, last in found if id is not None and last > latest[id]}


def _act(
    who: Context, at: work.At, row: Any, effect: Mapping[str, Any], *, touched: bool
) -> Callable[[], AppError | None]:
    def act() -> AppError | None:
        if row.state == CREATED:
            _delete(who, at, row.record_id, touched=touched)
            return None
        return _restore(who, at, row.record_id, effect["changes"] or {})

    return act


def _delete(who: Context, at: work.At, id: int, *, touched: bool) -> None:
    """Soft, by the one path; who may not delete may still take back what his import made and nobody touched."""
    record = who.session.get(at.entity, id)
    if record is None or record.deleted_at is not None:
        raise RuleViolation("记录已被删除 / The record was deleted meanwhile.")
    if touched:
        raise RuleViolation(
            "导入后已有人修改，未删除 / Somebody has changed it since; it was left."
        )
    policy = registry.current().entity(at.entity).policy
    decision = policy.may(who.judge, "import", record, who.session)
    if decision.reason is not None:
        raise NotFound
    may_delete = policy.may(who.judge, "delete", record, who.session).allowed
    records.delete(who if may_delete else work.as_system(who), at.entity, id)


def _restore(
    who: Context, at: work.At, id: int, changes: Mapping[str, Sequence[Any]]
) -> AppError | None:
    """Field by field: what is still as the import left it becomes what it was. Returns what was left alone."""
    record = who.session.get(at.entity, id)
    if record is None or record.deleted_at is not None:
        raise RuleViolation("记录已被删除 / The record was deleted meanwhile.")
    fields = at.entity.fields()
    values, left = {}, []
    for name, (before, after) in changes.items():
        if name not in fields:
            continue
        now = field_types.to_json(value_of(record, fields[name]))
        if now == after:
            values[name] = before
        elif now != before:
            left.append(name)
    if values:
        records.update(who, at.entity, id, values)
    if not left:
        return None
    told = message(
        zh="导入后已有人修改，保持不变", en="Somebody has changed this since; it was left."
    )
    return Conflict(told, [FieldError(name, "conflict", told) for name in left])
