"""What every answer tells the browser, and that no page needs more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from app.runtime.database import Database
from app.web import headers
from tests.accounts.conftest import by_screen
from tests.support.people import PASSWORD, People
from tests.support.worlds import SAMPLE, settings
from tests.web.pages import visit

TEMPLATES = Path(__file__).resolve().parents[2] / "app" / "templates"
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)", re.I
)
OF_A_PERSON = (
    "/",
    "/me/",
    "/me/sessions",
    "/me/second-factor",
    "/sale/list/",
    "/sale/add",
    "/api/v1/me",
)
OF_NOBODY = (
    "/login/",
    "/login/forgotten",
    "/login/link/none",
    "/portal/login",
    "/portal/nothing",
    "/nothing",
    "/health",
    "/api/v1/sale",
    "/api/nothing",
    "/static/icon.svg",
    "/static/nothing.css",
    "/logout/",
)
OF_THE_ADMINISTRATOR = (
    "/users/list/",
    "/users/add",
    "/users/access/1",
    "/roles/list/",
    "/roles/show/clerk",
    "/studio/",
)


def everything(app: Flask, login: Any) -> Iterator[tuple[str, Any]]:
    """(address, answer) of pages of every channel, good ones and errors."""
    clients = (
        (app.test_client(), OF_NOBODY),
        (login("manager"), OF_A_PERSON),
        (login("sysadmin"), (*OF_THE_ADMINISTRATOR, "/sale/list/")),
    )
    for client, urls in clients:
        for url in urls:
            yield url, client.get(url, buffered=True)
        yield "POST /login/", client.post("/login/", data={"username": "x"}, buffered=True)
        yield "POST /me/", client.post("/me/", data={}, buffered=True)


def test_every_answer_of_every_channel_carries_the_headers(app: Flask, login: Any) -> None:
    for url, answer in everything(app, login):
        for name, value in headers.FOR_ALL.items():
            assert answer.headers.getlist(name) == [value], (url, name)
        assert "Strict-Transport-Security" not in answer.headers, url


def test_the_policy_lets_nothing_in_that_is_not_ours() -> None:
    given = dict(part.split(" ", 1) for part in headers.POLICY.split("; "))
    assert given == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_private_pages_are_kept_by_nobody(app: Flask, login: Any) -> None:
    for url, answer in everything(app, login):
        if url.startswith("/static/"):
            continue
        kept = answer.headers["Cache-Control"]
        assert kept == ("private, no-cache" if url.startswith("/api/") else "no-store") or (
            "no-store" in kept
        ), (url, kept)
        assert "public" not in kept, url


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(app: Flask, login: Any) -> None:
    seen = 0
    for url, answer in everything(app, login):
        if answer.mimetype != "text/html":
            continue
        seen += 1
        page = BeautifulSoup(answer.text, "html.parser")
        assert not page.select("style, [style], script:not([src])"), url
        for element in page.find_all(True):
            handlers = [name for name in element.attrs if name.lower().startswith("on")]
            assert not handlers, (url, element.name, handlers)
            for link in ("href", "src", "action", "formaction"):
                assert not str(element.get(link, "")).lower().startswith("javascript:"), url
            source = str(element.get("src", ""))
            assert not source or source.startswith("/"), (url, source)
    assert seen > 20


def test_no_template_holds_one_either() -> None:
    found = [
        f"{file.relative_to(TEMPLATES)}:{number}: {line.strip()}"
        for file in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []


def test_every_form_that_writes_needs_a_token(app: Flask, login: Any) -> None:
    """Each address that takes a POST, asked as the administrator, without the token and with a made-up one."""
    client = login("sysadmin", "manager")
    seen = 0
    for rule in app.url_map.iter_rules():
        if not {"POST", "PUT", "PATCH", "DELETE"} & set(rule.methods or ()):
            continue
        if rule.rule.startswith("/api/"):
            continue
        url = re.sub(r"<[^>]*>", "1", rule.rule)
        for data in ({}, {"csrf_token": "made-up"}):
            answer = client.post(url, data=data, buffered=True)
            ok = answer.status_code in (400, 404) or (
                # A late login starts over with a token of its own.
                answer.status_code == 302 and "/login" in answer.location
            )
            assert ok, (url, answer.status_code)
        seen += 1
    assert seen > 10


@pytest.fixture
def https_app(database: Database, data: Path, database_url: str) -> Flask:
    """The application as it runs behind HTTPS and one proxy."""
    from app.factory import create_app
    from app.runtime import database as databases
    from app.runtime import folders
    from app.runtime.accounts import settings as accounts

    before, rules = databases.current(), accounts.current()
    config = replace(settings(database_url, data), https=True, trusted_proxies=1)
    made = create_app(config, package=SAMPLE.package)
    databases.activate(before)
    folders.use(data)
    accounts.use(rules)
    return made


@pytest.fixture
def proxied(https_app: Flask) -> FlaskClient:
    client = https_app.test_client()
    client.environ_base["HTTP_X_FORWARDED_PROTO"] = "https"
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.9, 198.51.100.20"
    client.environ_base["HTTP_REFERER"] = "https://localhost/login/"
    return client


def test_cookies_of_https_are_for_this_host_by_https_and_for_no_script(
    proxied: FlaskClient, people: People
) -> None:
    people.user("manager", username="anna")
    answer = by_screen(proxied, "anna", PASSWORD)
    assert answer.status_code == 302, answer.text
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-dougong-id", "__Host-dougong"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert "Expires" not in cookie, "ends with the browser"
    assert visit(proxied, "/me/").status == 200
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_without_https_cookies_are_for_no_script_either(app: Flask, people: People) -> None:
    people.user("manager", username="anna")
    for cookie in by_screen(app.test_client(), "anna", PASSWORD).headers.getlist("Set-Cookie"):
        assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_the_address_is_the_one_that_the_trusted_proxy_saw(
    proxied: FlaskClient, people: People
) -> None:
    """The client can write any address before it; only the last one is the proxy's own word."""
    people.user("manager", username="anna")
    by_screen(proxied, "anna", PASSWORD)
    assert visit(proxied, "/me/sessions").rows[0][1] == "198.51.100.20"


def test_a_proxy_that_no_setting_names_is_not_believed(app: Flask, people: People) -> None:
    people.user("manager", username="anna")
    client = app.test_client()
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    client.environ_base["HTTP_X_FORWARDED_HOST"] = "evil.example"
    by_screen(client, "anna", PASSWORD)
    page = visit(client, "/me/sessions")
    assert page.rows[0][1] == "127.0.0.1"
    assert "evil.example" not in page.response.text


def test_a_login_leads_to_paths_of_this_house_only(app: Flask, people: People) -> None:
    people.user("manager", username="anna")
    for target in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", "%2F%2Fevil.example"):  # fmt: skip
        for entrance in ("/login/", "/login/code", "/login/password", "/login/enrol"):
            client = app.test_client()
            page = visit(client, f"{entrance}?next={target}")
            if page.status == 302:
                page = page.follow()
            answer = page.send(username="anna", password=PASSWORD).response
            assert answer.location in ("/", "/%2F%2Fevil.example"), (entrance, target)
