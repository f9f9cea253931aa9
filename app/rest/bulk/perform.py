"""The address itself: read, write every row, answer; the same body again under one Idempotency-Key is one effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from app.rest.bulk import answer, asked
from app.rest.bulk.acts import Acts
from app.rest.protocol import parameters
from app.rest.protocol.call import query_pairs
from app.rest.protocol.idempotency import once
from app.runtime import records

if TYPE_CHECKING:
    from app.rest.protocol.call import Call


def perform(call: Call) -> Response:
    """200 with a result for every row; 422 with the results when `atomic` and one was refused: nothing is written then."""
    parameters.none(query_pairs())
    acts = Acts(call, asked.read(call, call.body(limit=asked.MAXIMUM_BYTES)))

    def act() -> Response:
        rows = records.each(
            call.ctx,
            acts,
            lambda outcomes: answer.results(call, acts, outcomes),
            atomic=acts.asked.atomic,
            keep=not acts.asked.dry_run,
        )
        return answer.respond(acts, rows)

    if acts.asked.dry_run:
        # Nothing happens that must not happen twice: the key stays free for the real call.
        return act()
    return once(call.ctx, call.raw, act)
