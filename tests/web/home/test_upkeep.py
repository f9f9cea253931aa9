"""What the first page tells the administrator about the system, and others about themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import clock
from app.runtime.clients.tables import ApiClient
from app.runtime.context import Context
from app.runtime.system import BackupRun, Job
from tests.web.conftest import Shop
from tests.web.pages import Page, post, visit


def stands(page: Page) -> dict[str, tuple[str, str, str]]:
    """Label → what is told, its colour, where it leads."""
    found = {}
    for line in page.html.select(".task-rows li"):
        label, badge = line.select_one("a, span"), line.select_one(".badge")
        if label is not None and badge is not None:
            color = next(name for name in badge["class"] if name != "badge")
            found[label.get_text()] = (badge.get_text(), color, str(label.get("href") or ""))
    return found


def test_the_administrator_sees_that_all_is_well_and_that_no_backup_was_made(login: Any) -> None:
    told = stands(visit(login("sysadmin"), "/"))
    assert told.pop("最近备份") == ("尚无", "orange", "")
    assert {(number, color) for number, color, _url in told.values()} == {("0", "green")}


@pytest.mark.database
def test_what_wants_him_is_counted_and_leads_to_where_it_is_mended(
    login: Any, ctx: Context
) -> None:
    now = clock.now()
    administrator = login("sysadmin", username="boss")
    id = ctx.session.scalar(sa.text("SELECT id FROM ab_user WHERE username = 'boss'"))
    late = {"payload": {}, "run_at": now - dt.timedelta(minutes=6), "created_at": now}
    ctx.session.add_all(
        [
            Job(name="bulk.run", state="failed", **late),
            Job(name="bulk.run", state="waiting", **late),
            Job(name="bulk.run", state="waiting", **late | {"run_at": now}),
            Job(name="bulk.run", state="done", **late),
            *[
                ApiClient(name=f"c{days}", user_id=id, scopes="", rate_limit=0, created_at=now, expires_at=now + dt.timedelta(days=days))
                for days in (29, 31, -1)
            ],
            BackupRun(at=now - dt.timedelta(days=3), kind="sqlite", file="a", size=1, sha256="", restored_ok=False),
            BackupRun(at=now - dt.timedelta(hours=25), kind="sqlite", file="b", size=1, sha256=""),
        ]
    )  # fmt: skip
    ctx.session.commit()
    told = stands(visit(administrator, "/"))
    assert told["已放弃的任务"] == ("1", "red", "/jobs/?state=failed")
    assert told["到期未执行的任务"] == ("1", "red", "/jobs/?state=waiting")
    assert told["30 天内到期的接口客户端"] == ("1", "orange", "/clients/")
    assert told["最近备份"][1] == "green"
    ctx.session.execute(sa.update(BackupRun).values(at=now - dt.timedelta(hours=27)))
    ctx.session.commit()
    assert stands(visit(administrator, "/"))["最近备份"][1] == "orange"
    ctx.session.execute(sa.update(BackupRun).values(restored_ok=False))
    ctx.session.commit()
    assert stands(visit(administrator, "/"))["最近备份"][:2] == ("恢复演练失败", "red")


def test_nobody_else_is_told_how_the_system_stands(manager: Any) -> None:
    assert "系统状况" not in visit(manager, "/").text


def test_whoever_has_no_tasks_of_his_own_goes_on_where_he_was(clerk: Any, shop: Shop) -> None:
    before = visit(clerk, "/")
    assert "最近打开" not in before.text
    post(clerk, "/search/opened", entity="sale", id=shop.sales[0])
    card = visit(clerk, "/").html.select_one(".home-tasks")
    assert card is not None
    assert card.select_one(f"a[href='/sale/show/{shop.sales[0]}']") is not None
