"""The chain of the audit log checked by a durable job, some thousand rows at a time; every week by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from .. import checks, jobs
from ..errors import message
from ..system import AuditLog
from . import anchor
from .chain import BEGINNING, Chain
from .tables import missing_triggers
from .verify import walk

if TYPE_CHECKING:
    from ..context import Context

NAME = "audit.verify"
AT_ONCE = 5000
"""Rows of one chunk: a fraction of a second."""


@jobs.chunked(
    NAME, label=message(zh="校验审计日志", en="Verify the audit log"), lock=NAME, attempts=3
)
def verify(ctx: Context, at: jobs.Progress, **_nothing: Any) -> jobs.Progress:
    """One piece of the chain; at the end the result is written down as `sys_check_run`."""
    session = ctx.session
    cursor = at.cursor or {"seq": 0, "seal": BEGINNING, "began": ctx.now.isoformat()}
    chain = Chain(int(cursor["seq"]), str(cursor["seal"]))
    # Before the rows: an anchor is dropped after the commit of what it names.
    anchors = sorted({(one.seq, one.seal) for one in anchor.known()})
    total = int(session.scalar(select(func.max(AuditLog.seq))) or 0)
    found, broken = walk(session, chain, anchors, most=AT_ONCE)
    if broken is None and found == AT_ONCE:
        cursor = {**cursor, "seq": chain.seq, "seal": chain.last}
        return at.on(cursor, done=found, total=total)
    unsealed, since = session.execute(
        select(func.count(), func.min(AuditLog.at)).where(AuditLog.seq.is_(None))
    ).one()
    missing = missing_triggers(session.connection())
    result = {
        "sealed": at.done + found,
        "unsealed": int(unsealed),
        "waiting_since": since.isoformat() if since is not None else None,
        "anchors": len(anchors),
        "triggers_missing": missing,
        "broken": None if broken is None
        else {"kind": broken.kind, "seq": broken.seq, "id": broken.id},
    }  # fmt: skip
    checks.note(
        ctx,
        "audit",
        began_at=dt.datetime.fromisoformat(cursor["began"]),
        ok=broken is None and not missing,
        result=result,
    )
    return at.end(done=found)


@jobs.schedule(
    "audit.verify_weekly",
    label=message(zh="每周校验审计日志", en="Verify the audit log every week"),
    cron="0 41 4 * * SUN",
)
def weekly(ctx: Context) -> None:
    """In the quietest hour of the week."""
    jobs.enqueue(ctx, NAME)
