"""An upload is kept once, belongs to whoever sent it, then to the record that takes it."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.runtime import files, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.errors import NotFound, RuleViolation, ValidationFailed
from app.runtime.files.content import MEGABYTE
from app.runtime.files.store import path_of
from app.runtime.registry import Registry
from app.runtime.system import Attachment
from tests.support.people import People

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def _png(ctx: Context, extra: bytes = b"", name: str = "photo.png") -> Attachment:
    return files.store(ctx, io.BytesIO(PNG + extra), name, kind="image")


def test_the_same_content_is_kept_once(ctx: Context, data: Path) -> None:
    one, other = _png(ctx), _png(ctx, name="again.png")
    assert one.id != other.id
    assert files.open(ctx, one.id).path == files.open(ctx, other.id).path
    assert [file.read_bytes() for file in (data / "files").rglob("*") if file.is_file()] == [PNG]


def test_a_refused_upload_leaves_nothing(ctx: Context, data: Path, database: Database) -> None:
    with pytest.raises(RuleViolation):
        files.store(ctx, io.BytesIO(b"MZ program"), "setup.exe")
    assert [file for file in (data / "files").rglob("*") if file.is_file()] == []
    with database.read_session() as session:
        assert list(session.scalars(sa.select(Attachment.id))) == []


def test_too_much_is_refused_while_it_arrives(ctx: Context, data: Path) -> None:
    class Endless(io.RawIOBase):
        sent = 0

        def read(self, size: int = -1) -> bytes:
            self.sent += size
            return b"\0" * size

    stream = Endless()
    with pytest.raises(RuleViolation) as caught:
        files.store(ctx, stream, "a.png", kind="signature")  # type: ignore[arg-type]
    assert caught.value.code == "file_size"
    assert stream.sent <= 2 * MEGABYTE


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_UNOWNED", 2), ("MOST_UNOWNED_BYTES", 2 * len(PNG))]
)
def test_nobody_hoards_uploads_that_no_record_holds(
    as_user: Callable[..., Context],
    article: tuple[int, int],
    registry: Registry,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
) -> None:
    # The package's own `store` is the function.
    monkeypatch.setattr(import_module("app.runtime.files.store"), limit, most)
    sender, other = as_user("manager"), as_user("manager")
    first = _png(sender)
    _png(sender)
    with pytest.raises(RuleViolation) as caught:
        _png(sender)
    assert caught.value.code == "file_many"
    assert _png(other).id > first.id, "what others may send is not his doing"
    entity = registry.entity("Article").entity
    records.update(sender, entity, article[0], {"pictures": [first.id]})
    assert _png(sender).id > first.id, "what a record holds is no hoard"


def test_an_upload_is_its_senders_alone(as_user: Callable[..., Context], data: Path) -> None:
    sender, stranger = as_user("manager"), as_user("manager")
    upload = _png(sender)
    assert files.open(sender, upload.id).size == len(PNG)
    with pytest.raises(NotFound):
        files.open(stranger, upload.id)


def test_nobody_knows_an_id_that_is_not_there(ctx: Context, data: Path) -> None:
    with pytest.raises(NotFound):
        files.open(ctx, 4711)


@pytest.fixture
def article(ctx: Context, registry: Registry, data: Path) -> tuple[int, int]:
    """An article with a picture: their ids."""
    upload = _png(ctx)
    values = {"name": "台灯", "price": "80", "picture": upload.id}
    return records.create(ctx, registry.entity("Article").entity, values).id, upload.id


def test_a_file_of_a_record_is_for_those_who_read_the_record(
    article: tuple[int, int], as_user: Callable[..., Context]
) -> None:
    assert files.open(as_user("buyer"), article[1]).inline
    with pytest.raises(NotFound):
        files.open(as_user("cashier"), article[1])


def test_a_file_of_a_hidden_field_is_hidden(
    article: tuple[int, int],
    registry: Registry,
    as_user: Callable[..., Context],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = registry.entity("Article").policy
    monkeypatch.setattr(policy, "_rules", dict(policy._rules))
    policy.restrict_field("picture", read=["manager"])
    assert files.open(as_user("manager"), article[1]).mime == "image/png"
    with pytest.raises(NotFound):
        files.open(as_user("clerk"), article[1])


def test_a_file_of_a_deleted_record_is_gone(
    article: tuple[int, int], ctx: Context, registry: Registry, as_user: Callable[..., Context]
) -> None:
    records.delete(ctx, registry.entity("Article").entity, article[0])
    with pytest.raises(NotFound):
        files.open(as_user("manager"), article[1])


def test_anothers_upload_cannot_be_taken(
    registry: Registry, as_user: Callable[..., Context], data: Path
) -> None:
    upload = _png(as_user("manager"))
    thief = as_user("manager")
    values = {"name": "台灯", "price": "80", "picture": upload.id}
    with pytest.raises(ValidationFailed) as caught:
        records.create(thief, registry.entity("Article").entity, values)
    assert [error.field for error in caught.value.errors] == ["picture"]


def test_a_hidden_file_cannot_be_moved_to_a_field_that_one_reads(
    ctx: Context,
    registry: Registry,
    as_user: Callable[..., Context],
    monkeypatch: pytest.MonkeyPatch,
    data: Path,
) -> None:
    """Its id may be guessed; naming it in another field of the same record must not open it."""
    entity = registry.entity("Article").entity
    hidden = _png(ctx, b"secret")
    made = records.create(ctx, entity, {"name": "台灯", "price": "80", "picture": hidden.id})
    policy = registry.entity("Article").policy
    monkeypatch.setattr(policy, "_rules", dict(policy._rules))
    policy.restrict_field("picture", read=["manager"], write=["manager"])
    clerk = as_user("clerk")
    with pytest.raises(ValidationFailed):
        records.update(clerk, entity, made.id, {"pictures": [hidden.id]})
    with pytest.raises(NotFound):
        files.open(clerk, hidden.id)


def test_uploads_that_no_record_took_are_swept_away(
    ctx: Context, article: tuple[int, int], database: Database, people: People
) -> None:
    left = _png(ctx, b"left over")
    with Context(ctx.actor, now=ctx.now + dt.timedelta(days=2)) as later, records.writing(later):
        assert files.sweep(later) == 1
    assert not path_of(left.sha256).exists()
    assert files.open(ctx, article[1]).path.exists()


def test_content_that_another_upload_names_stays(ctx: Context, article: tuple[int, int]) -> None:
    twin = _png(ctx)
    with Context(ctx.actor, now=ctx.now + dt.timedelta(days=2)) as later, records.writing(later):
        files.sweep(later)
    with pytest.raises(NotFound):
        files.open(ctx, twin.id)
    assert files.open(ctx, article[1]).path.read_bytes() == PNG


def test_content_that_arrives_again_while_it_is_swept_stays(ctx: Context, data: Path) -> None:
    """Its file is there before the row that names it is committed."""
    left = _png(ctx, b"left over")
    with Context(ctx.actor, now=ctx.now + dt.timedelta(days=2)) as later, records.writing(later):
        os.utime(path_of(left.sha256), times=(later.now.timestamp(), later.now.timestamp()))
        assert files.sweep(later) == 1
    assert path_of(left.sha256).exists()


def test_what_was_arriving_when_its_process_was_killed_is_swept_away(
    ctx: Context, data: Path
) -> None:
    _png(ctx)
    half, arriving = data / "files" / "incoming-old", data / "files" / "incoming-new"
    for file in (half, arriving):
        file.write_bytes(PNG)
    long_ago = (ctx.now - dt.timedelta(days=2)).timestamp()
    os.utime(half, (long_ago, long_ago))
    with records.writing(ctx):
        files.sweep(ctx)
    assert (half.exists(), arriving.exists()) == (False, True)
