"""Many rows at once into an empty database: ids given here, so that rows can refer to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, insert, inspect, select, text, update

from app.runtime import audit, numbering, search
from app.runtime.context import Context
from app.runtime.entity import Entity

CHUNK = 2000

Row = dict[str, Any]


class Bulk:
    """Collects rows per table and writes them in the order of the calls of `flush`."""

    def __init__(self, ctx: Context, *, now: dt.datetime) -> None:
        self.ctx = ctx
        self.now = now
        self._rows: dict[Any, list[Row]] = {}
        self._last: dict[Any, int] = {}
        self._entities: list[type[Entity]] = []
        self._links: list[tuple[Any, Row]] = []

    def add(self, model: type[Any], **values: Any) -> int:
        """Remember a row; returns its id. Reserved columns are filled as a create would."""
        new = self._next(model)
        row: Row = {"id": new, **values}
        if isinstance(model, type) and issubclass(model, Entity):
            moment = values.get("created_at", self.now)
            row.setdefault("created_at", moment)
            row.setdefault("updated_at", moment)
            row.setdefault("created_by_id", None)
            row.setdefault("version", 1)
        self._rows.setdefault(model, []).append(row)
        return new

    def link(self, model: type[Any], id: int, **values: Any) -> None:
        """Set refs that point to rows of a later table, once those are there."""
        self._links.append((model, {"id": id, **values}))

    def rows(self, model: type[Any]) -> list[Row]:
        """What is waiting to be written."""
        return self._rows.get(model, [])

    def flush(self) -> int:
        """Write everything that waits, tables in the order in which they were first used."""
        written = 0
        for model, rows in self._rows.items():
            for group in _alike(rows):
                for start in range(0, len(group), CHUNK):
                    self.ctx.session.execute(insert(model), group[start : start + CHUNK])
            written += len(rows)
            if issubclass(model, Entity):
                audit.log(self.ctx, "import", model.key(), None, {"rows": len(rows)})
                if model not in self._entities:
                    self._entities.append(model)
        for model, values in self._links:
            id = values.pop("id")
            self.ctx.session.execute(update(model).where(model.id == id).values(**values))
        self._rows, self._links = {}, []
        return written

    def index(self) -> int:
        """Make everything findable by the search box."""
        return sum(search.index_all(self.ctx.session, entity) for entity in self._entities)

    def settle(self) -> None:
        """PostgreSQL's id sequences continue after the rows that brought their ids along."""
        if self.ctx.session.get_bind().dialect.name != "postgresql":
            return
        for model, last in self._last.items():
            table = inspect(model).local_table.name
            self.ctx.session.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
                {"name": table, "last": last},
            )

    def continue_numbers(self, entity: type[Entity], field: str, last: int, **key: Any) -> None:
        """The numbering series goes on after `last` (`day=`, `scope=` as in numbering.series)."""
        rule = entity.fields()[field].numbering
        if rule is None:
            raise ValueError(f"{entity.key()}.{field} is no number.")
        day = key.get("day", self.now.date())
        series = numbering.series(
            entity.key(), field, rule.pattern, day=day, scope=key.get("scope")
        )
        numbering.start_at(self.ctx.session, series, last)

    def _next(self, model: type[Any]) -> int:
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
