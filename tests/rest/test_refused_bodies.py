"""A body that cannot be taken is refused at each of its fields; and nothing is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime.database import Database
from tests.rest.conftest import Api, Shop
from tests.rest.problems import fields, good, problem
from tests.sample.models import Article, Sale, SaleLine

pytestmark = pytest.mark.database

WRONG_TYPES = [
    ({"summary": 5}, "summary"),
    ({"summary": ["a"]}, "summary"),
    ({"delivery": "yes"}, "delivery"),
    ({"delivery": 1}, "delivery"),
    ({"store": "1"}, "store"),
    ({"store": True}, "store"),
    ({"store": 1.5}, "store"),
    ({"store": {"id": 1}}, "store"),
    ({"lines": {}}, "lines"),
    ({"lines": [5]}, "lines.0"),
    ({"lines": [{"article": 1, "count": [], "price": "1"}]}, "lines.0.count"),
    ({"lines": [{"id": "1"}]}, "lines.0.id"),
    ({"promised_at": 5}, "promised_at"),
]


def test_a_value_of_the_wrong_json_type_is_named(
    api: Callable[..., Api], shop: Shop, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for change, field in WRONG_TYPES:
        with subtests.test(change):
            body = problem(program.post("/sale", good(shop, **change)), 422)
            assert [(error["field"], error["code"]) for error in body["errors"]] == [
                (field, "type")
            ]


NOT_ACCEPTABLE = [
    ({"summary": ""}, "summary"),
    ({"summary": "x" * 121}, "summary"),
    ({"store": 999}, "store"),
    ({"store": None}, "store"),
    ({"level": "highest"}, "level"),
    ({"promised_at": "tomorrow"}, "promised_at"),
    ({"delivery": True}, "address"),
    ({"delivery": True, "address": "5 Elm St", "freight": "ten"}, "freight"),
    ({"nothing": 1}, "nothing"),
    ({"id": 7}, "id"),
    ({"version": 7}, "version"),
    ({"state": "closed"}, "state"),
    ({"sale_no": "S1"}, "sale_no"),
    ({"total": "1.00"}, "total"),
    ({"created_by": 1}, "created_by"),
    ({"deleted_at": None}, "deleted_at"),
    ({"__class__": {}}, "__class__"),
    ({"lines": [{"article": 999, "count": "1", "price": "1"}]}, "lines.0.article"),
    ({"lines": [{"count": "1", "price": "1"}]}, "lines.0.article"),
    ({"lines": [{"nothing": 1}]}, "lines.0.nothing"),
]


def test_a_value_that_is_not_acceptable_is_named(
    api: Callable[..., Api], shop: Shop, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for change, field in NOT_ACCEPTABLE:
        with subtests.test(change):
            assert field in fields(program.post("/sale", good(shop, **change)))


def test_of_very_many_unknown_names_the_first_is_told(api: Callable[..., Api], shop: Shop) -> None:
    """Looking for what was meant by each of fifty thousand would take half a minute."""
    program, few = api("manager"), {f"x{number}": 1 for number in range(20)}
    assert sorted(fields(program.post("/sale", good(shop, **few)))) == sorted(few)
    many = {f"x{number}": 1 for number in range(50_000)}
    assert fields(program.post("/sale", good(shop, **many))) == ["x0"]
    assert fields(program.post("/sale", good(shop, lines=[many]))) == ["lines.0.x0"]


def test_free_json_that_no_answer_could_hold_is_refused(
    api: Callable[..., Api], database: Database
) -> None:
    """One such record would close every list that it stands in; one that is there already closes none."""
    program = api("manager")
    lamp = {"name": "Lamp", "price": "1.00"}
    assert fields(program.post("/article", {**lamp, "extra": {"a": 2**64}})) == ["extra"]
    stored = program.post("/article", {**lamp, "extra": {"a": 2**63}}).get_json()
    assert stored["extra"] == {"a": 2**63}
    with database.begin() as session:
        session.execute(sa.update(Article).values(extra={"a": 2**64, "b": "\ud800"}))
    (shown,) = program.items("/article")
    assert shown["extra"] == {"a": 2**64, "b": "\ud800"}
    assert shown["price"] == "1.00"
    assert shown["created_at"] == stored["created_at"]


def test_a_whole_number_beyond_its_column_is_refused(api: Callable[..., Api]) -> None:
    program, lamp = api("manager"), {"name": "Lamp", "price": "1.00"}
    answer = program.post("/article", {**lamp, "stock": 2**31})
    assert fields(answer) == ["stock"]
    assert "2147483647" in answer.get_data(as_text=True)
    assert program.post("/article", {**lamp, "stock": 2**31 - 1}).status_code == 201


def test_all_problems_of_a_body_are_told_at_once(api: Callable[..., Api], shop: Shop) -> None:
    answer = api("manager").post(
        "/sale", {"summary": "", "level": "x", "nothing": 1, "lines": [{"count": "-1"}]}
    )
    found = fields(answer)
    assert {"store", "summary", "level", "nothing", "lines.0.count"} <= set(found)


def test_a_wrong_type_is_told_with_all_other_problems(api: Callable[..., Api], shop: Shop) -> None:
    body = {"summary": 5, "level": "x", "nothing": 1, "lines": [{"count": []}, 5]}
    found = problem(api("manager").post("/sale", body), 422)["errors"]
    told = {error["field"]: error["code"] for error in found}
    assert told["summary"] == told["lines.0.count"] == told["lines.1"] == "type"
    assert {"store", "level", "nothing", "lines.0.article"} <= told.keys()


def test_a_wrong_type_is_told_only_to_those_who_may_write(
    api: Callable[..., Api], sale: int
) -> None:
    body = {"summary": 5}
    problem(api("auditor").patch(f"/sale/{sale}", body, etag='"1"'), 403)
    problem(api("auditor").post("/sale", body), 403)
    problem(api("manager").patch("/sale/999", body, etag='"1"'), 404)


def test_a_refused_body_writes_nothing(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    bad_line = {"article": 999, "count": "1", "price": "1"}
    good_line = {"article": shop.article, "count": "1", "price": "1"}
    api("manager").post("/sale", good(shop, lines=[good_line, bad_line]))
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Sale)) == 0
        assert session.scalar(sa.select(sa.func.count()).select_from(SaleLine)) == 0


NO_PLAIN_OBJECT = [
    (b'{"summary": "a", "summary": "b"}', "application/json", 400),
    (b'{"summary": "\xff"}', "application/json", 400),
    (b"summary=a", "application/x-www-form-urlencoded", 415),
    (b"{}", "text/plain", 415),
    (b"{}", "", 415),
    (b"[]", "application/json", 400),
    (b"null", "application/json", 400),
    (b"", "application/json", 400),
    (b'{"a":' * 40 + b"1" + b"}" * 40, "application/json", 400),
    (b'{"a": "' + b"x" * 1_100_000 + b'"}', "application/json", 413),
]


def test_a_body_that_is_no_plain_object_is_refused(
    api: Callable[..., Api], shop: Shop, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for body, content_type, status in NO_PLAIN_OBJECT:
        with subtests.test(body[:40]):
            problem(program.send("POST", "/sale", data=body, content_type=content_type), status)


@pytest.mark.parametrize("path", ["/sale", "/nothing", "/me", "/login"])
def test_a_refused_body_is_read_to_its_end(
    client: FlaskClient, api: Callable[..., Api], path: str
) -> None:
    # What stays unread ends the connection, and a client's next request with it.
    sent = io.BytesIO(b" " * 1_500_000)
    answer = client.post(
        f"/api/v1{path}",
        input_stream=sent,
        content_length=1_500_000,
        content_type="application/json",
        headers={"Authorization": f"Bearer {api('manager').token}"},
    )
    assert answer.status_code in (404, 405, 413)
    assert sent.read() == b""


@pytest.mark.parametrize("path", ["/sale", "/sale/bulk", "/files"])
def test_who_is_known_is_told_that_a_large_body_is_too_large(
    client: FlaskClient, api: Callable[..., Api], path: str
) -> None:
    """Programs that send first and listen then would see a broken connection instead."""
    size = 25_500_000
    sent = io.BytesIO(b" " * size)
    answer = client.post(
        f"/api/v1{path}",
        input_stream=sent,
        content_length=size,
        content_type="multipart/form-data; boundary=x" if path == "/files" else "application/json",
        headers={"Authorization": f"Bearer {api('manager').token}"},
    )
    problem(answer, 413)
    assert sent.read() == b""


def test_a_body_may_say_utf8(client: FlaskClient, api: Callable[..., Api], shop: Shop) -> None:
    body = json.dumps(good(shop, summary="两盏灯"), ensure_ascii=False).encode()
    answer = api("manager").send(
        "POST", "/sale", data=body, content_type="application/json; charset=utf-8"
    )
    assert answer.get_json()["summary"] == "两盏灯"
