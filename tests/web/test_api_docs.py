"""The page of the API: whose it is, nothing from elsewhere, and every operation can be tried with a session or a token."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from app.rest.protocol.authentication import new_token
from app.runtime import query
from app.runtime.context import Context
from app.web.headers import POLICY
from tests.support.browser import enter
from tests.support.people import People
from tests.web.conftest import Shop
from tests.web.pages import visit

WIDE = "document.documentElement.scrollWidth > innerWidth"
LINK = '.menu a[href="/api/docs"]'


@pytest.mark.database
def test_it_is_there_for_those_to_whom_the_api_offers_something(login: Any) -> None:
    for roles, offered in ((("clerk",), True), ((), False)):
        client = login(*roles, username=f"one{len(roles)}")
        assert bool(visit(client, "/").html.select(LINK)) == offered
        assert visit(client, "/api/docs").status == (200 if offered else 403)


def test_who_is_not_logged_in_comes_back_to_it(app: Flask) -> None:
    answer = app.test_client().get("/api/docs")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=/api/docs")


def test_everything_on_it_is_our_own_and_nothing_is_inline(login: Any) -> None:
    client = login("clerk")
    page = visit(client, "/api/docs")
    assert page.response.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert not page.html.select("script:not([src]), style, [style], [onclick]")
    files = [tag.get("src") or tag.get("href") for tag in page.html.select("script, link")]
    assert len(files) > 4
    for file in files:
        assert str(file).startswith("/static/"), file
        assert client.get(file, buffered=True).status_code == 200


@pytest.mark.screen
def test_an_operation_is_tried_with_the_session_on_a_desk_and_with_a_token_on_a_phone(
    browser: Any, site: str, app: Flask, people: People, shop: Shop, ctx: Context
) -> None:
    from tests.sample.models import Store

    person = people.user("manager")
    page = enter(browser, site, people, "/", user=person)
    elsewhere: list[str] = []
    sent: list[Any] = []
    page.on(
        "request", lambda r: None if r.url.startswith((site, "data:")) else elsewhere.append(r.url)
    )
    page.on("request", lambda r: sent.append(r) if r.url.endswith("/api/v1/store") else None)
    page.click(".menu > summary")
    page.click(LINK)

    page.click("[data-tag=store] >> nth=0")
    _try(page, "create_store", {"code": "S9", "name": "新店"})
    created = _answer(page, "create_store", 201)
    assert query.get(ctx, Store, created["id"], columns=["name"])["name"] == "新店"
    assert "x-csrftoken" in sent[-1].headers
    assert sent[-1].headers["accept-language"] == "zh"

    assert not page.evaluate(WIDE)

    page.set_viewport_size({"width": 390, "height": 844})
    with app.app_context():
        token = new_token(person)
    page.click(".btn.authorize >> nth=0")
    page.fill(".auth-container input >> nth=0", token)
    page.click(".auth-btn-wrapper .authorize >> nth=0")
    page.click(".btn-done >> nth=0")
    _try(page, "create_store", {"code": "S8", "name": "另一家"})
    page.wait_for_selector(".live-responses-table:has-text('另一家')")
    assert sent[-1].headers["authorization"] == f"Bearer {token}"
    assert "x-csrftoken" not in sent[-1].headers
    assert "cookie" not in sent[-1].all_headers()

    assert not page.evaluate(WIDE)
    assert elsewhere == []
    assert page.complaints == []


def _try(page: Any, operation: str, body: Any) -> None:
    block = f"#operations-store-{operation}"
    if not page.is_visible(f"{block} .execute"):
        page.click(f"{block} .opblock-summary-control")
    page.fill(f"{block} textarea.body-param__text", json.dumps(body))
    page.click(f"{block} .execute")


def _answer(page: Any, operation: str, status: int) -> Any:
    shown = f"#operations-store-{operation} .live-responses-table tbody .response"
    page.wait_for_selector(shown)
    told = page.inner_text(f"{shown} .response-col_status")
    assert told.strip().startswith(str(status)), page.inner_text(shown)
    return json.loads(page.inner_text(f"{shown} .microlight >> nth=0"))
