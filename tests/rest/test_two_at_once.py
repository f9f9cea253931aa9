"""Two people, two programs, twenty threads: one effect, one winner, and the loser is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime.database import Database
from app.runtime.system import Idempotency
from tests.rest.conftest import Api, Shop
from tests.sample.models import Store
from tests.sample.posting import posting_policy

pytestmark = pytest.mark.database


def stores(database: Database) -> int:
    with database.read_session() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Store)) or 0


def test_the_second_of_two_writers_gets_412_and_the_present_version(
    api: Callable[..., Api], sale: int
) -> None:
    anna, bert = api("manager"), api("manager")
    tag = anna.get(f"/sale/{sale}").headers["ETag"]
    assert bert.patch(f"/sale/{sale}", {"summary": "Bert's"}, etag=tag).status_code == 200
    late = anna.patch(f"/sale/{sale}", {"summary": "Anna's"}, etag=tag)
    assert late.status_code == 412
    assert late.get_json()["code"] == "stale"
    fresh = anna.get(f"/sale/{sale}")
    assert fresh.get_json()["summary"] == "Bert's"
    again = anna.patch(f"/sale/{sale}", {"summary": "Anna's"}, etag=fresh.headers["ETag"])
    assert again.get_json()["summary"] == "Anna's"


def test_a_stale_version_stops_a_delete_and_a_step_too(api: Callable[..., Api], sale: int) -> None:
    program = api("manager")
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    program.patch(f"/sale/{sale}", {"summary": "x"}, etag=tag)
    stale = {"If-Match": tag}
    assert program.delete(f"/sale/{sale}", headers=stale).status_code == 412
    step = program.post(f"/sale/{sale}/transitions/refund", {}, headers=stale)
    assert step.status_code == 412


def test_of_many_that_take_one_step_one_wins(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    programs = [api("manager") for _ in range(6)]

    def pack(program: Api) -> int:
        answer = program.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk})
        return answer.status_code

    with ThreadPoolExecutor(6) as pool:
        codes = sorted(pool.map(pack, programs))
    assert codes == [200, 409, 409, 409, 409, 409]


def test_many_increments_lose_none(api: Callable[..., Api], shop: Shop) -> None:
    programs = [api("manager") for _ in range(4)]

    def add(program: Api) -> None:
        for _ in range(5):
            while True:
                read = program.get(f"/article/{shop.article}")
                stock = read.get_json()["stock"] + 1
                tag = read.headers["ETag"]
                answer = program.patch(f"/article/{shop.article}", {"stock": stock}, etag=tag)
                if answer.status_code == 200:
                    break
                assert answer.status_code == 412, answer.text

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, programs))
    assert programs[0].get(f"/article/{shop.article}").get_json()["stock"] == 20


def test_a_request_sent_twice_happens_once_and_gets_one_answer(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    program = api("manager")
    body = {"code": "S9", "name": "New"}
    key = {"Idempotency-Key": "k-1"}
    first = program.post("/store", body, headers=key)
    second = program.post("/store", body, headers=key)
    assert first.status_code == second.status_code == 201
    assert first.data == second.data
    for name in ("ETag", "Location", "Content-Type"):
        assert first.headers[name] == second.headers[name]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert stores(database) == 3


def test_twenty_threads_with_one_key_are_one_effect(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    program = api("manager")

    def send(_: int) -> Any:
        return program.client.application.test_client(use_cookies=False).post(
            "/api/v1/store",
            json={"code": "S9", "name": "New"},
            headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": "k-2"},
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    assert stores(database) == 3


def test_one_key_for_another_request_is_422(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    program = api("manager")
    key = {"Idempotency-Key": "k-3"}
    program.post("/store", {"code": "S9", "name": "New"}, headers=key)
    for answer in (
        program.post("/store", {"code": "S8", "name": "New"}, headers=key),
        program.post("/keyword", {"name": "New"}, headers=key),
    ):
        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == "Idempotency-Key"
    assert stores(database) == 3


def test_a_refusal_is_repeated_too_and_writes_nothing(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    program = api("manager")
    key = {"Idempotency-Key": "k-4"}
    body = {"code": "S1", "name": "Taken"}
    first = program.post("/store", body, headers=key)
    assert first.status_code == 422
    second = program.post("/store", body, headers=key)
    assert first.data == second.data
    assert second.mimetype == "application/problem+json"
    assert second.headers["Idempotent-Replayed"] == "true"
    assert stores(database) == 2


def test_another_person_may_use_the_same_key(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    key = {"Idempotency-Key": "k-5"}
    one = api("manager").post("/store", {"code": "S8", "name": "New"}, headers=key)
    other = api("manager").post("/store", {"code": "S9", "name": "New"}, headers=key)
    assert one.status_code == other.status_code == 201
    assert stores(database) == 4


def test_a_change_and_a_step_are_repeated_by_key(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    program = api("manager")
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    key = {"Idempotency-Key": "k-6"}
    first = program.patch(f"/sale/{sale}", {"summary": "x"}, etag=tag, headers=key)
    second = program.patch(f"/sale/{sale}", {"summary": "x"}, etag=tag, headers=key)
    assert first.status_code == second.status_code == 200
    assert first.data == second.data
    key = {"Idempotency-Key": "k-7"}
    path = f"/sale/{sale}/transitions/pack"
    first = program.post(path, {"clerk": shop.clerk}, headers=key)
    second = program.post(path, {"clerk": shop.clerk}, headers=key)
    assert first.status_code == second.status_code == 200
    assert first.data == second.data


def test_a_key_is_forgotten_after_a_day(
    api: Callable[..., Api], shop: Shop, database: Database
) -> None:
    program = api("manager")
    key = {"Idempotency-Key": "k-8"}
    program.post("/store", {"code": "S8", "name": "New"}, headers=key)
    with database.begin() as session:
        moment = session.scalars(sa.select(Idempotency.created_at)).one()
        session.execute(sa.update(Idempotency).values(created_at=moment - dt.timedelta(hours=25)))
    answer = program.post("/store", {"code": "S9", "name": "New"}, headers=key)
    assert answer.status_code == 201
    assert stores(database) == 4


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb", "schlüssel"])
def test_a_key_that_is_no_plain_text_is_400(
    api: Callable[..., Api], shop: Shop, key: str, database: Database
) -> None:
    answer = api("manager").post(
        "/store",
        {"code": "S9", "name": "New"},
        headers={"Idempotency-Key": key.encode().decode("latin-1")},
    )
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["field"] == "Idempotency-Key"
    assert stores(database) == 2


def test_a_bug_is_not_kept_as_an_answer(
    api: Callable[..., Api], shop: Shop, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.rest.record import items

    program = api("manager")
    body, key = {"code": "S9", "name": "New"}, {"Idempotency-Key": "k-9"}

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch:
        patch.setattr(items, "after_write", broken)
        assert program.post("/store", body, headers=key).status_code == 500
    assert stores(database) == 2
    assert program.post("/store", body, headers=key).status_code == 201
    assert stores(database) == 3


def test_two_people_approve_and_only_then_the_state_moves(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    anna, bert = api("manager"), api("auditor")
    anna.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk})
    offered = {
        one["name"]: one for one in bert.get(f"/sale/{sale}/transitions").get_json()["items"]
    }
    assert (offered["release"]["votes"], offered["release"]["need"]) == (0, 2)
    assert not offered["deliver"]["allowed"]
    assert offered["deliver"]["reason"]
    first = anna.post(f"/sale/{sale}/transitions/release")
    assert first.get_json()["state"] == "packing"
    assert anna.post(f"/sale/{sale}/transitions/release").status_code in (403, 409, 422)
    second = bert.post(f"/sale/{sale}/transitions/release", {"note": "fine"})
    assert second.get_json()["state"] == "delivered"


def test_one_rejection_clears_the_votes(api: Callable[..., Api], shop: Shop, sale: int) -> None:
    anna, bert = api("manager"), api("auditor")
    anna.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk})
    anna.post(f"/sale/{sale}/transitions/release")
    refused = bert.post(f"/sale/{sale}/transitions/release/reject", {"note": "too dear"})
    assert refused.status_code == 200, refused.text
    offered = anna.get(f"/sale/{sale}/transitions").get_json()["items"]
    assert next(one for one in offered if one["name"] == "release")["votes"] == 0
    history = anna.get(f"/sale/{sale}/history").get_json()["items"]
    assert (history[0]["action"], history[0]["note"]) == ("reject:release", "too dear")
    unknown = bert.post(f"/sale/{sale}/transitions/release/reject", {"nothing": 1})
    assert unknown.status_code == 422


def test_a_rejection_of_what_has_changed_since_is_refused_and_the_votes_stay(
    api: Callable[..., Api], shop: Shop, sale: int
) -> None:
    anna, bert = api("manager"), api("auditor")
    anna.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk})
    anna.post(f"/sale/{sale}/transitions/release")
    read = bert.get(f"/sale/{sale}").headers["ETag"]
    anna.patch(f"/sale/{sale}", {"summary": "another"}, headers={"If-Match": "*"})
    there = f"/sale/{sale}/transitions/release/reject"

    def votes() -> int:
        offered = anna.get(f"/sale/{sale}/transitions").get_json()["items"]
        return int(next(one for one in offered if one["name"] == "release")["votes"])

    stale = bert.post(there, {}, headers={"If-Match": read})
    assert (stale.status_code, stale.get_json()["code"]) == (412, "stale")
    nonsense = bert.post(there, {}, headers={"If-Match": "yesterday"})
    assert (nonsense.status_code, nonsense.get_json()["code"]) == (400, "bad_etag")
    assert votes() == 1
    now = bert.get(f"/sale/{sale}").headers["ETag"]
    assert bert.post(there, {}, headers={"If-Match": now}).status_code == 200
    assert votes() == 0


def test_whoever_may_create_but_not_read_is_answered_the_id(
    api: Callable[..., Api], shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(posting_policy._grants["read"], "cashier")
    program = api("cashier")
    answer = program.post("/posting", {"amount": "12.50"})
    assert answer.status_code == 201, answer.text
    assert answer.get_json() == {"id": 1}
    assert answer.headers["Location"] == "/api/v1/posting/1"
    assert program.get("/posting/1").status_code == 404
