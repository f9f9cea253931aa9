"""Conditions of the schema at a write: hidden, readonly, required, needed, checked; and what hooks are told of it."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.errors import ValidationFailed
from app.runtime.writing.validation import own_fields
from tests.runtime.records.told import errors
from tests.sample.models import Buyer, Sale


def refused(act: Any) -> dict[str, str]:
    with pytest.raises(ValidationFailed) as caught:
        act()
    return errors(caught)


def test_a_hidden_field_takes_no_value_from_a_person(shop: Any) -> None:
    sale = shop.sale(delivery=False)
    assert refused(lambda: records.update(shop.ann, Sale, sale.id, {"freight": "5"})) == {
        "freight": "hidden"
    }
    assert shop.fresh(sale).freight == 0


@pytest.mark.parametrize("value", ["", None, "0", "0.00"])
def test_a_hidden_field_that_stays_as_it_is_or_is_emptied_refuses_nothing(
    shop: Any, value: Any
) -> None:
    sale = shop.sale(delivery=False)
    records.update(shop.ann, Sale, sale.id, {"freight": value, "summary": "screws"})
    assert shop.fresh(sale).summary == "screws"


def test_the_system_fills_a_hidden_field(shop: Any) -> None:
    sale = shop.sale(delivery=False)
    records.update(shop.system, Sale, sale.id, {"freight": "5"})
    assert shop.fresh(sale).freight == 5


def test_a_field_is_required_by_its_condition_and_not_without_it(shop: Any) -> None:
    assert refused(lambda: shop.sale(delivery=True)) == {"address": "required"}
    assert shop.sale(delivery=False).address is None
    assert shop.sale(delivery=True, address="1 Nail Street").address == "1 Nail Street"
    sale = shop.sale()
    assert refused(lambda: records.update(shop.ann, Sale, sale.id, {"delivery": True})) == {
        "address": "required"
    }


def test_a_field_with_a_problem_is_not_told_to_be_missing_too(shop: Any) -> None:
    with pytest.raises(ValidationFailed) as caught:
        shop.sale(summary="x" * 121)
    assert [(one.field, one.code) for one in caught.value.errors] == [("summary", "max")]


@pytest.mark.parametrize("name", ["pack_due", "pack_status"])
def test_a_readonly_field_is_the_systems(shop: Any, name: str) -> None:
    sale = shop.sale()
    value = "2026-03-06T06:00:00+00:00" if name == "pack_due" else "missed"
    assert refused(lambda: records.update(shop.ann, Sale, sale.id, {name: value})) == {
        name: "readonly"
    }
    records.update(shop.system, Sale, sale.id, {name: value})
    assert getattr(shop.fresh(sale), name) is not None


def test_a_step_wants_what_it_needs_and_its_note(shop: Any) -> None:
    sale = shop.packing()
    assert refused(lambda: records.transition(shop.ann, Sale, sale.id, "deliver")) == {
        "solution": "required"
    }
    for note in ("", "  "):
        assert refused(
            lambda note=note: records.transition(shop.ann, Sale, sale.id, "hold", note=note)
        ) == {"note": "required"}
    assert records.transition(shop.ann, Sale, sale.id, "hold", note="none left").state == "waiting"


def test_a_step_takes_only_what_it_asks_for(shop: Any) -> None:
    sale = shop.packing()
    told = refused(
        lambda: records.transition(
            shop.ann, Sale, sale.id, "hold", {"summary": "screws"}, note="none left"
        )
    )
    assert told == {"summary": "not_asked"}
    assert shop.fresh(sale).summary == "nails"


def test_a_check_is_told_at_the_first_field_that_it_names(shop: Any) -> None:
    sale = shop.sale()
    early = {"promised_at": "2020-01-01T00:00:00+00:00"}
    assert refused(lambda: records.update(shop.ann, Sale, sale.id, early)) == {
        "promised_at": "promise_after_creation"
    }


@pytest.mark.parametrize(
    ("tree", "names"),
    [
        (["ge", ["field", "a"], ["field", "b"]], ["a", "b"]),
        (["and", ["field", "b"], ["or", ["field", "a"], ["field", "b"]]], ["b", "a"]),
        (["eq", ["path", ["buyer", "name"]], ["lit", "string", "x"]], ["buyer"]),
        (["eq", ["user", ["employee"]], ["field", "clerk"]], ["clerk"]),
        (["custom", ["field", "a"]], []),
        (["lit", ["field", "a"]], []),
        (["is_null", ["field", "a"]], ["a"]),
        ([], []),
        ("field", []),
    ],
)
def test_the_fields_of_a_condition_are_its_own_each_once_in_order(
    tree: Any, names: list[str]
) -> None:
    assert own_fields(tree) == names


def test_a_hook_is_told_what_changed_from_what_to_what(shop: Any, hooks: Any) -> None:
    sale = shop.sale()
    told: list[dict[str, Any]] = []

    @hooks.check
    def listen(_sale: Sale, ctx: Any) -> None:
        told.append(dict(ctx.changes))

    records.update(shop.ann, Sale, sale.id, {"summary": "screws", "delivery": None})
    assert told == [{"summary": ("nails", "screws")}]


def test_who_reads_through_a_changed_ref_reads_the_new_one(shop: Any, hooks: Any) -> None:
    eve = records.create(shop.system, Buyer, {"name": "Eve", "phone": "139 0000 2222"})
    read: list[str] = []

    @hooks.check
    def look(sale: Sale, _ctx: Any) -> None:
        read.append(sale.buyer.name if sale.buyer else "")

    with records.writing(shop.system) as _:
        sale = records.create(
            shop.system, Sale, {"store": shop.store, "summary": "x", "buyer": shop.bob}
        )
        assert sale.buyer is not None
        assert (sale.buyer.name, sale.phone[-4:]) == ("Bob", "1111")
        records.update(shop.system, Sale, sale.id, {"buyer": eve.id})
        assert sale.buyer.name == "Eve"
        records.update(shop.system, Sale, sale.id, {"buyer": None})
        assert sale.buyer is None
    assert read == ["Bob", "Eve", ""]
    assert shop.fresh(sale).phone is None
