"""What a person does with an import: bring a file, map it, start it, stop it, take it back, remove it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select, update

from .. import audit, jobs, registry
from ..accounts.users import User
from ..errors import Forbidden, InvalidState, NotFound, RuleViolation, message
from ..files.content import clean_name
from ..query.titles import person
from ..system import Job
from ..writing.transaction import transaction
from . import cells, plan, sheets, store, undo, work
from . import forget as forget  # declares the nightly run
from .tables import (
    BUSY,
    CHECKED,
    CHECKING,
    CREATED,
    DONE,
    MAPPING,
    READING,
    REFUSED,
    RUNNING,
    STOPPED,
    UNDOING,
    UPDATED,
    WAITING,
    WRONG,
    Import,
    ImportRow,
)

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

ADMINISTRATOR = "sysadmin"
KEY = Import.__tablename__
"""Under this name imports stand in the audit log."""
PAGE = 25
SHOWN = 50
"""Problems on the page; the workbook has them all."""
MOST_OPEN = 10
"""Imports of one person that are not written yet: files are kept for them."""
REOPENED = (MAPPING, CHECKED, REFUSED)


@dataclass(frozen=True, slots=True)
class Page:
    imports: Sequence[Import]
    after: int | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its number, and `(column or None, cell, zh, en)` of each."""

    line: int
    told: Sequence[tuple[int | None, str, str, str]]


def may(ctx: Context, entity: type[Entity]) -> bool:
    """Whether he may import at all: the right, and something to do with it."""
    policy = registry.current().entity(entity).policy
    return policy.may(ctx.judge, "import").allowed and bool(plan.modes(entity, ctx.judge))


def open_to(ctx: Context) -> list[type[Entity]]:
    """The entities that he may import."""
    return [entry.entity for entry in registry.current().entities() if may(ctx, entry.entity)]


def refuse_others(ctx: Context, entity: type[Entity]) -> None:
    """Raises Forbidden for whoever may not import the entity."""
    decision = registry.current().entity(entity).policy.may(ctx.judge, "import")
    if decision.reason is not None:
        raise Forbidden(decision.reason)
    if not may(ctx, entity):
        raise Forbidden(
            "您既不能新建也不能修改，无法导入 / You may neither create nor change these."
        )


# -- bringing a file -------------------------------------------------------------------------------


def upload(ctx: Context, entity: type[Entity], content: bytes, name: str) -> int:
    """Take a file; returns the import's id. Raises Forbidden, or RuleViolation for a file that is not taken."""
    refuse_others(ctx, entity)
    cleaned = clean_name(name)
    found = sheets.look(content, cleaned)
    open_ones = select(func.count()).where(
        Import.user_id == ctx.actor.id, Import.kept.is_not(None), Import.state.in_(REOPENED)
    )
    if (ctx.session.scalar(open_ones) or 0) >= MOST_OPEN:
        raise RuleViolation(
            message(
                zh=f"您有 {MOST_OPEN} 个尚未执行的导入，请先执行或删除",
                en=f"{MOST_OPEN} of your imports were never run: run or remove some first.",
            ),
            field="file",
            code="import_many",
        )
    kept = store.keep(content)
    row = Import(
        user_id=ctx.actor.id, entity=entity.key(), state=MAPPING, name=cleaned, size=len(content),
        digest=hashlib.sha256(content).hexdigest(), kept=kept, plan={}, heads=[], counts={},
        rows=0, created_at=ctx.now,
        peek=store.seal([[one.name, one.first] for one in found], f"sys_import.{kept}"),
    )  # fmt: skip
    try:
        with transaction(ctx) as session:
            session.add(row)
            session.flush()
            audit.log(ctx, "import:file", KEY, row.id, {"entity": entity.key(), "name": cleaned})
            id = row.id
    except BaseException:
        store.drop(kept)
        raise
    return id


def find(ctx: Context, id: int) -> Import:
    """The import, for who brought it and for administrators. Raises NotFound for everybody else."""
    row = ctx.session.get(Import, id) if 0 < id < 2**63 else None
    if row is None or not registry.current().has(row.entity) or not _sees(ctx, row):
        raise NotFound
    return row


def _sees(ctx: Context, row: Import) -> bool:
    if ctx.actor.scopes is not None:
        # A program brings rows by the bulk addresses.
        return False
    return row.user_id == ctx.actor.id or ADMINISTRATOR in ctx.actor.roles


def entity_of(row: Import) -> type[Entity]:
    return registry.current().entity(row.entity).entity


