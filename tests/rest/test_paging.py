"""Pages by cursor: no gap and no repeat, whatever is written meanwhile; and the counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.rest.conftest import Api
from tests.sample.models import Article

pytestmark = pytest.mark.database


@pytest.fixture
def thousand(database: Database) -> int:
    """1,000 articles: 40 prices with many ties, every seventh without stars."""
    now = clock.now()
    rows: list[dict[str, Any]] = [
        {
            "name": f"a{number:04}",
            "price": number % 40,
            "stars": None if number % 7 == 0 else number % 5 + 1,
            "created_at": now,
            "updated_at": now,
            "version": 1,
        }
        for number in range(1000)
    ]
    with database.begin() as session:
        session.execute(sa.insert(Article), rows)
    return len(rows)


def pages(program: Api, query: str, between: Callable[[int], None] = lambda _: None) -> list[int]:
    """The ids of all pages, one after the other; `between` is called after each."""
    found: list[int] = []
    cursor, number = "", 0
    while True:
        answer = program.get(f"/article?{query}{cursor}")
        assert answer.status_code == 200, answer.text
        body = answer.get_json()
        found += [item["id"] for item in body["items"]]
        if body["next"] is None:
            return found
        cursor = f"&cursor={quote(body['next'])}"
        between(number)
        number += 1


SORTS = ["id", "-id", "price", "-price", "stars", "-stars,price", "name"]


def test_a_thousand_rows_come_once_each(
    api: Callable[..., Api], thousand: int, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for sort in SORTS:
        with subtests.test(sort):
            found = pages(program, f"sort={sort}&limit=97&fields=name&count=none")
            assert len(found) == thousand
            assert len(set(found)) == thousand


@pytest.mark.parametrize("sort", ["price", "-stars"])
def test_rows_that_are_inserted_meanwhile_neither_repeat_nor_hide_the_others(
    api: Callable[..., Api], thousand: int, ctx: Context, sort: str
) -> None:
    def insert(number: int) -> None:
        values = {"name": f"new {number}", "price": number % 40, "stars": number % 5 + 1}
        records.create(ctx, Article, values)

    program = api("manager")
    before = {item["id"] for item in program.items("/article?limit=200&sort=id")}
    found = pages(program, f"sort={sort}&limit=50&fields=name&count=none", insert)
    assert len(found) == len(set(found))
    assert len([id for id in found if id <= max(before) or id <= thousand]) >= thousand
    assert before <= set(found)


def test_a_page_says_how_many_there_are(api: Callable[..., Api], thousand: int) -> None:
    program = api("manager")
    default = program.get("/article?limit=1&fields=name").get_json()
    assert (default["count"], default["count_kind"]) == (thousand, "exact")
    exact = program.get("/article?limit=1&fields=name&count=exact&price__lt=10").get_json()
    assert exact["count"] == 250
    none = program.get("/article?limit=1&fields=name&count=none").get_json()
    assert (none["count"], none["count_kind"]) == (None, "none")


def test_above_ten_thousand_a_page_says_at_least(
    api: Callable[..., Api], thousand: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime.query import lists

    monkeypatch.setattr(lists, "CAP", 500)
    program = api("manager")
    capped = program.get("/article?limit=1&fields=name").get_json()
    assert (capped["count"], capped["count_kind"]) == (500, "at_least")
    exact = program.get("/article?limit=1&fields=name&count=exact").get_json()
    assert (exact["count"], exact["count_kind"]) == (thousand, "exact")


def test_fifty_rows_come_unless_more_are_asked_for(api: Callable[..., Api], thousand: int) -> None:
    program = api("manager")
    assert len(program.items("/article")) == 50
    assert len(program.items("/article?limit=200")) == 200


def test_a_cursor_of_another_order_is_refused(api: Callable[..., Api], thousand: int) -> None:
    program = api("manager")
    following = program.get("/article?sort=price&limit=5").get_json()["next"]
    answer = program.get(f"/article?sort=-price&limit=5&cursor={quote(following)}")
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["field"] == "cursor"


def test_a_page_costs_the_same_statements_whatever_it_holds(
    api: Callable[..., Api], thousand: int, statements: Callable[[], Any]
) -> None:
    program = api("manager")
    counted = []
    for query in ("limit=1", "limit=200", "limit=200&fields=name,keywords,price"):
        with statements() as seen:
            assert program.get(f"/article?{query}").status_code == 200
        counted.append(len(seen))
    assert counted[0] == counted[1] == counted[2]
    # who asks, the count, the page, the n-n field
    assert counted[0] <= 4


def test_expanding_costs_one_statement_a_name(
    api: Callable[..., Api], ctx: Context, sale: int, statements: Callable[[], Any]
) -> None:
    from tests.sample.models import Sale

    program = api("manager")
    counted = []
    for number in range(2):
        with statements() as seen:
            assert program.get("/sale?expand=store,buyer,lines").status_code == 200
        counted.append(len(seen))
        if number == 0:
            first = ctx.session.get_one(Sale, sale)
            lines = [{"article": first.lines[0].article_id, "count": "1", "price": "1"}] * 3
            for _ in range(5):
                values = {"store": first.store_id, "buyer": first.buyer_id, "summary": "x"}
                records.create(ctx, Sale, {**values, "lines": lines})
    assert counted[0] == counted[1]
    assert counted[0] <= 6


def test_one_record_costs_two_statements(
    api: Callable[..., Api], sale: int, statements: Callable[[], Any]
) -> None:
    program = api("manager")
    with statements() as seen:
        assert program.get(f"/sale/{sale}").status_code == 200
    assert len(seen) == 2, seen
