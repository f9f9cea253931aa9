"""`bulk` sent again and sent by many at once: done once, and answered alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.runtime.database import Database
from tests.rest.conftest import Shop
from tests.rest.test_bulk import Make, stores

pytestmark = pytest.mark.database


def test_twenty_threads_with_one_key_are_one_bulk(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    rows = [{"code": f"N{n}", "name": f"New {n}"} for n in range(5)]

    def send(_: int) -> Any:
        return program.client.application.test_client(use_cookies=False).post(
            "/api/v1/store/bulk",
            json={"action": "create", "rows": rows},
            headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": "b-1"},
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert len(stores(database)) == 7


def test_a_refused_bulk_under_a_key_writes_nothing_and_is_repeated(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    body = {"action": "create", "rows": [{"code": "N1", "name": "x"}, {"code": "S1", "name": "y"}]}
    first = program.post("/store/bulk", body, headers={"Idempotency-Key": "b-2"})
    second = program.post("/store/bulk", body, headers={"Idempotency-Key": "b-2"})
    assert first.status_code == second.status_code == 422
    assert first.data == second.data
    assert second.headers["Idempotent-Replayed"] == "true"
    assert set(stores(database)) == {"S1", "S2"}


def test_many_upserts_of_one_key_at_once_make_one_record(
    api: Make, shop: Shop, database: Database
) -> None:
    programs = [api("manager") for _ in range(4)]

    def send(number: int) -> int:
        rows = [{"code": "NEW", "name": f"by {number}"}, {"code": "S1", "name": f"by {number}"}]
        body = {"action": "upsert", "key": ["code"], "rows": rows[:: 1 if number % 2 else -1]}
        return programs[number % 4].post("/store/bulk", body).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(12))) == {200}
    assert set(stores(database)) == {"NEW", "S1", "S2"}
