"""How the database would carry out the statements that are sent: which tables it reads from end to end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from app.runtime.database import Database


SORTED = "USE TEMP B-TREE FOR ORDER BY"


@dataclass
class Plans:
    """The SELECTs of a block, each with its plan."""

    database: Database
    sent: list[tuple[str, Any]] = field(default_factory=list)

    def sorted_whole(self, table: str) -> list[str]:
        """Plans that read all rows of the table and then sort them."""
        return [plan for plan in self.told() if scans(plan, table) and SORTED in plan.splitlines()]

    def told(self) -> list[str]:
        """One text a statement: SQLite's lines, or PostgreSQL's nodes in the same form."""
        with self.database.reader.connect() as connection:
            return [self._of(connection, *one) for one in self.sent]

    def _of(self, connection: Any, statement: str, parameters: Any) -> str:
        if self.database.is_sqlite:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return "\n".join(str(row[3]) for row in rows)
        found = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
        told = found.scalar_one()
        plan = json.loads(told) if isinstance(told, str) else told
        return "\n".join(_nodes(plan[0]["Plan"]))


@contextmanager
def plans(database: Database) -> Iterator[Plans]:
    """`with plans(database) as seen:` gathers the SELECTs that are sent inside."""
    found = Plans(database)

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip("( ").startswith(("SELECT", "WITH")):
            found.sent.append((statement, parameters))

    event.listen(database.reader, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(database.reader, "before_cursor_execute", note)


def _nodes(node: dict[str, Any]) -> Iterator[str]:
    """PostgreSQL's tree in SQLite's words: SCAN, SEARCH and USE TEMP B-TREE FOR ORDER BY."""
    kind, table = node["Node Type"], node.get("Relation Name")
    if kind in ("Sort", "Incremental Sort"):
        known = " of rows in part order" if kind == "Incremental Sort" else ""
        yield f"{SORTED}{known}"
    elif kind == "Bitmap Index Scan":
        yield f"INDEX {node['Index Name']} ({node.get('Index Cond', '')})"
    elif table:
        index = node.get("Index Name")
        sought = node.get("Index Cond") or (kind == "Bitmap Heap Scan" and "a bitmap")
        yield (
            f"{'SEARCH' if sought else 'SCAN'} {table}"
            + (f" USING {'COVERING ' * (kind == 'Index Only Scan')}INDEX {index}" if index else "")
            + (f" ({sought})" if sought else "")
        )
    for part in node.get("Plans", ()):
        yield from _nodes(part)


def scans(plan: str, table: str) -> bool:
    """Whether it reads the table otherwise than by a condition on an index."""
    return any(
        line == f"SCAN {table}" or line.startswith(f"SCAN {table} ") for line in plan.splitlines()
    )


def sifts(statement: str, table: str) -> bool:
    """Whether there is a condition besides the trash and spans: `a = ?`, a scope of the reader's."""
    _, _, behind = statement.partition("\nWHERE ")
    conditions = behind.partition(" ORDER BY ")[0].split(" AND ")
    harmless = re.compile(rf'"?{table}"?\.(deleted_at IS NULL|\w+ [<>]=? \S+)|')
    return not all(harmless.fullmatch(one.strip()) for one in conditions)
