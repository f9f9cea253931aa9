"""The words of numbers that the database has just counted up: written there, not row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import String, Table, case, func, insert, literal, select

from ..system import SearchEntry
from ..writing import numbering
from .index import indexed_fields, part_of
from .words import index_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..entity import Entity

LONG = 7
"""Digits from which on a number is also found by its last four (`index_words`)."""


def index_numbers(
    session: Session, entity: type[Entity], conditions: Iterable[Any], *, day: dt.date
) -> bool:
    """Index new records that are found by nothing but the number that they were given that day; False: not done, it is no such entity.

    `conditions` together hold for the records. The words are those of `index_words`: `ZD202603-00000012` gives
    `zd202603 00000012 0012`.
    """
    searched = indexed_fields(entity)
    rule = searched[0].numbering if len(searched) == 1 else None
    if rule is None:
        return False
    head, _, tail = numbering.around(rule.pattern, day=day)
    plain = head.lower().replace("-", " ").split()
    if (
        tail
        or not head.endswith("-")
        or index_words(head) != plain
        or any(map(str.isdecimal, plain))
    ):
        return False
    number: Any = getattr(entity, searched[0].name)
    count = func.substr(number, len(head) + 1, type_=String)
    ends = func.substr(count, func.length(count) - 3, type_=String)
    words = literal(" ".join([*plain, ""]), String).concat(count)
    more = case((func.length(count) >= LONG, literal(" ", String).concat(ends)), else_="")
    table = cast(Table, SearchEntry.__table__)
    for condition in conditions:
        rows = select(
            literal(entity.__tablename__), entity.id, literal(part_of(entity, searched[0].name)),
            words.concat(more),
        ).where(condition).order_by(entity.id)  # fmt: skip
        session.execute(insert(table).from_select(["entity", "record_id", "part", "words"], rows))
    return True
