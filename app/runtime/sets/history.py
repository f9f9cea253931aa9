"""Records as they were elsewhere: ids, makers, times and states come with the rows. For the system only.

No hooks, numbers or clocks: what they would have done is in the rows, or in sets of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from .. import search
from ..writing import unique
from . import plain
from .run import Run, log, refuse_circles


def bring(run: Run, rows: Sequence[Mapping[str, Any]], offset: int) -> int:
    """One chunk of rows by column (`customer_id`, `created_at`, `state`, …), inserted by one statement."""
    given = plain.columns_of(run, rows, offset)
    filled = {"version": 1, "created_at": run.ctx.now, "created_by_id": run.ctx.actor.id}
    names = list(dict.fromkeys((*given, *filled)))
    filled_in = [{name: row.get(name, filled.get(name)) for name in names} for row in rows]
    for row in filled_in:
        row.setdefault("updated_at", row["created_at"])
        row.setdefault("updated_by_id", row["created_by_id"])
        if row.get("id") is None:
            row.pop("id", None)
    try:
        ids = _inserted(run, filled_in)
    except IntegrityError as refused:
        raise unique.explain(refused, run.entity) from refused
    if "id" in given:
        _continue_after(run)
    refuse_circles(run, ids, given)
    search.index_all(run.session, run.entity, ids)
    log(run, ids, fields=sorted(given))
    return len(ids)


def _inserted(run: Run, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Rows that all bring their id need not be told it: a quarter of the time of asking for it.

    Not where rows may point at each other (a superior who comes later): executed one by one, the first would find nobody.
    """
    own = run.entity.__table__
    points_at_itself = any(key.column.table is own for key in own.foreign_keys)
    if all("id" in row for row in rows) and not points_at_itself:
        run.session.execute(insert(own), rows)
        return [row["id"] for row in rows]
    if not any("id" in row for row in rows):
        return plain.inserted(run, own, rows)
    # Else a row without a value would not name its column, and every change of columns would begin a statement.
    statement = insert(run.entity).execution_options(render_nulls=True)
    return list(run.session.scalars(statement.returning(run.entity.id), rows))


def _continue_after(run: Run) -> None:
    """PostgreSQL's sequence does not notice ids that were given."""
    if run.session.get_bind().dialect.name != "postgresql":
        return
    last = run.session.scalar(select(func.max(run.entity.id)))
    run.session.execute(
        text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
        {"name": run.entity.key(), "last": last},
    )
