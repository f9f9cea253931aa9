"""Set-based writes: many rows by few statements, under the same policy, one audit row per chunk.

write_set(ctx, Unit, [{"project": 1, "name": "1-101"}, …], action="create", audit="roster of 2026")
write_set(ctx, Unit, Unit.project_id == 1, action="update", values={"surveyed": True}, audit="survey")
write_set(ctx, Unit, Unit.project_id == 1, action="delete", audit="project closed")
write_set(ctx, Unit, [{"id": 7, "created_at": …}, …], action="history", audit="the old system")
write_set(ctx, Task, [{"plan_id": 7, "due_on": …}, …], action="make", audit="tasks of plans")
write_set(ctx, Task, [{"id": 7, "assignee_id": 3}, …], action="each", audit="shared out")
write_set(ctx, Task, [{"id": 7, "issued_at": …}, …], action="step", step="issue", audit="issued")

Rows that the actor may not see are not part of a set; one that he may see but not write refuses the whole set.
`check` hooks judge every new row, as for a single record; they see the rows of earlier chunks, not of their own.
Other per-record hooks do not run: an entity that has some needs their set-based twin (`on_create_many`, `on_update_many`,
`on_delete_many`), or is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select

from .. import registry
from ..writing.preparing import refuse
from ..writing.transaction import transaction
from . import hooked, plain, source
from .change import change, targets, values_of
from .create import create
from .history import bring
from .make import make
from .make_selected import make_selected
from .run import CHUNK, Run, parts
from .step import change_each, take

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity


BY_COLUMN = ("history", "make", "each", "step")
"""Sets that only the system writes."""


def write_set(
    ctx: Context,
    entity: type[Entity],
    what: Iterable[Mapping[str, Any]] | Select[Any] | ColumnElement[bool],
    *,
    action: str,
    audit: str,
    values: Mapping[str, Any] | None = None,
    step: str = "",
    note: str = "",
    chunk: int = CHUNK,
) -> int:
    """Write a set in one transaction; returns the number of rows.

    create: `what` is rows of field values, or a SELECT with columns named like fields. Neither is ever
    held whole: rows may come from a generator, and a SELECT gives what was there before the first one.
    history: rows of column values as they were, system columns and all; for the system, without hooks.
    make, each, step: `what` is rows of column values that the system worked out, the last two with the `id` of
    their records: new ones (of a SELECT they never leave the database), changes, or the transition `step` with its `note`. Never for a person; RuntimeError
    for entities whose rules they would skip.
    update, delete: `what` is a condition; `values` are Python values or SQL expressions by field name.
    Raises Forbidden, ValidationFailed with `rows.<place>.<field>`, or RuntimeError for hooks without a twin.
    """
    run = Run(ctx, registry.current().entity(entity), action, audit)
    if action in BY_COLUMN:
        plain.must_be_the_system(run)
    elif not run.entry.policy.may(ctx.judge, action).allowed:
        refuse(ctx, run.entry, action)
    if action in ("create", "update", "delete"):
        hooked.refuse_lonely(run, (values or {}).keys())
    with transaction(ctx):
        if action == "make" and isinstance(what, Select):
            return make_selected(run, what)
        if action in ("create", *BY_COLUMN):
            write = _writer(action, step, note)
            return sum(
                write(run, part, place * chunk)
                for place, part in enumerate(parts(source.rows(run, what), chunk))
            )
        if not isinstance(what, ColumnElement):
            raise TypeError(f"A set-based {action} takes a condition, not {type(what).__name__}.")
        given = values_of(run, values or {})
        return sum(change(run, ids, given) for ids in parts(targets(run, what), chunk))


def _writer(action: str, step: str, note: str) -> Callable[[Run, Any, int], int]:
    if action == "step":
        return lambda run, part, offset: take(run, step, part, offset, note=note)
    return {"create": create, "history": bring, "make": make, "each": change_each}[action]
