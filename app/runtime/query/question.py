"""Which rows are asked for: of one entity, under the policy, narrowed by filters, a search, an owner."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, bindparam

from .. import database
from .. import search as searching
from . import conditions
from .reading import Reading

if TYPE_CHECKING:
    from ..context import Actor
    from ..entity import Entity
    from ..filters import Filter

CAP = 10_000
"""Counts are exact up to here; beyond, a person wants to know "many", not to wait."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The record whose child rows are asked for; `by` is the ref of theirs that names it."""

    entity: type[Entity]
    id: int
    by: str

    def rows(self, reader: Actor, child: Any) -> Any:
        """Its child rows, while the reader may see the owner itself."""
        seen = Reading(reader, self.entity)
        seen.where(self.entity.id == bindparam("owner_id", type_=BigInteger))
        return getattr(child, f"{self.by}_id").in_(seen.statement(self.entity.id))


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows are asked for. Hand-made SQL and typed words make a question that is asked once."""

    entity: type[Entity]
    where: tuple[Filter, ...] = ()
    search: str | None = None
    within: Any = None
    action: str = "read"
    owner: Owner | None = None

    def key(self, *more: Hashable) -> Hashable | None:
        """What a statement for this question is kept under; None when it is not kept."""
        if self.within is not None or (self.search and self.search.strip()):
            return None
        owner = self.owner and (self.owner.entity, self.owner.by)
        return (*more, self.entity, self.action, owner, conditions.shape(self.where))

    def values(self) -> dict[str, Any]:
        """What fills the filters."""
        found = conditions.values(self.where)
        return found if self.owner is None else {**found, "owner_id": self.owner.id}

    @property
    def options(self) -> dict[str, Any]:
        """Which index counts best hangs on the filter's value: of a million orders most are closed and few are new.

        A page has an order to go along, whatever the value.
        """
        return {database.PLAN_ANEW: bool(self.where or self.search)}

    def reading(self, reader: Actor, *, counting: bool = False) -> Reading:
        """The rows as SQL, without columns yet."""
        found = Reading(reader, self.entity)
        if self.action != "read":
            found.where(found.policy.rows(reader, self.action))
        found.where(self.within)
        if self.owner is not None:
            found.where(self.owner.rows(reader, self.entity))
        conditions.apply(found, self.where, counting=counting)
        if self.search and self.search.strip():
            found.where(searching.match(self.entity, self.search, reader))
        return found
