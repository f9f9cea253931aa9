"""Sums of money columns in SQL that stay money: a difference of two sums would come back in 分."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, type_coerce

from app.runtime.types import MoneyType


def total(column: Any) -> ColumnElement[Decimal]:
    """Of all rows, in yuan; zero when there are none."""
    found: ColumnElement[Decimal] = type_coerce(func.coalesce(func.sum(column), 0), MoneyType())
    return found


def net(rows: Any) -> ColumnElement[Decimal]:
    """Debit less credit of all rows, in yuan. `rows`: an entity with `debit` and `credit`."""
    return difference(rows.debit, rows.credit)


def difference(plus: Any, minus: Any) -> ColumnElement[Decimal]:
    """The sum of one column less that of another, in yuan."""
    found: ColumnElement[Decimal] = type_coerce(
        func.coalesce(func.sum(plus), 0) - func.coalesce(func.sum(minus), 0), MoneyType()
    )
    return found


def sum_of(one: Any, other: Any) -> ColumnElement[Decimal]:
    """The sums of two columns together, in yuan."""
    found: ColumnElement[Decimal] = type_coerce(
        func.coalesce(func.sum(one), 0) + func.coalesce(func.sum(other), 0), MoneyType()
    )
    return found
