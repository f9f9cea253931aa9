"""Fill a database: the application's demo, then as many work orders as wanted, copied from its own."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).parents[1]
CHUNK = 20_000
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")
USER, READER = "csr", "dispatcher"
COPIED = ("work_order", "sys_search_entry")
"""Tables that grow; their indexes are made anew when they are full, which takes a tenth of the time."""


def fill(url: str, data: Path, rows: int) -> dict[str, Any]:
    """Migrate, demo, multiply. Returns the facts that contenders need to ask questions."""
    environment = {**os.environ, "DATABASE_URL": url, "DOUGONG_DATA": str(data)}
    for command in (["migrate", "--yes"], ["demo"]):
        dougong = [str(Path(sys.executable).parent / "dougong"), *command]
        subprocess.run(dougong, check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    # No connection stays: PostgreSQL copies a database only when nobody is in it.
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        _multiply(connection, rows)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
        else:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return _facts(connection)


def _multiply(connection: Connection, rows: int) -> None:
    """Each copy of an order happened about a day earlier than the one before, so that years are filled evenly."""
    there = connection.execute(text("SELECT * FROM work_order ORDER BY id")).mappings().all()
    words = dict(
        connection.execute(
            text(
                "SELECT record_id, words FROM sys_search_entry WHERE entity = 'work_order' AND part = ''"
            )
        )
        .tuples()
        .all()
    )
    indexes = _indexes(connection)
    for name, _ in indexes:
        connection.execute(text(f"DROP INDEX {name}"))
    first = max(row["id"] for row in there) + 1
    entry = int(connection.execute(text("SELECT max(id) FROM sys_search_entry")).scalar_one()) + 1
    columns = [name for name in there[0] if name != "external_id"]
    into = text(
        f"INSERT INTO work_order ({', '.join(columns)}) VALUES ({', '.join(f':{c}' for c in columns)})"
    )
    index = text(
        "INSERT INTO sys_search_entry (id, entity, record_id, part, words)"
        " VALUES (:id, 'work_order', :record_id, '', :words)"
    )
    waiting: list[dict[str, Any]] = []
    for place in range(max(rows - len(there), 0)):
        old = there[place % len(there)]
        id = first + place
        earlier = dt.timedelta(days=place // len(there) + 1, seconds=place % 3600)
        waiting.append({**_earlier(old, earlier), "id": id, "order_no": f"GDB{id:08d}"})
        if len(waiting) == CHUNK or place == rows - len(there) - 1:
            connection.execute(into, [{c: row[c] for c in columns} for row in waiting])
            found = [
                {
                    "id": entry + row["id"] - first,
                    "record_id": row["id"],
                    "words": f"gdb{row['id']:08d} {words[there[(row['id'] - first) % len(there)]['id']]}",
                }
                for row in waiting
            ]
            connection.execute(index, found)
            waiting = []
    for _, statement in indexes:
        connection.execute(text(statement))
    if connection.dialect.name == "postgresql":
        for table in COPIED:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
            )


def _earlier(row: Any, by: dt.timedelta) -> dict[str, Any]:
    """The row with all its moments moved; SQLite hands out text, PostgreSQL moments and parsed JSON."""
    return {name: _moved(value, by) for name, value in row.items()}


def _moved(value: Any, by: dt.timedelta) -> Any:
    if isinstance(value, dt.datetime):
        return value - by
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return f"{dt.datetime.fromisoformat(value) - by:%Y-%m-%d %H:%M:%S.%f}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _indexes(connection: Connection) -> list[tuple[str, str]]:
    """Name and statement of every index of the tables that grow, besides keys."""
    if connection.dialect.name == "postgresql":
        asked = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(:tables)"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
        return list(connection.execute(text(asked), {"tables": list(COPIED)}).tuples())
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = :table"
    return [
        pair
        for table in COPIED
        for pair in connection.execute(text(asked), {"table": table}).tuples()
    ]


def _facts(connection: Connection) -> dict[str, Any]:
    """Who asks, and for which records: all of them his to see."""

    def numbers(statement: str, **values: Any) -> list[int]:
        return [int(row[0]) for row in connection.execute(text(statement), values)]

    named = "SELECT id FROM ab_user WHERE username = :name"
    (user,), (reader,) = numbers(named, name=USER), numbers(named, name=READER)
    mine = "project_id IN (SELECT project_id FROM role_project WHERE user_id = :user AND deleted_at IS NULL)"
    (number,) = numbers(f"SELECT count(*) FROM work_order WHERE {mine}", user=user)
    (matches,) = numbers(
        f"SELECT count(*) FROM work_order WHERE {mine} AND state = 'closed' AND priority = 'p1'",
        user=user,
    )
    step = max(number // 200, 1)
    spread = numbers(
        f"SELECT id FROM work_order WHERE {mine} AND id % {step} = 0 ORDER BY id LIMIT 200",
        user=user,
    )
    stories = numbers(
        f"SELECT id FROM work_order WHERE {mine} AND id <= 2000 AND state = 'closed' ORDER BY id DESC LIMIT 50",
        user=user,
    )
    running = numbers(
        f"SELECT id FROM work_order WHERE {mine} AND state = 'in_progress' ORDER BY id LIMIT 100",
        user=user,
    )
    homes = connection.execute(
        text(
            f"SELECT u.id AS unit, u.project_id AS project FROM unit u WHERE u.{mine} ORDER BY u.id LIMIT 20"
        ),
        {"user": user},
    ).mappings()
    (category,) = numbers("SELECT id FROM ticket_category WHERE code = 'repair.water'")
    return {
        "user": user,
        "reader": reader,
        "items": spread,
        "stories": stories,
        "open": running,
        "homes": [{**home, "category": category} for home in homes],
        "deep": min(50_000, matches * 4 // 5),
    }
