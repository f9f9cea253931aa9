"""How much a call costs: the number of statements depends on neither rows nor relations."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from app.runtime.query import reading
from tests.runtime.query.shop import Shop
from tests.sample.models import Article, Buyer, Clerk, Keyword, Sale, SaleLine, Store
from tests.support.statements import heard

COLUMNS = [
    "title",
    "store",
    "buyer",
    "clerk",
    "clerk.store",
    "clerk.store.above",
    "created_by",
    "state",
    "total",
]


def fill(shop: Shop, number: int) -> None:
    """`number` sales, each with its own store, buyer, clerk, article, keyword and two lines."""
    for n in range(number):
        store = shop.add(Store, code=f"{number}-{n}", name=f"Store {n}")
        buyer, clerk = shop.add(Buyer, name="B"), shop.add(Clerk, name="C", store_id=store)
        sale = shop.add(Sale, summary="x", store_id=store, buyer_id=buyer, clerk_id=clerk)
        article = shop.add(Article, name="Lamp", price=Decimal(1))
        word = shop.add(Keyword, name=f"{number}-{n}")
        with shop.database.begin() as session:
            session.get_one(Article, article).keywords = [session.get_one(Keyword, word)]
        shop.add_all(
            SaleLine, [{"sale_id": sale, "article_id": article, "count": 1, "price": 1}] * 2
        )


CALLS: dict[str, tuple[int, Callable[[Context], Any]]] = {
    "a list": (1, lambda ctx: query.rows(ctx, Sale, columns=COLUMNS, sort=["-id"])),
    "a whole list with its number": (
        1,
        lambda ctx: query.rows(ctx, Sale, columns=COLUMNS, count="capped"),
    ),
    "a list of refs": (3, lambda ctx: query.rows(ctx, Article, columns=["keywords"])),
    "a record": (1, lambda ctx: query.get(ctx, Sale, 1)),
    "child rows": (1, lambda ctx: query.related(ctx, Sale, 1, "lines")),
    "a picker": (1, lambda ctx: query.lookup(ctx, Sale, "buyer")),
    "counts": (1, lambda ctx: query.counts(ctx, Sale, by="state")),
}


def test_the_number_is_asked_for_only_where_the_page_does_not_hold_all(shop: Shop) -> None:
    reader = shop.person("manager")
    fill(shop, 3)
    found = {}
    for limit in (2, 3):
        with heard(shop.database) as sent:
            page = query.rows(reader, Sale, columns=COLUMNS, limit=limit, count="capped")
        found[limit] = (page.count, page.count_kind, len(sent))
    assert found == {2: (3, "exact", 2), 3: (3, "exact", 1)}


@pytest.mark.parametrize("roles", [("manager",), ("clerk", "auditor", "buyer")])
def test_a_call_sends_as_many_statements_for_one_row_as_for_many(
    shop: Shop, roles: tuple[str, ...]
) -> None:
    reader = shop.person(*roles, stores=frozenset(range(50)), buyer=1)

    def sent_by_each() -> dict[str, int]:
        numbers = {}
        for name, (_, call) in CALLS.items():
            with heard(shop.database) as sent:
                call(reader)
            numbers[name] = len(sent)
        reader.session.rollback()
        return numbers

    wanted = {name: number for name, (number, _) in CALLS.items()}
    fill(shop, 1)
    sent_by_each()
    assert sent_by_each() == wanted
    fill(shop, 6)
    assert sent_by_each() == wanted


def test_a_statement_reads_only_the_columns_that_were_asked_for(shop: Shop, ctx: Context) -> None:
    with heard(shop.database) as sent:
        query.rows(ctx, Sale, columns=["summary"])
    (statement,) = sent
    assert "summary" in statement
    assert "internal_note" not in statement
    assert "JOIN" not in statement


def test_values_are_never_part_of_the_statement(shop: Shop, ctx: Context) -> None:
    from app.runtime import filters

    evil = "x'; DROP TABLE sale; --"
    with heard(shop.database) as sent:
        for key in ("summary", "summary__contains", "summary__in", "store.name__starts"):
            query.rows(ctx, Sale, where=filters.parse(Sale, ctx.actor, [(key, evil)]), search=evil)
        query.lookup(ctx, Sale, "buyer", text=evil)
    assert all("DROP" not in one for one in sent)


def test_refs_beyond_the_joins_that_a_database_takes_are_named_all_the_same(
    shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(shop, 3)
    shop.add(Sale, summary="x", store_id=1)
    whole = query.rows(ctx, Sale, columns=COLUMNS).items
    monkeypatch.setattr(reading, "MOST_TITLES", 1)
    ctx.session.rollback()
    # In another order of columns: the statement for this one is kept.
    with heard(shop.database) as sent:
        assert query.rows(ctx, Sale, columns=COLUMNS[::-1]).items == whole
    assert 1 < len(sent) <= 5


def test_more_refs_on_the_way_than_a_database_joins_are_refused(
    shop: Shop, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_JOINS", 1)
    with pytest.raises(BadRequest) as refused:
        query.rows(ctx, Sale, columns=["store.name", "buyer.name"])
    assert refused.value.code == "too_many"
