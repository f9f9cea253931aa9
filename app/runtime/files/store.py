"""Takes uploads in and hands them out: by hash on disk, by the owner record's policy to a reader."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sqlalchemy import and_, delete, func, or_, select

from .. import folders, registry
from ..access import scopes
from ..errors import Forbidden, NotFound, RuleViolation, message
from ..jobs import schedule
from ..system import Attachment
from ..writing.transaction import transaction
from .content import MEGABYTE, PICTURES, Kind, clean_name, kind_of, too_large, verified_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..context import Context
    from ..entity import Entity

INCOMING = "incoming-"
BLOCK = 256 * 1024
KEEP_UNOWNED = dt.timedelta(days=1)
MOST_UNOWNED = 1_000
MOST_UNOWNED_BYTES = 500 * MEGABYTE
"""What one person may send without saving it: it lies there for a day."""
INLINE = frozenset(PICTURES) | {"application/pdf"}
"""What a browser may show; everything else is downloaded. Serve with nosniff in either case."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that its reader may have."""

    path: Path
    name: str
    mime: str
    size: int
    sha256: str

    @property
    def inline(self) -> bool:
        """Whether a browser may show it."""
        return self.mime in INLINE


def store(ctx: Context, stream: IO[bytes], name: str, *, kind: str = "file") -> Attachment:
    """Keep an upload; until a record takes it, it is its maker's alone. `kind` is the type of the field.

    Raises RuleViolation (code file_type, file_size, file_many), or Forbidden for an API client without the scope
    `file:create`: nothing is kept then.
    """
    lacking = ctx.actor.lacks(scopes.FILES, "create")
    if lacking is not None:
        raise Forbidden(lacking, code="client_scope")
    _refuse_hoards(ctx)
    wanted = kind_of(kind)
    cleaned = clean_name(name)
    folder = folders.files()
    handle, temporary = tempfile.mkstemp(prefix=INCOMING, dir=folder)
    try:
        with os.fdopen(handle, "w+b") as file:
            digest, size = _copy(stream, file, wanted)
            mime = verified_type(file, cleaned, wanted)
        path = path_of(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, path)
        folders.sync(path.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)
    row = Attachment(
        sha256=digest,
        name=cleaned,
        mime=mime,
        size=size,
        created_at=ctx.now,
        created_by_id=ctx.actor.id,
    )
    with transaction(ctx) as session:
        session.add(row)
        session.flush()
        session.expunge(row)
    return row


def _refuse_hoards(ctx: Context) -> None:
    """Uploads that nobody saves would fill the disk; one statement, over those of this day alone."""
    if ctx.actor.id is None:
        return
    number, size = ctx.session.execute(
        select(func.count(), func.sum(Attachment.size)).where(
            Attachment.entity.is_(None),
            Attachment.record_id.is_(None),
            Attachment.created_by_id == ctx.actor.id,
        )
    ).one()
    if number >= MOST_UNOWNED or (size or 0) >= MOST_UNOWNED_BYTES:
        told = message(
            zh="您上传了太多尚未保存到记录的文件：请先保存，或明天再上传",
            en="You have sent too many files that no record holds yet: save them first, or send more tomorrow.",
        )
        raise RuleViolation(told, code="file_many")


def open(ctx: Context, id: int) -> Opened:
    """The file, for whoever may read the field of the record that owns it; an unowned one for its maker.

    Raises NotFound otherwise.
    """
    row = ctx.session.get(Attachment, id)
    if row is None or row.deleted_at is not None or not _may_read(ctx, row):
        raise NotFound
    path = path_of(row.sha256)
    if not path.is_file():
        raise NotFound("文件内容已不存在 / The content of this file is gone.")
    return Opened(path, row.name, row.mime, row.size, row.sha256)


def names(ctx: Context, ids: Iterable[int], *, held: Iterable[int] = ()) -> dict[int, str]:
    """Names of files, of those that the reader has just sent himself; of others those in `held`: ids that he read
    under the policy of the record that has them.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    own = and_(Attachment.record_id.is_(None), Attachment.created_by_id == ctx.actor.id)
    statement = select(Attachment.id, Attachment.name).where(
        Attachment.id.in_(sorted(wanted)),
        Attachment.deleted_at.is_(None),
        or_(own, Attachment.id.in_(sorted(wanted & set(held)))),
    )
    return {row.id: row.name for row in ctx.session.execute(statement)}


def of_record(
    ctx: Context, entity: type[Entity], record_id: int, ids: Iterable[int]
) -> dict[int, Opened]:
    """id → file, of those that this record owns; one statement. For ids that were read under the policy of the record."""
    rows = ctx.session.scalars(
        select(Attachment).where(
            Attachment.id.in_(sorted(set(ids))),
            Attachment.entity == entity.key(),
            Attachment.record_id == record_id,
            Attachment.deleted_at.is_(None),
        )
    )
    found = {
        row.id: Opened(path_of(row.sha256), row.name, row.mime, row.size, row.sha256)
        for row in rows
    }
    return {id: one for id, one in found.items() if one.path.is_file()}


def path_of(digest: str) -> Path:
    """data/files/ab/cdef…"""
    return folders.files() / digest[:2] / digest[2:]


def sweep(ctx: Context) -> int:
    """Remove uploads that no record took within a day, and content that nothing names any more."""
    # One statement: an upload that a record takes in this moment is not among them.
    digests = ctx.session.scalars(
        delete(Attachment)
        .where(Attachment.record_id.is_(None), Attachment.created_at < ctx.now - KEEP_UNOWNED)
        .returning(Attachment.sha256)
        .execution_options(synchronize_session=False)
    ).all()
    _remove_unnamed(ctx, digests)
    _remove_half(ctx)
    return len(digests)


@schedule(
    "files.sweep",
    label=message(zh="清理未使用的文件", en="Remove files that nobody kept"),
    cron="0 47 3 * * *",
)
def _sweep(ctx: Context) -> None:
    sweep(ctx)


def _remove_unnamed(ctx: Context, digests: Iterable[str]) -> None:
    wanted = set(digests)
    named = set(
        ctx.session.scalars(select(Attachment.sha256).where(Attachment.sha256.in_(list(wanted))))
    )
    before = (ctx.now - KEEP_UNOWNED).timestamp()
    for digest in wanted - named:
        path = path_of(digest)
        # The same content that arrives just now is new on disk before its row can be seen.
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _remove_half(ctx: Context) -> None:
    """What was arriving when its process was killed."""
    before = (ctx.now - KEEP_UNOWNED).timestamp()
    for path in folders.files().glob(f"{INCOMING}*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _copy(stream: IO[bytes], file: IO[bytes], kind: Kind) -> tuple[str, int]:
    """Write the stream to `file`, at most as much as `kind` takes; returns the hash and the size."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(BLOCK):
        size += len(block)
        if size > kind.largest:
            raise too_large(kind)
        digest.update(block)
        file.write(block)
    file.flush()
    # The row that names it outlives a power cut, so must the content.
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _may_read(ctx: Context, row: Attachment) -> bool:
    if ctx.trusted:
        return True
    if row.entity is None or row.record_id is None:
        if ctx.actor.lacks(scopes.FILES, "read") is not None:
            return False
        return row.created_by_id is not None and row.created_by_id == ctx.actor.id
    from .. import query

    if not registry.current().has(row.entity):
        return False
    try:
        found = query.get(ctx, registry.current().entity(row.entity).entity, row.record_id)
    except NotFound:
        return False
    return row.field in found
