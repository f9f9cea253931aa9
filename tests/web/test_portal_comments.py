"""Where the schema says so, the staff show a comment in the portal one by one, and whoever lives there answers; nothing else is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import notify, records
from app.runtime.comments import read, write
from app.runtime.comments.tables import Comment
from app.runtime.context import Context
from app.runtime.errors import Forbidden, NotFound, ValidationFailed
from app.runtime.privacy import own
from app.runtime.system import Notification
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import Page, visit


@pytest.fixture
def resident(ctx: Context, people: People, shop: Shop) -> int:
    """The first buyer, whose the first sale is."""
    from tests.sample.models import Buyer

    user = people.user("buyer", username="resident")
    records.update(ctx, Buyer, shop.buyers[0], {"login": user})
    return user


@pytest.fixture
def portal(app: Flask, people: People, resident: int) -> FlaskClient:
    return people.browser(app, resident)


@pytest.fixture
def boss(people: People, shop: Shop) -> Context:
    return Context.for_user(people.user("manager", username="boss"))


def talk(browser: FlaskClient, shop: Shop) -> Page:
    return visit(browser, f"/portal/comments/sale/{shop.sales[0]}")


def said(page: Page) -> list[str]:
    return [one.get_text(strip=True) for one in page.html.select("li > .letter")]


def told(ctx: Context) -> list[tuple[int, str]]:
    ctx.session.rollback()
    rows = ctx.session.scalars(
        sa.select(Notification)
        .where(Notification.template == "comment.portal")
        .order_by(Notification.id)
    )
    return [(row.recipient_id, notify.text(row, "en")) for row in rows]


def test_what_the_staff_show_is_read_and_answered_in_the_portal_and_the_rest_is_not_there(
    manager: FlaskClient, portal: FlaskClient, shop: Shop
) -> None:
    story = visit(manager, f"/sale/history/{shop.sales[0]}")
    assert "在门户中显示" in story.text
    story.send(text="此人难缠")
    story.send(text="周三送到", in_portal="1")
    page = talk(portal, shop)
    assert said(page) == ["周三送到"]
    assert "难缠" not in page.response.text
    answer = page.send(text="请下午来 @boss")
    assert said(answer.follow()) == ["请下午来 @boss", "周三送到"]
    shown = visit(manager, f"/sale/history/{shop.sales[0]}")
    assert "请下午来 @boss" in shown.text
    marks = [one.get_text() for one in shown.html.select(".remark .small.muted")]
    assert ["门户可见" in one for one in marks] == [True, True, False]


def test_an_empty_answer_is_refused_and_a_long_one_keeps_what_was_typed(
    portal: FlaskClient, shop: Shop
) -> None:
    page = talk(portal, shop)
    assert "请先写点什么" in page.send(text=" ").text
    long = "长" * (write.LONGEST + 1)
    refused = page.send(text=long)
    assert refused.status == 422
    assert refused.html.select_one("textarea").get_text().strip() == long  # type: ignore[union-attr]


def test_ones_own_answer_is_taken_back_and_another_s_is_not(
    portal: FlaskClient, boss: Context, shop: Shop
) -> None:
    from tests.sample.models import Sale

    theirs = write.add(boss, Sale, shop.sales[0], "周三送到", in_portal=True).id
    page = talk(portal, shop).send(text="不用了").follow()
    buttons = page.html.select("button[name=_delete]")
    assert len(buttons) == 1
    assert page.send(_delete=str(theirs)).status == 404
    gone = page.send(_delete=str(buttons[0]["value"]), next="/portal/data").follow()
    assert gone.response.request.path == "/portal/data"
    assert said(talk(portal, shop)) == ["周三送到"]
    assert "此留言已撤回" in talk(portal, shop).text
    assert talk(portal, shop).send(_delete="x").status == 404


def test_those_who_talk_and_whoever_made_the_record_are_told_and_nobody_else(
    ctx: Context, boss: Context, resident: int, people: People, shop: Shop
) -> None:
    from tests.sample.models import Sale

    quiet = Context.for_user(people.user("manager", username="quiet"))
    write.add(quiet, Sale, shop.sales[0], "内部")
    people.user("manager", username="idle")
    mine = Context.for_user(resident)
    write.add(mine, Sale, shop.sales[0], "何时送到？ @idle")
    assert told(ctx) == []
    write.add(boss, Sale, shop.sales[0], "周三", in_portal=True)
    assert told(ctx) == [(resident, told(ctx)[0][1])]
    assert told(ctx)[0][1].endswith("wrote to you: 周三")
    write.add(mine, Sale, shop.sales[0], "好的")
    assert [who for who, _ in told(ctx)] == [resident, boss.actor.id]
    calls = sa.select(Notification).where(Notification.template == "comment.mention")
    assert ctx.session.scalars(calls).all() == []


@pytest.mark.database
def test_what_is_corrected_or_taken_back_is_so_in_the_messages_about_it(
    ctx: Context, boss: Context, resident: int, shop: Shop
) -> None:
    from tests.sample.models import Sale

    write.add(Context.for_user(resident), Sale, shop.sales[0], "何时送到？")
    one = write.add(boss, Sale, shop.sales[0], "周三", in_portal=True).id
    write.edit(boss, Sale, shop.sales[0], one, "周四")
    assert [text for _, text in told(ctx)] == ["boss wrote to you: 周四"]
    write.delete(boss, Sale, shop.sales[0], one)
    assert told(ctx) == []
    left = ctx.session.scalars(
        sa.select(Notification).where(Notification.recipient_id == resident)
    ).all()
    assert [notify.text(row, "en") for row in left] == ["boss took back what was written to you"]


@pytest.mark.database
def test_whoever_may_no_longer_read_the_record_is_told_nothing(
    ctx: Context, boss: Context, resident: int, shop: Shop
) -> None:
    from tests.sample.models import Sale

    write.add(Context.for_user(resident), Sale, shop.sales[0], "何时送到？")
    records.update(ctx, Sale, shop.sales[0], {"buyer": shop.buyers[1]})
    write.add(boss, Sale, shop.sales[0], "周三", in_portal=True)
    assert told(ctx) == []


def test_who_may_not_see_the_record_finds_no_page_of_it(
    portal: FlaskClient, app: Flask, people: People, shop: Shop
) -> None:
    assert visit(portal, f"/portal/comments/sale/{shop.sales[1]}").status == 404
    token = dict(talk(portal, shop).values())["csrf_token"]
    sent = portal.post(
        f"/portal/comments/sale/{shop.sales[1]}", data={"csrf_token": token, "text": "x"}
    )
    assert sent.status_code == 404
    for place in (f"article/{shop.articles[0]}", "nothing/1", f"sale/{2**63}"):
        assert visit(portal, f"/portal/comments/{place}").status == 404, place
    nobody = app.test_client().get(f"/portal/comments/sale/{shop.sales[0]}")
    assert nobody.status_code == 302


def test_where_the_schema_says_nothing_no_comment_is_shown_in_the_portal(
    boss: Context, resident: int, manager: FlaskClient, shop: Shop
) -> None:
    from tests.sample.models import Article

    with pytest.raises(ValidationFailed) as refused:
        write.add(boss, Article, shop.articles[0], "有货", in_portal=True)
    assert [one.field for one in refused.value.errors] == ["in_portal"]
    write.add(boss, Article, shop.articles[0], "有货")
    mine = Context.for_user(resident)
    with pytest.raises(NotFound):
        read.page(mine, Article, shop.articles[0], limit=9)
    with pytest.raises(NotFound):
        write.add(mine, Article, shop.articles[0], "我要")
    assert "在门户中显示" not in visit(manager, f"/article/history/{shop.articles[0]}").text


@pytest.mark.database
def test_where_the_portal_only_reads_it_gets_no_box_and_its_words_are_refused(
    boss: Context, resident: int, portal: FlaskClient, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.sample.models import Sale

    monkeypatch.setattr(Sale, "meta", replace(Sale.meta, portal_comments="read"))
    write.add(boss, Sale, shop.sales[0], "周三送到", in_portal=True)
    page = talk(portal, shop)
    assert said(page) == ["周三送到"]
    assert page.html.select_one("textarea") is None
    with pytest.raises(Forbidden):
        write.add(Context.for_user(resident), Sale, shop.sales[0], "好的")


@pytest.mark.database
def test_ones_own_data_holds_what_was_shown_and_not_what_was_kept_among_the_staff(
    boss: Context, resident: int, shop: Shop
) -> None:
    from tests.sample.models import Sale

    write.add(boss, Sale, shop.sales[0], "此人难缠")
    write.add(boss, Sale, shop.sales[0], "周三送到", in_portal=True)
    mine = Context.for_user(resident)
    write.add(mine, Sale, shop.sales[0], "好的")
    found = own.collect(mine)
    assert [one["text"] for one in found["comments"]] == ["好的"]
    assert [one["text"] for one in found["records"][0]["comments"]] == ["周三送到", "好的"]
    assert "难缠" not in json.dumps(found, ensure_ascii=False)


@pytest.mark.database
def test_comments_of_before_are_not_in_the_portal(ctx: Context, boss: Context, shop: Shop) -> None:
    from tests.sample.models import Sale

    write.add(boss, Sale, shop.sales[0], "旧话")
    with records.writing(ctx):
        ctx.session.execute(
            sa.text(
                "INSERT INTO sys_comment (entity, record_id, author_id, text, created_at)"
                " SELECT entity, record_id, author_id, text, created_at FROM sys_comment"
            )
        )
    assert set(ctx.session.scalars(sa.select(Comment.in_portal))) == {False}


@pytest.mark.database
def test_a_page_of_comments_costs_the_same_however_much_was_said(
    boss: Context, portal: FlaskClient, shop: Shop, statements: Callable[[], Any]
) -> None:
    from tests.sample.models import Sale

    def cost() -> int:
        with statements() as seen:
            talk(portal, shop)
        return len(seen)

    write.add(boss, Sale, shop.sales[0], "一句", in_portal=True)
    few = cost()
    for number in range(60):
        write.add(boss, Sale, shop.sales[0], f"第{number}句", in_portal=True)
    assert cost() == few
    older = talk(portal, shop).html.select_one("a[rel=next]")
    assert older is not None
    assert said(visit(portal, str(older["href"])))[-1] == "一句"
