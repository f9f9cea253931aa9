"""What the staff say about a record: in its timeline, to colleagues who may read it, never to the portal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import notify, records
from app.runtime.audit import history
from app.runtime.comments import write
from app.runtime.comments.tables import Comment
from app.runtime.context import Context
from app.runtime.errors import Forbidden, Message, NotFound
from app.runtime.notify.about import Sent
from app.runtime.privacy import erasure
from app.runtime.system import AuditLog, Notification
from app.web.screen.history import together
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


def story(client: Any, sale: int) -> Page:
    return visit(client, f"/sale/history/{sale}")


def said(page: Page) -> list[str]:
    return [one.get_text(" ", strip=True) for one in page.html.select(".remark .said")]


def test_a_comment_stands_in_the_timeline_among_the_acts_in_their_order(
    clerk: Any, shop: Shop
) -> None:
    assert story(clerk, shop.sales[0]).send(text="客户要求下午送").status == 302
    visit(clerk, f"/sale/transition/{shop.sales[0]}/pack").send()
    page = story(clerk, shop.sales[0])
    heads = [one.get_text(strip=True) for one in page.html.select(".timeline > li > strong")]
    assert heads == ["备货", "clerk", "创建"]
    assert said(page) == ["客户要求下午送"]


def test_an_empty_comment_is_refused_and_a_long_one_keeps_what_was_typed(
    clerk: Any, shop: Shop
) -> None:
    assert "请先写点什么" in story(clerk, shop.sales[0]).send(text="  ").text
    long = "长" * (write.LONGEST + 1)
    answer = story(clerk, shop.sales[0]).send(text=long)
    assert answer.status == 422
    assert answer.html.select_one("textarea").get_text().strip() == long


@pytest.mark.database
def test_ones_own_comment_is_corrected_for_a_while_and_taken_back_and_the_log_keeps_all(
    clerk: Any, login: Callable[..., Any], ctx: Context, shop: Shop
) -> None:
    sale = shop.sales[0]
    story(clerk, sale).send(text="第一稿")
    one = ctx.session.scalars(sa.select(Comment)).one()
    edit = visit(clerk, f"/sale/history/{sale}?edit={one.id}")
    clerk.post(f"/sale/comment/{sale}/{one.id}", data={**token(edit), "text": "第二稿"})
    assert said(story(clerk, sale)) == ["第二稿"]
    assert "已修改" in story(clerk, sale).text
    stranger = login("manager")
    assert "撤回" not in story(stranger, sale).text
    foreign = stranger.post(
        f"/sale/comment/{sale}/{one.id}", data={**token(story(stranger, sale)), "_delete": "1"}
    )
    assert foreign.status_code == 404
    clerk.post(f"/sale/comment/{sale}/{one.id}", data={**token(story(clerk, sale)), "_delete": "1"})
    page = story(clerk, sale)
    assert said(page) == ["此评论已撤回。"]
    assert "第二稿" not in page.text
    ctx.session.rollback()  # what was read before was a snapshot
    acts = ctx.session.scalars(sa.select(AuditLog.action).where(AuditLog.action.like("comment:%")))
    assert list(acts) == ["comment:add", "comment:edit", "comment:delete"]


def token(page: Page) -> dict[str, str]:
    return {"csrf_token": dict(page.values())["csrf_token"]}


def test_after_a_quarter_of_an_hour_a_comment_stays_as_it_is(people: People, shop: Shop) -> None:
    from tests.sample.models import Sale

    early = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    who = people.user("manager")
    first = context(who, early)
    done = write.add(first, Sale, shop.sales[0], "旧话")
    late = context(who, early + write.CORRECTED_WITHIN + dt.timedelta(seconds=1))
    with pytest.raises(Forbidden):
        write.edit(late, Sale, shop.sales[0], done.id, "新话")


def context(user: int, now: dt.datetime) -> Context:
    known = Context.for_user(user)
    return Context(known.actor, now=now, channel="web")


@pytest.mark.database
def test_who_is_named_is_told_once_if_he_may_read_the_record_and_else_the_writer_learns_it(
    manager: Any, people: People, ctx: Context, shop: Shop
) -> None:
    reader = people.user("auditor", username="lin.yan")
    people.user("cashier", username="zhou")
    people.user("buyer", username="resident")
    answer = story(manager, shop.far_sale).send(
        text="@lin.yan请看，@lin.yan 再看；@zhou @resident @nobody @clerk a@lin.yan.com"
    )
    told = answer.follow().text
    assert "未通知：zhou, resident, nobody, clerk" in told.replace("、", ", ")
    rows = ctx.session.scalars(
        sa.select(Notification).where(Notification.template == "comment.mention")
    ).all()
    assert [row.recipient_id for row in rows] == [reader]
    assert "请看" in notify.text(rows[0], "zh")
    assert "消息：评论" in story(manager, shop.far_sale).text


@pytest.mark.database
def test_a_message_says_what_the_comment_says_now_and_nothing_of_one_that_was_taken_back(
    manager: Any, app: Flask, people: People, ctx: Context, shop: Shop
) -> None:
    reader = people.browser(app, people.user("auditor", username="lin.yan"))
    sale = shop.sales[0]
    story(manager, sale).send(text="@lin.yan 电话 13900001111")
    (id,) = ctx.session.scalars(sa.select(Comment.id))
    address = f"/sale/comment/{sale}/{id}"
    manager.post(address, data={**token(story(manager, sale)), "text": "@lin.yan 电话已删"})
    told = visit(reader, "/messages/").text
    assert "电话已删" in told
    assert "13900001111" not in told
    manager.post(address, data={**token(story(manager, sale)), "_delete": "1"})
    told = visit(reader, "/messages/").text
    assert "撤回了提到您的评论" in told
    assert "电话已删" not in told


@pytest.mark.database
def test_the_picker_offers_staff_whose_role_opens_such_records(
    manager: Any, people: People, shop: Shop
) -> None:
    people.user("auditor", username="lin.yan")
    people.user("buyer", username="lin.buyer")
    people.user("cashier", username="lin.cash")
    found = manager.get(f"/sale/mention/{shop.sales[0]}?q=lin").json["items"]
    assert [one["login"] for one in found] == ["lin.yan"]


@pytest.mark.database
def test_whoever_may_not_read_the_record_neither_comments_nor_picks(
    clerk: Any, ctx: Context, shop: Shop
) -> None:
    page = story(clerk, shop.sales[0])
    assert (
        clerk.post(f"/sale/comment/{shop.far_sale}", data={**token(page), "text": "x"}).status_code
        == 404
    )
    assert clerk.get(f"/sale/mention/{shop.far_sale}?q=").status_code == 404
    assert ctx.session.scalar(sa.select(sa.func.count()).select_from(Comment)) == 0


def test_the_portals_people_see_no_comment_and_no_message_and_write_none(
    app: Flask, manager: Any, people: People, ctx: Context, shop: Shop
) -> None:
    from tests.sample.models import Article, Buyer, Sale

    resident = people.user("buyer", username="resident")
    records.update(ctx, Buyer, shop.buyers[0], {"login": resident})
    story(manager, shop.sales[0]).send(text="此人难缠 @clerk")
    browser = people.browser(app, resident)
    page = story(browser, shop.sales[0])
    assert page.status == 200
    assert "创建" in page.text
    assert not any(word in page.text for word in ("难缠", "消息："))
    assert page.html.select_one("textarea") is None
    mine = Context.for_user(resident)
    with pytest.raises(NotFound):
        write.add(mine, Article, shop.articles[0], "我也说")
    assert browser.get(f"/sale/mention/{shop.sales[0]}?q=").status_code == 404
    told = history.timeline(mine, Sale, shop.sales[0]).events
    assert not any(event.action.startswith("comment") for event in told)


@pytest.mark.database
def test_the_timeline_is_paged_and_nothing_is_told_twice_or_left_out(
    manager: Any, ctx: Context, people: People, shop: Shop
) -> None:
    from tests.sample.models import Sale

    boss = Context.for_user(people.user("manager"))
    for number in range(70):
        write.add(boss, Sale, shop.sales[0], f"第{number}句")
    found: list[str] = []
    url: str | None = f"/sale/history/{shop.sales[0]}"
    while url:
        page = visit(manager, url)
        found += said(page)
        older = page.html.select_one("a[data-older]")
        url = str(older["href"]) if older else None
    assert found == [f"第{number}句" for number in reversed(range(70))]


def test_a_page_of_the_timeline_costs_the_same_however_much_was_said(
    manager: Any, people: People, statements: Callable[[], Any], shop: Shop
) -> None:
    from tests.sample.models import Sale

    boss = Context.for_user(people.user("manager"))

    def cost() -> int:
        with statements() as seen:
            story(manager, shop.sales[0])
        return len(seen)

    write.add(boss, Sale, shop.sales[0], "一句 @clerk")
    few = cost()
    for number in range(40):
        write.add(boss, Sale, shop.sales[0], f"第{number}句 @clerk")
    assert cost() == few


@pytest.mark.database
def test_erasing_a_person_empties_what_was_said_of_him(
    ctx: Context, people: People, shop: Shop
) -> None:
    from tests.sample.models import Buyer

    boss = Context.for_user(people.user("manager"))
    write.add(boss, Buyer, shop.buyers[0], "电话打不通")
    erasure.erase(ctx, Buyer, shop.buyers[0], reason="本人要求")
    ctx.session.expire_all()
    assert ctx.session.scalars(sa.select(Comment.text)).all() == [""]


def test_messages_of_one_moment_are_one_line_with_everybody_whom_they_reached() -> None:
    at = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
    order, survey = Message({"zh": "工单", "en": "Order"}), Message({"zh": "调查", "en": "Survey"})
    last = Sent(at, order, ("王小明",))
    within = Sent(at - dt.timedelta(seconds=59), order, ("张花", "王小明"))
    earlier = Sent(at - dt.timedelta(seconds=61), order, ("王小明",))
    assert together([last, within]) == [Sent(at, order, ("王小明", "张花"))]
    assert together([last, earlier]) == [last, earlier]
    other = Sent(at, survey, ("王小明",))
    assert together([last, other, within]) == [last, other, within]
