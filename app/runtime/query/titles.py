"""A record's title: the template of its entity, filled with what the reader may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from ..accounts.users import User
from ..field_types import display
from .reading import Place, Reading, field_of

_PIECE = re.compile(r"\{([a-z0-9_.]+)\}")
Tell = Callable[[Sequence[Any]], str]


@lru_cache(maxsize=1024)
def pieces(template: str) -> tuple[tuple[str, str], ...]:
    """`"{order_no} {summary}"` → (("", "order_no"), (" ", "summary"), ("", ""))."""
    parts = _PIECE.split(template)
    names = [*parts[1::2], ""]
    return tuple(zip(parts[0::2], names, strict=True))


def title(reading: Reading, place: Place) -> Tell:
    """A function from a result row to the title of the record at `place`; hidden parts are left out, `#7` if all are."""
    if place.entity is User:
        return _of_user(reading, place)
    language = reading.actor.language
    number = reading.add((place.refs, "id"), lambda: place.table.id)
    told: list[tuple[str, int | None, Any]] = []
    for text, path in pieces(place.entity.meta.title):
        if not path:
            told.append((text, None, None))
            continue
        *refs, name = path.split(".")
        here = reading.place((*place.refs, *refs)) if refs else place
        field = field_of(here.entity, name)
        readable = field is not None and (
            here.policy is None
            or reading.actor.is_system
            or here.policy.readable(reading.actor, name)
            or here.policy.rule(name) is None
        )
        index = reading.show(here, field) if field is not None and readable else None
        told.append((text, index, field))

    def tell(row: Sequence[Any]) -> str:
        found = []
        for text, index, field in told:
            found.append(text)
            if index is not None:
                found.append(display(field, row[index], language))
        return " ".join("".join(found).split()) or f"#{row[number]}"

    return tell


def _of_user(reading: Reading, place: Place) -> Tell:
    """A user's own name; the login name when there is none."""
    table = place.table
    indexes = [
        reading.add((place.refs, name), partial(getattr, table, name))
        for name in ("first_name", "last_name", "username")
    ]

    def tell(row: Sequence[Any]) -> str:
        return person(*(row[index] for index in indexes))

    return tell


def person(first: str | None, last: str | None, username: str) -> str:
    """What a user is called: his own name, else the login name."""
    return f"{first or ''} {last or ''}".strip() or username
