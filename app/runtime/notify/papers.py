"""Papers that go along with a message by mail: made when it is sent, with the rights and in the language that its reader has then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ..context import Context
    from ..system import Notification


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF as a mail carries it; `name` ends in .pdf."""

    name: str
    content: bytes


Make = Callable[["Context", Mapping[str, Any]], Paper | None]
"""(the reader's context, what the message was sent with) → its paper; None where he may see nothing of it."""
MakeT = TypeVar("MakeT", bound=Make)
MOST = 5
"""Papers of one mail: what waited for the end of quiet hours goes out as one."""

_made: dict[str, Make] = {}


def paper(template: str) -> Callable[[MakeT], MakeT]:
    """Declare how the paper of a message is made. It only reads, and asks `query`: so no mail shows more than the screen."""

    def declare(make: MakeT) -> MakeT:
        _made[template] = make
        return make

    return declare


def of(ctx: Context, person: int, rows: Sequence[Notification], language: str) -> tuple[Paper, ...]:
    """The papers of these messages to one person."""
    wanted = [row for row in rows if row.template in _made][:MOST]
    if not wanted:
        return ()
    reader = ctx.on_behalf_of(person, language=language)
    if reader.actor.id != person:
        return ()
    found = [_made[row.template](reader, row.params) for row in wanted]
    return tuple(one for one in found if one is not None)
