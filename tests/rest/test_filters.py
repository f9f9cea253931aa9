"""Every field type is filtered by every operator that it has; and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import field_types, records
from app.runtime.context import Context
from tests.rest.conftest import Api, Shop
from tests.sample.models import Article, Keyword, Sale, Store

pytestmark = pytest.mark.database

VALUES: dict[str, dict[str, Any]] = {
    "apple": {
        "price": "1.50",
        "rate": "6.00",
        "weight": "0.250",
        "stock": 10,
        "active": True,
        "barcode": "690001",
        "notes": "red and sweet",
        "website": "https://apple.example/",
        "origin": "31",
        "shelf_life": 90,
        "opens": "08:00",
        "seasons": ["autumn"],
        "stars": 5,
        "extra": {"color": "red"},
    },
    "banana": {
        "price": "2.00",
        "rate": "9.00",
        "weight": "1.000",
        "stock": 20,
        "active": False,
        "barcode": "690002",
        "notes": "yellow and soft",
        "website": "https://banana.example/",
        "origin": "3101",
        "shelf_life": 45,
        "opens": "09:30",
        "seasons": ["spring", "summer"],
        "stars": 3,
    },
    "Cherry": {"price": "10.00", "stock": 0},
}


@pytest.fixture
def fruit(ctx: Context) -> dict[str, int]:
    with records.writing(ctx):
        ripe = records.create(ctx, Keyword, {"name": "ripe", "color": "#ff0000"}).id
        found = {}
        for name, values in VALUES.items():
            more = {"keywords": [ripe]} if name == "apple" else {}
            found[name] = records.create(ctx, Article, {"name": name, **values, **more}).id
    return {**found, "ripe": ripe}


CASES = [
    ("name=apple", "apple"),
    ("name__eq=apple", "apple"),
    ("name__ne=apple", "banana Cherry"),
    ("name__in=apple,Cherry", "apple Cherry"),
    ("name__not_in=apple,Cherry", "banana"),
    ("name__contains=AN", "banana"),
    ("name__starts=ch", "Cherry"),
    ("name__is_null=true", ""),
    ("barcode=690001", "apple"),
    ("barcode__is_null=true", "Cherry"),
    ("barcode__starts=69", "apple banana"),
    ("price=1.5", "apple"),
    ("price=1.50", "apple"),
    ("price__gt=2", "Cherry"),
    ("price__gte=2", "banana Cherry"),
    ("price__lt=2", "apple"),
    ("price__lte=2.00", "apple banana"),
    ("price__between=2,10", "banana Cherry"),
    ("price__in=1.5,10", "apple Cherry"),
    ("rate=6", "apple"),
    ("rate__gt=6", "banana"),
    ("weight__lt=0.3", "apple"),
    ("weight__ne=0.25", "banana"),
    ("stock__gte=10", "apple banana"),
    ("stock__in=0,20", "banana Cherry"),
    ("stock__not_in=0", "apple banana"),
    ("active=true", "apple Cherry"),
    ("active=false", "banana"),
    ("active__ne=true", "banana"),
    ("notes__contains=SWEET", "apple"),
    ("notes__starts=yellow", "banana"),
    ("notes__is_null=true", "Cherry"),
    ("website__contains=banana", "banana"),
    ("origin__starts=31", "apple banana"),
    ("origin=31", "apple"),
    ("shelf_life__gt=45", "apple"),
    ("opens__lt=09:00", "apple"),
    ("opens=09:30", "banana"),
    ("seasons__contains=summer", "banana"),
    ("seasons__is_null=true", "Cherry"),
    ("stars__gte=3", "apple banana"),
    ("extra__is_null=false", "apple"),
    ("manual__is_null=true", "apple banana Cherry"),
    ("papers__is_null=true", "apple banana Cherry"),
    ("picture__is_null=false", ""),
    ("keywords__is_null=true", "banana Cherry"),
    ("margin__is_null=true", "apple banana Cherry"),
    ("or=(name=apple|stock=0)", "apple Cherry"),
    ("or=(price__gt=5|stars__in=3,4)", "banana Cherry"),
    ("price__gt=1&price__lt=5&active=true", "apple"),
    ("created_at__gt=2020-01-01T00:00:00Z", "apple banana Cherry"),
    ("version=1", "apple banana Cherry"),
    ("search=banana", "banana"),
]


def test_a_filter_finds_what_it_says(
    api: Callable[..., Api], fruit: dict[str, int], subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for query, names in CASES:
        with subtests.test(query):
            found = program.items(f"/article?{query}&fields=name&sort=id")
            assert [item["name"] for item in found] == names.split()


@pytest.mark.parametrize("key", ["created_at", "created_at__lt"])
def test_a_day_that_is_not_understood_is_told_both_ways_to_write_it(
    api: Callable[..., Api], key: str
) -> None:
    refused = api("manager").get(f"/article?{key}=last_days", headers={"Accept-Language": "en"})
    assert refused.status_code == 400
    told = refused.get_json()["detail"]
    assert "2026-02-14 09:30, or days such as today, this_month or last_7_days." in told
    plain = api("manager").get("/article?opens=late", headers={"Accept-Language": "en"})
    assert plain.get_json()["detail"] == "Filter opens: Write a time as 09:30."


def test_a_list_of_references_is_filtered_by_an_id(
    api: Callable[..., Api], fruit: dict[str, int]
) -> None:
    program = api("manager")
    found = program.items(f"/article?keywords__contains={fruit['ripe']}&fields=name,keywords")
    assert [item["name"] for item in found] == ["apple"]
    assert found[0]["keywords"] == [{"id": fruit["ripe"], "title": "ripe"}]
    assert program.items("/article?keywords__contains=999") == []


def test_every_type_of_the_sample_is_filtered_somewhere() -> None:
    told = " ".join(query for query, _ in CASES)
    for name, field in Article.fields().items():
        if field_types.of(field).operators and name not in ("cost", "pictures"):
            assert f"{name}" in told, name


def test_an_operator_that_a_type_does_not_have_is_refused(
    api: Callable[..., Api], fruit: dict[str, int]
) -> None:
    program = api("manager")
    everything = {
        operator for row in field_types.FIELD_TYPES.values() for operator in row.operators
    }
    for name, field in Article.fields().items():
        for operator in sorted(everything - set(field_types.of(field).operators)):
            answer = program.get(f"/article?{name}__{operator}=1")
            assert answer.status_code == 400, (name, operator)
            assert answer.get_json()["errors"][0]["field"] == f"{name}__{operator}"


def test_dates_moments_states_and_paths_are_filtered(
    api: Callable[..., Api], shop: Shop, ctx: Context
) -> None:
    with records.writing(ctx):
        records.update(ctx, Store, shop.here, {"opened": "2020-02-29"})
        values = {"store": shop.here, "buyer": shop.buyer, "summary": "early"}
        records.create(ctx, Sale, {**values, "promised_at": "2099-11-24T09:00:00+08:00"})
        values = {"store": shop.there, "summary": "late", "level": "high"}
        records.create(ctx, Sale, {**values, "promised_at": "2099-11-24T02:00:00Z"})
    program = api("manager")

    def found(query: str) -> list[str]:
        return [item["summary"] for item in program.items(f"/sale?{query}&sort=id")]

    assert found("promised_at__lt=2099-11-24T01:30:00Z") == ["early"]
    assert found("promised_at__gte=2099-11-24T01:30:00Z") == ["late"]
    assert found("state=new") == ["early", "late"]
    assert found("state__not_in=new") == []
    assert found("level=high") == ["late"]
    assert found(f"store={shop.there}") == ["late"]
    assert found("store.name=East") == ["early"]
    assert found("store.opened__lt=2020-03-01") == ["early"]
    assert found("buyer.name__contains=wan") == ["early"]
    assert found("buyer__is_null=true") == ["late"]
    assert found("store.name__in=East,West") == ["early", "late"]
    stores = program.items("/store?opened__between=2020-01-01,2020-12-31")
    assert [store["code"] for store in stores] == ["S1"]


def test_fields_shape_the_answer(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    found = program.items("/sale?fields=summary,store.name,buyer,buyer.name,buyer.level")[0]
    assert found == {
        "id": sale,
        "version": 1,
        "summary": "Two lamps",
        "store": {"id": found["store"]["id"], "name": "East"},
        "buyer": {"id": found["buyer"]["id"], "title": "Wang", "name": "Wang", "level": "normal"},
    }


def test_without_fields_all_that_one_may_read_is_there(api: Callable[..., Api], sale: int) -> None:
    found = api("manager").get(f"/sale/{sale}").get_json()
    assert set(Sale.fields()) | {"id", "version", "created_at", "created_by"} <= found.keys()
    assert found["created_at"].endswith("+08:00")


def test_expand_shows_whole_records_and_child_rows(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    program = api("manager")
    for found in (
        program.items("/sale?expand=store,lines&fields=summary")[0],
        program.get(f"/sale/{sale}?expand=store,lines&fields=summary").get_json(),
    ):
        assert found["store"]["code"] == "S1"
        assert found["store"]["title"] == "East"
        assert [line["amount"] for line in found["lines"]] == ["241.00"]
        assert found["lines"][0]["article"] == {"id": shop.article, "title": "Lamp"}
        assert "sale" not in found["lines"][0]


def test_expand_of_several_references_fills_each(
    api: Callable[..., Api], fruit: dict[str, int]
) -> None:
    found = api("manager").items("/article?name=apple&expand=keywords")[0]
    assert found["keywords"][0]["color"] == "#ff0000"


def test_sort_goes_both_ways_and_through_references(
    api: Callable[..., Api], fruit: dict[str, int]
) -> None:
    program = api("manager")

    def order(sort: str) -> list[str]:
        return [item["name"] for item in program.items(f"/article?sort={sort}&fields=name")]

    assert order("price") == ["apple", "banana", "Cherry"]
    assert order("-price") == ["Cherry", "banana", "apple"]
    assert order("active,-price") == ["banana", "Cherry", "apple"]
    assert program.get("/article?sort=seasons").status_code == 400
    assert program.get("/article?sort=extra").status_code == 400
    assert program.get("/article?sort=keywords").status_code == 400


def test_who_made_a_record_is_asked_as_on_the_screens(api: Callable[..., Api], shop: Shop) -> None:
    program, other = api("manager"), api("manager")
    made = {"store": shop.here, "summary": "mine"}
    assert program.post("/sale", made).status_code == 201
    assert other.post("/sale", made | {"summary": "theirs"}).status_code == 201

    def found(asked: str) -> list[str]:
        return [item["summary"] for item in program.items(f"/sale?{asked}&sort=id&fields=summary")]

    assert found("created_by=me") == ["mine"]
    assert found(f"created_by={other.user}") == ["theirs"]
    assert found(f"created_by__in={program.user},{other.user}") == ["mine", "theirs"]
    assert found(f"updated_by__ne={program.user}") == ["theirs"]
    assert found(f"created_by__not_in={other.user}") == ["mine"]
    assert program.items("/sale?created_by=me&fields=created_by")[0]["created_by"]["title"]
