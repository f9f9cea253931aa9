"""Addresses, query strings and methods that mean nothing are refused by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.rest.conftest import Api, Shop
from tests.rest.problems import fields, good, problem

pytestmark = pytest.mark.database

MEANINGLESS = [
    ("/sale?nothing=1", "nothing"),
    ("/sale?summary__like=a", "summary__like"),
    ("/sale?summary__", "summary__"),
    ("/sale?state=flying", "state"),
    ("/sale?store=abc", "store"),
    ("/sale?store=99999999999999999999", "store"),
    ("/sale?total__gt=ten", "total__gt"),
    ("/sale?total__between=1", "total__between"),
    ("/sale?promised_at__lt=soon", "promised_at__lt"),
    ("/sale?delivery=maybe", "delivery"),
    ("/sale?level=", "level"),
    ("/sale?store.nothing=1", "store.nothing"),
    ("/sale?nothing.name=1", "nothing.name"),
    ("/sale?summary.name=1", "summary.name"),
    ("/sale?__class__=1", "__class"),
    ("/sale?deleted_at__is_null=false", "deleted_at"),
    ("/sale?or=summary", "or"),
    ("/sale?or=((((", "or"),
    ("/sale?or=(nothing=1)", "nothing"),
    ("/sale?sort=nothing", "nothing"),
    ("/sale?sort=summary;drop", "summary;drop"),
    ("/sale?fields=nothing", "nothing"),
    ("/sale?fields=store.nothing", "store.nothing"),
    ("/sale?fields=deleted_at", "deleted_at"),
    ("/sale?fields=metadata", "metadata"),
    ("/sale?expand=summary", "expand"),
    ("/sale?expand=nothing", "expand"),
    ("/sale?limit=0", "limit"),
    ("/sale?limit=201", "limit"),
    ("/sale?limit=0000000150999", "limit"),
    ("/sale?limit=000000015" + "9" * 5000, "limit"),
    ("/sale/1/history?limit=0000001999999", "limit"),
    ("/changes?limit=0000001002000", "limit"),
    ("/sale?cursor=abc", "cursor"),
    ("/sale?cursor=%5B%5D", "cursor"),
    ("/sale?count=all", "count"),
    ("/sale?limit=1&limit=2", "limit"),
    ("/sale?summary=a%00b", "summary"),
    ("/sale/1?state=new", "state"),
    ("/sale/1/history?sort=at", "sort"),
    ("/me?x=1", "x"),
]


def test_what_a_query_string_cannot_mean_is_400_and_named(
    api: Callable[..., Api], sale: int, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for path, field in MEANINGLESS:
        with subtests.test(path):
            assert fields(program.get(path), 400) == [field]


def test_a_query_string_that_is_not_utf8_is_400(api: Callable[..., Api]) -> None:
    problem(api("manager").get("/sale?summary=%ff"), 400)


def test_sql_in_a_query_string_stays_text(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    assert program.items("/sale?summary=x'%20OR%20'1'='1") == []
    assert program.items("/sale?summary__contains=%25") == []
    assert program.items("/sale?summary__contains=_") == []
    assert len(program.items("/sale")) == 1


NO_RECORD = ["0", "999", "-1", "abc", "1.0", "9" * 30, "9223372036854775808", "%00", "1%20", "١"]


def test_what_is_no_record_is_404(
    api: Callable[..., Api], sale: int, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for record in NO_RECORD:
        with subtests.test(record):
            problem(program.get(f"/sale/{record}"), 404)
            problem(program.patch(f"/sale/{record}", {"summary": "x"}, etag='"1"'), 404)
            problem(program.delete(f"/sale/{record}"), 404)


NO_RESOURCE = [
    "/nothing",
    "/nothing/1",
    "/ab_user",
    "/sys_audit_log",
    "/sale/1/nothing",
    "/",
    "/sale/",
]


def test_an_address_without_a_resource_is_404(
    api: Callable[..., Api], subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for path in NO_RESOURCE:
        with subtests.test(path):
            problem(program.get(path), 404)


NOT_OFFERED = [
    ("PUT", "/sale", "GET, POST"),
    ("DELETE", "/sale", "GET, POST"),
    ("POST", "/sale/1", "GET, PATCH, DELETE"),
    ("PATCH", "/posting/1", "GET"),
    ("DELETE", "/posting/1", "GET"),
    ("POST", "/sale/1/history", "GET"),
    ("GET", "/sale/1/transitions/pack", "POST"),
    ("GET", "/login", "POST"),
    ("DELETE", "/me", "GET"),
]


def test_a_method_that_is_not_offered_is_405_and_says_which_are(
    api: Callable[..., Api], subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for method, path, allowed in NOT_OFFERED:
        with subtests.test(f"{method} {path}"):
            answer = program.send(method, path, json={})
            problem(answer, 405)
            assert answer.headers["Allow"] == allowed


def test_a_verb_that_no_address_knows_is_a_problem_document(
    client: FlaskClient, subtests: pytest.Subtests
) -> None:
    for method, path in (
        ("TRACE", "/api/v1/sale"),
        ("BREW", "/api/v1/sale/1"),
        ("BREW", "/api/v1"),
    ):
        with subtests.test(f"{method} {path}"):
            answer = client.open(path, method=method, headers={"X-Request-Id": "order-4711-a"})
            assert (
                problem(answer, 405 if path != "/api/v1" else 404)["request_id"] == "order-4711-a"
            )
            assert answer.headers["X-Request-Id"] == "order-4711-a"
    assert problem(client.get("/api/v2/sale"), 404)


def test_head_and_options_answer_as_they_should(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    head = program.send("HEAD", f"/sale/{sale}")
    assert head.status_code == 200
    assert head.headers["ETag"] == program.get(f"/sale/{sale}").headers["ETag"]
    assert head.data == b""
    options = program.send("OPTIONS", "/posting/1")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, PATCH, DELETE")


@pytest.mark.parametrize("shape", ["fields=nothing", "fields=store.nothing", "expand=nothing"])
def test_a_write_whose_answer_cannot_be_shaped_writes_nothing(
    api: Callable[..., Api], shop: Shop, sale: int, shape: str
) -> None:
    """400 means that nothing was done, also without an Idempotency-Key: its sender corrects it and sends it again."""
    program = api("manager")
    before = program.get(f"/sale/{sale}").get_json()
    tag = f'"{before["version"]}"'
    problem(program.post(f"/sale?{shape}", good(shop)), 400)
    problem(program.patch(f"/sale/{sale}?{shape}", {"summary": "Changed"}, etag=tag), 400)
    step = f"/sale/{sale}/transitions/pack?{shape}"
    problem(program.post(step, {"clerk": shop.clerk}), 400)
    assert program.items("/sale") == [before]
