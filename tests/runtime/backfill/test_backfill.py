"""What a migration has worked out is what the next write of each record would have stored."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import backfill, records
from app.runtime.backfill import rules
from app.runtime.context import SYSTEM_ACTOR, Context
from app.runtime.database import Database
from app.runtime.expression import expression
from app.runtime.field import Field
from app.runtime.system import AuditLog
from app.runtime.writing.computed import rounded
from tests.sample.models import Article, Buyer, Sale, SaleLine, Store

COLUMNS = [
    ("sale", "total"),
    ("sale", "goods"),
    ("sale", "phone"),
    ("sale_line", "amount"),
    ("article", "margin"),
]
CLEAR = (
    "UPDATE sale SET total = NULL, goods = NULL, phone = NULL",
    "UPDATE sale_line SET amount = NULL",
    "UPDATE article SET margin = NULL",
)


def facts(database: Database) -> list[list[Any]]:
    queries = [
        "SELECT id, phone, goods, total, version FROM sale ORDER BY id",
        "SELECT id, amount FROM sale_line ORDER BY id",
        "SELECT id, margin FROM article ORDER BY id",
    ]
    with database.read_session() as session:
        return [[tuple(row) for row in session.execute(sa.text(query))] for query in queries]


def sell(ctx: Context) -> None:
    """Sales with and without lines, buyers and freight; one line deleted."""
    store = records.create(ctx, Store, {"code": "A", "name": "First"})
    buyer = records.create(ctx, Buyer, {"name": "Bob", "phone": "138 0000 1111"})
    article = records.create(ctx, Article, {"name": "Nail", "price": "2.50", "cost": "3.75"})
    records.create(ctx, Article, {"name": "Gift", "price": "1"})
    for number in range(6):
        lines = [
            {"article": article, "count": f"{n}.5", "price": "0.33"} for n in range(number % 3)
        ]
        given = {"store": store, "summary": f"sale {number}", "lines": lines}
        given |= {"buyer": buyer} if number % 2 else {}
        given |= {"freight": "1.20", "delivery": True, "address": "x"} if number == 4 else {}
        records.create(ctx, Sale, given)
    records.delete(ctx, SaleLine, 1)


def test_backfilled_values_are_those_that_the_write_path_stored(database: Database) -> None:
    with Context.system() as ctx:
        sell(ctx)
    stored = facts(database)
    assert any(row[1] for row in stored[0])
    with database.begin() as session:
        for statement in CLEAR:
            session.execute(sa.text(statement))
    assert facts(database) != stored
    with database.begin() as session:
        done = backfill.fill(session, COLUMNS)
        order = [(item.entity, item.field) for item in done]
        assert order.index(("SaleLine", "amount")) < order.index(("Sale", "goods"))
        assert order.index(("Sale", "goods")) < order.index(("Sale", "total"))
        assert all(item.by_sql for item in done)
    assert facts(database) == stored


def test_what_a_backfill_did_stands_in_the_audit_log(database: Database) -> None:
    with Context.system() as ctx:
        sell(ctx)
    with database.begin() as session:
        backfill.fill(session, [("sale", "total")])
    with database.read_session() as session:
        [row] = session.scalars(sa.select(AuditLog).where(AuditLog.action == "set:recompute"))
    assert (row.entity, row.diff["count"], row.diff["fields"]) == ("sale", 6, ["total"])


def test_columns_that_the_schema_no_longer_computes_are_left_alone(database: Database) -> None:
    with database.begin() as session:
        assert backfill.fill(session, [("gone", "x"), ("sale", "gone"), ("sale", "summary")]) == []


PRICE, COST, WEIGHT, RATE, STOCK = (
    ["field", n] for n in ("price", "cost", "weight", "rate", "stock")
)
TWO: list[Any] = ["lit", "int", 2]
FORMULAS: list[tuple[str, list[Any]]] = [
    ("money", ["sub", PRICE, COST]),
    ("money", ["mul", PRICE, WEIGHT]),
    ("money", ["div", PRICE, COST]),
    ("percent", ["mul", ["div", ["sub", PRICE, COST], PRICE], ["lit", "int", 100]]),
    ("money", ["neg", ["mul", PRICE, RATE]]),
    ("int", ["call", "round", ["mul", PRICE, WEIGHT]]),
    ("int", ["call", "coalesce", STOCK, TWO]),
    ("money", ["call", "max", PRICE, COST]),
    ("money", ["call", "min", PRICE, ["lit", "decimal", "1.005"]]),
    ("decimal", ["call", "round", ["div", PRICE, ["lit", "int", 3]], TWO]),
    ("bool", ["gt", PRICE, COST]),
    ("bool", ["not", ["gt", PRICE, COST]]),
    ("bool", ["or", ["is_null", COST], ["field", "active"]]),
    ("bool", ["field", "active"]),
    ("bool", ["call", "starts", ["field", "name"], ["lit", "string", "N"]]),
    ("int", ["call", "len", ["field", "name"]]),
    ("string", ["call", "coalesce", ["field", "barcode"], ["field", "name"]]),
    ("time", ["field", "opens"]),
]
ARTICLES: list[dict[str, Any]] = [
    {"name": "Nail", "price": "2.50", "cost": "3.75", "weight": "0.005", "rate": "13", "stock": 3},
    {"name": "Nut", "price": "0", "cost": "0"},
    {"name": "Odd", "price": "0.05", "weight": "0.1", "barcode": "B1", "active": False},
    {"name": "Big", "price": "99999999.99", "cost": "0.01", "weight": "9.999", "rate": "0.5"},
]


@pytest.mark.parametrize(("kind", "tree"), FORMULAS, ids=lambda value: str(value)[:40])
def test_sql_stores_what_the_formula_gives_in_python(
    database: Database, kind: str, tree: list[Any]
) -> None:
    scale = {"decimal": 2, "percent": 2, "money": 2}.get(kind)
    field = Field(kind, Article.fields()["price"].label, "x", scale=scale)
    field = replace(field, formula=expression("", tree))
    with Context.system() as ctx:
        for given in ARTICLES:
            records.create(ctx, Article, given)
    with database.read_session() as session:
        value = rules.in_sql(Article, field, SYSTEM_ACTOR)
        found = list(session.scalars(sa.select(value).select_from(Article).order_by(Article.id)))
        articles = session.scalars(sa.select(Article).order_by(Article.id))
        wanted = [rounded(field, field.formula.python(item, SYSTEM_ACTOR)) for item in articles]  # type: ignore[union-attr]
    if kind == "bool":
        found = [None if value is None else bool(value) for value in found]
    if scale is not None:
        found = [None if value is None else Decimal(int(value)).scaleb(-scale) for value in found]
    assert found == wanted


def test_rows_whose_value_does_not_fit_are_told_and_nothing_is_stored(database: Database) -> None:
    with Context.system() as ctx:
        records.create(ctx, Article, {"name": "Huge", "price": "1", "cost": "0"})
    before = facts(database)
    with database.begin() as session:
        session.execute(
            sa.text("UPDATE article SET price = 999999999999999999, cost = -9000000000000000000")
        )
    with (
        pytest.raises(backfill.DoesNotFit, match=r"Article\.margin(.|\n)*id 1"),
        database.begin() as session,
    ):
        backfill.fill(session, [("article", "margin")])
    assert facts(database) == before


def test_a_hand_written_formula_is_worked_out_record_by_record(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Context.system() as ctx:
        for given in ARTICLES:
            records.create(ctx, Article, given)
    from app.runtime import registry
    from app.runtime.backfill import rows

    monkeypatch.setattr(rows, "CHUNK", 3)
    margin = replace(Article.fields()["margin"], formula=expression("", ["custom", "double"]))
    monkeypatch.setattr(Article, "_fields", dict(Article.fields()) | {"margin": margin})
    monkeypatch.setitem(
        registry.current()._custom,
        ("formula", "Article", "double"),
        lambda article: article.price * 2,
    )
    with database.begin() as session:
        [done] = backfill.fill(session, [("article", "margin")])
    assert not done.by_sql
    assert [row[1] for row in facts(database)[2]] == [500, 0, 10, 19999999998]
