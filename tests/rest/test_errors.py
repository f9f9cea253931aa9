"""Every refusal is a problem document: what, where, what now; and nothing is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.runtime.context import Context
from app.runtime.database import Database
from tests.rest.conftest import Api, Shop
from tests.sample.models import Sale, SaleLine


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert body["status"] == status
    assert {"type", "title", "status", "code", "detail", "errors"} <= body.keys()
    return body


def fields(answer: Any, status: int = 422) -> list[str]:
    return [error["field"] for error in problem(answer, status)["errors"]]


def good(shop: Shop, **changes: Any) -> dict[str, Any]:
    return {"store": shop.here, "summary": "Two lamps", **changes}


def test_the_language_follows_accept_language(api: Callable[..., Api]) -> None:
    program = api("manager")
    english = problem(program.get("/sale/999"), 404)
    chinese = problem(program.get("/sale/999", headers={"Accept-Language": "zh-CN,zh;q=0.9"}), 404)
    other = program.get("/sale/999", headers={"Accept-Language": "fr"})
    assert english["title"] == "Not found"
    assert chinese["title"] == "未找到"
    assert problem(other, 404)["title"] == "未找到"
    assert other.headers["Content-Language"] == "zh"


def test_an_answer_carries_the_number_that_the_caller_gave(api: Callable[..., Api]) -> None:
    program = api("manager")
    answer = program.get("/sale/999", headers={"X-Request-Id": "order-4711-a"})
    assert answer.headers["X-Request-Id"] == "order-4711-a"
    assert answer.get_json()["request_id"] == "order-4711-a"
    forged = program.get("/sale/999", headers={"X-Request-Id": "<script>alert(1)"})
    assert "script" not in forged.headers["X-Request-Id"]


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


MEANINGLESS = [
    ("/sale?nothing=1", "nothing"),
    ("/sale?summary__like=a", "summary__like"),
    ("/sale?summary__", "summary__"),
    ("/sale?state=flying", "state"),
    ("/sale?store=abc", "store"),
    ("/sale?store=99999999999999999999", "store"),
    ("/sale?total__gt=ten", "total__gt"),
    ("/sale?total__between=1", "total__between"),
    ("/sale?promised_at__lt=yesterday", "promised_at__lt"),
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


def test_head_and_options_answer_as_they_should(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    head = program.send("HEAD", f"/sale/{sale}")
    assert head.status_code == 200
    assert head.headers["ETag"] == program.get(f"/sale/{sale}").headers["ETag"]
    assert head.data == b""
    options = program.send("OPTIONS", "/posting/1")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, PATCH, DELETE")


def test_a_role_without_a_grant_is_403_and_told_who_may(
    api: Callable[..., Api], shop: Shop
) -> None:
    body = problem(api("auditor").post("/store", {"code": "S9", "name": "New"}), 403)
    assert "manager" in body["detail"]
    problem(api("cashier").get("/buyer"), 403)


def test_a_row_out_of_scope_is_404_on_every_address(
    api: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    from app.runtime import records

    records.update(ctx, Sale, sale, {"store": shop.there})
    program = api(user=shop.clerk_user)
    problem(program.get(f"/sale/{sale}"), 404)
    problem(program.get(f"/sale/{sale}/history"), 404)
    problem(program.get(f"/sale/{sale}/transitions"), 404)
    problem(program.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk}), 404)
    problem(program.patch(f"/sale/{sale}", {"summary": "x"}, etag='"1"'), 404)
    problem(program.delete(f"/sale/{sale}"), 404)
    assert program.items("/sale") == []
    assert program.items(f"/sale?id={sale}") == []


def test_a_readable_row_that_one_may_not_change_is_403(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    program = api("auditor")
    assert program.get(f"/sale/{sale}").status_code == 200
    problem(program.patch(f"/sale/{sale}", {"summary": "x"}, etag='"1"'), 403)
    problem(program.delete(f"/sale/{sale}"), 403)


def test_a_change_without_a_version_is_428(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    assert fields(program.patch(f"/sale/{sale}", {"summary": "x"}), 428) == ["If-Match"]
    assert program.patch(f"/sale/{sale}", {"summary": "x"}, etag="*").status_code == 200


NO_TAG = ["5", "abc", '"abc"', '"-1"', '""', '"1","2"']


def test_an_if_match_that_is_no_tag_is_400(
    api: Callable[..., Api], sale: int, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for tag in NO_TAG:
        with subtests.test(tag):
            answer = program.patch(f"/sale/{sale}", {"summary": "x"}, etag=tag)
            assert fields(answer, 400) == ["If-Match"]


def test_a_weak_tag_is_as_good(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    assert program.patch(f"/sale/{sale}", {"summary": "x"}, etag=f"W/{tag}").status_code == 200


def test_a_step_that_the_state_does_not_allow_is_409_and_says_which_do(
    api: Callable[..., Api], sale: int
) -> None:
    body = problem(api("manager").post(f"/sale/{sale}/transitions/close"), 409)
    assert "Delivered" in body["detail"]


def test_a_step_that_does_not_exist_is_404(api: Callable[..., Api], sale: int) -> None:
    problem(api("manager").post(f"/sale/{sale}/transitions/fly"), 404)


def test_a_step_names_what_it_needs(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    assert fields(program.post(f"/sale/{sale}/transitions/pack")) == ["clerk"]
    answer = program.post(f"/sale/{sale}/transitions/pack", {"clerk": "1"})
    assert fields(answer) == ["clerk"]
    answer = program.post(f"/sale/{sale}/transitions/pack", {"summary": "x"})
    assert "summary" in fields(answer)
    answer = program.post(f"/sale/{sale}/transitions/pack", {"note": 5})
    assert fields(answer) == ["note"]
    assert program.get(f"/sale/{sale}").get_json()["state"] == "new"


def test_a_bug_tells_nothing_but_its_number(
    api: Callable[..., Api],
    sale: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from app.runtime import query

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("the password is swordfish")

    program = api("manager")
    monkeypatch.setattr(query, "rows", broken)
    answer = program.get("/sale")
    body = problem(answer, 500)
    assert "swordfish" not in answer.text
    assert "Traceback" not in answer.text
    assert body["request_id"] in caplog.text
    assert "swordfish" in caplog.text


def test_a_lost_database_is_503_with_a_time_to_come_back(
    api: Callable[..., Api], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.runtime import query

    def lost(*_: Any, **__: Any) -> Any:
        raise sa.exc.OperationalError("SELECT secret", {}, Exception("host db.internal"))

    program = api("manager")
    monkeypatch.setattr(query, "rows", lost)
    answer = program.get("/sale")
    problem(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert "db.internal" not in answer.text


def test_answers_are_private_and_not_sniffed(api: Callable[..., Api], sale: int) -> None:
    answer = api("manager").get(f"/sale/{sale}")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer.headers["Cache-Control"]
    assert "Authorization" in answer.headers["Vary"]


def test_a_body_may_say_utf8(client: FlaskClient, api: Callable[..., Api], shop: Shop) -> None:
    body = json.dumps(good(shop, summary="两盏灯"), ensure_ascii=False).encode()
    answer = api("manager").send(
        "POST", "/sale", data=body, content_type="application/json; charset=utf-8"
    )
    assert answer.get_json()["summary"] == "两盏灯"
