"""Many rows at once into an empty database: ids given here, so that rows can refer to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, insert, select, update

from app.runtime import records
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.writing import numbering

CHUNK = 5000
WHY = "demo"

Row = dict[str, Any]


class Bulk:
    """Collects rows per table and writes them in the order in which the tables were first used."""

    def __init__(self, ctx: Context, *, now: dt.datetime) -> None:
        self.ctx = ctx
        self.now = now
        self._rows: dict[Any, list[Row]] = {}
        self._last: dict[Any, int] = {}
        self._linked: dict[Any, list[Row]] = {}

    def begin_with(self, *models: type[Entity]) -> None:
        """These tables are written first, in this order, whatever is added first."""
        for model in models:
            self._rows.setdefault(model, [])

    def add(self, model: type[Entity], /, **values: Any) -> int:
        """Remember a record; returns its id."""
        new = self._next(model)
        self._rows.setdefault(model, []).append({"id": new, "created_at": self.now, **values})
        return new

    def note(self, table: type[Any], /, **values: Any) -> None:
        """Remember a row of one of the framework's own tables."""
        self._rows.setdefault(table, []).append(values)

    def link(self, model: type[Entity], id: int, /, **values: Any) -> None:
        """Set refs that point to rows of a later table, once those are there."""
        self._linked.setdefault(model, []).append({"id": id, **values})

    def rows(self, model: type[Any]) -> list[Row]:
        """What is waiting to be written."""
        return self._rows.get(model, [])

    def flush(self) -> int:
        """Write everything that waits; returns the number of rows."""
        for model, rows in self._rows.items():
            for group in _alike(rows):
                if issubclass(model, Entity):
                    records.write_set(
                        self.ctx, model, group, action="history", audit=WHY, chunk=CHUNK
                    )
                else:
                    self.ctx.session.execute(insert(model.__table__), group)
        for model, rows in self._linked.items():
            for group in _alike(rows):
                self.ctx.session.execute(update(model), group)
            self._read_anew(model, rows)
        written = sum(map(len, self._rows.values()))
        self._rows, self._linked = {}, {}
        return written

    def continue_numbers(
        self, entity: type[Entity], field: str, last: int, *, day: dt.date, scope: Any = None
    ) -> None:
        """The numbering series of `day` and `scope` goes on after `last`."""
        rule = entity.fields()[field].numbering
        if rule is None:
            raise ValueError(f"{entity.key()}.{field} is no number.")
        series = numbering.series(entity.key(), field, rule.pattern, day=day, scope=scope)
        numbering.start_at(self.ctx.session, series, last)

    def _read_anew(self, model: Any, rows: Iterable[Row]) -> None:
        """Rows changed by their keys: what the session holds of them is old."""
        session = self.ctx.session
        for row in rows:
            held = session.identity_map.get(session.identity_key(model, row["id"]))
            if held is not None:
                session.expire(held)

    def _next(self, model: Any) -> int:
        if model not in self._last:
            self._last[model] = int(self.ctx.session.scalar(select(func.max(model.id))) or 0)
        self._last[model] += 1
        return self._last[model]


def _alike(rows: Iterable[Row]) -> list[list[Mapping[str, Any]]]:
    """Rows with the same columns together: one statement each."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(sorted(row)), []).append(row)
    return list(groups.values())
