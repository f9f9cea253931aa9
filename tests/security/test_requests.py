"""Requests that lie about their method, host, type or sender are taken for what they are."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import records
from app.runtime.context import Context
from tests.sample.models import Sale
from tests.security.conftest import Api, Shop, Snapshot, send, token_of
from tests.support.people import PASSWORD, People
from tests.support.worlds import SECRET

pytestmark = pytest.mark.database

EVIL = "evil.example"


@pytest.fixture
def manager(login: Callable[..., FlaskClient], shop: Shop) -> FlaskClient:
    return login("manager")


# -- the method ---------------------------------------------------------------------------------------


def test_no_header_or_field_turns_one_method_into_another(
    api: Callable[..., Api],
    manager: FlaskClient,
    sale: int,
    snapshot: Callable[..., Snapshot],
) -> None:
    program, token, before = api("manager"), token_of(manager), snapshot()
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        for method in ("DELETE", "PATCH", "PUT"):
            answer = program.get(f"/sale/{sale}", headers={name: method})
            assert answer.status_code == 200
            answer = program.post(f"/sale/{sale}", {}, headers={name: method})
            assert answer.status_code == 405
            page = manager.get(
                f"/sale/delete/{sale}", headers={name: "POST"}, query_string={"csrf_token": token}
            )
            assert page.status_code == 200
    for query in ("_method=DELETE", "_method=POST", f"csrf_token={token}&_method=delete"):
        assert program.get(f"/sale/{sale}?{query}").status_code == 400
        assert manager.get(f"/sale/delete/{sale}?{query}").status_code == 200
    for path in (f"/sale/edit/{sale}", "/sale/add", f"/sale/transition/{sale}/pack"):
        page = manager.get(
            path, query_string={"csrf_token": token, "summary": "pwned", "_version": "1"}
        )
        assert page.status_code == 200
    assert snapshot() == before


# -- the host -----------------------------------------------------------------------------------------


def test_a_made_up_host_stands_in_no_answer(
    app: Flask, manager: FlaskClient, client: FlaskClient, api: Callable[..., Api], sale: int
) -> None:
    headers = {"X-Forwarded-Host": EVIL, "X-Host": EVIL, "Forwarded": f"host={EVIL}",
               "X-Original-URL": f"//{EVIL}", "X-Rewrite-URL": f"//{EVIL}"}  # fmt: skip
    for browser in (client, manager):
        for path in ("/", "/sale/list/", f"/sale/show/{sale}", "/login/", "/me/", "/nothing"):
            for given in ({"Host": EVIL}, headers):
                answer = browser.get(path, headers=given)
                assert EVIL not in answer.text, (path, given)
                assert EVIL not in answer.headers.get("Location", ""), (path, given)
    program = api("manager")
    for path in ("/sale", f"/sale/{sale}", "/openapi.json"):
        answer = program.get(path, headers={"Host": EVIL})
        assert EVIL not in answer.text + str(answer.headers), path


def test_a_link_for_a_password_names_the_site_of_the_settings(
    app: Flask, people: People, login: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = replace(app.config["DOUGONG"], public_url="https://office.example/")
    monkeypatch.setitem(app.config, "DOUGONG", config)
    administrator, user = login("sysadmin"), people.user("manager")
    token = token_of(administrator)
    answer = administrator.post(
        f"/users/access/{user}",
        data={"csrf_token": token, "what": "link", "current": PASSWORD},
        headers={"X-Forwarded-Host": EVIL, "X-Host": EVIL},
    )
    assert answer.status_code == 200
    assert "https://office.example/login/link/" in answer.text
    assert EVIL not in answer.text
    assert "http://localhost" not in answer.text


# -- where a redirect leads, and what a header carries --------------------------------------------------

AWAY = (
    f"https://{EVIL}", f"//{EVIL}", f"/\\{EVIL}", f"\\\\{EVIL}", f"///{EVIL}", f"/\t/{EVIL}",
    f"/\r\n/{EVIL}", "/x\r\nSet-Cookie: pwned=1", "javascript:alert(1)", "data:text/html,x",
    f"https:{EVIL}", f"@{EVIL}", f".{EVIL}", f" //{EVIL}", f"http://localhost@{EVIL}/",
)  # fmt: skip


def test_a_choice_of_language_leads_to_paths_of_this_house_only(
    manager: FlaskClient, client: FlaskClient
) -> None:
    for browser, path in ((manager, "/language/en"), (client, "/portal/language/en")):
        token = _token_before_login(client) if browser is client else token_of(manager)
        for target in AWAY:
            answer = browser.post(path, data={"csrf_token": token, "next": target})
            assert answer.status_code == 302, (path, target)
            assert answer.location in ("/", "/portal/"), (path, target, answer.location)
            assert "pwned" not in str(answer.headers)


def _token_before_login(client: FlaskClient) -> str:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(client.get("/portal/login").text, "html.parser")
    field = page.select_one("input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def test_an_error_page_offers_no_way_back_to_another_site(manager: FlaskClient) -> None:
    for target in AWAY:
        if not set(target) & set("\r\n"):
            answer = manager.get("/nothing", headers={"Referer": target})
            assert EVIL not in answer.text, target
            assert "javascript:" not in answer.text


def test_a_doubled_slash_leads_nowhere_else(client: FlaskClient, manager: FlaskClient) -> None:
    for browser in (client, manager):
        for path in (f"//{EVIL}", f"//{EVIL}/", f"//{EVIL}/..", f"/%2f{EVIL}/", f"/%5c{EVIL}/", f"//{EVIL}/login"):  # fmt: skip
            answer = browser.get("/", environ_overrides={"PATH_INFO": path, "REQUEST_URI": path})
            place = answer.headers.get("Location", "")
            assert not place.startswith(("//", "/\\", f"http://{EVIL}")), (path, place)


def test_a_request_number_that_is_none_is_not_sent_back(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    for given in ("<script>alert(1)</script>", "a" * 65, "short", "x\tSet-Cookie: pwned=1"):
        answer = program.get("/sale", headers={"X-Request-Id": given})
        assert answer.headers["X-Request-Id"] != given
        assert "pwned" not in str(answer.headers)


# -- another site -------------------------------------------------------------------------------------


def test_no_other_site_is_given_leave_to_read_or_write(
    api: Callable[..., Api], manager: FlaskClient, sale: int
) -> None:
    program = api("manager")
    asked = {
        "Origin": f"https://{EVIL}",
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "authorization, x-csrftoken",
    }
    for answer in (
        program.get("/sale", headers=asked),
        program.send("OPTIONS", f"/sale/{sale}", headers=asked),
        program.send("OPTIONS", "/login", headers=asked),
        manager.get("/sale/list/", headers=asked),
        manager.open("/sale/list/", method="OPTIONS", headers=asked),
        manager.get("/api/v1/sale", headers={"Origin": "null"}),
    ):
        allowed = [name for name in answer.headers.keys() if name.lower().startswith("access-control")]  # noqa: SIM118  # fmt: skip
        assert allowed == []
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_json_that_comes_as_a_form_of_another_site_writes_nothing(
    manager: FlaskClient, shop: Shop, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    """What a page elsewhere can send with the cookies of its victim: plain text and forms, without our token."""
    before = snapshot()
    body = json.dumps({"code": "S9", "name": "pwned"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                 "application/json", "text/plain; charset=application/json", ""):  # fmt: skip
        answer = manager.post(
            "/api/v1/store", data=body, content_type=kind, headers={"Origin": f"https://{EVIL}"}
        )
        assert answer.status_code == 403, kind
        assert answer.get_json()["code"] == "csrf"
    for path in (
        f"/sale/edit/{sale}",
        f"/sale/delete/{sale}",
        "/store/add",
        "/me/",
        "/language/en",
    ):
        for kind in ("text/plain", "application/json"):
            answer = manager.post(path, data=body, content_type=kind)
            assert answer.status_code == 400, (path, kind)
    assert snapshot() == before


def test_a_token_in_the_address_is_no_token(
    manager: FlaskClient, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    token, before = token_of(manager), snapshot()
    for path in (f"/sale/delete/{sale}", f"/sale/edit/{sale}", "/store/add"):
        answer = manager.post(f"{path}?csrf_token={token}", data={"summary": "pwned"})
        assert answer.status_code == 400, path
    answer = manager.post(f"/api/v1/store?csrf_token={token}", json={"code": "S9", "name": "x"})
    assert answer.status_code == 403
    assert snapshot() == before


def test_a_form_of_another_site_does_not_come_back_with_a_valid_token(
    manager: FlaskClient, client: FlaskClient, sale: int
) -> None:
    """The page that lets a late form be sent again would otherwise lend its token to whoever wrote the form."""
    for browser, path in ((manager, f"/sale/edit/{sale}"), (client, f"/sale/edit/{sale}")):
        for headers in (
            {},
            {"Origin": f"https://{EVIL}"},
            {"Origin": "null"},
            {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Referer": "http://localhost/sale/list/"},
        ):
            answer = browser.post(path, data={"summary": "pwned"}, headers=headers)
            assert "pwned" not in answer.text, headers


# -- the same name twice --------------------------------------------------------------------------------


def test_a_name_that_is_given_twice_gives_nobody_more(
    api: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    far = records.create(ctx, Sale, {"store": shop.there, "summary": "Far away"}).id
    program = api(user=shop.clerk_user)
    for query in (f"id={sale}&id={far}", f"id={far}&id={sale}", f"id={far}",
                  f"store={shop.here}&store={shop.there}", f"store={shop.there}"):  # fmt: skip
        answer = program.get(f"/sale?{query}")
        assert answer.status_code == 200
        assert answer.get_json()["items"] == [], query
    for query in ("fields=summary&fields=total", "sort=id&sort=-id", "limit=1&limit=200",
                  "cursor=a&cursor=b", "search=a&search=b", "expand=lines&expand=store"):  # fmt: skip
        answer = program.get(f"/sale?{query}")
        assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (400, "repeated")


def test_an_address_says_nothing_about_what_a_form_writes(
    app: Flask, people: People, shop: Shop, sale: int, ctx: Context
) -> None:
    browser = people.browser(app, shop.clerk_user)
    send(browser, f"/sale/edit/{sale}?summary=pwned&store={shop.there}", summary="Three lamps")
    ctx.session.rollback()
    found = ctx.session.get_one(Sale, sale)
    assert (found.summary, found.store_id) == ("Three lamps", shop.here)


# -- tokens -------------------------------------------------------------------------------------------


def _unsigned(claims: dict[str, Any], algorithm: str) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims)}."


def test_a_forged_token_opens_nothing(api: Callable[..., Api], sale: int, app: Flask) -> None:
    """No signature, another key, another person, another time, another purpose."""
    program, other = api("buyer"), api("manager")
    good = jwt.decode(program.token, options={"verify_signature": False})
    manager = jwt.decode(other.token, options={"verify_signature": False})
    now = int(dt.datetime.now(dt.UTC).timestamp())
    key = app.config.get("JWT_SECRET_KEY") or SECRET
    assert jwt.decode(program.token, key, algorithms=["HS256"]) == good
    parts = program.token.split(".")
    forged = {
        "alg none": _unsigned(good, "none"),
        "alg None": _unsigned(good, "None"),
        "alg empty": _unsigned(good, ""),
        "signature cut off": ".".join(parts[:2]) + ".",
        "signature of nobody": ".".join([*parts[:2], "A" * len(parts[2])]),
        "other claims": ".".join([parts[0], other.token.split(".")[1], parts[2]]),
        "other key": jwt.encode(good, "x" * 44, "HS256"),
        "no key": jwt.encode(good, " " * 32, "HS256"),
        "other algorithm": jwt.encode(good, key + key, "HS512"),
        "of another, mark of mine": jwt.encode({**good, "sub": manager["sub"]}, key, "HS256"),
        "without a mark": jwt.encode({k: v for k, v in good.items() if k != "mark"}, key, "HS256"),
        "a mark that is no text": jwt.encode({**good, "mark": ["x"]}, key, "HS256"),
        "expired": jwt.encode({**good, "exp": now - 3600}, key, "HS256"),
        "not yet": jwt.encode({**good, "nbf": now + 3600}, key, "HS256"),
        "to be renewed with": jwt.encode({**good, "type": "refresh"}, key, "HS256"),
        "of nobody": jwt.encode({**good, "sub": "999999"}, key, "HS256"),
        "of a word": jwt.encode({**good, "sub": "1 OR 1=1"}, key, "HS256"),
        "of a number": jwt.encode({**good, "sub": "9" * 30}, key, "HS256"),
    }
    for name, token in forged.items():
        answer = program.get("/sale", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, (name, answer.text)
        assert answer.get_json()["code"] == "unauthenticated", name
        for word in (key, good["mark"], "Traceback"):
            assert word not in answer.text, name


def test_a_token_counts_in_its_header_only(
    client: FlaskClient, api: Callable[..., Api], sale: int
) -> None:
    token = api("manager").token
    for query in (f"jwt={token}", f"access_token={token}", f"token={token}"):
        assert client.get(f"/api/v1/sale?{query}").status_code == 401
    client.set_cookie("access_token_cookie", token)
    client.set_cookie("dougong-id", token)
    assert client.get("/api/v1/sale").status_code == 401
    assert (
        client.get("/sale/list/", headers={"Authorization": f"Bearer {token}"}).status_code == 302
    )
