"""The console where much lies, and where two press at one moment: nothing is cut off silently, nothing is done twice."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime import jobs, records
from app.runtime.audit import reading
from app.runtime.backup import asked
from app.runtime.context import Context
from app.runtime.files import checking, listing
from app.runtime.jobs.manage import Page as Listed
from app.runtime.system import Attachment, AuditLog, Job
from app.studio.console import frame
from tests.studio.test_console import AUDIT, BACKUPS, FILES, desk, post, world
from tests.web.pages import Page, visit

__all__ = ["desk", "world"]


@pytest.mark.database
def test_a_log_that_fits_into_no_file_is_offered_in_pieces_that_miss_no_row(
    desk: FlaskClient, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Store

    for number in range(5):
        records.create(ctx, Store, {"code": f"S{number}", "name": "x"})
    monkeypatch.setattr(reading, "MOST_EXPORTED", 2)
    taken: list[str] = []
    answer = post(desk, f"{AUDIT}export", entity="store")
    for _piece in range(2):
        page = Page(desk, answer)
        assert "超出一个文件的上限（2 行）" in page.text
        first, older = page.html.select("#pieces form")
        taken += _lines(desk.post(f"{AUDIT}export", data=_sent(first)))
        answer = desk.post(f"{AUDIT}export", data=_sent(older))
    taken += _lines(answer)
    assert len(taken) == len(set(taken)) == 5
    ctx.session.rollback()
    acts = ctx.session.scalar(
        sa.select(sa.func.count()).select_from(AuditLog).where(AuditLog.action == "export")
    )
    # The pages that only offer are no acts; each file is one.
    assert acts == 3


def _sent(form: Any) -> dict[str, str]:
    return {str(one["name"]): str(one["value"]) for one in form.select("input")}


def _lines(answer: Any) -> list[str]:
    assert answer.content_type.startswith("text/csv")
    return list(answer.get_data().decode("utf-8-sig").splitlines()[1:])


@pytest.mark.database
def test_two_who_press_at_one_moment_get_one_backup_and_the_second_is_told(
    desk: FlaskClient, login: Any, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = login("sysadmin", username="li")
    # Both have looked before either has asked.
    monkeypatch.setattr(frame.jobs, "under_way", lambda *_given: None)
    monkeypatch.setattr(frame.jobs, "listed", lambda *_given, **_named: Listed([], None))
    assert post(desk, f"{BACKUPS}make").status_code == 302
    assert post(other, f"{BACKUPS}make").status_code == 302
    monkeypatch.undo()
    assert "已在进行中" not in visit(desk, BACKUPS).text
    assert "已在进行中" in visit(other, BACKUPS).text
    ctx.session.rollback()
    assert ctx.session.scalar(
        sa.select(sa.func.count()).select_from(Job).where(Job.name == asked.MAKE)
    ) == 1  # fmt: skip


def test_many_files_are_added_up_by_the_check_and_not_by_every_look(
    desk: FlaskClient, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx.session.execute(
        sa.insert(Attachment).values(
            name="a.txt", mime="text/plain", size=7, sha256="0" * 64, created_at=ctx.now
        )
    )
    ctx.session.commit()
    assert listing.totals_for_page(ctx.session).at is None
    monkeypatch.setattr(listing, "MOST_COUNTED", 0)
    assert not listing.totals_for_page(ctx.session).known
    assert "磁盘核对" in visit(desk, FILES).text
    with records.writing(ctx):
        jobs.enqueue(ctx, checking.NAME)
    jobs.run_due()
    ctx.session.rollback()
    found = listing.totals_for_page(ctx.session)
    assert (found.known, [(one.number, one.size) for one in found.entities]) == (True, [(1, 7)])
    assert "上次核对时" in visit(desk, FILES).text
