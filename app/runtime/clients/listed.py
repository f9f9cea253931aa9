"""Every API client with what an administrator looks for: whom it acts as, whether it is good, when it was last used."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, select

from .. import clock
from ..accounts.users import User
from .tables import ApiClient, ApiToken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

State = Literal["good", "expired", "revoked", "account_disabled"]
MOST = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """One client; `tokens` that are good now, `used_at` to some minutes."""

    client: ApiClient
    username: str
    state: State
    tokens: int
    used_at: dt.datetime | None


def clients(session: Session, *, id: int | None = None) -> list[Listed]:
    """By name, those that are revoked last; one statement. `id`: this one alone."""
    now = clock.now()
    good = ApiToken.expires_at.is_(None) | (ApiToken.expires_at > now)
    statement = (
        select(
            ApiClient,
            User.username,
            User.active,
            func.count(ApiToken.id).filter(good),
            func.max(ApiToken.last_used_at),
        )
        .join(User, User.id == ApiClient.user_id)
        .outerjoin(ApiToken, ApiToken.client_id == ApiClient.id)
        .group_by(ApiClient.id, User.id)
        .order_by(ApiClient.revoked_at.is_not(None), ApiClient.name)
        .limit(MOST)
    )
    if id is not None:
        statement = statement.where(ApiClient.id == id)
    return [
        Listed(client, username, state, tokens if state == "good" else 0, used_at)
        for client, username, active, tokens, used_at in session.execute(statement)
        for state in [_state(client, active=active, now=now)]
    ]


def _state(client: ApiClient, *, active: bool, now: dt.datetime) -> State:
    if client.revoked_at is not None:
        return "revoked"
    if client.expires_at is not None and client.expires_at <= now:
        return "expired"
    return "good" if active else "account_disabled"
