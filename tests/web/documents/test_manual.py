"""The manual: what runs, in words; published, read, stale; for whom it is and for whom it is not."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from app.cli.doctor import passing
from app.runtime import notify, registry
from app.runtime.context import Context
from app.runtime.errors import Forbidden, InvalidState
from app.runtime.manual import document, versions
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import visit


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes the sale's process run otherwise than before."""
    from tests.sample.models import Sale

    real = document.of

    def otherwise(entity: Any) -> Any:
        found = real(entity)
        return replace(found, digest="another") if entity is Sale and found else found

    return lambda: monkeypatch.setattr(document, "of", otherwise)


def test_a_manual_says_who_does_what_and_what_is_refused(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/manual/sale")
    assert "超过 5000 元须店长放行" in page.text
    assert "须 2 人同意：店长、审计员" in page.text
    assert "店员（经手人 是 本人）" in page.text
    assert "高 30 分钟" in page.text


def test_every_transition_and_role_that_runs_stands_in_the_manual(manager: Any, shop: Shop) -> None:
    for entity in versions.processes():
        entry = registry.current().entity(entity)
        said = json.dumps(document.of(entity).in_language("zh"), ensure_ascii=False)  # type: ignore[union-attr]
        for transition in entry.workflow.all():  # type: ignore[union-attr]
            assert transition.label.in_language("zh") in said
            for role in transition.by:
                known = registry.current().role(role)
                assert known is None or known.label.in_language("zh") in said


def test_the_question_mark_leads_to_the_manual_from_list_record_and_form(
    manager: Any, shop: Shop
) -> None:
    for address in ("/sale/list/", f"/sale/show/{shop.sales[0]}", "/sale/add"):
        assert "/manual/sale" in visit(manager, address).links(), address
    panel = visit(manager, "/manual/sale", **{"X-Fragment": "1"})
    assert panel.html.select_one("html") is None
    assert "备货" in panel.text


def test_the_manual_is_closed_to_residents_and_to_roles_without_a_part(
    login: Callable[..., Any], client: Any, shop: Shop
) -> None:
    assert login("buyer").get("/manual/sale").location == "/portal/"
    assert client.get("/manual/sale").status_code == 302
    assert login("clerk").get("/manual/posting").status_code == 403
    assert login("manager").get("/manual/nothing").status_code == 404


def test_a_field_that_one_may_never_see_is_not_explained(
    login: Callable[..., Any], shop: Shop
) -> None:
    assert "内部备注" in visit(login("clerk"), "/manual/sale").text
    assert "内部备注" not in visit(login("auditor"), "/manual/sale").text


def test_a_manual_and_the_whole_book_are_pdfs_that_can_be_searched(
    manager: Any, shop: Shop
) -> None:
    for address in ("/manual/sale.pdf", "/manual/all.pdf"):
        pages = PdfReader(io.BytesIO(manager.get(address).get_data())).pages
        assert "超过 5000 元须店长放行" in "".join(page.extract_text() for page in pages)


def test_who_publishes_asks_those_concerned_and_sees_who_has_read(
    app: Flask, manager: Any, clerk: Any, shop: Shop
) -> None:
    visit(manager, "/manual/sale").send(note="放行改为两人").follow()
    due = visit(clerk, "/manual/sale")
    assert "请阅读第 1 版" in due.text
    assert "放行改为两人" in due.text
    inbox = visit(clerk, "/messages/")
    ways = [link for link in inbox.links() if link.startswith("/m/")]
    assert "/manual/sale" in [clerk.get(way).location for way in ways]
    token = due.html.select_one("form[action$='/read'] [name=csrf_token]")["value"]  # type: ignore[index]
    clerk.post("/manual/sale/read", data={"csrf_token": token, "number": "1"})
    assert "请阅读第 1 版" not in visit(clerk, "/manual/sale").text
    readers = visit(manager, "/manual/sale").html.select(".readers li")
    assert [("未读" in one.get_text()) for one in readers] == [True, False], (
        "the manager has still to read it"
    )


@pytest.mark.database
def test_only_those_who_may_publish_do(
    login: Callable[..., Any], as_user: Callable[..., Context], shop: Shop
) -> None:
    from tests.sample.models import Sale

    assert not visit(login("clerk"), "/manual/sale").html.select("form[action$='/publish']")
    ctx = as_user("clerk")
    with pytest.raises(Forbidden):
        versions.publish(ctx, Sale)
    with pytest.raises(Forbidden):
        versions.remind(ctx, Sale)


@pytest.mark.database
def test_a_changed_process_is_stale_until_it_is_published_and_is_then_read_anew(
    as_user: Callable[..., Context], shop: Shop, changed: Callable[[], None]
) -> None:
    from tests.sample.models import Sale

    boss, clerk = as_user("manager"), as_user("clerk")
    versions.publish(boss, Sale)
    clerk.session.rollback()
    with pytest.raises(InvalidState):
        versions.publish(boss, Sale)
    versions.acknowledge(clerk, Sale, 1)
    assert versions.due(clerk) == []
    assert versions.stale(boss.session) == []
    changed()
    assert [one.key() for one in versions.stale(boss.session)] == ["sale"]
    assert versions.publish(boss, Sale).number == 2
    assert versions.stale(boss.session) == []
    clerk.session.rollback()
    assert [one.number for one in versions.due(clerk)] == [2]
    with pytest.raises(InvalidState):
        versions.acknowledge(clerk, Sale, 1)


def test_the_stale_mark_stands_in_manual_studio_and_doctor(
    login: Callable[..., Any],
    as_user: Callable[..., Context],
    shop: Shop,
    changed: Callable[[], None],
) -> None:
    from tests.sample.models import Sale

    versions.publish(as_user("manager"), Sale)
    browser = login("sysadmin")
    assert "销售单" not in visit(browser, "/studio/").text
    assert list(passing.manuals()) == []
    changed()
    assert "第 1 版发布后流程已变更" in visit(browser, "/manual/sale").text
    assert "/manual/sale" in visit(browser, "/studio/").links()
    assert ["销售单" in one.text for one in passing.manuals()] == [True]


def test_a_published_version_stays_as_it_was(manager: Any, shop: Shop) -> None:
    visit(manager, "/manual/sale").send()
    page = visit(manager, "/manual/sale?version=1")
    assert "这是发布时的第 1 版" in page.text
    assert "须 2 人同意" in page.text
    assert visit(manager, "/manual/sale?version=9").status == 404


def test_who_has_not_read_is_reminded_once_a_day(
    as_user: Callable[..., Context], people: People, shop: Shop
) -> None:
    from tests.sample.models import Sale

    boss, clerk, reader = as_user("manager"), as_user("clerk"), as_user("clerk")
    versions.publish(boss, Sale)
    reader.session.rollback()
    versions.acknowledge(reader, Sale, 1)
    versions.remind(boss, Sale)
    versions.remind(boss, Sale)
    for one in (clerk, reader):
        one.session.rollback()
    assert [row.template for row in notify.inbox(clerk)] == ["manual.reminder", "manual.published"]
    assert [row.template for row in notify.inbox(reader)] == ["manual.published"]


def test_the_list_of_manuals_asks_the_same_few_questions(
    login: Callable[..., Any],
    as_user: Callable[..., Context],
    shop: Shop,
    statements: Callable[[], Any],
) -> None:
    from tests.sample.models import Sale

    browser = login("manager")

    def asked() -> int:
        with statements() as seen:
            browser.get("/manual/")
        return len(seen)

    asked()
    few = asked()
    versions.publish(as_user("manager"), Sale)
    assert asked() == few


def test_the_dialog_of_a_step_says_what_to_watch(clerk: Any, shop: Shop) -> None:
    visit(clerk, f"/sale/transition/{shop.sales[0]}/pack").send()
    dialog = visit(clerk, f"/sale/transition/{shop.sales[0]}/hold")
    assert "缺少商品时使用" in dialog.text
    assert "先告知顾客" in dialog.text
    assert "备货时限暂停" in visit(clerk, "/manual/sale").text
