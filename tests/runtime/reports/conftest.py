"""Three hundred sales of two stores over two years, some without a buyer, and people who see different halves of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
import time_machine

from app.runtime import records
from app.runtime.context import Context

NOW = dt.datetime(2026, 11, 26, 15, 30, tzinfo=dt.UTC)


@dataclass
class Books:
    """`rows`: what was brought, column by column. `clerk` works in the first store alone."""

    rows: list[dict[str, object]]
    stores: list[int]
    buyers: list[int]
    manager: Context
    clerk: Context
    auditor: Context
    both: Context
    """Clerk of the first store and auditor: only there he sees the notes."""


@pytest.fixture
def books(ctx: Context, as_user: Callable[..., Context]) -> Books:
    from tests.sample.models import Buyer, Sale, Store, StoreRole

    clerk, both = as_user("clerk", username="clerk"), as_user("clerk", "auditor", username="both")
    chance = random.Random(7)
    with records.writing(ctx):
        stores = [ctx.create(Store, code=code, name=code).id for code in ("N", "F")]
        buyers = [ctx.create(Buyer, name=f"顾客{number}").id for number in range(6)]
        for user in (clerk, both):
            ctx.create(StoreRole, user=user.actor.id, store=stores[0])
    rows = []
    for number in range(300):
        made = NOW - dt.timedelta(minutes=chance.randrange(2 * 365 * 24 * 60))
        promised = chance.choice([None, made + dt.timedelta(minutes=chance.randrange(3000))])
        rows.append({
            "store_id": chance.choice(stores), "buyer_id": chance.choice([*buyers, buyers[0], None]),
            "sale_no": f"S{number}", "summary": chance.choice(["x", f"单{number}"]),
            "level": chance.choice(["high", "normal", "low", None]),
            "total": chance.choice([None, Decimal(chance.randrange(-500, 90_000)) / 100]),
            "internal_note": chance.choice([None, "熟客"]),
            "state": chance.choice(["new", "packing", "delivered", "refunded", "closed"]),
            "pack_status": chance.choice(["ok", "met", "missed", None]),
            "promised_at": promised, "created_at": made,
        })  # fmt: skip
    records.write_set(ctx, Sale, rows, action="history", audit="the old books")
    for early in (clerk, both):
        early.session.rollback()  # they began to read before there was anything
    return Books(rows, stores, buyers, as_user("manager"), clerk, as_user("auditor"), both)


@pytest.fixture
def at() -> object:
    """The evening of 26 November in Shanghai."""
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved
