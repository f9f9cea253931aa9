"""What a client adds to a body beyond the fields that are his is refused or ignored, and never written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.runtime import records
from app.runtime.context import Context
from tests.sample.models import Buyer, Sale, SaleLine
from tests.security.conftest import Api, Shop, Snapshot, send
from tests.support.people import People

pytestmark = pytest.mark.database

NOT_HIS = {
    "id": 4711,
    "version": 4711,
    "created_at": "2001-01-01T00:00:00Z",
    "created_by": 1,
    "created_by_id": 1,
    "updated_at": "2001-01-01T00:00:00Z",
    "updated_by_id": 1,
    "deleted_at": "2001-01-01T00:00:00Z",
    "deleted_by_id": 1,
    "state": "closed",
    "sale_no": "S0000-0000",
    "goods": "0.01",
    "total": "0.01",
    "phone": "13900000000",
    "pack_due": "2099-01-01T00:00:00Z",
    "pack_status": "met",
    "title": "pwned",
    "store_id": 2,
    "buyer_id": 2,
    "metadata": {},
    "registry": {},
    "_sa_instance_state": {},
    "__class__": "User",
    "__dict__": {"state": "closed"},
    "__proto__": {"state": "closed"},
    "constructor": {"prototype": {}},
    "roles": ["sysadmin"],
}


def test_what_the_system_fills_in_is_taken_from_nobody(
    api: Callable[..., Api], shop: Shop, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    program = api("manager")
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    before = snapshot()
    for name, value in NOT_HIS.items():
        made = program.post("/sale", {"store": shop.here, "summary": "New", name: value})
        changed = program.patch(f"/sale/{sale}", {"summary": "New", name: value}, etag=tag)
        stepped = program.post(f"/sale/{sale}/transitions/pack", {"clerk": shop.clerk, name: value})
        for answer in (made, changed, stepped):
            assert answer.status_code == 422, (name, answer.request.path, answer.text)
            assert [e["field"] for e in answer.get_json()["errors"]] == [name], answer.text
    assert snapshot() == before


def test_a_line_brings_nothing_along_either(
    api: Callable[..., Api], shop: Shop, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    program = api("manager")
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    before = snapshot()
    for name, value in {
        **{k: NOT_HIS[k] for k in ("version", "created_by", "deleted_at", "__class__", "title")},
        "amount": "0.01",
        "sale_id": sale + 1,
    }.items():
        line = {"article": shop.article, "count": "1", "price": "1", name: value}
        made = program.post("/sale", {"store": shop.here, "summary": "New", "lines": [line]})
        changed = program.patch(f"/sale/{sale}", {"lines": [line]}, etag=tag)
        for answer in (made, changed):
            assert answer.status_code == 422, (name, answer.text)
            assert [e["field"] for e in answer.get_json()["errors"]] == [f"lines.0.{name}"]
    assert snapshot() == before


WRONG_TYPES: list[Any] = [
    {}, {"id": 1}, {"$ne": None}, [], [1], [[]], True, -1, 10**30, 1.5, "1 OR 1=1", "", "null", {"__class__": 1},
]  # fmt: skip


def test_a_reference_is_an_id_and_nothing_that_looks_like_more(
    api: Callable[..., Api], shop: Shop, sale: int, snapshot: Callable[..., Snapshot]
) -> None:
    program = api("manager")
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    before = snapshot()
    for value in WRONG_TYPES:
        answer = program.patch(f"/sale/{sale}", {"store": value}, etag=tag)
        assert answer.status_code == 422, (value, answer.text)
        assert [e["field"] for e in answer.get_json()["errors"]] == ["store"]
        for field in ("level", "promised_at", "freight", "lines"):
            answer = program.patch(f"/sale/{sale}", {field: {"$gt": value}}, etag=tag)
            assert answer.status_code == 422, (field, value)
    for body in (
        b'{"summary": "a", "summary": "b"}',
        b'{"store": 1, "store": 2, "summary": "a"}',
        b'{"lines": [{"id": 1, "id": 2}]}',
        b'{"summary": "a", "\\u0073ummary": "b"}',
    ):
        answer = program.send(
            "PATCH", f"/sale/{sale}", data=body, content_type="application/json",
            headers={"If-Match": tag},
        )  # fmt: skip
        assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (
            400,
            "duplicate_key",
        )
    assert snapshot() == before


def test_a_control_that_was_not_on_the_form_writes_nothing(
    app: Flask, people: People, shop: Shop, sale: int, ctx: Context
) -> None:
    browser = people.browser(app, shop.clerk_user)
    before = {n: getattr(ctx.session.get_one(Sale, sale), n) for n in COLUMNS}
    extra = {name: str(value) for name, value in NOT_HIS.items() if name != "version"}
    answer = send(browser, f"/sale/edit/{sale}", **extra, summary="Changed")
    assert answer.status_code == 302, answer.text
    ctx.session.expire_all()
    ctx.session.rollback()
    after = ctx.session.get_one(Sale, sale)
    assert after.summary == "Changed"
    assert {n: getattr(after, n) for n in COLUMNS} == before


COLUMNS = (
    "id", "created_at", "created_by_id", "deleted_at", "state", "sale_no", "goods", "total", "pack_due", "pack_status",
    "store_id", "buyer_id",
)  # fmt: skip


def test_nobody_gets_a_role_or_a_login_by_a_field_of_another_form(
    app: Flask, people: People, shop: Shop, snapshot: Callable[..., Snapshot]
) -> None:
    browser = people.browser(app, shop.clerk_user)
    before = snapshot()
    account = {"roles": "sysadmin", "active": "y", "username": "root", "password": "x", "id": "1"}
    for path in ("/me/", "/me/notifications/", "/me/second-factor"):
        send(browser, path, **account)
    for path in (
        "/users/add",
        f"/users/edit/{shop.clerk_user}",
        f"/users/access/{shop.clerk_user}",
    ):
        assert send(browser, path, **account, what="unlock").status_code == 403, path
    after = snapshot()
    for table in ("ab_user", "ab_user_role", "ab_role", "ab_permission_view_role"):
        assert after[table] == before[table]


def test_a_line_belongs_to_the_record_that_it_came_with(
    api: Callable[..., Api], shop: Shop, sale: int, ctx: Context
) -> None:
    line = {"article": shop.article, "count": "1", "price": "1", "sale": sale}
    made = api("manager").post("/sale", {"store": shop.here, "summary": "New", "lines": [line]})
    assert made.status_code == 201, made.text
    ctx.session.rollback()
    parents = ctx.session.scalars(sa.select(SaleLine.sale_id).order_by(SaleLine.id)).all()
    assert parents == [sale, made.get_json()["id"]]


# -- rows of others in a body --------------------------------------------------------------------------


@pytest.fixture
def far(ctx: Context, shop: Shop) -> tuple[int, int]:
    """A sale of the other store and its line: not the clerk's, not the buyer's."""
    line = {"article": shop.article, "count": "1", "price": "7"}
    made = records.create(ctx, Sale, {"store": shop.there, "summary": "Far", "lines": [line]})
    row = ctx.session.scalars(sa.select(SaleLine.id).where(SaleLine.sale_id == made.id)).one()
    return int(made.id), int(row)


def test_a_line_of_another_record_cannot_be_taken_changed_or_removed(
    api: Callable[..., Api],
    app: Flask,
    people: People,
    shop: Shop,
    sale: int,
    far: tuple[int, int],
    snapshot: Callable[..., Snapshot],
) -> None:
    program, browser = api(user=shop.clerk_user), people.browser(app, shop.clerk_user)
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    before = snapshot()
    for line in (
        {"id": far[1], "count": "99"},
        {"id": far[1], "article": shop.article, "count": "99", "price": "0"},
        {"id": 999_999, "article": shop.article, "count": "99", "price": "0"},
        {"id": str(far[1]), "count": "99"},
        {"id": -1, "count": "99"},
        {"id": 10**30, "count": "99"},
        {"id": 2**63, "count": "99"},
        {"id": [far[1]], "count": "99"},
    ):
        answer = program.patch(f"/sale/{sale}", {"lines": [line]}, etag=tag)
        assert answer.status_code == 422, (line, answer.text)
    sent = {
        "lines-present": "1",
        "lines-0-article": str(shop.article),
        "lines-0-count": "99",
        "lines-0-price": "0",
    }
    for more in ({}, {"lines-0-_delete": "1"}):
        for id in (far[1], 10**30, "9" * 5000, "x", "-1", "1.5"):
            values = {**sent, **more, "lines-0-_id": str(id)}
            answer = send(browser, f"/sale/edit/{sale}", **values)
            assert answer.status_code in (302, 422), (str(id)[:20], answer.status_code)
    answer = send(
        browser,
        f"/sale/edit/{sale}",
        **{"lines-present": "1", "lines-" + "9" * 5000 + "-count": "1"},
    )
    assert answer.status_code == 302, "no row at all"
    named = program.patch(f"/sale/{far[0]}", {"lines": [{"id": far[1], "sale": sale}]}, etag='"1"')
    assert named.status_code == 404
    after = snapshot()
    marks = [row for row in before["sale_line"] if row.startswith(f"({far[1]},")]
    assert len(marks) == 1
    assert marks[0] in after["sale_line"]
    assert [row for row in after["sale"] if row.startswith(f"({far[0]},")] == [
        row for row in before["sale"] if row.startswith(f"({far[0]},")
    ]


def test_a_record_is_not_made_in_or_moved_to_where_its_maker_has_no_business(
    api: Callable[..., Api],
    app: Flask,
    people: People,
    shop: Shop,
    sale: int,
    snapshot: Callable[..., Snapshot],
) -> None:
    program, browser = api(user=shop.clerk_user), people.browser(app, shop.clerk_user)
    tag = program.get(f"/sale/{sale}").headers["ETag"]
    before = snapshot()
    made = program.post("/sale", {"store": shop.there, "summary": "Far"})
    moved = program.patch(f"/sale/{sale}", {"store": shop.there}, etag=tag)
    assert made.status_code in (403, 422), made.text
    assert moved.status_code in (403, 422), moved.text
    for path in ("/sale/add", f"/sale/edit/{sale}"):
        answer = send(browser, path, store=str(shop.there), summary="Far", level="normal")
        assert answer.status_code in (403, 422), (path, answer.text)
    assert snapshot() == before


def test_a_buyer_orders_for_himself_and_stays_himself(
    api: Callable[..., Api],
    shop: Shop,
    people: People,
    ctx: Context,
    snapshot: Callable[..., Snapshot],
) -> None:
    other_user = people.user("buyer")
    other = records.create(
        ctx, Buyer, {"login": other_user, "name": "Other", "phone": "13800138001"}
    ).id
    program = api(user=shop.buyer_user)
    tag = program.get(f"/buyer/{shop.buyer}").headers["ETag"]
    before = snapshot()
    for body in ({"buyer": other}, {"buyer": None}, {}):
        answer = program.post("/sale", {"store": shop.here, "summary": "Mine", **body})
        assert answer.status_code in (403, 422), (body, answer.text)
    for login in (other_user, None, shop.clerk_user):
        answer = program.patch(f"/buyer/{shop.buyer}", {"login": login}, etag=tag)
        assert answer.status_code in (403, 422), (login, answer.text)
    assert program.get(f"/buyer/{other}").status_code == 404
    assert program.patch(f"/buyer/{other}", {"name": "x"}, etag='"1"').status_code == 404
    assert snapshot() == before
