"""What is handed out, as one file: at once, or by a job when it is much; kept sealed for a day, for who asked alone."""

from __future__ import annotations

import datetime as dt
import io
import json
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import clock, folders, jobs, registry
from ..context import Context
from ..errors import NotFound, message
from ..system import Job
from ..writing.transaction import transaction
from . import cipher, handout, own, page

if TYPE_CHECKING:
    from ..entity import Entity

JOB = "privacy.handout"
LARGE = 2000
"""Rows that a request does not wait for."""
KEPT = dt.timedelta(days=1)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Parcel:
    """One that was asked for. `state` as the job has it; `ready`: it can be fetched."""

    id: int
    state: str
    asked_at: dt.datetime
    about: str
    ready: bool


def of_oneself(ctx: Context) -> bytes | None:
    """The archive, or None when it is much: then a job makes it, and `listed` tells."""
    if own.size(ctx) > LARGE:
        _ask(ctx, None, None, own.REASON)
        return None
    return pack(own.collect(ctx), ctx.language)


def of_record(ctx: Context, entity: type[Entity], id: int, *, reason: str) -> bytes | None:
    """The same about a record, for who may export and reveal it. Raises NotFound, Forbidden."""
    handout.check(ctx, entity, id)
    if handout.size(ctx, entity, id) > LARGE:
        _ask(ctx, entity, id, reason)
        return None
    return pack(handout.collect(ctx, entity, id, reason=reason), ctx.language)


def pack(told: dict[str, Any], language: str) -> bytes:
    """A ZIP of the data and of a page that needs nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
        packed.writestr("data.html", page.of(told, language))
    return made.getvalue()


def listed(ctx: Context) -> Sequence[Parcel]:
    """What the person has asked for within a day, the latest first."""
    rows = ctx.session.scalars(
        select(Job)
        .where(Job.name == JOB, Job.actor_id == ctx.actor.id, Job.created_at > clock.now() - KEPT)
        .order_by(Job.id.desc())
        .limit(SHOWN)
    )
    return [
        Parcel(row.id, row.state, row.created_at, _about(ctx, row.payload), _file(row).is_file())
        for row in rows
    ]


def fetch(ctx: Context, id: int) -> bytes:
    """The archive that this person asked for. Raises NotFound for everybody else's."""
    row = ctx.session.get(Job, id)
    if row is None or row.name != JOB or row.actor_id != ctx.actor.id or not _file(row).is_file():
        raise NotFound
    return cipher.unseal(_file(row).read_text("ascii"), _place(row.payload["parcel"]))


def _ask(ctx: Context, entity: type[Entity] | None, id: int | None, reason: str) -> None:
    with transaction(ctx):
        jobs.enqueue(
            ctx,
            JOB,
            parcel=uuid.uuid4().hex,
            user=ctx.actor.id,
            entity=entity.key() if entity is not None else None,
            id=id,
            reason=reason,
            language=ctx.language,
        )


@jobs.job(
    JOB,
    label=message(zh="整理个人资料文件", en="Make a file of personal data"),
    atomic=False,
    attempts=3,
)
def _make(
    _ctx: Context,
    *,
    parcel: str,
    user: int,
    entity: str | None,
    id: int | None,
    reason: str,
    language: str,
) -> None:
    """As the person, with the rights that he has now."""
    with Context.for_user(user) as ctx:
        if entity is None:
            told = own.collect(ctx)
        else:
            cls = registry.current().entity(entity).entity
            told = handout.collect(ctx, cls, int(id or 0), reason=reason)
    text = cipher.seal(pack(told, language), _place(parcel))
    file = _folder() / parcel
    draft = file.with_name(f".{parcel}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="ascii")
    draft.replace(file)


@jobs.schedule(
    "privacy.parcels",
    label=message(zh="清理个人资料文件", en="Remove old files of personal data"),
    cron="0 41 * * * *",
)
def clear(ctx: Context) -> None:
    """What nobody fetched within a day goes."""
    before = (ctx.now - KEPT).timestamp()
    for file in _folder().iterdir():
        if file.stat().st_mtime < before:
            file.unlink(missing_ok=True)


def _about(ctx: Context, payload: dict[str, Any]) -> str:
    if payload.get("entity") is None:
        return ""
    label = registry.current().entity(payload["entity"]).entity.meta.label
    return f"{label.in_language(ctx.language)} {payload['id']}"


def _file(row: Job) -> Path:
    return _folder() / str(row.payload.get("parcel", "-"))


def _folder() -> Path:
    folder = folders.data() / "handouts"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _place(parcel: str) -> str:
    return f"privacy.parcel.{parcel}"
