"""What a request says is never part of a statement: it travels in binds, or is refused before there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.security.conftest import Api, Shop, Snapshot
from tests.support.people import People

pytestmark = pytest.mark.database

MARK = "zq7x"
ATTACKS = (
    f"{MARK}' OR '1'='1",
    f'{MARK}"; DROP TABLE sale; --',
    f"{MARK}) UNION SELECT password FROM ab_user --",
    f"{MARK}\\",
)
NAMES = ("sort={}", "sort=-{}", "fields={}", "expand={}", "count={}", "cursor={}", "limit={}", "{}=1", "store.{}=1", "or=({}=1)")  # fmt: skip
VALUES = ("search={}", "summary={}", "summary__contains={}", "summary__in={},x", "buyer.name={}", "or=(summary={})")  # fmt: skip
REFUSED_VALUES = ("id={}", "store={}", "state={}", "total__gt={}", "promised_at__lt={}", "delivery={}", "level={}")  # fmt: skip


@pytest.fixture
def marked(statements: Any) -> Callable[[Callable[[], Any]], Any]:
    """Asks and gives the answer; the statements that were carried out meanwhile hold no word of the attack."""

    def ask(question: Callable[[], Any]) -> Any:
        with statements() as seen:
            answer = question()
        assert not [statement for statement in seen if MARK in statement.lower()]
        return answer

    return ask


def test_a_name_in_a_query_string_reaches_no_statement(
    api: Callable[..., Api], sale: int, marked: Any, snapshot: Callable[..., Snapshot]
) -> None:
    program, before = api("manager"), snapshot()
    for attack in ATTACKS:
        for place in (*NAMES, *REFUSED_VALUES):
            name, _, value = place.format(attack).partition("=")
            for path in ("/sale", "/sale/export"):
                answer = marked(
                    lambda path=path, name=name, value=value: program.get(
                        path, query_string={name: value}
                    )
                )
                assert answer.status_code == 400, (path, name, value, answer.text)
    assert snapshot() == before


def test_a_value_in_a_query_string_is_a_bind(
    api: Callable[..., Api], sale: int, marked: Any
) -> None:
    program = api("manager")
    for attack in ATTACKS:
        plain = attack.replace(",", "").replace(")", "").replace("(", "")
        for place in VALUES:
            name, _, value = place.format(plain).partition("=")
            answer = marked(
                lambda name=name, value=value: program.get("/sale", query_string={name: value})
            )
            assert answer.status_code == 200, (name, value, answer.text)
            assert answer.get_json()["items"] == [], (name, value)


def test_lists_and_pickers_of_the_screens_take_no_statement_either(
    app: Flask, people: People, shop: Shop, sale: int, marked: Any
) -> None:
    browser = people.browser(app, shop.clerk_user)
    for attack in ATTACKS:
        for query, status in (
            ({"q": attack}, 200),
            ({"sort": attack}, 400),
            ({attack: "1"}, 400),
            ({"state": attack}, 400),
            ({"cursor": attack}, 400),
            ({"buyer": attack}, 400),
        ):
            answer = marked(
                lambda query=query: browser.get("/sale/list/", query_string=query, buffered=True)
            )
            assert answer.status_code == status, (query, answer.text)
        for name in ("q", "term", "search", attack):
            answer = marked(
                lambda name=name, attack=attack: browser.get(
                    "/sale/lookup/buyer", query_string={name: attack}
                )
            )
            assert answer.status_code in (200, 400), (name, answer.text)
            assert MARK not in answer.text or answer.status_code == 400
        assert (
            marked(lambda attack=attack: browser.get(f"/sale/lookup/{attack}")).status_code == 404
        )


def test_values_of_a_body_and_of_a_login_are_binds(
    api: Callable[..., Api], client: FlaskClient, shop: Shop, sale: int, marked: Any
) -> None:
    program = api("manager")
    for attack in ATTACKS:
        made = marked(
            lambda attack=attack: program.post("/sale", {"store": shop.here, "summary": attack})
        )
        assert made.status_code == 201, made.text
        assert made.get_json()["summary"] == attack.strip()
        entered = marked(
            lambda attack=attack: client.post(
                "/api/v1/login", json={"username": attack, "password": attack}
            )
        )
        assert entered.status_code == 401
        named = marked(
            lambda attack=attack: program.post("/sale", {"store": shop.here, attack: "x"})
        )
        assert named.status_code == 422


def test_a_cursor_that_somebody_wrote_himself_is_refused_whatever_is_in_it(
    api: Callable[..., Api], sale: int, marked: Any
) -> None:
    import base64
    import json

    program = api("manager")
    for values in (
        ["-id", 0, [f"{MARK}' OR 1=1"]],
        ["summary,id", 0, [f"{MARK}' OR 1=1", "1"]],
        [f"{MARK}; DROP TABLE sale", 0, [1]],
        ["internal_note", 0, [1]],
        ["-id", 0, [{"$gt": 0}]],
        ["-id", 0, [[1]]],
        ["-id", 0, [True]],
        ["-id", 0, [10**30]],
        ["-id", 2, [1]],
        {"-id": 1},
    ):
        cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
        answer = marked(lambda cursor=cursor: program.get(f"/sale?sort=-id&cursor={cursor}"))
        assert answer.status_code == 400, (values, answer.text)
        assert answer.get_json()["code"] == "bad_cursor", values
