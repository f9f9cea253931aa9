"""What tests of boards, calendars, bars and trees share: a move as the script sends it, a small tree of stores."""

from __future__ import annotations

from typing import Any

from app.runtime import query, records
from app.runtime.context import Context
from tests.web.conftest import Shop
from tests.web.pages import visit

MOST = 5
"""Statements of a view."""
SCRIPT = {"X-Move": "1"}


def move(
    client: Any,
    record: int,
    kind: str,
    to: str,
    *,
    key: str = "sale",
    version: Any = None,
    back: str = "",
) -> Any:
    """As the script does it: with the token of the page, and the version that the card had."""
    page = visit(client, f"/{key}/{kind}/")
    frame = page.html.select_one("[data-csrf]")
    card = page.html.select_one(f"[data-card='{record}'], [data-node='{record}']")
    seen = version or (card["data-version"] if card else "")
    data = {"to": to, "_version": seen, "csrf_token": frame["data-csrf"] if frame else ""}
    return client.post(f"/{key}/move/{record}/{kind}{back}", data=data, headers=SCRIPT)


def now(ctx: Context, entity: Any, id: int) -> Any:
    """The record as it is by now, whatever this session has read before."""
    ctx.session.rollback()
    return query.get(ctx, entity, id)


def grow(ctx: Context, shop: Shop) -> tuple[int, int]:
    from tests.sample.models import Store

    child = records.create(ctx, Store, {"code": "C", "name": "近店分店", "above": shop.near}).id
    leaf = records.create(ctx, Store, {"code": "L", "name": "近店分店柜台", "above": child}).id
    return child, leaf
