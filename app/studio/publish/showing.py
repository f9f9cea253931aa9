"""What the pages of publication tell: of whom, in which state, what may be pressed, and why not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.forms.language import current_language
from app.runtime import clock
from app.runtime.accounts.users import User
from app.runtime.errors import InvalidState, Message, message
from app.runtime.publication import journal, place
from app.runtime.query.titles import person
from app.runtime.schema_drafts import proposals, releases
from app.runtime.schema_drafts.tables import SchemaProposal
from app.studio.publish import processes
from app.studio.schema.files import project

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.runtime.schema_drafts.tables import SchemaRelease

MOST = 50
STARTS = dt.timedelta(seconds=20)
"""So long a process takes to begin; who holds no lock then has broken off."""


def listed(ctx: Context) -> list[dict[str, Any]]:
    """The newest proposals; two statements."""
    rows = ctx.session.scalars(
        select(SchemaProposal).order_by(SchemaProposal.id.desc()).limit(MOST)
    ).all()
    names = _names(ctx, {one for row in rows for one in (row.author_id, row.judge_id) if one})
    return [
        {"row": row, "author": names.get(row.author_id), "judge": names.get(row.judge_id or 0)}
        for row in rows
    ]


def shown(ctx: Context, id: int) -> dict[str, Any]:
    """One proposal with its attempts, and what whoever asks may do with it. Raises NotFound."""
    row = proposals.find(ctx, id)
    attempts = releases.of(ctx.session, id)
    newest = proposals.newest(ctx)
    names = _names(ctx, {row.author_id, row.judge_id or 0, *(one.user_id for one in attempts)})
    waits = row.state == "waiting"
    is_ready = row.state == "approved" or (waits and not row.dangers)
    why_not = reasons(ctx) if row.is_open else []
    return {
        "row": row,
        "author": names.get(row.author_id),
        "judge": names.get(row.judge_id or 0),
        "attempts": attempts,
        "names": names,
        "language": current_language(),
        "is_author": row.author_id == ctx.person_id,
        "may_judge": waits and row.dangers and row.author_id != ctx.person_id,
        "may_publish": is_ready and not why_not,
        "is_ready": is_ready,
        "why_not": [one.in_language(current_language()) for one in why_not],
        "may_revert": newest is not None and newest.id == id and row.state == "published" and row.reverts_id is None and not proposals.current(ctx),
        "has_git": (project() / ".git").exists(),
        **_state(row, attempts),
    }  # fmt: skip


def progress(ctx: Context, id: int) -> dict[str, Any]:
    row = proposals.find(ctx, id)
    return {"row": row, **_state(row, releases.of(ctx.session, id))}


def reasons(ctx: Context) -> list[Message]:
    """Why it is only the patch here; nothing: it can be published."""
    wrote = releases.wrote(ctx.session)
    return [
        *place.reasons(project(), processes.data(), wrote),
        *place.other_hosts(ctx.session),
    ]


def must_be_possible(ctx: Context) -> None:
    """Raises InvalidState with the first reason."""
    for reason in reasons(ctx):
        raise InvalidState(
            message(
                zh=f"此处不能发布：{reason.in_language('zh')}",
                en=f"It cannot be published here: {reason.in_language('en')}",
            )
        )


def _state(row: SchemaProposal, attempts: Any) -> dict[str, Any]:
    running: SchemaRelease | None = next((one for one in attempts if one.state == "running"), None)
    rehearses = (row.rehearsal or {}).get("state") == "running"
    held = running is not None and journal.is_locked(processes.data())
    has_begun = running is not None and clock.now() - running.started_at > STARTS
    is_broken = running is not None and not held and has_begun
    return {
        "running": running,
        "is_broken": is_broken,
        "rehearses": rehearses,
        "busy": rehearses or (running is not None and not is_broken),
    }


def _names(ctx: Context, ids: set[int]) -> dict[int, str]:
    rows = ctx.session.execute(
        select(User.id, User.first_name, User.last_name, User.username).where(User.id.in_(ids))
    )
    return {id: person(first, last, login) for id, first, last, login in rows}
