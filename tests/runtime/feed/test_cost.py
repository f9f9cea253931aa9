"""What a page of the feed costs does not grow with the log, nor a look for due messages with their number."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from app.runtime.database import Database
from app.runtime.feed.entries import Names, by_key, entries
from app.runtime.system import AuditLog
from app.runtime.webhooks import deliver
from app.runtime.webhooks.tables import Webhook, WebhookDelivery
from tests.support.people import People
from tests.support.plans import SORTED, plans, scans

ROWS = 20_000
AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def fill(database: Database, table: type, rows: list[dict[str, object]]) -> None:
    """Many rows, and what the planner knows of them."""
    with database.begin() as session:
        session.execute(sa.insert(table), rows)
    with database.write_session() as session:
        session.execute(sa.text("ANALYZE"))
        session.commit()


def test_the_part_of_the_log_is_found_by_its_index(database: Database) -> None:
    one = {"at": AT, "actor": "system", "by_system": True, "channel": "job", "diff": {}}
    rows = [
        {
            **one, "action": "update", "entity": ("store", "article")[number % 2],
            "record_id": number % 50 + 1, "seq": number + 1, "seal": "0" * 64,
        }
        for number in range(ROWS)
    ]  # fmt: skip
    fill(database, AuditLog, rows)
    with plans(database) as seen, database.read_session() as session:
        names = Names(session, {"store": by_key()["store"]})
        assert len(entries(session, names, 10_001, 11_000)) == 500
    told = [plan for plan in seen.told() if "sys_audit_log" in plan]
    assert len(told) == 1
    assert not scans(told[0], "sys_audit_log")
    assert "uq_sys_audit_log_seq" in told[0]


def test_what_is_due_is_found_by_its_index_however_much_waits(
    database: Database, people: People
) -> None:
    with database.begin() as session:
        hook = Webhook(
            user_id=people.user(), name="x", url="https://example.com", events=["store.*"],
            state="active", cursor="0", created_at=AT,
        )  # fmt: skip
        session.add(hook)
        session.flush()
        id = hook.id
    rows = [
        {
            "webhook_id": id, "message_id": "m", "event": "store.created", "record_id": number,
            "seq": number, "at": AT, "state": "waiting", "attempts": 0, "next_at": AT, "created_at": AT,
        }
        for number in range(ROWS)
    ]  # fmt: skip
    fill(database, WebhookDelivery, rows)
    with plans(database) as seen:
        assert deliver._due(AT + dt.timedelta(days=1)) == [(id, 1, "m")]
    assert not any(scans(plan, "sys_webhook_delivery") for plan in seen.told())
    told = next(plan for plan in seen.told() if "ix_sys_webhook_delivery_due" in plan)
    assert SORTED not in told.replace(f"{SORTED} of rows", "")[told.index("sys_webhook_delivery") :]
