"""The workflow over REST: what may I do now and why not, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response

from app.rest.protocol import parameters, typed
from app.rest.protocol.answer import if_match_version, json_response, language
from app.rest.protocol.call import query_pairs
from app.rest.protocol.idempotency import once
from app.rest.record import items
from app.runtime import query, records
from app.runtime.errors import FieldError, NotFound, ValidationFailed, message

if TYPE_CHECKING:
    from app.rest.protocol.call import Call
    from app.runtime.workflow import Workflow

NOTE = "note"


def show(call: Call, id: int) -> Response:
    """Every transition that leaves the present state: allowed, or the reason why not."""
    parameters.none(query_pairs())
    workflow = _workflow(call)
    record: Any = query.record(call.ctx, call.entity, id)
    spoken = language()
    found = [
        {
            "name": one.name,
            "label": one.label.in_language(spoken),
            "target": one.transition.target,
            "allowed": one.allowed,
            "reason": one.reason.in_language(spoken) if one.reason is not None else None,
            "asks": list(one.asks),
            "needs": list(one.needs),
            "note": one.note,
            "votes": one.votes,
            "need": one.need,
            "may_reject": one.may_reject,
        }
        for one in workflow.available(call.ctx, record)
    ]
    return json_response({"state": record.state, "items": found})


def perform(call: Call, id: int, name: str) -> Response:
    """`{"assignee": 3, "note": "…"}`: the asked fields and why. Answers the record as it is afterwards."""
    workflow = _workflow(call)
    asked = parameters.of_item(query_pairs())
    mappings = workflow.transitions.get(name)
    if not mappings:
        raise _no_transition()
    body = call.body()
    version = if_match_version()
    fields = {field for mapping in mappings for field in (*mapping.asks, *mapping.needs)}
    note = "" if NOTE in fields else _note(body)

    def act() -> Response:
        values = typed.of_entity(call.entity, body)
        records.transition(call.ctx, call.entity, id, name, values, version=version, note=note)
        return items.after_write(call, id, asked)

    return once(call.ctx, call.raw, act, may_refuse=asked.has_shape)


def reject(call: Call, id: int, name: str) -> Response:
    """Refuse an approval that is being collected; its votes are cleared. If-Match is honoured as by the steps."""
    workflow = _workflow(call)
    asked = parameters.of_item(query_pairs())
    if name not in workflow.transitions:
        raise _no_transition()
    body = call.body()
    version = if_match_version()
    note = _note(body)
    if body:
        told = message(zh="未知字段", en="Unknown field.")
        raise ValidationFailed([FieldError(field, "unknown", told) for field in body])

    def act() -> Response:
        records.reject(call.ctx, call.entity, id, name, version=version, note=note)
        return items.after_write(call, id, asked)

    return once(call.ctx, call.raw, act, may_refuse=asked.has_shape)


def _workflow(call: Call) -> Workflow[Any, Any]:
    if call.entry.workflow is None:
        raise NotFound("此资源没有流程 / This resource has no workflow.")
    return call.entry.workflow


def _no_transition() -> NotFound:
    return NotFound(
        "没有这个流程操作；有哪些见记录的 …/transitions"
        " / There is no such transition; …/transitions of the record names those that there are."
    )


def _note(body: dict[str, Any]) -> str:
    note = body.pop(NOTE, None)
    if note is not None and not isinstance(note, str):
        raise ValidationFailed(
            [FieldError(NOTE, "type", message(zh="应为文本", en="Must be text."))]
        )
    return note or ""
