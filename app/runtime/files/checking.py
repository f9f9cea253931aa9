"""Compares the disk with the table of attachments, and both with the records: a durable job of small pieces."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import checks, field_types, folders, jobs, registry
from ..errors import message
from ..system import Attachment
from .listing import totals
from .store import KEEP_UNOWNED

if TYPE_CHECKING:
    from ..context import Context
    from ..field import Field

NAME = "files.check"
PREFIXES = 256
AT_ONCE = 16
MOST = 50
"""Examples that are kept of each kind of finding."""


@jobs.chunked(NAME, label=message(zh="核对文件", en="Check the files"), lock=NAME, attempts=3)
def check(ctx: Context, at: jobs.Progress, **_nothing: Any) -> jobs.Progress:
    """First the folders of the disk, sixteen a time, then the file fields of the entities, one a time."""
    found = at.cursor or {
        "next": 0, "began": ctx.now.isoformat(), "missing": 0, "missing_ids": [], "unnamed": 0,
        "unnamed_size": 0, "taken_out": 0, "taken_out_size": 0, "taken_out_ids": [],
    }  # fmt: skip
    fields = _file_fields()
    number, total = int(found["next"]), PREFIXES + len(fields)
    if number < PREFIXES:
        _disk(ctx, found, number, min(number + AT_ONCE, PREFIXES))
        found["next"] = min(number + AT_ONCE, PREFIXES)
    elif number < total:
        _field(ctx, found, *fields[number - PREFIXES])
        found["next"] = number + 1
    done = int(found["next"]) - number
    if int(found["next"]) < total:
        return at.on(found, done=done, total=total)
    result = {name: value for name, value in found.items() if name not in ("next", "began")}
    result["totals"] = [[one.entity, one.number, one.size] for one in totals(ctx.session)]
    began = dt.datetime.fromisoformat(found["began"])
    checks.note(ctx, "files", began_at=began, ok=not found["missing"], result=result)
    return at.end(done=done)


def _disk(ctx: Context, found: dict[str, Any], first: int, end: int) -> None:
    """Rows without content, and content without a row that is old enough not to be arriving just now."""
    statement = select(Attachment.id, Attachment.sha256, Attachment.deleted_at).where(
        Attachment.sha256 >= f"{first:02x}"
    )
    if end < PREFIXES:
        statement = statement.where(Attachment.sha256 < f"{end:02x}")
    named: dict[str, int] = {}
    erased: set[str] = set()
    for id, digest, deleted_at in ctx.session.execute(statement):
        if deleted_at is None:
            named.setdefault(digest, id)
        else:
            erased.add(digest)
    before = (ctx.now - KEEP_UNOWNED).timestamp()
    there = set()
    for number in range(first, end):
        folder = folders.files() / f"{number:02x}"
        for file in folder.iterdir() if folder.is_dir() else ():
            digest = f"{number:02x}{file.name}"
            there.add(digest)
            if digest not in named and digest not in erased:
                size = _size_if_old(file, before)
                found["unnamed"] += size is not None
                found["unnamed_size"] += size or 0
    lost = sorted(id for digest, id in named.items() if digest not in there)
    found["missing"] += len(lost)
    found["missing_ids"] = [*found["missing_ids"], *lost][:MOST]


def _size_if_old(file: Path, before: float) -> int | None:
    try:
        known = file.stat()
    except FileNotFoundError:  # swept meanwhile
        return None
    return known.st_size if known.st_mtime < before else None


def _field(ctx: Context, found: dict[str, Any], key: str, field: Field) -> None:
    """Files that a record owns and its field no longer holds: taken out, and kept for the way back."""
    table: Any = registry.current().entity(key).entity.__table__
    column = table.c[field_types.column_name(field)]
    held: set[int] = set()
    rows = ctx.session.execute(select(column).where(column.is_not(None)))
    for (value,) in rows:
        held |= {one for one in (value if isinstance(value, list) else [value]) if isinstance(one, int)}  # fmt: skip
    owned = ctx.session.execute(
        select(Attachment.id, Attachment.size).where(
            Attachment.entity == key,
            Attachment.field == field.name,
            Attachment.record_id.is_not(None),
            Attachment.deleted_at.is_(None),
        )
    )
    left = [(id, size) for id, size in owned if id not in held]
    found["taken_out"] += len(left)
    found["taken_out_size"] += sum(size for _id, size in left)
    found["taken_out_ids"] = [*found["taken_out_ids"], *sorted(id for id, _size in left)][:MOST]


def _file_fields() -> list[tuple[str, Field]]:
    """(entity, field) of everything that holds files, in a fixed order."""
    return [
        (entry.entity.key(), field)
        for entry in sorted(registry.current().entities(), key=lambda one: one.entity.key())
        for field in entry.entity.fields().values()
        if field_types.of(field).is_file
    ]
