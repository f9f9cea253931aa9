"""Sensitive values over REST: masked, sent back without harm, revealed for a reason."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog
from tests.sample.models import Clerk, Store

BANK = "6222020000001234"
WHY = "The bank asked for it."


@pytest.fixture
def clerk(ctx: Context, database: Database) -> int:
    store = records.create(ctx, Store, {"code": "S1", "name": "East"})
    given = {"name": "Li", "store": store.id, "wage": "5000.10", "bank": BANK}
    return int(records.create(ctx, Clerk, given).id)


@pytest.mark.database
def test_lists_and_records_show_masks_and_a_mask_may_come_back(clerk: int, api: Any) -> None:
    program = api("manager")
    assert program.items("/clerk?fields=wage,bank")[0]["bank"] == "************1234"
    answer = program.get(f"/clerk/{clerk}")
    shown = answer.get_json()
    assert (shown["wage"], shown["bank"]) == ("••••", "************1234")
    given = {"wage": shown["wage"], "bank": shown["bank"], "name": "Li Na"}
    changed = program.patch(f"/clerk/{clerk}", given, etag=answer.headers["ETag"])
    assert changed.status_code == 200, changed.text
    found = program.post(f"/clerk/{clerk}/reveal", {"fields": ["wage", "bank"], "reason": WHY})
    assert found.get_json() == {"wage": "5000.10", "bank": BANK}


@pytest.mark.database
def test_revealing_is_logged_and_nothing_keeps_the_answer(
    clerk: int, api: Any, database: Database
) -> None:
    answer = api("manager").post(
        f"/clerk/{clerk}/reveal",
        {"fields": ["bank"], "reason": WHY},
        headers={"Idempotency-Key": "reveal-key-0001"},
    )
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "reveal")).one()
        kept = session.scalars(
            sa.text("SELECT count(*) FROM sys_idempotency WHERE body IS NOT NULL")
        ).one()
    assert (row.channel, row.diff["note"], kept) == ("rest", WHY, 0)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"fields": ["bank"]}, 422),
        ({"fields": ["bank"], "reason": "  x "}, 422),
        ({"fields": "bank", "reason": WHY}, 422),
        ({"fields": ["name"], "reason": WHY}, 422),
        ({"fields": ["nothing"], "reason": WHY}, 422),
        ({"fields": [], "reason": WHY}, 422),
        ({"fields": ["bank"], "reason": WHY, "more": 1}, 422),
    ],
)
def test_a_bad_question_is_refused(clerk: int, api: Any, body: Any, status: int) -> None:
    answer = api("manager").post(f"/clerk/{clerk}/reveal", body)
    assert (answer.status_code, BANK in answer.text) == (status, False)


@pytest.mark.database
def test_who_may_not_reveal_sees_nothing(clerk: int, api: Any, database: Database) -> None:
    for role in ("auditor", "clerk", "buyer", "cashier"):
        answer = api(role).post(f"/clerk/{clerk}/reveal", {"fields": ["bank"], "reason": WHY})
        assert answer.status_code in (403, 404, 422), role
        assert BANK not in answer.text
    with database.read_session() as session:
        assert not session.scalars(sa.select(AuditLog).where(AuditLog.action == "reveal")).all()


@pytest.mark.database
def test_a_part_of_a_sensitive_value_cannot_be_asked_for(clerk: int, api: Any) -> None:
    program = api("manager")
    for question in ("bank__contains=1234", "bank__starts=62", "wage__gt=1", "sort=wage"):
        answer = program.get(f"/clerk?{question}")
        assert answer.status_code == 400, question
    assert len(program.items(f"/clerk?bank={BANK}")) == 1
