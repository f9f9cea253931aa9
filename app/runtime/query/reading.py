"""One SELECT being put together: the entity, the joins that paths need, the columns, what may be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, case, null, select

from .. import registry
from ..accounts.users import User
from ..aliases import Aliases
from ..errors import BadRequest, message
from ..field import Field, Label
from ..field_types import column_name
from ..policy import Mask, Policy

if TYPE_CHECKING:
    from ..context import Actor
    from ..entity import Entity

Refs = tuple[str, ...]
_aliases = Aliases()

MOST_JOINS = 56
"""SQLite joins at most 64 tables; scopes and searches need a few."""
MOST_STEPS = 4
"""Refs in one path. Aliases of paths are kept for good, so there must not be any number of them."""
MOST_TITLES = 40
"""Refs whose titles come by a join; those of further ones are fetched afterwards, a statement for each entity."""

_ABOUT = {
    "id": Field("int", Label({"zh": "ID", "en": "ID"}), name="id", max=2**63 - 1),
    "version": Field("int", Label({"zh": "版本", "en": "Version"}), name="version"),
    "created_at": Field("datetime", Label({"zh": "创建时间", "en": "Created"}), name="created_at"),
    "updated_at": Field("datetime", Label({"zh": "修改时间", "en": "Changed"}), name="updated_at"),
    "created_by": Field(
        "ref", Label({"zh": "创建人", "en": "Created by"}), name="created_by", to="User"
    ),
    "updated_by": Field(
        "ref", Label({"zh": "修改人", "en": "Changed by"}), name="updated_by", to="User"
    ),
}
"""What every record has beside the fields of the schema."""


def field_of(entity: Any, name: str) -> Field | None:
    """The field of that name, one of the schema's or one that every record has."""
    if entity is User:
        return _USER.get(name)
    return entity.fields().get(name) or _ABOUT.get(name)


