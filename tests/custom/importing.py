"""A file becomes records, as the pages of an import do it."""

from __future__ import annotations

from typing import Any

from app.runtime import jobs
from app.runtime.context import Context
from app.runtime.imports import batch, cells, columns, plan
from app.runtime.imports.tables import CHECKED, DONE, Import


def bring(
    ctx: Context, entity: Any, text: str, *, mode: str = plan.CREATE, key: tuple[str, ...] = ()
) -> Import:
    """The import after its check, mapped as it was guessed."""
    id = batch.upload(ctx, entity, text.encode(), "rows.csv")
    sheet = batch.sheets_of(batch.find(ctx, id))[0]
    heads = [cells.plain(one) for one in sheet.first[0][1]]
    guessed = columns.guess(ctx, entity, heads, earlier={})
    batch.prepare(ctx, id, plan.Plan(sheet.name, 1, guessed, mode, key), heads)
    jobs.run_due()
    ctx.session.expire_all()
    row = batch.find(ctx, id)
    assert row.state == CHECKED, (row.state, row.why)
    return row


def run(ctx: Context, row: Import) -> dict[str, int]:
    batch.start(ctx, row.id)
    jobs.run_due()
    ctx.session.expire_all()
    row = batch.find(ctx, row.id)
    assert row.state == DONE, (row.state, row.why)
    return row.counts
