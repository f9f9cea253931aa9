"""Another name for a table, column, entity, field, state, transition, role or value; all that names it follows."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from migrations.operations.sql import (
    columns_of,
    current,
    execute,
    fitting,
    is_postgresql,
    lists_of,
    quoted,
)


def rename_table(old: str, new: str) -> None:
    """The table and, where it has a name of its own in the schema, its primary key."""
    op.rename_table(old, new)
    current().renamed(old, new)
    if is_postgresql():
        constraint = f"ALTER TABLE {quoted(new)} RENAME CONSTRAINT "
        execute(constraint + f"{quoted(fitting('pk', old))} TO {quoted(fitting('pk', new))}")


def rename_column(table: str, old: str, new: str) -> None:
    """Indexes and foreign keys that use the column follow it."""
    current().renamed_column(table, old, new)
    execute(f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(old)} TO {quoted(new)}")


def rename_value(table: str, column: str, old: str, new: str) -> None:
    execute(
        f"UPDATE {quoted(table)} SET {quoted(column)} = :new WHERE {quoted(column)} = :old",
        old=old,
        new=new,
    )


def rename_in_lists(table: str, column: str, old: str, new: str) -> None:
    """The same in a column that holds JSON lists."""
    for key, values in lists_of(table, column):
        if old in values:
            changed = json.dumps([new if value == old else value for value in values])
            kind = "CAST(:value AS JSON)" if is_postgresql() else ":value"
            execute(
                f"UPDATE {quoted(table)} SET {quoted(column)} = {kind} WHERE id = :key",
                value=changed,
                key=key,
            )


def rename_state(table: str, old: str, new: str) -> None:
    """A state in the records and in the framework's logs."""
    rename_value(table, "state", old, new)
    for log, column in (
        ("sys_transition_log", "from_state"),
        ("sys_transition_log", "to_state"),
        ("sys_approval", "state"),
    ):
        _rename_in_log(log, column, table, old, new)


def rename_transition(table: str, old: str, new: str) -> None:
    """A transition in the framework's logs and open votes."""
    for log in ("sys_transition_log", "sys_approval"):
        _rename_in_log(log, "transition", table, old, new)


def rename_field(table: str, old: str, new: str) -> None:
    """A field in the framework's tables that name one: attachments and the search index."""
    for log, column in (("sys_attachment", "field"), ("sys_search_entry", "part")):
        _rename_in_log(log, column, table, old, new)
    _rename_series(f"{table}.{old}:", f"{table}.{new}:")


def rename_entity(old: str, new: str) -> None:
    """An entity, by its table, in every framework table that names one."""
    for table in sa.inspect(op.get_bind()).get_table_names():
        if table == "sys_audit_log":
            _remember_name(old, new)
        elif table.startswith("sys_") and "entity" in columns_of(table):
            rename_value(table, "entity", old, new)
    _rename_series(f"{old}.", f"{new}.")


def rename_role(old: str, new: str) -> None:
    """A role keeps its people and their grants."""
    rename_value("ab_role", "name", old, new)


def _rename_in_log(table: str, column: str, entity: str, old: str, new: str) -> None:
    execute(
        f"UPDATE {quoted(table)} SET {quoted(column)} = :new WHERE entity = :entity AND {quoted(column)} = :old",
        entity=entity,
        old=old,
        new=new,
    )


def _remember_name(old: str, new: str) -> None:
    """The audit log is sealed: its rows keep the name; `sys_former_name` says whose they are now."""
    if "seq" not in columns_of("sys_audit_log"):  # an old road, before the seal
        rename_value("sys_audit_log", "entity", old, new)
        return
    execute("UPDATE sys_former_name SET entity = :new WHERE entity = :old", old=old, new=new)
    execute(
        "INSERT INTO sys_former_name (old, last_id, entity)"
        " SELECT :old, coalesce(max(id), 0), :new FROM sys_audit_log WHERE true"
        " ON CONFLICT (old, last_id) DO UPDATE SET entity = excluded.entity",
        old=old,
        new=new,
    )


def _rename_series(old: str, new: str) -> None:
    """Number series go on counting: their keys begin with entity and field."""
    execute(
        "UPDATE sys_sequence SET key = :new || substr(key, :after) WHERE substr(key, 1, :size) = :old",
        old=old,
        new=new,
        size=len(old),
        after=len(old) + 1,
    )
