"""Sums, counts, averages and extremes that a record keeps over its lines, whichever way the lines change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.runtime import records
from app.runtime.expression import expression
from app.runtime.field import Aggregate, aggregate
from app.runtime.writing import aggregates
from tests.sample.models import Sale, SaleLine

DEAR = expression("price > 5", ["gt", ["field", "price"], ["lit", "int", 5]])


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Makes `Sale.goods` keep another aggregate than the schema says."""

    def make(rule: Aggregate) -> None:
        fields = dict(Sale.fields())
        fields["goods"] = replace(fields["goods"], aggregate=rule)
        monkeypatch.setattr(Sale, "_fields", fields)
        aggregates._index.cache_clear()

    yield make
    monkeypatch.undo()
    aggregates._index.cache_clear()


@pytest.mark.parametrize(
    ("rule", "empty", "of_two", "of_one"),
    [
        (aggregate("sum", "lines", "amount"), 0, "30", "10"),
        (aggregate("count", "lines"), 0, "2", "1"),
        (aggregate("min", "lines", "amount"), None, "10", "10"),
        (aggregate("max", "lines", "amount"), None, "20", "10"),
        (aggregate("avg", "lines", "amount"), None, "15", "10"),
        (aggregate("sum", "lines", "amount", where=DEAR), 0, "20", "0"),
        (aggregate("count", "lines", where=DEAR), 0, "1", "0"),
        (aggregate("avg", "lines", "amount", where=DEAR), None, "20", None),
    ],
    ids=["sum", "count", "min", "max", "avg", "sum where", "count where", "avg where"],
)
def test_it_follows_the_lines(
    shop: Any, kept: Any, rule: Aggregate, empty: Any, of_two: str, of_one: str | None
) -> None:
    kept(rule)
    sale = shop.sale()
    assert sale.goods == empty
    two = records.update(shop.ann, Sale, sale.id, {"lines": [shop.line(5, 2), shop.line(2, 10)]})
    assert two.goods == Decimal(of_two)
    dear = next(line.id for line in two.lines if line.price == 10)
    records.delete(shop.ann, SaleLine, dear)
    left = shop.fresh(sale).goods
    assert left == (None if of_one is None else Decimal(of_one))


def test_an_average_is_exact_and_rounded_half_up(shop: Any, kept: Any) -> None:
    kept(aggregate("avg", "lines", "amount"))
    lines = [shop.line(1, price) for price in ("0.01", "0.02", "0.02", "0.01")]
    assert shop.sale(lines=lines).goods == Decimal("0.02")
    assert shop.sale(lines=lines[:3]).goods == Decimal("0.02")
    assert shop.sale(lines=[lines[0], lines[0], lines[1]]).goods == Decimal("0.01")


def test_a_change_of_what_the_condition_reads_moves_it_too(shop: Any, kept: Any) -> None:
    kept(aggregate("count", "lines", where=DEAR))
    sale = shop.sale(lines=[shop.line(1, 2)])
    records.update(shop.ann, SaleLine, sale.lines[0].id, {"price": 9})
    assert shop.fresh(sale).goods == 1
    records.update(shop.ann, SaleLine, sale.lines[0].id, {"price": 1})
    assert shop.fresh(sale).goods == 0


def test_a_change_of_what_it_does_not_read_writes_nothing_to_the_parent(
    shop: Any, kept: Any
) -> None:
    kept(aggregate("count", "lines"))
    sale = shop.sale(lines=[shop.line(1, 2)])
    version = shop.fresh(sale).version
    records.update(shop.ann, SaleLine, sale.lines[0].id, {"price": 9})
    assert shop.fresh(sale).version == version
