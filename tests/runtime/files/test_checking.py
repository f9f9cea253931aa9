"""The disk beside the table of attachments, and both beside the records: by a job, in small pieces."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from app.runtime import checks, files, jobs, records
from app.runtime.context import Context
from app.runtime.files import checking, listing
from app.runtime.files.store import path_of
from tests.sample.models import Article

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def picture(ctx: Context, mark: bytes) -> int:
    return int(files.store(ctx, io.BytesIO(PNG + mark), "甲.png", kind="image").id)


@pytest.fixture
def article(ctx: Context, data: Path) -> int:
    values = {"name": "茶", "price": 1250, "pictures": [picture(ctx, b"1"), picture(ctx, b"2")]}
    return int(records.create(ctx, Article, values).id)


def test_what_is_missing_unnamed_and_taken_out_is_found(
    ctx: Context, data: Path, article: int
) -> None:
    kept = ctx.session.get_one(Article, article).pictures
    records.update(ctx, Article, article, {"pictures": kept[1:]})
    lost = files.of_record(ctx, Article, article, [kept[1]])[kept[1]]
    lost.path.unlink()
    stray = path_of("ab" + "0" * 62)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"left behind")
    os.utime(stray, (1, 1))
    with records.writing(ctx):
        jobs.enqueue(ctx, checking.NAME)
    jobs.run_due()
    ctx.session.rollback()
    [run] = checks.latest(ctx.session, "files")
    assert not run.ok
    assert (run.result["missing"], run.result["missing_ids"]) == (1, [kept[1]])
    assert (run.result["unnamed"], run.result["unnamed_size"]) == (1, 11)
    assert (run.result["taken_out"], run.result["taken_out_ids"]) == (1, [kept[0]])


def test_a_name_is_shown_to_whoever_may_read_the_record_and_to_nobody_else(
    ctx: Context, article: int, as_user: object
) -> None:
    picture(ctx, b"3")
    manager, other = as_user("manager"), as_user("sysadmin")  # type: ignore[operator]
    assert [one.name for one in listing.listed(manager).files] == ["", "甲.png", "甲.png"]
    assert {one.name for one in listing.listed(other).files} == {""}
    assert [one.state for one in listing.listed(other, state="unowned").files] == ["unowned"]


def test_pages_by_size_go_on_at_a_key(ctx: Context, article: int) -> None:
    first = listing.listed(ctx, order="large", limit=1)
    second = listing.listed(ctx, order="large", limit=1, after=first.after)
    assert first.files[0].id > second.files[0].id
    assert second.after is None
    [total] = listing.totals(ctx.session)
    assert (total.entity, total.number) == ("article", 2)
