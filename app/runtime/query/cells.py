"""Requested columns → functions that take each value out of a result row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, literal, select
from sqlalchemy.orm import Session

from .. import registry
from ..accounts.users import User
from ..field import Field
from ..field_types import FIELD_TYPES
from ..policy import Mask
from ..privacy.mask import mask
from .reading import Place, Reading, Row, field_of
from .titles import person, title

if TYPE_CHECKING:
    from ..context import Actor

MOST_LINKS = 20_000
"""Pairs of an n-n field read for one page."""

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
        self.late: list[tuple[str, Field]] = []
        self.cells: list[Cell] = []
        self._seen: dict[frozenset[str], list[tuple[str, Take]]] = {}
        self._together: dict[tuple[bool, ...], frozenset[str]] = {}
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
        if field.type == "secret":
            # Written and never read back: whoever asks for it gets a row without it.
            return None
        own = path if "." not in path else None
        if FIELD_TYPES[field.type].storage == "association":
            if own is not None:
                self.links.append((path, field))
            return None
        if field.type == "ref":
            return Cell(path, self._ref(path, place, field), own)
        index = reading.show(place, field)
        if field.is_sensitive:
            return Cell(path, lambda row: mask(field, row[index]), own)
        return Cell(path, itemgetter(index), own)

    def _ref(self, path: str, place: Place, field: Field) -> Take:
        """`{"id": 3, "title": "…"}`; the title is null when the record is not the reader's to see."""
        reading = self.reading
        index = reading.show(place, field)
        if reading.is_full and not reading.has_place((*place.refs, field.name)):
            self.late.append((path, field))
            return lambda row: None if row[index] is None else {"id": row[index], "title": None}
        target = reading.place((*place.refs, field.name))
        there = reading.add((target.refs, "id"), lambda: target.table.id)
        tell = title(reading, target)

        def take(row: Sequence[Any]) -> Any:
            if row[index] is None:
                return None
            return {"id": row[index], "title": None if row[there] is None else tell(row)}

        return take

    def _mask_flags(self) -> list[tuple[int | None, frozenset[str]]]:
        """Where each row tells whether a set of fields is visible in it; None: in every row."""
        masks = self.reading.masks
        if len(masks) == 1:
            return [(None, masks[0].fields)]
        return [
            (self.reading.add(("mask", number), partial(_flag, mask)), mask.fields)
            for number, mask in enumerate(masks)
        ]

    def rows(self, session: Session, actor: Actor, results: Sequence[Sequence[Any]]) -> list[Row]:
        """Result rows as path → value; a field that is hidden in a row is absent from it.

        The cells may have been made for an earlier request: `actor` is who reads now.
        """
        shown = [self._visible(values) for values in results]
        rows = [self._row(values, fields) for values, fields in zip(results, shown, strict=True)]
        for path, field in self.links:
            ids = [row["id"] for row in rows]
            found = _links(session, actor, self.reading.entity, field, ids)
            for row, fields in zip(rows, shown, strict=True):
                if path in fields:
                    row[path] = found.get(row["id"], [])
        self._add_late_titles(session, actor, rows)
        return rows

    def _add_late_titles(self, session: Session, actor: Actor, rows: Sequence[Row]) -> None:
        """Titles of the refs for which there was no join left: a statement for each entity."""
        wanted: dict[str, list[dict[str, Any]]] = {}
        for path, field in self.late:
            refs = [row[path] for row in rows if row.get(path) is not None]
            wanted.setdefault(str(field.to), []).extend(refs)
        for entity, refs in wanted.items():
            told = titles_of(session, actor, entity, {ref["id"] for ref in refs})
            for ref in refs:
                ref["title"] = told.get(ref["id"])

    def _visible(self, values: Sequence[Any]) -> frozenset[str]:
        if len(self._flags) == 1:
            return self._flags[0][1]
        shown = tuple(index is None or bool(values[index]) for index, _ in self._flags)
        known = self._together.get(shown)
        if known is None:
            sets = (fields for (_, fields), is_on in zip(self._flags, shown, strict=True) if is_on)
            known = self._together[shown] = frozenset[str]().union(*sets)
        return known

    def _row(self, values: Sequence[Any], visible: frozenset[str]) -> Row:
        return {path: take(values) for path, take in self._takers(visible)}

    def _takers(self, visible: frozenset[str]) -> list[tuple[str, Take]]:
        """The cells of a row that shows these fields; there are as many kinds of rows as masks."""
        known = self._seen.get(visible)
        if known is None:
            schema = self.reading.entity.fields()
            known = self._seen[visible] = [
                (cell.path, cell.take)
                for cell in self.cells
                if cell.own is None or cell.own not in schema or cell.own in visible
            ]
        return known


def _flag(mask: Mask) -> Any:
    return literal(1) if mask.rows is None else case((mask.rows, 1), else_=0)


def _links(
    session: Session, actor: Actor, entity: Any, field: Field, ids: list[int]
) -> dict[int, list[dict[str, Any]]]:
    """record id → targets as `{"id", "title"}`; the title is null when the target is not the reader's to see."""
    if not ids:
        return {}
    relation = getattr(entity, field.name).property
    near, far = relation_columns(entity, relation.secondary)
    pairs = session.execute(
        select(near, far).where(near.in_(ids)).order_by(near, far).limit(MOST_LINKS)
    ).all()
    told = titles_of(session, actor, str(field.to), {target for _, target in pairs})
    found: dict[int, list[dict[str, Any]]] = {}
    for owner, target in pairs:
        found.setdefault(owner, []).append({"id": target, "title": told.get(target)})
    return found


def relation_columns(entity: Any, table: Any) -> tuple[Any, Any]:
    """The columns of a table of pairs: the one that names `entity`, and the other one."""
    first, second = list(table.c)[:2]
    near = first if first.references(entity.__table__.c.id) else second
    return near, second if near is first else first


def titles_of(session: Session, actor: Actor, entity: str, ids: set[int]) -> dict[int, str]:
    """id → title of the records that the reader may see."""
    if not ids:
        return {}
    if entity == "User":
        names = (User.id, User.first_name, User.last_name, User.username)
        found = session.execute(select(*names).where(User.id.in_(ids)))
        return {row.id: person(row.first_name, row.last_name, row.username) for row in found}
    target = registry.current().entity(entity).entity
    reading = Reading(actor, target)
    index = reading.add(((), "id"), lambda: target.id)
    tell = title(reading, reading.place(()))
    statement = reading.statement().where(target.id.in_(ids))
    return {row[index]: tell(row) for row in session.execute(statement)}


def all_columns(reading: Reading) -> list[str]:
    """Every field that the reader may see in some row."""
    names: set[str] = set().union(*(mask.fields for mask in reading.masks))
    entity = reading.entity
    return [
        name
        for name, field in entity.fields().items()
        if name in names and field.type != "secret" and field_of(entity, name) is not None
    ]
