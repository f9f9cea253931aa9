"""The second half of a write: into the database, hooks, what follows from it, and the audit row."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from .. import audit, calendar, search, together
from ..access.judgement import wrong_state
from ..context import Operation
from ..errors import Forbidden, InvalidState, StaleRecord
from ..sla import clocks as sla
from ..system import TransitionLog
from . import (
    after,
    aggregates,
    approvals,
    children,
    circles,
    computed,
    deletion,
    references,
    unique,
    validation,
)
from .preparing import prepare_delete, prepare_update, refuse
from .write import Write, forget, know, pending_columns, snapshot

if TYPE_CHECKING:
    from ..context import Context
    from ..registry import EntityEntry
    from ..workflow import Transition

_STEPS = cast(Table, TransitionLog.__table__)


def save(write: Write) -> None:
    """Carry out a prepared create, update or delete."""
    together.wrote(write.session, write.key)
    {"create": _create, "update": _update, "delete": _delete}[write.action](write)


def _create(write: Write) -> None:
    session, record = write.session, write.record
    with session.no_autoflush:
        computed.numbers(write)
        clocks = sla.begin(write)
    session.add(record)
    _flush(write)
    know(record)
    for row in clocks:
        row.record_id = record.id
    session.add_all(clocks)
    _must_be_in_scope(write, "create")
    references.own_files(write)
    children.save(write)
    if write.entry.workflow is not None:
        write.initial = record.state
        if write.ctx.in_hook or not write.ctx.actor.is_system:
            # What a person or a rule of the code begins; a job may bring old records in as they were.
            write.entry.workflow.must_begin({record.state})
        log_transition(write, "create", None, record.state)
    _run_hooks(write)
    _finish(write)


def _update(write: Write) -> None:
    record = write.record
    changed = write.changed()
    if not changed and not write.children:
        return
    version = record.version
    _stamp(write)
    _guarded(write, version)
    _must_be_in_scope(write, "update")
    references.own_files(write)
    children.save(write)
    approvals.reset_on_change(write, changed)
    sla.settle(write, changed)
    _run_hooks(write)
    _finish(write)


def take_step(write: Write) -> None:
    """Carry out a prepared transition, or count it as a vote while more are needed."""
    together.wrote(write.session, write.key)
    mapping, record = cast("Transition", write.transition), write.record
    source, version = write.before["state"], record.version
    if mapping.approve is not None:
        votes = approvals.History(write.ctx, record).votes(mapping.name)
        approvals.reset_on_change(write, write.changed() - {"state"})
        if set(mapping.approve.reset_on) & (write.changed() - {"state"}):
            votes = set()
        if len(votes) + 1 < mapping.approve.need:
            _vote(write, mapping, source, version)
            return
        record.state = source
        approvals.cast(write, mapping, "approve")
        record.state = mapping.target
    _stamp(write)
    _guarded(write, version, sources=mapping.sources)
    references.own_files(write)
    if approvals.uses_approvals(write):
        approvals.close_done(write, mapping.name)
    log_transition(write, mapping.name, source, mapping.target)
    sla.settle(write, write.changed() - {"state"})
    sla.entered(write, source, mapping.target)
    _run_hooks(write)
    _finish(write)


def _vote(write: Write, mapping: Transition, source: str, version: int) -> None:
    """Keep the state; what the dialog asked for is stored, so that the next approver sees it."""
    write.record.state = source
    write.action, write.transition = "update", None
    if write.changed():
        _stamp(write)
        _guarded(write, version)
        references.own_files(write)
    approvals.cast(write, mapping, "approve")
    _finish(write, action=f"approve:{mapping.name}")


def refuse_step(
    ctx: Context, entry: EntityEntry, record: Any, mapping: Transition, *, note: str
) -> None:
    """One rejection clears what was collected."""
    write = Write(ctx, entry, "update", record, note=note.strip(), before=snapshot(record))
    # First what was collected: he may have voted himself, and nobody has two open votes.
    approvals.close(write, "rejected", transitions=[mapping.name])
    approvals.cast(write, mapping, "reject")
    approvals.close(write, "rejected", transitions=[mapping.name])
    log_transition(write, f"reject:{mapping.name}"[:40], record.state, record.state)
    audit.log(
        ctx, f"reject:{mapping.name}"[:40], write.key, record.id, {"note": note} if note else {}
    )


def _delete(write: Write) -> None:
    session, record = write.session, write.record
    going = write.ctx.sessions.going
    going.add((write.key, record.id))
    try:
        _delete_followers(write, going)
    finally:
        going.discard((write.key, record.id))
    version = record.version
    record.deleted_at = write.ctx.now
    _stamp(write)
    _guarded(write, version)
    sla.deleted(write)
    with audit.held_back(write.ctx) as write.followed:
        for hook in write.hooks("on"):
            hook.function(record, write.hook_context())
    session.flush()
    search.forget(session, record)
    _refresh_parents(write, set())
    audit.log(write.ctx, "delete", write.key, record.id, audit.diff(write.fields, {}, {}))
    audit.release(write.ctx, write.followed)
    after.enqueue(write)


def _delete_followers(write: Write, going: Collection[tuple[str, int]]) -> None:
    system = write.ctx.within(write.hook_context().operation)
    for entry, field, rows in deletion.followers(write):
        for row in rows:
            if field.on_delete != "cascade":
                letting_go = prepare_update(system, entry, row, {field.name: None})
                letting_go.raise_errors()
                save(letting_go)
            elif (entry.entity.key(), row.id) not in going:
                # This record goes too: its aggregates need no refresh.
                save(prepare_delete(system, entry, row, owner=(field.name, write.record)))


# -- steps ----------------------------------------------------------------------------------------------


_WRITER = object()


def _stamp(write: Write, *, by: Any = _WRITER) -> None:
    """`by`: who has changed it, where that is not whoever writes."""
    record = write.record
    record.version = record.version + 1
    record.updated_at = write.ctx.now
    record.updated_by_id = write.ctx.actor.id if by is _WRITER else by


def _guarded(write: Write, version: int, *, sources: tuple[str, ...] | None = None) -> None:
    """`UPDATE … WHERE id AND version = n AND state IN (sources)`: of two racers one finds no row."""
    entity: Any = write.entity
    guards = [entity.version == version, entity.deleted_at.is_(None)]
    if sources is not None:
        guards.append(entity.state.in_(sources))
    try:
        with write.session.no_autoflush:
            won = write.flush(*guards)
        if won:
            write.session.flush()
    except IntegrityError as refused:
        raise unique.explain(refused, write.entity, write.prefix) from refused
    if not won:
        _lost(write, version, sources)


def _lost(write: Write, version: int, sources: tuple[str, ...] | None) -> None:
    entity: Any = write.entity
    columns = [entity.version] + ([entity.state] if sources is not None else [])
    now = write.session.execute(select(*columns).where(entity.id == write.record.id)).one()
    if sources is not None and now[1] not in sources and write.transition and write.entry.workflow:
        raise InvalidState(wrong_state(write.entry.workflow, write.transition.name, now[1]))
    raise StaleRecord(current=now[0], given=version)


def _flush(write: Write) -> None:
    try:
        write.session.flush()
    except IntegrityError as refused:
        raise unique.explain(refused, write.entity, write.prefix) from refused


def _send(write: Write) -> None:
    """What is pending on the stored record, by one UPDATE of its own, and then everything else."""
    try:
        with write.session.no_autoflush:
            write.flush()
        write.session.flush()
    except IntegrityError as refused:
        raise unique.explain(refused, write.entity, write.prefix) from refused


def _must_be_in_scope(write: Write, action: str) -> None:
    """The row as it is now must be one that the actor may write, field by field."""
    if write.ctx.trusted:
        return
    policy, actor, entity = write.entry.policy, write.ctx.judge, write.entity

    def make() -> Any:
        rows = policy.rows(actor, action)
        return None if rows is None else select(entity.id).where(entity.id == bindparam("id"), rows)

    statement = together.made_once(write.session, (actor, write.key, action), make)
    if statement is not None and write.session.scalar(statement, {"id": write.record.id}) is None:
        refuse(write.ctx, write.entry, action, write.record)
    masked = [name for name in write.given if policy.is_restricted(name, "write")]
    if masked:
        mine = policy.fields_on(actor, write.record, write.session, use="write", action=action)
        for name in masked:
            if name not in mine:
                raise Forbidden(validation.NOT_YOURS, field=f"{write.prefix}{name}")


def _run_hooks(write: Write) -> None:
    """`on_*` hooks see the stored record; what they set on it is written with the rest."""
    hooks = write.hooks("on")
    if not hooks:
        return
    before = write.snapshot()
    ctx = write.hook_context()
    with audit.held_back(ctx) as write.followed:
        for hook in hooks:
            hook.function(write.record, ctx)
    if "state" in pending_columns(write.record):
        raise RuntimeError(
            f"A hook of {write.key} set the state itself; call ctx.transition, so that the rules hold."
        )
    for name in pending_columns(write.record):
        if name.endswith("_id"):
            forget(write.record, name.removesuffix("_id"))
    _send(write)
    now = write.snapshot()
    write.touched = {name for name in now if now[name] != before.get(name)} - {"state"}
    _react(write, write.touched)


def _react(write: Write, moved: Collection[str]) -> None:
    """Values that moved after the write was prepared: clocks get their target, approvals of them are void."""
    if moved:
        sla.settle(write, moved)
        approvals.reset_on_change(write, moved)
        _flush(write)


def _finish(write: Write, *, action: str | None = None) -> None:
    """What follows from the values, once they are final: aggregates, formulas, checks, search, audit."""
    session, record = write.session, write.record
    with session.no_autoflush:
        circles.check_stored(write)
        before = write.snapshot()
        if write.touched:
            computed.lookups(write, of=write.touched)
        if write.children:
            aggregates.refresh(write)
        computed.formulas(write)
        followed = write.snapshot()
        if write.touched or pending_columns(record):
            validation.checks(write)
        write.raise_errors()
    _send(write)
    _react(write, {name for name in followed if followed[name] != before[name]})
    changed = write.changed()
    _refresh_parents(write, changed)
    if any(field.name in changed for field in search.indexed_fields(write.entity)):
        search.index(session, record)
    name = action or (write.transition.name if write.transition else write.action)
    audit.log(write.ctx, name, write.key, record.id, _diff(write))
    audit.release(write.ctx, write.followed)
    after.enqueue(write)


def _diff(write: Write) -> dict[str, Any]:
    """What this write changed; a further transition that a hook made has a row of its own."""
    after_values = write.snapshot()
    if write.transition is not None:
        after_values["state"] = write.transition.target
    elif write.creating and write.entry.workflow is not None:
        after_values["state"] = write.initial
    changes: dict[str, Any] = audit.diff(write.fields, write.before, after_values)
    if write.note:
        changes["note"] = write.note
    return changes


def _refresh_parents(write: Write, changed: set[str]) -> None:
    for parent, id in aggregates.affected(write, changed):
        refresh_parent(write.ctx, parent, id)


def refresh_parent(ctx: Context, parent: aggregates.Parent, id: int) -> None:
    """Stored aggregates of a parent, and what follows for it: formulas, checks, approvals, its own parents."""
    entity = parent.entry.entity
    ctx.session.flush()
    record = ctx.session.scalar(
        select(entity)
        .where(entity.id == id, entity.deleted_at.is_(None))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if record is None:
        return
    # The totals are the system's, whoever wrote the line.
    system = ctx.within(Operation(action="update", nested=True))
    write = Write(system, parent.entry, "update", record, before=snapshot(record))
    with ctx.session.no_autoflush:
        aggregates.refresh(write)
        computed.formulas(write)
        write.raise_errors()
        moved = write.changed()
        if not moved:
            return
        validation.checks(write)
        write.raise_errors()
    # Nor is the record "changed by" him: he changed the line, which the reader of the totals may not even see.
    _stamp(write, by=record.updated_by_id)
    _flush(write)
    _react(write, moved)
    _refresh_parents(write, moved)
    audit.log(
        system, "derive", write.key, id, audit.diff(write.fields, write.before, write.snapshot())
    )


def log_transition(write: Write, name: str, source: str | None, target: str) -> None:
    """The change of state, with the working minutes spent in the state that was left."""
    minutes = None
    if source is not None:
        together.settle_steps(write.session)
        since = write.session.scalar(
            select(TransitionLog.at)
            .where(TransitionLog.entity == write.key, TransitionLog.record_id == write.record.id)
            .order_by(TransitionLog.id.desc())
            .limit(1)
        )
        minutes = calendar.named("working").work_between(
            since or write.record.created_at, write.ctx.now
        )
    step = {
        "entity": write.key,
        "record_id": write.record.id,
        "transition": name,
        "from_state": source,
        "to_state": target,
        "actor_id": write.ctx.person_id,
        "by_system": write.ctx.trusted,
        "at": write.ctx.now,
        "note": write.note,
        "business_minutes": minutes,
    }
    left = together.of(write.session)
    if left is not None:
        left.steps.append(step)
    else:
        write.session.execute(insert(_STEPS), [step])
