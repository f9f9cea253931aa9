"""Saved views and columns: kept for each person, shared with whom one wants, never showing more than the reader may see."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from sqlalchemy import select

from app.runtime import saved
from app.runtime.context import Context
from app.runtime.system import AuditLog
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


def columns(page: Page) -> list[str]:
    return [" ".join(head.get_text(" ").split()) for head in page.html.select("main thead th")]


def names(page: Page) -> list[str]:
    links = page.html.select(".views a.dropdown-item[href*='/list/?view=']")
    return [" ".join(link.get_text(" ").split()).removesuffix(" 共享") for link in links][1:]


def save(browser: Any, here: str, **more: Any) -> Page:
    """A view made by the form; the page that follows."""
    form = visit(browser, f"/sale/views/new?here={quote(here)}")
    answer = form.send(**{"shared": "private", "roles": [], **more})
    return answer.follow().follow() if answer.status == 302 else answer


def state(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.response.request.full_path).query))


HERE = "store=1&created_at=this_week&sort=-total&columns=sale_no,total"


def test_a_view_brings_back_filters_columns_and_order(manager: Any, shop: Shop) -> None:
    page = save(manager, HERE, name="本周近店")
    assert state(page) == {"view": "1", **dict(parse_qsl(HERE))}
    assert columns(page) == ["单号", "合计"]
    assert names(page) == ["本周近店"]
    assert page.html.select_one(".views summary").get_text(" ", strip=True) == "本周近店"
    changed = visit(manager, "/sale/list/?view=1&store=2")
    assert "已改动" in changed.html.select_one(".views summary").get_text()


@pytest.mark.database
def test_a_view_is_its_owners_until_he_shares_it(
    manager: Any, clerk: Any, login: Any, shop: Shop
) -> None:
    save(manager, HERE, name="一")
    assert names(visit(clerk, "/sale/list/")) == []
    assert visit(clerk, "/sale/list/?view=1").status == 404
    assert visit(clerk, "/sale/views/1").status == 404
    visit(manager, "/sale/views/1").send(shared="roles", roles=["clerk"])
    assert names(visit(clerk, "/sale/list/")) == ["一"]
    auditor = login("auditor")
    assert visit(auditor, "/sale/list/?view=1").status == 404
    visit(manager, "/sale/views/1").send(shared="everybody")
    assert names(visit(auditor, "/sale/list/")) == ["一"]
    assert visit(auditor, "/sale/list/?view=1").follow().status == 200
    # A view of one list is none of another.
    assert visit(auditor, "/article/list/?view=1").status == 404


@pytest.mark.database
def test_only_the_owner_and_an_administrator_change_a_view(
    manager: Any, clerk: Any, shop: Shop, login: Any, people: Any, ctx: Context
) -> None:
    from tests.sample.models import Sale

    save(manager, HERE, name="一", shared="everybody")
    seen = visit(clerk, "/sale/views/1")
    assert seen.html.select_one("form[action='/sale/views/1']") is None
    token = seen.html.select_one("input[name=csrf_token]")["value"]
    for address in ("/sale/views/1", "/sale/views/1/delete"):
        sent = {"csrf_token": token, "name": "meins", "shared": "everybody"}
        assert clerk.post(address, data=sent).status_code == 403
    with Context.for_user(people.user("clerk", "sysadmin", username="boss")) as boss:
        saved.change(boss, Sale, 1, saved.Wanted("管理员改", [("q", "x")], "everybody"))
        saved.delete(boss, Sale, 1)
    actions = ctx.session.execute(
        select(AuditLog.action, AuditLog.actor)
        .where(AuditLog.entity == "sys_list_view")
        .order_by(AuditLog.id)
    ).all()
    assert [row[0] for row in actions] == ["create", "update", "delete"]
    assert [row[1] for row in actions][1:] == ["boss", "boss"]


@pytest.mark.database
def test_a_shared_view_shows_nobody_more_than_he_may_see(
    login: Any, clerk: Any, shop: Shop
) -> None:
    auditor = login("auditor")
    form = visit(
        auditor,
        f"/article/views/new?here={quote('cost__gt=1&columns=name,cost&sort=-cost&group=')}",
    )
    assert form.send(name="贵", shared="everybody").status == 302
    assert columns(visit(auditor, "/article/list/?view=1").follow()) == ["名称", "进价"]
    opened = visit(clerk, "/article/list/?view=1").follow()
    assert state(opened) == {"view": "1", "columns": "name"}
    assert columns(opened) == ["名称"]
    assert "您无权查看的内容筛选" in opened.text
    assert "您无权查看的列" in opened.text
    assert "进价" not in opened.html.select_one("main").get_text()
    # And what he may not filter by he cannot save either.
    refused = visit(clerk, f"/article/views/new?here={quote('cost__gt=1')}").send(name="贵")
    assert refused.status == 422


@pytest.mark.database
def test_rows_of_a_shared_view_are_the_readers_own(manager: Any, clerk: Any, shop: Shop) -> None:
    page = save(manager, "created_at=today", name="今天", shared="everybody")
    assert len(page.rows) == 4
    assert len(visit(clerk, "/sale/list/?view=1").follow().rows) == 3


def test_a_list_opens_with_ones_usual_view_and_everything_is_one_click_away(
    manager: Any, clerk: Any, shop: Shop
) -> None:
    save(manager, "store=1", name="近店", shared="everybody", usual="1")
    assert state(visit(manager, "/sale/list/").follow()) == {"view": "1", "store": "1"}
    whole = visit(manager, "/sale/list/?view=all")
    assert whole.status == 200
    assert len(whole.rows) == 4
    assert visit(clerk, "/sale/list/").status == 200
    form = visit(manager, "/sale/views/1")
    token = form.html.select_one("input[name=csrf_token]")["value"]
    manager.post("/sale/views/1/usual", data={"csrf_token": token, "off": "1"})
    assert visit(manager, "/sale/list/").status == 200
    manager.post("/sale/views/1/usual", data={"csrf_token": token})
    manager.post("/sale/views/1/delete", data={"csrf_token": token})
    # The view is gone, and the list opens as it is.
    assert visit(manager, "/sale/list/").status == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": " "}, "请填写名称"),
        ({"name": "x" * 61}, "最多 60 个字符"),
        ({"name": "有了"}, "您已有同名视图"),
        ({"name": "新", "shared": "roles"}, "请选择角色"),
        ({"name": "新", "shared": "roles", "roles": ["buyer"]}, "请选择角色"),
        ({"name": "新", "shared": "moon"}, "请选择给谁看"),
    ],
)
def test_a_view_that_cannot_be_saved_keeps_what_was_typed(
    manager: Any, shop: Shop, sent: dict[str, Any], said: str
) -> None:
    save(manager, HERE, name="有了")
    page = save(manager, HERE, **sent)
    assert page.status == 422
    assert said in page.text
    assert page.html.select_one("#name")["value"] == sent["name"]
    assert page.html.select_one("input[name=here]")["value"] == HERE


@pytest.mark.database
def test_a_name_that_is_taken_while_one_saves_is_refused_at_its_box(
    manager: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(manager, HERE, name="有了")
    save(manager, HERE, name="另一个")
    monkeypatch.setattr("app.runtime.saved.views._is_taken", lambda *_: False)
    for page in (
        save(manager, HERE, name="有了"),
        visit(manager, "/sale/views/2").send(name="有了"),
    ):
        assert (page.status, "您已有同名视图" in page.text) == (422, True)
        assert page.html.select_one("#name")["value"] == "有了"
    assert sorted(names(visit(manager, "/sale/list/"))) == ["另一个", "有了"]


def test_a_view_of_more_than_a_list_needs_is_not_kept(manager: Any, shop: Shop) -> None:
    token = dict(visit(manager, "/sale/views/new").values())["csrf_token"]
    long = {"csrf_token": token, "name": "长", "shared": "everybody"}
    answer = manager.post("/sale/views/new", data={**long, "here": "q=" + "x" * 8_000})
    assert answer.status_code == 422
    assert "筛选条件过多" in answer.get_data(as_text=True)
    assert names(visit(manager, "/sale/list/")) == []


@pytest.mark.database
def test_whoever_lives_in_the_portal_shares_no_view_and_reads_no_name_of_the_staffs(
    manager: Any, login: Any, shop: Shop
) -> None:
    resident = login("buyer")
    refused = save(resident, "store=1", name="领奖请到 evil.example", shared="everybody")
    assert refused.status == 422
    assert "您只能保存给自己看" in refused.text
    assert save(resident, "store=1", name="我的").status == 200
    assert names(visit(resident, "/sale/list/")) == ["我的"]
    shared = save(manager, HERE, name="难缠的客户", shared="everybody")
    id = state(shared)["view"]
    assert names(visit(manager, "/sale/list/")) == ["难缠的客户"]
    assert names(visit(resident, "/sale/list/")) == ["我的"]
    assert visit(resident, f"/sale/list/?view={id}").status == 404
    assert "难缠的客户" not in str(resident.get("/palette/").json)


def test_what_others_share_never_crowds_out_ones_own(
    manager: Any, clerk: Any, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        save(manager, HERE, name=f"!{number}", shared="everybody")
    save(clerk, "store=1", name="我的")
    monkeypatch.setattr("app.runtime.saved.views.MOST_LISTED", 2)
    assert names(visit(clerk, "/sale/list/")) == ["!0", "我的"]
    assert "我的" in str(clerk.get("/palette/").json)


@pytest.mark.database
def test_columns_are_chosen_in_any_order_and_kept_for_the_person(
    manager: Any, login: Any, shop: Shop
) -> None:
    usual = columns(visit(manager, "/sale/list/"))
    form = visit(manager, f"/sale/columns?here={quote('store=1&sort=-total')}")
    page = form.send(
        c=["sale_no", "total", "created_by"],
        **{"at-total": "1", "at-created_by": "2", "at-sale_no": "3"},
    ).follow()
    assert state(page) == {"store": "1", "sort": "-total"}
    assert columns(page) == ["合计", "创建人", "单号"]
    assert columns(visit(manager, "/sale/list/")) == ["合计", "创建人", "单号"]
    assert columns(visit(login("auditor"), "/sale/list/")) == usual
    again = visit(manager, "/sale/columns")
    boxes = [box["value"] for box in again.html.select("input[name=c][checked]")]
    assert boxes == ["total", "created_by", "sale_no"]
    visit(manager, "/sale/columns").send(button=("usual", "1"))
    assert columns(visit(manager, "/sale/list/")) == usual
    assert visit(manager, "/sale/columns").send(c=[]).status == 422


@pytest.mark.database
def test_columns_of_a_view_are_the_views(manager: Any, shop: Shop) -> None:
    usual = columns(visit(manager, "/sale/list/"))
    save(manager, "store=1", name="近店")
    form = visit(manager, f"/sale/columns?here={quote('view=1&store=1')}")
    page = form.send(c=["sale_no", "total"]).follow()
    assert state(page) == {"view": "1", "store": "1", "columns": "sale_no,total"}
    assert columns(visit(manager, "/sale/list/?view=all")) == usual


def test_a_column_that_one_may_not_read_is_neither_offered_nor_shown(
    clerk: Any, shop: Shop
) -> None:
    offered = [box["value"] for box in visit(clerk, "/article/columns").html.select("[name=c]")]
    assert "name" in offered
    assert not {"cost", "margin", "token"} & set(offered)
    assert columns(visit(clerk, "/article/list/?columns=name,cost,token,nothing")) == ["名称"]
    visit(clerk, "/article/columns").send(c=["name", "cost"])
    assert columns(visit(clerk, "/article/list/")) == ["名称"]
