"""A typed text → one SQL condition on an entity, that sees no field its reader may not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import (
    Text,
    and_,
    cast,
    column,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from .. import database
from ..registry import current
from ..system import SearchEntry
from .index import FTS, indexed_fields, part_of
from .words import Term, Word, terms

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from ..context import Actor
    from ..entity import Entity

_fts = table(FTS, column("rowid"), column("words"))


def match(entity: type[Entity], typed: str, actor: Actor) -> ColumnElement[bool]:
    """Records of `entity` in which every word of `typed` is found, in fields that `actor` may read.

    To be used beside the policy's own condition on rows. Nothing searchable typed: no record.
    """
    wanted = terms(typed)
    if not wanted:
        return false()
    policy = current().entity(entity.__tablename__).policy
    open_part = False
    hidden: list[tuple[str, ColumnElement[bool] | None]] = []
    for field in indexed_fields(entity):
        part = part_of(entity, field.name)
        if not part:
            open_part = True
        elif policy.readable(actor, field.name):
            hidden.append((part, policy.rows_for_field(actor, field.name)))
    if not hidden:
        return _found(entity, "", wanted) if open_part else false()
    everywhere = []
    for term in wanted:
        places = [_found(entity, "", [term])] if open_part else []
        for part, rows in hidden:
            found = _found(entity, part, [term])
            places.append(found if rows is None else and_(rows, found))
        everywhere.append(or_(*places))
    return and_(*everywhere)


def _found(entity: type[Entity], part: str, wanted: Sequence[Term]) -> ColumnElement[bool]:
    here = select(SearchEntry.record_id).where(
        SearchEntry.entity == entity.__tablename__, SearchEntry.part == part
    )
    if database.current().is_sqlite:
        ids = select(_fts.c.rowid).where(literal_column(FTS).op("MATCH")(_fts5(wanted)))
        here = here.where(SearchEntry.id.in_(ids))
    else:
        vector = func.array_to_tsvector(
            func.string_to_array(SearchEntry.words, literal_column("' '"))
        )
        here = here.where(vector.op("@@")(cast(literal(_tsquery(wanted), Text), TSQUERY)))
        # PostgreSQL guesses that a word is in many records, and would walk along the list's order to find a rare one.
        found = here.cte().prefix_with("MATERIALIZED", dialect="postgresql")
        here = select(found.c.record_id)
    return entity.id.in_(here)


def _fts5(wanted: Sequence[Term]) -> str:
    """`("漏水" AND "厨房") AND "wo26"*`: words are letters and digits, so quotes are enough."""
    return _joined(wanted, lambda w: f'"{w.text}"' + ("*" if w.prefix else ""), " AND ", " OR ")


def _tsquery(wanted: Sequence[Term]) -> str:
    """`('漏水' & '厨房') & 'wo26':*`."""
    return _joined(wanted, lambda w: f"'{w.text}'" + (":*" if w.prefix else ""), " & ", " | ")


def _joined(wanted: Sequence[Term], write: _Write, both: str, either: str) -> str:
    return both.join(
        "(" + either.join("(" + both.join(write(w) for w in words) + ")" for words in term) + ")"
        for term in wanted
    )


if TYPE_CHECKING:
    from collections.abc import Callable

    _Write = Callable[[Word], str]
