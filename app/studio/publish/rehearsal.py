"""The rehearsal of a proposal: a durable job, whose work a process of its own does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.runtime import jobs
from app.runtime.errors import message
from app.runtime.schema_drafts import proposals
from app.runtime.writing.transaction import transaction
from app.studio.publish import processes

if TYPE_CHECKING:
    from app.runtime.context import Context

NAME = "schema.rehearse"


def ask(ctx: Context, proposal: int) -> None:
    """Stored with the wish; again after another one has ended."""
    told = {"state": "running", "step": "", "refused": []}
    with transaction(ctx):
        proposals.note_rehearsal(ctx, proposal, told)
        jobs.enqueue(ctx, NAME, proposal=proposal)


@jobs.job(
    NAME,
    attempts=2,
    atomic=False,
    lock=NAME,
    label=message(zh="演练 schema 发布", en="Rehearse a publication of the schema"),
)
def rehearse(ctx: Context, *, proposal: int) -> None:
    """What it finds the process stores itself; when it could not, what it said is stored here."""
    said = processes.rehearse(proposal)
    found = proposals.find(ctx, proposal)
    if said and (found.rehearsal or {}).get("state") == "running":
        proposals.note_rehearsal(ctx, proposal, {"state": "stopped", "refused": [said]})
