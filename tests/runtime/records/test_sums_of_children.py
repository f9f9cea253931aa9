"""Children are written with their parent or alone, and what is computed from them follows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.runtime import records
from app.runtime.errors import (
    ValidationFailed,
)
from tests.runtime.records.told import errors
from tests.sample.models import Sale, SaleLine


def test_children_are_written_with_their_parent_and_summed_in_it(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line(2, "2.50"), shop.line(3, "1.115")])
    assert [line.amount for line in sale.lines] == [Decimal("5.00"), Decimal("3.36")]
    assert sale.total == Decimal("8.36")


def test_children_are_changed_added_and_taken_away_in_one_update(shop: Any) -> None:
    sale = shop.sale(lines=[shop.line(1, 10), shop.line(1, 20)])
    first, second = (line.id for line in sale.lines)
    sale = records.update(
        shop.ann,
        Sale,
        sale.id,
        {"lines": [{"id": first, "count": 3}, {"id": second, "_delete": True}, shop.line(1, 5)]},
        version=1,
    )
    assert sorted(line.amount for line in sale.lines) == [Decimal(5), Decimal(30)]
    assert (sale.total, sale.version) == (Decimal(35), 2)


def test_a_line_written_alone_moves_the_total_of_its_sale(shop: Any) -> None:
    sale = shop.sale()
    line = records.create(shop.ann, SaleLine, {"sale": sale, **shop.line(2, 7)})
    assert shop.fresh(sale).total == Decimal(14)
    records.delete(shop.ann, SaleLine, line.id)
    assert shop.fresh(sale).total == Decimal(0)


def test_a_line_that_moves_to_another_sale_changes_both_totals(shop: Any) -> None:
    here, there = shop.sale(lines=[shop.line(1, 9)]), shop.sale()
    records.update(shop.ann, SaleLine, here.lines[0].id, {"sale": there.id})
    assert (shop.fresh(here).total, shop.fresh(there).total) == (Decimal(0), Decimal(9))


def test_a_line_of_another_sale_is_refused_as_a_child(shop: Any) -> None:
    mine, other = shop.sale(), shop.sale(lines=[shop.line()])
    with pytest.raises(ValidationFailed) as caught:
        records.update(shop.ann, Sale, mine.id, {"lines": [{"id": other.lines[0].id, "count": 9}]})
    assert errors(caught) == {"lines.0.id": "reference"}


def test_a_formula_beyond_its_field_is_a_problem_at_that_field(shop: Any) -> None:
    line = {"sale": shop.sale(), **shop.line("900000000000000", "9000000000000")}
    with pytest.raises(ValidationFailed) as caught:
        records.create(shop.ann, SaleLine, line)
    assert [(e.field, e.code) for e in caught.value.errors] == [("amount", "max")]


def test_a_sum_beyond_its_field_refuses_the_line(shop: Any) -> None:
    sale = shop.sale()
    most = {"sale": sale, **shop.line(1, "9999999999999999")}
    records.create(shop.ann, SaleLine, most)
    with pytest.raises(ValidationFailed) as caught:
        records.create(shop.ann, SaleLine, most)
    assert "goods" in {error.field for error in caught.value.errors}
    assert shop.fresh(sale).goods == Decimal("9999999999999999")
