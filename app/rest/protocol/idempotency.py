"""Idempotency-Key: a write that is sent twice happens once, and both senders get the one answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, request
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.rest.protocol.answer import raw_response
from app.rest.protocol.problem import from_app_error
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, RuleViolation
from app.runtime.stored_answers import KEPT
from app.runtime.system import Idempotency

R = TypeVar("R")
MAXIMUM_LENGTH = 200
_NOT_KEPT = frozenset({401, 429})
_KEPT_HEADERS = ("Location", "ETag", "Content-Language")


class _AnsweredMeanwhile(Exception):
    """Another request with the same key committed first; its answer is there to read."""


def once(
    ctx: Context, body: bytes, act: Callable[[], Response], *, may_refuse: bool = False
) -> Response:
    """Run `act`, or repeat the stored answer when this person sent the same key and request before.

    The answer is stored in the transaction of the write: either both are there or neither. A refusal (4xx) is
    stored after its rollback. The same key with another request is refused with 422.

    `may_refuse`: the answer itself may be refused (a field of `fields` that is not there), and then nothing may be
    written, with or without a key.
    """
    key = _key()
    if key is None:
        return _together(ctx, act) if may_refuse else act()
    key = _own(ctx, key)
    digest = _digest(body)
    stored = _stored(ctx, key, digest)
    if stored is not None:
        return stored

    def attempt() -> Response:
        with records.writing(ctx):
            _claim(ctx, key, digest)
            response = act()
            _keep(ctx, key, response)
        return response

    try:
        return records.repeated(ctx, attempt)
    except _AnsweredMeanwhile:
        stored = _stored(ctx, key, digest)
        assert stored is not None  # noqa: S101 - the rival's row is committed, that is how we know
        return stored
    except AppError as error:
        response = from_app_error(error)
        if response.status_code not in _NOT_KEPT:
            _keep_refusal(ctx, key, digest, response)
    return response


def _together(ctx: Context, act: Callable[[], Response]) -> Response:
    def attempt() -> Response:
        with records.writing(ctx):
            return act()

    return records.repeated(ctx, attempt)


def bound(ctx: Context, body: bytes, act: Callable[[], R]) -> R:
    """Run `act` each time, in one transaction with the note that the key belongs to this request.

    For answers that nobody may keep (values that are shown masked everywhere else): the same key and request is
    carried out and logged again; the same key with another request is refused with 422.
    """
    key = _key()
    if key is None:
        return act()
    key, digest = _own(ctx, key), _digest(body)

    def attempt() -> R:
        with records.writing(ctx):
            if not _take(ctx, key, digest):
                _must_be(ctx, key, digest)
            return act()

    return records.repeated(ctx, attempt)


def _must_be(ctx: Context, key: str, digest: str) -> None:
    mine = (Idempotency.actor_id == ctx.actor.id, Idempotency.key == key)
    if ctx.session.scalar(select(Idempotency.digest).where(*mine)) != digest:
        raise _reused()


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= MAXIMUM_LENGTH or not key.isascii() or not key.isprintable():
        raise BadRequest(
            f"Idempotency-Key 须为 1 至 {MAXIMUM_LENGTH} 个可打印 ASCII 字符 / "
            f"Idempotency-Key must be 1 to {MAXIMUM_LENGTH} printable ASCII characters.",
            field="Idempotency-Key",
            code="bad_key",
        )
    return key


def _own(ctx: Context, key: str) -> str:
    """Each API client has keys of its own: what one was answered is not for another one of the same user."""
    if ctx.actor.scopes is None:
        return key
    return f"client {ctx.actor.scopes.client_id} {hashlib.sha256(key.encode()).hexdigest()}"


def _digest(body: bytes) -> str:
    """What makes two requests the same: method, address, the version they rest on, and the body."""
    told = (request.method, request.full_path, request.headers.get("If-Match", ""))
    return hashlib.sha256("\n".join(told).encode() + b"\n" + body).hexdigest()


def _stored(ctx: Context, key: str, digest: str) -> Response | None:
    # The reader may have started before the other request committed: a fresh look needs a fresh snapshot.
    ctx.session.rollback()
    row = ctx.session.execute(
        select(
            Idempotency.digest,
            Idempotency.status,
            Idempotency.headers,
            Idempotency.body,
            Idempotency.created_at,
        ).where(Idempotency.actor_id == ctx.actor.id, Idempotency.key == key)
    ).first()
    if row is None or row.created_at <= ctx.now - KEPT:
        return None
    if row.digest != digest:
        raise _reused()
    kept: dict[str, Any] = dict(row.headers or {})
    media_type = str(kept.pop("Content-Type", "application/json"))
    headers = {**kept, "Idempotent-Replayed": "true"}
    text = row.body or ""
    return raw_response(text.encode(), row.status or 500, headers, media_type=media_type)


def _reused() -> RuleViolation:
    return RuleViolation(
        "此 Idempotency-Key 已用于另一个请求，请换一个 / "
        "This Idempotency-Key was used for another request; take a new one.",
        field="Idempotency-Key",
        code="idempotency_key_reused",
    )


def _claim(ctx: Context, key: str, digest: str) -> None:
    """Take the key inside the open write; a rival that came first makes this wait, then give way."""
    if not _take(ctx, key, digest):
        raise _AnsweredMeanwhile


def _take(ctx: Context, key: str, digest: str) -> bool:
    """Whether the key is new, or its last answer older than KEPT."""
    session = ctx.session
    session.execute(
        delete(Idempotency).where(
            Idempotency.actor_id == ctx.actor.id,
            Idempotency.key == key,
            Idempotency.created_at <= ctx.now - KEPT,
        )
    )
    values = {
        "actor_id": ctx.actor.id,
        "key": key,
        "digest": digest,
        "created_at": ctx.now,
    }
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    dialect = postgresql if on_postgresql else sqlite
    statement = dialect.insert(Idempotency).values(values).on_conflict_do_nothing()
    return session.execute(statement.returning(Idempotency.id)).first() is not None


def _keep(ctx: Context, key: str, response: Response) -> None:
    ctx.session.execute(
        update(Idempotency)
        .where(Idempotency.actor_id == ctx.actor.id, Idempotency.key == key)
        .values(_answer_of(response))
    )


def _keep_refusal(ctx: Context, key: str, digest: str, response: Response) -> None:
    try:
        with records.writing(ctx):
            _claim(ctx, key, digest)
            _keep(ctx, key, response)
    except _AnsweredMeanwhile:
        return


def _answer_of(response: Response) -> dict[str, Any]:
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    headers["Content-Type"] = response.content_type or "application/json"
    return {
        "status": response.status_code,
        "headers": headers,
        "body": response.get_data(as_text=True),
    }
