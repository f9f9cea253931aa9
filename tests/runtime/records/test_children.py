"""Lines that are written with their record: which rows may be named, how many, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.errors import Forbidden, ValidationFailed
from app.runtime.writing.children import LARGEST_ID, MOST_ROWS
from tests.sample.models import Sale, SaleLine
from tests.sample.registry import registry as sample


def refused(shop: Any, sale: Sale, lines: Any, ctx: Any = None) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as caught:
        records.update(ctx or shop.ann, Sale, sale.id, {"lines": lines})
    return [(error.field, error.code) for error in caught.value.errors]


def counts(shop: Any, sale: Sale) -> list[str]:
    """The quantities of the lines that the database has."""
    shop.system.session.rollback()
    return [str(line.count) for line in shop.system.get(Sale, sale.id).lines]


def test_as_many_rows_as_one_request_may_bring_and_not_one_more(shop: Any) -> None:
    sale = shop.sale()
    assert refused(shop, sale, [shop.line()] * (MOST_ROWS + 1)) == [("lines", "max")]
    assert shop.fresh(sale).goods in (None, 0)
    records.update(shop.ann, Sale, sale.id, {"lines": [shop.line(1, 1)] * MOST_ROWS})
    assert shop.fresh(sale).goods == MOST_ROWS


@pytest.mark.parametrize(
    "id", ["x", "１", True, 1.5, -1, LARGEST_ID, LARGEST_ID + 1, "9" * 20, [1], {"id": 1}]
)
def test_an_id_that_no_row_has_is_told_at_its_row(shop: Any, id: Any) -> None:
    sale = shop.sale(lines=[shop.line()])
    told = refused(shop, sale, [shop.line(), {"id": id, "count": 3}])
    assert told == [("lines.1.id", "reference")]
    assert counts(shop, sale) == ["1.00"]


@pytest.mark.parametrize("lines", ["x", 5, {"count": 1}])
def test_lines_that_are_no_list_are_refused(shop: Any, lines: Any) -> None:
    assert refused(shop, shop.sale(), lines) == [("lines", "type")]


def test_a_row_that_is_no_object_is_refused_at_its_place(shop: Any) -> None:
    assert refused(shop, shop.sale(), [shop.line(), "x"]) == [("lines.1", "type")]


def test_a_new_row_marked_for_deletion_is_no_row(shop: Any) -> None:
    sale = shop.sale()
    records.update(
        shop.ann, Sale, sale.id, {"lines": [{**shop.line(), "_delete": True}, shop.line(2, 3)]}
    )
    assert shop.fresh(sale).goods == 6


@pytest.mark.parametrize("action", ["create", "update", "delete"])
def test_who_may_change_the_sale_but_not_its_lines_is_refused(
    shop: Any, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    sale = shop.sale(lines=[shop.line()])
    line = sale.lines[0].id
    grants = dict(sample.entity(SaleLine).policy._grants)
    grants[action] = {"manager": grants[action]["manager"]}
    monkeypatch.setattr(sample.entity(SaleLine).policy, "_grants", grants)
    row = {
        "create": shop.line(),
        "update": {"id": line, "count": 7},
        "delete": {"id": line, "_delete": True},
    }[action]
    with pytest.raises(Forbidden):
        records.update(shop.ann, Sale, sale.id, {"lines": [row]})
    assert counts(shop, sale) == ["1.00"]
    records.update(shop.manager, Sale, sale.id, {"lines": [row]})
    assert counts(shop, sale) != ["1.00"]
