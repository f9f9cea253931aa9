"""How one wants pages is chosen once, follows to every browser, and costs a page nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.people import PASSWORD, People
from tests.web.conftest import Shop
from tests.web.pages import post, visit


def entered(app: Flask, username: str) -> FlaskClient:
    """Another browser, in which the person logs in."""
    browser = app.test_client()
    visit(browser, "/login/").send(username=username, password=PASSWORD)
    return browser


def test_choices_follow_the_person_to_another_browser(
    app: Flask, people: People, shop: Shop
) -> None:
    user = people.user("manager", username="boss")
    given = {"language": "en", "theme": "dark", "density": "compact", "keys": "off"}
    assert post(people.browser(app, user), "/me/screen/", **given).location == "/me/screen/"
    page = visit(entered(app, "boss"), "/sale/list/").html
    assert (page.html["lang"], page.html["data-bs-theme"]) == ("en", "dark")
    assert page.html["data-density"] == "compact"
    assert page.find("header", {"class": "bar"})["data-keys"] == "off"


@pytest.mark.database
def test_one_choice_leaves_the_others(app: Flask, people: People, shop: Shop) -> None:
    user = people.user("manager", username="boss")
    browser = people.browser(app, user)
    post(browser, "/me/screen/", density="compact")
    answer = post(browser, "/me/screen/", theme="dark", next="/sale/list/")
    assert answer.location == "/sale/list/"
    page = visit(entered(app, "boss"), "/").html
    assert (page.html["data-density"], page.html["data-bs-theme"]) == ("compact", "dark")
    post(browser, "/me/screen/", theme="system")
    assert "data-bs-theme" not in visit(browser, "/").html.html.attrs


def test_another_language_is_remembered(app: Flask, people: People, shop: Shop) -> None:
    user = people.user("manager", username="boss")
    post(people.browser(app, user), "/language/en", next="/")
    assert visit(entered(app, "boss"), "/").html.html["lang"] == "en"


def test_what_is_no_choice_is_refused_and_nothing_is_kept(
    app: Flask, people: People, shop: Shop
) -> None:
    user = people.user("manager", username="boss")
    browser = people.browser(app, user)
    answer = post(browser, "/me/screen/", theme="pink", density="compact")
    assert answer.status_code == 422
    assert "没有这个选项" in answer.text
    assert "data-density" not in visit(entered(app, "boss"), "/").html.html.attrs


def test_a_strange_cookie_draws_the_usual_page(client: Any, shop: Shop) -> None:
    client.set_cookie("density", '"><script>')
    assert "data-density" not in visit(client, "/login/").html.html.attrs


def test_a_page_asks_nothing_for_them(login: Any, shop: Shop, statements: Any) -> None:
    browser = login("manager")
    post(browser, "/me/screen/", density="compact", keys="off")
    with statements() as seen:
        browser.get("/me/")
    assert not any("sys_preference" in statement for statement in seen)


def test_everything_of_ones_own_is_reached_from_the_menu(login: Any, shop: Shop) -> None:
    menu = visit(login("manager"), "/").html.find("details", {"class": "own"})
    links = {link["href"] for link in menu.find_all("a")}
    assert {
        "/me/", "/me/screen/", "/me/notifications/", "/me/second-factor", "/me/sessions",
        "/me/data", "/help/keys/",
    } <= links  # fmt: skip


def test_the_keys_are_listed_over_the_page_and_on_a_page_of_their_own(
    login: Any, shop: Shop
) -> None:
    browser = login("manager")
    assert "<html" in browser.get("/help/keys/").text
    part = browser.get("/help/keys/", headers={"X-Fragment": "1"}).text
    assert "<html" not in part
    assert "<kbd>" in part
