"""Writes a check down within the open transaction, with its row in the audit log; reads the latest ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from .. import audit
from .tables import CheckRun

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

Kind = Literal["audit", "files", "backup"]
KEY = CheckRun.__tablename__
"""Under this name checks stand in the audit log."""


def note(
    ctx: Context,
    kind: Kind,
    *,
    began_at: dt.datetime,
    ok: bool,
    result: Mapping[str, Any],
    subject: str = "",
) -> int:
    """The id of the new row. `result` is plain JSON."""
    row = CheckRun(
        kind=kind, subject=subject[:255], began_at=began_at, ended_at=ctx.now, ok=ok,
        actor_id=ctx.person_id, result=dict(result),
    )  # fmt: skip
    ctx.session.add(row)
    ctx.session.flush()
    audit.log(
        ctx, f"check:{kind}", KEY, row.id, {"ok": [None, ok], "subject": [None, subject or None]}
    )
    return int(row.id)


def latest(session: Session, kind: Kind, *, limit: int = 1) -> list[CheckRun]:
    """The last checks of a kind, the newest first; a look at an index."""
    return list(
        session.scalars(
            select(CheckRun).where(CheckRun.kind == kind).order_by(CheckRun.id.desc()).limit(limit)
        )
    )
