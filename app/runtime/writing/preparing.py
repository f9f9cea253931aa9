"""The first half of a write: who may, which values, which problems. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import ColumnElement, case, literal, select

from ..access import judgement, own_grants
from ..errors import (
    AppError,
    FieldError,
    Forbidden,
    NotFound,
    RuleViolation,
    StaleRecord,
    ValidationFailed,
    message,
)
from . import (
    aggregates,
    children,
    circles,
    computed,
    deletion,
    references,
    unique,
    validation,
)
from .approvals import History
from .holding import hold_before
from .write import Write, snapshot

if TYPE_CHECKING:
    from ..context import Context
    from ..registry import EntityEntry


def load(
    ctx: Context,
    entry: EntityEntry,
    id: int,
    action: str,
    *,
    version: int | None = None,
    step: str = "",
) -> Any:
    """The record, locked, if the actor may see it (else NotFound) and do `action` (else Forbidden).

    `step`: the transition that it is locked for.
    """
    ctx.session.flush()
    hold_before(ctx, entry, [id], step or action)
    aggregates.lock_parents(ctx, entry, id)
    entity, policy = entry.entity, entry.policy
    may_read = policy.rows(ctx.judge, "read")
    may_act = policy.rows(ctx.judge, action) if action != "read" else None
    row = ctx.session.execute(
        select(entity, _flag(may_read), _flag(may_act))
        .where(entity.id == id, entity.deleted_at.is_(None))
        # A delete must wait for whoever is about to point here; a change need not.
        .with_for_update(of=entity, key_share=action != "delete")
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None or not row[1]:
        raise NotFound
    record = row[0]
    if not row[2]:
        refuse(ctx, entry, action, record)
    if version is not None and record.version != version:
        raise StaleRecord(current=record.version, given=version)
    return record


def _flag(condition: ColumnElement[bool] | None) -> ColumnElement[Any]:
    if condition is None:
        return literal(1)
    return case((condition, 1), else_=0)


def refuse(ctx: Context, entry: EntityEntry, action: str, record: Any = None) -> NoReturn:
    """Raise the policy's own refusal."""
    session = ctx.session if record is not None else None
    told = entry.policy.may(ctx.judge, action, record, session).reason
    raise Forbidden(told or message(zh="不允许", en="Not allowed."))


def prepare_create(
    ctx: Context,
    entry: EntityEntry,
    values: Mapping[str, Any],
    *,
    owner: tuple[str, Any] | None = None,
    prefix: str = "",
) -> Write:
    """A new record with its values, judged; not yet in the database."""
    if not entry.policy.may(ctx.judge, "create").allowed:
        refuse(ctx, entry, "create")
    ctx.session.flush()
    record: Any = entry.entity()
    # Paths through refs must load although the record is not in the database yet.
    ctx.session.enable_relationship_loading(record)
    write = Write(ctx, entry, "create", record, prefix=prefix, owner=owner)
    with ctx.session.no_autoflush:
        now = ctx.now
        record.created_at = record.updated_at = now
        record.created_by_id = record.updated_by_id = ctx.person_id
        record.version = 1
        if owner is not None:
            children.adopt(record, *owner)
        if entry.workflow is not None:
            record.state = entry.workflow.initial
        own, lists = children.split(write, values)
        validation.take(write, own)
        _assign(write)
        computed.defaults(write)
        _judge(write, lists)
    return write


def prepare_update(
    ctx: Context,
    entry: EntityEntry,
    record: Any,
    values: Mapping[str, Any],
    *,
    owner: tuple[str, Any] | None = None,
    prefix: str = "",
) -> Write:
    """The changed record, judged; the change is not yet in the database."""
    write = Write(ctx, entry, "update", record, prefix=prefix, owner=owner)
    if owner is not None:
        may = entry.policy.may(ctx.judge, "update", record, ctx.session)
        if not may.allowed:
            refuse(ctx, entry, "update", record)
    with ctx.session.no_autoflush:
        own, lists = children.split(write, values)
        validation.take(write, own)
        write.before = snapshot(record, also=write.given)
        validation.respect_masks(write)
        fixed = validation.fixed_fields(write)
        _assign(write)
        _judge(write, lists, fixed)
    return write


def prepare_transition(
    ctx: Context,
    entry: EntityEntry,
    record: Any,
    name: str,
    values: Mapping[str, Any],
    *,
    note: str = "",
) -> Write:
    """The step with what the dialog asked for, judged: right, then guard, then what the target state needs."""
    mapping = judgement.choose(entry, record, name)
    verdict = judgement.right(ctx, entry, record, mapping, History(ctx, record))
    if not verdict.allowed:
        raise verdict.error()
    write = Write(ctx, entry, "transition", record, transition=mapping, note=note.strip())
    with ctx.session.no_autoflush:
        validation.take(write, values, asks=(*mapping.asks, *mapping.needs))
        write.before = snapshot(record, also=write.given)
        _assign(write)
        # The guard sees what follows from the inputs too: `when: total <= 500` means the new total.
        computed.lookups(write)
        computed.formulas(write)
        verdict = judgement.guard(ctx, entry, record, mapping)
        if not verdict.allowed and not write.errors:
            raise verdict.error()
        # Judged as it will be: `required: … state == 'in_progress'` speaks of the target.
        record.state = mapping.target
        validation.needs(write)
        _judge(write, {})
    return write


def prepare_delete(
    ctx: Context, entry: EntityEntry, record: Any, *, owner: tuple[str, Any] | None = None
) -> Write:
    """A delete that nothing forbids."""
    write = Write(ctx, entry, "delete", record, owner=owner, before=snapshot(record))
    if owner is not None:
        may = entry.policy.may(ctx.judge, "delete", record, ctx.session)
        if not may.allowed:
            refuse(ctx, entry, "delete", record)
    deletion.refuse_ledger(write)
    deletion.refuse_if_used(write)
    check_hooks(write)
    return write


def _assign(write: Write) -> None:
    for name, value in write.given.items():
        if write.fields[name].type != "refs":
            write.assign(name, value)
    references.check(write)


def _judge(write: Write, lists: Mapping[str, Any], fixed: set[str] | None = None) -> None:
    """Everything that is judged on the record as it will be."""
    references.assign_many(write)
    computed.lookups(write)
    circles.check(write)
    own_grants.refuse(write)
    if write.creating:
        aggregates.refresh(write)
    computed.formulas(write)
    if fixed is None:
        fixed = validation.fixed_fields(write) if write.creating else set()
    validation.conditions(write, fixed)
    children.prepare(write, lists)
    if write.all_errors():
        return
    validation.checks(write)
    unique.check(write)
    if not write.all_errors():
        check_hooks(write)


def check_hooks(write: Write) -> None:
    """Hand-written checks; several refusals are told together."""
    hooks = write.entry.hooks.of("check")
    if not hooks:
        return
    ctx = write.hook_context(checking=True)
    refusals: list[AppError] = []
    before = snapshot(write.record)
    with write.session.no_autoflush:
        for hook in hooks:
            try:
                hook.function(write.record, ctx)
            except (RuleViolation, ValidationFailed) as refusal:
                refusals.append(refusal)
    if snapshot(write.record) != before:
        raise RuntimeError(
            f"A check hook of {write.key} changed the record; checks write nothing, use on_{write.action}."
        )
    if len(refusals) == 1 and not write.prefix:
        raise refusals[0]
    for found in refusals:
        told = list(found.errors) or [FieldError("", found.code, found.message)]
        for error in told:
            write.wrong(error.field, error.code, error.message)
