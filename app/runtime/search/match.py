"""A typed text → one SQL condition on an entity, that sees no field its reader may not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Select,
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
from ..aliases import Aliases
from ..registry import current
from ..system import SearchEntry
from .index import FTS, part_of
from .places import exact_fields, open_part, paths, restricted_parts
from .words import Term, Word, terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.sql import ColumnElement

    from ..context import Actor
    from ..entity import Entity
    from ..field import Field

    _Write = Callable[[Word], str]

_fts = table(FTS, column("rowid"), column("words"))
_aliases = Aliases()


def match(entity: type[Entity], typed: str, actor: Actor) -> ColumnElement[bool]:
    """Records of `entity` that `typed` finds, by fields that `actor` may read.

    Every word stands in a searched field, or finds the record that a searched ref names, if the actor may read
    that one; or the whole of it is the value of a sensitive field. To be used beside the policy's own condition on
    rows. Nothing searchable typed: no record.
    """
    wanted = terms(typed)
    found = [_everywhere(entity, wanted, actor)] if wanted else []
    found += whole_values(entity, typed, actor)
    return or_(false(), *found)


def whole_values(entity: type[Entity], typed: str, actor: Actor) -> list[ColumnElement[bool]]:
    """One condition for each sensitive field that is equal to what was typed, where the actor may read it."""
    value = typed.strip()
    if not value:
        return []
    policy = current().entity(entity).policy
    conditions = []
    for field in exact_fields(entity, actor):
        # An ID number ends in a capital X, and people type a small one.
        is_value = getattr(entity, field.name).in_(sorted({value, value.upper()}))
        rows = policy.rows_for_field(actor, field.name) if policy.hides(actor, field.name) else None
        conditions.append(is_value if rows is None else and_(rows, is_value))
    return conditions


def _everywhere(entity: type[Entity], wanted: Sequence[Term], actor: Actor) -> ColumnElement[bool]:
    refs = paths(entity, actor)
    restricted = restricted_parts(entity, actor)
    is_open = open_part(entity, actor)
    if not restricted and not refs:
        return _found(entity, "", wanted) if is_open else false()
    return and_(*(_somewhere(entity, term, actor, is_open, restricted, refs) for term in wanted))


def _somewhere(
    entity: type[Entity],
    term: Term,
    actor: Actor,
    is_open: bool,
    restricted: Sequence[str],
    refs: Sequence[Field],
) -> ColumnElement[bool]:
    """Records in which one term is found, wherever the actor may look."""
    places: list[ColumnElement[bool]] = []
    if is_open:
        places.append(_found(entity, "", [term]))
    policy = current().entity(entity).policy
    for name in restricted:
        found = _found(entity, part_of(entity, name), [term])
        rows = policy.rows_for_field(actor, name)
        places.append(found if rows is None else and_(rows, found))
    if not refs:
        return or_(false(), *places)
    # Of `id in … or customer_id in …` a database reads the whole table: here it takes an index for each place.
    here = _aliases.of(entity, entity)
    parts: list[Select[Any]] = [_record_ids(entity, "", [term])] if is_open else []
    parts += [select(entity.id).where(place) for place in places[len(parts) :]]
    parts += [_through(entity, here, field, term, actor) for field in refs]
    hits_here: Any = parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
    if database.current().is_sqlite:
        return entity.id.in_(hits_here)
    # Of a join PostgreSQL guesses thousands of hits, and reads the table; of an array it takes each by its id.
    return entity.id == func.any(func.array(hits_here.scalar_subquery()))


def _through(
    entity: type[Entity], here: Any, field: Field, term: Term, actor: Actor
) -> Select[Any]:
    """Ids of records whose ref names one that the term finds, and that the actor may read."""
    target = current().entity(str(field.to)).entity
    policy = current().entity(target).policy
    named = select(target.id).where(target.deleted_at.is_(None))
    granted = policy.rows(actor, "read")
    if granted is not None:
        named = named.where(granted)
    places = []
    if open_part(target, actor):
        places.append(_found(target, "", [term]))
    for name in restricted_parts(target, actor):
        found = _found(target, part_of(target, name), [term])
        rows = policy.rows_for_field(actor, name)
        places.append(found if rows is None else and_(rows, found))
    named = named.where(or_(false(), *places))
    own = current().entity(entity).policy
    through = select(here.id).where(getattr(here, f"{field.name}_id").in_(named))
    if own.hides(actor, field.name):
        rows = own.rows_for_field(actor, field.name, here)
        through = through if rows is None else through.where(rows)
    return through


def hits(wanted: Sequence[Term]) -> Any:
    """Entries of the index (entity, record_id, part) in which all these terms stand."""
    return _with_words(select(SearchEntry.entity, SearchEntry.record_id, SearchEntry.part), wanted)


def _found(entity: type[Entity], part: str, wanted: Sequence[Term]) -> ColumnElement[bool]:
    return entity.id.in_(_record_ids(entity, part, wanted))


def _record_ids(entity: type[Entity], part: str, wanted: Sequence[Term]) -> Select[Any]:
    """Ids of the records of which a part of the index has all these terms."""
    here = select(SearchEntry.record_id).where(
        SearchEntry.entity == entity.__tablename__, SearchEntry.part == part
    )
    here = _with_words(here, wanted)
    if not database.current().is_sqlite:
        # PostgreSQL guesses that a word is in many records, and would walk along the list's order to find a rare one.
        found = here.cte().prefix_with("MATERIALIZED", dialect="postgresql")
        here = select(found.c.record_id)
    return here


def _with_words(statement: Any, wanted: Sequence[Term]) -> Any:
    if database.current().is_sqlite:
        ids = select(_fts.c.rowid).where(literal_column(FTS).op("MATCH")(_fts5(wanted)))
        return statement.where(SearchEntry.id.in_(ids))
    vector = func.array_to_tsvector(func.string_to_array(SearchEntry.words, literal_column("' '")))
    return statement.where(vector.op("@@")(cast(literal(_tsquery(wanted), Text), TSQUERY)))


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
