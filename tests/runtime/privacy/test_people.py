"""Export, erasure and retention: a person's data comes out, goes, or goes by itself; what points to him stays."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import files, jobs, records
from app.runtime.audit import seal
from app.runtime.audit.history import timeline
from app.runtime.audit.verify import verify
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import Forbidden, NotFound
from app.runtime.privacy import erasure, handout, persons, retention
from app.runtime.privacy import page as page_of
from app.runtime.system import AuditLog
from tests.sample.models import Buyer, Sale, Store

CARD = "11010519491231002X"
WHY = "The buyer asked for it."


@pytest.fixture
def bought(ctx: Context, data: Path) -> tuple[int, int]:
    """(buyer, his sale)"""
    store = records.create(ctx, Store, {"code": "S1", "name": "East"})
    buyer = records.create(
        ctx, Buyer, {"name": "Bob", "phone": "13800001111", "card": CARD, "email": "b@example.org"}
    )
    records.update(ctx, Buyer, buyer.id, {"phone": "13900002222"})
    sale = records.create(ctx, Sale, {"store": store.id, "summary": "nails", "buyer": buyer.id})
    return int(buyer.id), int(sale.id)


def everything(database: Database, *but: str) -> str:
    with database.read_session() as session:
        tables = set(sa.inspect(session.connection()).get_table_names()) - set(but)
        return json.dumps(
            [
                list(map(str, row))
                for name in sorted(tables)
                for row in session.execute(sa.text(f'SELECT * FROM "{name}"'))
            ]
        )


def test_a_buyer_is_a_person_and_a_store_is_none() -> None:
    assert persons.is_person(Buyer)
    assert not persons.is_person(Store)


def test_the_export_holds_record_sales_and_history_unmasked(
    ctx: Context, bought: tuple[int, int]
) -> None:
    buyer, sale = bought
    told = json.loads(page_of.as_json(handout.collect(ctx, Buyer, buyer, reason=WHY)))
    assert told["record"]["card"] == CARD
    assert [row["id"] for row in told["related"]["Sale.buyer"]] == [sale]
    assert any("13800001111" in str(event["changes"]) for event in told["history"])
    page = page_of.of(told)
    assert CARD in page
    assert "<script" not in page


def test_the_page_of_an_export_escapes_what_people_typed(ctx: Context, data: Path) -> None:
    buyer = records.create(ctx, Buyer, {"name": "<script>x</script>"})
    page = page_of.of(handout.collect(ctx, Buyer, buyer.id, reason=WHY))
    assert "<script" not in page


def test_an_export_wants_both_rights_and_is_logged(
    bought: tuple[int, int], as_user: Callable[..., Context], ctx: Context, database: Database
) -> None:
    with pytest.raises((Forbidden, NotFound)):
        handout.collect(as_user("clerk"), Buyer, bought[0], reason=WHY)
    handout.collect(ctx, Buyer, bought[0], reason=WHY)
    with database.read_session() as session:
        row = session.scalars(sa.select(AuditLog).where(AuditLog.action == "privacy:export")).one()
    assert (row.record_id, row.diff) == (bought[0], {"note": WHY})


def test_erasure_leaves_no_trace_of_the_person_and_the_sale_stays(
    ctx: Context, bought: tuple[int, int], database: Database
) -> None:
    buyer, sale = bought
    seal.seal()
    done = erasure.erase(ctx, Buyer, buyer, reason=WHY)
    assert done == {"buyer": 1, "sale": 1}
    with Context.system() as later:
        assert later.get(Sale, sale).buyer_id == buyer
        assert later.get(Sale, sale).phone is None
        assert (later.get(Buyer, buyer).phone, later.get(Buyer, buyer).card) == (None, None)
        shown = json.dumps([event.changes for event in timeline(later, Buyer, buyer).events])
    told = everything(database)
    for value in ("13800001111", "13900002222", CARD):
        assert value not in told
        assert value not in shown
    seal.seal()
    assert verify().is_whole


def test_erasure_is_in_the_audit_log(
    ctx: Context, bought: tuple[int, int], database: Database
) -> None:
    erasure.erase(ctx, Buyer, bought[0], reason=WHY)
    with database.read_session() as session:
        rows = session.scalars(sa.select(AuditLog).where(AuditLog.action == "erase")).all()
    assert {(row.entity, row.record_id, row.diff["note"]) for row in rows} == {
        ("buyer", bought[0], WHY),
        ("sale", bought[1], WHY),
    }


def test_nobody_but_the_system_erases(
    as_user: Callable[..., Context], bought: tuple[int, int]
) -> None:
    with pytest.raises(RuntimeError):
        erasure.erase(as_user("manager"), Buyer, bought[0], reason=WHY)


def test_files_of_the_erased_leave_the_disk_unless_another_record_has_the_same(
    ctx: Context, data: Path
) -> None:
    from app.runtime.files.store import path_of
    from app.runtime.system import Attachment

    buyers = [records.create(ctx, Buyer, {"name": name}).id for name in ("A", "B")]
    made = []
    for text, owner in (("mine", 0), ("shared", 0), ("shared", 1)):
        with records.writing(ctx):
            row = files.store(ctx, io.BytesIO(text.encode()), f"{text}.txt")
            ctx.session.execute(
                sa.update(Attachment)
                .where(Attachment.id == row.id)
                .values(entity="buyer", record_id=buyers[owner], field="papers")
            )
        made.append(row.sha256)
    erasure.erase(ctx, Buyer, buyers[0], reason=WHY)
    jobs.run_due()
    assert [path_of(digest).exists() for digest in made] == [False, True, True]


@pytest.mark.parametrize(
    ("retain", "now", "before"),
    [
        ("3 years", "2027-02-28", "2024-02-28"),
        ("1 year", "2028-02-29", "2027-02-28"),
        ("6 months", "2026-08-31", "2026-02-28"),
        ("1 month", "2026-01-15", "2025-12-15"),
        ("30 days", "2026-03-01", "2026-01-30"),
    ],
)
def test_a_span_is_counted_back_in_the_calendar(retain: str, now: str, before: str) -> None:
    def at(text: str) -> dt.datetime:
        return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)

    assert retention.before(retain, at(now)) == at(before)


def test_what_has_outlived_its_time_is_erased_in_chunks_and_only_that(
    ctx: Context, bought: tuple[int, int], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Buyer, "meta", _kept(Buyer, "2 years"))
    old = [
        records.create(ctx, Buyer, {"name": f"N{n}", "phone": "13700003333"}).id for n in range(5)
    ]
    long_ago = ctx.now - dt.timedelta(days=800)
    with database.begin() as session:
        session.execute(sa.update(Buyer).where(Buyer.id.in_(old)).values(updated_at=long_ago))
    with Context.system() as later:
        assert {one.entity: one.count for one in retention.due(later)}["buyer"] == 5
        assert retention.run(later, chunk=2)["buyer"] == 5
    with Context.system() as after:
        assert retention.run(after).get("buyer", 0) == 0
        assert {after.get(Buyer, id).phone for id in old} == {None}
        assert after.get(Buyer, bought[0]).phone == "13900002222"
        rows = after.session.scalars(
            sa.select(AuditLog)
            .where(AuditLog.action == "retain", AuditLog.entity == "buyer")
            .order_by(AuditLog.id)
        ).all()
    assert [row.diff["count"] for row in rows] == [2, 2, 1]


def _kept(entity: Any, retain: str) -> Any:
    from dataclasses import replace

    return replace(entity.meta, retain=retain)
