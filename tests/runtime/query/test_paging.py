"""Pages: every row once, in order, forwards and backwards, with empty values, ties and any sort."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from tests.runtime.query.shop import MOMENT, Shop
from tests.sample.models import Buyer, Clerk, Sale, Store
from tests.support.statements import heard

SORTS = ("promised_at", "level", "state", "freight", "summary", "delivery", "store", "clerk", "id")
WHENS = (None, MOMENT, MOMENT + dt.timedelta(hours=1), MOMENT + dt.timedelta(days=2))
LEVELS = (None, "high", "normal", "low")
STATES = ("new", "packing", "delivered", "closed")


def _walk(
    ctx: Context,
    sort: Sequence[str],
    limit: int,
    follow: Callable[[Any], str | None],
    start: str | None,
) -> list[list[int]]:
    pages, cursor = [], start
    while True:
        page = query.rows(ctx, Sale, columns=["id"], sort=sort, limit=limit, cursor=cursor)
        pages.append([row["id"] for row in page.items])
        cursor = follow(page)
        if cursor is None:
            return pages


def _forwards(ctx: Context, sort: Sequence[str], limit: int) -> list[list[int]]:
    return _walk(ctx, sort, limit, lambda page: page.next, None)


@pytest.fixture
def stores(shop: Shop) -> list[int]:
    return shop.add_all(Store, [{"code": "N", "name": "North"}, {"code": "A", "name": "Above"}])


@pytest.fixture
def clerks(shop: Shop, stores: list[int]) -> list[int | None]:
    people = [{"name": "Zoe", "store_id": stores[0]}, {"name": "Anna", "store_id": stores[0]}]
    return [None, *shop.add_all(Clerk, people)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_pages_put_together_are_the_whole_list_in_one_order(
    shop: Shop, ctx: Context, stores: list[int], clerks: list[int | None], data: st.DataObject
) -> None:
    with shop.database.begin() as session:
        session.execute(delete(Sale))
    size = data.draw(st.integers(0, 14), label="rows")
    shop.add_all(
        Sale,
        [
            {
                "summary": data.draw(st.sampled_from(("a", "b", "中", "文"))),
                "store_id": data.draw(st.sampled_from(stores)),
                "clerk_id": data.draw(st.sampled_from(clerks)),
                "promised_at": data.draw(st.sampled_from(WHENS)),
                "level": data.draw(st.sampled_from(LEVELS)),
                "state": data.draw(st.sampled_from(STATES)),
                "freight": data.draw(st.sampled_from((None, Decimal("0.00"), Decimal("9.99")))),
                "delivery": data.draw(st.sampled_from((None, True, False))),
            }
            for _ in range(size)
        ],
    )
    names = data.draw(st.lists(st.sampled_from(SORTS), max_size=3, unique=True), label="sort")
    sort = [data.draw(st.sampled_from(("", "-"))) + name for name in names]
    limit = data.draw(st.integers(1, 6), label="limit")
    ctx.session.rollback()

    whole = query.rows(ctx, Sale, columns=["id"], sort=sort, limit=100)
    ids = [row["id"] for row in whole.items]
    assert len(ids) == len(set(ids)) == size
    assert whole.next is None
    assert whole.previous is None

    pages = _forwards(ctx, sort, limit)
    assert [one for page in pages for one in page] == ids
    assert all(len(page) == limit for page in pages[:-1])

    last = None
    cursor = None
    while True:
        last = query.rows(ctx, Sale, columns=["id"], sort=sort, limit=limit, cursor=cursor)
        if last.next is None:
            break
        cursor = last.next
    if last.previous is not None:
        back = _walk(ctx, sort, limit, lambda page: page.previous, last.previous)
        together = [one for page in reversed(back) for one in page]
        assert together == ids[: len(together)]
        assert together + [row["id"] for row in last.items] == ids


@pytest.mark.parametrize(("sort", "wanted"), [("promised_at", "abn"), ("-promised_at", "ban")])
def test_rows_without_a_value_stand_last_up_and_down(
    shop: Shop, ctx: Context, stores: list[int], sort: str, wanted: str
) -> None:
    for summary, when in (("n", None), ("b", WHENS[2]), ("a", WHENS[1])):
        shop.add(Sale, summary=summary, store_id=stores[0], promised_at=when)
    rows = query.rows(ctx, Sale, columns=["summary"], sort=[sort]).items
    assert "".join(row["summary"] for row in rows) == wanted


def test_choices_and_states_are_ordered_as_the_schema_lists_them(
    shop: Shop, ctx: Context, stores: list[int]
) -> None:
    for level, state in (("low", "new"), ("high", "refunded"), ("normal", "packing")):
        shop.add(Sale, summary=level, store_id=stores[0], level=level, state=state)
    by_level = query.rows(ctx, Sale, columns=["level"], sort=["level"]).items
    by_state = query.rows(ctx, Sale, columns=["state"], sort=["-state"]).items
    assert [row["level"] for row in by_level] == ["high", "normal", "low"]
    assert [row["state"] for row in by_state] == ["refunded", "packing", "new"]


def test_a_ref_is_ordered_by_the_title_of_its_target(
    shop: Shop, ctx: Context, stores: list[int]
) -> None:
    for store in stores:
        shop.add(Sale, summary="x", store_id=store)
    rows = query.rows(ctx, Sale, columns=["store"], sort=["store"]).items
    assert [row["store"]["title"] for row in rows] == ["Above", "North"]


def test_a_hidden_value_does_not_order_the_rows(shop: Shop, stores: list[int]) -> None:
    reader = shop.person("clerk", "cashier")
    for name, bonus in (("a", 3), ("b", 1), ("c", 2)):
        shop.add(Clerk, name=name, store_id=stores[0], bonus=Decimal(bonus))
    rows = query.rows(reader, Clerk, columns=["name"], sort=["-bonus"]).items
    assert [row["name"] for row in rows] == ["c", "b", "a"], "all hidden: by id, downwards"


def test_sorting_by_what_one_may_not_read_is_refused(shop: Shop) -> None:
    reader = shop.person("clerk")
    for path in ("bank", "nope", "store.nope", "name.x", ""):
        with pytest.raises(BadRequest):
            query.rows(reader, Clerk, sort=[path])
        assert not query.may_sort(reader, Clerk, path)


def test_a_new_row_in_front_moves_nothing_behind_the_cursor(
    shop: Shop, ctx: Context, stores: list[int]
) -> None:
    ids = shop.add_all(Sale, [{"summary": "x", "store_id": stores[0]} for _ in range(6)])
    first = query.rows(ctx, Sale, columns=["id"], sort=["-id"], limit=3)
    shop.add(Sale, summary="new", store_id=stores[0])
    ctx.session.rollback()
    second = query.rows(ctx, Sale, columns=["id"], sort=["-id"], limit=3, cursor=first.next)
    assert [row["id"] for row in [*first.items, *second.items]] == ids[::-1]


def test_a_page_is_one_statement_and_two_where_the_empty_values_begin(
    shop: Shop, ctx: Context, stores: list[int]
) -> None:
    for when in [*WHENS[1:], None, None, None]:
        shop.add(Sale, summary="x", store_id=stores[0], promised_at=when)
    numbers, cursor = [], None
    for _ in range(3):
        with heard(shop.database) as sent:
            page = query.rows(
                ctx, Sale, columns=["store"], sort=["promised_at"], limit=2, cursor=cursor
            )
        numbers.append(len(sent))
        cursor = page.next
    assert numbers == [1, 2, 1]


def _cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


BAD = [
    "x", "=", "%%%", "é", "\0", "ICAg", "W10", "e30", "bnVsbA", "MQ",
    _cursor("promised_at,id", 0, [None]),
    _cursor("promised_at,id", 0, [1, 2]),
    _cursor("promised_at,id", 0, ["yesterday", 2]),
    _cursor("promised_at,id", 0, ["2026-01-01T00:00:00", 2]),
    _cursor("promised_at,id", 0, ["0001-01-01T00:00:00+14:00", 2]),
    _cursor("promised_at,id", 0, ["2026-01-01T00:00:00+00:00", "2"]),
    _cursor("promised_at,id", 0, ["2026-01-01T00:00:00+00:00", None]),
    _cursor("promised_at,id", 0, ["2026-01-01T00:00:00+00:00", True]),
    _cursor("promised_at,id", 0, ["2026-01-01T00:00:00+00:00", 2**63]),
    _cursor("promised_at,id", 7, [None, 2]),
    _cursor("promised_at,id", [], [None, 2]),
    _cursor("-promised_at,id", 0, [None, 2]),
    _cursor("promised_at,id", 0, {"a": 1, "b": 2}),
    base64.urlsafe_b64encode(b"[" * 5000).decode(),
]  # fmt: skip


def test_a_cursor_that_we_did_not_make_is_refused(ctx: Context) -> None:
    for cursor in BAD:
        with pytest.raises(BadRequest) as refused:
            query.rows(ctx, Sale, sort=["promised_at"], cursor=cursor)
        assert refused.value.code == "bad_cursor", cursor


WRONG: list[tuple[str, Any]] = [
    ("freight", "NaN"), ("freight", "1e999999"), ("freight", "1e-999999"), ("freight", 1.5),
    ("summary", "\ud800"), ("summary", "a\0b"), ("summary", 3), ("delivery", 1), ("level", "high"),
]  # fmt: skip


def test_a_cursor_with_a_value_of_the_wrong_kind_is_refused(ctx: Context) -> None:
    for sort, value in WRONG:
        with pytest.raises(BadRequest):
            query.rows(ctx, Sale, sort=[sort], cursor=_cursor(f"{sort},id", 0, [value, 2]))


def test_a_cursor_of_chinese_text_fits_into_an_address(ctx: Context, shop: Shop) -> None:
    store = shop.add(Store, code="S1", name="East")
    for number in ("S1", "S2"):
        shop.add(Sale, store_id=store, sale_no=number, summary="漏" * 120)
    page = query.rows(ctx, Sale, sort=["summary"], limit=1)
    assert page.next is not None
    assert len(page.next) < 120 * 4 + 100
    behind = query.rows(ctx, Sale, sort=["summary"], limit=1, cursor=page.next)
    assert [row["id"] for row in behind.items] != [row["id"] for row in page.items]


def test_a_list_is_never_without_a_limit(ctx: Context) -> None:
    for limit in (0, -1, 1001):
        with pytest.raises(BadRequest):
            query.rows(ctx, Buyer, limit=limit)
    with pytest.raises(BadRequest):
        query.rows(ctx, Buyer, sort=["name", "-name"] * 5)
