"""Numbers over lists, and the few records that fit a picker: bounded, and under the policy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from unittest import mock

import pytest
from sqlalchemy import event, insert

from app.runtime import filters, query, search
from app.runtime.context import Context
from app.runtime.database import PLAN_ANEW
from app.runtime.errors import BadRequest
from tests.runtime.query.shop import MOMENT, Shop
from tests.sample.models import Article, Buyer, Clerk, Sale, SaleLine, Store, StoreRole
from tests.support.plans import plans
from tests.support.statements import heard


def test_counts_are_by_state_under_the_scope_and_the_filters(shop: Shop, ctx: Context) -> None:
    north, south = shop.add_all(Store, [{"code": "N", "name": "N"}, {"code": "S", "name": "S"}])
    for store, state in ((north, "new"), (north, "new"), (north, "closed"), (south, "new")):
        shop.add(Sale, summary="x", store_id=store, state=state, level="high")
    reader = shop.person("clerk", stores=frozenset({north}))
    assert query.counts(ctx, Sale, by="state") == {"new": 3, "closed": 1}
    assert query.counts(reader, Sale, by="state") == {"new": 2, "closed": 1}
    where = filters.parse(Sale, reader.actor, [("state__ne", "closed")])
    assert query.counts(reader, Sale, by="state", where=where) == {"new": 2}
    assert query.counts(reader, Sale, by="level") == {"high": 3}


def test_counting_by_what_has_no_few_values_is_refused(ctx: Context) -> None:
    for name in ("summary", "store", "nope", "promised_at"):
        with pytest.raises(BadRequest):
            query.counts(ctx, Sale, by=name)


def test_counts_beyond_ten_thousand_are_not_counted_out(shop: Shop, ctx: Context) -> None:
    store = shop.add(Store, code="N", name="North")
    row = {
        "summary": "x",
        "store_id": store,
        "version": 1,
        "created_at": MOMENT,
        "updated_at": MOMENT,
    }
    with shop.database.begin() as session:
        session.execute(insert(Sale), [{**row, "state": "new"}] * 10_050)
        session.execute(insert(Sale), [{**row, "state": "closed"}] * 7)
    with heard(shop.database) as sent:
        assert query.counts(ctx, Sale, by="state") == {"new": 10_000, "closed": 7}
    assert len(sent) == 2
    capped = query.rows(ctx, Sale, limit=1, count="capped")
    assert (capped.count, capped.count_kind) == (10_000, "at_least")
    exact = query.rows(ctx, Sale, limit=1, count="exact")
    assert (exact.count, exact.count_kind) == (10_057, "exact")
    assert query.rows(ctx, Sale, limit=1, count="none").count is None


def test_a_picker_offers_what_fits_and_what_its_reader_may_see(shop: Shop, ctx: Context) -> None:
    store = shop.add(Store, code="N", name="North")
    me = shop.add(Buyer, name="Li Na", number="B000001", phone="13800138000")
    other = shop.add(Buyer, name="Li Wei", number="B000002")
    with shop.database.begin() as session:
        search.index_all(session, Buyer)
    assert query.lookup(ctx, Sale, "buyer", text="li") == [
        {"id": me, "title": "Li Na"},
        {"id": other, "title": "Li Wei"},
    ]
    assert query.lookup(ctx, Sale, "buyer", text="wei") == [{"id": other, "title": "Li Wei"}]
    assert query.lookup(ctx, Sale, "buyer", text="zzz") == []
    assert query.lookup(ctx, Sale, "buyer", text="%") == []
    reader = shop.person("buyer", buyer=me)
    reader.actor._values[("id",)] = 0
    assert query.lookup(reader, Sale, "buyer", text="li") == []
    assert query.lookup(reader, Sale, "store") == [{"id": store, "title": "North"}]


def test_a_picker_is_limited_whatever_is_asked(shop: Shop, ctx: Context) -> None:
    shop.add_all(Article, [{"name": f"Lamp {n}", "price": Decimal(1)} for n in range(80)])
    assert len(query.lookup(ctx, SaleLine, "article", limit=1000)) == 50
    assert len(query.lookup(ctx, SaleLine, "article")) == 20
    assert query.lookup(ctx, SaleLine, "article", limit=0) == []


def test_a_picker_of_users_finds_active_people_by_name(shop: Shop, ctx: Context) -> None:
    anna = shop.people.user("clerk", username="anna")
    gone = shop.people.user("clerk", username="annette")
    with shop.database.begin() as session:
        from app.runtime.accounts.users import User

        session.get_one(User, anna).first_name = "王安娜"
        session.get_one(User, gone).active = False
    assert query.lookup(ctx, StoreRole, "user", text="安娜") == [{"id": anna, "title": "王安娜"}]
    assert query.lookup(ctx, StoreRole, "user", text="AN") == [{"id": anna, "title": "王安娜"}]
    assert query.lookup(ctx, StoreRole, "user", text="%") == []


def test_users_are_offered_by_who_one_is_and_what_one_may_write(shop: Shop, ctx: Context) -> None:
    anna = shop.people.user("manager", username="xanna")
    resident = shop.people.user("buyer", username="xanton")
    staff, neighbour = {"id": anna, "title": "xanna"}, {"id": resident, "title": "xanton"}

    def offered(role: str) -> list[dict[str, Any]]:
        with Context.for_user(shop.people.user(role)) as reader:
            return query.lookup(reader, Buyer, "login", text="xan")

    # Who gives a buyer his login chooses among all; who only reads whose login it is, among colleagues.
    assert offered("manager") == [staff, neighbour]
    assert offered("auditor") == [staff]
    assert offered("buyer") == []

    with Context.for_user(resident) as reader:
        assert query.named(reader, Buyer, Buyer.fields()["login"], [anna, resident]) == {}

    # What nobody writes by hand is looked up to read it, whoever asks.
    with Context.for_user(anna) as reader:
        field = replace(Buyer.fields()["login"], readonly=True)
        with mock.patch.dict(Buyer.fields(), login=field):
            assert query.lookup(reader, Buyer, "login", text="xan") == [staff]


@pytest.mark.parametrize("name", ["summary", "nope", "state", ""])
def test_only_refs_have_a_picker(ctx: Context, name: str) -> None:
    with pytest.raises(BadRequest):
        query.lookup(ctx, Sale, name)


def test_a_picker_finds_no_record_by_a_part_of_its_title_that_is_hidden(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = shop.add(Store, code="N", name="North")
    clerk = shop.add(Clerk, name="Anna", store_id=store)
    from app.runtime.policy import FieldRule
    from tests.sample.clerk import clerk_policy

    monkeypatch.setitem(clerk_policy._rules, "name", FieldRule(read=frozenset({"manager"})))
    reader = shop.person("clerk")
    assert query.lookup(reader, Sale, "clerk", text="anna") == []
    assert query.lookup(reader, Sale, "clerk") == [{"id": clerk, "title": f"#{clerk}"}]


def test_searching_finds_words_only_in_rows_of_the_reader(shop: Shop) -> None:
    north, south = shop.add_all(Store, [{"code": "N", "name": "N"}, {"code": "S", "name": "S"}])
    mine = shop.add(Sale, summary="厨房水管漏水", store_id=north)
    shop.add(Sale, summary="卫生间漏水", store_id=south)
    with shop.database.begin() as session:
        search.index_all(session, Sale)
    reader = shop.person("clerk", stores=frozenset({north}))
    page = query.rows(reader, Sale, search="漏水", count="exact")
    assert [row["id"] for row in page.items] == [mine]
    assert page.count == 1
    assert query.counts(reader, Sale, by="state", search="漏水") == {"new": 1}
    assert query.rows(reader, Sale, search="电视").items == []


def test_how_a_filter_is_counted_is_decided_by_its_value_and_not_kept(
    shop: Shop, ctx: Context
) -> None:
    shop.add(Sale, summary="x", store_id=shop.add(Store, code="N", name="North"))
    asked: list[bool] = []

    def note(_c: Any, _k: Any, statement: str, _p: Any, context: Any, _many: bool) -> None:
        if "count(" in statement:
            asked.append(context.execution_options.get(PLAN_ANEW, False))

    where = filters.parse(Sale, ctx.actor, [("state", "new")])
    event.listen(shop.database.reader, "before_cursor_execute", note)
    try:
        query.rows(ctx, Sale, count="exact")
        query.counts(ctx, Sale, by="state")
        assert asked == [False]
        query.rows(ctx, Sale, where=where, count="exact", cursor=None, limit=1)
        query.counts(ctx, Sale, by="state", where=where)
        assert asked == [False, True]
    finally:
        event.remove(shop.database.reader, "before_cursor_execute", note)


@pytest.mark.sqlite
@pytest.mark.parametrize("state", ["closed", "new"])
def test_sqlite_is_told_which_filter_leaves_the_most_rows_when_it_counts(
    shop: Shop, ctx: Context, state: str
) -> None:
    store = shop.add(Store, code="N", name="North")
    for level in ("high", "high", "low"):
        shop.add(Sale, summary="x", store_id=store, state=state, level=level)
    where = filters.parse(Sale, ctx.actor, [("state", state), ("level", "high")])
    with plans(shop.database) as seen:
        page = query.rows(ctx, Sale, where=where, limit=1, count="exact")
    assert page.count == 2
    (wanted, _), (counted, _) = seen.sent
    assert "likelihood" not in wanted
    assert ("likelihood" in counted) is (state == "closed")
    if state == "closed":
        # Of another state nothing is told: it takes whichever index was made last.
        assert "(level=?)" in seen.told()[1]
