"""From a choice of records to a result for each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from .. import clock, jobs, records, registry
from ..context import Context
from ..errors import (
    AppError,
    Forbidden,
    InvalidState,
    NotFound,
    RuleViolation,
    Unauthenticated,
    message,
)
from ..i18n import languages
from ..writing.transaction import repeated, transaction
from .tables import BulkRun

if TYPE_CHECKING:
    from ..entity import Entity
    from ..records import Outcome

MOST = 1_000
"""Records of one act, as over REST."""
AT_ONCE = 200
"""Up to so many a person waits for; more are a job's."""
CHUNK = 50
"""Records of one transaction: other writers get their turn in between."""
KEPT = dt.timedelta(days=7)
JOB = "bulk.run"
AT_WORK = ("checking", "running")


@dataclass(frozen=True, slots=True)
class Act:
    """`action`: update, transition or delete. `values` are plain JSON, as REST takes them."""

    action: str
    transition: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


def begin(ctx: Context, entity: type[Entity], act: Act, chosen: Sequence[tuple[int, int]]) -> int:
    """Rehearse the act on records (id, version); the run's id. Nothing of it stays but the results."""
    if not chosen or len(chosen) > MOST:
        raise RuleViolation(
            f"请选择 1 至 {MOST} 条记录 / Choose 1 to {MOST} records.",
            field="records",
            code="too_many_affected",
        )
    _person(ctx)

    def write() -> int:
        with transaction(ctx) as session:
            run = BulkRun(
                entity=entity.key(),
                owner_id=_person(ctx),
                act=asdict(act),
                records=[list(one) for one in chosen],
                state="checking",
                results=[],
                created_at=ctx.now,
                updated_at=ctx.now,
            )
            session.add(run)
            session.flush()
            _ask(ctx, run)
            return run.id

    id = repeated(ctx, write)
    if len(chosen) <= AT_ONCE:
        _go_on(ctx, id)
    return id


def confirm(ctx: Context, entity: type[Entity], id: int) -> None:
    """Carry out what was rehearsed. Raises NotFound, InvalidState when it is no longer to be confirmed."""

    def write() -> int:
        with transaction(ctx) as session:
            run = _locked(ctx, id, entity)
            if run.state != "checked":
                raise InvalidState(
                    "这批操作已经执行或停止 / This was carried out, or stopped, already."
                )
            # What the rehearsal refused is not tried: the number that was confirmed is the most.
            refused = [one for one, why in zip(run.records, run.results, strict=True) if why]
            told = [why for why in run.results if why]
            others = [one for one, why in zip(run.records, run.results, strict=True) if not why]
            run.records, run.results, run.state = [*refused, *others], told, "running"
            run.updated_at = ctx.now
            session.flush()
            _ask(ctx, run)
            return len(others)

    if repeated(ctx, write) <= AT_ONCE:
        _go_on(ctx, id)


def stop(ctx: Context, entity: type[Entity], id: int) -> None:
    """What is not done yet is not done; what is done stays."""

    def write() -> None:
        with transaction(ctx):
            run = _locked(ctx, id, entity)
            if run.state in (*AT_WORK, "checked"):
                run.state = "stopped"
                run.act = _without_values(run.act)

    repeated(ctx, write)


def find(ctx: Context, entity: type[Entity], id: int) -> BulkRun:
    """A run of the person's own. Raises NotFound."""
    run = ctx.session.get(BulkRun, id)
    if run is None or run.owner_id != ctx.person_id or run.entity != entity.key():
        raise NotFound
    return run


def _person(ctx: Context) -> int:
    if ctx.person_id is None:
        raise Forbidden("批量操作须由个人发起 / Only a person acts on many records here.")
    return ctx.person_id


def _locked(ctx: Context, id: int, entity: type[Entity] | None = None) -> BulkRun:
    run = ctx.session.scalar(select(BulkRun).where(BulkRun.id == id).with_for_update())
    if run is None or run.owner_id != ctx.person_id:
        raise NotFound
    if entity is not None and run.entity != entity.key():
        raise NotFound
    return run


def _ask(ctx: Context, run: BulkRun) -> None:
    """Let a job do it, when it is more than a person waits for."""
    if len(run.records) - len(run.results) > AT_ONCE:
        run.job_id = jobs.enqueue(ctx, JOB, run=run.id, person=run.owner_id, language=ctx.language)


# -- the work -----------------------------------------------------------------------------------------


@jobs.job(
    JOB,
    atomic=False,
    priority=3,
    lock="bulk.{person}",
    label=message(zh="批量操作", en="Act on many records"),
)
def _work(_ctx: Context, *, run: int, person: int, language: str) -> None:
    """As the person, with the rights that he has now; begun again it goes on where it stopped."""
    try:
        ctx = Context.for_user(person, channel="job", language=language)
    except Unauthenticated:
        # His account is gone or disabled meanwhile: nobody may see a result, and nothing is done.
        return
    with ctx:
        _go_on(ctx, run)


def _go_on(ctx: Context, id: int) -> None:
    """Chunk by chunk until nothing is left, or somebody stopped it."""
    while repeated(ctx, partial(_chunk, ctx, id)):
        pass


def _chunk(ctx: Context, id: int) -> bool:
    """One chunk in one transaction together with its results; whether there is more."""
    with transaction(ctx) as session:
        run = _locked(ctx, id)
        if run.state not in AT_WORK:
            return False
        part = run.records[len(run.results) : len(run.results) + CHUNK]
        if part:
            entity = registry.current().entity(run.entity).entity
            act = Act(**run.act)

            def acts() -> list[Callable[[], Any]]:
                records.lock(ctx, entity, [one[0] for one in part], deleting=act.action == "delete")
                return [partial(_do, ctx, entity, act, *one) for one in part]

            told = records.each(ctx, acts, _told, atomic=False, keep=run.state == "running")
            run.results = [*run.results, *told]
        if len(run.results) == len(run.records):
            run.state = "checked" if run.state == "checking" else "done"
            if run.state == "done":
                run.act = _without_values(run.act)
        run.updated_at = ctx.now
        session.flush()
        return run.state in AT_WORK


def _do(ctx: Context, entity: type[Entity], act: Act, id: int, version: int) -> None:
    if act.action == "update":
        records.update(ctx, entity, id, act.values, version=version)
    elif act.action == "transition":
        records.transition(
            ctx, entity, id, act.transition, act.values, version=version, note=act.note
        )
    elif act.action == "delete":
        records.delete(ctx, entity, id, version=version)
    else:
        raise ValueError(f"There is no act {act.action!r}.")


def _told(outcomes: Sequence[Outcome]) -> list[dict[str, str] | None]:
    return [None if one.error is None else _why(one.error) for one in outcomes]


def _why(error: AppError) -> dict[str, str]:
    """Every problem in every language, with the names of the fields only where the message needs them."""
    found = {}
    for language in languages():
        texts = [problem.message.in_language(language) for problem in error.errors]
        found[language] = " ".join(dict.fromkeys(texts)) or error.message.in_language(language)
    return found


def _without_values(act: Mapping[str, Any]) -> dict[str, Any]:
    """What was written stands in the records now; nothing of it is kept here."""
    return {**act, "values": {}, "note": ""}


@jobs.schedule(
    "bulk.forget",
    cron="0 23 3 * * *",
    label=message(zh="清理旧的批量结果", en="Forget results of old bulk acts"),
)
def forget(ctx: Context) -> None:
    """Results go after a week."""
    ctx.session.execute(delete(BulkRun).where(BulkRun.created_at < clock.now() - KEPT))
