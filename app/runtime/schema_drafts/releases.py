"""Attempts to publish a proposal: begun by a person, then told step by step by the process that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from .. import audit
from ..errors import InvalidState
from ..publication.structure import fingerprint
from ..writing.transaction import settled, transaction
from .hands import administrator
from .proposals import StalePlan, held, moved, must_be_publishable
from .store import digest
from .tables import SchemaDraft, SchemaProposal, SchemaRelease

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from .splices import Files

KEY: Final = SchemaRelease.__tablename__
"""Under this name attempts stand in the audit log."""


def begin(ctx: Context, id: int, published: Files) -> int:
    """The proposal is being published from here on; the id of the attempt.

    `published`: the files in use now. Raises StalePlan, InvalidState, Forbidden.
    """
    person = administrator(ctx)

    def act() -> int:
        with transaction(ctx) as session:
            proposal = held(session, id, ("waiting", "approved"))
            must_be_publishable(proposal)
            must_be_fresh(session, proposal, published)
            if running(session) is not None:
                raise InvalidState(
                    "正在发布，请稍候 / Something is being published: wait a moment."
                )
            moved(ctx, session, proposal, "publishing")
            made = SchemaRelease(
                proposal_id=id, state="running", user_id=person, started_at=ctx.now, steps=[], wrote={}
            )  # fmt: skip
            session.add(made)
            session.flush()
            audit.log(ctx, "create", KEY, made.id, {"proposal": [None, id]})
            return made.id

    return settled(ctx, act)


def must_be_fresh(session: Session, proposal: SchemaProposal, published: Files) -> None:
    """Raises StalePlan when the files in use, or the database, are no longer what the plan was made of."""
    if digest(proposal.before) != digest(published):
        raise StalePlan("使用中的 schema 文件已改变", "the files of the schema in use have changed")
    if proposal.database != fingerprint(session.connection()):
        raise StalePlan("数据库结构已改变", "the structure of the database has changed")


def running(session: Session) -> SchemaRelease | None:
    """The attempt that has not ended; one statement."""
    return session.scalar(select(SchemaRelease).where(SchemaRelease.state == "running"))


def find(session: Session, id: int) -> tuple[SchemaRelease, SchemaProposal] | None:
    found = session.execute(
        select(SchemaRelease, SchemaProposal)
        .join(SchemaProposal, SchemaProposal.id == SchemaRelease.proposal_id)
        .where(SchemaRelease.id == id)
    ).first()
    return (found[0], found[1]) if found else None


def of(session: Session, proposal: int) -> Sequence[SchemaRelease]:
    """The attempts at one proposal, the newest first."""
    return session.scalars(
        select(SchemaRelease)
        .where(SchemaRelease.proposal_id == proposal)
        .order_by(SchemaRelease.id.desc())
        .limit(10)
    ).all()


def wrote(session: Session) -> dict[str, str]:
    """File → SHA-256 of what was written to it last; empty text: it went. Of every publication from here."""
    found: dict[str, str] = {}
    rows = session.scalars(
        select(SchemaRelease.wrote).where(SchemaRelease.state == "done").order_by(SchemaRelease.id)
    )
    for one in rows:
        found |= one
    return found


def told(ctx: Context, id: int, steps: Sequence[Mapping[str, Any]]) -> None:
    """How far the attempt is; each step that has ended is a row of the audit log."""
    with transaction(ctx) as session:
        session.execute(
            update(SchemaRelease)
            .where(SchemaRelease.id == id)
            .values(steps=[dict(one) for one in steps])
        )
        if steps and steps[-1]["state"] != "running":
            last = steps[-1]
            audit.log(ctx, "update", KEY, id, {"step": [None, f"{last['name']}: {last['state']}"]})


def done(ctx: Context, id: int, *, wrote: Mapping[str, str], revision: str | None) -> None:
    """What was proposed is in use: the draft that said it is closed, what it took back is marked."""
    with transaction(ctx) as session:
        release, proposal = _both(session, id)
        release.state, release.finished_at = "done", ctx.now
        release.wrote, release.revision = dict(wrote), revision
        session.flush()
        audit.log(ctx, "update", KEY, id, {"state": ["running", "done"]})
        moved(ctx, session, proposal, "published")
        draft = session.get(SchemaDraft, proposal.draft_id) if proposal.draft_id else None
        if draft is not None and draft.state == "open" and draft.version == proposal.draft_version:
            draft.state, draft.updated_at = "published", ctx.now
            draft.version += 1
            session.flush()
            audit.log(ctx, "update", SchemaDraft.__tablename__, draft.id, {"state": ["open", "published"]})  # fmt: skip
        taken_back = (
            session.get(SchemaProposal, proposal.reverts_id) if proposal.reverts_id else None
        )
        if taken_back is not None:
            # Its own time stays: what was published last is the way back.
            taken_back.state = "reverted"
            session.flush()
            audit.log(ctx, "update", SchemaProposal.__tablename__, taken_back.id, {"state": ["published", "reverted"]})  # fmt: skip


def undone(ctx: Context, id: int) -> None:
    """Files and database are what they were before; the proposal can be published again."""
    with transaction(ctx) as session:
        release, proposal = _both(session, id)
        release.state, release.finished_at = "undone", ctx.now
        session.flush()
        audit.log(ctx, "update", KEY, id, {"state": ["running", "undone"]})
        moved(ctx, session, proposal, "approved" if proposal.judge_id else "waiting")


def _both(session: Session, id: int) -> tuple[SchemaRelease, SchemaProposal]:
    found = find(session, id)
    if found is None or found[0].state != "running":
        raise InvalidState("此次发布已结束 / This publication has ended.")
    return found
