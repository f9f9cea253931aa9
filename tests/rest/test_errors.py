"""Every refusal is a problem document: what, where, what now; and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.context import Context
from tests.rest.conftest import Api, Shop
from tests.rest.problems import fields, problem
from tests.sample.models import Sale

pytestmark = pytest.mark.database


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


def test_a_role_without_a_grant_is_403_and_told_who_may(
    api: Callable[..., Api], shop: Shop
) -> None:
    body = problem(api("auditor").post("/store", {"code": "S9", "name": "New"}), 403)
    assert "Roles that may: Manager" in body["detail"]
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
    body = problem(api("manager").post(f"/sale/{sale}/transitions/fly"), 404)
    assert "…/transitions" in body["detail"]


def test_an_address_or_a_body_that_is_wrong_says_where_to_look(api: Callable[..., Api]) -> None:
    program = api("manager")
    assert "GET /api/v1/me" in problem(program.get("/sales"), 404)["detail"]
    assert "sends {}" in problem(program.send("POST", "/sale"), 415)["detail"]


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
