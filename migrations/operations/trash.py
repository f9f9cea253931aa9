"""What goes and may come back: tables and columns under a trash name."""

from __future__ import annotations

from migrations.operations.names import rename_column, rename_table
from migrations.operations.sql import current, execute, fitting, quoted, refuse


def trash_table(table: str, revision: str) -> None:
    """Drop a table without losing a row: it goes on under `_trash_<table>_<revision>`.

    Refused when it holds rows and nobody confirmed it by name.
    """
    _must_be_confirmed(table, f"SELECT count(*) FROM {quoted(table)}")
    rename_table(table, trash_name(table, revision))


def restore_table(table: str, revision: str) -> None:
    rename_table(trash_name(table, revision), table)


def trash_column(table: str, column: str, revision: str) -> None:
    """Drop a column without losing a value: it goes on under `_trash_<column>_<revision>`.

    Refused when it holds values and nobody confirmed it by name.
    """
    _must_be_confirmed(f"{table}.{column}", f"SELECT count({quoted(column)}) FROM {quoted(table)}")
    rename_column(table, column, trash_name(column, revision))


def restore_column(table: str, column: str, revision: str) -> None:
    rename_column(table, trash_name(column, revision), column)


def trash_name(name: str, revision: str) -> str:
    return fitting("_trash", name, revision)


def _must_be_confirmed(name: str, count: str) -> None:
    run = current()
    if run.confirmed is None:
        return
    held = execute(count).scalar_one()
    if held:
        run.dropped[name] = held
    if held and not run.is_confirmed(name):
        refuse(
            f"{name} 中有 {held} 个值，将移入回收名；先确认：dougong plan --drop {name}"
            f" / {name} holds {held} values that would go to the trash; confirm it by name first:"
            f" dougong plan --drop {name}"
        )
