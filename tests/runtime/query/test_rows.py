"""What a list and a record show: titles, paths, masks; and what they leave out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import BadRequest, NotFound
from tests.runtime.query.shop import MOMENT, Shop
from tests.sample.models import Article, Buyer, Clerk, Keyword, Sale, SaleLine, Store


@pytest.fixture
def store(shop: Shop) -> int:
    return shop.add(Store, code="N", name="North")


def test_a_row_has_its_id_and_version_and_what_was_asked_for(
    shop: Shop, store: int, ctx: Context
) -> None:
    sale = shop.add(Sale, summary="Two lamps", store_id=store, freight=Decimal("12.50"))
    page = query.rows(ctx, Sale, columns=["summary", "freight", "state"])
    assert page.items == [
        {
            "id": sale,
            "version": 1,
            "summary": "Two lamps",
            "freight": Decimal("12.50"),
            "state": "new",
        }
    ]


def test_a_title_is_made_from_its_template(shop: Shop, store: int, ctx: Context) -> None:
    shop.add(Sale, sale_no="S2603-0001", summary="Two lamps", store_id=store)
    assert query.rows(ctx, Sale).items[0]["title"] == "S2603-0001 Two lamps"


def test_a_title_without_a_part_has_no_gap(shop: Shop, store: int, ctx: Context) -> None:
    shop.add(Sale, sale_no=None, summary="Two lamps", store_id=store)
    assert query.rows(ctx, Sale).items[0]["title"] == "Two lamps"


def test_a_ref_is_shown_with_the_title_of_its_target(shop: Shop, store: int, ctx: Context) -> None:
    shop.add(Sale, summary="Two lamps", store_id=store)
    row = query.rows(ctx, Sale, columns=["store", "buyer"]).items[0]
    assert row["store"] == {"id": store, "title": "North"}
    assert row["buyer"] is None


def test_what_is_behind_a_ref_is_null_when_the_target_is_not_the_readers_to_see(
    shop: Shop, store: int
) -> None:
    me = shop.add(Buyer, name="Me")
    article = shop.add(Article, name="Lamp", price=Decimal(1))
    mine = shop.add(Sale, summary="Mine", store_id=store, buyer_id=me)
    other = shop.add(Sale, summary="Other", store_id=store)
    for sale in (mine, other):
        shop.add(SaleLine, sale_id=sale, article_id=article, count=1, price=1)
    reader = shop.person("buyer", buyer=me)
    rows = query.rows(reader, SaleLine, columns=["sale", "sale.summary"]).items
    assert [row["sale"] for row in rows] == [
        {"id": mine, "title": "Mine"},
        {"id": other, "title": None},
    ]
    assert [row["sale.summary"] for row in rows] == ["Mine", None]


def test_a_path_goes_through_several_refs(shop: Shop, ctx: Context) -> None:
    above = shop.add(Store, code="H", name="Head office")
    north = shop.add(Store, code="N", name="North", above_id=above)
    anna = shop.add(Clerk, name="Anna", store_id=north)
    shop.add(Sale, summary="Two lamps", store_id=north, clerk_id=anna)
    row = query.rows(ctx, Sale, columns=["clerk.store.above.name", "clerk.store.above"]).items[0]
    assert row["clerk.store.above.name"] == "Head office"
    assert row["clerk.store.above"] == {"id": above, "title": "Head office"}


def test_deleted_rows_are_nowhere(shop: Shop, store: int, ctx: Context) -> None:
    sale = shop.add(Sale, summary="Gone", store_id=store, deleted_at=MOMENT)
    article = shop.add(Article, name="Lamp", price=Decimal(1))
    shop.add(SaleLine, sale_id=sale, article_id=article, count=1, price=1, deleted_at=MOMENT)
    assert query.rows(ctx, Sale, count="exact").count == 0
    assert query.counts(ctx, Sale, by="state") == {}
    assert query.related(ctx, Sale, sale, "lines") == []
    assert query.lookup(ctx, SaleLine, "sale") == []
    with pytest.raises(NotFound):
        query.get(ctx, Sale, sale)
    with pytest.raises(NotFound):
        query.record(ctx, Sale, sale)


def test_a_deleted_target_has_no_title(shop: Shop, store: int, ctx: Context) -> None:
    anna = shop.add(Clerk, name="Anna", store_id=store, deleted_at=MOMENT)
    shop.add(Sale, summary="Two lamps", store_id=store, clerk_id=anna)
    row = query.rows(ctx, Sale, columns=["clerk", "clerk.name"]).items[0]
    assert row["clerk"] == {"id": anna, "title": None}
    assert row["clerk.name"] is None


def test_a_field_is_absent_from_the_rows_in_which_it_is_hidden(shop: Shop, store: int) -> None:
    reader = shop.person("clerk", "cashier")
    shop.add(Clerk, name="Me", store_id=store, bonus=Decimal(5000), login_id=reader.actor.id)
    shop.add(Clerk, name="Other", store_id=store, bonus=Decimal(6000))
    rows = query.rows(reader, Clerk, columns=["name", "bonus"], sort=["name"]).items
    assert rows[0]["bonus"] == Decimal(5000)
    assert "bonus" not in rows[1]


def test_a_field_that_is_hidden_everywhere_does_not_exist(shop: Shop, store: int) -> None:
    shop.add(Clerk, name="Anna", store_id=store, bank="62220000")
    reader = shop.person("clerk")
    with pytest.raises(BadRequest) as hidden:
        query.rows(reader, Clerk, columns=["bank"])
    with pytest.raises(BadRequest) as unknown:
        query.rows(reader, Clerk, columns=["nope"])
    assert str(hidden.value).replace("bank", "nope") == str(unknown.value)
    assert "bank" not in query.get(reader, Clerk, 1)


def test_may_read_says_whether_a_list_may_show_a_column(shop: Shop) -> None:
    reader = shop.person("buyer", buyer=1)
    assert query.may_read(reader, Sale, "store.name")
    assert query.may_read(reader, Sale, "title")
    assert not query.may_read(reader, Sale, "internal_note")
    assert not query.may_read(reader, Sale, "clerk.name")
    assert not query.may_read(reader, Sale, "nope")


def test_a_hidden_path_is_null_in_rows_where_its_end_is_hidden(shop: Shop, store: int) -> None:
    reader = shop.person("clerk", "cashier", stores=frozenset({store}))
    me = shop.add(Clerk, name="Me", store_id=store, bonus=Decimal(5000), login_id=reader.actor.id)
    other = shop.add(Clerk, name="Other", store_id=store, bonus=Decimal(6000))
    shop.add(Sale, summary="a", store_id=store, clerk_id=me)
    shop.add(Sale, summary="b", store_id=store, clerk_id=other)
    rows = query.rows(reader, Sale, columns=["clerk.bonus"], sort=["summary"]).items
    assert [row["clerk.bonus"] for row in rows] == [Decimal(5000), None]


def test_lists_of_refs_are_shown_with_titles(shop: Shop, ctx: Context) -> None:
    red, blue = shop.add_all(Keyword, [{"name": "red"}, {"name": "blue"}])
    with shop.database.begin() as session:
        article = session.get_one(Article, shop.add(Article, name="Lamp", price=Decimal(1)))
        article.keywords = [session.get_one(Keyword, one) for one in (red, blue)]
    row = query.get(ctx, Article, 1)
    assert row["keywords"] == [{"id": red, "title": "red"}, {"id": blue, "title": "blue"}]


def test_targets_out_of_scope_keep_their_place_in_a_list_of_refs(shop: Shop) -> None:
    red = shop.add(Keyword, name="red")
    with shop.database.begin() as session:
        article = session.get_one(Article, shop.add(Article, name="Lamp", price=Decimal(1)))
        article.keywords = [session.get_one(Keyword, red)]
    reader = shop.person("buyer")
    assert query.get(reader, Article, 1)["keywords"] == [{"id": red, "title": None}]


def test_a_secret_is_in_no_record(shop: Shop, ctx: Context) -> None:
    shop.add(Article, name="Lamp", price=Decimal(1), token="s3cret")
    assert "token" not in query.get(ctx, Article, 1)
    assert "token" not in query.rows(ctx, Article, columns=["name", "token"]).items[0]


def test_who_made_a_record_is_shown_by_name(shop: Shop, store: int, ctx: Context) -> None:
    maker = shop.people.user("clerk", username="anna")
    sale = shop.add(Sale, summary="Two lamps", store_id=store, created_by_id=maker)
    row = query.get(ctx, Sale, sale)
    assert row["created_by"] == {"id": maker, "title": "anna"}
    assert row["updated_by"] is None
    assert row["created_at"] == MOMENT


def test_a_record_out_of_scope_is_not_found(shop: Shop, store: int) -> None:
    sale = shop.add(Sale, summary="Two lamps", store_id=store)
    stranger = shop.person("clerk", stores=frozenset({store + 1}))
    with pytest.raises(NotFound):
        query.get(stranger, Sale, sale)
    with pytest.raises(NotFound):
        query.record(stranger, Sale, sale)
    assert query.related(stranger, Sale, sale, "lines") == []


def test_getting_a_record_for_an_action_asks_for_both_rights(shop: Shop, store: int) -> None:
    sale = shop.add(Sale, summary="Two lamps", store_id=store)
    clerk = shop.person("clerk", stores=frozenset({store}))
    assert query.get(clerk, Sale, sale, action="update")["summary"] == "Two lamps"
    with pytest.raises(NotFound):
        query.get(clerk, Sale, sale, action="delete")
    assert query.rows(clerk, Sale, action="delete").items == []


def test_child_rows_come_under_their_own_policy_and_only_with_their_parent(shop: Shop) -> None:
    north = shop.add(Store, code="N", name="North")
    me = shop.add(Buyer, name="Me")
    article = shop.add(Article, name="Lamp", price=Decimal(1))
    mine = shop.add(Sale, summary="Mine", store_id=north, buyer_id=me)
    other = shop.add(Sale, summary="Other", store_id=north)
    for sale in (mine, other):
        shop.add(SaleLine, sale_id=sale, article_id=article, count=Decimal(2), price=Decimal(3))
    reader = shop.person("buyer", buyer=me)
    rows = query.related(reader, Sale, mine, "lines")
    assert [(row["article"]["title"], row["count"]) for row in rows] == [("Lamp", Decimal(2))]
    assert query.related(reader, Sale, other, "lines") == []


def test_a_reader_without_a_grant_sees_nothing(shop: Shop, store: int) -> None:
    shop.add(Sale, summary="Two lamps", store_id=store)
    nobody = shop.person("cashier")
    assert query.rows(nobody, Sale, columns=["id"], count="exact").count == 0
    assert query.lookup(nobody, SaleLine, "sale") == []


def test_what_is_no_id_is_refused_clearly(ctx: Context) -> None:
    for given in (True, 2**63, -(2**63), "1", None, 1.0):
        with pytest.raises(BadRequest):
            query.get(ctx, Store, given)  # type: ignore[arg-type]


def test_a_path_goes_through_four_refs_at_most(ctx: Context) -> None:
    """In columns and sorts as in filters: every path that was ever asked for is remembered."""
    assert query.rows(ctx, Store, columns=[".".join(["above"] * 4 + ["name"])]).items == []
    with pytest.raises(BadRequest) as caught:
        query.rows(ctx, Store, columns=[".".join(["above"] * 5 + ["name"])])
    assert caught.value.code == "unknown_field"
    with pytest.raises(BadRequest):
        query.rows(ctx, Store, sort=[".".join(["above"] * 5 + ["name"])])
