"""Files: upload first, name the id in a file field later; download asks the policy of the record that holds it."""

from __future__ import annotations

import hashlib

from flask import Response, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs, record_id
from app.rest.protocol.idempotency import once
from app.rest.protocol.strict_json import BodyTooLarge, UnsupportedMediaType, shown
from app.runtime import files
from app.runtime.context import Context
from app.runtime.errors import FieldError, RuleViolation, ValidationFailed, message

MAXIMUM_BYTES = 25_000_000
BLOCK = 256 * 1024
_FORM = message(
    zh="上传须为 multipart/form-data，文件放在 file 一栏（curl -F file=@photo.png）",
    en="An upload must be multipart/form-data with the file in its part `file` (curl -F file=@photo.png).",
)


def upload(ctx: Context) -> Response:
    """multipart/form-data with one `file` and perhaps a `kind` → 201 and the file's id."""
    parameters.none(query_pairs())
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType(request.mimetype, told=_FORM)
    request.max_content_length = MAXIMUM_BYTES
    try:
        given, others = request.files, request.form
    except RequestEntityTooLarge:
        raise BodyTooLarge(limit=MAXIMUM_BYTES) from None
    errors = [
        FieldError(shown(name or ""), "unknown", message(zh="未知字段", en="Unknown field."))
        for name in [*given, *others]
        if name not in ("file", "kind")
    ]
    sent = given.getlist("file")
    if len(sent) != 1 or not sent[0].filename:
        told = message(zh="须恰好上传一个文件", en="Send exactly one file.")
        errors.append(FieldError("file", "required", told))
    kind = others.get("kind", "file")
    if kind not in files.KINDS:
        told = message(
            zh=f"须为 {'、'.join(files.KINDS)} 之一", en=f"Must be one of {', '.join(files.KINDS)}."
        )
        errors.append(FieldError("kind", "choice", told))
    if errors:
        raise ValidationFailed(errors)
    return once(ctx, _digest(sent[0], kind), lambda: _store(ctx, sent[0], kind))


def _digest(sent: FileStorage, kind: str) -> bytes:
    """What makes two uploads the same: the boundary between their parts differs each time."""
    content = hashlib.sha256()
    while block := sent.stream.read(BLOCK):
        content.update(block)
    return "\n".join((kind, sent.filename or "", content.hexdigest())).encode()


def _store(ctx: Context, sent: FileStorage, kind: str) -> Response:
    sent.stream.seek(0)
    try:
        stored = files.store(ctx, sent.stream, sent.filename or "", kind=kind)
    except RuleViolation as refused:
        raise RuleViolation(refused.message, field="file", code=refused.code) from None
    url = f"/api/v1/files/{stored.id}"
    body = {
        "id": stored.id,
        "name": stored.name,
        "size": stored.size,
        "content_type": stored.mime,
        "url": url,
    }
    return json_response(body, 201, {"Location": url})


def download(ctx: Context, file: str) -> Response:
    """The content; 404 unless the reader may read the field that holds it."""
    parameters.none(query_pairs())
    found = files.open(ctx, record_id(file))
    response = send_file(
        found.path.resolve(),
        mimetype=found.mime,
        as_attachment=not found.inline,
        download_name=found.name,
        conditional=True,
        max_age=0,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
