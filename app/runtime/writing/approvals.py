"""Votes for a transition that needs several people: collected while the record stays in its state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, literal, select, union_all, update

from .. import together
from ..system import Approval as Vote
from ..system import TransitionLog

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity
    from ..workflow import Transition
    from .write import Write


class History:
    """Who did which transition of a record, and who voted: one statement, when first asked."""

    def __init__(self, ctx: Context, record: Entity) -> None:
        self._ctx = ctx
        self._record = record
        self._known: dict[tuple[str, str], set[int]] | None = None

    def actors(self, transition: str) -> set[int]:
        """The people who did `transition` on this record, or gave one of the votes that it took."""
        return self._of("did", transition)

    def votes(self, transition: str) -> set[int]:
        """The people whose vote for `transition` counts now."""
        return self._of("voted", transition)

    def _of(self, kind: str, transition: str) -> set[int]:
        if self._known is None:
            self._known = {}
            together.settle_steps(self._ctx.session)
            key, id = self._record.key(), self._record.id
            did = select(literal("did"), TransitionLog.transition, TransitionLog.actor_id).where(
                TransitionLog.entity == key,
                TransitionLog.record_id == id,
                TransitionLog.actor_id.is_not(None),
            )
            votes = (Vote.entity == key, Vote.record_id == id, Vote.verdict == "approve")
            counts = Vote.closed_at.is_(None)
            voted = select(literal("voted"), Vote.transition, Vote.actor_id).where(*votes, counts)
            # Of several approvers only the last one stands in the log.
            shared = select(literal("did"), Vote.transition, Vote.actor_id).where(
                *votes, counts | (Vote.closed_by == _done(Vote.transition))
            )
            rows: Sequence[Any] = self._ctx.session.execute(union_all(did, voted, shared)).all()
            for row in rows:
                self._known.setdefault((row[0], row[1]), set()).add(row[2])
        return self._known.get((kind, transition), set())


def cast(write: Write, mapping: Transition, verdict: str) -> None:
    """Record a vote of the acting person."""
    write.session.execute(
        insert(Vote).values(
            entity=write.key,
            record_id=write.record.id,
            transition=mapping.name,
            state=write.record.state,
            actor_id=write.ctx.actor.id,
            verdict=verdict,
            at=write.ctx.now,
            note=write.note,
        )
    )


def _done(transition: Any) -> Any:
    """What `closed_by` says of votes that carried the transition: a text, or SQL of one."""
    return "done: " + transition


def close(write: Write, why: str, *, transitions: Collection[str] | None = None) -> None:
    """Votes that were open count no longer; the rows stay."""
    statement = (
        update(Vote)
        .where(
            Vote.entity == write.key, Vote.record_id == write.record.id, Vote.closed_at.is_(None)
        )
        .values(closed_at=write.ctx.now, closed_by=why[:60])
        .execution_options(synchronize_session=False)
    )
    if transitions is not None:
        statement = statement.where(Vote.transition.in_(transitions))
    write.session.execute(statement)


def close_done(write: Write, transition: str) -> None:
    """The record moved on by `transition`: its votes carried it, those for another step lapse."""
    close(write, _done(transition))


def reset_on_change(write: Write, changed: Collection[str]) -> None:
    """A change of what was approved takes the approvals back."""
    workflow = write.entry.workflow
    if workflow is None or write.creating:
        return
    for mapping in workflow.all():
        if mapping.approve is None:
            continue
        hit = sorted(set(mapping.approve.reset_on) & set(changed))
        if hit:
            close(write, f"changed: {', '.join(hit)}", transitions=[mapping.name])


def uses_approvals(write: Write) -> bool:
    workflow = write.entry.workflow
    return workflow is not None and any(mapping.approve for mapping in workflow.all())
