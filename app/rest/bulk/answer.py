"""What came of every row, in their order, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import Response

from app.rest.protocol import problem
from app.rest.protocol.answer import json_response, language
from app.runtime import query
from app.runtime.errors import AppError, message
from app.runtime.records import Outcome

if TYPE_CHECKING:
    from app.rest.bulk.acts import Acts
    from app.rest.protocol.call import Call

UNDONE = message(
    zh="未写入：同一批中有其他行未通过", en="Not written: other rows of this call were refused."
)
Rows = list[dict[str, Any]]


def results(call: Call, acts: Acts, outcomes: Sequence[Outcome]) -> Rows:
    """Inside the transaction: what each row came to, with the version that the record has in the end."""
    action = acts.asked.action
    versions = {} if action == "delete" else _versions(call, outcomes)
    found: Rows = []
    for index, one in enumerate(outcomes):
        if one.error is not None:
            found.append({**_refusal(index, one.error), **_name(acts, index)})
            continue
        is_new = action == "create" or index in acts.created
        status = 204 if action == "delete" else 201 if is_new else 200
        row = {"index": index, "status": status, "id": one.value}
        if one.value in versions:
            # What has left the writer's sight is told by its id alone, as after a single write.
            row["version"] = versions[one.value]
        found.append(row)
    return found


def _versions(call: Call, outcomes: Sequence[Outcome]) -> dict[int, int]:
    """id → version of the written records that the writer may see; one statement."""
    ids = {one.value for one in outcomes if one.error is None}
    if not ids:
        return {}
    page = query.rows(
        call.ctx,
        call.entity,
        columns=("id", "version"),
        limit=len(ids),
        within=call.entity.id.in_(ids),
    )
    return {row["id"]: row["version"] for row in page.items}


def _name(acts: Acts, index: int) -> dict[str, int]:
    """The id of a row that has one: who named its rows by `where` sees which was refused."""
    return {"id": acts.named[index]} if index in acts.named else {}


def _refusal(index: int, error: AppError) -> dict[str, Any]:
    return {
        "index": index,
        "status": error.status,
        "code": error.code,
        "detail": error.message.in_language(language()),
        "errors": problem.listed(error.errors, language()),
    }


def respond(acts: Acts, rows: Rows) -> Response:
    """200, or 422 as a problem document when one refused row undid them all."""
    asked = acts.asked
    failed = sum(1 for row in rows if row["status"] >= 400)
    totals = {"rows": len(rows), "succeeded": len(rows) - failed, "failed": failed}
    about = {"action": asked.action, "atomic": asked.atomic, "dry_run": asked.dry_run}
    if not (failed and asked.atomic):
        return json_response({**about, "totals": totals, "results": rows})
    spoken = language()
    told = message(
        zh=f"{len(rows)} 行中有 {failed} 行未通过，未写入任何内容",
        en=f"{failed} of {len(rows)} rows were refused, so nothing was written.",
    )
    body = problem.document(
        status=422,
        code="bulk_refused",
        detail=told.in_language(spoken),
        errors=[],
        language=spoken,
    )
    undone = {"status": 424, "code": "undone", "detail": UNDONE.in_language(spoken), "errors": []}
    shown = [
        row
        if row["status"] >= 400
        else {"index": row["index"], **undone, **_name(acts, row["index"])}
        for row in rows
    ]
    totals["succeeded"] = 0
    return json_response(
        {**body, **about, "totals": totals, "results": shown},
        422,
        media_type="application/problem+json",
    )
