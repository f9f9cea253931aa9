"""The console of the studio: the administrator's alone; the log, sessions, files, backups and health, page by page."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import checks, files, folders, jobs, records
from app.runtime.backup import asked
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import AuditLog, BackupRun, Job
from app.studio.console import certificate
from tests.support.people import People
from tests.support.worlds import SAMPLE, World
from tests.web.pages import Page, visit

AUDIT, SESSIONS, FILES, BACKUPS, HEALTH = (
    f"/studio/{place}/" for place in ("audit", "sessions", "files", "backups", "health")
)
POSTS = (f"{AUDIT}verify", f"{AUDIT}export", f"{FILES}check", f"{BACKUPS}make", f"{BACKUPS}rehearse", f"{SESSIONS}1")  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def desk(login: Any) -> FlaskClient:
    browser: FlaskClient = login("sysadmin", username="wang")
    return browser


def post(browser: FlaskClient, url: str, **values: str) -> Any:
    """As a form of our own would: with the token of a page."""
    token = visit(browser, AUDIT).html.select_one("input[name=csrf_token]")
    assert token is not None
    return browser.post(url, data={"csrf_token": token["value"], **values})


def test_every_page_is_the_administrators_and_every_post_wants_a_token(
    login: Any, client: FlaskClient, desk: FlaskClient, database: Database
) -> None:
    pages = (AUDIT, f"{AUDIT}1", SESSIONS, f"{SESSIONS}1", FILES, BACKUPS, f"{BACKUPS}archive", HEALTH, f"{HEALTH}progress/1")  # fmt: skip
    manager = login("manager")
    for url in pages:
        assert manager.get(url).status_code == 403, url
        assert client.get(url).status_code == 302, url
    for url in POSTS:
        assert desk.post(url).status_code == 400, url
        assert post_of(manager, url).status_code == 403, url
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Job)) == 0


def post_of(browser: FlaskClient, url: str) -> Any:
    token = visit(browser, "/me/").html.select_one("input[name=csrf_token]")
    assert token is not None
    return browser.post(url, data={"csrf_token": token["value"]})


# -- the log --------------------------------------------------------------------------------------


@pytest.mark.database
def test_the_log_is_read_by_person_thing_and_day(desk: FlaskClient, login: Any) -> None:
    other = login("sysadmin", username="li")
    post(other, f"{AUDIT}export")
    page = visit(desk, f"{AUDIT}?person=LI")
    assert page.status == 200
    assert [row[1] for row in page.rows] == ["li"]
    assert "导出" in page.rows[0][2]
    assert not visit(desk, f"{AUDIT}?person=li&to=2020-01-01").rows
    assert not visit(desk, f"{AUDIT}?person=li&entity=store").rows


def test_a_filter_that_means_nothing_says_so_and_keeps_what_was_typed(desk: FlaskClient) -> None:
    page = visit(desk, f"{AUDIT}?person=nobody-here&record=x&from=morgen")
    assert page.status == 422
    for text in ("没有这个用户名", "这不是记录编号", "日期无效"):
        assert text in page.text
    box = page.html.select_one("#person")
    assert box is not None
    assert box["value"] == "nobody-here"
    assert visit(desk, f"{AUDIT}?before=1-nonsense").status == 400


def test_the_file_of_the_log_is_what_is_seen_and_is_on_record_itself(
    desk: FlaskClient, ctx: Context
) -> None:
    from tests.sample.models import Store

    records.create(ctx, Store, {"code": "S1", "name": "=1+1"})
    answer = post(desk, f"{AUDIT}export", entity="store")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert answer.get_data().startswith("\ufeff".encode())
    assert lines[0].startswith("at,user,by_system")
    assert len(lines) == 2
    assert ",create,store," in lines[1]
    # What stood in the fields is no part of it.
    assert "1+1" not in lines[1]
    ctx.session.rollback()
    [taken] = ctx.session.scalars(sa.select(AuditLog).where(AuditLog.action == "export"))
    assert taken.diff == {"filters": [None, {"entity": "store"}]}


def test_the_check_of_the_log_is_a_job_whose_result_stands_on_the_page(
    desk: FlaskClient, ctx: Context
) -> None:
    assert "从未" in visit(desk, AUDIT).text
    assert post(desk, f"{AUDIT}verify").status_code == 302
    assert "已在进行中" in visit(desk, post(desk, f"{AUDIT}verify").location).text
    [job] = ctx.session.scalars(sa.select(Job)).all()
    waiting = desk.get(f"{HEALTH}progress/{job.id}")
    assert (waiting.status_code, waiting.headers.get("X-Reload")) == (200, None)
    again = desk.get(f"{HEALTH}progress/{job.id}", headers={"If-None-Match": waiting.headers["ETag"]})  # fmt: skip
    assert again.status_code == 304
    jobs.run_due()
    assert desk.get(f"{HEALTH}progress/{job.id}").headers["X-Reload"] == "1"
    page = visit(desk, AUDIT)
    assert "完整" in page.text
    assert "立即校验" in page.text
    ctx.session.rollback()
    assert checks.latest(ctx.session, "audit")[0].actor_id is not None


def test_a_page_of_the_log_costs_the_same_however_long_it_is(
    desk: FlaskClient, database: Database, statements: Any
) -> None:
    visit(desk, AUDIT)
    costs = []
    for _turn in range(2):
        with statements() as seen:
            assert visit(desk, AUDIT).status == 200
        costs.append(len(seen))
        with database.begin() as session:
            session.add_all(
                AuditLog(at=sa.func.now(), actor="x", by_system=True, channel="job", action="update",
                         entity=f"thing{n % 9}", record_id=n, diff={"a": [1, 2]})
                for n in range(60)
            )  # fmt: skip
    assert costs[0] == costs[1] <= 8
    assert len(visit(desk, AUDIT).html.find_all(True)) < 1500


# -- sessions -------------------------------------------------------------------------------------


@pytest.mark.database
def test_a_session_that_is_ended_is_nobodys_at_the_next_request(
    app: Flask, desk: FlaskClient, people: People, ctx: Context
) -> None:
    person = people.user("manager", username="zhao")
    first, second = people.browser(app, person), people.browser(app, person)
    page = visit(desk, f"{SESSIONS}?q=ZHAO")
    assert [row[0].split()[0] for row in page.rows] == ["zhao", "zhao"]
    [_newer, older] = ends(page)
    assert visit(desk, older).send(reason=" ").status == 422
    assert first.get("/me/").status_code == 200
    assert visit(desk, older).send(reason="丢了手机").status == 302
    assert (first.get("/me/").status_code, second.get("/me/").status_code) == (302, 200)
    [_row] = visit(desk, f"{SESSIONS}?q=zhao").rows
    ctx.session.rollback()
    [said] = ctx.session.scalars(sa.select(AuditLog).where(AuditLog.action == "session_ended"))
    assert (said.record_id, said.diff["note"], said.channel) == (person, "丢了手机", "studio")
    # The one that is over already is not there any more.
    assert visit(desk, older).status == 404


def test_all_sessions_of_a_person_end_at_once_and_ones_own_not_at_all(
    app: Flask, desk: FlaskClient, people: People
) -> None:
    person = people.user("manager", username="qian")
    browsers = [people.browser(app, person) for _ in range(2)]
    link = ends(visit(desk, f"{SESSIONS}?q=qian"))[0]
    assert visit(desk, link).send(which="all", reason="离职").status == 302
    assert {one.get("/me/").status_code for one in browsers} == {302}
    own = visit(desk, f"{SESSIONS}?q=wang")
    assert len(own.rows) == 1
    assert ends(own) == []


def ends(page: Page) -> list[str]:
    """The addresses where the sessions of a page are ended."""
    return [link for link in page.links() if link.startswith(SESSIONS) and link[-1].isdecimal()]


# -- files and backups ----------------------------------------------------------------------------


@pytest.mark.database
def test_files_are_listed_without_names_that_are_not_the_administrators_to_read(
    desk: FlaskClient, ctx: Context
) -> None:
    from tests.sample.models import Article

    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
    picture = files.store(ctx, io.BytesIO(png), "身份证.png", kind="image")
    records.create(ctx, Article, {"name": "茶", "price": 1250, "picture": picture.id})
    page = visit(desk, f"{FILES}?order=large&kind=picture")
    assert page.status == 200
    assert len(page.rows) == 1
    assert "身份证" not in page.text
    assert desk.get(f"/files/{picture.id}").status_code == 404
    assert not visit(desk, f"{FILES}?kind=pdf").rows
    assert visit(desk, f"{FILES}?after=x").status == 400


@pytest.mark.database
def test_a_backup_is_made_rehearsed_and_told_what_it_holds(
    desk: FlaskClient, ctx: Context, data: Path
) -> None:
    assert "还没有备份" in visit(desk, BACKUPS).text
    assert post(desk, f"{BACKUPS}make").status_code == 302
    assert "正在备份" in visit(desk, BACKUPS).text
    jobs.run_due()
    page = visit(desk, BACKUPS)
    assert "从未演练恢复" in page.text
    ctx.session.rollback()
    [run] = ctx.session.scalars(sa.select(BackupRun)).all()
    assert post(desk, f"{BACKUPS}rehearse", file=run.file).status_code == 302
    jobs.run_due()
    page = visit(desk, BACKUPS)
    assert "从未演练恢复" not in page.text
    assert "与备份时一致" in page.text
    holds = visit(desk, f"{BACKUPS}archive?file={run.file}")
    assert run.sha256 in holds.text
    assert "ab_user" in holds.text
    ctx.session.rollback()
    [tried] = checks.latest(ctx.session, "backup")
    assert (tried.ok, tried.subject) == (True, run.file)
    assert tried.result["rows"] == sum((run.row_counts or {}).values())


def test_a_backup_that_was_damaged_fails_its_rehearsal_and_the_page_says_so(
    desk: FlaskClient, ctx: Context, data: Path
) -> None:
    post(desk, f"{BACKUPS}make")
    jobs.run_due()
    [file] = folders.backups().glob("*.zip")
    damage(file)
    post(desk, f"{BACKUPS}rehearse", file=file.name)
    jobs.run_due()
    assert "无法恢复" in visit(desk, BACKUPS).text
    assert visit(desk, f"{BACKUPS}archive?file={file.name}").status == 200
    ctx.session.rollback()
    assert [run.restored_ok for run in ctx.session.scalars(sa.select(BackupRun))] == [False]


def test_a_rehearsal_that_did_not_come_to_its_end_is_told(
    desk: FlaskClient, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(desk, f"{BACKUPS}make")
    jobs.run_due()
    [file] = folders.backups().glob("*.zip")

    def broken(*_given: Any) -> None:
        raise RuntimeError("The server closed the connection.")

    monkeypatch.setattr(asked, "rehearse", broken)
    post(desk, f"{BACKUPS}rehearse", file=file.name)
    jobs.run_due()
    assert "上一次恢复演练没有完成" in visit(desk, BACKUPS).text


def test_what_only_looks_like_an_archive_is_not_offered(desk: FlaskClient, data: Path) -> None:
    folder = folders.backups()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dougong-copy of monday.zip").write_bytes(b"x")
    (folder / "dougong-20260101T000000Z-daily.zip").symlink_to(folder / "gone.zip")
    page = visit(desk, BACKUPS)
    assert page.status == 200
    assert "monday" not in page.text


def damage(file: Path) -> None:
    """Another content under the same names; the manifest tells what was there."""
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content if name == "manifest.json" else content[:-1] + b"x")


@pytest.mark.parametrize("name", ["../../etc/passwd", "dougong-x.zip", "", "dougong-20260101T000000Z-manual.zip", "/etc/passwd"])  # fmt: skip
def test_no_other_file_is_opened_by_its_name(desk: FlaskClient, name: str) -> None:
    assert post(desk, f"{BACKUPS}rehearse", file=name).status_code == 404
    assert desk.get(f"{BACKUPS}archive", query_string={"file": name}).status_code == 404


# -- health and the first page --------------------------------------------------------------------


@pytest.mark.database
def test_health_takes_less_than_a_second_and_says_what_to_do(
    desk: FlaskClient, statements: Any
) -> None:
    visit(desk, HEALTH)
    begun = time.monotonic()
    with statements() as seen:
        page = visit(desk, HEALTH)
    assert time.monotonic() - begun < 1
    assert page.status == 200
    assert len(seen) <= 30
    assert "没有备份" in page.text
    assert "请立即备份" in page.text
    assert "审计日志从未校验" in page.text


def test_a_certificate_is_asked_for_without_anybody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr(certificate.threading, "Thread", lambda **given: asked.append(given) or Idle())  # fmt: skip
    assert certificate.known("http://127.0.0.1:1") is None
    begun = time.monotonic()
    found = certificate.known("https://127.0.0.1:1")
    assert found is not None
    assert found.until is None
    assert time.monotonic() - begun < 0.5
    assert len(asked) == 1
    # Asked once, however many pages look.
    certificate.known("https://127.0.0.1:1")
    assert len(asked) == 1
    certificate._asking.clear()
    assert certificate.look("127.0.0.1", 1).problem


class Idle:
    def start(self) -> None:
        """Nothing runs."""


@pytest.mark.database
def test_the_first_page_says_how_every_part_stands(
    desk: FlaskClient, database: Database, statements: Any
) -> None:
    page = visit(desk, "/studio/")
    for url in (AUDIT, SESSIONS, FILES, BACKUPS, HEALTH, "/studio/schema/", "/jobs/", "/webhooks/", "/clients/", "/users/list/", "/roles/list/"):  # fmt: skip
        assert url in page.links(), url
    with statements() as seen:
        visit(desk, "/studio/")
    assert len(seen) <= 12


def test_pages_speak_english(desk: FlaskClient) -> None:
    for url, word in ((AUDIT, "Audit log"), (BACKUPS, "There is no backup yet"), (HEALTH, "to be done")):  # fmt: skip
        page: Page = visit(desk, url, **{"Accept-Language": "en"})
        assert word in page.text, url
