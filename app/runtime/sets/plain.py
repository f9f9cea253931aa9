"""What the sets of the system itself share: rows by column, as their maker worked them out, inserted or changed at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError

from .. import search
from ..errors import FieldError, Forbidden, ValidationFailed
from ..writing import unique, validation
from .run import Run, refuse_circles

Row = Mapping[str, Any]


def must_be_the_system(run: Run) -> None:
    """Rows by column are believed: no person brings them."""
    if not run.ctx.trusted:
        raise Forbidden("此批量操作只由系统执行 / Only the system writes such a set.")


def columns_of(run: Run, rows: Sequence[Row], offset: int = 0) -> list[str]:
    """The columns that the rows name. Raises ValidationFailed for one that the entity does not have."""
    known = {
        attribute.key
        for attribute in inspect(run.entity).column_attrs
        if attribute.columns[0].computed is None
    }
    given = list(dict.fromkeys(name for keys in dict.fromkeys(map(tuple, rows)) for name in keys))
    unknown = [name for name in given if name not in known]
    if unknown:
        raise ValidationFailed(
            [
                FieldError(
                    f"rows.{offset}.{name}", "unknown", validation.no_such_field(run.entity, name)
                )
                for name in unknown
            ]
        )
    return given


def inserted(run: Run, target: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    """One statement into `target` (the entity or its table); the ids in the order of the rows."""
    entity = run.entity
    if run.session.get_bind().dialect.name == "sqlite":
        # SQLite promises no order of what it returns, so each row would be a statement of its own. The
        # one writer, who we are until the commit, counts on as SQLite itself would.
        first = (run.session.scalar(select(func.max(entity.id))) or 0) + 1
        ids = list(range(first, first + len(rows)))
        run.session.execute(
            insert(target), [{**row, "id": id} for row, id in zip(rows, ids, strict=True)]
        )
        return ids
    statement = insert(target).returning(entity.id, sort_by_parameter_order=True)
    return list(run.session.scalars(statement, rows))


def changed(run: Run, rows: Sequence[Row]) -> None:
    """Each row's own values by its `id`: one statement for rows that name the same columns."""
    table: Any = run.entity.__table__
    stamp = {"updated_at": run.ctx.now, "updated_by_id": run.ctx.actor.id}
    for names, group in _alike(rows).items():
        statement = (
            update(table)
            .where(table.c.id == bindparam("_id"), table.c.deleted_at.is_(None))
            .values(
                {"version": table.c.version + 1}
                | {name: bindparam(f"_{name}") for name in (*names, *stamp)}
            )
        )
        given = [{f"_{name}": value for name, value in {**row, **stamp}.items()} for row in group]
        try:
            found = run.session.connection().execute(statement, given).rowcount
        except IntegrityError as refused:
            raise unique.explain(refused, run.entity) from refused
        if found != len(given):
            raise RuntimeError(
                f"{len(given) - found} of {run.entity.__name__} are not there (any more)."
            )
    run.session.expire_all()
    written = {name for row in rows for name in row}
    refuse_circles(run, [row["id"] for row in rows], written)


def _alike(rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(name for name in row if name != "id"), []).append(row)
    return groups


def index(run: Run, ids: Sequence[int], names: Iterable[str]) -> None:
    """Search again for what was changed, if it can be searched for."""
    if {field.name for field in search.indexed_fields(run.entity)} & set(names):
        search.index_all(run.session, run.entity, ids)
