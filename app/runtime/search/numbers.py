"""The words of many new numbers at once: a number is what stands around its count, so they are made inside the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Table, case, func, insert, literal, select

from ..system import SearchEntry
from .index import indexed_fields, part_of
from .words import ENDING, LONG_NUMBER, index_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..entity import Entity


@dataclass(frozen=True, slots=True)
class Around:
    """Numbers of one series: `XJ202603-`, six digits or more, and nothing behind them."""

    head: str
    width: int
    tail: str


def index_numbers(
    session: Session, entity: type[Entity], new: Iterable[Any], series: Mapping[str, Around]
) -> bool:
    """Write the words of records that the index has nothing of; `new`: conditions that find them.

    False, and nothing written, where more is searched for than one number, or a number has words that Python alone
    can part.
    """
    searched = indexed_fields(entity)
    if not searched:
        return True
    around = series.get(searched[0].name) if len(searched) == 1 else None
    words = words_of(getattr(entity, searched[0].name), around) if around is not None else None
    if words is None:
        return False
    table = cast(Table, SearchEntry.__table__)
    what = (literal(entity.__tablename__), entity.id, literal(part_of(entity, searched[0].name)))
    for condition in new:
        found = select(*what, words).where(condition).order_by(entity.id)
        names = ["entity", "record_id", "part", "words"]
        session.execute(insert(table).from_select(names, found))
    return True


def words_of(column: Any, around: Around) -> Any | None:
    """The same words as of `index_words`, as an expression; None where the count is no run of its own."""
    head, tail = around.head, around.tail
    if (head and head[-1].isalnum()) or (tail and tail[0].isalnum()):
        return None
    before = index_words(head)
    after = [word for word in index_words(tail) if word not in before]
    if any(word.isdecimal() and len(word) >= min(around.width, ENDING) for word in before + after):
        return None  # the count might say it again, and each word stands there once
    count = func.substr(
        column, len(head) + 1, func.length(column) - (len(head) + len(tail)), type_=column.type
    )
    ending = func.substr(count, func.length(count) - (ENDING - 1), ENDING, type_=column.type)
    words = case((func.length(count) >= LONG_NUMBER, count.concat(" ").concat(ending)), else_=count)
    led = literal("".join(f"{word} " for word in before)).concat(words)
    return led.concat("".join(f" {word}" for word in after))
