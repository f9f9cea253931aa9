"""POST …/reveal: sensitive values of one record, for a reason that goes into the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs
from app.rest.protocol.idempotency import bound
from app.runtime.errors import FieldError, ValidationFailed, message
from app.runtime.field_types import to_json
from app.runtime.privacy.reveal import reveal

if TYPE_CHECKING:
    from app.rest.protocol.call import Call


def perform(call: Call, id: int) -> Response:
    """`{"fields": ["id_no"], "reason": "…"}` → `{"id_no": "…"}`. The answer is kept nowhere: an Idempotency-Key binds the
    request, and a repetition is another showing, judged and logged again.
    """
    parameters.none(query_pairs())
    body = call.body()
    names, reason = body.pop("fields", None), body.pop("reason", None)
    errors = [
        FieldError(name, "unknown", message(zh="未知字段", en="Unknown field.")) for name in body
    ]
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        told = message(zh="应为字段名的列表", en="This must be a list of field names.")
        errors.append(FieldError("fields", "type", told))
    if not isinstance(reason, str):
        errors.append(
            FieldError("reason", "type", message(zh="应为文本", en="This must be a string."))
        )
    if errors:
        raise ValidationFailed(errors)
    assert isinstance(names, list) and isinstance(reason, str)  # noqa: S101, PT018 - judged above
    found = bound(
        call.ctx, call.raw, lambda: reveal(call.ctx, call.entity, id, names, reason=reason)
    )
    response = json_response({name: to_json(value) for name, value in found.items()})
    response.headers["Cache-Control"] = "no-store"
    return response
