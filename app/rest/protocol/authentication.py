"""Who asks: a bearer token (of a login, of an API client), or the browser session (whose writes need a CSRF token). Nothing else."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

from flask import Response, after_this_request, current_app, request
from flask_jwt_extended import (
    create_access_token,
    get_current_user,
    get_jwt,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from flask_login import current_user
from flask_wtf.csrf import validate_csrf
from jwt.exceptions import PyJWTError
from wtforms.validators import ValidationError

from app.runtime.accounts.person import Client
from app.runtime.clients import entrance, tokens
from app.runtime.errors import Forbidden, Unauthenticated

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_LIFE = timedelta(hours=1)
_MARK = "mark"


class Person(Protocol):
    """What the security manager loads for a session and for a token alike, in one statement."""

    @property
    def id(self) -> int: ...
    @property
    def username(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def values(self) -> Mapping[tuple[str, ...], Any]: ...
    @property
    def mark(self) -> str:
        """Changes with the password, the roles and the round: each ends every older token."""

    @property
    def visit(self) -> Any:
        """The browser session; None for a token."""

    @property
    def client(self) -> Client | None:
        """The program that acts for him, with its scopes."""


def new_token(user_id: int) -> str | None:
    """An access token for TOKEN_LIFE, bound to the present password, roles and round of the account.

    None for a user who is not active.
    """
    manager = current_app.extensions["appbuilder"].sm
    found: Person | None = manager.load_user_jwt({}, {"sub": str(user_id)})
    if found is None:
        return None
    token: str = create_access_token(
        str(user_id), expires_delta=TOKEN_LIFE, additional_claims={_MARK: found.mark}
    )
    return token


def person() -> Person:
    """The person who sends this request; Unauthenticated when there is none.

    A cookie alone never authenticates a write: without a valid CSRF token it is Forbidden.
    A token in the header is judged alone: a bad one is refused even when a good cookie comes along.
    """
    given = request.headers.get("Authorization")
    if given is None:
        return _by_session()
    kind, _, text = given.partition(" ")
    if kind.lower() == "bearer" and tokens.is_one(text.strip()):
        return _by_client(text.strip())
    return _by_token()


def _by_client(text: str) -> Person:
    """The user that an API client acts as, narrowed by its scopes."""
    found, worth_a_note = entrance.enter(text, request.remote_addr)
    if worth_a_note is not None:
        # After the answer has gone out: nobody waits for a writer because of it.
        @after_this_request
        def note(response: Response) -> Response:
            response.call_on_close(lambda: entrance.used(worth_a_note))
            return response

    return found


def _by_token() -> Person:
    try:
        verify_jwt_in_request(locations=["headers"])
    except (PyJWTError, JWTExtendedException):
        raise _refused_token() from None
    found: Person = get_current_user()
    if not hmac.compare_digest(str(get_jwt().get(_MARK, "")), found.mark):
        raise _refused_token()
    return found


def _refused_token() -> Unauthenticated:
    return Unauthenticated(
        "令牌无效或已过期，请重新登录，并发送 Authorization: Bearer <令牌> / "
        "The token is not valid or has expired. Log in again and send Authorization: Bearer <token>."
    )


def _by_session() -> Person:
    if not current_user.is_authenticated:
        raise Unauthenticated()
    if request.method not in SAFE_METHODS:
        _require_csrf_token()
    found: Person = current_user._get_current_object()
    return found


def _require_csrf_token() -> None:
    headers = current_app.config.get("WTF_CSRF_HEADERS", ("X-CSRFToken", "X-CSRF-Token"))
    given = next((request.headers[name] for name in headers if name in request.headers), None)
    try:
        validate_csrf(given)
    except ValidationError:
        raise Forbidden(
            "用登录会话写入需带 X-CSRFToken；程序请用 Authorization: Bearer 令牌 / "
            "A write with a session cookie needs X-CSRFToken; a program sends Authorization: Bearer.",
            code="csrf",
        ) from None
