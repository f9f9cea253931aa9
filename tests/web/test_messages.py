"""What was told to somebody stands on his messages page and leads to the record."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from app.runtime import notify, records
from app.runtime.context import Context
from app.web import messages
from tests.sample.models import Sale
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import post

notify.template("test.told", zh="请看 {what}", en="Look at {what}")


def tell(ctx: Context, user: int, what: str, **more: Any) -> None:
    with records.writing(ctx):
        ctx.notify([user], "test.told", what=what, **more)


@pytest.fixture
def clerk(app: Flask, people: People, shop: Shop) -> Any:
    return people.browser(app, shop.clerk_user)


def test_a_message_leads_to_its_record(ctx: Context, shop: Shop, clerk: Any) -> None:
    tell(ctx, shop.clerk_user, "<b>订单</b>", record=ctx.get(Sale, shop.sales[0]))
    page = clerk.get("/messages/").text
    assert "请看 &lt;b&gt;订单&lt;/b&gt;" in page
    link = re.search(r'href="(/m/\d+)"', page)
    assert link is not None
    assert clerk.get(link[1]).location == f"/sale/show/{shop.sales[0]}"


def test_what_is_unread_stands_on_the_first_page_until_it_is_read(
    ctx: Context, shop: Shop, clerk: Any
) -> None:
    assert 'data-poll="/messages/unread"' in clerk.get("/").text
    tell(ctx, shop.clerk_user, "这里")
    first = clerk.get("/messages/unread")
    assert "请看 这里" in first.text
    again = clerk.get("/messages/unread", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert post(clerk, "/messages/read").location == "/messages/"
    assert clerk.get("/messages/unread").text.strip() == ""
    assert "请看 这里" in clerk.get("/messages/").text


def test_nobody_reads_somebody_elses_messages(
    ctx: Context, shop: Shop, clerk: Any, login: Any
) -> None:
    tell(ctx, shop.clerk_user, "秘密")
    other = login("manager")
    assert "秘密" not in other.get("/messages/").text + other.get("/messages/unread").text
    assert "秘密" in clerk.get("/messages/unread").text


def test_a_visitor_is_sent_to_the_entrance(client: Any, shop: Shop) -> None:
    for url in ("/messages/", "/messages/unread", "/messages/count", "/messages/panel", "/m/1"):
        answer = client.get(url)
        assert answer.status_code == 302
        assert answer.location == f"/login/?next={url}"


def test_the_bell_counts_what_is_unread_in_one_statement_and_says_when_nothing_has_changed(
    ctx: Context, shop: Shop, clerk: Any, statements: Any
) -> None:
    tell(ctx, shop.clerk_user, "一")
    tell(ctx, shop.clerk_user, "二")
    first = clerk.get("/messages/count")
    assert first.json == {"count": 2, "text": "2"}
    with statements() as seen:
        again = clerk.get("/messages/count", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert sum("sys_notification" in statement for statement in seen) == 1
    tell(ctx, shop.clerk_user, "三")
    later = clerk.get("/messages/count", headers={"If-None-Match": first.headers["ETag"]})
    assert (later.status_code, later.json["text"]) == (200, "3")


def test_the_bell_counts_no_further_than_it_shows() -> None:
    assert [messages.told_count(number) for number in (0, 1, 99, 100)] == ["", "1", "99", "99+"]


def test_opening_a_message_marks_that_one_as_read(ctx: Context, shop: Shop, clerk: Any) -> None:
    tell(ctx, shop.clerk_user, "一", record=ctx.get(Sale, shop.sales[0]))
    tell(ctx, shop.clerk_user, "二", record=ctx.get(Sale, shop.sales[1]))
    clerk.get(re.findall(r'href="(/m/\d+)"', clerk.get("/messages/").text)[0])
    left = clerk.get("/messages/?unread=1").text
    assert "请看 一" in left
    assert "请看 二" not in left


def test_one_message_is_marked_as_read_and_somebody_elses_is_not(
    ctx: Context, shop: Shop, clerk: Any, login: Any
) -> None:
    tell(ctx, shop.clerk_user, "一")
    id = clerk.get("/messages/").text.split('name="id" value="')[1].split('"')[0]
    post(login("manager"), "/messages/read", id=id)
    assert clerk.get("/messages/count").json["count"] == 1
    panel = post(clerk, "/messages/read", id=id, headers={"X-Fragment": "1"})
    assert "请看 一" in panel.text
    assert clerk.get("/messages/count").json["count"] == 0


def test_what_is_no_message_marks_none_as_read(ctx: Context, shop: Shop, clerk: Any) -> None:
    tell(ctx, shop.clerk_user, "这里")
    for id in ("9" * 5_000, "x"):
        assert post(clerk, "/messages/read", id=id).location == "/messages/"
    assert clerk.get("/messages/count").json["count"] == 1


@pytest.mark.database
def test_messages_are_narrowed_down_by_kind_and_page_by_page(
    ctx: Context, shop: Shop, clerk: Any
) -> None:
    for number in range(messages.PAGE + 1):
        tell(ctx, shop.clerk_user, f"第{number}条")
    page = clerk.get("/messages/?kind=test").text
    assert "第0条" not in page
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older is not None
    assert "第0条" in clerk.get(older[1].replace("&amp;", "&")).text
    # What is no kind narrows nothing down.
    assert "第30条" in clerk.get("/messages/?kind=nothing").text
    assert "第30条" in clerk.get("/messages/?before=x").text


def test_after_reading_one_goes_on_within_this_site_only(shop: Shop, clerk: Any) -> None:
    answer = post(clerk, "/messages/read", next="https://elsewhere.example/")
    assert answer.location == "/messages/"


def test_the_bell_of_the_first_page_has_its_count_from_the_start(
    ctx: Context, shop: Shop, clerk: Any
) -> None:
    tell(ctx, shop.clerk_user, "一")
    page = clerk.get("/").text
    assert 'aria-label="消息，1 条未读"' in page
    assert 'aria-hidden="true">1</span>' in page
