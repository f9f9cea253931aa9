"""What a write takes and what it refuses before anything else is asked: taken values, old states, computed fields."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.errors import ValidationFailed
from tests.runtime.records.told import errors, rows
from tests.sample.models import Sale


def asked(hooks: Any) -> list[str]:
    """The summaries of the sales that a check hook is asked about from now on."""
    found: list[str] = []

    @hooks.check
    def ask(sale: Sale, ctx: Any) -> None:
        found.append(sale.summary)

    return found


def test_of_a_number_that_is_taken_no_hook_is_asked(shop: Any, hooks: Any) -> None:
    taken = shop.sale().sale_no
    seen, before = asked(hooks), rows(Sale)
    with pytest.raises(ValidationFailed) as caught:
        records.create(
            shop.system, Sale, {"store": shop.store, "summary": "second", "sale_no": taken}
        )
    assert errors(caught) == {"sale_no": "unique"}
    assert (seen, rows(Sale)) == ([], before)


def test_the_same_number_in_another_store_is_another_number_until_the_store_changes(
    shop: Any, hooks: Any
) -> None:
    taken = shop.sale().sale_no
    seen = asked(hooks)
    other = records.create(
        shop.system, Sale, {"store": shop.other_store, "summary": "theirs", "sale_no": taken}
    )
    assert seen == ["theirs"]
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.system, Sale, other.id, {"store": shop.store})
    assert set(errors(caught).values()) == {"unique"}
    assert seen == ["theirs"]
    records.update(shop.system, Sale, other.id, {"summary": "still theirs"})
    assert seen == ["theirs", "still theirs"]


def test_a_number_of_a_deleted_record_is_free(shop: Any) -> None:
    gone = shop.sale()
    number = gone.sale_no
    records.delete(shop.manager, Sale, gone.id)
    again = records.create(
        shop.system, Sale, {"store": shop.store, "summary": "again", "sale_no": number}
    )
    assert again.sale_no == number


def test_the_system_brings_an_old_state_in_but_none_that_there_is_not(shop: Any) -> None:
    given = {"store": shop.store, "summary": "old"}
    assert records.create(shop.system, Sale, {**given, "state": "packing"}).state == "packing"
    before = rows(Sale)
    with pytest.raises(ValidationFailed) as caught:
        records.create(shop.system, Sale, {**given, "state": "nowhere"})
    assert errors(caught) == {"state": "choice"}
    assert rows(Sale) == before


@pytest.mark.parametrize("name", ["goods", "total", "phone"])
def test_nobody_writes_what_is_computed_not_even_the_system(shop: Any, name: str) -> None:
    value = "13800001111" if name == "phone" else "12.00"
    with pytest.raises(ValidationFailed) as caught:
        records.create(shop.system, Sale, {"store": shop.store, "summary": "x", name: value})
    assert errors(caught) == {name: "readonly"}


def test_the_system_gives_no_state_to_a_record_that_there_is(shop: Any) -> None:
    sale = shop.sale()
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.system, Sale, sale.id, {"state": "packing"})
    assert errors(caught) == {"state": "readonly"}
    assert shop.fresh(sale).state == "new"


def test_stars_in_an_ordinary_field_are_a_value(shop: Any) -> None:
    sale = shop.sale()
    records.update(shop.ann, Sale, sale.id, {"summary": "••••"})
    assert shop.fresh(sale).summary == "••••"
