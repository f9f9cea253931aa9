"""The structure of a database as table → digest of its columns, keys, indexes and triggers; a few quick queries.

What lies in the trash does not count: it is restored and purged by commands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import Connection, inspect, text

from .. import search
from ..database import REVISION

_SQLITE = (
    """SELECT m.name, 'column', p.name, lower(p.type), p."notnull", p.dflt_value, p.pk
       FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'""",
    """SELECT m.name, 'index', l.name, l."unique", i.sql,
              (SELECT group_concat(x.name, ',') FROM pragma_index_info(l.name) x), ''
       FROM sqlite_master m, pragma_index_list(m.name) l
       LEFT JOIN sqlite_master i ON i.name = l.name AND i.type = 'index' WHERE m.type = 'table'""",
    """SELECT m.name, 'key', k."table", k."from", k."to", k.on_delete, ''
       FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table'""",
    "SELECT tbl_name, 'trigger', name, sql, '', '', '' FROM sqlite_master WHERE type = 'trigger'",
)
_POSTGRESQL = (
    """SELECT c.relname, 'column', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
              pg_get_expr(d.adbin, d.adrelid), ''
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')""",
    """SELECT tablename, 'index', indexname, indexdef, '', '', ''
       FROM pg_indexes WHERE schemaname = current_schema()""",
    """SELECT c.relname, 'key', k.conname, pg_get_constraintdef(k.oid), '', '', ''
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
       WHERE c.relnamespace = current_schema()::regnamespace AND k.contype IN ('f', 'c', 'x')""",
    """SELECT c.relname, 'trigger', t.tgname, pg_get_triggerdef(t.oid), '', '', ''
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal""",
)
_STAMP = """
    SELECT (SELECT count(*) FROM pg_trigger) AS triggers, count(*) AS columns,
           max(a.xmin::text::bigint) AS newest
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace
"""


def structure(connection: Connection) -> dict[str, str]:
    """table → digest, of every table but those of the trash and of the full-text index."""
    lines: dict[str, list[str]] = {}
    triggers: dict[str, list[str]] = {}
    is_sqlite = connection.dialect.name == "sqlite"
    for query in _SQLITE if is_sqlite else _POSTGRESQL:
        for table, *parts in connection.execute(text(query)):
            if not _counts(table) or _in_trash(parts):
                continue
            shown = " ".join(str(part) for part in parts)
            place = triggers if parts[0] == "trigger" else lines
            place.setdefault(table, []).append(shown)
    return {
        table: _digest(lines[table]) + (f":{_digest(triggers[table])}" if table in triggers else "")
        for table in sorted(lines)
    }


def fingerprint(connection: Connection) -> str:
    """Revision and structure in one digest: what a plan is bound to. Rows do not count, they come and go."""
    has_revision = inspect(connection).has_table("alembic_version")
    revision = connection.execute(REVISION).scalar() if has_revision else ""
    told = json.dumps(structure(connection), sort_keys=True)
    return hashlib.sha256(f"{revision}\0{told}".encode()).hexdigest()[:32]


def triggers_of(digest: str) -> str:
    """The part of a table's digest that is about triggers, which Alembic does not compare."""
    return digest.partition(":")[2]


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def stamp(connection: Connection) -> tuple[object, ...]:
    """Differs whenever the structure may have changed; on SQLite it costs nothing."""
    if connection.dialect.name == "sqlite":
        return (connection.execute(text("PRAGMA schema_version")).scalar(),)
    return tuple(connection.execute(text(_STAMP)).one())


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Names of the tables that are new, gone or changed."""
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


def _counts(table: str) -> bool:
    own = table.startswith(("sqlite_", "_trash_")) or table == "alembic_version"
    return not own and not search.owns(table)


def _in_trash(parts: list[object]) -> bool:
    """A column of the trash, or the index of one."""
    return any(isinstance(part, str) and "_trash_" in part for part in parts)
