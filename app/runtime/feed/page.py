"""One page of changes: a bounded part of the log, and of it what the reader may see now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, literal, select

from .cursor import BEGINNING, BadCursor, Cursor, end, marks
from .entries import DELETED, Entry, Names, entries

if TYPE_CHECKING:
    from ..context import Context
    from ..registry import EntityEntry

WINDOW = 1000
"""Rows of the log that one page looks at, whoever asks for what."""
LARGEST = 1000
"""Changes in one page."""
LOOKED_UP = 2000
"""Records that are judged for one page."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one record at `at`. `version` is the record's present one; `fields` what the reader may see of
    what changed. `is_step`: `action` is the name of a step of the workflow.
    """

    seq: int
    entity: str
    id: int
    action: str
    version: int
    at: dt.datetime
    fields: tuple[str, ...]
    is_step: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is where the reader goes on, also when there was nothing for him; `more`: at once, for there is more."""

    items: list[Change]
    next: Cursor
    more: bool


def read(
    ctx: Context, entities: Mapping[str, EntityEntry], since: Cursor, *, limit: int = 100
) -> Page:
    """Changes of these entities (by key) after `since`, in the order of their commits.

    A record counts as the reader's when he may see it now; a deleted one, as it was when it was deleted.
    Statements: one for each entity on the page, and a few. Raises BadCursor.
    """
    session = ctx.session
    last = end(session)
    until = min(since.seq + WINDOW, last)
    known = marks(session, since.seq, until)
    if since.seq and known.get(since.seq) != since.mark:
        raise BadCursor
    first = since.seq + 1 if since.told is None else since.seq
    rows = entries(session, Names(session, entities), first, until) if first <= until else []
    candidates = list(_candidates(rows, since))
    whole = len(candidates) <= LOOKED_UP
    seen = _seen(ctx, candidates[:LOOKED_UP])
    found: list[Change] = []
    at = Cursor(until, known[until]) if until else BEGINNING
    for place, (row, id, _) in enumerate(candidates[:LOOKED_UP]):
        change = _change(row, id, seen)
        if change is not None and len(found) == limit:
            at, whole = _behind(candidates[place - 1]), False
            break
        if change is not None:
            found.append(change)
        if not whole and place == LOOKED_UP - 1:
            at = _behind(candidates[place])
    return Page(found, at, not whole or until < last)


def _candidates(rows: Iterable[Entry], since: Cursor) -> Iterator[tuple[Entry, int, int]]:
    """(row, id, how many of the row are told with it), one more than are looked up at most."""
    count = 0
    for row in rows:
        skip = since.told or 0 if row.seq == since.seq else 0
        for nth, id in enumerate(row.each(skip), start=skip + 1):
            yield row, id, nth
            count += 1
            if count > LOOKED_UP:
                return


def _behind(candidate: tuple[Entry, int, int]) -> Cursor:
    """Where to go on after it."""
    row, _, nth = candidate
    return Cursor(row.seq, row.mark, None if nth == row.size else nth)


Seen = Mapping[str, Mapping[int, Any]]


def _seen(ctx: Context, candidates: Iterable[tuple[Entry, int, int]]) -> Seen:
    """entity → id → (version, deleted_at, visible fields) of what the reader may see: one SELECT an entity."""
    wanted: dict[str, tuple[EntityEntry, set[int]]] = {}
    for row, id, _ in candidates:
        wanted.setdefault(row.entry.entity.key(), (row.entry, set()))[1].add(id)
    return {key: visible(ctx, entry, ids) for key, (entry, ids) in wanted.items()}


def visible(ctx: Context, entry: EntityEntry, ids: Iterable[int]) -> dict[int, Any]:
    """id → (version, deleted_at, fields) of the records that the reader may see, deleted ones as they are stored."""
    policy, actor, entity = entry.policy, ctx.judge, entry.entity
    masks = policy.masks(actor)
    if not masks:
        return {}
    flags = [literal(1) if m.rows is None else case((m.rows, 1), else_=0) for m in masks]
    statement = select(entity.id, entity.version, entity.deleted_at, *flags)
    granted = policy.rows(actor, "read")
    statement = statement.where(entity.id.in_(sorted(ids)))
    if granted is not None:
        statement = statement.where(granted)
    found = {}
    for id, version, deleted_at, *shown in ctx.session.execute(statement):
        fields = frozenset[str]().union(
            *(mask.fields for mask, flag in zip(masks, shown, strict=True) if flag)
        )
        found[id] = (version, deleted_at, fields)
    return found


def _change(row: Entry, id: int, seen: Seen) -> Change | None:
    key = row.entry.entity.key()
    known = seen[key].get(id)
    if known is None:
        return None
    version, deleted_at, fields = known
    if row.action == DELETED and not row.exact and deleted_at is None:
        # An old row that tells only between which ids the set lay.
        return None
    names = [name for name in row.entry.entity.fields() if name in row.fields & fields]
    told = () if row.action == DELETED else tuple(names)
    return Change(row.seq, key, id, row.action, version, row.at, told, row.is_step)
