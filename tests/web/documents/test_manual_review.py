"""A manual is looked at by somebody else before it is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import Forbidden, InvalidState
from app.runtime.manual import reviews, versions
from tests.web.conftest import Shop
from tests.web.pages import visit

AsUser = Callable[..., Context]


@pytest.mark.database
def test_a_review_is_asked_for_sent_back_asked_for_again_and_ends_with_the_publication(
    as_user: AsUser, shop: Shop
) -> None:
    from tests.sample.models import Sale

    admin, boss = as_user("sysadmin"), as_user("manager")
    with pytest.raises(Forbidden):
        reviews.ask(boss, Sale)
    reviews.ask(admin, Sale, note="新增缺货")
    reviews.ask(admin, Sale, note="再问一次")
    boss.session.rollback()
    assert [one.template for one in notify.inbox(boss)] == ["manual.review"]
    waiting = reviews.waiting(boss.session, Sale)
    assert waiting is not None
    assert waiting.note == "新增缺货"
    with pytest.raises(InvalidState):
        reviews.send_back(boss, Sale, comment=" ")
    reviews.send_back(boss, Sale, comment="缺货没有说明")
    admin.session.rollback()
    assert [one.template for one in notify.inbox(admin)] == ["manual.returned"]
    back = reviews.returned(admin.session, Sale)
    assert back is not None
    assert back.comment == "缺货没有说明"
    with pytest.raises(InvalidState):
        reviews.send_back(boss, Sale, comment="again")
    reviews.ask(admin, Sale)
    boss.session.rollback()
    versions.publish(boss, Sale)
    boss.session.rollback()
    assert reviews.waiting(boss.session, Sale) is None
    admin.session.rollback()
    with pytest.raises(InvalidState):
        reviews.ask(admin, Sale)


def test_who_asked_for_the_review_does_not_publish(as_user: AsUser, shop: Shop) -> None:
    """Though he holds a role that publishes as well."""
    from tests.sample.models import Sale

    both, boss = as_user("sysadmin", "manager"), as_user("manager")
    reviews.ask(both, Sale)
    both.session.rollback()
    with pytest.raises(Forbidden):
        versions.publish(both, Sale)
    boss.session.rollback()
    assert versions.publish(boss, Sale).number == 1


def test_the_page_has_the_button_for_each(
    login: Callable[..., Any], manager: Any, shop: Shop
) -> None:
    admin = login("sysadmin")
    visit(admin, "/manual/sale").send(note="新增缺货")
    page = visit(manager, "/manual/sale")
    assert "新增缺货" in page.text
    token = page.html.select_one("form[action$='/return'] [name=csrf_token]")["value"]  # type: ignore[index]
    manager.post("/manual/sale/return", data={"csrf_token": token, "comment": "请补充说明"})
    back = visit(admin, "/manual/sale")
    assert "请补充说明" in back.text
    assert not visit(login("clerk"), "/manual/sale").html.select("form[action$='/review']")


def test_a_published_manual_tells_what_it_lets_happen(as_user: AsUser, shop: Shop) -> None:
    """Whoever asks later whether cases went by it needs no old code."""
    from tests.sample.models import Sale

    made = versions.publish(as_user("manager"), Sale)
    moves = made.document["moves"]
    assert ["refund", "delivered", "refunded"] in moves["steps"]
    assert moves["begins"] == ["new"]
