"""What many writes of one transaction leave to its end, to be done once for all of them; and what they ask only once.

Only `writing/many.each` begins it. A single write does everything itself, at once. Kept in the notes of the session, so
that whoever writes through it finds it; what a savepoint undoes is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Table, event, insert

from .system import TransitionLog

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy.orm import Session

    from .entity import Entity

NOTE = "together"
T = TypeVar("T")


@dataclass(slots=True)
class Together:
    """`steps`: rows of the transition log; `words`: records whose words are to be indexed; `seen`: targets that may be chosen."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    words: dict[type[Entity], set[int]] = field(default_factory=dict)
    seen: set[Hashable] = field(default_factory=set)
    writes: str = ""
    """The entity that the first of the writes is about."""
    scopes: dict[Hashable, Any] = field(default_factory=dict)
    """Statements that are asked of every row, made once."""
    kept: dict[str, Any] = field(default_factory=dict)
    """Entity → what a hook made of all its records; see `once`."""
    loaded: list[Any] = field(default_factory=list)
    """A session forgets what nobody holds: the same project would be read for every row."""


def of(session: Session) -> Together | None:
    """What is left to the end of this session's writes; None for a single write."""
    return session.info.get(NOTE)


def once(session: Session, entity: str, ask: Callable[[], T]) -> T:
    """What `ask` makes of all records of `entity`: once for all rows that are written together, until one is written."""
    made = of(session)
    if made is None or made.writes == entity:
        return ask()
    if entity not in made.kept:
        made.kept[entity] = ask()
    found: T = made.kept[entity]
    return found


@contextmanager
def begun(session: Session) -> Iterator[None]:
    """Writes inside leave their common work to `settle`. Inside another one nothing changes: that one's end is near enough."""
    if of(session) is not None:
        yield
        return
    made = session.info[NOTE] = Together()

    def hold(_session: Session, record: Any) -> None:
        made.loaded.append(record)

    event.listen(session, "loaded_as_persistent", hold)
    try:
        yield
    finally:
        event.remove(session, "loaded_as_persistent", hold)
        session.info.pop(NOTE, None)


def settle(session: Session) -> None:
    """Do what was left."""
    from .search import index_all

    settle_steps(session)
    made = of(session)
    if made is not None:
        for entity, ids in made.words.items():
            index_all(session, entity, ids)
        made.words.clear()


def settle_steps(session: Session) -> None:
    """Whoever asks for the steps of a record finds all that were taken."""
    made = of(session)
    if made is not None and made.steps:
        session.execute(insert(cast(Table, TransitionLog.__table__)), made.steps)
        made.steps.clear()


def made_once(session: Session, key: Hashable, make: Callable[[], Any]) -> Any:
    """A statement that each of many writes asks with its own parameters."""
    made = of(session)
    if made is None:
        return make()
    if key not in made.scopes:
        made.scopes[key] = make()
    return made.scopes[key]


def wrote(session: Session, entity: str) -> None:
    """Something is written: what it may have to do with what was seen is asked again."""
    made = of(session)
    if made is None:
        return
    made.writes = made.writes or entity
    made.kept.pop(entity, None)
    if entity != made.writes:
        made.seen.clear()


def keep(session: Session) -> Any:
    """Before a part of the transaction that may be undone; returns what puts it back."""
    made = of(session)
    count = len(made.steps) if made else 0

    def put_back() -> None:
        if made is not None:
            del made.steps[count:]
            # Its locks are gone with it.
            made.seen.clear()
            made.kept.clear()

    return put_back
