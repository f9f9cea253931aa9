"""Logging in and out, languages, one's own account."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.people import PASSWORD, People
from tests.web.conftest import Shop
from tests.web.pages import visit


def enter(client: Any, username: str, password: str, url: str = "/login/") -> Any:
    return visit(client, url).send(username=username, password=password)


def test_the_right_password_opens_and_leads_where_one_wanted_to_go(
    client: Any, people: People
) -> None:
    people.user("manager", username="boss")
    answer = enter(client, "boss", PASSWORD, "/login/?next=/sale/list/")
    assert answer.status == 302
    assert answer.response.location == "/sale/list/"
    assert visit(client, "/sale/list/").status == 200


def test_a_wrong_password_an_unknown_name_and_a_closed_account_are_told_alike(
    client: Any, people: People, database: Any
) -> None:
    from app.runtime.accounts.users import User

    gone = people.user("manager", username="gone")
    people.user("manager", username="boss")
    with database.begin() as session:
        session.get(User, gone).active = False
    answers = [
        enter(client, "boss", "wrong password"),
        enter(client, "nobody-here", "wrong password"),
        enter(client, "gone", PASSWORD),
    ]
    assert {answer.status for answer in answers} == {401}
    assert len({answer.html.select_one(".alert").get_text() for answer in answers}) == 1


def test_no_login_leads_out_of_the_house(app: Any, people: People) -> None:
    people.user("manager", username="boss")
    for target in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        answer = enter(app.test_client(), "boss", PASSWORD, f"/login/?next={target}")
        assert answer.response.location == "/", target


def test_logging_out_is_a_post_and_ends_the_session(manager: Any, shop: Shop) -> None:
    question = visit(manager, "/logout/")
    assert question.status == 200
    assert visit(manager, "/sale/list/").status == 200
    question.send()
    assert visit(manager, "/sale/list/").status == 302


@pytest.mark.database
def test_a_disabled_person_is_out_with_his_next_click(
    login: Any, people: People, database: Any, shop: Shop
) -> None:
    from app.runtime.accounts.users import User

    browser = login("manager", username="soon-gone")
    with database.begin() as session:
        session.query(User).filter_by(username="soon-gone").update({"active": False})
    assert visit(browser, "/sale/list/").status == 302


def test_a_new_password_ends_every_other_session(login: Any, app: Any, people: People) -> None:
    user = people.user("manager", username="boss")
    here, elsewhere = people.browser(app, user), people.browser(app, user)
    page = visit(here, "/me/")
    wrong = page.send(current="x", password="Another-Horse-9", again="Another-Horse-9")
    assert wrong.status == 422
    short = page.send(current=PASSWORD, password="short", again="short")
    assert short.status == 422
    done = page.send(current=PASSWORD, password="Another-Horse-9", again="Another-Horse-9")
    assert done.status == 302
    assert visit(here, "/me/").status == 200
    assert visit(elsewhere, "/me/").status == 302


def test_the_language_is_chosen_by_hand_and_stays(manager: Any, shop: Shop) -> None:
    page = visit(manager, "/sale/list/")
    assert page.html.html["lang"] == "zh-CN"
    token = page.html.select_one("input[name=csrf_token]")["value"]
    answer = manager.post("/language/en", data={"csrf_token": token, "next": "/sale/list/"})
    assert answer.location == "/sale/list/"
    english = visit(manager, "/sale/list/")
    assert english.html.html["lang"] == "en"
    assert "Search Sale" in english.response.text


def test_the_browsers_language_counts_until_one_chooses(client: Any) -> None:
    assert visit(client, "/login/", **{"Accept-Language": "en"}).html.html["lang"] == "en"
    assert visit(client, "/login/", **{"Accept-Language": "fr"}).html.html["lang"] == "zh-CN"


def test_a_resident_is_led_to_the_portal(login: Any, shop: Shop) -> None:
    answer = login("buyer").get("/")
    assert answer.status_code == 302
    assert answer.location == "/portal/"


def test_flask_appbuilders_own_pages_are_not_served(manager: Any, shop: Shop) -> None:
    for url in (
        "/lang/en",
        "/back",
        "/groups/list/",
        "/permissions/list/",
        "/api/v1/security/login",
    ):
        assert manager.get(url).status_code in (404, 405), url


def test_the_navigation_names_what_the_role_may_read(login: Any, shop: Shop) -> None:
    links = visit(login("cashier"), "/").links()
    assert "/store/list/" in links
    assert "/sale/list/" not in links
    assert "/users/list/" not in links


def test_the_first_page_counts_what_waits_for_this_person(clerk: Any, shop: Shop) -> None:
    page = visit(clerk, "/")
    lines = [" ".join(a.get_text(" ").split()) for a in page.html.select(".home li a")]
    assert "新建 3" in lines
