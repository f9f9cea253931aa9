"""The jobs: a file is read into rows, the rows are rehearsed, then written; each goes on where it stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, insert, select, update

from .. import database, jobs, records, registry
from ..access import user_values
from ..context import Operation
from ..errors import AppError, Message, message
from ..jobs.run import stopping
from ..system import AuditLog
from ..writing.transaction import transaction
from . import sheets, store
from .acts import Acts, Written, told
from .plan import WHOLE, Plan
from .tables import (
    CHANGE,
    CHECKED,
    CHECKING,
    CREATED,
    DONE,
    MAPPING,
    NEW,
    READING,
    REFUSED,
    RUNNING,
    SAME,
    STOPPED,
    UPDATED,
    WAITING,
    WRONG,
    Import,
    ImportMark,
    ImportRow,
)

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

READ, CHECK, RUN = "imports.read", "imports.check", "imports.run"
BLOCK = 500
"""Rows that are stored by one statement."""
CHUNK = 100
"""Rows of one transaction: on SQLite everybody else waits for it."""
PAUSE = 0.12
"""Seconds between two chunks on SQLite: whoever waits for the write lock looks every tenth of a second."""
PLANNED = {CREATED: NEW, UPDATED: CHANGE, SAME: SAME}
LOST = message(
    zh="您已无权导入，或账号已停用",
    en="You may import no longer, or your account is disabled.",
)


@dataclass(frozen=True, slots=True)
class At:
    """An import while a job is at it."""

    id: int
    user_id: int
    entity: type[Entity]
    plan: Plan
    rows: int
    name: str
    kept: str | None
    counts: dict[str, int]


def at_work(ctx: Context, id: int, state: str) -> At | None:
    """The import, locked until the commit; None when it is in that state no longer: stopped, removed, done."""
    row = ctx.session.scalars(
        select(Import)
        .where(Import.id == id, Import.state == state)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if row is None or not registry.current().has(row.entity):
        return None
    entity = registry.current().entity(row.entity).entity
    return At(
        row.id, row.user_id, entity, Plan.from_json(row.plan), row.rows, row.name, row.kept,
        dict(row.counts),
    )  # fmt: skip


def give_way(progress: jobs.Progress) -> None:
    """Before the first statement of a further chunk: on SQLite let others write, who wait for the one lock."""
    if progress.cursor is not None and database.current().is_sqlite:
        stopping.wait(PAUSE)


def put(ctx: Context, id: int, **values: Any) -> None:
    ctx.session.execute(
        update(Import)
        .where(Import.id == id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def acting(ctx: Context, entity: type[Entity], user_id: int) -> Context | None:
    """The same transaction as the person, by the rights that he has now; None when he may not import (any more)."""
    if user_values.identity(ctx.session, user_id) is None:
        return None
    who = ctx.on_behalf_of(user_id)
    who.channel = "import"
    may = registry.current().entity(entity).policy.may(who.judge, "import")
    return who if may.allowed else None


def as_system(who: Context) -> Context:
    """The system for this person: what his import did is taken back whatever else he may do."""
    return who.within(Operation(nested=True))


# -- reading ---------------------------------------------------------------------------------------


@jobs.job(
    READ, atomic=False, attempts=3, label=message(zh="读取导入文件", en="Read a file to import")
)
def read(ctx: Context, *, batch: int) -> None:
    """Every row of the sheet into the table, anew if it was begun before; then the check is asked for."""
    with transaction(ctx):
        at = at_work(ctx, batch, READING)
        if at is None:
            return
        clear(ctx, batch)
    try:
        count = _store_rows(ctx, at)
    except AppError as refused:
        if refused.status >= 500:
            raise
        _give_up(ctx, at, READING, refused.message)
        return
    if count is None:
        return
    with transaction(ctx):
        if at_work(ctx, batch, READING) is None:
            return
        if not count:
            nothing = message(zh="标题行下面没有数据", en="There are no rows below the headers.")
            put(ctx, batch, state=MAPPING, why=both(nothing))
            return
        # The person whose job this is asked for the check as well: he is the actor of its row.
        job = jobs.enqueue(ctx, CHECK, batch=batch)
        put(ctx, batch, state=CHECKING, rows=count, counts={}, job_id=job)


def _store_rows(ctx: Context, at: At) -> int | None:
    """How many; None when somebody stopped it."""
    content = store.content(at.kept)
    found = (row for row in sheets.rows(content, at.name, at.plan.sheet) if row[0] > at.plan.head)
    count = 0
    while some := list(islice(found, BLOCK)):
        with transaction(ctx) as session:
            if at_work(ctx, at.id, READING) is None:
                return None
            session.execute(
                insert(ImportRow),
                [
                    {
                        "import_id": at.id,
                        "line": line,
                        "state": WAITING,
                        "cells": store.seal(found, place_of(at.id, line)),
                    }
                    for line, found in some
                ],
            )
            count += len(some)
            put(ctx, at.id, rows=count)
    return count


def clear(ctx: Context, id: int) -> None:
    """Forget rows and marks."""
    for table in (ImportMark, ImportRow):
        ctx.session.execute(
            delete(table).where(table.import_id == id).execution_options(synchronize_session=False)
        )


def holds_rows() -> Any:
    """Whether anything of an import's content is still in the table."""
    return exists().where(ImportRow.import_id == Import.id)


