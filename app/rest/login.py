"""POST /api/v1/login: a name and a password for a token. Unknown and wrong are one answer at one cost."""

from __future__ import annotations

from typing import Any

from flask import Response

from app.rest.answer import json_response
from app.rest.authentication import TOKEN_LIFE, new_token
from app.rest.call import read_body
from app.rest.strict_json import shown
from app.runtime.accounts.login import authenticate
from app.runtime.errors import FieldError, Message, Unauthenticated, ValidationFailed, message

MAXIMUM_BYTES = 4096
_KEYS = ("username", "password")
_REQUIRED = message(zh="不能为空", en="Required.")
_TEXT = message(zh="须为文本", en="Must be text.")
_UNKNOWN = message(zh="未知字段", en="Unknown field.")


def login() -> Response:
    """`{"username", "password"}` → `{"access_token", "token_type", "expires_in"}`."""
    _, body = read_body(limit=MAXIMUM_BYTES)
    errors = [FieldError(shown(key), "unknown", _UNKNOWN) for key in body if key not in _KEYS]
    for key in _KEYS:
        problem = _problem(body.get(key))
        if problem is not None:
            errors.append(FieldError(key, "required" if problem is _REQUIRED else "type", problem))
    if errors:
        raise ValidationFailed(errors)
    user_id = authenticate(body["username"], body["password"])
    token = new_token(user_id) if user_id is not None else None
    if token is None:
        raise Unauthenticated("用户名或密码不正确 / The user name or the password is not right.")
    return json_response(
        {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFE.total_seconds()),
        },
        headers={"Cache-Control": "no-store"},
    )


def _problem(value: Any) -> Message | None:
    if value is None or value == "":
        return _REQUIRED
    return None if isinstance(value, str) else _TEXT
