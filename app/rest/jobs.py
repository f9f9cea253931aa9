"""GET /api/v1/jobs/17: how far a job is that the asker started."""

from __future__ import annotations

from flask import Response

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs, record_id
from app.runtime import clock, jobs
from app.runtime.access import scopes
from app.runtime.context import Context
from app.runtime.errors import Forbidden, NotFound


def show(ctx: Context, *, job: str) -> Response:
    """State and progress. Somebody else's job is no job; what went wrong inside is the administrator's to read."""
    parameters.none(query_pairs())
    lacking = ctx.actor.lacks(scopes.JOBS, "read")
    if lacking is not None:
        raise Forbidden(lacking, code="client_scope")
    row = jobs.find(ctx.session, record_id(job), actor_id=ctx.actor.id)
    if row is None or ctx.actor.id is None:
        raise NotFound
    return json_response(
        {
            "id": row.id,
            "name": row.name,
            "state": row.state,
            "cancelling": row.cancelling,
            "progress": {
                "done": row.progress_done,
                "total": row.progress_total,
                "message": row.progress_message,
            },
            "attempts": row.attempts,
            "created_at": row.created_at,
            "run_at": row.run_at,
            "started_at": row.started_at,
            "finished_at": row.finished_at,
            "expected_at": jobs.eta(row, clock.now()),
        }
    )
