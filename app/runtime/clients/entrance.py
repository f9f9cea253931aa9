"""Whose token is this? The person that a client acts as, with its scopes; or why the token opens nothing."""

from __future__ import annotations

import datetime as dt
import hmac
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import literal, or_, select, update

from .. import clock
from ..access import scopes
from ..accounts import person
from ..accounts.person import Client, Person
from ..errors import Forbidden, Unauthenticated
from . import networks, tokens
from .brief import Busy, writing
from .tables import ApiClient, ApiToken

USED_EVERY = dt.timedelta(minutes=10)


def enter(text: str, address: str | None) -> tuple[Person, int | None]:
    """The person, and the token's id when its use is worth a note (`used`); one statement.

    Raises Unauthenticated (code `token_unknown`, `token_expired`, `token_revoked`, `account_disabled`), or Forbidden
    (`address_refused`). Only whoever has the secret learns which.
    """
    found = tokens.parts(text)
    if found is None:
        raise _refused("token_unknown")
    token_id, secret = found
    here = (
        select(ApiToken.id, ApiClient.user_id)
        .join(ApiClient, ApiClient.id == ApiToken.client_id)
        .where(ApiToken.id == token_id)
        .cte("here")
    )
    who, rows = person.load_beside(select(here.c.user_id).scalar_subquery(), *_parts(token_id))
    token, client = rows.get("token"), rows.get("client")
    if token is None or client is None:
        raise _refused("token_unknown")
    if not hmac.compare_digest(token.one, tokens.digest(secret)):
        raise _refused("token_unknown")
    now = clock.now()
    if rows["revoked"].moment is not None:
        raise _refused("token_revoked")
    if any(ends is not None and ends <= now for ends in (token.moment, client.moment)):
        raise _refused("token_expired")
    if who is None:
        raise _refused("account_disabled")
    if not networks.hold(client.two, address):
        raise Forbidden(
            f"此接口客户端不能从地址 {address} 访问，请让管理员加入其网络 / "
            f"This API client may not come from {address}; ask an administrator to add the network.",
            code="address_refused",
        )
    id = int(client.number)
    granted = scopes.read(client.one, client=client.three, client_id=id)
    is_worth_a_note = _is_due(rows["used"].moment, now)
    acting = Client(id, granted, int(client.round))
    return replace(who, client=acting), token_id if is_worth_a_note else None


def used(token_id: int) -> None:
    """Remember that the token is in use; of several requests at one moment one writes. While somebody else writes
    for long, a later request does it.
    """
    now = clock.now()
    note = (
        update(ApiToken)
        .where(
            ApiToken.id == token_id,
            or_(ApiToken.last_used_at.is_(None), ApiToken.last_used_at <= now - USED_EVERY),
        )
        .values(last_used_at=now)
    )
    with suppress(Busy), writing() as session:
        session.execute(note)


def _is_due(last: dt.datetime | None, now: dt.datetime) -> bool:
    return last is None or now - last >= USED_EVERY


def _parts(token_id: int) -> list[Any]:
    """The rows beside the person's: the client, its end, the token, its last use."""
    about = (ApiClient.scopes, ApiClient.addresses, ApiClient.name)
    of_client = [
        person.row(
            "client",
            *about,
            number=ApiClient.id,
            round=ApiClient.rate_limit,
            moment=ApiClient.expires_at,
        ),
        person.row("revoked", moment=ApiClient.revoked_at),
    ]
    of_token = [
        person.row("token", ApiToken.digest, moment=ApiToken.expires_at),
        person.row("used", moment=ApiToken.last_used_at),
    ]
    return [
        *(
            part.select_from(ApiClient)
            .join(ApiToken, ApiToken.client_id == ApiClient.id)
            .where(ApiToken.id == literal(token_id))
            for part in of_client
        ),
        *(part.where(ApiToken.id == literal(token_id)) for part in of_token),
    ]


_WORDS = {
    "token_unknown": "令牌无效，请检查是否完整复制 / This token is not known; check that it was copied whole.",
    "token_expired": "令牌已过期，请让管理员签发新令牌 / This token has expired; ask an administrator for a new one.",
    "token_revoked": "接口客户端已停用 / This API client was revoked.",
    "account_disabled": "接口客户端所用的账号已停用 / The account that this API client acts as is disabled.",
}


def _refused(code: str) -> Unauthenticated:
    error = Unauthenticated(_WORDS[code])
    error.code = code
    return error
