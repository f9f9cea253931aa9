"""The one way to write business data, and the only module that commits it.

Every call: policy → values → conditions and checks → `check` hooks → the write, guarded by version and state →
`on_*` hooks → formulas, aggregates, clocks, search → audit row → commit → `after_*` hooks as durable jobs.
The outermost call opens and commits the transaction; calls inside it (hooks, groups) join it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from . import registry
from . import stored_answers as stored_answers  # declares their sweep
from .access import judgement
from .accounts import grants as grants  # refuses separate roles at every flush
from .accounts import trail as trail  # says in the audit log what was done to accounts
from .errors import NotFound
from .privacy import retention as retention  # declares the nightly run
from .sets import write_set
from .sla import sweep as sweep  # declares the schedule of the SLA clocks
from .writing import approvals, saving
from .writing.many import Outcome, each, lock
from .writing.preparing import (
    load,
    prepare_create,
    prepare_delete,
    prepare_transition,
    prepare_update,
)
from .writing.saving import save
from .writing.transaction import repeated, transaction

if TYPE_CHECKING:
    from .context import Context
    from .entity import Entity

E = TypeVar("E", bound="Entity")

__all__ = [
    "Outcome",
    "create",
    "delete",
    "dry_run",
    "each",
    "lock",
    "reject",
    "repeated",
    "transition",
    "update",
    "write_set",
    "writing",
]


def create(
    ctx: Context,
    entity: type[E],
    values: Mapping[str, Any],
    *,
    confirm: Callable[[E], None] | None = None,
) -> E:
    """Create a record from field values and lists of children; returns it as stored.

    `confirm` looks at the stored record; what it raises undoes it. Raises Forbidden, ValidationFailed with every problem
    at once, or what a hook raises.
    """

    def act() -> Any:
        with transaction(ctx):
            write = prepare_create(ctx, registry.current().entity(entity), values)
            write.raise_errors()
            save(write)
            if confirm is not None:
                confirm(write.record)
        return write.record

    return _stored(ctx, entity, repeated(ctx, act))


def update(
    ctx: Context,
    entity: type[E],
    id: int,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
) -> E:
    """Change fields and children. `version`: what the writer read; StaleRecord when it is another now."""

    def act() -> Any:
        with transaction(ctx):
            entry = registry.current().entity(entity)
            record = load(ctx, entry, id, "update", version=version)
            write = prepare_update(ctx, entry, record, values)
            write.raise_errors()
            save(write)
        return write.record

    return _stored(ctx, entity, repeated(ctx, act))


def transition(
    ctx: Context,
    entity: type[E],
    id: int,
    name: str,
    values: Mapping[str, Any] | None = None,
    *,
    version: int | None = None,
    note: str = "",
) -> E:
    """Take a step of the workflow. Two racers cannot both win: the loser gets InvalidState or StaleRecord.

    A step that needs approvals counts this call as a vote; the state moves with the last one needed.
    """

    def act() -> Any:
        with transaction(ctx):
            entry = registry.current().entity(entity)
            record = load(ctx, entry, id, "read", version=version, step=name)
            write = prepare_transition(ctx, entry, record, name, values or {}, note=note)
            write.raise_errors()
            saving.take_step(write)
        return write.record

    return _stored(ctx, entity, repeated(ctx, act))


def reject(
    ctx: Context, entity: type[E], id: int, name: str, *, version: int | None = None, note: str = ""
) -> E:
    """Refuse a step that is being approved: the votes collected so far count no longer."""

    def act() -> Any:
        with transaction(ctx):
            entry = registry.current().entity(entity)
            record = load(ctx, entry, id, "read", version=version)
            mapping = judgement.choose(entry, record, name)
            history = approvals.History(ctx, record)
            verdict = judgement.may_reject(ctx, entry, record, mapping, history)
            if not verdict.allowed:
                raise verdict.error()
            saving.refuse_step(ctx, entry, record, mapping, note=note)
        return record

    return _stored(ctx, entity, repeated(ctx, act))


def delete(ctx: Context, entity: type[E], id: int, *, version: int | None = None) -> None:
    """Delete softly. What points here refuses, goes along or lets go, as its `on_delete` says."""

    def act() -> None:
        with transaction(ctx):
            entry = registry.current().entity(entity)
            record = load(ctx, entry, id, "delete", version=version)
            save(prepare_delete(ctx, entry, record))

    repeated(ctx, act)


@contextmanager
def writing(ctx: Context) -> Iterator[None]:
    """One transaction for several writes: all of them, or none. Records belong to it until it ends."""
    with transaction(ctx):
        yield


@contextmanager
def dry_run(ctx: Context) -> Iterator[None]:
    """The real path, undone at the end: what would be refused is refused, nothing stays."""
    if ctx.sessions.writer is not None:
        raise RuntimeError("A rehearsal cannot start inside a write that is to stay.")
    with transaction(ctx, keep=False):
        yield


def _stored(ctx: Context, entity: type[E], record: Any) -> E:
    """The record for the caller: inside a transaction its own object, after it the reader's fresh one."""
    if ctx.sessions.writer is not None:
        joined: E = record
        return joined
    found = ctx.session.get(entity, record.id)
    if found is None:
        raise NotFound
    return found
