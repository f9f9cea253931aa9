"""A filled database up, down and up again: the content after each step as one digest."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace

import sqlalchemy as sa

from generator.plan import Enum, EnumValue, Plan, Role
from tests.generator.plans import both, entity, enum, field, plan, workflow
from tests.migrations.road import MOMENT, Road

BATCH = 5000


def before() -> Plan:
    store = entity("Store", field("name", required=True, max=60), field("note", "text"))
    sale = entity(
        "Sale",
        field("summary", max=60, required=True, unique=True),
        field("store", "ref", target="Store"),
        field("level", "enum", enum="Level"),
        field("price", "money"),
        field("rate", "decimal", scale=1),
        field("gone"),
        field("paid", "bool", required=True),
        workflow=workflow("new", "packed", "done", final="done"),
    )
    old = entity("Old", field("name"))
    return plan(store, sale, old, enums=(enum("Level", "low", "high"),))


def after() -> Plan:
    """Renames of every kind, drops, widenings, conversions, new fields with values, keys and indexes."""
    first = before()
    store, sale = first.entities[:2]
    flow = workflow("open", "packed", "done", final="done")
    flow = replace(
        flow,
        states=(replace(flow.states[0], was="new"), *flow.states[1:]),
        transitions=(
            replace(flow.transitions[0], name="pack", was="to_packed"),
            *flow.transitions[1:],
        ),
    )
    order = replace(
        sale,
        name="Order",
        table="order",
        was="Sale",
        fields=(
            field("title", max=90, required=True, unique=True, was="summary"),
            field("branch", "ref", target="Branch", was="store"),
            field("level", "enum", enum="Level"),
            field("price", "decimal", scale=4),
            field("rate", "decimal", scale=3),
            field("paid", "bool", required=True),
            field("count", "int", required=True, default=3),
            field("double", "money", using="price + price"),
            field("length", "int", required=True, using="len(title)"),
        ),
        workflow=flow,
        indexes=(("branch", "state"),),
    )
    branch = replace(store, name="Branch", table="branch", was="Store")
    values = (EnumValue("small", both("Small"), was="low"), EnumValue("high", both("High")))
    made = plan(branch, order, enums=(Enum("Level", values),))
    return replace(made, roles=(Role("seller", both("Seller"), was="clerk"),))


def fill(road: Road, rows: int) -> None:
    """Stores, sales with every kind of value and none, log lines; always the same ones."""
    dice = random.Random(11)
    moment = {"version": 1, "created_at": MOMENT, "updated_at": MOMENT}
    with road.reading() as connection:
        road_rows(
            connection, "store", [moment | {"name": f"店 {n}", "note": "x'y\\z"} for n in range(50)]
        )
        road_rows(connection, "old", [moment | {"name": f"old {n}"} for n in range(50)])
        for start in range(0, rows, BATCH):
            numbers = range(start, min(start + BATCH, rows))
            sales = [
                moment
                | {
                    "summary": f"sale {n} 水管",
                    "store_id": dice.choice([None, *range(1, 51)]),
                    "level": dice.choice([None, "low", "high"]),
                    "price": dice.choice([None, 0, -5, dice.randrange(10**9)]),
                    "rate": dice.choice([None, dice.randrange(10**4)]),
                    "gone": dice.choice([None, f"value {n}"]),
                    "paid": dice.choice([True, False]),
                    "state": dice.choice(["new", "packed", "done"]),
                    "deleted_at": dice.choice([None, None, MOMENT]),
                }
                for n in numbers
            ]
            road_rows(connection, "sale", sales)
        connection.commit()


def road_rows(connection: sa.Connection, table: str, rows: list[dict[str, object]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    holes = ", ".join(f":{name}" for name in rows[0])
    connection.execute(sa.text(f'INSERT INTO "{table}" ({names}) VALUES ({holes})'), rows)


@dataclass(frozen=True)
class Content:
    """Tables that are not the framework's, and one digest of all their rows."""

    tables: tuple[str, ...]
    digest: str
    rows: int


def content(road: Road) -> Content:
    """What is in the trash belongs to it: nothing of that may change either."""
    digest, count = hashlib.sha256(), 0
    with road.reading() as connection:
        inspector = sa.inspect(connection)
        tables = sorted(
            name
            for name in inspector.get_table_names()
            if not name.startswith(("ab_", "sys_", "alembic_"))
        )
        for table in tables:
            columns = sorted(column["name"] for column in inspector.get_columns(table))
            names = ", ".join(f'"{column}"' for column in columns)
            digest.update(f"{table} {names}\n".encode())
            query = sa.text(f'SELECT {names} FROM "{table}" ORDER BY id')
            for row in connection.execution_options(stream_results=True).execute(query):
                digest.update(repr(tuple(row)).encode())
                count += 1
    return Content(tuple(tables), digest.hexdigest(), count)


def there_and_back(road: Road, rows: int) -> int:
    """Publish, fill, change, go back and forth; the rows compared. Fails when any value differs."""
    road.publish(before())
    fill(road, rows)
    first = content(road)
    assert first.rows == rows + 100
    road.publish(after())
    second = content(road)
    assert second.tables != first.tables
    road.back()
    assert content(road) == first
    road.forth()
    assert content(road) == second
    return first.rows
