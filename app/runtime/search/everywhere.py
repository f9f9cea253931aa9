"""One typed text, all entities: which records it finds, the best of each first, in a few statements.

However many entities there are: one statement tells in which of them the words occur at all, one takes the ids of
those that the reader may see, and the titles cost one for each group that is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, func, literal, or_, select, union_all

from .. import query
from ..filters import Condition
from ..query.reading import field_of
from ..registry import current
from .index import indexed_fields
from .match import hits, match, whole_values
from .places import exact_fields, is_searchable, paths
from .words import Term, terms

if TYPE_CHECKING:
    from ..context import Actor, Context
    from ..entity import Entity

EACH = 5
"""Records that a group shows."""
MOST_GROUPS = 8
MOST_COUNTED = 50
"""A group counts up to here; beyond, a person wants to know "many"."""
MOST_ENTRIES = 20_000
"""Entries of the index that are looked through to tell where a word occurs; one that is in more may be anywhere."""
LONGEST = 100
NAMES = frozenset({"number", "string", "phone", "barcode", "email", "url"})
SHORT = 80
"""A text up to this length is a name: whoever types it whole means this record."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one entity. `rows` have id, title and, where they may be read, state and the searched refs."""

    entity: type[Entity]
    rows: list[dict[str, Any]]
    count: int
    """Exact up to 50; one more stands for "more than 50"."""
    is_exact: bool
    """Whether the first row is called or numbered exactly as typed."""


def everywhere(
    ctx: Context,
    typed: str,
    entities: Iterable[type[Entity]],
    *,
    each: int = EACH,
    groups: int = MOST_GROUPS,
    telling: bool = False,
) -> list[Group]:
    """Groups of records that the reader may see and that `typed` finds by what he may read, the best group first.

    `telling`: where there are no searched refs, rows also have what tells records of one title apart.
    """
    text = typed.strip()[:LONGEST]
    reader = ctx.judge
    asked = [
        entity
        for entity in entities
        if current().entity(entity).policy.rows_possible(reader) and is_searchable(entity, reader)
    ]
    asked = _where_words_occur(ctx, terms(text), text, asked)
    if not asked:
        return []
    found = _ids(ctx, text, asked)
    # Exact ones first; otherwise in the order of the schema, which is the order of the menu.
    order = sorted(found, key=lambda place: (not found[place][1], place))
    return [
        Group(asked[place], _rows(ctx, asked[place], ids[:each], telling), len(ids), exact)
        for place in order[:groups]
        for ids, exact in [found[place]]
    ]


def _where_words_occur(
    ctx: Context, wanted: Sequence[Term], text: str, asked: list[type[Entity]]
) -> list[type[Entity]]:
    """The entities that may hold a hit: each word occurs in them, or in what a searched ref of theirs names."""
    whole = {entity for entity in asked if text and exact_fields(entity, ctx.judge)}
    if not wanted:
        return [entity for entity in asked if entity in whole]
    parts = []
    for number, term in enumerate(wanted):
        some = hits([term]).limit(MOST_ENTRIES).subquery()
        parts.append(select(literal(number), some.c.entity, func.count()).group_by(some.c.entity))
    places: list[dict[str, int]] = [{} for _ in wanted]
    for number, entity, count in ctx.session.execute(union_all(*parts)):
        places[number][entity] = count
    keys = [set(found) if sum(found.values()) < MOST_ENTRIES else None for found in places]

    def may_hold(entity: type[Entity]) -> bool:
        looks = {entity.key(), *(_key(field.to) for field in paths(entity, ctx.judge))}
        return all(there is None or looks & there for there in keys)

    return [entity for entity in asked if entity in whole or may_hold(entity)]


def _key(name: str | None) -> str:
    return current().entity(str(name)).entity.key()


def _ids(
    ctx: Context, text: str, asked: Sequence[type[Entity]]
) -> dict[int, tuple[list[int], bool]]:
    """place of the entity → ids, the exact ones first, then the newest; and whether there is an exact one."""
    parts: list[Any] = []
    for place, entity in enumerate(asked):
        policy = current().entity(entity).policy
        granted = policy.rows(ctx.judge, "read")
        seen = [entity.deleted_at.is_(None), *([] if granted is None else [granted])]
        seen.append(match(entity, text, ctx.judge))
        newest = (
            select(literal(place).label("place"), entity.id.label("id"), literal(1).label("rank"))
            .where(*seen)
            .order_by(entity.id.desc())
            .limit(MOST_COUNTED + 1)
        )
        parts.append(select(newest.subquery()))
        exact = _called(entity, text, ctx.judge)
        if exact is not None:
            named = (
                select(
                    literal(place).label("place"), entity.id.label("id"), literal(0).label("rank")
                )
                .where(*seen, exact)
                .order_by(entity.id.desc())
                .limit(EACH)
            )
            parts.append(select(named.subquery()))
    found: dict[int, tuple[list[int], bool]] = {}
    rows = sorted(ctx.session.execute(union_all(*parts)), key=lambda row: (row[2], -row[1]))
    for place, id, rank in rows:
        ids, exact = found.setdefault(place, ([], rank == 0))
        if id not in ids:
            ids.append(id)
    return found


def _called(entity: type[Entity], text: str, reader: Actor) -> Any:
    """Records that are named or numbered exactly so; None when the entity has no such field."""
    policy = current().entity(entity).policy
    spellings = sorted({text, text.upper(), text.lower()})
    conditions = [*whole_values(entity, text, reader)]
    for field in indexed_fields(entity):
        is_name = field.type in NAMES and (field.type == "number" or (field.max or SHORT) <= SHORT)
        if not is_name or not policy.readable(reader, field.name):
            continue
        is_called = getattr(entity, field.name).in_(spellings)
        if policy.hides(reader, field.name):
            rows = policy.rows_for_field(reader, field.name)
            is_called = is_called if rows is None else and_(rows, is_called)
        conditions.append(is_called)
    return or_(false(), *conditions) if conditions else None


def _rows(
    ctx: Context, entity: type[Entity], ids: Sequence[int], telling: bool
) -> list[dict[str, Any]]:
    """The records in this order, as far as they are shown."""
    named = [field.name for field in paths(entity, ctx.judge)]
    if telling and not named:
        named = query.telling(entity, ctx.judge)
    wanted = ["title", *named]
    if current().entity(entity).workflow is not None and query.may_read(ctx, entity, "state"):
        wanted.append("state")
    number = field_of(entity, "id")
    assert number is not None  # noqa: S101 - every record has one
    page = query.rows(
        ctx,
        entity,
        where=[Condition("id", number, "in", list(ids))],
        columns=wanted,
        limit=max(len(ids), 1),
    )
    rows = {row["id"]: row for row in page.items}
    return [rows[id] for id in ids if id in rows]


__all__ = ["EACH", "MOST_COUNTED", "Group", "everywhere"]