def listed(ctx: Context, *, below: int | None = None) -> Page:
    """One's own imports, an administrator's all; the newest first."""
    statement = select(Import).order_by(Import.id.desc()).limit(PAGE + 1)
    if ADMINISTRATOR not in ctx.actor.roles:
        statement = statement.where(Import.user_id == ctx.actor.id)
    if below is not None:
        statement = statement.where(Import.id < below)
    found = [
        row for row in ctx.session.scalars(statement).all() if registry.current().has(row.entity)
    ]
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def owners(ctx: Context, users: Collection[int]) -> dict[int, str]:
    """user → name, for administrators."""
    if not users:
        return {}
    found = ctx.session.execute(
        select(User.id, User.first_name, User.last_name, User.username).where(User.id.in_(users))
    )
    return {id: person(first, last, username) for id, first, last, username in found}


def sheets_of(row: Import) -> list[sheets.Sheet]:
    """The sheets with their first rows, as long as the file is kept."""
    peek = store.unseal(row.peek, f"sys_import.{row.kept}") if row.kept else None
    return [
        sheets.Sheet(name, [(line, cells) for line, cells in first]) for name, first in peek or []
    ]


def same_file(ctx: Context, row: Import) -> Import | None:
    """The latest import of the very same file that was written, whoever brought it."""
    return ctx.session.scalars(
        select(Import)
        .where(
            Import.entity == row.entity, Import.digest == row.digest, Import.id != row.id,
            Import.state.in_((DONE, STOPPED)),
        )
        .order_by(Import.id.desc())
        .limit(1)
    ).first()  # fmt: skip


# -- mapping, running ------------------------------------------------------------------------------


def prepare(ctx: Context, id: int, wanted: plan.Plan, heads: Sequence[str]) -> None:
    """Say which column is what; the file is read and its rows are checked. Raises ValidationFailed, InvalidState."""
    row = find(ctx, id)
    entity = entity_of(row)
    _refuse_strangers(ctx, row, entity)
    plan.check(wanted, entity, ctx.judge, heads)
    store.content(row.kept)
    with transaction(ctx):
        _move(ctx, id, REOPENED, READING, plan=wanted.as_json(), heads=list(heads), counts={},
              rows=0, why=None)  # fmt: skip
        work.put(ctx, id, job_id=jobs.enqueue(ctx, work.READ, batch=id))


def start(ctx: Context, id: int, *, whole: bool = False) -> None:
    """Write the rows. Of two who press the button one wins, the other gets InvalidState."""
    row = find(ctx, id)
    entity = entity_of(row)
    _refuse_strangers(ctx, row, entity)
    if whole and row.rows > plan.WHOLE:
        raise RuleViolation(
            message(
                zh=f"超过 {plan.WHOLE:,} 行时不能“全部成功才写入”",
                en=f"More than {plan.WHOLE:,} rows cannot be written all or none.",
            ),
            field="whole",
            code="import_whole",
        )
    with transaction(ctx) as session:
        _move(ctx, id, (CHECKED, STOPPED), RUNNING, why=None)
        session.execute(
            update(ImportRow)
            .where(
                ImportRow.import_id == id,
                ImportRow.state.in_(("new", "change", WRONG))
                | ((ImportRow.state == "same") & ImportRow.effect.is_(None)),
            )
            .values(state=WAITING, told=None)
            .execution_options(synchronize_session=False)
        )
        written = {k: v for k, v in row.counts.items() if k in (CREATED, UPDATED)}
        job = jobs.enqueue(ctx, work.RUN, batch=id, whole=whole)
        work.put(ctx, id, job_id=job, counts=written)
        audit.log(ctx, "import:run", KEY, id, {"entity": row.entity, "rows": row.rows})


def stop(ctx: Context, id: int) -> None:
    """Let a job go no further: what was written stays, and can be gone on with or taken back."""
    row = find(ctx, id)
    with transaction(ctx):
        audit.log(ctx, "import:stop", KEY, id)
        for before, after in ((READING, MAPPING), (CHECKING, MAPPING), (UNDOING, DONE)):
            if _moved(ctx, id, (before,), after):
                return
        if not _moved(ctx, id, (RUNNING,), STOPPED, finished_at=ctx.now):
            raise _not_now()
        work.tell_hooks(ctx, registry.current().entity(row.entity).entity)


def again(ctx: Context, id: int) -> None:
    """Let a job that was given up go on from its last chunk."""
    row = find(ctx, id)
    if row.state not in BUSY or row.job_id is None or not jobs.retry(row.job_id, by=ctx):
        raise _not_now()


