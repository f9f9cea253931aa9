"""The asker's own rooms: which program may enter, which belong to the staff, how a page of them is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from app.rest.protocol import parameters
from app.rest.protocol.call import query_pairs
from app.runtime.access.staff import is_staff
from app.runtime.context import Context
from app.runtime.errors import Forbidden

STAFF_ONLY = "此处仅限工作人员 / This is for the staff."


def enter(ctx: Context, room: str, action: str, *, staff: bool = True) -> None:
    """Raises Forbidden for a program without the scope `room:action`; for a resident where the room is the staff's."""
    lacking = ctx.actor.lacks(room, action)
    if lacking is not None:
        raise Forbidden(lacking, code="client_scope")
    if staff and not is_staff(ctx.actor):
        raise Forbidden(STAFF_ONLY)


@dataclass(frozen=True, slots=True)
class Page:
    """`before` is the id that `cursor` names."""

    limit: int
    before: int | None
    more: dict[str, str]
    """Further parameters that the room knows."""


def page(*known: str) -> Page:
    """`limit`, `cursor`, and those that are `known`; anything else is 400."""
    more: dict[str, str] = {}
    limit, before = parameters.DEFAULT_LIMIT, None
    given: set[str] = set()
    for name, value in query_pairs():
        if name not in (*known, *parameters.PAGE):
            parameters.unknown(name, (*known, *parameters.PAGE))
        if name in given:
            parameters.refuse(
                name, zh="出现了不止一次", en="was given more than once", code="repeated"
            )
        given.add(name)
        if name == "limit":
            limit = parameters.limit(value, largest=parameters.MAXIMUM_LIMIT)
        elif name == "cursor":
            before = number(name, value, code="bad_cursor")
        else:
            more[name] = value
    return Page(limit, before, more)


def number(name: str, value: str, *, code: str = "bad_value") -> int:
    """A whole number that a cursor or an id can be. Raises BadRequest."""
    if not value.isascii() or not value.isdecimal() or len(value) > 18:
        parameters.refuse(name, zh="无效", en="is not valid", code=code)
    return int(value)


def flag(name: str, value: str) -> bool:
    """`true` or `false`."""
    if value not in ("true", "false"):
        parameters.refuse(
            name, zh="须为 true 或 false", en="must be true or false", code="bad_value"
        )
    return value == "true"
