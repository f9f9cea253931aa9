"""The story of a record: acts, comments and messages in one order, the latest first, as far as the reader may know."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .access.staff import is_staff
from .audit import history
from .notify.about import Sent, messages_about

if TYPE_CHECKING:
    from .context import Context
    from .entity import Entity

_CURSOR = re.compile(r"(\d{1,18})-(\d{1,11}\.\d{6})", re.ASCII)
Mark = tuple[int, dt.datetime]
"""The act before which an older page begins, and when that was."""


@dataclass(frozen=True, slots=True)
class Story:
    """A page of it; `older` is the cursor of the next one, or ""."""

    entries: list[history.Event | Sent]
    older: str

    @property
    def acts(self) -> list[history.Event]:
        """Without the messages; comments are among them."""
        return [one for one in self.entries if isinstance(one, history.Event)]


def mark(cursor: str) -> Mark | None:
    """What a cursor says; None when it is none."""
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        return None
    return int(match[1]), dt.datetime.fromtimestamp(float(match[2]), dt.UTC)


def story(
    ctx: Context, entity: type[Entity], id: int, *, limit: int, before: Mark | None = None
) -> Story:
    """Raises NotFound when the reader may not see the record.

    Comments and messages are the staff's: whoever lives in the portal sees the acts alone.
    """
    act, until = before if before is not None else (None, None)
    staff = is_staff(ctx.actor)
    found = history.timeline(ctx, entity, id, limit=limit, before=act, comments=staff)
    entries: list[history.Event | Sent] = []
    if staff:
        since = found.events[-1].at if found.next is not None else None
        entries += messages_about(ctx, entity, id, since=since, until=until)
    entries += found.events
    # Sorting keeps what happened in one moment as it stands: messages before the act that sent them.
    entries.sort(key=lambda one: one.at, reverse=True)
    older = f"{found.next}-{found.events[-1].at.timestamp():.6f}" if found.next is not None else ""
    return Story(entries, older)
