"""POST /api/v1/login: a name and a password for a token. Unknown and wrong are one answer at one cost."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from app.rest.protocol.answer import json_response
from app.rest.protocol.authentication import TOKEN_LIFE, new_token
from app.rest.protocol.call import read_body
from app.rest.protocol.strict_json import shown
from app.runtime.accounts.login import authenticate, token_for
from app.runtime.accounts.sessions import Place
from app.runtime.errors import (
    AppError,
    FieldError,
    Forbidden,
    Message,
    Unauthenticated,
    ValidationFailed,
    message,
)

MAXIMUM_BYTES = 4096
_KEYS = ("username", "password")
_OPTIONAL = ("code",)
_REQUIRED = message(zh="不能为空", en="Required.")
_TEXT = message(zh="须为文本", en="Must be text.")
_UNKNOWN = message(zh="未知字段", en="Unknown field.")


def login() -> Response:
    """`{"username", "password", "code"?}` → `{"access_token", "token_type", "expires_in"}`.

    `code`: of the second factor, where the account has one. 429 once a name or an address has failed too often.
    """
    _, body = read_body(limit=MAXIMUM_BYTES)
    errors = [
        FieldError(shown(key), "unknown", _UNKNOWN) for key in body if key not in _KEYS + _OPTIONAL
    ]
    for key in _KEYS:
        problem = _problem(body.get(key))
        if problem is not None:
            errors.append(FieldError(key, "required" if problem is _REQUIRED else "type", problem))
    if not isinstance(body.get("code", ""), str):
        errors.append(FieldError("code", "type", _TEXT))
    if errors:
        raise ValidationFailed(errors)
    place = Place(request.remote_addr, request.headers.get("User-Agent", ""), "rest")
    user_id = authenticate(body["username"], body["password"], place)
    if user_id is None:
        raise Unauthenticated("用户名或密码不正确 / The user name or the password is not right.")
    found = token_for(user_id, body.get("code", ""), place)
    if isinstance(found, str):
        raise _MISSING[found]()
    token = new_token(found.id)
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


def _code() -> AppError:
    error = Unauthenticated(
        "请在 code 中发送两步验证的验证码 / Send the code of the second factor in `code`."
    )
    error.code = "second_factor"
    return error


def _enrol() -> AppError:
    return Forbidden(
        "此账号须先在网页登录并开启两步验证 / Log in on the web first and set up the second factor.",
        code="second_factor_missing",
    )


def _password() -> AppError:
    return Forbidden(
        "此账号须先在网页登录并设置新密码 / Log in on the web first and choose a new password.",
        code="password_change",
    )


_MISSING = {"code": _code, "enrol": _enrol, "password": _password}
"""What the account still asks for, that a program cannot do or has not sent."""


def _problem(value: Any) -> Message | None:
    if value is None or value == "":
        return _REQUIRED
    return None if isinstance(value, str) else _TEXT
