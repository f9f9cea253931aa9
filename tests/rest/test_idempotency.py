"""Idempotency-Key on every kind of write: sent twice it happens once, and both get the one answer."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from app.rest.routes import ADDRESSES
from app.runtime import records, stored_answers
from app.runtime.clients import budget
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.system import Attachment, AuditLog, Idempotency
from tests.rest.conftest import Api, Shop
from tests.support.pictures import PNG

pytestmark = pytest.mark.database

Make = Callable[..., Api]
KEY = {"Idempotency-Key": "one"}
WHY = "The bank asked for it."


def acts(database: Database) -> int:
    with database.read_session() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(AuditLog)) or 0


WRITES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "POST /<resource>": ("POST", "/store", {"json": {"code": "N1", "name": "New"}}),
    "POST /<resource>/bulk": (
        "POST",
        "/store/bulk",
        {"json": {"action": "create", "rows": [{"code": "N1", "name": "New"}]}},
    ),
    "PATCH /<resource>/<record>": (
        "PATCH",
        "/store/{here}",
        {"json": {"name": "East side"}, "headers": {"If-Match": '"1"'}},
    ),
    "DELETE /<resource>/<record>": ("DELETE", "/sale/{sale}", {}),
    "POST /<resource>/<record>/transitions/<name>": (
        "POST",
        "/sale/{sale}/transitions/pack",
        {"json": {"clerk": 1}},
    ),
}


@pytest.mark.parametrize("name", list(WRITES))
def test_a_write_that_is_sent_twice_happens_once(
    api: Make, shop: Shop, sale: int, database: Database, name: str
) -> None:
    method, path, given = WRITES[name]
    program, place = api("manager"), path.format(here=shop.here, sale=sale)
    headers = {**KEY, **given.pop("headers", {})} if "headers" in given else KEY
    first = program.send(method, place, headers=headers, **given)
    assert first.status_code < 300, first.text
    once = acts(database)
    second = program.send(method, place, headers=headers, **given)
    assert (second.status_code, second.data) == (first.status_code, first.data)
    assert second.headers["Idempotent-Replayed"] == "true"
    assert acts(database) == once
    other = program.post("/store", {"code": "N9", "name": "Other"}, headers=KEY)
    assert (other.status_code, other.get_json()["code"]) == (422, "idempotency_key_reused")


def test_every_write_of_a_resource_is_in_this_file() -> None:
    """A new address needs a case above, or a reason."""
    elsewhere = {
        "POST /<resource>/<record>/reveal",  # below: nobody keeps the answer
        "POST /<resource>/<record>/transitions/<name>/reject",  # below: refused alike
        # of a comment that is there, test_comments.py
        "POST /<resource>/<record>/comments",
        "PATCH /<resource>/<record>/comments/<comment>",
        "DELETE /<resource>/<record>/comments/<comment>",
    }
    found = {f"{verb} {path}" for path, verbs in ADDRESSES.items() for verb in verbs}
    assert {one for one in found if not one.startswith("GET ")} == set(WRITES) | elsewhere


def upload(program: Api, content: bytes = PNG, name: str = "a.png", key: str = "f") -> Any:
    sent = {"kind": "image", "file": (io.BytesIO(content), name)}
    return program.send("POST", "/files", data=sent, headers={"Idempotency-Key": key})


def test_a_file_that_is_sent_twice_is_kept_once(api: Make, data: Path, database: Database) -> None:
    program = api("manager")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: upload(program), range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1
    with database.read_session() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Attachment)) == 1
    for other in (upload(program, name="b.png"), upload(program, PNG + b"x")):
        assert (other.status_code, other.get_json()["code"]) == (422, "idempotency_key_reused")
    assert upload(program, key="g").get_json()["id"] != answers[0].get_json()["id"]


def test_a_reveal_is_shown_and_logged_each_time_and_its_key_is_for_it_alone(
    api: Make, shop: Shop, database: Database
) -> None:
    program = api("manager")
    body = {"fields": ["wage"], "reason": WHY}
    before = acts(database)
    answers = [program.post(f"/clerk/{shop.clerk}/reveal", body, headers=KEY) for _ in range(2)]
    assert [answer.get_json() for answer in answers] == [{"wage": "5000.00"}] * 2
    assert acts(database) == before + 2
    other = {**body, "reason": "Another reason."}
    refused = program.post(f"/clerk/{shop.clerk}/reveal", other, headers=KEY)
    assert refused.get_json()["code"] == "idempotency_key_reused"
    refused = program.post("/store", {"code": "N9", "name": "x"}, headers=KEY)
    assert refused.get_json()["code"] == "idempotency_key_reused"
    assert acts(database) == before + 2
    with database.read_session() as session:
        assert session.scalars(sa.select(Idempotency.body)).all() == [None]


def test_a_refusal_is_kept_too(api: Make, shop: Shop, sale: int) -> None:
    program = api("manager")
    answers = [
        program.post(f"/sale/{sale}/transitions/pack/reject", {}, headers=KEY) for _ in range(2)
    ]
    assert answers[0].status_code >= 400
    assert answers[0].data == answers[1].data
    assert answers[1].headers["Idempotent-Replayed"] == "true"


def test_answers_end_after_a_day_and_leave_the_database(
    api: Make, shop: Shop, database: Database, ctx: Context
) -> None:
    noon = dt.datetime(2026, 5, 6, 4, tzinfo=dt.UTC)
    with time_machine.travel(noon, tick=False) as travel:
        program = api("manager")
        body = {"code": "N1", "name": "New"}
        assert program.post("/store", body, headers=KEY).status_code == 201
        budget.spend("key", 5)
        travel.shift(dt.timedelta(hours=23))
        with records.writing(ctx):
            assert stored_answers.sweep(ctx) == 0
        travel.shift(dt.timedelta(hours=2))
        with records.writing(ctx):
            assert stored_answers.sweep(ctx) == 1
        with database.read_session() as session:
            assert session.scalars(sa.text("SELECT count(*) FROM sys_rate_budget")).one() == 0
    budget.forget()
