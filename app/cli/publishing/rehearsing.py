"""A rehearsal of a proposal: everything that publishing does, on a copy, with what was found stored at the proposal."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from app.cli.publishing import staging
from app.cli.publishing.reading import schema_files
from app.cli.publishing.steps import tried
from app.cli.publishing.telling import Failed, without_rows
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.schema_drafts import proposals, releases

if TYPE_CHECKING:
    from app.cli.project import Project
    from app.config import Config


def rehearse(config: Config, project: Project, id: int) -> bool:
    """Whether nothing is in the way. What is told: `state` (running, passed, stopped), `step`, `at` and what `try` says."""
    with Context.system(channel="cli") as ctx:
        proposal = proposals.find(ctx, id)
        before, wanted, drops = proposal.before, proposal.files, proposal.drops
        told: dict[str, Any] = {"state": "running", "at": clock.now().isoformat(), "refused": []}
        try:
            # A worker may run in another folder than the one that serves: what it tried would be something else.
            releases.must_be_fresh(ctx.session, proposal, schema_files(project))
            with ExitStack() as stack:
                proposals.note_rehearsal(ctx, id, told | {"step": "generate"})
                made = stack.enter_context(staging.staged(project, before, wanted))
                proposals.note_rehearsal(ctx, id, told | {"step": "copy"})
                told |= tried(config, project, made, drops, stack)
                told["files"] = len(made.contents)
        except Exception as problem:
            # Whatever stops the new code is what a rehearsal is for.
            text = str(problem) if isinstance(problem, Failed) else f"{problem}"
            told["refused"] = [without_rows(text)[-2000:]]
        told["state"] = "stopped" if told["refused"] else "passed"
        proposals.note_rehearsal(ctx, id, told)
    return not told["refused"]
