"""Jobs for the system administrator, messages and their settings for everybody; all without a script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import jobs, notify, records
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.notify import NotificationChoice
from app.runtime.system import AuditLog, Job, Notification
from tests.sample.models import Sale
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import visit

notify.template("shop.told", zh="请看这一单", en="Please look at this sale.")
THEN = dt.datetime(2026, 7, 1, 1, 0, tzinfo=dt.UTC)


@pytest.fixture
def add(database: Database) -> Callable[..., int]:
    """`add("failed", error="…")`: a job as it stands in the table; its id."""

    def make(state: str, **values: Any) -> int:
        with database.begin() as session:
            job = Job(
                **{"name": "hooks.after", "payload": {"id": 7}, "state": state, "run_at": THEN,
                   "created_at": THEN, **values}
            )  # fmt: skip
            session.add(job)
            session.flush()
            return job.id

    return make


@pytest.fixture
def channels() -> Iterator[None]:
    before = notify.settings()
    notify.use(
        notify.channels.parsed(
            {
                "channels": {
                    "email": {"url": "smtp://127.0.0.1:9"},
                    "dingtalk": {"url": "dingtalk://abcdef0123456789/{address}"},
                },
                "defaults": {"*": {"*": ["email"]}},
            }
        )
    )
    yield
    notify.use(before)


def state(database: Database, id: int) -> str:
    with database.read_session() as session:
        return str(session.scalar(sa.select(Job.state).where(Job.id == id)))


def test_only_the_administrator_sees_jobs(login: Any, client: Any, add: Any) -> None:
    id = add("failed")
    manager = login("manager")
    for url in ("/jobs/", "/jobs/schedules/", f"/jobs/{id}"):
        assert manager.get(url).status_code == 403, url
        assert client.get(url).status_code == 302, url
    for url in (f"/jobs/{id}/retry", f"/jobs/{id}/cancel", "/jobs/retry"):
        assert manager.post(url).status_code in (400, 403), url


@pytest.mark.parametrize("act", ["retry", "cancel"])
def test_a_form_sent_by_somebody_else_changes_no_job(
    login: Any, client: Any, add: Any, database: Database, act: str
) -> None:
    """With a valid token of his own session: it is the right that is missing."""
    before = "failed" if act == "retry" else "waiting"
    id = add(before, run_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    for role in ("manager", "clerk"):
        browser = login(role)
        (token,) = {
            str(box["value"]) for box in visit(browser, "/").html.select("input[name=csrf_token]")
        }
        answer = browser.post(f"/jobs/{id}/{act}", data={"csrf_token": token})
        assert answer.status_code == 403, role
        assert browser.post("/jobs/retry", data={"csrf_token": token}).status_code == 403
    assert client.post(f"/jobs/{id}/{act}").status_code in (302, 400)
    assert login("sysadmin").get(f"/jobs/{id}/{act}").status_code == 405
    assert state(database, id) == before


def test_a_running_job_is_told_to_stop_after_its_chunk(
    login: Any, add: Any, database: Database
) -> None:
    id = add("running", progress_done=5, started_at=THEN)
    page = visit(login("sysadmin"), f"/jobs/{id}")
    assert page.send().status == 302
    with database.read_session() as session:
        job = session.get(Job, id)
        assert job is not None
        assert (job.state, job.cancelling) == ("running", True)
        act = session.scalars(sa.select(AuditLog).where(AuditLog.entity == "sys_job")).one()
    assert (act.action, act.record_id, act.actor) == ("cancel", id, "sysadmin1")


@pytest.mark.database
def test_a_button_that_comes_too_late_says_so_and_changes_nothing(
    login: Any, add: Any, database: Database
) -> None:
    browser = login("sysadmin")
    for before, act in (("failed", "retry"), ("waiting", "cancel")):
        id = add(before)
        page = visit(browser, f"/jobs/{id}")
        with database.begin() as session:
            session.execute(sa.update(Job).where(Job.id == id).values(state="done"))
        assert page.send().status == 302, act
        assert "任务状态已变化，无法执行此操作" in visit(browser, f"/jobs/{id}").text
        assert state(database, id) == "done"
    page.form()["action"] = "/jobs/999999/cancel"
    assert page.send().status == 302
    assert browser.get("/jobs/999999").status_code == 404


@pytest.mark.database
def test_a_failed_job_shows_its_error_and_is_tried_again(
    login: Any, add: Any, database: Database
) -> None:
    id = add("failed", error="ValueError: <b>out of paper</b>", attempts=8, finished_at=THEN)
    page = visit(login("sysadmin"), f"/jobs/{id}")
    assert "ValueError: <b>out of paper</b>" in page.text
    assert "失败次数 8" in page.text
    assert page.send().status == 302
    assert state(database, id) == "waiting"
    with database.read_session() as session:
        act = session.scalars(sa.select(AuditLog).where(AuditLog.entity == "sys_job")).one()
    assert (act.action, act.record_id, act.actor) == ("retry", id, "sysadmin1")


@pytest.mark.database
def test_a_waiting_job_is_cancelled_on_its_page(login: Any, add: Any, database: Database) -> None:
    id = add("waiting", run_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    assert visit(login("sysadmin"), f"/jobs/{id}").send().status == 302
    assert state(database, id) == "cancelled"


@pytest.mark.database
def test_the_list_is_filtered_and_paged_by_id(login: Any, add: Any) -> None:
    failed = [add("failed") for _ in range(51)]
    add("done", finished_at=THEN)
    browser = login("sysadmin")
    page = visit(browser, "/jobs/?state=failed")
    assert [int(row[0]) for row in page.rows] == failed[:0:-1]
    (older,) = [link for link in page.links() if "below=" in link]
    assert [int(row[0]) for row in visit(browser, older).rows] == failed[:1]
    assert visit(browser, "/jobs/?name=notify.route").rows == []


@pytest.mark.parametrize("url", ["/jobs/?state=lost", "/jobs/?below=x", "/jobs/?below=" + "9" * 30])
def test_a_filter_that_there_is_not_is_refused(login: Any, url: str) -> None:
    assert login("sysadmin").get(url).status_code == 400


@pytest.mark.database
def test_all_failed_jobs_of_a_name_are_tried_again(
    login: Any, add: Any, database: Database
) -> None:
    mine, other = add("failed"), add("failed", name="notify.deliver")
    visit(login("sysadmin"), "/jobs/?state=failed&name=hooks.after").send()
    assert (state(database, mine), state(database, other)) == ("waiting", "failed")


def test_progress_and_the_expected_end_are_shown(login: Any, add: Any) -> None:
    add("running", progress_done=250, progress_total=1000, progress_message="Building 3",
        started_at=THEN)  # fmt: skip
    (row,) = visit(login("sysadmin"), "/jobs/?state=running").rows
    assert "250 / 1000 · Building 3 · 预计" in row[3]


def test_schedules_show_their_last_and_next_tick(login: Any) -> None:
    rows = visit(login("sysadmin"), "/jobs/schedules/").rows
    (sweep,) = [row for row in rows if row[0] == "检查服务时限"]
    assert sweep[1] == "0 * * * * *"
    assert sweep[3] != "—"


@pytest.mark.database
def test_the_link_of_a_message_leads_its_reader_to_the_record(
    people: People, app: Flask, shop: Shop, database: Database
) -> None:
    me, other = people.user("manager"), people.user("manager")
    with Context.system() as ctx, records.writing(ctx):
        ctx.notify(me, "shop.told", record=ctx.get(Sale, shop.sales[0]))
        ctx.notify(me, "shop.told")
    with database.read_session() as session:
        about, alone = session.scalars(sa.select(Notification.id).order_by(Notification.id))
    browser = people.browser(app, me)
    assert browser.get(f"/m/{about}").headers["Location"] == f"/sale/show/{shop.sales[0]}"
    assert browser.get(f"/m/{alone}").headers["Location"] == "/messages/"
    assert people.browser(app, other).get(f"/m/{about}").status_code == 404
    assert app.test_client().get(f"/m/{about}").headers["Location"] == f"/login/?next=/m/{about}"


@pytest.mark.database
@pytest.mark.usefixtures("channels")
def test_one_chooses_channels_quiet_hours_and_an_address(login: Any, database: Database) -> None:
    browser = login("clerk")
    page = visit(browser, "/me/notifications/")
    assert ("send", "sla:email") in page.values()
    answer = page.send(
        send=["sla:dingtalk"], address_dingtalk="13800138000", quiet_from="22:00",
        quiet_until="06:30", timezone="Europe/Berlin", language="en",
    )  # fmt: skip
    assert answer.status == 302
    with database.read_session() as session:
        kept = session.scalars(sa.select(NotificationChoice)).one()
    assert kept.channels["sla"] == ["dingtalk"]
    assert (kept.addresses, kept.timezone) == ({"dingtalk": "13800138000"}, "Europe/Berlin")
    again = visit(browser, "/me/notifications/")
    assert ("send", "sla:dingtalk") in again.values()
    assert ("send", "sla:email") not in again.values()


@pytest.mark.usefixtures("channels")
def test_a_wrong_choice_is_told_at_its_field_and_what_was_typed_stays(login: Any) -> None:
    answer = visit(login("clerk"), "/me/notifications/").send(
        quiet_from="22:00", address_dingtalk="13800138000"
    )
    assert answer.status == 422
    assert "请填写起止时间" in answer.text
    assert ("address_dingtalk", "13800138000") in answer.values()


def test_without_channels_the_page_says_so(login: Any) -> None:
    assert "管理员尚未配置外部渠道" in visit(login("clerk"), "/me/notifications/").text


def test_jobs_and_schedules_go_by_names_for_people(login: Any) -> None:
    browser = login("sysadmin")
    schedules = browser.get("/jobs/schedules/").text
    assert "每日备份" in schedules
    assert ">backup.daily<" not in schedules
    assert '<option value="notify.deliver">发送通知</option>' in browser.get("/jobs/").text


def test_a_job_without_a_label_goes_by_its_name() -> None:
    assert jobs.label_of("nobody.knows").in_language("en") == "nobody.knows"
