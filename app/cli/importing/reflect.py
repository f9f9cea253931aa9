"""What a database says of its tables, as the plain data that the generator reads. Nothing is written to it."""

from __future__ import annotations

import re
import warnings
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.reflection import Inspector

from generator.importers.db import (
    Catalog,
    CheckRule,
    ColumnInfo,
    ForeignKey,
    IndexInfo,
    TableInfo,
)


def catalog_of(url: sa.URL) -> Catalog:
    """Tables of the default schema. OperationalError: the database cannot be reached."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    try:
        # Indexes over expressions are told by `_others`.
        with warnings.catch_warnings(), engine.connect() as connection:
            warnings.simplefilter("ignore", sa.exc.SAWarning)
            inspector = sa.inspect(connection)
            name = re.sub(
                r"\.\w+\Z", "", (url.database or "database").replace("\\", "/").rpartition("/")[2]
            )
            made = Catalog(name or "database")
            parts = _partitions(connection)
            for table in inspector.get_table_names():
                if table in parts:
                    continue
                read = _table(inspector, table)
                if read.columns:
                    made.tables.append(read)
                else:
                    parts[table] = "table without columns"
            made.others = _others(connection, inspector)
            made.others += [(kind, table) for table, kind in parts.items()]
            return made
    finally:
        engine.dispose()


def _partitions(connection: sa.Connection) -> dict[str, str]:
    """Tables that hold rows of another one: they are no entities of their own."""
    if connection.dialect.name != "postgresql":
        return {}
    asked = "SELECT relname FROM pg_class WHERE relispartition AND relkind IN ('r', 'p')"
    return {name: "partition" for (name,) in connection.execute(sa.text(asked))}


def _table(inspector: Inspector, name: str) -> TableInfo:
    made = TableInfo(name)
    key = inspector.get_pk_constraint(name)
    made.key = tuple(key.get("constrained_columns") or ())
    made.columns = [_column(dict(column), made.key) for column in inspector.get_columns(name)]
    made.checks += [
        rule for column in inspector.get_columns(name) for rule in _of_domain(dict(column))
    ]
    for foreign in inspector.get_foreign_keys(name):
        options = foreign.get("options") or {}
        made.foreign.append(
            ForeignKey(
                tuple(foreign["constrained_columns"]), foreign["referred_table"],
                tuple(foreign.get("referred_columns") or ()), str(options.get("ondelete") or ""), str(options.get("onupdate") or ""),
            )
        )  # fmt: skip
    for unique in inspector.get_unique_constraints(name):
        made.unique.append(
            IndexInfo(str(unique["name"] or ""), tuple(unique["column_names"]), unique=True)
        )
    # SQLite tells of `UNIQUE` at a column by the index that it makes for it.
    more: dict[str, Any] = (
        {"include_auto_indexes": True} if inspector.dialect.name == "sqlite" else {}
    )
    for index in inspector.get_indexes(name, **more):
        if not index.get("duplicates_constraint"):
            made.indexes.append(_index(dict(index)))
    for check in inspector.get_check_constraints(name):
        made.checks.append(CheckRule(str(check["name"] or ""), check["sqltext"]))
    if inspector.dialect.supports_comments:
        made.comment = inspector.get_table_comment(name)["text"] or ""
    return made


def _of_domain(column: dict[str, Any]) -> list[CheckRule]:
    """What a domain of PostgreSQL demands of its value, said of the column."""
    check = getattr(column["type"], "check", None) if hasattr(column["type"], "data_type") else None
    if check is None:
        return []
    name = column["name"]
    return [CheckRule(f"{name}_domain", re.sub(r"\bVALUE\b", f'"{name}"', str(check)))]


def _index(index: dict[str, Any]) -> IndexInfo:
    columns = tuple(name for name in index["column_names"] if name)
    expressions = tuple(each for each in index.get("expressions") or () if each not in columns)
    options = index.get("dialect_options") or {}
    where = next((str(value) for key, value in options.items() if key.endswith("_where")), "")
    return IndexInfo(
        str(index["name"] or ""),
        columns,
        unique=bool(index["unique"]),
        where=where,
        expressions=expressions,
    )


def _column(column: dict[str, Any], key: tuple[str, ...]) -> ColumnInfo:
    kind = column["type"]
    domain_checked = kind
    if hasattr(kind, "data_type"):
        # A domain of PostgreSQL is what it is made from.
        domain_checked = kind.data_type
    computed = column.get("computed") or {}
    default = column.get("default")
    automatic = bool(column.get("identity")) or "nextval(" in str(default or "")
    automatic |= column.get("autoincrement") is True
    values = tuple(getattr(domain_checked, "enums", ()) or ())
    is_plain = not isinstance(domain_checked, sa.Enum)
    return ColumnInfo(
        name=column["name"],
        type=_name(domain_checked),
        nullable=bool(column.get("nullable", True))
        and column["name"] not in key
        and not getattr(kind, "not_null", None),
        length=getattr(domain_checked, "length", None) if is_plain else None,
        precision=getattr(domain_checked, "precision", None)
        if isinstance(domain_checked, sa.Numeric)
        else None,
        scale=getattr(domain_checked, "scale", None)
        if isinstance(domain_checked, sa.Numeric)
        else None,
        default=None if default is None else str(default),
        autoincrement=automatic,
        computed=str(computed.get("sqltext") or ""),
        enum=str(getattr(domain_checked, "name", "") or "") if values else "",
        values=tuple(str(value) for value in values),
        comment=column.get("comment") or "",
    )


def _name(kind: Any) -> str:
    """`varchar`, `numeric`, `timestamptz`: the type without its length."""
    if isinstance(kind, sa.types.NullType):
        return ""
    if isinstance(kind, sa.ARRAY):
        return "array"
    return str(getattr(kind, "__visit_name__", "") or type(kind).__name__).lower()


def _others(connection: sa.Connection, inspector: Inspector) -> list[tuple[str, str]]:
    found = [("view", name) for name in inspector.get_view_names()]
    if inspector.dialect.name == "sqlite":
        rows = connection.execute(
            sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        )
        found += [("trigger", str(row[0])) for row in rows]
        known = {
            index["name"]
            for table in inspector.get_table_names()
            for index in inspector.get_indexes(table)
        }
        rows = connection.execute(
            sa.text(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
            )
        )
        unique = re.compile(r"\s*create\s+unique\b", re.IGNORECASE)
        odd = [row for row in rows if row[0] not in known]
        return [
            *found,
            *(("unique" if unique.match(row[1]) else "index", str(row[0])) for row in odd),
        ]
    found += [("materialized view", name) for name in inspector.get_materialized_view_names()]
    statement = (
        "SELECT DISTINCT event_object_table || '.' || trigger_name FROM information_schema.triggers"
        " WHERE trigger_schema = current_schema() ORDER BY 1"
    )
    found += [("trigger", str(row[0])) for row in connection.execute(sa.text(statement))]
    statement = (
        "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1"
    )
    return [*found, *(("function", str(row[0])) for row in connection.execute(sa.text(statement)))]
