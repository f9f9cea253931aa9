"""Making, changing, rotating and revoking API clients: each within the open write, each with an audit row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from .. import audit
from ..access import scopes as scopes_of
from ..accounts.users import User
from ..errors import FieldError, NotFound, RuleViolation, ValidationFailed, message
from . import networks, tokens
from .tables import ApiClient, ApiToken

if TYPE_CHECKING:
    from ..context import Context

KEY = ApiClient.__tablename__
"""Under this name clients stand in the audit log."""
LONGEST_NAME = 40
HIGHEST_RATE = 1_000_000
LONGEST_OVERLAP = dt.timedelta(days=90)
_TAKEN = FieldError(
    "name",
    "unique",
    message(zh="已有同名客户端", en="There is already a client of this name."),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an administrator says about a client. `expires_at` None: no end; `rate_limit` 0: any number a minute."""

    name: str
    username: str
    scopes: Sequence[str]
    addresses: Sequence[str] = ()
    rate_limit: int = 0
    expires_at: dt.datetime | None = None


def create(ctx: Context, wanted: Wanted) -> tuple[ApiClient, str]:
    """A new client and the text of its first token, which is shown this once. Raises ValidationFailed."""
    facts = _judged(ctx, wanted, None)
    client = ApiClient(**facts, created_at=ctx.now, created_by_id=ctx.person_id)
    ctx.session.add(client)
    _store(ctx)
    audit.log(ctx, "create", KEY, client.id, _diff({}, facts))
    return client, _new_token(ctx, client)


def change(ctx: Context, client_id: int, wanted: Wanted) -> ApiClient:
    """Other scopes, addresses, limit, end, name or user, good from the next request on. Raises ValidationFailed."""
    client = _client(ctx, client_id)
    facts = _judged(ctx, wanted, client_id)
    before = {name: getattr(client, name) for name in facts}
    for name, value in facts.items():
        setattr(client, name, value)
    _store(ctx)
    diff = _diff(before, facts)
    if diff:
        audit.log(ctx, "update", KEY, client_id, diff)
    return client


def rotate(ctx: Context, client_id: int, *, old_until: dt.datetime | None = None) -> str:
    """A new token, shown this once; the others are good until `old_until` (None: no longer)."""
    client = _client(ctx, client_id)
    now = ctx.now
    until = now if old_until is None else max(old_until, now)
    if until > now + LONGEST_OVERLAP:
        raise RuleViolation(
            f"旧令牌最多再用 {LONGEST_OVERLAP.days} 天 / The old token is good for {LONGEST_OVERLAP.days} days more at most.",
            field="old_until",
        )
    ctx.session.execute(
        update(ApiToken)
        .where(
            ApiToken.client_id == client_id,
            ApiToken.expires_at.is_(None) | (ApiToken.expires_at > until),
        )
        .values(expires_at=until)
        .execution_options(synchronize_session=False)
    )
    audit.log(ctx, "rotate", KEY, client_id, {"old_until": [None, until.isoformat()]})
    return _new_token(ctx, client)


def revoke(ctx: Context, client_id: int) -> None:
    """The end of a client and all its tokens, at once and for good."""
    client = _client(ctx, client_id)
    client.revoked_at = ctx.now
    ctx.session.flush()
    audit.log(ctx, "revoke", KEY, client_id, {"name": [client.name, client.name]})


def named(session: Any, name: str) -> ApiClient:
    """The client of this name. Raises NotFound."""
    found: ApiClient | None = session.scalar(select(ApiClient).where(ApiClient.name == name))
    if found is None:
        raise NotFound(f"没有接口客户端 {name} / There is no API client {name}.")
    return found


def _client(ctx: Context, client_id: int) -> ApiClient:
    """A client that is not revoked, locked: two administrators at one moment come one after the other."""
    client = ctx.session.scalar(
        select(ApiClient).where(ApiClient.id == client_id).with_for_update()
    )
    if client is None:
        raise NotFound
    if client.revoked_at is not None:
        raise RuleViolation(
            "此客户端已停用，请新建 / This client was revoked; make a new one.", code="revoked"
        )
    return client


def _store(ctx: Context) -> None:
    """Raises ValidationFailed when somebody else has taken the name since it was looked at."""
    try:
        ctx.session.flush()
    except IntegrityError as refused:
        if ".name" in str(refused.orig) or "client_name" in str(refused.orig):
            raise ValidationFailed([_TAKEN]) from refused
        raise


def _new_token(ctx: Context, client: ApiClient) -> str:
    secret = tokens.new_secret()
    token = ApiToken(client_id=client.id, digest=tokens.digest(secret), created_at=ctx.now)
    ctx.session.add(token)
    ctx.session.flush()
    return tokens.text_of(token.id, secret)


def _judged(ctx: Context, wanted: Wanted, client_id: int | None) -> dict[str, Any]:
    """The columns; raises ValidationFailed with every problem at once."""
    errors: list[FieldError] = []
    granted, allowed = "", ""
    try:
        granted = " ".join(scopes_of.parse(wanted.scopes).texts())
    except ValidationFailed as problem:
        errors += problem.errors
    try:
        allowed = " ".join(networks.parse(wanted.addresses))
    except ValidationFailed as problem:
        errors += problem.errors
    name = " ".join(wanted.name.split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        told = message(
            zh=f"名称须为 1 至 {LONGEST_NAME} 个字符",
            en=f"A name has 1 to {LONGEST_NAME} characters.",
        )
        errors.append(FieldError("name", "required", told))
    else:
        other = ctx.session.scalar(select(ApiClient.id).where(ApiClient.name == name))
        if other is not None and other != client_id:
            errors.append(_TAKEN)
    user = ctx.session.scalar(
        select(User).where(func.lower(User.username) == wanted.username.strip().lower())
    )
    if user is None or not user.active:
        told = message(
            zh=f"没有在用的账号 {wanted.username[:60]}",
            en=f"There is no active account {wanted.username[:60]}.",
        )
        errors.append(FieldError("username", "choice", told))
    if not 0 <= wanted.rate_limit <= HIGHEST_RATE:
        told = message(zh=f"须为 0 至 {HIGHEST_RATE}", en=f"Must be 0 to {HIGHEST_RATE}.")
        errors.append(FieldError("rate_limit", "range", told))
    if wanted.expires_at is not None and wanted.expires_at <= ctx.now:
        told = message(zh="须为将来的时间", en="Must be in the future.")
        errors.append(FieldError("expires_at", "range", told))
    if errors or user is None:
        raise ValidationFailed(errors)
    return {
        "name": name, "user_id": user.id, "scopes": granted, "addresses": allowed,
        "rate_limit": wanted.rate_limit, "expires_at": wanted.expires_at,
    }  # fmt: skip


def _diff(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [_plain(before.get(name)), _plain(value)]
        for name, value in after.items()
        if before.get(name) != value
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value
