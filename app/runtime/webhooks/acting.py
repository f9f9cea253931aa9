"""The owner of a webhook as the one who looks: his roles and values as they are now, through the program's scopes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, or_

from .. import clock, i18n
from ..access import scopes
from ..accounts.users import User
from ..clients.tables import ApiClient
from ..context import Context
from ..errors import Unauthenticated
from .tables import ACTIVE, Webhook

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def is_followed() -> ColumnElement[bool]:
    """Webhooks that are told anything, in a statement that joins their owners.

    A disabled account is told nothing, nor a program that was revoked, whose time is over, or that acts as
    somebody else by now.
    """
    good = exists().where(
        ApiClient.id == Webhook.client_id,
        ApiClient.user_id == Webhook.user_id,
        *_is_good(clock.now()),
    )
    return and_(
        Webhook.state == ACTIVE, User.active.is_(True), or_(Webhook.client_id.is_(None), good)
    )


def owner(row: Webhook, session: Session) -> Context:
    """The owner's context on this session. Raises Unauthenticated when the account, or the program, is no longer good."""
    ctx = Context.for_user(row.user_id, session, channel="job", language=i18n.languages()[0])
    if row.client_id is not None:
        client = session.get(ApiClient, row.client_id)
        if client is None or client.user_id != row.user_id or _has_ended(client):
            raise Unauthenticated("接口客户端已停用 / This API client was revoked.")
        granted = scopes.read(client.scopes, client=client.name, client_id=client.id)
        ctx.actor = ctx.actor.narrowed(granted)
    return ctx


def _has_ended(client: ApiClient) -> bool:
    ends = client.expires_at
    return client.revoked_at is not None or (ends is not None and ends <= clock.now())


def _is_good(now: dt.datetime) -> list[ColumnElement[bool]]:
    return [
        ApiClient.revoked_at.is_(None),
        or_(ApiClient.expires_at.is_(None), ApiClient.expires_at > now),
    ]
