"""GET /changes: every change once, in the order of the commits, to those who may see the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.audit import seal
from app.runtime.audit.tables import FormerName
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.privacy import erasure
from app.runtime.system import AuditLog
from tests.rest.conftest import Api, Shop
from tests.rest.problems import fields
from tests.sample.models import Article, Buyer, Keyword, Sale, Store

Make = Callable[..., Api]


def told(program: Api, query: str = "") -> list[dict[str, Any]]:
    """Every change from the beginning, page by page."""
    found: list[dict[str, Any]] = []
    since, more = "0", True
    while more:
        answer = program.get(f"/changes?since={since}{query}")
        assert answer.status_code == 200, answer.text
        page = answer.get_json()
        found += page["items"]
        since, more = page["next"], page["more"]
    return found


def acts(items: list[dict[str, Any]], entity: str) -> list[tuple[int, str]]:
    return [(one["id"], one["action"]) for one in items if one["entity"] == entity]


@pytest.fixture
def moved(ctx: Context, shop: Shop, sale: int) -> int:
    """A sale that was created, changed, packed and deleted beside one that stays."""
    records.update(ctx, Sale, sale, {"summary": "Three lamps", "internal_note": "calm"})
    records.transition(ctx, Sale, sale, "pack", {"clerk": shop.clerk})
    seal.seal()
    return sale


def test_what_happened_to_a_record_is_told_in_order(api: Make, moved: int, ctx: Context) -> None:
    records.delete(ctx, Sale, moved)
    seal.seal()
    items = told(api("manager"), "&entities=sale")
    assert acts(items, "sale") == [
        (moved, "created"),
        (moved, "updated"),
        (moved, "pack"),
        (moved, "deleted"),
    ]
    assert items[1]["fields"] == ["summary", "internal_note"]
    assert items[1]["version"] == items[3]["version"] > 1
    assert items[3]["fields"] == []


def test_no_value_is_told(api: Make, moved: int) -> None:
    assert "Three lamps" not in api("manager").get("/changes").text


def test_what_is_not_sealed_yet_comes_later(api: Make, ctx: Context, shop: Shop) -> None:
    seal.seal()
    program = api("manager")
    here = program.get("/changes?since=now").get_json()["next"]
    records.create(ctx, Store, {"code": "S3", "name": "North"})
    empty = program.get(f"/changes?since={here}").get_json()
    assert (empty["items"], empty["next"], empty["more"]) == ([], here, False)
    seal.seal()
    page = program.get(f"/changes?since={here}").get_json()
    assert [one["action"] for one in page["items"] if one["entity"] == "store"] == ["created"]


def test_pages_of_one_tell_what_one_page_tells(api: Make, moved: int, ctx: Context) -> None:
    rows = [{"name": f"w{number}"} for number in range(7)]
    records.write_set(ctx, Keyword, rows, action="create", audit="words", chunk=5)
    seal.seal()
    program = api("manager")
    assert told(program, "&limit=1") == told(program) == told(program, "&limit=1000")
    assert len(acts(told(program), "keyword")) == 7


@pytest.mark.database
def test_the_reader_goes_on_over_what_he_may_not_see(api: Make, moved: int, shop: Shop) -> None:
    page = api("buyer").get("/changes").get_json()
    assert (acts(page["items"], "sale"), page["more"]) == ([], False)
    assert page["next"] == api("manager").get("/changes?since=now").get_json()["next"]


@pytest.mark.database
def test_a_record_is_told_to_those_whose_scope_holds_it_now(
    api: Make, moved: int, shop: Shop, ctx: Context
) -> None:
    clerk, buyer = api(user=shop.clerk_user), api(user=shop.buyer_user)
    assert acts(told(clerk, "&entities=sale"), "sale") == acts(told(buyer), "sale") != []
    records.update(ctx, Sale, moved, {"store": shop.there})
    seal.seal()
    assert acts(told(clerk), "sale") == []


def test_a_deleted_record_is_judged_as_it_was(
    api: Make, moved: int, shop: Shop, ctx: Context
) -> None:
    records.delete(ctx, Sale, moved)
    seal.seal()
    assert acts(told(api(user=shop.clerk_user)), "sale")[-1] == (moved, "deleted")
    assert acts(told(api("clerk")), "sale") == []


def test_a_hidden_field_is_not_named(api: Make, moved: int, shop: Shop) -> None:
    items = told(api(user=shop.buyer_user), "&entities=sale")
    assert items[1]["fields"] == ["summary"]
    assert "internal_note" not in str(items)


def test_an_entity_that_one_may_not_read_is_unknown(api: Make, moved: int) -> None:
    for name in ("clerk", "nothing", "sys_audit_log"):
        assert fields(api("buyer").get(f"/changes?entities={name}"), 400) == ["entities"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=soon", "since"),
        ("since=-1", "since"),
        ("since=9999999-abcdefabcdef", "since"),
        ("since=1-000000000000", "since"),
        ("since=1", "since"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("entities=", "entities"),
        ("entities=sale,sale", "entities"),
        ("colour=red", "colour"),
        ("limit=1&limit=2", "limit"),
    ],
)
def test_what_cannot_be_asked_is_refused(api: Make, moved: int, query: str, field: str) -> None:
    assert fields(api("manager").get(f"/changes?{query}"), 400) == [field]


@pytest.mark.database
def test_every_record_of_a_set_is_told(api: Make, ctx: Context, shop: Shop) -> None:
    rows = [{"name": f"w{number}"} for number in range(25)]
    records.write_set(ctx, Keyword, rows, action="create", audit="words", chunk=10)
    odd = sa.type_coerce(Keyword.id % 2 == 1, sa.Boolean)
    records.write_set(ctx, Keyword, odd, action="update", audit="odd", values={"color": "#ffffff"})
    records.write_set(ctx, Keyword, Keyword.id > 20, action="delete", audit="less")
    seal.seal()
    found = acts(told(api("manager"), "&entities=keyword"), "keyword")
    assert found == [
        *((id, "created") for id in range(1, 26)),
        *((id, "updated") for id in range(1, 26, 2)),
        *((id, "deleted") for id in range(21, 26)),
    ]


@pytest.mark.database
def test_what_the_system_makes_and_changes_by_column_is_told_too(api: Make, ctx: Context) -> None:
    rows = [{"name": f"w{number}"} for number in range(3)]
    records.write_set(ctx, Keyword, rows, action="make", audit="made")
    ids = list(ctx.session.scalars(sa.select(Keyword.id).order_by(Keyword.id)))
    changed = [{"id": id, "color": "#ffffff"} for id in ids[:2]]
    records.write_set(ctx, Keyword, changed, action="each", audit="changed")
    seal.seal()
    found = acts(told(api("manager"), "&entities=keyword"), "keyword")
    assert found == [*((id, "created") for id in ids), *((id, "updated") for id in ids[:2])]


@pytest.mark.database
def test_a_set_from_before_ids_were_kept_tells_what_lay_between(
    api: Make, ctx: Context, database: Database
) -> None:
    ids = [records.create(ctx, Keyword, {"name": f"w{number}"}).id for number in range(4)]
    records.delete(ctx, Keyword, ids[1])
    old = {"run": "x", "why": "old", "count": 2, "first": ids[0], "last": ids[2], "digest": "x"}
    with database.begin() as session:
        for action, fields in (("set:update", ["name"]), ("set:delete", ["deleted_at"])):
            session.execute(
                sa.insert(AuditLog).values(
                    at=ctx.now, actor="system", by_system=True, channel="job", action=action,
                    entity="keyword", diff={**old, "fields": fields},
                )
            )  # fmt: skip
    seal.seal()
    found = acts(told(api("manager")), "keyword")[5:]
    assert found == [(id, "updated") for id in ids[:3]] + [(ids[1], "deleted")]


@pytest.mark.database
def test_an_erased_person_is_told_by_names_alone(api: Make, ctx: Context, shop: Shop) -> None:
    erasure.erase(ctx, Buyer, shop.buyer, reason="asked for")
    seal.seal()
    last = [one for one in told(api("manager")) if one["entity"] == "buyer"][-1]
    assert (last["id"], last["action"]) == (shop.buyer, "updated")
    assert {"card", "phone"} == set(last["fields"])


@pytest.mark.database
def test_a_renamed_entity_is_told_under_its_present_name(
    api: Make, ctx: Context, database: Database, shop: Shop
) -> None:
    """Rows keep the name that they were written with; another entity may have taken it since."""
    with database.begin() as session:
        for entity in ("shop", "store"):
            session.execute(
                sa.insert(AuditLog).values(
                    at=ctx.now, actor="system", by_system=True, channel="job", action="update",
                    entity=entity, record_id=shop.here, diff={"name": ["a", "b"]},
                )
            )  # fmt: skip
        last = session.scalar(sa.select(sa.func.max(AuditLog.id))) or 0
        session.execute(sa.insert(FormerName).values(old="shop", last_id=last, entity="store"))
        session.execute(sa.insert(FormerName).values(old="store", last_id=last, entity="article"))
    records.update(ctx, Store, shop.here, {"name": "Eastern"})
    seal.seal()
    items = told(api("manager"), "&entities=store")
    assert acts(items, "store") == [(shop.here, "updated")] * 2
    assert items[0]["fields"] == ["name"]


def test_a_page_asks_few_statements_whatever_it_tells(
    api: Make, moved: int, ctx: Context, statements: Callable[[], Any]
) -> None:
    program = api("manager")
    with statements() as few:
        program.get("/changes?entities=sale")
    for number in range(40):
        records.create(ctx, Article, {"name": f"Nail {number}", "price": "1.50", "cost": 1})
        records.update(ctx, Sale, moved, {"summary": f"Lamp {number}"})
    seal.seal()
    with statements() as many:
        assert len(program.get("/changes?entities=sale&limit=500").get_json()["items"]) > 40
    assert len(many) == len(few) <= 8


def test_a_page_looks_at_a_bounded_part_of_the_log(
    api: Make, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime.feed import page as module

    monkeypatch.setattr(module, "WINDOW", 3)
    monkeypatch.setattr(module, "LOOKED_UP", 2)
    for number in range(8):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
    records.write_set(
        ctx, Keyword, [{"name": f"w{n}"} for n in range(5)], action="create", audit="w"
    )
    seal.seal()
    program = api("manager")
    page = program.get("/changes?entities=keyword").get_json()
    assert (page["items"], page["more"]) == ([], True)
    assert [id for id, _ in acts(told(program, "&entities=keyword"), "keyword")] == [1, 2, 3, 4, 5]
    assert len(acts(told(program), "store")) == 8
