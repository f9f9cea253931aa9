"""After-hooks: one durable job each, stored in the transaction of the act, retried until it works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import jobs, registry
from ..context import Operation

if TYPE_CHECKING:
    from ..context import Context
    from .write import Write

JOB = "hooks.after"


def enqueue(write: Write) -> None:
    """Ask for every after-hook of what was done."""
    for hook in write.hooks("after"):
        jobs.enqueue(
            write.ctx,
            JOB,
            entity=write.key,
            id=write.record.id,
            hook=hook.name,
            phase=hook.phase,
            transition=hook.transition,
            note=write.note,
            user=write.ctx.actor.id,
        )


@jobs.job(JOB)
def run(
    ctx: Context,
    *,
    entity: str,
    id: int,
    hook: str,
    phase: str,
    transition: str | None,
    note: str,
    user: int | None,
) -> None:
    """Call one after-hook on the record as it is now. A hook that is no longer there has nothing to do."""
    entry = registry.current().entity(entity)
    found = next((h for h in entry.hooks.of(phase, transition) if h.name == hook), None)
    record: Any = ctx.session.get(entry.entity, id)
    if found is None or record is None:
        return
    acting = ctx.on_behalf_of(user)
    operation = Operation(
        action=phase.removeprefix("after_"), transition=transition, note=note, nested=True
    )
    found.function(record, acting.within(operation))