_USER = {
    "id": _ABOUT["id"],
    "username": Field("string", Label({"zh": "用户名", "en": "User name"}), name="username"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A table in the SELECT: the entity itself (`refs` empty) or one reached through refs."""

    refs: Refs
    entity: Any
    table: Any
    policy: Policy | None

    def attribute(self, field: Field) -> Any:
        name = column_name(field) if field.type != "ref" else f"{field.name}_id"
        return getattr(self.table, name)


class Reading:
    """Built up by lists and single records; `statement()` is the one SELECT."""

    def __init__(self, actor: Actor, entity: type[Entity]) -> None:
        self.actor = actor
        self.entity = entity
        self.policy: Policy = registry.current().entity(entity).policy
        self._places: dict[Refs, Place] = {(): Place((), entity, entity, self.policy)}
        self._joins: list[tuple[Any, Any]] = []
        self._columns: list[Any] = []
        self._index: dict[Any, int] = {}
        self._where: list[Any] = []
        self._hiding: dict[Any, Any] = {}

    # -- what may be seen ------------------------------------------------------------------------

    @cached_property
    def _granted(self) -> list[Any]:
        """Not deleted, and granted. Whoever only asks for a field never needs it."""
        live = self.entity.deleted_at.is_(None)
        granted = self.policy.rows(self.actor, "read")
        return [live] if granted is None else [live, granted]

    @cached_property
    def masks(self) -> list[Mask]:
        return self.policy.masks(self.actor)

    def find(self, path: str) -> tuple[Place, Field]:
        """The table and field of `a.b.c`. Raises BadRequest: unknown and hidden are one answer."""
        *refs, name = path.split(".")
        if len(refs) > MOST_STEPS:
            raise unknown(self.entity, path[:60])
        here = self._places[()]
        for ref in refs:
            field = field_of(here.entity, ref)
            if field is None or field.type != "ref" or not self._readable(here, field):
                raise unknown(self.entity, path)
            here = self.place((*here.refs, ref))
        field = field_of(here.entity, name)
        if field is None or not self._readable(here, field):
            raise unknown(self.entity, path)
        return here, field

    def _readable(self, place: Place, field: Field) -> bool:
        if place.policy is None or field.name in _ABOUT:
            return True
        return place.policy.readable(self.actor, field.name)

    def place(self, refs: Refs) -> Place:
        """The table reached through `refs`; its rows are those that the reader may read, else null."""
        known = self._places.get(refs)
        if known is not None:
            return known
        parent = self.place(refs[:-1])
        field = field_of(parent.entity, refs[-1])
        if field is None or field.to is None:
            raise unknown(self.entity, ".".join(refs))
        entity: Any = User if field.to == "User" else registry.current().entity(field.to).entity
        if len(self._joins) >= MOST_JOINS:
            raise BadRequest(
                f"一次最多经过 {MOST_JOINS} 个关联 / At most {MOST_JOINS} related records can be followed at once.",
                field=".".join(refs),
                code="too_many",
            )
        table = _aliases.of((self.entity, refs), entity)
        # Where the ref itself is hidden, nothing behind it may be seen or asked either.
        on = [table.id == self.seen(parent, field)]
        policy = None if entity is User else registry.current().entity(field.to).policy
        if policy is not None:
            granted = policy.rows(self.actor, "read", table)
            on += [table.deleted_at.is_(None), *([] if granted is None else [granted])]
        self._joins.append((table, and_(*on)))
        found = Place(refs, entity, table, policy)
        self._places[refs] = found
        return found

    def seen(self, place: Place, field: Field) -> Any:
        """The field as SQL, null in rows where the reader may not see it."""
        value = place.attribute(field)
        if place.policy is None or not place.policy.hides(self.actor, field.name):
            return value
        rows = self.rows_that_show(place, field)
        return value if rows is None else case((rows, value), else_=null())

    def rows_that_show(self, place: Place, field: Field) -> Any:
        """The rows at `place` in which the reader may see the field: None for all. One condition for all fields alike."""
        assert place.policy is not None  # noqa: S101 - without one, nothing is hidden
        key = (place.refs, place.policy.readers(self.actor, field.name))
        if key not in self._hiding:
            self._hiding[key] = place.policy.rows_for_field(self.actor, field.name, place.table)
        return self._hiding[key]

    def may_be_null(self, place: Place, field: Field) -> bool:
        """Whether `seen` can be null: an empty column, a ref to nothing, a mask."""
        if place.refs or (place.policy is not None and place.policy.hides(self.actor, field.name)):
            return True
        return bool(place.entity.__table__.c[place.attribute(field).key].nullable)

    def has_place(self, refs: Refs) -> bool:
        return refs in self._places

    @property
    def is_full(self) -> bool:
        """Whether another join might be one too many."""
        return len(self._joins) >= MOST_TITLES

    # -- the statement ---------------------------------------------------------------------------

    def where(self, condition: Any) -> None:
        if condition is not None:
            self._where.append(condition)

    def add(self, key: Any, column: Callable[[], Any]) -> int:
        """Select a column once; the place of its value in a row of the result."""
        if key not in self._index:
            self._index[key] = len(self._columns)
            self._columns.append(column())
        return self._index[key]

    def show(self, place: Place, field: Field) -> int:
        return self.add((place.refs, field.name), lambda: self.seen(place, field))

    def statement(self, *columns: Any) -> Select[Any]:
        """The SELECT of everything added, or of `columns` under the same conditions."""
        found = select(*(columns or self._columns)).select_from(self.entity)
        for table, on in self._joins:
            found = found.outerjoin(table, on)
        return found.where(*self._granted, *self._where)


def unknown(entity: Any, path: str) -> BadRequest:
    """The one answer for a field that is not there and for one that may not be read."""
    name = entity.meta.name
    return BadRequest(
        message(zh=f"{name} 没有字段 {path}", en=f"{name} has no field {path}."),
        field=path,
        code="unknown_field",
    )


Row = dict[str, Any]