def _give_up(ctx: Context, at: At, state: str, why: Message) -> None:
    with transaction(ctx):
        if at_work(ctx, at.id, state) is not None:
            put(ctx, at.id, state=MAPPING, why=both(why))


# -- the check and the run -------------------------------------------------------------------------


@jobs.chunked(CHECK, label=message(zh="检查导入数据", en="Check what is imported"))
def check(ctx: Context, progress: jobs.Progress, *, batch: int) -> jobs.Progress:
    """What each row would come to, by the real path; every chunk is undone, only its verdicts stay."""
    give_way(progress)
    at = at_work(ctx, batch, CHECKING)
    if at is None:
        return progress.end()
    who = acting(ctx, at.entity, at.user_id)
    if who is None:
        put(ctx, batch, state=MAPPING, why=both(LOST))
        return progress.end()
    rows = _next(ctx, at, progress)
    counts = _write(who, at, rows, keep=False, whole=False)
    if len(rows) == CHUNK:
        put(ctx, batch, counts=counts)
        return progress.on(rows[-1][0], done=len(rows), total=at.rows)
    put(ctx, batch, counts=counts, state=CHECKED)
    return progress.end(done=len(rows))


@jobs.chunked(RUN, label=message(zh="写入导入数据", en="Import rows"))
def run(ctx: Context, progress: jobs.Progress, *, batch: int, whole: bool) -> jobs.Progress:
    """Every row that waits, written once: its mark is committed with it. `whole`: all in one transaction, or none."""
    give_way(progress)
    at = at_work(ctx, batch, RUNNING)
    if at is None:
        return progress.end()
    who = acting(ctx, at.entity, at.user_id)
    if who is None:
        put(ctx, batch, state=STOPPED, why=both(LOST), finished_at=ctx.now)
        tell_hooks(ctx, at.entity)
        return progress.end()
    rows = _next(ctx, at, progress, limit=WHOLE if whole else CHUNK)
    counts = _write(who, at, rows, keep=True, whole=whole)
    if not whole and len(rows) == CHUNK:
        put(ctx, batch, counts=counts)
        return progress.on(rows[-1][0], done=len(rows), total=at.rows)
    if whole and counts.get(WRONG):
        put(ctx, batch, counts=counts, state=REFUSED)
        return progress.end(done=len(rows))
    # The rows are in the table: the file has done its work.
    store.drop(at.kept)
    put(ctx, batch, counts=counts, state=DONE, finished_at=ctx.now, kept=None, peek=None)
    tell_hooks(who, at.entity)
    return progress.end(done=len(rows))


def tell_hooks(ctx: Context, entity: type[Entity]) -> None:
    """What follows from all rows together, when no more of them come."""
    mine = ctx.within(Operation(action="import", nested=True))
    for hook in registry.current().entity(entity).hooks.of("on_imported"):
        hook.function(mine)


def _next(
    ctx: Context, at: At, progress: jobs.Progress, *, limit: int = CHUNK
) -> list[tuple[int, Any]]:
    """The next rows that wait: line and cells."""
    rows = ctx.session.execute(
        select(ImportRow.line, ImportRow.cells)
        .where(
            ImportRow.import_id == at.id,
            ImportRow.state == WAITING,
            ImportRow.line > (progress.cursor or 0),
        )
        .order_by(ImportRow.line)
        .limit(limit)
    ).all()
    return [(line, store.unseal(cells, place_of(at.id, line))) for line, cells in rows]


def _write(
    who: Context, at: At, rows: Sequence[tuple[int, Any]], *, keep: bool, whole: bool
) -> dict[str, int]:
    """Rehearse or write a chunk, and note what each row came to; the counts so far."""
    counts = Counter(at.counts)
    if not rows:
        return dict(counts)
    acts = Acts(who, at.id, at.entity, at.plan, rows)
    prepared = acts()

    def finish(outcomes: Sequence[records.Outcome]) -> list[dict[str, Any]]:
        is_refused = whole and any(one.error is not None for one in outcomes)
        latest = who.session.scalar(select(func.max(AuditLog.id))) or 0
        return [
            _verdict(at, line, one, keep=keep and not is_refused, latest=latest)
            for (line, _cells), one in zip(rows, outcomes, strict=True)
        ]

    verdicts = records.each(who, lambda: prepared, finish, atomic=whole, keep=keep)
    who.session.execute(update(ImportRow), verdicts)
    counts.update(str(one["state"]) for one in verdicts)
    return dict(counts)


def _verdict(
    at: At, line: int, outcome: records.Outcome, *, keep: bool, latest: int
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "import_id": at.id, "line": line, "told": None, "record_id": None, "effect": None,
    }  # fmt: skip
    place = place_of(at.id, line)
    if outcome.error is not None:
        problems = told(at.plan, at.entity, outcome.error)
        return {**found, "state": WRONG, "told": store.seal(problems, place)}
    written: Written = outcome.value
    if not keep:
        is_there = written.state != CREATED
        return {
            **found,
            "state": PLANNED[written.state],
            "record_id": written.id if is_there else None,
        }
    effect = {"version": written.version, "after": latest, "changes": written.changes}
    return {
        **found,
        "state": written.state,
        "record_id": written.id,
        "effect": None if written.state == SAME else store.seal(effect, place),
    }


def place_of(id: int, line: int) -> str:
    """What a sealed text of a row is bound to."""
    return f"sys_import_row.{id}.{line}"


def both(told: Message) -> str:
    return f"{told.in_language('zh')} / {told.in_language('en')}"[:400]
