"""`or=(a|b)`: values that hold the signs themselves, two of them, paths through refs, beside a search; and `count`."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime import filters, records
from app.runtime.context import Context
from app.runtime.errors import BadRequest
from tests.rest.conftest import Api, Shop
from tests.sample.models import Article, Sale, Store

pytestmark = pytest.mark.database

NAMES = ["plain", "a|b", "c,d", "end\\", "(e)", "f=g", "\\|"]


@pytest.fixture
def articles(ctx: Context) -> list[str]:
    with records.writing(ctx):
        for number, name in enumerate(NAMES):
            records.create(ctx, Article, {"name": name, "price": number + 1, "stock": number})
    return NAMES


CASES = [
    (r"(name=a\|b|name=plain)", ["plain", "a|b"]),
    (r"(name=c,d|stock=0)", ["plain", "c,d"]),
    (r"(name__in=c\,d,plain|stock=1)", ["plain", "a|b", "c,d"]),
    (r"(name__in=a\|b,c\,d|stock=99)", ["a|b", "c,d"]),
    (r"(name=end\\|name=plain)", ["plain", "end\\"]),
    (r"(name=plain|name=end\)", ["plain", "end\\"]),
    (r"(name=\\\||stock=0)", ["plain", "\\|"]),
    (r"(name=(e)|name=f=g)", ["(e)", "f=g"]),
    (r"(name=plain)", ["plain"]),
    (r"(stock__between=1,2|stock__gte=6)", ["a|b", "c,d", "\\|"]),
]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[text for text, _ in CASES])
def test_either_may_hold(
    api: Callable[..., Api], articles: list[str], text: str, names: list[str]
) -> None:
    found = api("manager").items(f"/article?or={quote(text)}&fields=name&sort=id")
    assert [item["name"] for item in found] == names


def test_two_of_them_must_both_hold_beside_other_filters_and_a_search(
    api: Callable[..., Api], articles: list[str]
) -> None:
    program = api("manager")
    first, second = quote("(stock=0|stock=1|stock=2)"), quote("(stock=1|stock=2|stock=3)")
    found = program.items(f"/article?or={first}&or={second}&price__lt=3&fields=name")
    assert [item["name"] for item in found] == ["a|b"]
    found = program.items(f"/article?or={first}&search=plain&fields=name")
    assert [item["name"] for item in found] == ["plain"]


def test_an_alternative_through_a_reference_loses_no_row_without_one(
    api: Callable[..., Api], shop: Shop, ctx: Context
) -> None:
    with records.writing(ctx):
        for buyer, text in ((shop.buyer, "named"), (None, "walk-in"), (None, "other")):
            records.create(ctx, Sale, {"store": shop.here, "buyer": buyer, "summary": text})
    text = quote("(buyer.name=Wang|summary=walk-in)")
    program = api("manager")
    answer = program.get(f"/sale?or={text}&sort=id&fields=summary&count=exact").get_json()
    assert [item["summary"] for item in answer["items"]] == ["named", "walk-in"]
    assert (answer["count"], answer["count_kind"]) == (2, "exact")
    nested = quote("(store.above.name=Head|summary=other)")
    assert len(program.items(f"/sale?or={nested}")) == 1


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("(name=plain|colour=red)", "colour"),
        ("(name=plain|stock=many)", "stock"),
        ("(name=plain|stock__like=1)", "stock__like"),
        ("(name=plain|store.name=x)", "store.name"),
        ("(name=plain|)", "or"),
        ("(name=plain|stock)", "or"),
        ("()", "or"),
        ("name=plain|stock=1", "or"),
        ("(or=(name=a|name=b))", "or"),
        ("(search=plain|name=a)", "search"),
        ("(" + "|".join(["stock=1"] * 21) + ")", "or"),
    ],
)
def test_the_part_that_is_wrong_is_named(
    api: Callable[..., Api], articles: list[str], text: str, field: str
) -> None:
    answer = api("manager").get(f"/article?or={quote(text)}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.get_json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("count", "number", "kind"),
    [
        ("exact", 7, "exact"),
        ("estimated", 7, "exact"),
        ("none", None, "none"),
    ],
)
def test_a_page_is_counted_as_it_was_asked(
    api: Callable[..., Api], articles: list[str], count: str, number: int | None, kind: str
) -> None:
    answer = api("manager").get(f"/article?limit=2&count={count}").get_json()
    assert (answer["count"], answer["count_kind"]) == (number, kind)
    later = api("manager").get(f"/article?limit=2&count={count}&cursor={quote(answer['next'])}")
    assert later.get_json()["count"] == number


def test_a_set_of_rows_by_where_takes_alternatives_too(
    api: Callable[..., Api], articles: list[str]
) -> None:
    body = {
        "action": "update",
        "where": {"or": r"(name=a\|b|stock=0)", "price__lt": 100, "name__in": NAMES},
        "values": {"notes": "found"},
        "max_affected": 2,
    }
    answer = api("manager").post("/article/bulk", body)
    assert answer.get_json()["totals"]["succeeded"] == 2
    found = api("manager").items("/article?notes__contains=found&fields=name&sort=id")
    assert [item["name"] for item in found] == ["plain", "a|b"]


@given(st.lists(st.text(alphabet="a\\\\,|x", min_size=1), min_size=1, max_size=5))
def test_a_list_of_values_is_read_as_it_was_joined(values: list[str]) -> None:
    assert filters._split(filters.joined(values), ",") == values


def test_more_than_a_hundred_filters_are_refused(ctx: Context) -> None:
    with pytest.raises(BadRequest):
        filters.parse(Store, ctx.actor, [("name", "x")] * 101)


def test_a_long_value_that_is_made_to_cost_is_read_in_the_time_of_its_size() -> None:
    """Each of these would take days if its cost grew with the square of its size."""
    row, marks = "\\" * 5_000_000, "\\," * 2_000_000
    assert filters._split(row, ",") == [row]
    assert filters._split(marks, ",") == ["," * 2_000_000]
    for value in (f"{row}x", row, "," * 1_000_000):
        assert filters._split(filters.joined([value, "a"]), ",") == [value, "a"]
