"""What was told to somebody stands on his messages page and leads to the record."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.runtime import notify, records
from app.runtime.context import Context
from tests.sample.models import Sale
from tests.support.people import People
from tests.web.conftest import Shop

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
    assert f'href="/sale/show/{shop.sales[0]}"' in page
    assert "请看 &lt;b&gt;订单&lt;/b&gt;" in page


def test_what_is_unread_stands_on_the_first_page_until_it_is_read(
    ctx: Context, shop: Shop, clerk: Any
) -> None:
    assert 'data-poll="/messages/unread"' in clerk.get("/").text
    tell(ctx, shop.clerk_user, "这里")
    first = clerk.get("/messages/unread")
    assert "请看 这里" in first.text
    again = clerk.get("/messages/unread", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    clerk.get("/messages/")
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
    for url in ("/messages/", "/messages/unread"):
        assert client.get(url).status_code == 302
