"""The rows do not allow the step: each says which rows and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from migrations.operations.sql import execute, first_ids, listed, lists_of, literals, quoted, refuse


def refuse_nulls(table: str, column: str, *, where: str) -> None:
    rows = first_ids(table, f"{quoted(column)} IS NULL")
    if rows:
        refuse(
            f"{where} 将成为必填，但 {listed(rows)} 没有值；请先补全，或在 schema 中写 `default:`"
            f" / {where} becomes required, but {listed(rows)} have no value;"
            " fill them in first, or give `default:` in the schema."
        )


def refuse_longer(table: str, column: str, length: int, *, where: str) -> None:
    rows = first_ids(table, f"length({quoted(column)}) > {int(length)}")
    if rows:
        refuse(
            f"{where} 将限制为 {length} 个字符，但 {listed(rows)} 更长；请先缩短"
            f" / {where} will take {length} characters, but {listed(rows)} are longer;"
            " shorten them first."
        )


def refuse_values(table: str, column: str, values: Sequence[str], *, where: str) -> None:
    rows = first_ids(table, f"{quoted(column)} IN ({literals(values)})")
    if rows:
        refuse(_values_in_use(where, values, rows))


def refuse_other_values(table: str, column: str, values: Sequence[str], *, where: str) -> None:
    rows = first_ids(table, f"{quoted(column)} NOT IN ({literals(values)})")
    if rows:
        refuse(
            f"{where} 将只允许 {', '.join(values)}，但 {listed(rows)} 是别的值；请先修改"
            f" / {where} will only take {', '.join(values)}, but {listed(rows)} hold something else;"
            " change them first."
        )


def refuse_in_lists(table: str, column: str, values: Sequence[str], *, where: str) -> None:
    rows = [key for key, held in lists_of(table, column) if set(held) & set(values)]
    if rows:
        refuse(_values_in_use(where, values, rows))


def refuse_duplicates(table: str, columns: Sequence[str], *, where: str) -> None:
    """Rows that are not deleted and agree in all the columns; a null equals nothing."""
    names = ", ".join(map(quoted, columns))
    given = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in columns)
    found = execute(
        f"SELECT {names}, count(*) FROM {quoted(table)} WHERE deleted_at IS NULL AND {given}"
        f" GROUP BY {names} HAVING count(*) > 1 LIMIT 5"
    ).all()
    if found:
        shown = "; ".join(", ".join(map(str, tuple(row)[:-1])) for row in found)
        refuse(
            f"{where} 将不可重复，但这些值出现多次：{shown}；请先修改"
            f" / {where} will be unique, but these occur more than once: {shown}; change them first."
        )


def _values_in_use(where: str, values: Sequence[str], rows: Sequence[int]) -> str:
    names = ", ".join(values)
    return (
        f"{where} 的 {names} 将被删除，但 {listed(rows)} 仍在使用；请先修改，或用 `was:` 改名"
        f" / {where}: {names} will go, but {listed(rows)} still hold it;"
        " change them first, or rename it with `was:`."
    )
