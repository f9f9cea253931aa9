"""Files and rows are kept for a month, what became of them for a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from .. import jobs
from ..errors import message
from ..writing.transaction import transaction
from . import store, work
from .tables import BUSY, Import

if TYPE_CHECKING:
    from ..context import Context

CONTENT = dt.timedelta(days=30)
KEPT = dt.timedelta(days=365)
DRAFT = dt.timedelta(days=1)
"""A file of no import: its upload was cut off."""
AT_ONCE = 100


@jobs.schedule(
    "imports.forget",
    cron="0 23 3 * * *",
    atomic=False,
    label=message(zh="清理旧的导入", en="Forget old imports"),
)
def forget(ctx: Context) -> None:
    """One import a transaction, so that it may stop and go on."""
    for id, kept in _with_content(ctx):
        with transaction(ctx):
            work.clear(ctx, id)
            work.put(ctx, id, kept=None, peek=None)
        store.drop(kept)
    with transaction(ctx) as session:
        old = select(Import.id).where(Import.created_at < ctx.now - KEPT, Import.state.not_in(BUSY))
        found = list(session.scalars(old.order_by(Import.created_at).limit(AT_ONCE)))
        for id in found:
            work.clear(ctx, id)
        session.execute(delete(Import).where(Import.id.in_(found)))
    _drop_orphans(ctx)


def _with_content(ctx: Context) -> list[tuple[int, str | None]]:
    """Imports past their month that still hold rows or a file, the oldest first, some of them."""
    rows = ctx.session.execute(
        select(Import.id, Import.kept)
        .where(
            Import.created_at < ctx.now - CONTENT,
            Import.state.not_in(BUSY),
            work.holds_rows() | Import.kept.is_not(None),
        )
        .order_by(Import.created_at)
        .limit(AT_ONCE)
    )
    return [(id, kept) for id, kept in rows]


def _drop_orphans(ctx: Context) -> None:
    known = set(ctx.session.scalars(select(Import.kept).where(Import.kept.is_not(None))))
    before = (ctx.now - DRAFT).timestamp()
    for file in store.names():
        if file.name not in known and file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
