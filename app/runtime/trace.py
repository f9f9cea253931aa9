"""What led to a record and what came of it, through every module: refs that the schema marks `trace:`, under the policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import filters, query, registry
from .errors import NotFound

if TYPE_CHECKING:
    from .context import Context
    from .entity import Entity
    from .field import Field
    from .registry import EntityEntry

MOST_LEVELS = 8
"""Steps away from the record."""
MOST_STOPS = 120
"""Records in all."""
Key = tuple[str, int]
"""(entity, id)"""


@dataclass(frozen=True, slots=True)
class Link:
    """A marked ref: `entry`'s records name by `field` their cause or their result."""

    entry: EntityEntry
    field: Field

    @property
    def owner(self) -> str:
        return self.entry.entity.meta.name

    @property
    def target(self) -> str:
        return str(self.field.to)

    def way(self, own: Key, other: Key) -> tuple[Key, Key]:
        """(cause, result) of the record that has the ref and of the one that it names."""
        return (other, own) if self.field.trace == "cause" else (own, other)


@dataclass(slots=True)
class Stop:
    """A record on the trail that the reader may see; `state` is None where he may not see it."""

    entity: type[Entity]
    id: int
    title: str
    at: dt.datetime | None
    state: str | None

    @property
    def key(self) -> Key:
        return self.entity.meta.name, self.id


@dataclass(slots=True)
class Trail:
    """`stops` by key, the record itself among them; `ways` are (cause, result). `more`: a bound was reached."""

    here: Key
    stops: dict[Key, Stop] = field(default_factory=dict)
    ways: set[tuple[Key, Key]] = field(default_factory=set)
    more: bool = False

    def results_of(self, key: Key) -> list[Stop]:
        """In the order of time."""
        return self._in_time(result for cause, result in self.ways if cause == key)

    def causes_of(self, key: Key) -> list[Stop]:
        return self._in_time(cause for cause, result in self.ways if result == key)

    def _in_time(self, keys: Iterable[Key]) -> list[Stop]:
        found = [self.stops[key] for key in keys if key in self.stops]
        return sorted(found, key=when)


def when(stop: Stop) -> tuple[bool, Any, Key]:
    return stop.at is None, stop.at, stop.key


def links() -> list[Link]:
    """Every marked ref, in the order of the schema."""
    known = registry.current()
    return [
        Link(entry, one)
        for entry in known.entities()
        for one in entry.entity.fields().values()
        if one.trace and one.to and known.has(one.to)
    ]


def is_traced(entity: type[Entity]) -> bool:
    """Whether records of this entity lead anywhere, or come of anything."""
    known = registry.current()
    own = (one for one in entity.fields().values() if one.to and known.has(one.to))
    return any(one.trace for one in own) or any(
        one.trace for _entry, one in known.pointing_at(entity)
    )


def trail(ctx: Context, entity: type[Entity], id: int) -> Trail:
    """The trail of one record. Raises NotFound when the reader may not see it.

    What he may not read is not there and is not passed through, and a ref that he may not read leads him nowhere.
    Statements: for each level one for every marked ref at most and one for every entity, whatever the number of rows.
    """
    walk = _Walk(ctx)
    here = (entity.meta.name, id)
    found = Trail(here)
    fresh = walk.read({entity.meta.name: {id}})
    if here not in fresh:
        raise NotFound
    for level in range(MOST_LEVELS + 1):
        for key, row in fresh.items():
            found.stops[key] = walk.stop(key, row)
        if level == MOST_LEVELS or len(found.stops) >= MOST_STOPS:
            found.more = found.more or bool(walk.next_level(found, fresh))
            break
        fresh = walk.next_level(found, fresh)
        if len(found.stops) + len(fresh) > MOST_STOPS:
            found.more = True
            fresh = dict(list(fresh.items())[: MOST_STOPS - len(found.stops)])
        if not fresh:
            break
    found.ways = {way for way in found.ways if way[0] in found.stops and way[1] in found.stops}
    return found


class _Walk:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.links = links()

    def next_level(
        self, trail: Trail, fresh: Mapping[Key, Mapping[str, Any]]
    ) -> dict[Key, Mapping[str, Any]]:
        """The records beside `fresh` that are new to the trail; the ways to and between them are written down."""
        named: dict[str, set[int]] = {}
        for key, row in fresh.items():
            for link in self.links:
                if link.owner == key[0]:
                    self._forth(trail, link, key, row.get(link.field.name), named)
        beside = self.read(named)
        for link in self.links:
            ids = [key[1] for key in fresh if key[0] == link.target]
            for key, row in self._back(link, ids).items():
                other = (link.target, row[link.field.name]["id"])
                trail.ways.add(link.way(key, other))
                if key not in trail.stops:
                    beside.setdefault(key, row)
        return beside

    def _forth(
        self, trail: Trail, link: Link, key: Key, value: Any, named: dict[str, set[int]]
    ) -> None:
        if not isinstance(value, Mapping):
            return
        other = (link.target, int(value["id"]))
        trail.ways.add(link.way(key, other))
        if other not in trail.stops:
            named.setdefault(link.target, set()).add(other[1])

    def read(self, named: Mapping[str, set[int]]) -> dict[Key, Mapping[str, Any]]:
        """The named records that the reader may see; one statement an entity."""
        found: dict[Key, Mapping[str, Any]] = {}
        for name, ids in named.items():
            entry = registry.current().entity(name)
            found.update(self._rows(entry, "id__in", sorted(ids)[: MOST_STOPS + 1]))
        return found

    def _back(self, link: Link, ids: list[int]) -> dict[Key, Mapping[str, Any]]:
        """The records whose ref names one of `ids`, where the reader may see that it does."""
        if not ids or not query.may_read(self.ctx, link.entry.entity, link.field.name):
            return {}
        rows = self._rows(link.entry, f"{link.field.name}__in", ids)
        return {
            key: row for key, row in rows.items() if isinstance(row.get(link.field.name), Mapping)
        }

    def _rows(
        self, entry: EntityEntry, condition: str, ids: list[int]
    ) -> dict[Key, Mapping[str, Any]]:
        entity = entry.entity
        if not ids or not entry.policy.rows_possible(self.ctx.judge):
            return {}
        where = filters.parse(entity, self.ctx.actor, [(condition, ",".join(map(str, ids)))])
        page = query.rows(
            self.ctx,
            entity,
            where=where,
            columns=self._columns(entry),
            sort=["id"],
            limit=MOST_STOPS + 1,
        )
        return {(entity.meta.name, int(row["id"])): row for row in page.items}

    def _columns(self, entry: EntityEntry) -> list[str]:
        name = entry.entity.meta.name
        refs = [link.field.name for link in self.links if link.owner == name]
        wanted = ["id", "title", "created_at", *(["state"] if entry.workflow else []), *refs]
        return [
            one for one in wanted if one == "title" or query.may_read(self.ctx, entry.entity, one)
        ]

    def stop(self, key: Key, row: Mapping[str, Any]) -> Stop:
        entity = registry.current().entity(key[0]).entity
        title = str(row.get("title") or f"#{key[1]}")
        return Stop(entity, key[1], title, row.get("created_at"), row.get("state"))