def is_stuck(ctx: Context, row: Import) -> bool:
    """Whether its job was given up or cancelled."""
    job = ctx.session.get(Job, row.job_id) if row.state in BUSY and row.job_id else None
    return job is not None and job.state in ("failed", "cancelled")


def progress(ctx: Context, row: Import) -> tuple[int, int]:
    """(done, of how many) of the job at work; of how many is 0 while nobody knows."""
    if row.state == READING:
        return row.rows, 0
    job = ctx.session.get(Job, row.job_id) if row.job_id else None
    return (int(job.progress_done or 0) if job else 0), row.rows


def problems(ctx: Context, row: Import, *, state: str = WRONG) -> list[Problem]:
    """The first rows that were refused (or, of one taken back, left alone), with the cells concerned."""
    rows = ctx.session.execute(
        select(ImportRow.line, ImportRow.cells, ImportRow.told)
        .where(ImportRow.import_id == row.id, ImportRow.state == state)
        .order_by(ImportRow.line)
        .limit(SHOWN)
    )
    found = []
    for line, sealed, told in rows:
        row_cells = store.unseal(sealed, work.place_of(row.id, line))
        said = store.unseal(told, work.place_of(row.id, line)) or []
        told_of = [
            (place, cells.plain(row_cells[place]) if _has(row_cells, place) else "", zh, en)
            for place, _code, zh, en in said
        ]
        found.append(Problem(line, told_of))
    return found


def _has(found: Sequence[Any], place: int | None) -> bool:
    return place is not None and place < len(found)


# -- afterwards ------------------------------------------------------------------------------------


def undo_until(row: Import) -> dt.datetime | None:
    """Until when it can be taken back; None when there is nothing to take back."""
    written = row.counts.get(CREATED, 0) + row.counts.get(UPDATED, 0)
    if row.state not in (DONE, STOPPED) or row.finished_at is None or not written:
        return None
    return row.finished_at + undo.KEPT


def take_back(ctx: Context, id: int) -> None:
    """Undo what it wrote, as far as nobody has changed it since. Raises InvalidState when its time is over."""
    row = find(ctx, id)
    _refuse_strangers(ctx, row, entity_of(row))
    until = undo_until(row)
    if until is None or until < ctx.now:
        raise InvalidState(
            message(
                zh=f"只能在导入后 {undo.KEPT.days} 天内撤销",
                en=f"An import can be taken back within {undo.KEPT.days} days.",
            )
        )
    with transaction(ctx):
        _move(ctx, id, (DONE, STOPPED), UNDOING, why=None)
        work.put(ctx, id, job_id=jobs.enqueue(ctx, undo.UNDO, batch=id))
        audit.log(ctx, "import:undo", KEY, id, {"entity": row.entity})


def remove(ctx: Context, id: int) -> None:
    """Forget file and rows; the records that it made stay."""
    row = find(ctx, id)
    with transaction(ctx) as session:
        gone = session.scalar(
            select(Import.id).where(Import.id == id, Import.state.not_in(BUSY)).with_for_update()
        )
        if gone is None:
            raise _not_now()
        work.clear(ctx, id)
        session.execute(delete(Import).where(Import.id == id))
        audit.log(ctx, "import:remove", KEY, id, {"entity": row.entity, "name": row.name})
        kept = row.kept
    store.drop(kept)


def _refuse_strangers(ctx: Context, row: Import, entity: type[Entity]) -> None:
    """Administrators see everybody's imports; to go on with one is its owner's alone."""
    refuse_others(ctx, entity)
    if row.user_id != ctx.actor.id:
        raise Forbidden(
            "只有上传者本人可以继续这个导入 / Only who brought the file may go on with it."
        )


def _moved(ctx: Context, id: int, before: Sequence[str], after: str, **values: Any) -> bool:
    moved = ctx.session.scalar(
        update(Import)
        .where(Import.id == id, or_(*(Import.state == one for one in before)))
        .values(state=after, **values)
        .returning(Import.id)
        .execution_options(synchronize_session=False)
    )
    return moved is not None


def _move(ctx: Context, id: int, before: Sequence[str], after: str, **values: Any) -> None:
    if not _moved(ctx, id, before, after, **values):
        raise _not_now()


def _not_now() -> InvalidState:
    return InvalidState(
        message(
            zh="导入的状态已变，请刷新页面后再试",
            en="The import is in another state by now: reload the page.",
        )
    )
