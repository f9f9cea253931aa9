"""Requested columns → functions that take each value out of a result row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, literal, select
from sqlalchemy.orm import Session

from .. import registry
from ..field import Field
from ..field_types import FIELD_TYPES
from ..users import User
from .reading import Place, Reading, Row, field_of
from .titles import title

Take = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """`own` is the field's name when a mask may leave the cell out of some rows."""

    path: str
    take: Take
    own: str | None = None


class Cells:
    """The cells of one SELECT. `id` and `version` are always there."""

    def __init__(self, reading: Reading, paths: Iterable[str]) -> None:
        self.reading = reading
        self.links: list[tuple[str, Field]] = []
        self.cells: list[Cell] = []
        for path in dict.fromkeys(("id", "version", *paths)):
            cell = self._cell(path)
            if cell is not None:
                self.cells.append(cell)
        self._flags = self._mask_flags()

    def _cell(self, path: str) -> Cell | None:
        reading = self.reading
        if path == "title":
            return Cell("title", title(reading, reading.place(())))
        place, field = reading.find(path)
        own = path if "." not in path else None
        if FIELD_TYPES[field.type].storage == "association":
            if own is not None:
                self.links.append((path, field))
            return None
        if field.type == "ref":
            return Cell(path, self._ref(place, field), own)
        index = reading.show(place, field)
        return Cell(path, lambda row: row[index], own)

    def _ref(self, place: Place, field: Field) -> Take:
        """`{"id": 3, "title": "…"}`; the title is null when the record is not the reader's to see."""
        reading = self.reading
        index = reading.show(place, field)
        target = reading.place((*place.refs, field.name))
        there = reading.add((target.refs, "id"), lambda: target.table.id)
        tell = title(reading, target)

        def take(row: Sequence[Any]) -> Any:
            if row[index] is None:
                return None
            return {"id": row[index], "title": None if row[there] is None else tell(row)}

        return take

    def _mask_flags(self) -> list[tuple[int | None, frozenset[str]]]:
        masks = self.reading.masks
        if len(masks) == 1:
            return [(None, masks[0].fields)]
        return [
            (
                self.reading.add(
                    ("mask", number),
                    lambda mask=mask: (
                        literal(1) if mask.rows is None else case((mask.rows, 1), else_=0)
                    ),
                ),
                mask.fields,
            )
            for number, mask in enumerate(masks)
        ]

    def rows(self, session: Session, results: Sequence[Sequence[Any]]) -> list[Row]:
        """Result rows as path → value; a field that is hidden in a row is absent from it."""
        shown = [self._visible(values) for values in results]
        rows = [self._row(values, fields) for values, fields in zip(results, shown, strict=True)]
        for path, field in self.links:
            found = _links(session, self.reading, field, [row["id"] for row in rows])
            for row, fields in zip(rows, shown, strict=True):
                if path in fields:
                    row[path] = found.get(row["id"], [])
        return rows

    def _visible(self, values: Sequence[Any]) -> frozenset[str]:
        if len(self._flags) == 1:
            return self._flags[0][1]
        return frozenset().union(
            *(fields for index, fields in self._flags if index is None or values[index])
        )

    def _row(self, values: Sequence[Any], visible: frozenset[str]) -> Row:
        schema = self.reading.entity.fields()
        return {
            cell.path: cell.take(values)
            for cell in self.cells
            if cell.own is None or cell.own not in schema or cell.own in visible
        }


def _links(
    session: Session, reading: Reading, field: Field, ids: list[int]
) -> dict[int, list[dict[str, Any]]]:
    """record id → targets that the reader may see, as `{"id", "title"}`."""
    if not ids:
        return {}
    entity = reading.entity
    relation = getattr(entity, field.name).property
    near = next(c for c in relation.secondary.c if c.references(entity.__table__.c.id))
    far = next(c for c in relation.secondary.c if c is not near)
    found: dict[int, list[dict[str, Any]]] = {}
    if field.to == "User":
        statement = (
            select(near, User.id, User.username)
            .join(User, User.id == far)
            .where(near.in_(ids))
            .order_by(User.id)
        )
        for owner, user_id, name in session.execute(statement):
            found.setdefault(owner, []).append({"id": user_id, "title": name})
        return found
    target = registry.current().entity(str(field.to)).entity
    other = Reading(reading.actor, target)
    owner_index = other.add("owner", lambda: near)
    id_index = other.add(((), "id"), lambda: target.id)
    tell = title(other, other.place(()))
    statement = (
        other.statement()
        .join(relation.secondary, far == target.id)
        .where(near.in_(ids))
        .order_by(target.id)
    )
    for row in session.execute(statement):
        found.setdefault(row[owner_index], []).append({"id": row[id_index], "title": tell(row)})
    return found


def all_columns(reading: Reading) -> list[str]:
    """Every field that the reader may see in some row."""
    names: set[str] = set().union(*(mask.fields for mask in reading.masks))
    entity = reading.entity
    return [
        name
        for name, field in entity.fields().items()
        if name in names and field.type != "secret" and field_of(entity, name) is not None
    ]
