"""Files that were taken out of a field of a record: what the history knows of them, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.forms import screens
from app.runtime import files

if TYPE_CHECKING:
    from app.runtime.audit.history import Event
    from app.runtime.context import Context
    from app.runtime.field import Field


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that one act took out and that is still kept."""

    id: int
    name: str
    url: str


def removed(event: Event, field: Field) -> list[int]:
    """The ids of what an act took out of a field of files, in their order."""
    if event.action == "create" or field.name not in event.changes:
        return []
    before, after = (ids_of(value) for value in event.changes[field.name])
    return [id for id in before if id not in after]


def kept(
    ctx: Context, entity: Any, pk: int, field: Field, events: Sequence[Event], now: Any
) -> dict[int, list[Removed]]:
    """Event → what it took out, as far as the content is still there and the field does not hold it again; one statement.

    The content stays as long as the record does; erasing a person takes his files from the disk.
    """
    there = set(ids_of(now))
    gone = {event.id: [id for id in removed(event, field) if id not in there] for event in events}
    found = files.of_record(ctx, entity, pk, {id for ids in gone.values() for id in ids})
    return {
        event: [
            Removed(id, found[id].name, screens.attachment_url(id)) for id in ids if id in found
        ]
        for event, ids in gone.items()
    }


def with_file(field: Field, now: Any, id: int) -> Any:
    """The value of the field with the file in it again: beside the others, or in the place of the one that it holds."""
    if field.type not in ("files", "images"):
        return id
    ids = ids_of(now)
    return ids if id in ids else [*ids, id]


def ids_of(value: Any) -> list[int]:
    """Ids in a value of a record, of the log or of a row: one, several, none; what is no file any more is none."""
    several = value if isinstance(value, list | tuple) else [value]
    ids = [one.get("id") if isinstance(one, dict) else one for one in several]
    return [id for id in ids if isinstance(id, int)]
