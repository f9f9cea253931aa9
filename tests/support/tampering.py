"""What somebody with the database, but without the key, could do to a sealed audit log."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.runtime.audit.tables import TRIGGERS
from app.runtime.database import Database
from app.runtime.system import AuditLog

LOG = AuditLog.__table__
Rows = list[dict[str, Any]]


def unprotected(database: Database) -> None:
    """Take the triggers and the index away, as a superuser can."""
    with database.begin() as session:
        postgresql = session.get_bind().dialect.name == "postgresql"
        for name in TRIGGERS:
            session.execute(
                sa.text(f"DROP TRIGGER {name}" + (" ON sys_audit_log" if postgresql else ""))
            )
        session.execute(sa.text("DROP INDEX uq_sys_audit_log_seq"))


def sealed_rows(database: Database) -> Rows:
    """The whole log as it is."""
    with database.begin() as session:
        return [dict(row._mapping) for row in session.execute(sa.select(LOG).order_by(LOG.c.id))]


def put(database: Database, rows: Rows) -> None:
    """Make the log these rows."""
    with database.begin() as session:
        session.execute(sa.delete(LOG))
        session.execute(sa.insert(LOG), rows)


def tampered(rows: Rows, chance: random.Random) -> tuple[str, Rows]:
    """(what was done, the log after it)."""
    act = chance.choice(ACTS)
    return act.__name__, act([dict(row) for row in rows], chance)


def change(rows: Rows, chance: random.Random) -> Rows:
    row, name = chance.choice(rows), chance.choice(sorted(OTHER))
    row[name] = OTHER[name](row[name], chance)
    return rows


def change_and_take_a_seal_from_elsewhere(rows: Rows, chance: random.Random) -> Rows:
    row, other = chance.sample(rows, 2)
    row["diff"], row["seal"] = {"forged": [None, chance.random()]}, other["seal"]
    return rows


def delete(rows: Rows, chance: random.Random) -> Rows:
    rows.remove(chance.choice(rows))
    return rows


def delete_and_close_the_gap(rows: Rows, chance: random.Random) -> Rows:
    gone = chance.choice(rows)
    rows.remove(gone)
    for row in rows:
        row["seq"] -= row["seq"] > gone["seq"]
    return rows


def insert(rows: Rows, chance: random.Random) -> Rows:
    """A row that never was, in its place; those after it move on."""
    model = chance.choice(rows)
    for row in rows:
        row["seq"] += row["seq"] > model["seq"]
    new = model | {"id": max(row["id"] for row in rows) + 1, "seq": model["seq"] + 1}
    new["seal"] = f"{chance.getrandbits(256):064x}"
    return [*rows, new]


def insert_at_the_end(rows: Rows, chance: random.Random) -> Rows:
    last = max(rows, key=lambda row: row["seq"])
    return [*rows, last | {"id": last["id"] + 1, "seq": last["seq"] + 1}]


def swap_what_two_say(rows: Rows, chance: random.Random) -> Rows:
    one, two = chance.sample(rows, 2)
    for name in ("at", "actor", "action", "entity", "record_id", "diff"):
        one[name], two[name] = two[name], one[name]
    return rows


def swap_their_places(rows: Rows, chance: random.Random) -> Rows:
    one, two = chance.sample(rows, 2)
    one["seq"], two["seq"] = two["seq"], one["seq"]
    return rows


def cut_the_tail(rows: Rows, chance: random.Random) -> Rows:
    return _by_seq(rows)[: chance.randrange(len(rows))]


def open_the_tail(rows: Rows, chance: random.Random) -> Rows:
    """Let the end look as if it had never been sealed, so that it may be changed."""
    ordered = _by_seq(rows)
    for row in ordered[chance.randrange(len(ordered)) :]:
        row["seq"] = row["seal"] = None
    return ordered


ACTS: tuple[Callable[[Rows, random.Random], Rows], ...] = (
    change,
    change,
    change,
    change_and_take_a_seal_from_elsewhere,
    delete,
    delete_and_close_the_gap,
    insert,
    insert_at_the_end,
    swap_what_two_say,
    swap_their_places,
    cut_the_tail,
    open_the_tail,
)
OTHER: dict[str, Callable[[Any, random.Random], Any]] = {
    "at": lambda old, chance: old + dt.timedelta(microseconds=chance.randint(1, 10**12)),
    "actor": lambda old, chance: f"{old}{chance.randint(0, 9)}"[-64:],
    "by_system": lambda old, _: not old,
    "channel": lambda old, _: "web" if old != "web" else "rest",
    "ip": lambda old, chance: f"10.0.0.{chance.randint(1, 254)}",
    "request_id": lambda old, chance: f"{old}x",
    "action": lambda old, _: "update" if old != "update" else "create",
    "entity": lambda old, _: f"{old}x",
    "record_id": lambda old, chance: (old or 0) + chance.randint(1, 9),
    "diff": lambda old, chance: {**old, "name": [None, chance.random()]},
    "seal": lambda old, _: old[::-1],
}


def _by_seq(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: int(row["seq"]))
